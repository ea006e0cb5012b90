"""A page ready for the site engine, and the Markdown file made of it: what it says of itself, then its text."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from policypress.addresses import relative
from policypress.banners import state_of
from policypress.described import plain, summary
from policypress.markup import safe
from policypress.model.policy import Policy
from policypress.model.site import Section
from policypress.templates import script_json

HEADINGS = "\N{OBJECT REPLACEMENT CHARACTER}headings"
"""Stands for the list of all headings until every page is there."""
MODULE = re.compile(r'data-module="([a-z-]+)"')
"""Names the script and the style that a block of a page needs."""
HEADING = re.compile(r"^(#{2,3}) (.*) \{#(\S+)\}$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A page ready for the site engine."""

    source: str
    """Its Markdown file, from the root of the site."""
    title: str
    """As HTML."""
    banner: str
    """What stands above its text; no part of it, so that neither lists nor search hold it."""
    body: str
    section: Section
    year: int | None
    """The year it speaks of; None: of none."""
    whole_title: str | None = None
    """A title that stands alone, where the one in the navigation does not."""
    data: Mapping[str, object] | None = None
    """What it says of itself in the words of schema.org."""


def listing_of(policy: Policy, page: Rendered, all_: tuple[Rendered, ...]) -> str:
    """Return a list of every page with its headings, as seen from *page*; other years' pages last, by title only."""
    years = [year for year in policy.years.values() if year is not policy.current]
    states: Mapping[int | None, str] = {year.year: state_of(policy, year) for year in years}
    lines = []
    for other in sorted(all_, key=lambda other: other.year in states):
        address = relative(page.source, other.source)
        lines.append(f"- [{safe(plain(other.title))}]({address})")
        if other.year in states:
            lines[-1] += f"（{states[other.year]}）"
            continue
        for level, text, anchor in HEADING.findall(other.body):
            words = safe(plain(text))
            lines.append(f"{'    ' * (len(level) - 1)}- [{words}]({address}#{anchor})")
    return "\n".join(lines)


def _unsearched(listing: str) -> str:
    """Return *listing* as what search passes over: it would find every heading twice."""
    return f'<div class="headings" data-unsearched markdown="1">\n\n{listing}\n\n</div>'


def _hidden(page: Rendered) -> list[str]:
    """Return which columns beside *page* the engine leaves out: an empty table of contents takes room too."""
    if page.source == "index.md":
        return ["navigation", "toc"]
    return [] if HEADING.search(page.body) else ["toc"]


def file_of(policy: Policy, page: Rendered, headings: str) -> str:
    """Return the Markdown file of *page*; *headings* is what stands where it asks for the list of all pages."""
    about = policy.current if page.year is None else policy.years[page.year]
    title = plain(page.title)
    words = {
        "title": title,
        "whole_title": page.whole_title or title,
        "description": summary(page.body) or policy.site.description,
        "column": page.section.title,
        "column_type": page.section.kind,
        "notice_number": policy.documents[about.document].number,
    }
    meta = {
        # The theme puts them into markup as they are.
        **{key: html.escape(text) for key, text in words.items()},
        "data": script_json(page.data) if page.data else "",
        "in_sitemap": about.year >= policy.current.year or page.source.startswith("documents/"),
        "modules": sorted(set(MODULE.findall(page.body))),
        "hide": _hidden(page),
    }
    front = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in meta.items())
    return f"---\n{front}---\n\n# {page.title}\n\n{page.banner}\n\n{page.body.replace(HEADINGS, _unsearched(headings)).strip()}\n"
