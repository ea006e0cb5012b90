"""学时记录模板.xlsx: a sheet to write training records in, as the page and ``policypress hours`` read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from policypress.hour_rule import Rule
from policypress.model.cases import Status
from policypress.tables import EXPLANATION
from policypress.training_records import OPTIONAL, REQUIRED
from policypress.workbooks import offer, workbook_bytes

LAST_ROW = 5_000
"""Last row in which choices are offered."""
WIDTHS: Mapping[str, int] = {"日期": 14, "培训名称": 36, "形式": 14, "补训批准": 30}


def record_sheet(rule: Rule) -> bytes:
    """Return an .xlsx file with the columns of training records, and a sheet that explains them."""
    book = Workbook()
    for unwanted in book.worksheets:
        book.remove(unwanted)
    sheet = book.create_sheet("学时记录")
    _fill(sheet, [[*REQUIRED, *OPTIONAL]])
    for index, label in enumerate([*REQUIRED, *OPTIONAL], 1):
        letter = get_column_letter(index)
        sheet.column_dimensions[letter].width = WIDTHS.get(label, 12)
        offer(sheet, f"{letter}2:{letter}{LAST_ROW}", _allowed(rule).get(label, ()))
        if label == "日期":
            sheet.column_dimensions[letter].number_format = "yyyy-mm-dd"
    sheet.freeze_panes = "A2"
    explained = book.create_sheet(EXPLANATION)
    _fill(explained, [["列", "怎么填"], *_explained(rule)])
    explained.column_dimensions["A"].width, explained.column_dimensions["B"].width = 14, 90
    return workbook_bytes(book)


def _fill(sheet: Worksheet, rows: Sequence[Sequence[str]]) -> None:
    for row in rows:
        sheet.append(list(row))
    for cell in sheet[1]:
        cell.font, cell.alignment = Font(bold=True), Alignment(horizontal="center")


def _allowed(rule: Rule) -> Mapping[str, Sequence[str]]:
    return {"科目": [subject.label for subject in rule.subjects], "认定状态": list(Status)}


def _explained(rule: Rule) -> Iterator[tuple[str, str]]:
    subjects = "、".join(subject.label for subject in rule.subjects)
    yield "姓名", "每行都填；同名的记录按同一人计算，有重名的请加部门或编号区分"
    yield "日期", f"培训结束的日期，如 {rule.starts.isoformat()}"
    yield "培训名称", "培训班或课程的名称"
    yield "科目", f"{subjects}；通知没有说明科目的培训留空"
    yield "形式", "如脱产培训、网络培训、在职自学；可以留空"
    yield "学时", "只写数字，至多一位小数；没有学时、只有天数的留空"
    yield "天数", "只写数字，至多一位小数；没有天数的留空。学时和天数至少填一项"
    yield "认定状态", f"{'、'.join(Status)}；只计“{Status.RECOGNISED}”的"
    yield "补训年度", f"不是补训的留空；是补训的写补哪一年度，如 {rule.year}"
    yield "补训批准", "补训由谁批准；没有批准的补训不计入"
