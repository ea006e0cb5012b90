"""The glyphs that forms are filled with in the browser: a folder of slices, with the licence they stand under.

A page loads the directory, then the slices that hold what was typed. The first slices hold the characters
that the project itself uses most, as what is filled in resembles them; then come all of the face. Slices lie
below folders named after what is in them, so that an older page never meets other ones.

site/js/form-glyphs.js reads it.
"""

from __future__ import annotations

import base64
import hashlib
import string
from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from policypress.forms.browser_form import RECEIVER
from policypress.forms.font_licence import NAME
from policypress.forms.fonts import find_fonts
from policypress.forms.printed import printed_beside
from policypress.forms.whole_face import (
    CLOSED,
    HANGUL,
    SLICE,
    WholeFace,
    glyphs_in,
    runs,
    slice_script,
    whole_face,
)
from policypress.model.policy import Policy
from policypress.pieces import call, number

FOLDER = "glyphs"
DIRECTORY = f"{FOLDER}/directory.js"
VERSION = 8
"""Digits of a hash that name a folder."""


def glyph_files(
    policy: Policy, font: Path | None, cache: Path, say: Callable[[str], None]
) -> Mapping[str, bytes]:
    """Return every file by path from the root of the site; none of a draft, which is not filled in.

    *font* is as in :func:`policypress.forms.fonts.find_fonts`; what was converted once is kept in *cache*; *say*
    is told when it takes long. Raise UsageError where there is no font, or it will not do.
    """
    if policy.draft or not policy.forms:
        return {}
    whole = whole_face(find_fonts(font).regular, cache, say)
    if not whole.licence:
        closed = {"closed": CLOSED.format(name=whole.pack.name)}
        return {DIRECTORY: call(RECEIVER, "directory", closed, ascii_only=True)}
    place = {char: at for at, characters in enumerate(whole.slices) for char in characters}
    first = _most_used(_usual(policy), place)
    opened = lru_cache(maxsize=None)(lambda at: glyphs_in(whole.scripts[at]))
    scripts = [slice_script({char: opened(place[char])[char] for char in run}) for run in runs(first)]
    folders = {name: _version(slices) for name, slices in (("first", scripts), ("all", whole.scripts))}
    directory = {**_face(whole), "first": first, **_places(whole), "slice": SLICE, "folders": folders}
    return {
        DIRECTORY: call(RECEIVER, "directory", directory, ascii_only=True),
        f"{FOLDER}/{NAME}": whole.licence.encode(),
        **_below(folders["first"], scripts),
        **_below(folders["all"], whole.scripts),
    }


def _usual(policy: Policy) -> str:
    """Return text like what is filled in and printed: documents, examples, presets, what further pages print."""
    forms = policy.forms.values()
    partials = chain.from_iterable((*form.examples, *form.presets.values()) for form in forms)
    paragraphs = chain.from_iterable(policy.texts.values())
    printed = chain.from_iterable(printed_beside(form) for form in forms)
    return "".join(chain(paragraphs, printed, *(partial.values.values() for partial in partials)))


def _most_used(text: str, known: Container[str]) -> str:
    """Return the characters of *text* and of ASCII that are *known*, those that stand most often first."""
    counted = Counter(text)
    counted.update(string.ascii_letters + string.digits + string.punctuation + " ")
    return "".join(
        sorted((char for char in counted if char in known), key=lambda char: (-counted[char], char))
    )


def _face(whole: WholeFace) -> Mapping[str, Any]:
    """Return what setting type in the face needs, as site/js/form-glyphs.js describes it."""
    pack = whole.pack
    return {
        "name": pack.name,
        "ascent": pack.ascent,
        "descent": pack.descent,
        "capHeight": pack.cap_height,
        "bounds": pack.bounds,
        "missing": [pack.notdef.advance, base64.b64encode(pack.notdef.outline).decode()],
        "leftOut": [[block.start, block.stop - 1] for block in HANGUL],
    }


def _places(whole: WholeFace) -> Mapping[str, Any]:
    """Return the characters of the slices that come first, and the first code point of each other, as steps."""
    starts = [ord(characters[0]) for characters in whole.slices[whole.common :]]
    steps = (start - before for before, start in zip([0, *starts], starts, strict=False))
    return {"common": "".join(whole.slices[: whole.common]), "starts": "".join(map(number, steps))}


def _version(scripts: Sequence[bytes]) -> str:
    return hashlib.sha256(b"".join(scripts)).hexdigest()[:VERSION]


def _below(folder: str, scripts: Sequence[bytes]) -> Mapping[str, bytes]:
    return {f"{FOLDER}/{folder}/{at}.js": script for at, script in enumerate(scripts)}
