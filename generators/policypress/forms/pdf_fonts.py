"""Fonts in a PDF (ISO 32000-1, 9.7): a subset that is carried, and the Chinese font that viewers bring themselves.

site/js/form-pdf-font.js does the same in the browser.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from pypdf.generic import IndirectObject, NameObject

from policypress.forms.glyphs import UNITS, GlyphPack
from policypress.forms.pdf_objects import Objects, Value, add, stream
from policypress.forms.truetype import truetype

SYMBOLIC = 4
SERIF = 2
KEPT = 4_000
"""Characters whose codes are kept from one font to the next."""
BLOCK = 100
"""Most entries in one block of a character map (Adobe technical note 5411)."""

SONG_WIDTHS: tuple[Value, ...] = (
    1,
    [207, 270, 342, 467, 462, 797, 710, 239, 374],
    10,
    [374, 423, 605, 238, 375, 238, 334, 462],
    *(18, 26, 462, 27, 28, 238, 29, 31, 605, 32, 95, 500),
)
"""Widths of the Latin glyphs of STSong-Light in Adobe-GB1; all others are 1000."""


class Subset:
    """The glyphs of some characters, embedded as one font (Type 0, Identity-H, ToUnicode).

    KeyError on use: the pack has no such glyph.
    """

    def __init__(self, pack: GlyphPack, characters: Iterable[str]) -> None:
        self.pack = pack
        self.characters = sorted(set(characters))
        self.codes = {char: code for code, char in enumerate(self.characters, 1)}
        self._shown = {char: f"{code:04X}" for char, code in self.codes.items()}

    def encode(self, text: str) -> bytes:
        """Return the string that shows *text* in this font, as a hexadecimal PDF string."""
        return f"<{''.join(map(self._shown.__getitem__, text))}>".encode()

    def embed(self, writer: Objects) -> IndirectObject:
        """Add the font to *writer* and return its reference."""
        font, pack = truetype(self.pack, self.characters), self.pack
        name = f"{self._tag()}+{pack.name}"
        file = add(writer, stream(font, {"/Length1": len(font)}))
        heights = (pack.ascent, pack.descent, pack.cap_height)
        descriptor = _descriptor(writer, name, pack.bounds, heights, {"/StemV": 80, "/FontFile2": file})
        kind: Mapping[str, Value] = {
            "/Subtype": NameObject("/CIDFontType2"),
            "/BaseFont": NameObject(f"/{name}"),
            "/CIDSystemInfo": {"/Registry": "Adobe", "/Ordering": "Identity", "/Supplement": 0},
            "/CIDToGIDMap": NameObject("/Identity"),
        }
        descendant = _descendant(writer, kind, self._widths(), descriptor)
        shows = {"/ToUnicode": add(writer, stream(_to_unicode(self.characters)))}
        return _composite(writer, name, "Identity-H", descendant, shows)

    def _widths(self) -> list[Value]:
        widths: list[Value] = []
        for char, code in self.codes.items():
            if self.pack.glyphs[char].advance != UNITS:
                widths += [code, [self.pack.glyphs[char].advance]]
        return widths

    def _tag(self) -> str:
        """Return the six letters that tell this subset from others of the font."""
        digest = hashlib.sha256((self.pack.name + "".join(self.characters)).encode()).digest()
        return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def song(writer: Objects) -> IndirectObject:
    """Add the font that typed text is shown in, and return its reference.

    STSong-Light is never embedded: viewers know it by name and put their own Chinese font in its
    place, so that whatever is typed is shown, and the file stays small.
    """
    name = "STSong-Light"
    descriptor = _descriptor(writer, name, (-25, -254, 1000, 880), (880, -120, 880), {"/StemV": 93})
    kind: Mapping[str, Value] = {
        "/Subtype": NameObject("/CIDFontType0"),
        "/BaseFont": NameObject(f"/{name}"),
        "/CIDSystemInfo": {"/Registry": "Adobe", "/Ordering": "GB1", "/Supplement": 4},
    }
    descendant = _descendant(writer, kind, SONG_WIDTHS, descriptor)
    return _composite(writer, f"{name}-UniGB-UCS2-H", "UniGB-UCS2-H", descendant)


def _descriptor(
    writer: Objects, name: str, box: Sequence[int], heights: tuple[int, int, int], more: Mapping[str, Value]
) -> IndirectObject:
    """Add what is said of a face (9.8); *heights* are its ascent, descent and capitals, in 1/1000 of the size."""
    entries: Mapping[str, Value] = {
        "/Type": NameObject("/FontDescriptor"),
        "/FontName": NameObject(f"/{name}"),
        "/Flags": SYMBOLIC | SERIF,
        "/FontBBox": list(box),
        "/ItalicAngle": 0,
        **dict(zip(("/Ascent", "/Descent", "/CapHeight"), heights, strict=True)),
        **more,
    }
    return add(writer, entries)


def _descendant(
    writer: Objects, kind: Mapping[str, Value], widths: Value, descriptor: IndirectObject
) -> IndirectObject:
    """Add the font proper (9.7.4): what it is, and the widths of the glyphs that are not one em wide."""
    entries: Mapping[str, Value] = {
        "/Type": NameObject("/Font"),
        **kind,
        "/DW": UNITS,
        "/W": widths,
        "/FontDescriptor": descriptor,
    }
    return add(writer, entries)


def _composite(
    writer: Objects,
    name: str,
    encoding: str,
    descendant: IndirectObject,
    more: Mapping[str, Value] | None = None,
) -> IndirectObject:
    """Add the font that text is set in (9.7.6), and return its reference."""
    entries: Mapping[str, Value] = {
        "/Type": NameObject("/Font"),
        "/Subtype": NameObject("/Type0"),
        "/BaseFont": NameObject(f"/{name}"),
        "/Encoding": NameObject(f"/{encoding}"),
        "/DescendantFonts": [descendant],
        **(more or {}),
    }
    return add(writer, entries)


def _to_unicode(characters: Sequence[str]) -> bytes:
    """Return the character map from codes back to text."""
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <FFFF>",
        "endcodespacerange",
    ]
    for start in range(0, len(characters), BLOCK):
        block = characters[start : start + BLOCK]
        lines.append(f"{len(block)} beginbfchar")
        lines += [f"<{code:04X}> <{_utf_16(char)}>" for code, char in enumerate(block, start + 1)]
        lines.append("endbfchar")
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode()


@lru_cache(KEPT)
def _utf_16(char: str) -> str:
    return char.encode("utf-16-be").hex().upper()
