"""A form's printed page as data: what the preview on its page draws, from the layout that the PDF is drawn by.

site/js/form-sheet.js draws it. Lengths are points, and heights are counted from the foot of the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import astuple
from itertools import chain
from typing import Any

from policypress.forms.browser_form import RECEIVER
from policypress.forms.geometry import PAGE_HEIGHT, PAGE_WIDTH, Page, Rect, TickEntry, Words
from policypress.forms.glyphs import GlyphPack
from policypress.forms.pdf import BOX_RULE, INNER_RULE, OUTER_RULE
from policypress.forms.pdf_further import raised
from policypress.pieces import call


def sheet_script(page: Page, pack: GlyphPack) -> bytes:
    """Return the script of *page*; the form's page takes it in as ``policypressForms.sheet``."""
    return call(RECEIVER, "sheet", sheet_data(page, pack), ascii_only=True)


def sheet_data(page: Page, pack: GlyphPack) -> dict[str, Any]:
    """Return *page*, whose regular face is that of *pack*, ready for JSON."""
    ticks = [entry for entry in page.entries() if isinstance(entry, TickEntry)]
    return {
        "width": PAGE_WIDTH,
        "height": PAGE_HEIGHT,
        "ascent": pack.ascent,
        "descent": pack.descent,
        "rules": [
            [OUTER_RULE, *astuple(page.table)],
            *(_rule(cell.rect) for row in page.rows for cell in row),
        ],
        "words": [_words(words) for words in _printed(page)],
        "title": _words(raised(page.title)),
        "boxes": {
            ".".join(tick.path): astuple(tick.rect.inset(BOX_RULE / 2, BOX_RULE / 2)) for tick in ticks
        },
    }


def _rule(rect: Rect) -> list[float]:
    return [INNER_RULE, *astuple(rect)]


def _printed(page: Page) -> Iterator[Words]:
    yield page.title
    for item in chain.from_iterable(cell.items for row in page.rows for cell in row):
        if isinstance(item, Words):
            yield item
    if page.note:
        yield page.note


def _words(words: Words) -> Mapping[str, Any]:
    lines = [{"text": line.text, "x": line.x, "y": line.y} for line in words.lines]
    return {"size": words.size, "bold": words.bold, "lines": lines}
