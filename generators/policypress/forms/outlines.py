"""Opening a font file, and converting its glyphs to TrueType outlines of 1000 units an em."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.filterPen import DecomposingFilterPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.sfnt import readTTCHeader

from policypress.faults import UsageError
from policypress.forms.font_licence import FontTerms
from policypress.forms.fonts import BOLD, INSTALL, FontFace
from policypress.forms.glyphs import UNITS, Glyph, GlyphPack

TOLERANCE = 1.0
"""How far, in units, a converted curve may leave the original."""
LIGHTEST_BOLD = 600
"""A face below this weight is no bold face."""
COPYRIGHT, LICENCE = (0,), (13, 14)
"""Names of a font that state its copyright, and its licence in words and by address."""
EMBEDDING = 0x000F
FORBIDDEN = 0x0002
"""Bits of OS/2 fsType, and their value in a font that may not be embedded."""


def convert(face: FontFace, characters: Iterable[str]) -> GlyphPack:
    """Return a pack of *face* with those *characters* that the font has.

    Raise UsageError where the file is no font, has no Chinese glyphs or no such weight, or may not
    be embedded.
    """
    with opened(face) as font:
        return _pack(font, face, characters)


def characters_of(face: FontFace) -> tuple[tuple[str, ...], FontTerms]:
    """Return every character *face* has a glyph for, ascending, and the terms of its use; raise UsageError as above."""
    with opened(face) as font:
        named = (font["name"].getDebugName(number) or "" for number in (*COPYRIGHT, *LICENCE))
        copyright_, *licence = named
        return tuple(map(chr, sorted(font.getBestCmap()))), FontTerms(
            copyright=copyright_, licence=" ".join(licence)
        )


@contextmanager
def opened(face: FontFace) -> Iterator[TTFont]:
    """Give the font of *face*, the simplified Chinese one of a collection; raise UsageError as :func:`convert` does."""
    try:
        with ExitStack() as files:
            font = min(_faces(face, files), key=lambda font: _distance(font, face.weight))
            _check(font, face)
            yield font
    except UsageError:
        raise
    except Exception as error:
        raise UsageError(
            f"字体文件“{face.path}”读不出来，不是完好的 .ttc、.otf 或 .ttf 字体。{INSTALL}"
        ) from error


def _faces(face: FontFace, files: ExitStack) -> list[TTFont]:
    """Return the faces of the file, one or a whole collection; *files* closes it."""
    file = files.enter_context(face.path.open("rb"))
    count = readTTCHeader(file).numFonts if file.read(4) == b"ttcf" else 1
    return [TTFont(file, fontNumber=number, lazy=True) for number in range(count)]


def _distance(font: TTFont, weight: int) -> tuple[bool, int]:
    """Return how far *font* is from the simplified Chinese face of *weight*; the least is nearest."""
    simplified = re.search(r"(sc|SC|CN)(?=-|VF|$)", font["name"].getDebugName(6) or "")
    return simplified is None, abs(_weight(font, weight) - weight)


def _weight(font: TTFont, wanted: int) -> int:
    """Return the weight that *font* offers nearest to *wanted*."""
    for axis in font["fvar"].axes if "fvar" in font else ():
        if axis.axisTag == "wght":
            return int(min(max(wanted, axis.minValue), axis.maxValue))
    return int(font["OS/2"].usWeightClass)


def _check(font: TTFont, face: FontFace) -> None:
    if not {ord(char) for char in "中文年月日"} <= (font.getBestCmap() or {}).keys():
        raise UsageError(f"字体文件“{face.path}”里没有中文字形，不能用来制作表格。{INSTALL}")
    if font["OS/2"].fsType & EMBEDDING == FORBIDDEN:
        raise UsageError(f"字体文件“{face.path}”声明不得嵌入文件，不能用来制作表格。{INSTALL}")
    if face.weight == BOLD and _weight(font, BOLD) < LIGHTEST_BOLD:
        raise UsageError(
            f"字体文件“{face.path}”里没有表题用的粗体。"
            f"请把同一字体的粗体文件放在同一文件夹，文件名中的 Regular 换成 Bold；{INSTALL}"
        )


def _pack(font: TTFont, face: FontFace, characters: Iterable[str]) -> GlyphPack:
    scale = UNITS / font["head"].unitsPerEm
    location = {"wght": float(_weight(font, face.weight))} if "fvar" in font else {}
    names, metrics, head = font.getBestCmap(), font["OS/2"], font["head"]
    draw = _converter(font, location, scale)
    return GlyphPack(
        name=_postscript_name(font, face),
        ascent=round(metrics.sTypoAscender * scale),
        descent=round(metrics.sTypoDescender * scale),
        cap_height=round(getattr(metrics, "sCapHeight", metrics.sTypoAscender) * scale),
        bounds=(
            round(head.xMin * scale),
            round(head.yMin * scale),
            round(head.xMax * scale),
            round(head.yMax * scale),
        ),
        notdef=draw(font.getGlyphName(0)),
        glyphs={char: draw(names[ord(char)]) for char in characters if ord(char) in names},
    )


def _postscript_name(font: TTFont, face: FontFace) -> str:
    """Return the PostScript name of *face*; a variable font's is that of its instance."""
    name = re.sub(r"[^!-~]|[][(){}<>/%#]", "", font["name"].getDebugName(6) or face.path.stem) or "Font"
    if "fvar" not in font:
        return name
    return f"{name.partition('-')[0]}-{'Bold' if face.weight == BOLD else 'Regular'}"


def _converter(font: TTFont, location: Mapping[str, float], scale: float) -> Callable[[str], Glyph]:
    """Return what turns a glyph's name into the glyph: quadratic curves, no components."""
    drawings = font.getGlyphSet(location=location)
    # Contours of CFF run the other way round than those of TrueType.
    reverse = "glyf" not in font

    def draw(name: str) -> Glyph:
        pen = TTGlyphPen(None)
        curves = Cu2QuPen(pen, TOLERANCE, reverse_direction=reverse)
        scaled = TransformPen(curves, (scale, 0, 0, scale, 0, 0))
        drawings[name].draw(DecomposingFilterPen(scaled, drawings))
        glyph = pen.glyph()
        outline = glyph.compile(None) if glyph.numberOfContours else b""
        return Glyph(round(drawings[name].width * scale), outline)

    return draw
