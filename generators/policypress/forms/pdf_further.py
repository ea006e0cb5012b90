"""Further pages (附页) of a filled PDF: what did not fit its row, under the form's title and name.

site/js/form-pdf-further.js does the same in the browser.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from policypress.forms.cell_words import set_lines
from policypress.forms.cells import PAD_X, PAD_Y
from policypress.forms.fitting import LIMIT_UNITS
from policypress.forms.geometry import MM, PAGE_HEIGHT, Line, Rect, TextEntry, Words
from policypress.forms.pdf_drawing import HUNDREDTHS, SIZES, ShownWidths, shown
from policypress.forms.pdf_tags import Element, printed
from policypress.forms.wrapping import lines_within

TOP, FOOT = 25 * MM, 20 * MM
"""White above and below."""
HEADING = 12.0
"""Type size of 附页 and of the field's name."""
SIZE, LEADING = SIZES.usual / 2, 1.5
"""Of the lines that name the form."""
GAP = 6.0
DESCENT = 0.2
"""How far the title reaches below its baseline, in type sizes."""
SEPARATOR = "+"
"""Between a field's key and the number of the part, in the name of a widget that continues it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherPage:
    """One further page, laid out."""

    elements: tuple[Element, ...]
    box: Rect
    entry: TextEntry

    def characters(self) -> Iterator[str]:
        """Yield what is printed on it in the regular face."""
        for _, words in printed(Element("Document", self.elements)):
            if not words.bold:
                yield from (line.text for line in words.lines)


def raised(title: Words) -> Words:
    """Return the *title* of a form, where it stands on its first page, at the head of a further one."""
    rise = PAGE_HEIGHT - TOP - title.size - title.lines[0].y
    return replace(title, lines=tuple(replace(line, y=line.y + rise) for line in title.lines))


def foot_of(title: Words) -> float:
    """Return down to which height *title* takes the page."""
    return title.lines[-1].y - title.size * DESCENT - GAP


@dataclass(frozen=True, slots=True, kw_only=True)
class Continuation:
    """A field that goes on beyond its row."""

    title: Words
    """Of the form, as on its first page."""
    table: Rect
    """The table of the first page: further pages are as wide."""
    field: str
    """Key."""
    name: str
    """Name of the field as printed."""
    naming: tuple[str, ...]
    """Lines that say to which filled form the page belongs."""
    widths: ShownWidths

    def page(self, at: int, of: int) -> FurtherPage:
        """Return the page that is number *at* of so many; the place for text is the same on all of them."""
        title = raised(self.title)
        label = "附页" if of == 1 else f"附页（第{at}页，共{of}页）"
        top = foot_of(title)
        foot = top - HEADING * LEADING
        frame = Rect(self.table.x0, foot, self.table.x1, top)
        below = Words(text=label, lines=set_lines((label,), self.widths.pack, frame, HEADING), size=HEADING)
        top = foot - GAP
        named = []
        for line in self.naming:
            words, top = self._paragraph(line, top, SIZE)
            named.append(Element("P", (words,)))
        heading, top = self._paragraph(f"{self.name}（续）", top, HEADING)
        box = Rect(self.table.x0, FOOT, self.table.x1, top - GAP / 2)
        entry = TextEntry(
            path=(f"{self.field}{SEPARATOR}{at + 1}",),
            name=f"{self.name}（附页 {at}）",
            rect=box.inset(PAD_X, PAD_Y),
            lines=True,
        )
        elements = (
            Element("H1", (title, below)),
            *named,
            Element("H2", (heading,)),
            Element("Form", (entry,)),
        )
        return FurtherPage(elements=elements, box=box, entry=entry)

    def _paragraph(self, text: str, top: float, size: float) -> tuple[Words, float]:
        """Return *text* from the left edge, and how far down it reaches."""
        limit = round(self.table.width * HUNDREDTHS) * LIMIT_UNITS // round(2 * size)
        broken = tuple(lines_within(text, self.widths, limit))
        lines = tuple(
            Line(shown(line), self.table.x0, top - size - at * size * LEADING)
            for at, line in enumerate(broken)
        )
        return Words(text=text, lines=lines, size=size), top - len(broken) * size * LEADING
