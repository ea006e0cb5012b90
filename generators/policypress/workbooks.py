"""Workbooks to download: the same bytes for the same content, at every time and on every system."""

from __future__ import annotations

import io
import re
import zipfile

from openpyxl import Workbook

from policypress.packages import member

PROPERTIES = "docProps/core.xml"
STAMP = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")


def workbook_bytes(book: Workbook) -> bytes:
    """Return *book* as an .xlsx file without the time at which it was made."""
    saved, out = io.BytesIO(), io.BytesIO()
    book.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(member(name), STAMP.sub(b"", data) if name == PROPERTIES else data)
    return out.getvalue()
