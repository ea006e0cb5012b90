"""Workbooks to download: the same bytes for the same content, at every time and on every system."""

from __future__ import annotations

import io
import re
import zipfile

from openpyxl import Workbook

MEMBER_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest a zip can hold."""
PROPERTIES = "docProps/core.xml"
STAMP = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")


def workbook_bytes(book: Workbook) -> bytes:
    """Return *book* as an .xlsx file without the time at which it was made."""
    saved, out = io.BytesIO(), io.BytesIO()
    book.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, MEMBER_DATE)
            member.compress_type, member.create_system = zipfile.ZIP_DEFLATED, 0
            data = source.read(name)
            target.writestr(member, STAMP.sub(b"", data) if name == PROPERTIES else data)
    return out.getvalue()
