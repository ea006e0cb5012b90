"""How like two sentences are, and which words of a text are most like a given sentence.

Likeness is that of pairs of characters (Dice's coefficient), digits masked, so that a changed number
does not hide a sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from policypress.texts import sentences, squeeze

CLAUSE = re.compile(r"[^，、：]*[，、：]|[^，、：]+")
Pairs = Counter[tuple[str, str]]


def nearest(old: str, text: Sequence[str]) -> tuple[str, float]:
    """Return the words of *text* most like *old*, and how like they are (0 to 1).

    The sentence that shares most with *old* is found first; *old* may be a part of it or run over
    several, so the stretch of clauses most like *old* is taken, out of the paragraph it stands in.
    """
    wanted = _pairs(old)
    best = max(text, key=lambda paragraph: _shared(wanted, paragraph), default="")
    clauses = [clause for sentence in sentences(best) for clause in CLAUSE.findall(sentence)]
    return _stretch(wanted, clauses)


def _shared(wanted: Pairs, paragraph: str) -> float:
    """Return how much of *wanted* the best sentence of *paragraph*, or the paragraph as a whole, holds."""
    held = max((_held(wanted, _pairs(sentence)) for sentence in sentences(paragraph)), default=0.0)
    return held + _held(wanted, _pairs(paragraph)) / 100


def _held(wanted: Pairs, found: Pairs) -> float:
    return (wanted & found).total() / max(1, wanted.total())


def _stretch(wanted: Pairs, clauses: Sequence[str]) -> tuple[str, float]:
    """Return the run of *clauses* most like *wanted*, the shorter of two that are alike."""
    best, likeness = "", 0.0
    for start in range(len(clauses)):
        words = ""
        found: Pairs = Counter()
        last = ""
        for clause in clauses[start:]:
            words += clause
            masked = last + _masked(clause)
            found.update(pairwise(masked))
            last = masked[-1:]
            like = _alike(wanted, found)
            if like > likeness:
                best, likeness = words.strip(), like
    return best, likeness


def unlike(new: Sequence[str], old: Sequence[str], near: float) -> tuple[str, ...]:
    """Return the sentences of *new* to which none of *old* is as like as *near*."""
    known = [_pairs(sentence) for paragraph in old for sentence in sentences(paragraph)]
    found = ((sentence, _pairs(sentence)) for paragraph in new for sentence in sentences(paragraph))
    return tuple(text.strip() for text, pairs in found if all(_alike(pairs, one) < near for one in known))


def _alike(one: Pairs, other: Pairs) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def _pairs(text: str) -> Pairs:
    return Counter(pairwise(_masked(text)))


def _masked(text: str) -> str:
    """Return *text* without white space, each number as one sign."""
    return re.sub(r"\d+", "0", squeeze(text))
