"""Spreadsheets as rows of text, one at a time: .csv and .xlsx.

A file is refused where it is larger than any real table is, and every refusal is a UsageError that
names the file and says what would be right.

site/js/table-file.js does the same in the browser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from io import SEEK_END
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from policypress import limits, xlsx_values
from policypress.csv_rows import csv_rows
from policypress.faults import UsageError
from policypress.wording import reason

if TYPE_CHECKING:  # it takes a while to load
    from policypress.xlsx_rows import Cells, Sheet

EPOCH = xlsx_values.EPOCH
"""Day 0 of the date serials of Excel and WPS."""
EXPLANATION = "填写说明"
"""Name of the sheet that explains a table to download; nobody misses it where it is not read."""
MOST_NAMED = 8
"""Sheets named that were not read."""
OTHER_SIGNS = re.compile(r"[\t;；，、|]")
"""What people part columns with in place of a comma."""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row with something in it."""

    number: int
    """Row number in the file, from 1, as a spreadsheet shows it."""
    cells: tuple[str, ...]
    """Text of the cells from column A; empty ones at the end are left out."""
    faults: Mapping[int, str] = field(default_factory=dict)
    """What is wrong with cells that show no value of theirs, by index, to follow what they show."""

    def cell(self, index: int) -> str:
        """Return the text of the cell at *index* (from 0); empty where the row is shorter."""
        return self.cells[index] if index < len(self.cells) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as text; as read_table returns it, it has at least one row."""

    file: str
    """The file as it was named."""
    rows: tuple[Row, ...]
    epoch: date = EPOCH
    """Day 0 of date serials in this file."""
    unread: str = ""
    """Which sheets with content were not read, in words; empty where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTable:
    """A table that is being read; it has at least one row."""

    rows: Iterator[Row]
    epoch: date
    unread: str
    """As in a Table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bounds:
    """How much is read of a file."""

    size: int
    """Most bytes of the file."""
    row: int
    """Most characters of a row of a .csv file."""
    room: float = 1.0
    """How many times as much as a table that is held whole an .xlsx file may hold once unpacked."""
    cells: int | None = None
    """Most cells of all rows; None where the rows are not kept."""


def read_table(path: Path) -> Table:
    """Return the table in *path*, a .csv or .xlsx file; raise UsageError where there is none."""
    with open_table(path, whole=True) as table:
        return Table(file=str(path), rows=tuple(table.rows), epoch=table.epoch, unread=table.unread)


def count_rows(path: Path) -> int | None:
    """Return how many rows :func:`open_table` gives of *path*; None where that takes long to find out."""
    if path.suffix.lower() != ".csv":
        return None
    with open_table(path) as table:
        return sum(1 for _ in table.rows)


@contextmanager
def open_table(path: Path, *, whole: bool = False) -> Iterator[OpenTable]:
    """Open the table in *path*, a .csv or .xlsx file; raise UsageError where there is none, or while it is read.

    CSV: UTF-8 with or without BOM, else GB18030. Excel: the first visible sheet with content; dates
    become ``YYYY-MM-DD``, numbers their shortest exact text (``30``, ``29.5``). However long the table
    is, a few rows are held; one that is to be held *whole* may not be as long.
    """
    with opened(path) as file, ExitStack() as held:
        kind, size = path.suffix.lower(), file.seek(0, SEEK_END)
        bounds = _whole() if whole else _streamed(kind, size)
        try:
            epoch, sheets = _sheets(file, size, kind, bounds, held)
        except ValueError as fault:
            raise _refuse(path, str(fault)) from None
        name, rows = _first_filled(path, sheets, bounds)
        unread = [other for other, its in sheets if other != EXPLANATION and _holds_something(its, bounds)]
        yield OpenTable(rows=rows, epoch=epoch, unread=_unread(name, unread))


def refuse_together(file: str | Path, head: Row, is_heading: Callable[[str], bool]) -> None:
    """Raise UsageError where several headings stand in the one cell of *head*, parted by another sign than a comma."""
    within = OTHER_SIGNS.split(head.cells[0]) if len(head.cells) == 1 else []
    if sum(map(is_heading, within)) > 1:
        message = f"第 {head.number} 行的各列没有用英文逗号分开，写在了一格里；请用表格软件分成各列，另存为 .csv 或 .xlsx"
        raise _refuse(file, message)


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open the data file *path*; raise UsageError where that cannot be done."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        raise _refuse(path, "不存在；请检查文件名和所在文件夹") from None
    except OSError as error:
        message = f"读不出来（{reason(error)}）；请检查文件名和权限，在别的软件里打开着的请先关闭"
        raise _refuse(path, message) from None
    with file:
        yield file


def _whole() -> _Bounds:
    return _Bounds(size=limits.TABLE_BYTES, row=limits.TABLE_BYTES, cells=limits.TABLE_CELLS)


def _streamed(kind: str, size: int) -> _Bounds:
    return _Bounds(
        size=limits.STREAM_BYTES if kind == ".csv" else limits.TABLE_BYTES,
        row=limits.STREAM_ROW,
        room=max(1.0, size / limits.STREAM_SHARE - 1),
    )


def _sheets(
    file: BinaryIO, size: int, kind: str, bounds: _Bounds, held: ExitStack
) -> tuple[date, Iterator[Sheet]]:
    """Return day 0 of date serials and each sheet; a fault is a ValueError, here and in the rows."""
    file.seek(0)
    if size > bounds.size:
        raise ValueError(f"太大；至多 {bounds.size // 1_000_000} MB，请分成几个文件")
    if not size:
        raise ValueError("是空的；第一行应为表头，以下每行一条")
    if file.read(len(OLE)) == OLE:
        raise ValueError(_old_or_locked(file.read()))
    file.seek(0)
    match kind:
        case ".csv":
            return EPOCH, iter([("", ((cells, {}) for cells in csv_rows(file, bounds.row)))])
        case ".xlsx":
            from policypress.xlsx_rows import xlsx_sheets  # takes a while to load

            return xlsx_sheets(file, held, bounds.room)
    raise ValueError("不是 .csv 或 .xlsx 文件；请另存为其中一种")


def _old_or_locked(data: bytes) -> str:
    if ENCRYPTED in data:
        return "加了密码；请在表格软件里取消密码后另存为 .xlsx"
    return "是旧版 .xls 或其他旧格式；请另存为 .xlsx 或 .csv"


def _first_filled(path: Path, sheets: Iterator[Sheet], bounds: _Bounds) -> tuple[str, Iterator[Row]]:
    """Return the name of the first of *sheets* that holds something, and its rows; those after it are left."""
    for name, cells in sheets:
        rows = _told(path, _filled(cells, bounds.cells))
        if first := next(rows, None):
            return name, chain([first], rows)
    raise _refuse(path, "里没有内容；第一行应为表头，以下每行一条")


def _told(path: Path, rows: Iterator[Row]) -> Iterator[Row]:
    """Yield *rows*; a fault of theirs names the file."""
    try:
        yield from rows
    except ValueError as fault:
        raise _refuse(path, str(fault)) from None


def _holds_something(cells: Iterator[Cells], bounds: _Bounds) -> bool:
    """Return whether a sheet has content, be it unreadable."""
    try:
        return next(_filled(cells, bounds.cells), None) is not None
    except ValueError:
        return True


def _unread(read: str, others: Sequence[str]) -> str:
    """Return what is said of the sheets *others* with content beside the one that was *read*."""
    if not others:
        return ""
    named = "".join(f"“{name}”" for name in others[:MOST_NAMED])
    more = f"等 {len(others)} 张" if len(others) > MOST_NAMED else ""
    return f"只读了工作表“{read}”，没有读{named}{more}；需要的请另存为单独的文件"


def _filled(rows: Iterable[Cells], most: int | None) -> Iterator[Row]:
    """Yield the rows that hold something, within the bounds; *most* cells are read."""
    count = 0
    for number, (cells, faults) in enumerate(rows, 1):
        count += len(cells)
        if number > limits.TABLE_ROWS or (most is not None and count > most):
            message = f"太大；至多 {limits.TABLE_ROWS} 行，请分成几个文件，并删去表格以外的内容"
            raise ValueError(message)
        kept = len(cells)
        while kept and not cells[kept - 1].strip() and kept - 1 not in faults:
            kept -= 1
        if kept:
            yield Row(number=number, cells=tuple(cells[:kept]), faults=faults)


def _refuse(path: str | Path, message: str) -> UsageError:
    return UsageError(f"“{path}”{message}")
