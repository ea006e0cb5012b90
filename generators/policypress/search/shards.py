"""The index and the pages' texts as small classic scripts, of which a query loads a few.

Terms are cut into ranges of their
sorted order, texts into runs of sections. What changes with the content stands below a folder named
after it, so that a browser's old copy is never mixed with a new one; only the directory keeps its name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from policypress.pieces import call, number, order, ranges
from policypress.search.index import LEVELS, Index
from policypress.search.sections import Page
from policypress.search.words import FILLERS, IDEOGRAPHS, KEPT, RADICALS, folded

FOLDER = "search"
DIRECTORY = f"{FOLDER}/directory.js"
TERM_BYTES = 3_000
"""About how large a range of terms is."""
TEXT_BYTES = 3_000
"""About how large a run of sections is; a longer section stands alone."""


def packed(
    pages: Sequence[Page], index: Index, aliases: Sequence[tuple[str, str]], answers: object, year: int
) -> Mapping[str, bytes]:
    """Return every file of the index by path from the root of the site.

    *aliases* pairs what people type with what the pages say (kept longest first, as they are replaced in a
    query), *answers* is data for the browser, *year* the one in force.
    """
    ordered = sorted(aliases, key=lambda pair: -len(pair[0]))
    terms = list(ranges(_lines(index), TERM_BYTES))
    runs = list(_runs(pages))
    files = {f"terms-{i}.js": _call("terms", i, "\n".join(lines)) for i, (_, lines) in enumerate(terms)}
    files |= {f"text-{i}.js": _call("text", i, run) for i, (_, run) in enumerate(runs)}
    files["answers.js"] = _call("answers", answers)
    version = hashlib.sha256(b"".join(files.values())).hexdigest()[:8]
    years = sorted({page.year for page in pages if page.year is not None} | {year})
    directory = {
        "version": version,
        "terms": " ".join(first for first, _ in terms),
        "texts": "".join(number(count) for count, _ in runs),
        "pages": "".join(number(len(page.sections)) for page in pages),
        "years": years,
        "year": year,
        "pageYears": "".join(number(years.index(page.year) + 1 if page.year else 0) for page in pages),
        "aliases": [[folded(alias), folded(term)] for alias, term in ordered],
        "fillers": FILLERS,
        "kept": KEPT,
        "radicals": [RADICALS, IDEOGRAPHS],
    }
    versioned = {f"{FOLDER}/{version}/{name}": data for name, data in files.items()}
    return {DIRECTORY: _call("directory", directory), **versioned}


def _lines(index: Index) -> Iterator[tuple[str, str]]:
    """Yield every term with its line, in order."""
    for term in sorted(index.postings, key=order):
        yield term, f"{term} {number(index.rarity(term))} {_steps(index.kept(term))}"


def _steps(postings: Sequence[int]) -> str:
    """Return postings as what each section number adds to the one before."""
    pieces, before = [], -1
    for posting in postings:
        section, impact = divmod(posting, LEVELS)
        pieces.append(number((section - before - 1) * LEVELS + impact))
        before = section
    return "".join(pieces)


def _runs(pages: Sequence[Page]) -> Iterator[tuple[int, list[Any]]]:
    """Yield runs of sections: how many there are, and ``[path, title, [[anchor, heading, text], …]]`` a page."""
    run: list[Any] = []
    count = size = 0
    for page in pages:
        opened = False
        for place, section in enumerate(page.sections):
            length = len((section.heading + section.text).encode())
            if count and size + length > TEXT_BYTES:
                yield count, run
                run, count, size, opened = [], 0, 0, False
            if not opened:
                run.append([page.path, page.title, []])
                opened = True
            run[-1][2].append([section.anchor, section.heading if place else "", section.text])
            count, size = count + 1, size + length
    if count:
        yield count, run


def _call(name: str, *arguments: object) -> bytes:
    """Return a script that hands *arguments* to the page's search."""
    return call("policypressSearch", name, *arguments)
