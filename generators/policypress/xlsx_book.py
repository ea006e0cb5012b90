"""What an .xlsx file holds beside its cells: its sheets, shared strings and styles, in bounded memory.

A file is refused before it is unpacked where it is larger than any real table is; a fault is a
ValueError that says what would be right. site/js/xlsx-book.js finds the same in the browser.
"""

from __future__ import annotations

import zipfile
from array import array
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO

from policypress import limits
from policypress.xlsx_values import EPOCH, Styles, format_kind
from policypress.xml_events import TOO_LARGE, Handler, PartError, tell

HELD = 32 << 20
"""Bytes of shared strings held in memory."""
UNPACKED = 1 << 20
"""Bytes unpacked at a time."""
MAC_EPOCH = date(1904, 1, 1)
ESCAPED = "x005F_"
"""What a spreadsheet puts before text that looks like one of its escapes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A workbook whose cells are yet to be read."""

    archive: zipfile.ZipFile
    room: float
    """How many times as much as one that is held whole it may hold."""
    sheets: tuple[str, ...]
    """Names of the parts of the sheets that people see, in their order, each once."""
    strings: Strings
    styles: Styles


def open_book(file: BinaryIO, held: ExitStack, room: float) -> Book:
    """Return the workbook in *file*; what it takes to read its cells is kept open until *held* is closed."""
    archive = _bounded(file, held, room)
    shared = held.enter_context(SpooledTemporaryFile(HELD))  # noqa: SIM115 - *held* closes it
    with watched():
        top = _Links(archive, "")
        path = next(iter(top.paths("officeDocument")), "xl/workbook.xml")
        links = _Links(archive, path)
        workbook, strings, formats = _Workbook(links), Strings(shared, room * limits.TABLE_CELLS), _Formats()
        _read(archive, path, workbook)
        for kind, handler in (("sharedStrings", strings), ("styles", formats)):
            for part in links.paths(kind)[:1]:
                _read(archive, part, handler)
    styles = Styles(epoch=workbook.epoch, dates=formats.dates(), spans=formats.spans())
    return Book(archive=archive, room=room, sheets=tuple(workbook.sheets), strings=strings, styles=styles)


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


def _read(archive: zipfile.ZipFile, path: str, handler: Handler) -> None:
    with archive.open(path) as part:
        for _ in tell(part, handler):
            pass


class _Links(Handler):
    """The parts that a part refers to (ECMA-376-2, 6.5)."""

    def __init__(self, archive: zipfile.ZipFile, path: str) -> None:
        super().__init__()
        self.folder, name = path[: path.rfind("/") + 1], path[path.rfind("/") + 1 :]
        self.found: list[tuple[str, str, str]] = []
        rels = f"{self.folder}_rels/{name}.rels"
        if rels in archive.NameToInfo:
            _read(archive, rels, self)

    def open(self, name: str, attributes: Mapping[str, str]) -> None:
        if name != "Relationship":
            return
        target = attributes.get("Target", "")
        path = target[1:] if target.startswith("/") else self.folder + target.removeprefix("./")
        self.found.append((attributes.get("Id", ""), attributes.get("Type", "").rpartition("/")[2], path))
        if len(self.found) > limits.ZIP_MEMBERS:
            raise PartError(TOO_LARGE)

    def paths(self, kind: str, id_: str | None = None) -> list[str]:
        """Return the paths of the parts of that *kind*, or of the one called *id_*."""
        return [path for name, found, path in self.found if found == kind and id_ in (None, name)]


class _Workbook(Handler):
    """The visible sheets of a workbook, and what its dates count from (18.2.27, 18.2.28)."""

    def __init__(self, links: _Links) -> None:
        super().__init__()
        self.epoch, self.count = EPOCH, 0
        self.parts = {name: path for name, kind, path in reversed(links.found) if kind == "worksheet"}
        self.sheets: dict[str, None] = {}

    def open(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "workbookPr" and attributes.get("date1904") in {"1", "true"}:
            self.epoch = MAC_EPOCH
        if name != "sheet":
            return
        self.count += 1
        if self.count > limits.ZIP_MEMBERS:
            raise PartError(TOO_LARGE)
        if attributes.get("state", "visible") != "visible":
            return
        id_ = next((value for key, value in attributes.items() if key.endswith(":id")), "")
        if id_ in self.parts:
            self.sheets[self.parts[id_]] = None


class _Formats(Handler):
    """The number formats of a workbook's styles (18.8.10, 18.8.30)."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds: dict[int, tuple[bool, bool]] = {}
        self.used: list[int] = []
        self.inside = False

    def open(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "cellXfs":
            self.inside = True
        elif name == "numFmt":
            id_ = int(attributes.get("numFmtId", ""))
            self.kinds[id_] = format_kind(id_, attributes.get("formatCode", ""))
        elif name == "xf" and self.inside:
            self.used.append(int(attributes.get("numFmtId", 0)))
        if max(len(self.used), len(self.kinds)) > limits.TABLE_STYLES:
            raise PartError(TOO_LARGE)

    def close(self, name: str) -> None:
        if name == "cellXfs":
            self.inside = False

    def _styles(self, which: int) -> frozenset[int]:
        return frozenset(
            style
            for style, id_ in enumerate(self.used)
            if (self.kinds[id_] if id_ in self.kinds else format_kind(id_, None))[which]
        )

    def dates(self) -> frozenset[int]:
        """Return the numbers of the styles that show days or times."""
        return self._styles(0)

    def spans(self) -> frozenset[int]:
        """Return the numbers of the styles that show spans of time."""
        return self._styles(1)


class TextReader(Handler):
    """Gathers the text of a string, its phonetic hints left out (18.4.8)."""

    def __init__(self) -> None:
        super().__init__()
        self.gathered = ""
        self.hints = 0
        self.inside = False

    def open(self, name: str, attributes: Mapping[str, str]) -> None:
        """Begin to gather at ``t``."""
        del attributes
        if name == "t":
            self.inside = not self.hints
        elif name == "rPh":
            self.hints += 1

    def text(self, data: str) -> None:
        """Gather *data* where it is text of the string."""
        if self.inside:
            self.gathered = longer(self.gathered, data)

    def close(self, name: str) -> None:
        """Stop to gather after ``t``."""
        if name == "t":
            self.inside = False
        elif name == "rPh":
            self.hints -= 1


def longer(text: str, more: str) -> str:
    """Return both together, the text of one cell."""
    if len(text) + len(more) > limits.TABLE_TEXT:
        message = f"有一格超过 {limits.TABLE_TEXT} 字，不像一张表；请把这一格的内容移到表格以外"
        raise PartError(message)
    return text + more


class Strings(TextReader):
    """The shared strings, beyond some size on the disk: a large table has a million of them."""

    def __init__(self, file: IO[bytes], most: float) -> None:
        super().__init__()
        self.file, self.ends, self.most = file, array("Q", [0]), most

    def close(self, name: str) -> None:
        """Keep a string that has ended."""
        if name != "si":
            super().close(name)
            return
        self.ends.append(self.ends[-1] + self.file.write(self.gathered.replace(ESCAPED, "").encode()))
        self.gathered = ""
        if len(self.ends) > self.most:
            raise PartError(TOO_LARGE)

    def __getitem__(self, at: int) -> str:
        """Return the string of that number; raise IndexError where there is none."""
        if at < 0:
            raise IndexError(at)
        start, end = self.ends[at : at + 2]
        self.file.seek(start)
        return self.file.read(end - start).decode()
