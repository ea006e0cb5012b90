"""Workbooks to download: choices in their cells, and the same bytes at every time and on every system."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from itertools import chain

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from policypress.packages import Undated, member

PROPERTIES = "docProps/core.xml"
STAMP = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
LONGEST_OFFER = 255
"""Characters that a spreadsheet takes for the list of a choice."""
LIKE_ESCAPE = re.compile("_(?=x[0-9a-fA-F]{4}_)")
"""Before what a spreadsheet would take for the number of a character (ECMA-376-1, 22.9.2.19)."""


def offer(sheet: Worksheet, cells: str, labels: Sequence[str]) -> None:
    """Let *cells* be chosen from *labels*, or left empty; not where a spreadsheet cannot hold the list.

    Whatever else is written there is refused in words.
    """
    written = ",".join(labels)
    if not labels or len(written) > LONGEST_OFFER or written.count(",") >= len(labels) or '"' in written:
        return
    choice = DataValidation(type="list", formula1=f'"{_escaped(written)}"', allow_blank=True)
    choice.errorTitle, choice.error = "没有这一项", f"请填写：{'、'.join(labels)}，或者留空"[:LONGEST_OFFER]
    choice.showErrorMessage = True
    choice.add(cells)
    sheet.add_data_validation(choice)


def workbook_bytes(book: Workbook) -> bytes:
    """Return *book* as an .xlsx file without the time at which it was made."""
    for cell in chain.from_iterable(row for sheet in book.worksheets for row in sheet.iter_rows()):
        if isinstance(cell.value, str):
            cell.value = _escaped(cell.value)
    saved, out = io.BytesIO(), io.BytesIO()
    ExcelWriter(book, Undated(saved, "w")).save()
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(member(name), STAMP.sub(b"", data) if name == PROPERTIES else data)
    return out.getvalue()


def _escaped(text: str) -> str:
    """Return *text* as it stands in a workbook; openpyxl leaves that to us."""
    return LIKE_ESCAPE.sub("_x005F_", text)
