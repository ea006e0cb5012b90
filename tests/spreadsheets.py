"""Workbooks made for tests, as the bytes of a file."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

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
