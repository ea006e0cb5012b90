"""What is told of a project, in whole: each rule broken, and met at its edge, in a small fictional one."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from policypress.faults import OpenError, UsageError
from policypress.policy import checked, confirmed, load, year_of
from policypress.policy_data import policy_json
from policypress.project_folder import read_project
from policypress.standing import Standing, entries
from told import FOLDER, Case, cases, edited, project_of, told_of


def test_the_project_as_it_is_has_no_fault_and_awaits_nothing() -> None:
    assert told_of(read_project(FOLDER / "project")) == ((), ())


def test_the_data_of_the_project_hold_each_fact_with_the_sentence_that_proves_it() -> None:
    data = json.loads(policy_json(load(FOLDER / "project")))
    assert data == json.loads((FOLDER / "policy.json").read_text("utf-8"))


def test_each_fact_stands_to_the_year_before_as_the_two_years_state_it() -> None:
    found = {entry.id: entry for entry in entries(checked(FOLDER / "project"), 2031)}
    changed = {
        id_: (entry.title, entry.before and entry.before.value, entry.now and entry.now.value)
        for id_, entry in found.items()
        if entry.standing is Standing.CHANGED
    }
    assert changed == {
        "contact_phone": ("联系电话", "0000-1000000", "0000-2000000"),
        "total_days": ("全年天数", 9, 10),
        "total_hours": ("全年学时", 70, 80),
    }
    others = {id_: entry for id_, entry in found.items() if entry.standing is not Standing.CONFIRMED}
    assert {id_: entry.standing for id_, entry in others.items() if id_ not in changed} == {
        "seminar_hours": Standing.NEW,
        "award": Standing.ENDED,
    }
    assert (found["award"].title, found["award"].now) == ("奖励", None)
    assert found["seminar_hours"].before is None


def test_a_project_is_looked_at_on_the_day_asked_for_or_on_that_of_publication() -> None:
    assert load(FOLDER / "project").current.year == 2031
    assert load(FOLDER / "project", as_of=date(2030, 12, 31)).current.year == 2030
    with pytest.raises(UsageError) as told:
        load(FOLDER / "project", as_of=date(2029, 12, 31))
    assert str(told.value) == "到 2029-12-31 还没有一个年度开始：最早的是 2030 年；请用 --as-of 换一个日期"


def test_no_year_is_given_for_another(tmp_path: Path) -> None:
    policy = load(FOLDER / "project")
    assert year_of(policy, None).year == 2031
    assert year_of(policy, 2030).year == 2030
    with pytest.raises(UsageError) as told:
        year_of(policy, 2029)
    assert str(told.value) == "没有 2029 年的通知；已有：2030、2031。不会用其他年度的规定代替"
    (tmp_path / "甲").mkdir()
    with pytest.raises(UsageError, match="里没有 policy 文件夹，不是 policypress 项目"):
        load(tmp_path / "甲")


def test_what_is_carried_over_is_shown_in_a_draft_only_and_nobody_is_judged_by_it(tmp_path: Path) -> None:
    (case,) = (case for case in cases() if case.title == "带入的一条，引文是那一年的")
    folder = edited(tmp_path / "某某省", case.edits)
    with pytest.raises(OpenError) as told:
        load(folder)
    assert str(told.value) == "\n".join(case.open)
    policy = load(folder, draft=True)
    assert policy.draft is True
    assert load(FOLDER / "project").draft is False
    assert confirmed(policy.years[2030]) is policy.years[2030]
    with pytest.raises(UsageError) as refused:
        confirmed(policy.years[2031])
    assert str(refused.value) == (
        "2031 年还有 1 条规定待确认，不能据以判定；请先确认，或用 --year 指明其他年度"
    )


# Named one by one: ids of a whole list are escaped once more each time that a process collects them.
@pytest.mark.parametrize("case", [pytest.param(case, id=f"{case.subject}-{case.title}") for case in cases()])
def test_all_that_is_amiss_is_told_at_its_place_and_nothing_else(case: Case) -> None:
    assert told_of(project_of(case)) == (case.told, case.open)
