"""Whatever a person does to a line of a project: it is refused in our own words, or all that follows is whole."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from any_edits import edits
from folders import quiet
from policypress.build import build
from policypress.faults import PolicyError, UsageError
from policypress.policy import checked, load
from policypress.verify import verify
from policypress.years.roll import new_year
from told import edited


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder to build into, in which each build finds what the one before has kept."""
    return tmp_path_factory.mktemp("out")


@settings(max_examples=60)
@given(edits())
def test_what_check_accepts_is_built_whole_and_taken_over_to_the_next_year(
    out: Path, texts: Mapping[str, str]
) -> None:
    with TemporaryDirectory() as scratch:
        folder = edited(Path(scratch) / "某某省", texts)
        try:
            load(folder, draft=True)
        except (PolicyError, UsageError):
            return
        assert verify(str(build(folder, out, quiet, draft=True))).problems == ()
        with suppress(UsageError):  # something awaits confirmation
            new_year(folder, 2032)
        checked(folder)
