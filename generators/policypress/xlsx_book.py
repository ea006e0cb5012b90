"""What an .xlsx file holds beside its cells: its sheets, shared strings and styles, in bounded memory.

A file is refused before it is unpacked where it is larger than any real table is; a fault is a
ValueError that says what would be right. site/js/xlsx-book.js finds the same in the browser.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import BinaryIO

from policypress import limits
from policypress.xlsx_parts import Formats, Links, Sheets, Strings, read_part
from policypress.xlsx_values import Styles
from policypress.xml_events import TOO_LARGE, PartError

HELD = 32 << 20
"""Bytes of shared strings held in memory."""
UNPACKED = 1 << 20
"""Bytes unpacked at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A workbook whose cells are yet to be read."""

    archive: zipfile.ZipFile
    room: float
    """How many times as much as one that is held whole it may hold."""
    sheets: Mapping[str, str]
    """Paths of the parts of the sheets that people see, in their order, each with its name."""
    strings: Strings
    styles: Styles


def open_book(file: BinaryIO, held: ExitStack, room: float) -> Book:
    """Return the workbook in *file*; what it takes to read its cells is kept open until *held* is closed."""
    archive = _bounded(file, held, room)
    shared = held.enter_context(SpooledTemporaryFile(HELD))  # noqa: SIM115 - *held* closes it
    with watched():
        top = Links(archive, "")
        path = next(iter(top.paths("officeDocument")), "xl/workbook.xml")
        links = Links(archive, path)
        workbook, strings, formats = Sheets(links), Strings(shared, room * limits.TABLE_CELLS), Formats()
        read_part(archive, path, workbook)
        for kind, handler in (("sharedStrings", strings), ("styles", formats)):
            for part in links.paths(kind)[:1]:
                read_part(archive, part, handler)
    styles = Styles(
        epoch=workbook.epoch, dates=formats.dates(), spans=formats.spans(), widths=formats.widths()
    )
    return Book(archive=archive, room=room, sheets=workbook.sheets, strings=strings, styles=styles)


@contextmanager
def watched() -> Iterator[None]:
    """Turn whatever a damaged file raises into a ValueError that says so."""
    try:
        yield
    except PartError:
        raise
    except Exception:  # noqa: BLE001 - a damaged archive makes zipfile and expat raise almost anything
        raise PartError("已损坏或不是 Excel 文件；请用表格软件打开后另存为 .xlsx") from None


def _bounded(file: BinaryIO, held: ExitStack, room: float) -> zipfile.ZipFile:
    """Return the archive; raise ValueError where its directory promises, or the parts have, more than a table."""
    try:
        archive = held.enter_context(zipfile.ZipFile(file))
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError):
        message = "不是 Excel 文件（内容与扩展名 .xlsx 不符）；请用表格软件另存为 .xlsx"
        raise PartError(message) from None
    members = archive.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise PartError("加了密码；请取消密码后另存为 .xlsx")
    stated, marks = sum(member.file_size for member in members), room * limits.TABLE_MARKS
    if (
        len(members) > limits.ZIP_MEMBERS
        or stated > room * limits.TABLE_UNPACKED
        or _marks(archive, members, marks) > marks
    ):
        raise PartError(TOO_LARGE)
    return archive


def _marks(archive: zipfile.ZipFile, members: Iterable[zipfile.ZipInfo], most: float) -> int:
    """Return how many tags stand in the parts, an empty element counted twice, given up beyond *most*.

    Parsing takes its time by the beginning and end of elements; to count them first takes a hundredth of that.
    """
    found = 0
    with watched():
        for member in members:
            with archive.open(member) as part:
                while piece := part.read(UNPACKED):
                    found += piece.count(b"<") + piece.count(b"/>")
                    if found > most:
                        return found
    return found
