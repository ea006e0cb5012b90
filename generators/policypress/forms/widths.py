"""How wide characters are, in 1/1000 of the type size: one table for Python and the browser.

The table holds the advances of Source Han Serif, which is also Noto Serif CJK; Chinese characters are
one em wide and do not stand in it, so that it is small and needs no font.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Protocol

from policypress.forms.glyphs import UNITS

FILE = "widths.json"
"""Runs ``[first code point, count, width]``, or ``[first code point, [width, …]]``, ascending; tools/widths.py writes it."""


class Widths(Protocol):
    """What can tell how wide a text is: a table, or the glyphs themselves."""

    def width(self, text: str) -> int:
        """Return the width of *text* on one line, in 1/1000 of the type size."""
        ...


@dataclass(frozen=True, slots=True)
class WidthTable:
    """Widths of characters."""

    advances: Mapping[str, int]
    """What does not stand in the file is one em wide."""

    def width(self, text: str) -> int:
        """Return the width of *text* on one line, in 1/1000 of the type size."""
        return sum(map(self.advances.__getitem__, text))


class _Advances(dict[str, int]):
    def __missing__(self, char: str) -> int:
        # Kept, as most of what is filled in is such characters: they need not be missed a second time.
        self[char] = UNITS
        return UNITS


@cache
def width_table() -> WidthTable:
    """Return the table that stands beside this module."""
    runs = json.loads((files(__package__) / FILE).read_text("utf-8"))
    return WidthTable(_Advances((chr(code), width) for run in runs for code, width in _spread(*run)))


def _spread(first: int, widths: int | list[int], width: int = UNITS) -> list[tuple[int, int]]:
    if isinstance(widths, int):
        return [(first + at, width) for at in range(widths)]
    return [(first + at, each) for at, each in enumerate(widths)]
