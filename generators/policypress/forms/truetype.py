"""Chosen glyphs of a pack, put together as a TrueType font that a PDF can carry."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from policypress.forms.glyphs import UNITS, Glyph, GlyphPack

VERSION = 0x00010000
MAGIC = 0x5F0F3CF5
WHOLE = 0xB1B0AFBA
"""What the checksum of a whole font is counted back from (OpenType, table head)."""
LONG_OFFSETS = 1
ADJUSTMENT = 8
"""Where in the table head the checksum of the whole font stands."""


def truetype(pack: GlyphPack, characters: Sequence[str]) -> bytes:
    """Return a TrueType font whose glyph 0 is the missing one and glyph i the i-th of *characters*.

    It has the tables a PDF reader needs (ISO 32000-1, 9.9) and no others. KeyError: no such glyph.
    """
    glyphs = [pack.notdef, *(pack.glyphs[char] for char in characters)]
    boxes = [
        struct.unpack_from(">4h", glyph.outline, 2) if glyph.outline else (0, 0, 0, 0) for glyph in glyphs
    ]
    offsets, outlines = [0], bytearray()
    for glyph in glyphs:
        outlines += _padded(glyph.outline)
        offsets.append(len(outlines))
    widest = max(glyph.advance for glyph in glyphs)
    metrics = b"".join(
        struct.pack(">Hh", glyph.advance, box[0]) for glyph, box in zip(glyphs, boxes, strict=True)
    )
    return _file(
        {
            b"glyf": bytes(outlines),
            b"head": _head(boxes),
            b"hhea": struct.pack(
                ">IhhhHhhhhhhhhhhhH",
                *(VERSION, pack.ascent, pack.descent, 0, widest, 0, 0, max(box[2] for box in boxes)),
                *(1, 0, 0, 0, 0, 0, 0, 0, len(glyphs)),
            ),
            b"hmtx": metrics,
            b"loca": struct.pack(f">{len(offsets)}I", *offsets),
            b"maxp": _maxp(glyphs),
        }
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


def _maxp(glyphs: Sequence[Glyph]) -> bytes:
    points = contours = 0
    for glyph in glyphs:
        if glyph.outline:
            (count,) = struct.unpack_from(">h", glyph.outline)
            (last,) = struct.unpack_from(">H", glyph.outline, 10 + 2 * (count - 1))
            points, contours = max(points, last + 1), max(contours, count)
    return struct.pack(">IHHH11H", VERSION, len(glyphs), points, contours, 0, 0, 1, *[0] * 8)


def _file(tables: dict[bytes, bytes]) -> bytes:
    """Return the font file made of *tables*, which are given in the order of their names."""
    count = len(tables)
    power = count.bit_length() - 1
    start = 12 + 16 * count
    directory, body = b"", b""
    for tag, table in tables.items():
        directory += struct.pack(">4sIII", tag, _checksum(table), start + len(body), len(table))
        body += _padded(table)
    font = bytearray(
        struct.pack(">IHHHH", VERSION, count, 16 << power, power, 16 * count - (16 << power))
        + directory
        + body
    )
    head = start + len(_padded(tables[b"glyf"]))
    struct.pack_into(">I", font, head + ADJUSTMENT, (WHOLE - _checksum(bytes(font))) & 0xFFFFFFFF)
    return bytes(font)


def _checksum(table: bytes) -> int:
    padded = _padded(table)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)
