"""The labels of a form in Word: 12 points, smaller where a cell cannot hold one, short ones spread.

Widths of letters are reckoned, for the font that will show them is not known: Chinese ones whole,
Latin ones half.
"""

from __future__ import annotations

import math
import unicodedata

from policypress.forms.glyphs import UNITS
from policypress.forms.word_controls import paragraph, words
from policypress.forms.word_parts import CELL_MARGIN, LINE, POINT, SIZE, exact_line, twips, type_size
from policypress.forms.wrapping import lines_within

LABEL_SIZES = ((SIZE, LINE), (12.0, 15.0), (11.0, 14.0), (10.0, 12.5), (9.0, 11.0), (8.0, 10.0))
"""Sizes of a label and of its line, in points; the first is the style's, the first that fits is taken."""
SPREAD = 4
"""Characters over which a label of two or three is spread, as official forms have it."""


def label_paragraph(label: str, width: float, height: float) -> str:
    """Return the label's paragraph, small enough for its cell; short labels are spread, long ones even."""
    lines = label.split("\n")
    size, leading = _label_size(lines, width, height)
    room = _room(width, size)
    properties = run = ""
    if (size, leading) != LABEL_SIZES[0]:
        properties, run = exact_line(leading), type_size(size)
    if ems(label) == len(label) in {2, 3}:
        properties += _sides(min(SPREAD, room), width, size) + '<w:jc w:val="distribute"/>'
    elif (count := _lines(lines, room)) > len(lines):
        even = next(length for length in range(1, room + 1) if _lines(lines, length) <= count)
        properties += _sides(even, width, size)
    return paragraph("Label", words(label, run), properties)


def _label_size(lines: list[str], width: float, height: float) -> tuple[float, float]:
    """Return the first size at which *lines* fit, else the last; the row then grows."""
    for size, leading in LABEL_SIZES:
        if _lines(lines, _room(width, size)) * leading * POINT <= height:
            return size, leading
    return LABEL_SIZES[-1]


def _lines(lines: list[str], length: int) -> int:
    """Return over how many lines of *length* characters *lines* run."""
    return sum(len(tuple(lines_within(line, _Reckoned(), length * UNITS))) for line in lines)


class _Reckoned:
    """Widths of no font in particular."""

    def width(self, text: str) -> int:
        """Return the width of *text* in 1/1000 of the type size."""
        return round(ems(text) * UNITS)


def _room(width: float, size: float) -> int:
    """Return how many characters of *size* points a line of a cell holds, at least one."""
    return max(1, math.floor((width - 2 * CELL_MARGIN) / (size * POINT)))


def _sides(length: int, width: float, size: float) -> str:
    """Return indents that leave *length* characters of *size* points between them."""
    # A tenth less than is free, so that rounding never takes the room of a character.
    free = (width - 2 * CELL_MARGIN) / (size * POINT) - length - 0.1
    indent = twips(max(0.0, free) / 2 * size * POINT)
    return f'<w:ind w:left="{indent}" w:right="{indent}"/>'


def ems(text: str) -> float:
    """Return the width of *text* in Chinese characters; Latin letters count half, as in Times New Roman."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.5 for sign in text)
