"""The rows of a CSV file as text, one at a time; a fault is a ValueError that says what would be right.

site/js/csv.js does the same in the browser.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, TextIO

from policypress.guarded_csv import unguarded

PIECE = 1 << 16
"""Bytes decoded at a time."""
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
XLSX = b"PK\x03\x04"
BOM = "\ufeff"
GB18030 = "gb18030"
EURO = 0x80
"""A byte that is no GB18030, and the euro sign where Windows writes GBK."""
CODES = (
    "A3A0 A6D9 A6DA A6DB A6DC A6DD A6DE A6DF A6EC A6ED A6F3 A8BC 8135F437"
    " FE59 FE61 FE66 FE67 FE6D FE7E FE90 FEA0"
)
READ_AS = (
    "3000 FE10 FE12 FE11 FE13 FE14 FE15 FE16 FE17 FE18 FE19 1E3F E7C7 9FB4 9FB5 9FB6 9FB7 9FB8 9FB9 9FBA 9FBB"
)
"""The characters that browsers read CODES as, by the Encoding Standard; Python knows an earlier GB18030."""
AS_BROWSERS = dict(
    zip(bytes.fromhex(CODES).decode(GB18030), bytes.fromhex(READ_AS).decode("utf-16-be"), strict=True)
)
DIFFERING = re.compile(f"[{''.join(AS_BROWSERS)}]")
WITH_EURO = "policypress.with_euro"
"""Name of how errors are handled."""


def csv_rows(file: BinaryIO, longest: int) -> Iterator[list[str]]:
    """Yield the rows of *file*, each of up to *longest* characters: UTF-8 with or without BOM, else GB18030.

    The whole file is decoded once beforehand to find which; it is left closed.
    """
    with io.TextIOWrapper(file, _encoding(file), WITH_EURO, newline="") as text:
        if text.read(1) != BOM:
            text.seek(0)
        lines = _Lines(text, longest)
        reader = csv.reader(map(_as_browsers, lines) if text.encoding == GB18030 else lines, strict=True)
        try:
            for row in reader:
                lines.length = 0
                yield [unguarded(cell) for cell in row]
        except csv.Error:
            message = f"第 {reader.line_num} 行的引号不成对或内容过长；请用表格软件重新另存为 .csv"
            raise ValueError(message) from None


class _Lines:
    """The lines of a text, given up where one row of it is longer than it may be."""

    def __init__(self, text: TextIO, longest: int) -> None:
        self.text, self.longest = text, longest
        self.length, self.number = 0, 0
        """Characters of the row so far, and lines of the text."""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.text.readline(self.longest + 1)
        self.length += len(line)
        self.number += 1
        if self.length > self.longest:
            raise ValueError(f"第 {self.number} 行过长，不像一条记录；请检查引号是否成对")
        if not line:
            raise StopIteration
        return line


def _encoding(file: BinaryIO) -> str:
    """Return the encoding of *file*, which is wound back to its start."""
    start = file.read(len(XLSX))
    if start == XLSX:
        raise ValueError("其实是 .xlsx 文件；请把扩展名改成 .xlsx")
    wide = start.startswith(UTF_16)
    if not wide and (line := _line_with_zero(file)):
        message = f"第 {line} 行含有空字符（U+0000），文件可能损坏；请用表格软件打开，核对后另存为“CSV UTF-8”"
        raise ValueError(message)
    # Strict UTF-8 first: GB18030 reads many UTF-8 texts too, as nonsense.
    for encoding in () if wide else ("utf-8-sig", GB18030):
        if _decodes(file, encoding):
            file.seek(0)
            return encoding
    raise ValueError("不是 UTF-8 或 GBK 编码的文字；请另存为“CSV UTF-8”")


def _line_with_zero(file: BinaryIO) -> int | None:
    """Return the first line of *file* with a zero byte, which no text holds; None where there is none."""
    line = 1
    file.seek(0)
    for piece in iter(partial(file.read, PIECE), b""):
        before, zero, _ = piece.partition(b"\0")
        line += before.count(b"\n")
        if zero:
            return line
    return None


def _decodes(file: BinaryIO, encoding: str) -> bool:
    """Return whether *file* is text in *encoding*."""
    decoder = codecs.getincrementaldecoder(encoding)(WITH_EURO)
    file.seek(0)
    try:
        for piece in iter(partial(file.read, PIECE), b""):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _as_browsers(text: str) -> str:
    """Return *text* that Python decoded from GB18030 as browsers decode it."""
    return DIFFERING.sub(lambda found: AS_BROWSERS[found[0]], text)


def _with_euro(error: UnicodeError) -> tuple[str, int]:
    """Return the euro sign and where to go on; raise *error* where none stands."""
    if (
        isinstance(error, UnicodeDecodeError)
        and error.encoding == GB18030
        and error.object[error.start] == EURO
    ):
        return chr(0x20AC), error.start + 1
    raise error


codecs.register_error(WITH_EURO, _with_euro)
