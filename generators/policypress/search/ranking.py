"""What a query looks for, which sections answer it best, and which of their sentences.

Whole numbers only. site/js/search-plan.js, site/js/search-ranking.js and site/js/search-marking.js do the same in
the browser; tests hold the two equal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from policypress.search.store import Store, Stored
from policypress.search.words import folded, han_runs, matter, runs, terms, with_origins

TYPED, MEANT, GAPPED, LOOSE = 4, 3, 2, 1
"""How much a term counts that was typed, that an alias stands for, with a gap, as a lone character."""
OTHER_YEAR = 2
"""By how much a section's score is divided where it speaks of another year than the one wanted."""
SHOWN = 8
"""How many results there are at most."""
OF_A_PAGE = 3
"""How many of them at most are of one page."""
SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")
DIGIT, LETTER = re.compile(r"[0-9]"), re.compile(r"[a-z]")

Plan = Mapping[str, int]
"""Term → how much it counts in a section that holds it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A section that was found."""

    number: int
    score: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A text with the parts of it that the query asked for."""

    text: str
    marks: tuple[tuple[int, int], ...]
    """Where they begin and end, counted in code points."""
    weight: int
    """How much of the plan stands in it."""


def plan(query: str, store: Store) -> Plan:
    """Return what *query* looks for among the terms that there are."""
    whole = folded(query)
    left = matter(whole)
    weights: dict[str, int] = {}
    wanted = [(term, TYPED) for term in terms(left)]
    wanted += [(term, MEANT) for meant in _meant(whole, store) for term in terms(meant)]
    wanted += [(f"{run}*", TYPED) for run in han_runs(left) if len(run) == 1]
    wanted += _slips(left, store)
    for term, weight in wanted:
        posting = store.posting(term)
        if posting is not None:
            weights[term] = max(weights.get(term, 0), weight * posting.rarity)
    return weights


def _meant(query: str, store: Store) -> Iterator[str]:
    """Yield what the aliases in a folded query stand for."""
    return (term for alias, term in store.aliases if alias in query)


def _slips(query: str, store: Store) -> Iterator[tuple[str, int]]:
    """Yield what may have been meant where a pair of characters stands nowhere.

    Between two characters one may be missing (``备表``: ``备?表``); where both pairs around a character
    are unknown, it may be wrong (``备按表``: ``备?表``), and its neighbours are tried alone.
    """
    for run in han_runs(query):
        strange = [store.posting(run[i : i + 2]) is None for i in range(len(run) - 1)]
        for i, missing in enumerate(strange):
            if missing:
                yield f"{run[i]}?{run[i + 1]}", GAPPED
        for i in range(len(run) if len(run) > 1 else 0):
            if all(strange[max(i - 1, 0) : i + 1]):
                if 0 < i < len(run) - 1:
                    yield f"{run[i - 1]}?{run[i + 1]}", GAPPED
                for near in run[max(i - 1, 0) : i] + run[i + 1 : i + 2]:
                    yield f"{near}*", LOOSE


def rank(query: str, planned: Plan, store: Store) -> list[Hit]:
    """Return the sections that answer best, the best first.

    A section counts for what it holds itself and for what its page holds anywhere. Equal ones stand in
    the order of the site.
    """
    own: dict[int, int] = {}
    pages: dict[int, int] = {}
    for term, weight in planned.items():
        posting = store.posting(term)
        best: dict[int, int] = {}
        for section, impact in posting.sections if posting else ():
            gain, page = weight * (2 * impact + 1), store.page_of[section]
            own[section] = own.get(section, 0) + gain
            best[page] = max(best.get(page, 0), gain)
        for page, gain in best.items():
            pages[page] = pages.get(page, 0) + gain
    year = _year(query, store)
    hits = []
    for section, gain in own.items():
        page = store.page_of[section]
        fitting = store.year_of[page] in {None, year}
        hits.append(Hit(number=section, score=(gain + pages[page]) // (1 if fitting else OTHER_YEAR)))
    hits.sort(key=lambda hit: (-hit.score, hit.number))
    return _spread(hits, store)


def _year(query: str, store: Store) -> int:
    """Return the last year that *query* names, the one in force where it names none of the site's."""
    named = [int(run) for run in runs(folded(query)) if run in {str(year) for year in store.years}]
    return max(named, default=store.year)


def _spread(hits: list[Hit], store: Store) -> list[Hit]:
    """Return the first hits, no page more often than it may stand there."""
    kept: list[Hit] = []
    count: dict[int, int] = {}
    for hit in hits:
        page = store.page_of[hit.number]
        count[page] = count.get(page, 0) + 1
        if count[page] <= OF_A_PAGE:
            kept.append(hit)
        if len(kept) == SHOWN:
            break
    return kept


def best_sentence(section: Stored, planned: Plan) -> Marked:
    """Return the sentence that holds most of what was asked, the first of equals; empty where there is none."""
    sentences = [found[0].strip(" ") for found in SENTENCE.finditer(section.text)]
    marked = [mark(sentence, planned) for sentence in sentences if sentence]
    return max(marked, key=lambda sentence: sentence.weight, default=Marked(text="", marks=(), weight=0))


def mark(text: str, planned: Plan) -> Marked:
    """Return *text* with the places where the plan's terms stand."""
    compared, origins = with_origins(text)
    lit = [False] * len(text)
    weight = 0
    for term, gain in planned.items():
        places = list(_places(term, compared))
        weight += gain if places else 0
        for begin, end in places:
            for origin in origins[begin:end]:
                lit[origin] = True
    return Marked(text=text, marks=tuple(_stretches(lit)), weight=weight)


def _places(term: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where *term* stands in folded *text*: a number or a word only whole, a lone character nowhere."""
    if term.endswith("*"):
        return
    whole = DIGIT if DIGIT.match(term) else LETTER if LETTER.match(term) else None
    pattern = re.escape(term).replace(r"\?", r"[^\n]")
    for found in re.finditer(f"(?={pattern})", text):
        begin, end = found.start(), found.start() + len(term)
        if whole is None or not (whole.match(text[begin - 1 : begin]) or whole.match(text[end : end + 1])):
            yield begin, end


def _stretches(lit: list[bool]) -> Iterator[tuple[int, int]]:
    begin = None
    for i, light in enumerate([*lit, False]):
        if light and begin is None:
            begin = i
        elif not light and begin is not None:
            yield begin, i
            begin = None
