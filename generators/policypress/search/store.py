"""A published index, read back from its scripts: what the command line ranks with is what the site has."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any
from urllib.parse import quote

from policypress.faults import UsageError
from policypress.pieces import numbers, order
from policypress.search.index import LEVELS
from policypress.search.shards import DIRECTORY, FOLDER, GROUP, SHEET


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """Where a term stands."""

    rarity: int
    sections: tuple[tuple[int, int], ...]
    """Section numbers, rising, each with the term's impact there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A section as it is shown."""

    path: str
    title: str
    anchor: str
    heading: str
    """Empty at the beginning of a page."""
    text: str

    @property
    def address(self) -> str:
        """Where it stands, from the root of the site."""
        return f"{self.path}#{quote(self.anchor)}" if self.anchor else self.path


class Store:
    """The index of the built site in a folder; reads a script when it is first asked for it."""

    def __init__(self, site: Path) -> None:
        """Raise UsageError where *site* holds no index."""
        if not (site / DIRECTORY).is_file():
            message = f"“{site}”里没有搜索索引；请先运行 policypress build"
            raise UsageError(message)
        (self.directory,) = _arguments(site / DIRECTORY)
        self.folder = site / FOLDER / self.directory["version"]
        self.groups: Sequence[bytes] = [order(term) for term in self.directory["groups"].split(" ")]
        self.aliases: Sequence[tuple[str, str]] = [(a, t) for a, t in self.directory["aliases"]]
        self.years: Sequence[int] = self.directory["years"]
        self.year: int = self.directory["year"]
        self._group = lru_cache(maxsize=None)(self._read_group)
        self._sheet = lru_cache(maxsize=None)(self._read_sheet)
        self._terms = lru_cache(maxsize=None)(self._read_terms)
        self._texts = lru_cache(maxsize=None)(self._read_texts)

    @cached_property
    def page_of(self) -> Sequence[int]:
        """The number of the page that each section stands on."""
        counts = numbers(self.directory["pages"])
        return [page for page, count in enumerate(counts) for _ in range(count)]

    @cached_property
    def year_of(self) -> Sequence[int | None]:
        """The year that each page speaks of; None: of none."""
        return [self.years[n - 1] if n else None for n in numbers(self.directory["pageYears"])]

    @cached_property
    def questions(self) -> Any:
        """What each answer is ``asked``, when its year ``ends``, whom to ``ask``, what to ``try`` where nothing is found."""
        (data,) = _arguments(self.folder / "questions.js")
        return data

    @cached_property
    def text_ends(self) -> Sequence[int]:
        """The section after the last of each run of texts."""
        return list(accumulate(numbers(self.directory["texts"])))

    def posting(self, term: str) -> Posting | None:
        """Return where *term* stands; None: nowhere."""
        line = self._terms(self._range_of(order(term))).get(term)
        if line is None:
            return None
        rarity, _, steps = line.partition(" ")
        sections, section = [], -1
        for step in numbers(steps):
            section += step // LEVELS + 1
            sections.append((section, step % LEVELS))
        return Posting(rarity=next(numbers(rarity)), sections=tuple(sections))

    def answer(self, number: int) -> Any:
        """Return an answer by its number, as :mod:`policypress.search.answers` made it."""
        return self._sheet(number // SHEET)[number % SHEET]

    def section(self, number: int) -> Stored:
        """Return a section by its number."""
        run = bisect_right(self.text_ends, number)
        return self._texts(run)[number - (self.text_ends[run - 1] if run else 0)]

    def _range_of(self, term: bytes) -> int:
        """Return the number of the range in which *term* would stand."""
        group = max(bisect_right(self.groups, term) - 1, 0)
        return group * GROUP + max(bisect_right(self._group(group), term) - 1, 0)

    def _read_group(self, number: int) -> Sequence[bytes]:
        _, firsts = _arguments(self.folder / f"group-{number}.js")
        return [order(term) for term in firsts.split(" ")]

    def _read_sheet(self, number: int) -> Any:
        _, answers = _arguments(self.folder / f"answers-{number}.js")
        return answers

    def _read_terms(self, number: int) -> dict[str, str]:
        _, text = _arguments(self.folder / f"terms-{number}.js")
        return {term: rest for term, _, rest in (line.partition(" ") for line in text.split("\n"))}

    def _read_texts(self, number: int) -> list[Stored]:
        _, pages = _arguments(self.folder / f"text-{number}.js")
        return [
            Stored(path=path, title=title, anchor=anchor, heading=heading, text=text)
            for path, title, sections in pages
            for anchor, heading, text in sections
        ]


def _arguments(script: Path) -> list[Any]:
    """Return what a script of the index hands over."""
    text = script.read_text("utf-8")
    return list(json.loads(f"[{text[text.index('(') + 1 : text.rindex(')')]}]"))
