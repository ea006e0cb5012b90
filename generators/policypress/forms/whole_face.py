"""Every glyph of a face in slices, each a script for the page of a form: made once for a font, then kept.

To convert all of a Chinese face takes a processor half a minute, so what was made is kept as one file: a
line that says what is in it, then one line a slice.
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import repeat
from pathlib import Path

from policypress.forms.font_licence import NAME, licence_text
from policypress.forms.fonts import FontFace
from policypress.forms.glyph_cache import identity, taken
from policypress.forms.glyphs import Glyph, GlyphPack, from_bytes, from_table, table, to_bytes
from policypress.forms.packed_glyphs import carried_characters
from policypress.kept import kept_or_made
from policypress.lock import in_turn

SLICE = 64
"""Characters a slice: about 30 KB."""
KIND = "slices1"
"""Ending of what is kept, with the version of its format and of the conversion."""
CALL = b'policypressForms.glyphs("%s");\n'
HANGUL = (range(0x1100, 0x1200), range(0x3130, 0x3190), range(0xA960, 0xA980), range(0xAC00, 0xD800))
"""Code points left out: a third of the whole for what no Chinese form holds."""
FEW = 1_000
"""Characters for which no other process is worth its start."""
MOST_PROCESSES = 4
CLOSED = "字体“{name}”没有写明可按 SIL Open Font License 1.1 以原名另行分发，网页上不提供填好的 PDF 表；Word 表不受影响"


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeFace:
    """A face and its glyphs as scripts."""

    pack: GlyphPack
    """The face, without its glyphs."""
    licence: str
    """The text to stand beside the scripts; empty: they may not be handed out, and there are none."""
    common: int
    """How many slices come first, of the most common characters."""
    slices: tuple[str, ...]
    """The characters of each; after the common ones ascending."""
    scripts: tuple[bytes, ...]
    """The script of each."""


def whole_face(face: FontFace, cache: Path, say: Callable[[str], None]) -> WholeFace:
    """Return all of *face*; what was made once is kept in *cache*. Raise UsageError where the font will not do.

    *say* is told when it takes long, and where the font may not be handed out.
    """
    name, key = identity(face)
    with in_turn(cache / f"{name}.lock"):
        data = kept_or_made(cache, name, key, KIND, partial(_made, face, say))
    head, *scripts = data.splitlines(keepends=True)
    said = json.loads(head)
    pack = from_bytes(base64.b64decode(said.pop("pack")))
    whole = WholeFace(pack=pack, scripts=tuple(scripts), **{**said, "slices": tuple(said["slices"])})
    if not whole.licence:
        say(CLOSED.format(name=pack.name))
    return whole


def slice_script(glyphs: dict[str, Glyph]) -> bytes:
    """Return the script that hands *glyphs* to the page."""
    return CALL % base64.b64encode(table(glyphs))


def glyphs_in(script: bytes) -> dict[str, Glyph]:
    """Return the glyphs that :func:`slice_script` put into *script*."""
    before, _, after = CALL.partition(b"%s")
    return from_table(base64.b64decode(script.removeprefix(before).removesuffix(after)))


def _made(face: FontFace, say: Callable[[str], None]) -> bytes:
    """Return the file of *face*."""
    say("正在转换字体里的全部字形，供网页填 PDF 表用，约需半分钟；以后不再转换")
    held, licence = _content(face)
    characters = {char for char in held if not any(ord(char) in block for block in HANGUL)}
    pack = taken(face, "")
    first = [char for char in _first_level() if char in characters] if licence else []
    rest = sorted(characters.difference(first)) if licence else []
    common = list(runs(first))
    slices = [*common, *runs(rest)]
    head = {
        "pack": base64.b64encode(to_bytes(pack)).decode(),
        "licence": licence,
        "common": len(common),
        "slices": slices,
    }
    return b"%s\n%s" % (json.dumps(head).encode(), b"".join(_converted(face, slices)))


def _content(face: FontFace) -> tuple[set[str], str]:
    """Return the characters of *face*, and the text of its licence; empty where it is not to be handed out."""
    if face.path.is_dir():
        text = (face.path.parent / NAME).read_text("utf-8")
        return set(carried_characters(face.path)), text
    from policypress.forms.outlines import characters_of  # slow to import, rarely needed

    characters, terms = characters_of(face)
    name = taken(face, "").name
    text = licence_text(name, terms, ", Hangul left out").decode()
    return set(characters), text if terms.allow_use() else ""


def _first_level() -> Iterator[str]:
    """Yield the 3755 most common characters, the first level of GB/T 2312-1980."""
    for row in range(0xB0, 0xD8):
        yield from bytes(byte for cell in range(0xA1, 0xFF) for byte in (row, cell)).decode(
            "gb2312", "ignore"
        )


def runs(characters: Sequence[str]) -> Iterator[str]:
    """Yield *characters* in the slices they make."""
    for start in range(0, len(characters), SLICE):
        yield "".join(characters[start : start + SLICE])


def _converted(face: FontFace, slices: Sequence[str]) -> list[bytes]:
    """Return the script of each slice, made by as many processes as there are processors, if that pays."""
    jobs = min(os.cpu_count() or 1, MOST_PROCESSES, 1 + len(slices) * SLICE // FEW)
    if jobs == 1 or face.path.is_dir():
        return _scripts(face, slices)
    from concurrent.futures.process import BrokenProcessPool  # slow to import, rarely needed

    from policypress.processes import Processes

    scripts = [b""] * len(slices)
    try:
        with Processes(jobs) as pool:
            shares = pool.map(_scripts, repeat(face), [slices[at::jobs] for at in range(jobs)])
            for at, share in enumerate(shares):
                scripts[at::jobs] = share
    except BrokenProcessPool:
        # Memory was too short for several at once.
        return _scripts(face, slices)
    return scripts


def _scripts(face: FontFace, slices: Sequence[str]) -> list[bytes]:
    glyphs = taken(face, "".join(slices)).glyphs
    return [slice_script({char: glyphs[char] for char in slice_}) for slice_ in slices]
