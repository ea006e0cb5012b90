"""Whether a query is a question that the policy answers. site/js/search-known.js does the same."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from policypress.search.store import Store
from policypress.search.words import DIGITS, folded, matter, terms

ENOUGH = 800
"""How alike, of a thousand, a query and a known question must be: twice what they share by what both hold."""
EXACT = 1000


def known_answer(query: str, store: Store) -> Any | None:
    """Return the answer whose question *query* puts; None: none, or several may be meant.

    What stands whole in several questions names a matter (公共科目) and asks nothing of it.
    """
    whole = folded(query)
    forms = [_content(form, store.year) for form in (whole, in_their_words(whole, store.aliases))]
    answers = store.answers["answers"]
    asked = [[_content(folded(text), store.year) for text in answer["asked"]] for answer in answers]
    likeness = [max(_likeness(form, each) for form in forms for each in contents) for contents in asked]
    best = max(likeness, default=0)
    within = sum(any(form <= each for form in forms for each in contents) for contents in asked)
    if best < ENOUGH or (best < EXACT and (likeness.count(best) > 1 or within > 1)):
        return None
    return answers[likeness.index(best)]


def in_their_words(query: str, aliases: Sequence[tuple[str, str]]) -> str:
    """Return a folded query with each alias replaced by what it stands for, in their order."""
    for alias, term in aliases:
        if term not in query:
            query = query.replace(alias, term)
    return query


@lru_cache(maxsize=4096)
def _content(text: str, year: int) -> frozenset[str]:
    """Return the terms of folded *text* without question words and the year in force, its gaps closed."""
    closed = matter(text, gap="")
    return frozenset(terms(closed.replace(f"{year}年度", "").replace(f"{year}年", "")))


def _likeness(query: frozenset[str], asked: frozenset[str]) -> int:
    """Return how alike two questions are, of a thousand; 0 where the query names a number the other lacks."""
    if any(DIGITS.fullmatch(term) for term in query - asked):
        return 0
    return 2000 * len(query & asked) // max(len(query) + len(asked), 1)
