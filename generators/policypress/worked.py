"""The worked examples of the hour rule as readers see them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from policypress.markup import number_text
from policypress.model.cases import Case, CaseRecord
from policypress.model.year import Year

COLUMNS = ("日期", "培训名称", "科目", "形式", "学时", "天数", "认定状态", "补训")
"""Columns of a table of records; one that is empty throughout is not shown."""


def case_rows(year: Year) -> Sequence[Mapping[str, object]]:
    """Return the worked examples of *year* in words, in their order."""
    return [_case(case, year) for case in year.cases]


def _case(case: Case, year: Year) -> Mapping[str, object]:
    result = case.result
    counted = [f"合计 {number_text(result.total)} 学时"]
    counted += [
        f"{year.subjects[id_].label} {number_text(hours)} 学时" for id_, hours in result.subjects.items()
    ]
    if result.days:
        counted.append(f"{number_text(result.days)} 天")
    verdict = "已达标" if result.qualified else "不能判定" if result.undecided else "未达标"
    records = [_record(record) for record in case.records]
    columns = [column for column in COLUMNS if any(record[column] for record in records)]
    return {
        "id": case.id,
        "title": case.title,
        "columns": columns,
        "records": [[record[column] for column in columns] for record in records],
        "result": f"计入{'，'.join(counted)}；{verdict}。",
    }


def _record(record: CaseRecord) -> Mapping[str, str]:
    """Return a record by column, in words; what it does not state is empty."""
    makeup = [f"{record.makeup_year} 年度"] if record.makeup_year else []
    makeup += [record.makeup_approval] if record.makeup_approval else []
    return {
        "日期": record.day.isoformat(),
        "培训名称": record.title,
        "科目": record.subject or "未载明",
        "形式": record.way,
        "学时": number_text(record.hours) if record.hours is not None else "",
        "天数": number_text(record.days) if record.days is not None else "",
        "认定状态": record.status.value,
        "补训": "，".join(makeup),
    }
