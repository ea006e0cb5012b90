"""The glyphs a release carries, so that no font need be installed where it is used.

A folder with one folder a weight, in it one pack for every 128 code points, named by their common
beginning: whoever wants a hundred characters reads a hundred small files and not ten megabytes.
``make wheel`` makes the folder; a checkout has none and takes glyphs from an installed font.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from policypress.faults import UsageError
from policypress.forms.glyphs import Glyph, GlyphPack, from_bytes, to_bytes
from policypress.resources import PACKAGE

FOLDER = PACKAGE / "_glyphs"
REGULAR, BOLD = "regular", "bold"
SLICE = 7
"""Binary digits of a code point that are counted within one file."""
ENDING = ".glyphs"
LATIN = 0
"""The slice that every pack has."""


def sliced(pack: GlyphPack) -> Mapping[str, bytes]:
    """Return the files of *pack* by name."""
    parts: dict[int, dict[str, Glyph]] = {LATIN: {}}
    for char, glyph in pack.glyphs.items():
        parts.setdefault(ord(char) >> SLICE, {})[char] = glyph
    return {_name(number): to_bytes(replace(pack, glyphs=part)) for number, part in sorted(parts.items())}


def packed_glyphs(folder: Path, characters: Iterable[str]) -> GlyphPack:
    """Return a pack with those *characters* that the files in *folder* have.

    Raise UsageError where a file is damaged or the first one is not there.
    """
    wanted = set(characters)
    first = _slice(folder, LATIN)
    if first is None:
        raise _damaged(folder / _name(LATIN))
    parts = [first, *(_slice(folder, number) for number in sorted({ord(char) >> SLICE for char in wanted}))]
    found = {char: glyph for part in parts if part for char, glyph in part.glyphs.items() if char in wanted}
    return replace(first, glyphs=found)


def carried_characters(folder: Path) -> Iterator[str]:
    """Yield every character that the files in *folder* have; raise UsageError where one is damaged."""
    for file in sorted(folder.glob(f"*{ENDING}")):
        found = _slice(folder, int(file.stem, 16))
        yield from found.glyphs if found else ()


def _name(number: int) -> str:
    return f"{number:04x}{ENDING}"


def _slice(folder: Path, number: int) -> GlyphPack | None:
    """Return one file's glyphs, None where there is no such file: the font has none of its characters."""
    file = folder / _name(number)
    try:
        return from_bytes(file.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise _damaged(file) from error


def _damaged(file: Path) -> UsageError:
    return UsageError(f"policypress 自带的字形文件“{file}”缺失或已损坏；请重新安装 policypress")
