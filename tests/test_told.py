"""What is told of a project, in whole: each rule broken, and met at its edge, in a small fictional one."""

from __future__ import annotations

import pytest

from policypress.project_folder import read_project
from told import FOLDER, Case, cases, project_of, told_of


def test_the_project_as_it_is_has_no_fault_and_awaits_nothing() -> None:
    assert told_of(read_project(FOLDER / "project")) == ((), ())


# Named one by one: ids of a whole list are escaped once more each time that a process collects them.
@pytest.mark.parametrize("case", [pytest.param(case, id=f"{case.subject}-{case.title}") for case in cases()])
def test_all_that_is_amiss_is_told_at_its_place_and_nothing_else(case: Case) -> None:
    assert told_of(project_of(case)) == (case.told, case.open)
