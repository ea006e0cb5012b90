"""Breaking text into lines as Chinese is set: 避头尾, and Latin words kept whole.

site/js/form-wrapping.js does the same in the browser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from policypress.forms.glyphs import UNITS
from policypress.forms.widths import Widths

UNIT = re.compile(r"[!-~\u00a0-\u024f]+|[\s\S]")
"""What is not broken: a run of Latin letters, digits and signs, or any other character."""
NOT_FIRST = frozenset("，。、；：？！）】》〉」』”’…—％℃·,.;:?!)]}>%")
"""Characters that do not begin a line."""
NOT_LAST = frozenset("（【《〈「『“‘([{<")
"""Characters that do not end a line."""
MOST_CARRIED = 3
"""Most units taken over to the next line for their sake."""


def wrap(text: str, widths: Widths, width: float, size: float) -> tuple[str, ...]:
    """Return the lines of *text* set in *size* points within *width* points; its own breaks are kept.

    Nothing is dropped: the lines of a paragraph joined are the paragraph, and spaces at a break stand
    at the end of the line, beyond *width* if need be. A Latin run that fits no line is broken anywhere;
    a character wider than *width* has a line of its own. KeyError: no such glyph.
    """
    return tuple(lines_within(text, widths, width * UNITS / size))


def lines_within(text: str, widths: Widths, limit: float) -> Iterator[str]:
    """Yield the lines of :func:`wrap`; *limit* is the width in 1/1000 of the type size."""
    return Measured(text, widths).lines(limit)


class Measured:
    """A text whose characters are measured once, in however many sizes it is then set."""

    def __init__(self, text: str, widths: Widths) -> None:
        """KeyError: no glyph for a character."""
        self.paragraphs = tuple(_Paragraph(each, widths) for each in text.split("\n"))

    def lines(self, limit: float) -> Iterator[str]:
        """Yield the lines of :func:`lines_within`."""
        for each in self.paragraphs:
            yield from each.lines(limit)

    def fewest(self, limit: int) -> int:
        """Return a number of lines that the text needs at least, quickly."""
        return sum(each.fewest(limit) for each in self.paragraphs)


def balance(text: str, widths: Widths, width: float, size: float) -> tuple[str, ...]:
    """Return the lines of :func:`wrap`, as many but of nearly the same width."""
    balanced: list[str] = []
    for paragraph in text.split("\n"):
        count = len(wrap(paragraph, widths, width, size))
        narrow = widths.width(paragraph.rstrip()) * size / UNITS / count
        lines = wrap(paragraph, widths, min(narrow, width), size)
        while len(lines) > count:
            narrow += size / 4
            lines = wrap(paragraph, widths, min(narrow, width), size)
        balanced += lines
    return tuple(balanced)


class _Paragraph:
    """A paragraph; its units are measured when it is first wrapped."""

    def __init__(self, text: str, widths: Widths) -> None:
        self.text, self.widths = text, widths
        self.width = widths.width(text)

    def fewest(self, limit: int) -> int:
        """Return how many lines there are at least: what is white may stand beyond their ends."""
        return 1 if self.width <= limit else max(1, -(-self.printed // limit))

    @cached_property
    def printed(self) -> int:
        """Its width without what is white."""
        return self.widths.width("".join(self.text.split()))

    @cached_property
    def units(self) -> tuple[tuple[str, int], ...]:
        """What is not broken, and how wide it is."""
        return tuple((unit, self.widths.width(unit)) for unit in UNIT.findall(self.text))

    def within(self, limit: float) -> Iterator[tuple[str, int]]:
        """Yield the units, those wider than *limit* by characters."""
        for unit, wide in self.units:
            if wide <= limit:
                yield unit, wide
            else:
                yield from ((char, self.widths.width(char)) for char in unit)

    def lines(self, limit: float) -> Iterator[str]:
        if self.width <= limit:
            yield self.text
            return
        width = self.widths.width
        line: list[str] = []
        used = 0
        for unit, wide in self.within(limit):
            if line and used + wide > limit and not unit.isspace():
                kept = len(line) - _carried(line, unit)
                if width("".join(line[kept:]) + unit) > limit:
                    kept = len(line)
                yield "".join(line[:kept])
                line = line[kept:]
                used = width("".join(line))
            line.append(unit)
            used += wide
        yield "".join(line)


def _carried(line: list[str], following: str) -> int:
    """Return how many units at the end of *line* go over to the line that *following* begins."""
    carried, first = 0, following
    while first[0] in NOT_FIRST or line[-1 - carried][-1] in NOT_LAST:
        carried += 1
        if carried > MOST_CARRIED or carried == len(line):
            return 0
        first = line[-carried]
    return carried
