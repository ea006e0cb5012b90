"""The worked examples of the hour rule as readers see them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from policypress.markup import number_text
from policypress.model import Case, CaseRecord, Year


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
    return {
        "id": case.id,
        "title": case.title,
        "records": [_record(record) for record in case.records],
        "result": f"计入{'，'.join(counted)}；{verdict}。",
    }


def _record(record: CaseRecord) -> Mapping[str, object]:
    makeup: Sequence[str] = [f"{record.makeup_year} 年度"] if record.makeup_year else []
    if record.makeup_approval:
        makeup = [*makeup, record.makeup_approval]
    return {
        "day": record.day.isoformat(),
        "title": record.title,
        "subject": record.subject or "未载明",
        "way": record.way,
        "hours": number_text(record.hours) if record.hours is not None else "",
        "days": number_text(record.days) if record.days is not None else "",
        "status": record.status.value,
        "makeup": "，".join(makeup),
    }
