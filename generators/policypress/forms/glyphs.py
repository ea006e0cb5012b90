"""Glyphs of the characters a form prints, as TrueType outlines, and their file.

The file (all numbers big-endian)::

    8 bytes   PPGLYPH and the version of this format and of the conversion, 1
    uint32    CRC-32 of all that follows
    rest      zlib stream of:
        uint16, bytes   length of the PostScript name, and the name (ASCII)
        7 × int16       ascent, descent, capital height, and the font's box: x0 y0 x1 y1
        uint32          number of glyphs
        12 bytes each   uint32 code point, uint32 advance, uint32 length of the outline;
                        ascending; the first, code point 0, is the glyph of what is missing
        bytes           the outlines, in the same order

The same glyphs always give the same bytes. Lengths are in 1/1000 of the type size throughout.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

MAGIC = b"PPGLYPH\x01"
UNITS = 1000
"""Every font is brought to this many units an em, which is also how PDF counts widths."""
GLYPH_HEADER = 10
"""Shortest outline: number of contours and box."""
RECORD = struct.Struct(">III")
METRICS = struct.Struct(">7h")


@dataclass(frozen=True, slots=True)
class Glyph:
    """How one character is drawn."""

    advance: int
    """Width in 1/1000 of the type size."""
    outline: bytes
    """Record of a TrueType ``glyf`` table; empty for a blank."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GlyphPack:
    """Some glyphs of one face, with what setting type in it needs; lengths in 1/1000 of the type size."""

    name: str
    """PostScript name of the face."""
    ascent: int
    """Top of the character frame above the baseline."""
    descent: int
    """Its bottom; negative."""
    cap_height: int
    bounds: tuple[int, int, int, int]
    """The box that holds every glyph of the font."""
    notdef: Glyph
    """Stands for a character that is missing."""
    glyphs: Mapping[str, Glyph]
    """By character."""

    def missing(self, text: str) -> str:
        """Return the characters of *text* without a glyph, each once."""
        return "".join(char for char in dict.fromkeys(text) if char not in self.glyphs)

    def width(self, text: str) -> int:
        """Return the width of *text* on one line, in 1/1000 of the type size; KeyError: no such glyph."""
        return sum(self.glyphs[char].advance for char in text)


def to_bytes(pack: GlyphPack) -> bytes:
    """Return *pack* as the file described above."""
    glyphs = {"\0": pack.notdef} | {char: glyph for char, glyph in pack.glyphs.items() if char != "\0"}
    name = pack.name.encode("ascii")
    metrics = METRICS.pack(pack.ascent, pack.descent, pack.cap_height, *pack.bounds)
    body = b"".join([struct.pack(">H", len(name)), name, metrics, table(glyphs)])
    packed = zlib.compress(body, 9)
    return MAGIC + struct.pack(">I", zlib.crc32(packed)) + packed


def table(glyphs: Mapping[str, Glyph]) -> bytes:
    """Return *glyphs* as they stand in the file: their number, their records, their outlines."""
    ordered = sorted(glyphs.items())
    records = (RECORD.pack(ord(char), glyph.advance, len(glyph.outline)) for char, glyph in ordered)
    return b"".join([struct.pack(">I", len(ordered)), *records, *(glyph.outline for _, glyph in ordered)])


def from_bytes(data: bytes) -> GlyphPack:
    """Return the pack that :func:`to_bytes` wrote; raise ValueError where *data* is not one."""
    head = len(MAGIC) + 4
    if data[: len(MAGIC)] != MAGIC or data[len(MAGIC) : head] != struct.pack(">I", zlib.crc32(data[head:])):
        raise ValueError("not a glyph pack")
    try:
        return _unpacked(zlib.decompress(data[head:]))
    except (zlib.error, struct.error, ValueError, OverflowError) as error:
        raise ValueError("damaged glyph pack") from error


def _unpacked(body: bytes) -> GlyphPack:
    start = 2 + int.from_bytes(body[:2], "big")
    name = body[2:start].decode("ascii")
    ascent, descent, cap_height, *box = METRICS.unpack_from(body, start)
    glyphs = from_table(body[start + METRICS.size :])
    if "\0" not in glyphs:
        raise ValueError("damaged glyph pack")
    return GlyphPack(
        name=name,
        ascent=ascent,
        descent=descent,
        cap_height=cap_height,
        bounds=(box[0], box[1], box[2], box[3]),
        notdef=glyphs.pop("\0"),
        glyphs=glyphs,
    )


def from_table(data: bytes) -> dict[str, Glyph]:
    """Return the glyphs that :func:`table` wrote; raise ValueError or struct.error where *data* is none."""
    (count,) = struct.unpack_from(">I", data)
    end = 4 + count * RECORD.size
    glyphs: dict[str, Glyph] = {}
    last = -1
    for code, advance, length in RECORD.iter_unpack(data[4:end]):
        if not last < code or 0 < length < GLYPH_HEADER:
            raise ValueError("damaged glyph pack")
        glyphs[chr(code)] = Glyph(advance, data[end : end + length])
        last, end = code, end + length
    if end != len(data):
        raise ValueError("damaged glyph pack")
    return glyphs
