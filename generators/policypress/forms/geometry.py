"""Where everything of a printed form stands on its page.

Lengths are points (1/72 inch); the origin is the lower left corner of the page, as in PDF.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

MM = 72 / 25.4
"""Points in a millimetre."""
PAGE_WIDTH = 210 * MM
PAGE_HEIGHT = 297 * MM
"""A4 upright."""


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle by its left, lower, right and upper edge."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """Return the width."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Return the height."""
        return self.y1 - self.y0

    @property
    def middle(self) -> float:
        """Return the height of the centre above the foot of the page."""
        return (self.y0 + self.y1) / 2

    def inset(self, x: float, y: float) -> Rect:
        """Return the rectangle made smaller by *x* at either side, by *y* above and below."""
        return Rect(self.x0 + x, self.y0 + y, self.x1 - x, self.y1 - y)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of printed text."""

    text: str
    x: float
    """Where it begins."""
    y: float
    """Its baseline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Printed text: one label, title or note."""

    text: str
    """The words as one string, as they are read aloud: line breaks are the page's, not the text's."""
    lines: tuple[Line, ...]
    size: float
    bold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TextEntry:
    """A place to type in."""

    path: tuple[str, ...]
    """Key of the field, then, for a part of a day, that of the part."""
    name: str
    """Accessible name."""
    rect: Rect
    length: int | None = None
    """Most characters."""
    lines: bool = False
    """Whether it takes several lines."""
    centred: bool = False
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TickEntry:
    """A box to tick."""

    path: tuple[str, ...]
    """Key of the field, then that of the option."""
    name: str
    """Accessible name."""
    rect: Rect


Entry = TextEntry | TickEntry
Item = Words | Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedCell:
    """A cell of the table with what stands in it."""

    rect: Rect
    span: int
    """How many columns it covers."""
    down: int
    """How many rows it covers."""
    header: bool
    """Whether it is a label, which says what the cells beside or under it are."""
    items: tuple[Item, ...]
    """In reading order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A whole form on its page."""

    title: Words
    table: Rect
    rows: tuple[tuple[PlacedCell, ...], ...]
    note: Words | None
    """None: the form has no note."""

    def entries(self) -> Iterator[Entry]:
        """Yield the places to fill, in reading order."""
        for row in self.rows:
            for cell in row:
                for item in cell.items:
                    if not isinstance(item, Words):
                        yield item
