"""Members of the zip packages we write (.docx, .xlsx): the same bytes at every time and on every system."""

from __future__ import annotations

import zipfile

MEMBER_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest a zip can hold."""


def member(name: str) -> zipfile.ZipInfo:
    """Return the entry of a compressed member that bears neither the time nor the system it was written at."""
    entry = zipfile.ZipInfo(name, MEMBER_DATE)
    entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
    return entry
