"""Converted glyphs, kept from one build to the next.

A font of 20 MB and more is opened, and a glyph converted from its cubic curves, only for characters
that were never asked for before.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from policypress.forms.fonts import FontFace
from policypress.forms.glyphs import GlyphPack, from_bytes, to_bytes
from policypress.forms.packed_glyphs import packed_glyphs
from policypress.whole_files import write_whole


def glyph_pack(face: FontFace, characters: Iterable[str], cache: Path | None) -> GlyphPack:
    """Return a pack of *face* with those *characters* the font has, and maybe more.

    What is not in the folder *cache* yet is converted and put there; a damaged file in it counts as
    none. None: nothing is kept. Raise UsageError where the font will not do.
    """
    file = cache / "{}-{}.glyphs".format(*identity(face)) if cache else None
    kept = _load(file) if file else None
    wanted = set(characters)
    missing = sorted(wanted - kept.glyphs.keys() if kept else wanted)
    if kept and not missing:
        return kept
    pack = taken(face, missing)
    if kept:
        pack = replace(pack, glyphs={**kept.glyphs, **pack.glyphs})
    if file and pack != kept:
        # A cache that cannot be written costs time, not results.
        with suppress(OSError):
            write_whole(file, to_bytes(pack), lasting=False)
    return pack


def taken(face: FontFace, characters: Iterable[str]) -> GlyphPack:
    """Return a pack of *face* with those *characters* it has, from what the release carries or converted from a font.

    Raise UsageError where the font will not do.
    """
    if face.path.is_dir():
        return packed_glyphs(face.path, characters)
    from policypress.forms.outlines import convert  # slow to import, rarely needed

    return convert(face, characters)


def identity(face: FontFace) -> tuple[str, str]:
    """Return a name for what is kept of *face*, which no other font file has, and a key that no other state of it has."""
    place = str(face.path.absolute())
    name = f"{face.path.stem}-{face.weight}-{_digits(place)}"
    return name, _digits(f"{place}\n{face.size}\n{face.modified}")


def _digits(text: str) -> str:
    # The path of a file may hold bytes that are no characters.
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:16]


def _load(file: Path) -> GlyphPack | None:
    try:
        return from_bytes(file.read_bytes())
    except (OSError, ValueError):
        return None
