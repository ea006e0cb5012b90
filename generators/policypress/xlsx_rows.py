"""The rows of the sheets of an .xlsx file as text, one at a time, in bounded memory and time.

openpyxl takes five times as long, and as much memory as a hostile part asks for. site/js/xlsx-rows.js reads
the same in the browser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from datetime import date
from functools import lru_cache
from typing import BinaryIO

from policypress import limits
from policypress.xlsx_book import Book, open_book, watched
from policypress.xlsx_parts import TextReader, longer, unescaped
from policypress.xlsx_values import ERROR, NO_RESULT, iso_text, number_text
from policypress.xml_events import TOO_LARGE, PartError, local, tell

OWN = frozenset(("row", "f", "t", "rPh"))
"""Elements beside cells and values that say something."""
DIGITS = "0123456789"
COLUMN = re.compile(r"\$?([A-Z]{1,3})\$?", re.IGNORECASE | re.ASCII)
WHOLE = re.compile(r"[0-9]{1,10}")


Cells = tuple[list[str], Mapping[int, str]]
"""The text of the cells of a row, and what is wrong with some, by their index from 0."""
Sheet = tuple[str, Iterator[Cells]]
"""Its name and rows."""


def xlsx_sheets(file: BinaryIO, held: ExitStack, room: float = 1.0) -> tuple[date, Iterator[Sheet]]:
    """Return day 0 of date serials in the workbook *file*, and each sheet that people see: its name and rows.

    They are read when they are asked for; what that takes is kept open until *held* is closed. The workbook
    may hold *room* times as much as one that is held whole. A fault is a ValueError that says what would be right.
    """
    book = open_book(file, held, room)
    return book.styles.epoch, ((name, _rows(book, path)) for path, name in book.sheets.items())


def _rows(book: Book, path: str) -> Iterator[Cells]:
    """Yield the rows of the sheet in the part *path*, empty ones too, each as wide as its last cell says."""
    sheet, last, gaps = _Sheet(book), 0, 0
    with watched(), book.archive.open(path) as part:
        for _ in tell(part, sheet):
            for number, width, cells, faults in sheet.taken_rows():
                if number <= last:
                    continue
                gaps += width - len(cells)
                if gaps > book.room * limits.TABLE_CELLS:
                    raise PartError(TOO_LARGE)
                yield from (([], {}) for _ in range(last + 1, number))
                yield [cells.get(column, "") for column in range(1, width + 1)], faults
                last = number


_Row = tuple[int, int, Mapping[int, str], Mapping[int, str]]


class _Sheet(TextReader):
    """The rows of a sheet (ECMA-376-1, 18.3.1.4, 18.3.1.73): number, width, text by column, faults by index."""

    def __init__(self, book: Book) -> None:
        super().__init__()
        self.book, self.most = book, book.room * limits.TABLE_CHARACTERS
        self.rows: list[_Row] = []
        self.row = self.column = self.characters = 0
        self.cells: dict[int, str] = {}
        self.faults: dict[int, str] = {}
        self.cell: Mapping[str, str] = {}
        self.value, self.in_value, self.formula = "", False, False

    def taken_rows(self) -> list[_Row]:
        """Return the rows that have ended since this was asked last."""
        rows, self.rows = self.rows, []
        return rows

    # A sheet of a million cells has four million tags: what they have in common is here without a further call.
    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.depth += 1
        if self.depth > limits.XML_DEPTH:
            raise PartError(TOO_LARGE)
        if name == "v":
            self.in_value = True
        elif name == "c":
            self.cell, self.value, self.gathered, self.formula = attributes, "", "", False
            self.column = _column_of(attributes["r"]) if "r" in attributes else self.column + 1
        elif name in OWN or ":" in name:
            self.open(local(name), attributes)

    def end(self, name: str) -> None:
        self.depth -= 1
        if name == "v":
            self.in_value = False
        elif name == "c":
            text = self.cells[self.column] = self._cell_text()
            self.characters += len(text)
            if self.characters > self.most:
                raise PartError(TOO_LARGE)
        elif name in OWN or ":" in name:
            self.close(local(name))

    def open(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "row":
            self.row = _whole(attributes["r"]) if "r" in attributes else self.row + 1
            self.column, self.cells, self.faults = 0, {}, {}
        elif name == "f":
            self.formula = True
        elif name in {"v", "c"}:
            self.depth -= 1
            self.start(name, attributes)
        else:
            super().open(name, attributes)

    def close(self, name: str) -> None:
        if name == "row":
            self.rows.append((self.row, self.column, self.cells, self.faults))
        elif name in {"v", "c"}:
            self.depth += 1
            self.end(name)
        else:
            super().close(name)

    def text(self, data: str) -> None:
        if self.in_value:
            self.value = longer(self.value, data) if self.value else data
        else:
            super().text(data)

    def _cell_text(self) -> str:
        kind, value = self.cell.get("t", "n"), self.value
        if kind == "inlineStr":
            return unescaped(self.gathered)
        if value and kind == "n":
            return number_text(value, int(self.cell.get("s", 0)), self.book.styles)
        if value and kind == "b":
            return "TRUE" if _whole(value) else "FALSE"
        if value and kind == "s":
            return self.book.strings[_whole(value)]
        if kind == "e" or (kind == "n" and self.formula):
            self.faults[self.column - 1] = ERROR if kind == "e" else NO_RESULT
        return iso_text(value) if value and kind == "d" else unescaped(value)


def _column_of(reference: str) -> int:
    """Return the number of the column of *reference*, for example B12; raise ValueError where it is none."""
    letters = reference.rstrip(DIGITS)
    if letters == reference:
        raise ValueError(reference)
    return _column(letters)


@lru_cache(maxsize=1000)
def _column(letters: str) -> int:
    match = COLUMN.fullmatch(letters)
    if match is None:
        raise ValueError(letters)
    number = 0
    for letter in match[1].upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _whole(text: str) -> int:
    if not WHOLE.fullmatch(text):
        raise ValueError(text)
    return int(text)
