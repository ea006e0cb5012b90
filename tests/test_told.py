"""What is told of a project, in whole: each rule broken, and met at its edge, in a small fictional one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from policypress.policy import load
from policypress.policy_data import policy_json
from told import FOLDER, Case, cases, edited, told_of


def test_the_project_as_it_is_has_no_fault_and_awaits_nothing() -> None:
    assert told_of(FOLDER / "project") == ((), ())


def test_the_data_of_the_project_hold_each_fact_with_the_sentence_that_proves_it() -> None:
    data = json.loads(policy_json(load(FOLDER / "project")))
    assert data == json.loads((FOLDER / "policy.json").read_text("utf-8"))


@pytest.mark.parametrize("case", cases(), ids=str)
def test_all_that_is_amiss_is_told_at_its_place_and_nothing_else(case: Case, tmp_path: Path) -> None:
    assert told_of(edited(tmp_path / "某某省", case.edits)) == (case.told, case.open)
