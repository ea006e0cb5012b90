"""The rows of the first filled sheet of an .xlsx file as text, one at a time, in bounded memory.

A file is refused before it is unpacked where it is larger than any real table is; a fault is a
ValueError that says what would be right.
"""

from __future__ import annotations

import math
import warnings
import zipfile
from array import array
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from tempfile import SpooledTemporaryFile
from typing import IO, Any, BinaryIO

# openpyxl parses worksheets through defusedxml only where it is installed; this import makes sure of it.
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

from policypress import limits

PIECE = 1 << 20
"""Bytes unpacked at a time."""
SIGNIFICANT = 15
"""Digits that spreadsheets show of a number; what follows is noise of binary fractions."""
STRING = f"{{{SHEET_MAIN_NS}}}si"
ESCAPED = "x005F_"
"""What a spreadsheet puts before text that looks like one of its escapes."""


def xlsx_sheets(
    file: BinaryIO, held: ExitStack, room: float = 1.0
) -> tuple[date, Iterator[Iterator[list[str]]]]:
    """Return day 0 of date serials in the workbook *file*, and the rows of each sheet that people see.

    They are read when they are asked for; what that takes is kept open until *held* is closed. The
    workbook may hold *room* times as much as one that is held whole.
    """
    _bounded(file, room)
    # Shared strings lie on the disk: a large table has a million of them.
    reader = _Reader(file, held.enter_context(SpooledTemporaryFile(PIECE)))  # noqa: SIM115 - *held* closes it
    with _watched():
        reader.read()
    visible = (sheet for sheet in reader.wb.worksheets if sheet.sheet_state == "visible")
    return reader.wb.epoch.date(), map(_rows, visible)


def _rows(sheet: Any) -> Iterator[list[str]]:
    """Yield the rows of *sheet*, empty ones too."""
    sheet.reset_dimensions()  # WPS states A1 for a sheet of any size
    rows = sheet.iter_rows(values_only=True)
    while True:
        with _watched():
            row = next(rows, None)
        if row is None:
            return
        yield [_cell_text(value) for value in row]


@contextmanager
def _watched() -> Iterator[None]:
    """Turn whatever openpyxl raises into a ValueError; a damaged file makes it raise almost anything."""
    with warnings.catch_warnings():
        # Of styles, filters and dates it does not know: nothing a reader could act on.
        warnings.simplefilter("ignore")
        try:
            yield
        except Exception as error:  # noqa: BLE001 - as said
            raise _damaged(error) from None


class _Reader(ExcelReader):
    """openpyxl's reader of workbooks, with the shared strings in a file."""

    def __init__(self, file: BinaryIO, texts: IO[bytes]) -> None:
        super().__init__(file, read_only=True, data_only=True, keep_links=False)
        self.shared_strings: Any = _Texts(texts)

    def read_strings(self) -> None:
        """Read the shared strings, as openpyxl does, but keep none in memory."""
        package: Any = self.package
        part = package.find(SHARED_STRINGS)
        if part is None:
            return
        with self.archive.open(part.PartName[1:]) as source:
            events = iterparse(source, events=("start", "end"))
            _, root = next(events)
            for event, node in events:
                if event == "end" and node.tag == STRING:
                    text: Any = Text.from_tree(node)
                    self.shared_strings.append(text.content.replace(ESCAPED, ""))
                    root.clear()


class _Texts:
    """A list of texts in a file."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.ends = file, array("Q", [0])

    def append(self, text: str) -> None:
        self.ends.append(self.ends[-1] + self.file.write(text.encode()))

    def __getitem__(self, at: int) -> str:
        if at < 0:
            raise IndexError(at)
        start, end = self.ends[at : at + 2]
        self.file.seek(start)
        return self.file.read(end - start).decode()


def _damaged(error: BaseException) -> ValueError:
    """Return what is wrong with a file that openpyxl could not read; it wraps what the parser raised."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, DefusedXmlException):
            message = "含有表格不该有的定义（DOCTYPE），可能不安全；请用表格软件另存为新的 .xlsx"
            return ValueError(message)
        cause = cause.__cause__ or cause.__context__
    return ValueError("已损坏或不是 Excel 文件；请用表格软件打开后另存为 .xlsx")


def _bounded(file: BinaryIO, room: float) -> None:
    """Raise ValueError where the zip directory promises, or the parts have, more than a table holds."""
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError):
        message = "不是 Excel 文件（内容与扩展名 .xlsx 不符）；请用表格软件另存为 .xlsx"
        raise ValueError(message) from None
    if any(member.flag_bits & 1 for member in members):
        raise ValueError("加了密码；请取消密码后另存为 .xlsx")
    stated, marks = sum(member.file_size for member in members), room * limits.TABLE_MARKS
    if (
        len(members) > limits.ZIP_MEMBERS
        or stated > room * limits.TABLE_UNPACKED
        or _marks(file, members, marks) > marks
    ):
        raise ValueError("解开后太大，不像一张表；请把需要的内容复制到新工作簿，另存为 .xlsx")


def _marks(file: BinaryIO, members: Iterable[zipfile.ZipInfo], most: float) -> int:
    """Return how many tags stand in the parts, given up beyond *most*.

    Parsing takes its time and memory by the tag; to count them first takes a hundredth of that.
    """
    found = 0
    with _watched(), zipfile.ZipFile(file) as archive:
        for member in members:
            with archive.open(member, "r") as part:
                while piece := part.read(PIECE):
                    found += piece.count(b"<")
                    if found > most:
                        return found
    return found


def _cell_text(value: object) -> str:
    """Return a cell as people see it: a day without a time of day, TRUE and FALSE, plain numbers."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number_text(value)
    if isinstance(value, datetime):
        whole_day = value.time() == time()
        return value.date().isoformat() if whole_day else value.isoformat(sep=" ", timespec="seconds")
    return str(value)


def _number_text(value: float) -> str:
    if isinstance(value, int) or not math.isfinite(value):
        return str(value)
    return f"{Decimal(f'{value:.{SIGNIFICANT}g}').normalize():f}"
