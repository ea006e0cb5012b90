"""The workbook in which a unit writes many records of a form, one a row, for its page or ``policypress fill``."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from policypress.forms.fields import ChoiceField, LinesField
from policypress.forms.model import Form
from policypress.tables import EXPLANATION
from policypress.workbooks import offer, workbook_bytes

ROWS = 100_000
"""Rows in which a choice is offered."""
NARROW, WIDE = 18, 48
"""Widths of columns, in characters."""


def batch_workbook(form: Form) -> bytes:
    """Return the workbook: a sheet with the form's columns, and one that explains them."""
    book = Workbook()
    records = book.worksheets[0]
    records.title = "填写"
    names = form.names()
    for at, (_, _, field) in enumerate(form.placed(), 1):
        _column(records, at, names[field.id], wide=isinstance(field, LinesField))
        if isinstance(field, ChoiceField):
            letter = get_column_letter(at)
            offer(records, f"{letter}2:{letter}{ROWS + 1}", [option.label for option in field.options])
    records.freeze_panes = "A2"
    _explain(book.create_sheet(EXPLANATION), form)
    return workbook_bytes(book)


def _column(sheet: Worksheet, at: int, name: str, *, wide: bool) -> None:
    head = sheet.cell(1, at, name)
    head.font, head.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="center")
    column = sheet.column_dimensions[get_column_letter(at)]
    column.width = WIDE if wide else NARROW
    column.number_format = "@"  # text, so that 010000 keeps its first digit
    head.number_format = "@"


def _explain(sheet: Worksheet, form: Form) -> None:
    title = form.title.replace("\n", "")
    sheet.append([f"在“填写”页每行写一份《{title}》，不填的栏目留空；表头不要改。"])
    sheet.append(["写好后在本表网页的“批量填表”里选择本文件，一次生成全部文件。"])
    sheet.append(
        ["也可以在电脑上运行：policypress fill " + form.id + " 本文件.xlsx --format docx --format pdf"]
    )
    sheet.append([])
    sheet.append(["栏目", "怎样填", "由谁填"])
    names = form.names()
    for _, _, field in form.placed():
        sheet.append([names[field.id], field.help, field.filled_by])
    for cell in sheet[5]:
        cell.font = Font(bold=True)
    for letter, width in zip("ABC", (30, 60, 24), strict=True):
        sheet.column_dimensions[letter].width = width
