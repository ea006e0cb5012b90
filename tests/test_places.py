"""What content can point at on a page is what stands there once the page is made."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from checkout import ROOT
from policypress.addresses import source_of
from policypress.build import render
from policypress.checks.places import Places, sources
from policypress.environment import glyph_folder
from policypress.pages import pages
from policypress.policy import checked, load
from rolled import rolled
from told import FOLDER

PLACE = re.compile(r"\{#([\w-]+)\}$|<[^<>]*? id=\"([\w=-]+)\"", re.MULTILINE)
MAY_BE = re.compile(r"year-\d{4}-\w+")
"""Headings of the page of changes stand there only where there is something below them."""
NOT_OFFERED = re.compile(r"(calculator|form|picture)-.*|\d{4}-.*")
"""What scripts and pictures look for, and single changes, which come and go with what a year states."""


@pytest.fixture(scope="module", params=["real", "two years", "told"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project without a fault."""
    if request.param == "two years":
        return rolled(tmp_path_factory.mktemp("two"))
    return ROOT if request.param == "real" else FOLDER / "project"


def test_what_can_be_pointed_at_is_what_stands_there(folder: Path) -> None:
    project, policy = checked(folder), load(folder)
    made = pages(policy)
    for year in policy.years:
        places = Places(project, year)
        for name in places.names():
            source = source_of(name, policy, year)
            if source not in made or (year != policy.current.year and not name.startswith("year:")):
                continue
            text = made[source].decode()
            there = {marked or named for marked, named in PLACE.findall(text)}
            known = set(places.on(name))
            assert {place for place in known - there if not MAY_BE.fullmatch(place)} == set(), name
            assert {place for place in there - known if not NOT_OFFERED.fullmatch(place)} == set(), name


def test_what_content_can_lead_to_is_what_the_engine_is_given(folder: Path, tmp_path: Path) -> None:
    given = render(load(folder), None, tmp_path, glyph_folder(tmp_path))
    assert sources(checked(folder)).keys() == {name for name in given if not name.endswith((".css", ".js"))}


def test_every_kind_of_page_has_places() -> None:
    places = Places(checked(ROOT), 2023)
    names = (
        "year:hours",
        "year:faq",
        "year:text",
        "forms/offline-training/index",
        "documents",
        "changes",
        "index",
    )
    assert all(places.on(name) for name in names)
