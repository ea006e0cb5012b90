"""Workbooks made for tests, as the bytes of a file."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence

from openpyxl import Workbook


def workbook(rows: Iterable[Sequence[object]], **formats: str) -> bytes:
    """Return a workbook whose one sheet holds *rows*; *formats* are number formats by cell."""
    made, out = Workbook(), io.BytesIO()
    [sheet] = made.worksheets
    for row in rows:
        sheet.append(list(row))
    for place, code in formats.items():
        sheet[place].number_format = code
    made.save(out)
    return out.getvalue()


def workbook_of(sheets: Mapping[str, Iterable[Sequence[object]]], hidden: str = "") -> bytes:
    """Return a workbook of *sheets*: their names, each with its rows; that named *hidden* is not seen."""
    made, out = Workbook(), io.BytesIO()
    [unwanted] = made.worksheets
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        if name == hidden:
            sheet.sheet_state = "hidden"
    made.remove(unwanted)
    made.save(out)
    return out.getvalue()
