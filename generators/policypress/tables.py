"""Spreadsheets as rows of text: .csv and .xlsx.

A file is refused before it is unpacked where it is larger than any real table is, and every
refusal is a UsageError that names the file and says what would be right.
"""

from __future__ import annotations

import csv
import io
import math
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

# openpyxl parses worksheets through defusedxml only where it is installed; this import makes sure of it.
from defusedxml.common import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from policypress import limits
from policypress.faults import UsageError
from policypress.guarded_csv import unguarded

EPOCH = date(1899, 12, 30)
"""Day 0 of the date serials of Excel and WPS."""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
TOO_LARGE = "解开后太大，不像一张表；请把需要的内容复制到新工作簿，另存为 .xlsx"
PIECE = 1 << 20
"""Bytes unpacked at a time."""
SIGNIFICANT = 15
"""Digits that spreadsheets show of a number; what follows is noise of binary fractions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row with something in it."""

    number: int
    """Row number in the file, from 1, as a spreadsheet shows it."""
    cells: tuple[str, ...]
    """Text of the cells from column A; empty ones at the end are left out."""

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


def read_table(path: Path) -> Table:
    """Return the table in *path*, a .csv or .xlsx file; raise UsageError where there is none.

    CSV: UTF-8 with or without BOM, else GB18030. Excel: the first visible sheet with content; dates
    become ``YYYY-MM-DD``, numbers their shortest exact text (``30``, ``29.5``).
    """
    data = _content(path)
    kind = path.suffix.lower()
    if data.startswith(OLE):
        raise _refuse(path, _old_or_locked(data))
    if kind not in {".csv", ".xlsx"}:
        raise _refuse(path, "不是 .csv 或 .xlsx 文件；请另存为其中一种")
    table = _read_csv(path, data) if kind == ".csv" else _read_xlsx(path, data)
    if not table.rows:
        raise _refuse(path, "里没有内容；第一行应为表头，以下每行一条")
    return table


def _refuse(path: Path, message: str) -> UsageError:
    return UsageError(f"“{path}”{message}")


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(limits.TABLE_BYTES + 1)
    except FileNotFoundError:
        raise _refuse(path, "不存在；请检查文件名和所在文件夹") from None
    except OSError as error:
        raise _refuse(
            path, f"读不出来（{error.strerror}）；请检查文件名和权限，在表格软件里打开着的请先关闭"
        ) from None
    if len(data) > limits.TABLE_BYTES:
        raise _refuse(path, f"太大；至多 {limits.TABLE_BYTES // 1_000_000} MB，请分成几个文件")
    if not data.strip():
        raise _refuse(path, "是空的；第一行应为表头，以下每行一条")
    return data


def _old_or_locked(data: bytes) -> str:
    if ENCRYPTED in data:
        return "加了密码；请在表格软件里取消密码后另存为 .xlsx"
    return "是旧版 .xls 或其他旧格式；请另存为 .xlsx 或 .csv"


def _kept(path: Path, numbered: Iterable[tuple[int, Sequence[str]]]) -> tuple[Row, ...]:
    """Return the rows that hold something, within the bounds."""
    rows, count = [], 0
    for number, cells in numbered:
        count += len(cells)
        if number > limits.TABLE_ROWS or count > limits.TABLE_CELLS:
            raise _refuse(path, f"太大；至多 {limits.TABLE_ROWS} 行，请分成几个文件，并删去表格以外的内容")
        kept = len(cells)
        while kept and not cells[kept - 1].strip():
            kept -= 1
        if kept:
            rows.append(Row(number=number, cells=tuple(cells[:kept])))
    return tuple(rows)


def _read_csv(path: Path, data: bytes) -> Table:
    return Table(file=str(path), rows=_kept(path, enumerate(_csv_rows(path, data), 1)))


def _csv_rows(path: Path, data: bytes) -> Iterator[list[str]]:
    if data.startswith(b"PK\x03\x04"):
        raise _refuse(path, "其实是 .xlsx 文件；请把扩展名改成 .xlsx")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data:
        raise _refuse(path, "不是 UTF-8 或 GBK 编码的文字；请另存为“CSV UTF-8”")
    reader = csv.reader(io.StringIO(_decode(path, data), newline=""), strict=True)
    try:
        yield from ([unguarded(text) for text in row] for row in reader)
    except csv.Error:
        raise _refuse(
            path, f"第 {reader.line_num} 行的引号不成对或内容过长；请用表格软件重新另存为 .csv"
        ) from None


def _decode(path: Path, data: bytes) -> str:
    # Strict UTF-8 first: GB18030 reads many UTF-8 texts too, as nonsense.
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
    raise _refuse(path, "不是 UTF-8 或 GBK 编码；请另存为“CSV UTF-8”")


def _read_xlsx(path: Path, data: bytes) -> Table:
    _bounded(path, data)
    try:
        _count_marks(path, data)
        # openpyxl warns of styles, filters and dates it does not know: nothing a reader could act on.
        with warnings.catch_warnings(), closing(_workbook(data)) as book:
            warnings.simplefilter("ignore")
            visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            tables = (
                Table(file=str(path), rows=_sheet_rows(path, sheet), epoch=book.epoch.date())
                for sheet in visible
            )
            return next((table for table in tables if table.rows), Table(file=str(path), rows=()))
    except UsageError:
        raise
    except Exception as error:  # noqa: BLE001 - a damaged file makes openpyxl raise almost anything
        raise _refuse(path, _damage(error)) from None


def _damage(error: BaseException) -> str:
    """Return what is wrong with a file that openpyxl could not read; it wraps what the parser raised."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, DefusedXmlException):
            return "含有表格不该有的定义（DOCTYPE），可能不安全；请用表格软件另存为新的 .xlsx"
        cause = cause.__cause__ or cause.__context__
    return "已损坏或不是 Excel 文件；请用表格软件打开后另存为 .xlsx"


def _bounded(path: Path, data: bytes) -> None:
    """Raise UsageError where the zip directory promises more than a table holds."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if any(member.flag_bits & 1 for member in members):
                raise _refuse(path, "加了密码；请取消密码后另存为 .xlsx")
            stated = sum(member.file_size for member in members)
            if len(members) > limits.ZIP_MEMBERS or stated > limits.TABLE_UNPACKED:
                raise _refuse(path, TOO_LARGE)
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError):
        raise _refuse(path, "不是 Excel 文件（内容与扩展名 .xlsx 不符）；请用表格软件另存为 .xlsx") from None


def _count_marks(path: Path, data: bytes) -> None:
    """Raise UsageError where the parts have more tags than a table holds.

    Parsing takes its time and memory by the tag; to count them first takes a hundredth of that.
    """
    found = 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in archive.infolist():
            with archive.open(member, "r") as part:
                while piece := part.read(PIECE):
                    found += piece.count(b"<")
                    if found > limits.TABLE_MARKS:
                        raise _refuse(path, TOO_LARGE)


def _workbook(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)


def _sheet_rows(path: Path, sheet: Any) -> tuple[Row, ...]:
    """Return the rows of *sheet* that hold something."""
    sheet.reset_dimensions()  # WPS states A1 for a sheet of any size
    values = sheet.iter_rows(values_only=True)
    return _kept(
        path, ((number, [_cell_text(value) for value in row]) for number, row in enumerate(values, 1))
    )


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
