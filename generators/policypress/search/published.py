"""The built site → the files of its index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from policypress.model.policy import Policy
from policypress.search.answers import answers_data
from policypress.search.index import index
from policypress.search.kept_sections import kept_pages_of
from policypress.search.sections import Page
from policypress.search.shards import packed


def search_files(site: Path, policy: Policy, cache: Path) -> Mapping[str, bytes]:
    """Return the files of the index of the pages in the folder *site*, by path from there.

    *cache* is where builds leave each other the sections of each page.
    """
    pages = [replace(page, year=_year(page, policy)) for page in kept_pages_of(site, cache)]
    return packed(pages, index(pages), aliases_of(policy), answers_data(policy), policy.current.year)


def aliases_of(policy: Policy) -> list[tuple[str, str]]:
    """Return what people type with what it stands for, in the order of the vocabulary."""
    return [(alias, term) for term, aliases in policy.vocabulary.items() for alias in aliases]


def _year(page: Page, policy: Policy) -> int | None:
    """Return the year that *page* speaks of; None: of none."""
    for number, year in policy.years.items():
        if page.path.startswith(f"{number}/") or page.path == f"documents/{year.document}.html":
            return number
    return None
