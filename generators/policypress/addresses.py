"""Where each page stands, and how one page reaches another."""

from __future__ import annotations

import posixpath
from functools import lru_cache

from policypress.model.facts import Fact
from policypress.model.policy import Policy

TEXT = "year:text"
"""Name of the page with the full text of a year's notice."""
FAQ = "year:faq"
"""The page on which every question has its anchor."""
DOCUMENTS = "documents"
"""The page on which every document that is cited has its anchor."""
CHANGES = "changes"
"""The page on which every change from one year to the next has its anchor."""
FEEDS = ("calendar.ics", "data/policy.json", "data/policy.schema.json", "feed.xml")
"""The machine-readable files."""
FORM_KINDS = ("docx", "pdf", "xlsx")
"""Kinds of a form's files that people take."""
PRESET_KINDS = ("docx", "pdf")
"""Those of a form with a preset."""
HEADINGS = "headings"
"""The page that leads to every page and heading, for those who cannot search."""
FORMS = "forms"
"""The page that leads to the forms, each of which has a page of its own."""


def source_of(name: str, policy: Policy, year: int) -> str:
    """Return the Markdown file of the page *name*: ``2023/hours.md`` for ``year:hours``."""
    if name == TEXT:
        return text_page(policy.years[year].document)
    return page_source(name, year)


def page_source(name: str, year: int) -> str:
    """Return the Markdown file of the page *name*, which is no full text."""
    if name.startswith("year:"):
        return f"{year}/{name.removeprefix('year:')}.md"
    return f"{name}.md"


def page_of(source: str) -> str:
    """Return the built page of the Markdown file *source*."""
    return source.removesuffix(".md") + ".html"


def proof_of(fact: Fact) -> str:
    """Return the address of the sentence that proves *fact*, from the root of the site."""
    return f"documents/{fact.document}.html#{fact.anchor}"


def document_address(id_: str) -> str:
    """Return the address of a document's entry in the list of documents, from the root of the site."""
    return f"{DOCUMENTS}.html#{id_}"


def text_page(id_: str) -> str:
    """Return the Markdown file of the page with a held document's full text."""
    return f"documents/{id_}.md"


def form_page(id_: str) -> str:
    """Return the Markdown file of a form's page."""
    return f"forms/{id_}/index.md"


def form_file(id_: str, kind: str, preset: str = "") -> str:
    """Return the address of a form's file of *kind*: blank or *preset* ``docx`` and ``pdf``, ``xlsx`` for many records."""
    return f"forms/{id_}/{id_}{preset and f'-{preset}'}.{kind}"


def relative(source: str, target: str) -> str:
    """Return *target* as seen from the page of *source*, both from the root of the site."""
    return _from_folder(posixpath.dirname(source), target)


@lru_cache(maxsize=1 << 14)
def _from_folder(folder: str, target: str) -> str:
    # From a root: else relpath would ask for the current folder, twice a link.
    return posixpath.relpath(f"/{target}", f"/{folder}")
