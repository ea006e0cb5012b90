"""The sections of built pages, kept from one build to the next by the bytes of each page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import astuple
from pathlib import Path
from typing import Any

from policypress.kept import keep, kept
from policypress.manifest import digest
from policypress.program import program_digest
from policypress.search import sections
from policypress.search.sections import Page, Section, page_files, read_page

NAME = "sections.json"
LIBRARIES = ("lxml",)
"""What the sections of a page depend on besides our own code."""


def kept_pages_of(site: Path, cache: Path) -> Iterator[Page]:
    """Yield what :func:`~policypress.search.sections.read_pages` does; only a page unknown in *cache* is read."""
    program = program_digest((Path(sections.__file__),), LIBRARIES)
    known, now = _known(cache, program), {}
    for name, file in page_files(site):
        data = file.read_bytes()
        key = digest(data)
        page = known[name][1] if name in known and known[name][0] == key else read_page(name, data.decode())
        now[name] = key, page
        if page is not None:
            yield page
    if now != known:
        pages = {name: [key, page and astuple(page)] for name, (key, page) in now.items()}
        keep(cache / NAME, json.dumps([program, pages], ensure_ascii=False).encode())


def _known(cache: Path, program: str) -> Mapping[str, tuple[str, Page | None]]:
    """Return what this *program* kept: page → digest of its bytes, its sections; nothing where that is no more."""
    try:
        by, pages = json.loads(kept(cache / NAME) or b"[null, {}]")
        return (
            {name: (key, page and _page(*page)) for name, (key, page) in pages.items()}
            if by == program
            else {}
        )
    except (ValueError, TypeError, AttributeError):
        return {}


def _page(path: str, title: str, parts: list[list[Any]], year: int | None) -> Page:
    """Return the page of which *path* and the rest were kept, in the order of its fields."""
    return Page(
        path=path,
        title=title,
        sections=tuple(Section(anchor=anchor, heading=heading, text=text) for anchor, heading, text in parts),
        year=year,
    )
