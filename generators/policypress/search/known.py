"""Whether a query is a question that the policy answers. site/js/search-known.js does the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from policypress.search.store import Store
from policypress.search.words import DIGITS, folded, kinds, matter, runs, terms

ENOUGH = 720
"""How alike, of a thousand, a query and a known question must be: twice what they share by what both hold."""
EXACT = 1000
NUMBER = "[0-9.零〇一二两三四五六七八九十百半]+"
DAYS, HOURS = re.compile(f"{NUMBER}(?=天)"), re.compile(f"{NUMBER}个?(?=学时)")
"""So many days, so many hours: where a question speaks of both, it asks how many are how many."""
YEAR = re.compile("20[0-9]{2}")
OTHER_YEARS = "其他年度"
"""What is asked of every year that the site does not hold."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question as it is compared."""

    terms: frozenset[str]
    """What it speaks of: its terms without question words and the year in force, its gaps closed."""
    kinds: frozenset[int]
    """What it asks for; empty: it names a matter and leaves open what is asked of it."""

    def meets(self, other: _Asked) -> bool:
        """Return whether both ask for the same kind of thing: how much is not what."""
        return self.kinds == other.kinds or bool(self.kinds & other.kinds)

    def is_within(self, other: _Asked) -> bool:
        """Return whether the other asks this, and perhaps more."""
        return self.terms <= other.terms and (not self.kinds or self.meets(other))


def known_answer(query: str, store: Store) -> Any | None:
    """Return the answer whose question *query* puts; None: none, or several may be meant.

    What stands whole in several questions names a matter (公共科目) and asks nothing of it. Of a year that
    is not held nothing is answered but what is said of other years.
    """
    forms = _forms(OTHER_YEARS if years_not_held(query, store) else query, store)
    asked = [
        [pair for text in texts for pair in zip(forms, _forms(text, store), strict=True)]
        for texts in store.questions["asked"]
    ]
    likeness = [max(_likeness(form, each) for form, each in pairs) for pairs in asked]
    best = max(likeness, default=0)
    within = sum(any(form.is_within(each) for form, each in pairs) for pairs in asked)
    if best < ENOUGH or (best < EXACT and (likeness.count(best) > 1 or within > 1)):
        return None
    return store.answer(likeness.index(best))


def years_not_held(query: str, store: Store) -> list[int]:
    """Return the years that *query* names and the site does not hold, in its order.

    A number before that of a document (人社部规〔2019〕4号) is no year asked for.
    """
    parts = [*runs(folded(query)), "", ""]
    named = [
        int(part)
        for part, after, then in zip(parts, parts[1:], parts[2:], strict=False)
        if YEAR.fullmatch(part) and not (DIGITS.fullmatch(after) and then.startswith("号"))
    ]
    return [year for year in dict.fromkeys(named) if year not in store.years]


def in_their_words(query: str, aliases: Sequence[tuple[str, str]]) -> str:
    """Return a folded query with each alias replaced by what it stands for, in their order."""
    for alias, term in aliases:
        if term not in query:
            query = query.replace(alias, term)
    return query


@lru_cache(maxsize=4096)
def _forms(text: str, store: Store) -> tuple[_Asked, _Asked]:
    """Return *text* as it is compared: as it was put, and in the words of the pages."""
    whole = folded(text)
    return _asked(whole, store.year), _asked(in_their_words(whole, store.aliases), store.year)


def _asked(text: str, year: int) -> _Asked:
    if "天" in text and "学时" in text:
        text = HOURS.sub("多少", DAYS.sub("几", text))
    closed = matter(text, gap="").replace(f"{year}年度", "").replace(f"{year}年", "")
    return _Asked(frozenset(terms(closed)), kinds(text))


def _likeness(query: _Asked, asked: _Asked) -> int:
    """Return how alike two questions are, of a thousand; 0 where the query names a number the other lacks.

    Where only one of them says what it asks for, they must speak of the very same, and are not held equal.
    """
    if not query.meets(asked):
        open_ended = not query.kinds or not asked.kinds
        return EXACT - 1 if open_ended and query.terms == asked.terms else 0
    if any(DIGITS.fullmatch(term) for term in query.terms - asked.terms):
        return 0
    return 2000 * len(query.terms & asked.terms) // max(len(query.terms) + len(asked.terms), 1)
