"""Small fonts made for tests: a few glyphs, in every format a font file may have."""

from __future__ import annotations

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont
from fontTools.ttLib.tables.TupleVariation import TupleVariation

CHINESE = "中文年月日表"


def sample_font(
    *,
    name: str = "SampleSC-Regular",
    characters: str = CHINESE,
    units: int = 1000,
    weight: int = 400,
    embedding: int = 0,
    cubic: bool = True,
    variable: bool = False,
    licence: str = "",
) -> TTFont:
    """Return a font in which every character is the same square, a tenth of an em from its frame."""
    glyphs = [".notdef", *(f"uni{ord(char):04X}" for char in characters)]
    builder = FontBuilder(units, isTTF=not cubic)
    builder.setupGlyphOrder(glyphs)
    builder.setupCharacterMap({ord(char): glyph for char, glyph in zip(characters, glyphs[1:], strict=True)})
    if cubic:
        builder.setupCFF(
            name, {}, {glyph: _square(T2CharStringPen(units, None), units) for glyph in glyphs}, {}
        )
    else:
        builder.setupGlyf({glyph: _square(TTGlyphPen(None), units) for glyph in glyphs})
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (units, units // 10)))
    builder.setupHorizontalHeader(ascent=units, descent=0)
    builder.setupOS2(
        sTypoAscender=units * 88 // 100,
        sTypoDescender=-units * 12 // 100,
        sCapHeight=units * 73 // 100,
        usWeightClass=weight,
        fsType=embedding,
    )
    names = {"familyName": name.partition("-")[0], "styleName": "Regular", "psName": name}
    builder.setupNameTable({**names, **({"licenseDescription": licence} if licence else {})})
    builder.setupPost()
    if variable:
        builder.setupFvar([("wght", 200, 400, 900, "Weight")], [])
        builder.setupGvar({glyph: [_grown(units)] for glyph in glyphs})
    return builder.font


def saved(font: TTFont, path: Path) -> Path:
    """Return *path* with *font* in it."""
    font.save(path)
    return path


def saved_collection(fonts: list[TTFont], path: Path) -> Path:
    """Return *path* with a collection of *fonts* in it."""
    collection = TTCollection()
    collection.fonts = fonts
    collection.save(path)
    return path


def _square(pen: T2CharStringPen | TTGlyphPen, units: int) -> object:
    low, high = units // 10, units - units // 10
    pen.moveTo((low, low))
    for point in ((high, low), (high, high), (low, high)):
        pen.lineTo(point)
    pen.closePath()
    return pen.glyph() if isinstance(pen, TTGlyphPen) else pen.getCharString()


def _grown(units: int) -> TupleVariation:
    """Return the change that draws the square 50 units wider at the heaviest weight."""
    wider = units // 20
    points = [(0, 0), (wider, 0), (wider, 0), (0, 0), (0, 0), (0, 0), (0, 0), (0, 0)]
    return TupleVariation({"wght": (0.0, 1.0, 1.0)}, points)
