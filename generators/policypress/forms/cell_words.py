"""Words in a cell of the printed form: labels set as large as they fit, and words on one line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policypress.faults import UsageError
from policypress.forms.geometry import Line, Rect, Words
from policypress.forms.glyphs import UNITS, GlyphPack
from policypress.forms.wrapping import balance

LABEL_SIZE, LABEL_LEAST = 11.0, 8.0
"""Points: a label that does not fit is set smaller, down to the second."""
LEADING = 1.35
"""Distance of two lines of a label, in type sizes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a cell's content is set with, and how its faults are told."""

    pack: GlyphPack
    names: Mapping[str, str]
    """Accessible names by field."""
    place: str
    """The form and the row, for messages."""


def set_lines(
    lines: Sequence[str], pack: GlyphPack, frame: Rect, size: float, *, leading: float = LEADING
) -> tuple[Line, ...]:
    """Return *lines* set in the middle of *frame*."""
    baseline = frame.middle + (len(lines) - 1) * size * leading / 2 - centre_of(pack, size)
    middle = (frame.x0 + frame.x1) / 2
    return tuple(
        Line(text, middle - pack.width(text.rstrip()) * size / UNITS / 2, baseline - number * size * leading)
        for number, text in enumerate(lines)
    )


def centre_of(pack: GlyphPack, size: float) -> float:
    """Return how far the middle of the character frame is above the baseline."""
    return (pack.ascent + pack.descent) / 2 * size / UNITS


def label_words(label: str, frame: Rect, setting: Setting) -> Words:
    """Return *label* in the largest size in which *frame* holds it; raise UsageError where none does."""
    size = LABEL_SIZE
    while size >= LABEL_LEAST:
        lines = balance(label, setting.pack, frame.width, size)
        widest = max(setting.pack.width(line.rstrip()) for line in lines) * size / UNITS
        if widest <= frame.width and (len(lines) - 1) * size * LEADING + size <= frame.height:
            text = label.replace("\n", "")
            return Words(text=text, lines=set_lines(lines, setting.pack, frame, size), size=size)
        size -= 0.5
    raise UsageError(f"{setting.place}：格子太小，写不下“{label}”；请加宽这一列或加高这一行")


def line_words(text: str, x: float, middle: float, size: float, pack: GlyphPack) -> Words:
    """Return *text* on one line that begins at *x*, around the height *middle*."""
    return Words(text=text, lines=(Line(text, x, middle - centre_of(pack, size)),), size=size)
