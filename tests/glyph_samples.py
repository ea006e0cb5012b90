"""Glyphs of plain widths, for tests of setting type."""

from __future__ import annotations

from policypress.forms.glyphs import Glyph, GlyphPack

SIGNS = "，。、；：？！（）“”《》　"


def pack(text: str) -> GlyphPack:
    """Return a pack for *text* in which ASCII is half as wide as Chinese."""
    return GlyphPack(
        name="Sample",
        ascent=880,
        descent=-120,
        cap_height=730,
        bounds=(0, -120, 1000, 880),
        notdef=Glyph(1000, b""),
        glyphs={char: Glyph(500 if char.isascii() else 1000, b"") for char in text},
    )


ALL = pack("".join(map(chr, range(32, 127))) + SIGNS + "—…" + "".join(map(chr, range(0x4E00, 0x9FA6))))
