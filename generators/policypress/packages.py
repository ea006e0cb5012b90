"""Members of the zip packages we write (.docx, .xlsx): the same bytes at every time and on every system."""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

MEMBER_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest a zip can hold."""


def member(name: str) -> zipfile.ZipInfo:
    """Return the entry of a compressed member that bears neither the time nor the system it was written at."""
    entry = zipfile.ZipInfo(name, MEMBER_DATE)
    entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
    return entry


class Undated(zipfile.ZipFile):
    """A package whose members bear no time, so that one can be written whatever the clock says."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        """Write *data* as a member."""
        named = isinstance(zinfo_or_arcname, zipfile.ZipInfo)
        super().writestr(zinfo_or_arcname if named else member(zinfo_or_arcname), data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        """Write the file *filename* as the member *arcname*."""
        self.writestr(arcname or str(filename), Path(filename).read_bytes())


_LEVEL = 3
"""Of zlib: half the time of the usual 6, for a ninth more bytes of a form's text."""
_VERSION = 20
"""Zip 2.0 is needed to read what is deflated."""
_MODE = 0o600 << 16
"""Who may read an extracted member where files have owners, as :mod:`zipfile` sets it."""
_DAY = 1 << 5 | 1
"""The day of :data:`MEMBER_DATE`: years since 1980, month, day."""
_LOCAL = struct.Struct("<4s5H3L2H")
"""APPNOTE.TXT 4.3.7: signature, version, flags, method, time, day; CRC, both sizes; lengths of name and extra."""
_CENTRAL = struct.Struct("<4s6H3L5H2L")
"""4.3.12: the same with the version that made it, then comment, disk, attributes, and where the member begins."""
_END = struct.Struct("<4s4H2LH")
"""4.3.16: signature, disks, counts of entries; size and start of the directory; length of the comment."""


class Unfinished:
    """A package that lacks its last member, and is completed many times."""

    def __init__(self, rest: bytes, name: str) -> None:
        """*rest* is a package without a comment; *name*, in ASCII, is that of the member it lacks."""
        _, _, _, _, count, size, start, _ = _END.unpack(rest[-_END.size :])
        self._members, self._directory = rest[:start], rest[start : start + size]
        self._count, self._name = count + 1, name.encode("ascii")

    def completed(self, data: bytes) -> bytes:
        """Return the package whose last member holds *data*: the same bytes for the same data."""
        deflating = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        deflated = deflating.compress(data) + deflating.flush()
        sizes = len(deflated), len(data), len(self._name), 0
        told = _VERSION, 0, zipfile.ZIP_DEFLATED, 0, _DAY, zlib.crc32(data), *sizes
        at = len(self._members)
        local = _LOCAL.pack(b"PK\3\4", *told) + self._name
        central = _CENTRAL.pack(b"PK\1\2", _VERSION, *told, 0, 0, 0, _MODE, at) + self._name
        start, size = at + len(local) + len(deflated), len(self._directory) + len(central)
        end = _END.pack(b"PK\5\6", 0, 0, self._count, self._count, size, start, 0)
        return b"".join((self._members, local, deflated, self._directory, central, end))
