"""Sections → a ranked index in whole numbers, so that Python and the browser rank alike.

BM25F over two fields, a section's heading and its text. What a term weighs in a section (its impact)
is settled here as one of sixteen steps; whoever ranks only adds.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, partial

from policypress.search.sections import Page
from policypress.search.words import count_of_terms, folded, loose_terms, terms

LEVELS = 16
"""Steps of an impact; a posting is ``section * LEVELS + impact``."""
TITLE, HEADING, TEXT = 4, 2, 1
"""How much a term counts in a page's title, in a heading, in the text."""
SATURATION = (12, 10)
"""BM25's k1 = 1.2 as a fraction: how soon a further mention adds little."""
LENGTH = (75, 100)
"""BM25's b = 0.75 as a fraction: how much a long text is held against a term."""
MOST = 2_000
"""How many sections a term is kept for: one that stands in more tells little, and its heaviest are enough."""
SCALE = 32
"""Steps of a term's rarity for each factor of e."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """Where every term stands and how much it weighs there."""

    postings: Mapping[str, array[int]]
    """Term → postings in the order of the sections."""
    sections: int
    """How many sections there are."""

    def rarity(self, term: str) -> int:
        """Return how much the mere presence of *term* tells."""
        return _rarity(len(self.postings[term]), self.sections)

    def kept(self, term: str) -> Sequence[int]:
        """Return the postings of *term* that are worth loading: where it weighs most, the first of equals."""
        postings = self.postings[term]
        if len(postings) <= MOST:
            return postings
        return sorted(sorted(postings, key=lambda posting: -(posting % LEVELS))[:MOST])


@dataclass(frozen=True, slots=True)
class _Field:
    """One field of one section."""

    counts: Counter[str]
    """Every term with how often it stands there."""
    weight: int
    """How much it counts, with the length of the field against its mean: ``weight / norm``."""
    norm: int


def index(pages: Sequence[Page]) -> Index:
    """Return the index of the sections of *pages*, numbered through in their order."""
    sections = [
        (HEADING if place else TITLE, folded(section.heading), folded(section.text))
        for page in pages
        for place, section in enumerate(page.sections)
    ]
    postings: defaultdict[str, array[int]] = defaultdict(partial(array, "I"))
    for number, (heading, text) in enumerate(_fields(sections)):
        first = number * LEVELS
        for term, impact in _impacts(heading, text):
            postings[term].append(first + impact)
    return Index(postings=dict(postings), sections=len(sections))


def _fields(sections: Sequence[tuple[int, str, str]]) -> Iterator[tuple[_Field, _Field]]:
    """Yield the two fields of each of *sections*: what its heading counts, its heading and its text, folded."""
    headings = sum(count_of_terms(heading) for _, heading, _ in sections)
    texts = sum(count_of_terms(text) for _, _, text in sections)
    for weight, heading, text in sections:
        yield (
            _field(list(terms(heading)), list(loose_terms(heading)), weight, headings, len(sections)),
            _field(list(terms(text)), [], TEXT, texts, len(sections)),
        )


def _field(firm: list[str], loose: list[str], weight: int, total: int, sections: int) -> _Field:
    part, whole = LENGTH
    norm = (whole - part) * total + part * len(firm) * sections
    return _Field(Counter(firm + loose), weight * total * whole, norm)


def _impacts(heading: _Field, text: _Field) -> Iterator[tuple[str, int]]:
    """Yield every term of a section with its impact."""
    steps: dict[int, int] = {}
    for term, count in text.counts.items():
        if term in heading.counts:
            continue
        if count not in steps:
            steps[count] = _step(count * text.weight, text.norm)
        yield term, steps[count]
    for term, count in heading.counts.items():
        above, below = count * heading.weight, heading.norm
        if term in text.counts:
            above = above * text.norm + text.counts[term] * text.weight * below
            below *= text.norm
        yield term, _step(above, below)


def _step(above: int, below: int) -> int:
    """Return the impact of a weighted frequency ``above / below``: ``LEVELS * wtf / (k1 + wtf)``, cut off."""
    part, whole = SATURATION
    return LEVELS * above * whole // (part * below + above * whole)


@cache
def _rarity(holding: int, sections: int) -> int:
    """Return ``32 * ln(1 + (N - n + ½) / (n + ½))``, rounded, at least 1; exact on every machine."""
    odds = Decimal(2 * (sections - holding) + 1) / Decimal(2 * holding + 1)
    return max(1, int((odds + 1).ln() * SCALE + Decimal("0.5")))
