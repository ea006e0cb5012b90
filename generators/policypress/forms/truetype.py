"""Chosen glyphs of a pack, put together as a TrueType font that a PDF can carry.

site/js/form-truetype.js does the same in the browser.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from policypress.forms.glyphs import UNITS, Glyph, GlyphPack

VERSION = 0x00010000
MAGIC = 0x5F0F3CF5
WHOLE = 0xB1B0AFBA
"""What the checksum of a whole font is counted back from (OpenType, table head)."""
WORD = 0xFFFFFFFF
"""Checksums are sums of 32-bit words, modulo 2^32."""
LONG_OFFSETS = 1
ADJUSTMENT = 8
"""Where in the table head the checksum of the whole font stands."""
KEPT = 4_000
"""Glyphs whose parts are kept from one font to the next."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A glyph as it stands in a font, reckoned once for all fonts that carry it."""

    padded: bytes
    checksum: int
    box: tuple[int, int, int, int]
    metrics: bytes
    points: int
    contours: int


@lru_cache(KEPT)
def _part(glyph: Glyph) -> _Part:
    contours = points = x0 = y0 = x1 = y1 = 0
    if glyph.outline:
        contours, x0, y0, x1, y1 = struct.unpack_from(">5h", glyph.outline)
        (last,) = struct.unpack_from(">H", glyph.outline, 10 + 2 * (contours - 1))
        points = last + 1
    padded = _padded(glyph.outline)
    metrics = struct.pack(">Hh", glyph.advance, x0)
    return _Part(padded, _checksum(padded), (x0, y0, x1, y1), metrics, points, contours)


def truetype(pack: GlyphPack, characters: Sequence[str]) -> bytes:
    """Return a TrueType font whose glyph 0 is the missing one and glyph i the i-th of *characters*.

    It has the tables a PDF reader needs (ISO 32000-1, 9.9) and no others. KeyError: no such glyph.
    """
    glyphs = [pack.notdef, *(pack.glyphs[char] for char in characters)]
    parts = [_part(glyph) for glyph in glyphs]
    offsets = accumulate((len(part.padded) for part in parts), initial=0)
    widest = max(glyph.advance for glyph in glyphs)
    furthest = max(part.box[2] for part in parts)
    return _file(
        {
            b"glyf": b"".join(part.padded for part in parts),
            b"head": _head([part.box for part in parts]),
            b"hhea": struct.pack(
                ">IhhhHhhhhhhhhhhhH",
                *(VERSION, pack.ascent, pack.descent, 0, widest, 0, 0, furthest),
                *(1, 0, 0, 0, 0, 0, 0, 0, len(glyphs)),
            ),
            b"hmtx": b"".join(part.metrics for part in parts),
            b"loca": struct.pack(f">{len(parts) + 1}I", *offsets),
            b"maxp": _maxp(parts),
        },
        sum(part.checksum for part in parts) & WORD,
    )


def _head(boxes: Sequence[tuple[int, ...]]) -> bytes:
    box = (
        *(min(box[0] for box in boxes), min(box[1] for box in boxes)),
        *(max(box[2] for box in boxes), max(box[3] for box in boxes)),
    )
    flags, smallest, direction = 0x000B, 8, 2
    return struct.pack(
        ">IIIIHHqqhhhhHHhhh",
        *(VERSION, VERSION, 0, MAGIC, flags, UNITS, 0, 0, *box, 0, smallest, direction, LONG_OFFSETS, 0),
    )


def _maxp(parts: Sequence[_Part]) -> bytes:
    points, contours = max(part.points for part in parts), max(part.contours for part in parts)
    return struct.pack(">IHHH11H", VERSION, len(parts), points, contours, 0, 0, 1, *[0] * 8)


def _file(tables: dict[bytes, bytes], outlines: int) -> bytes:
    """Return the font file made of *tables*, in the order of their names; *outlines* is the first one's checksum."""
    count = len(tables)
    power = count.bit_length() - 1
    start = 12 + 16 * count
    directory, body, checksums = b"", b"", 0
    for tag, table in tables.items():
        checksum = _checksum(table) if body else outlines
        checksums += checksum
        directory += struct.pack(">4sIII", tag, checksum, start + len(body), len(table))
        body += _padded(table)
    head = struct.pack(">IHHHH", VERSION, count, 16 << power, power, 16 * count - (16 << power)) + directory
    font = bytearray(head + body)
    # The words of the file are those of its tables and of what stands before them.
    whole = (WHOLE - _checksum(head) - checksums) & WORD
    struct.pack_into(">I", font, start + len(_padded(tables[b"glyf"])) + ADJUSTMENT, whole)
    return bytes(font)


def _checksum(table: bytes) -> int:
    padded = _padded(table)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & WORD


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)
