"""The rows of a CSV file as text, one at a time; a fault is a ValueError that says what would be right.

site/js/csv.js does the same in the browser.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, TextIO

from policypress.guarded_csv import unguarded

PIECE = 1 << 20
"""Bytes decoded at a time."""
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
XLSX = b"PK\x03\x04"
BOM = "\ufeff"


def csv_rows(file: BinaryIO, longest: int) -> Iterator[list[str]]:
    """Yield the rows of *file*, each of up to *longest* characters: UTF-8 with or without BOM, else GB18030.

    The whole file is decoded once beforehand to find which; it is left closed.
    """
    with io.TextIOWrapper(file, encoding=_encoding(file), newline="") as text:
        if text.read(1) != BOM:
            text.seek(0)
        lines = _Lines(text, longest)
        reader = csv.reader(lines, strict=True)
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
    # Strict UTF-8 first: GB18030 reads many UTF-8 texts too, as nonsense.
    for encoding in () if start.startswith(UTF_16) else ("utf-8-sig", "gb18030"):
        if _decodes(file, encoding):
            file.seek(0)
            return encoding
    raise ValueError("不是 UTF-8 或 GBK 编码的文字；请另存为“CSV UTF-8”")


def _decodes(file: BinaryIO, encoding: str) -> bool:
    """Return whether *file* is text in *encoding*; text holds no zero bytes, UTF-16 does."""
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        for piece in iter(partial(file.read, PIECE), b""):
            decoder.decode(piece)
            if b"\0" in piece:
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
