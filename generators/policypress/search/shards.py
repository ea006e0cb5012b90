"""The index and the pages' texts as small classic scripts, of which a query loads a few.

Terms are cut into ranges of their sorted order, texts into runs of sections. The directory names the
first term of every ``GROUP`` ranges, a file of its own those within a group: so the directory stays small
on a large site. What changes with the content stands below a folder named after it, so that a browser's
old copy is never mixed with a new one; only the directory keeps its name.

site/js/search-store.js reads it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from policypress.pieces import call, number, order, ranges
from policypress.search.index import LEVELS, Index
from policypress.search.sections import Page
from policypress.search.words import FILLERS, IDEOGRAPHS, KEPT, KINDS, RADICALS, folded

FOLDER = "search"
DIRECTORY = f"{FOLDER}/directory.js"
TERM_BYTES = 2_000
"""About how large a range of terms is."""
TEXT_BYTES = 2_000
"""About how large a run of sections is; a longer section stands alone."""
GROUP = 64
"""How many ranges of terms are a group."""
SHEET = 8
"""How many answers are in a file."""


def packed(
    pages: Sequence[Page],
    index: Index,
    aliases: Sequence[tuple[str, str]],
    known: Mapping[str, Any],
    year: int,
) -> Mapping[str, bytes]:
    """Return every file of the index by path from the root of the site.

    *aliases* pairs what people type with what the pages say (kept longest first, as they are replaced in a
    query), *known* is what :func:`~policypress.search.answers.answers_data` gives, *year* the one in force.
    """
    terms = list(ranges(_lines(index), TERM_BYTES))
    groups = list(_cut([first for first, _ in terms], GROUP))
    runs = list(_runs(pages))
    asked = [answer["asked"] for answer in known["answers"]]
    files = {f"terms-{i}.js": _call("terms", i, "\n".join(lines)) for i, (_, lines) in enumerate(terms)}
    files |= {f"group-{i}.js": _call("group", i, " ".join(firsts)) for i, firsts in enumerate(groups)}
    files |= {f"text-{i}.js": _call("text", i, run) for i, (_, run) in enumerate(runs)}
    files |= {f"answers-{i}.js": _call("answers", i, sheet) for i, sheet in enumerate(_sheets(known))}
    files["questions.js"] = _call(
        "questions", {"asked": asked, **{key: known[key] for key in ("ends", "ask", "try")}}
    )
    version = hashlib.sha256(b"".join(files.values())).hexdigest()[:8]
    directory = {
        "version": version,
        "groups": " ".join(firsts[0] for firsts in groups),
        "texts": "".join(number(count) for count, _ in runs),
        **_of_pages(pages, year),
        **_of_words(aliases),
    }
    versioned = {f"{FOLDER}/{version}/{name}": data for name, data in files.items()}
    return {DIRECTORY: _call("directory", directory), **versioned}


def _of_pages(pages: Sequence[Page], year: int) -> Mapping[str, Any]:
    """Return what the directory says of pages: how many sections each has, and which year it speaks of."""
    years = sorted({page.year for page in pages if page.year is not None} | {year})
    return {
        "pages": "".join(number(len(page.sections)) for page in pages),
        "years": years,
        "year": year,
        "pageYears": "".join(number(years.index(page.year) + 1 if page.year else 0) for page in pages),
    }


def _of_words(aliases: Sequence[tuple[str, str]]) -> Mapping[str, Any]:
    """Return what the directory says of words: by what a query is taken apart."""
    ordered = sorted(aliases, key=lambda pair: -len(pair[0]))
    return {
        "aliases": [[folded(alias), folded(term)] for alias, term in ordered],
        "fillers": FILLERS,
        "kinds": KINDS,
        "kept": KEPT,
        "radicals": [RADICALS, IDEOGRAPHS],
    }


def _cut(items: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    """Yield *items* in runs of *size*."""
    return (items[begin : begin + size] for begin in range(0, len(items), size))


def _sheets(known: Mapping[str, Any]) -> Iterator[Sequence[Mapping[str, Any]]]:
    """Yield the answers, without what they are asked, a file's worth at a time."""
    answers = [{key: answer[key] for key in answer if key != "asked"} for answer in known["answers"]]
    return _cut(answers, SHEET)


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
