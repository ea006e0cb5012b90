"""What a change from one year to another is: plain values, told in words that lead to their proof."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from policypress.model.facts import Fact, Part
from policypress.model.year import Year


class Kind(StrEnum):
    """How an entry of one year stands to the same entry of another."""

    CHANGED = "已变更"
    ADDED = "新增"
    ENDED = "已取消"
    OPEN = "待确认"
    KEPT = "不变"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that a fact states; they can be shown as a link to its sentence."""

    fact: Fact
    words: str


Words = tuple[str | Mention, ...]
"""A sentence in pieces; joined they are the sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change, told in one sentence."""

    id: str
    """Unique and stable for a pair of years: the fact's id, or one with a prefix such as ``offer-``."""
    part: Part
    """The group it is told in."""
    kind: Kind
    title: str
    """What has changed, in a few words."""
    words: Words
    """The sentence."""
    old: Fact | None = None
    """The fact of the older year whose sentence proves it; None: there is none."""
    new: Fact | None = None
    """The fact of the newer year whose sentence proves it; None: there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Everything that differs between two years, and what does not."""

    before: Year
    after: Year
    told: tuple[Change, ...]
    """What has changed, by part and within it in the order of the files."""
    open: tuple[Change, ...]
    """What was carried over and is not yet confirmed: neither changed nor unchanged."""
    kept_days: tuple[Change, ...]
    """Days that recur on the same day of the newer year: no changes, but asked for every year."""
    reworded: tuple[tuple[Fact, Fact], ...]
    """Old and new fact where only the words of the notice differ, years in them left aside."""
    same: int
    """How many facts state the same, reworded ones and kept days included."""


def sentence(words: Words) -> str:
    """Return *words* as plain text."""
    return "".join(piece if isinstance(piece, str) else piece.words for piece in words)


def anchor_of(after: Year, change: Change) -> str:
    """Return the address of *change* on the page of changes; it never changes again."""
    return f"{after.year}-{change.id}"
