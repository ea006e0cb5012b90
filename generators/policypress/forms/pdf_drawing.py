"""How a filled-in text stands in its place on a PDF page: its size, its lines, its appearance stream.

site/js/form-pdf-drawing.js does the same in the browser.
"""

from __future__ import annotations

from dataclasses import dataclass

from policypress.forms.fitting import Fitted, Frame, Sizes
from policypress.forms.geometry import Rect, TextEntry
from policypress.forms.glyphs import UNITS, GlyphPack
from policypress.forms.pdf import number
from policypress.forms.pdf_fields import MULTILINE
from policypress.forms.pdf_fonts import Subset
from policypress.forms.pdf_template import Spot
from policypress.forms.pdf_update import Update

SIZES = Sizes()
SIDE, NARROW_SIDE = 2, 1
"""Points left free beside a text, and beside one in the middle of its place."""
HUNDREDTHS = 100
FONT = b"F"
"""Name of the filled-in glyphs in the resources of an appearance."""
IDEOGRAPHIC_SPACE = "\u3000"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A text and how it stands in its place."""

    value: str
    """As it is stored."""
    fitted: Fitted


def shown(value: str) -> str:
    """Return *value* as it is drawn: a tab as a wide space, character for character."""
    return value.replace("\t", IDEOGRAPHIC_SPACE)


class ShownWidths:
    """The widths of what is drawn; each character is looked up once."""

    def __init__(self, pack: GlyphPack) -> None:
        self.pack = pack
        self.advances = _Advances(pack)

    def width(self, text: str) -> int:
        """Return the width of *text* as it is drawn, in 1/1000 of the type size; KeyError: no such glyph."""
        return sum(map(self.advances.__getitem__, text))


class _Advances(dict[str, int]):
    def __init__(self, pack: GlyphPack) -> None:
        super().__init__()
        self.glyphs = pack.glyphs

    def __missing__(self, char: str) -> int:
        advance = self[char] = self.glyphs[shown(char)].advance
        return advance


def frame_of(entry: TextEntry) -> Frame:
    """Return the room for text in *entry*."""
    sides = 2 * HUNDREDTHS * _side(entry)
    width, height = (_hundredths(entry.rect.x0, entry.rect.x1), _hundredths(entry.rect.y0, entry.rect.y1))
    return Frame(width=width - sides, height=height - (2 * SIDE * HUNDREDTHS if entry.lines else 0))


def _hundredths(low: float, high: float) -> int:
    return round(high * HUNDREDTHS) - round(low * HUNDREDTHS)


def _side(entry: TextEntry) -> int:
    return NARROW_SIDE if entry.centred else SIDE


def write(update: Update, spot: Spot, written: Written, subset: Subset, font: int) -> None:
    """Put the filled widget of *spot* into *update*, with its appearance in the font object *font*."""
    entry, size = spot.entry, written.fitted.size / 2
    assert isinstance(entry, TextEntry)  # noqa: S101 - only texts are written
    box = Rect(0, 0, entry.rect.width, entry.rect.height)
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 %s %s]/Resources<</Font<</%s %d 0 R>>>>"
    sides = (number(box.width).encode(), number(box.height).encode())
    drawing = update.add_stream(head % (*sides, FONT, font), _drawing(entry, box, written.fitted, subset))
    body = b"/V%s/DA(/Song %s Tf 0 g)/AP<</N %d 0 R>>>>"
    stored = b"<FEFF" + written.value.encode("utf-16-be").hex().upper().encode() + b">"
    filled = _head(spot, written) + body % (stored, number(size).encode(), drawing.idnum)
    update.objects[spot.number] = filled


def _head(spot: Spot, written: Written) -> bytes:
    """Return how the widget begins; a line that was wrapped is one that viewers wrap too when it is edited."""
    if not written.fitted.wrapped:
        return spot.head
    before, key, rest = spot.head.partition(b"/Ff ")
    flags, space, after = rest.partition(b"\n")
    return before + key + b"%d" % (int(flags) | MULTILINE) + space + after


def _drawing(entry: TextEntry, box: Rect, fitted: Fitted, subset: Subset) -> bytes:
    pack, size = subset.pack, fitted.size / 2
    leading = size * SIZES.leading / 100
    parts = [b"/Tx BMC q BT 0 g /%s %s Tf" % (FONT, number(size).encode())]
    x0 = y0 = 0.0
    y = _first_baseline(entry, box, fitted, pack, leading)
    for line in fitted.lines:
        if line:
            x = _start(entry, box, pack.width(shown(line.rstrip())) * size / UNITS)
            step = f"{number(x - x0)} {number(y - y0)} Td ".encode()
            parts.append(step + subset.encode(shown(line)) + b" Tj")
            # Steps are relative and rounded: what was reached is what was written, not what was meant.
            x0, y0 = x0 + round(x - x0, 2), y0 + round(y - y0, 2)
        y -= leading
    return b"\n".join([*parts, b"ET Q EMC"])


def _first_baseline(entry: TextEntry, box: Rect, fitted: Fitted, pack: GlyphPack, leading: float) -> float:
    size = fitted.size / 2
    if entry.lines:
        return box.height - SIDE - pack.ascent * size / UNITS
    block = (len(fitted.lines) - 1) * leading
    return box.middle + block / 2 - (pack.ascent + pack.descent) / 2 * size / UNITS


def _start(entry: TextEntry, box: Rect, width: float) -> float:
    return max(0.0, (box.width - width) / 2) if entry.centred else SIDE
