"""Which name was meant by one that is not there: only a slip of the hand, for another name is another thing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

PARTING = re.compile(r"[\s_-]")
PARTS = re.compile(r"[a-z]+|[^a-z]")
"""Words, and what stands between them: figures and Chinese tell names apart and are never slips."""
SHORT = 5
"""Shorter words with another letter are often other words: ``ways`` and ``days``."""


def near(name: str, known: Iterable[str]) -> str | None:
    """Return which of *known* is *name* but for case, width and parting, else but for a slip in one word.

    None where there is none, and where the slip may be of several.
    """
    names = list(known)
    same = [other for other in names if _bare(other) == _bare(name)]
    close = same[:1] or [other for other in names if _slipped(_parts(name), _parts(other))]
    return close[0] if len(close) == 1 else None


def _usual(name: str) -> str:
    return PARTING.sub("_", unicodedata.normalize("NFKC", name).casefold())


def _bare(name: str) -> str:
    return _usual(name).replace("_", "")


def _parts(name: str) -> list[str]:
    return PARTS.findall(_usual(name))


def _slipped(name: list[str], other: list[str]) -> bool:
    different = [(a, b) for a, b in zip(name, other, strict=False) if a != b]
    return len(name) == len(other) and len(different) == 1 and _is_slip(*different[0])


def _is_slip(word: str, other: str) -> bool:
    """Return whether two letters are swapped, or in longer words one is added, left out or changed."""
    pairs = enumerate(zip(word, other, strict=False))
    begun = next((at for at, (a, b) in pairs if a != b), min(len(word), len(other)))
    a, b = word[begun:], other[begun:]
    swapped = a[:2] == b[1::-1] and a[2:] == b[2:]
    return swapped or (len(other) >= SHORT and b in {a[1:], b[:1] + a, b[:1] + a[1:]})
