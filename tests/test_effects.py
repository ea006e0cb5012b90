"""What a change of the rule does to the worked examples and the profiles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from policypress.diff_report import effect_lines
from policypress.effects import Source, effects_between, subject_ids
from policypress.example_records import profile_records
from policypress.model.policy import Policy
from second_year import next_year, with_second_year


@pytest.fixture(scope="module")
def two(policy: Policy) -> Policy:
    return with_second_year(policy)


def test_every_example_and_profile_is_judged_by_both_rules(two: Policy) -> None:
    effects = effects_between(two, two.years[2023], two.years[2024])
    cases = [case.id for case in two.years[2023].cases]
    assert [effect.id for effect in effects.of(Source.CASE)] == cases
    assert [effect.id for effect in effects.of(Source.PROFILE)] == [profile.id for profile in two.profiles]
    assert (effects.left_out, effects.unconfirmed) == ((), False)


def test_the_older_rule_says_of_a_worked_example_what_its_file_says(two: Policy) -> None:
    effects = {effect.id: effect for effect in effects_between(two, *two.years.values()).of(Source.CASE)}
    for case in two.years[2023].cases:
        result = effects[case.id].before
        assert (result.qualified, result.undecided) == (case.result.qualified, case.result.undecided)


@pytest.mark.parametrize(
    ("id_", "words"),
    [
        ("just-enough", "按 2023 年规定，达标；按 2024 年规定，未达标，还差累计 10 学时，公共科目 10 学时。"),
        ("made-up", "按 2023 年规定，达标；按 2024 年规定，未达标，还差累计 10 学时，公共科目 10 学时。"),
        (
            "total-by-days",
            (
                "按 2023 年规定，未达标，还差专业科目 12 学时；"
                "按 2024 年规定，未达标，还差累计 22 学时，公共科目 10 学时，专业科目 12 学时。"
            ),
        ),
    ],
)
def test_what_becomes_of_a_profile_is_told_in_one_sentence(two: Policy, id_: str, words: str) -> None:
    (effect,) = (e for e in effects_between(two, *two.years.values()).of(Source.PROFILE) if e.id == id_)
    assert (effect.changed, effect.sentence) == (True, words)


def test_where_nothing_changed_all_are_said_to_be_unaffected(policy: Policy) -> None:
    year = policy.years[2023]
    effects = effects_between(policy, year, next_year(year))
    assert effect_lines(effects) == (
        ("", f"全部 {len(policy.profiles)} 个人员的结果不变。"),
        ("", f"全部 {len(year.cases)} 个算例的结果不变。"),
    )


def test_nothing_is_compared_while_the_newer_rule_is_not_confirmed(policy: Policy) -> None:
    year = policy.years[2023]
    after = next_year(year)
    open_ = replace(after.facts["total_hours"], carried=2023)
    after = replace(after, facts={**after.facts, "total_hours": open_})
    assert effect_lines(effects_between(policy, year, after)) == (
        ("", "新年度的学时要求尚待确认，暂不比较。"),
    )


def test_an_example_in_a_subject_the_newer_year_lacks_is_left_out_and_said_so(policy: Policy) -> None:
    year = policy.years[2023]
    after = next_year(year)
    after = replace(after, rule=replace(after.rule, subject_hours={"public": "public_hours"}))
    effects = effects_between(policy, year, after)
    assert [effect.id for effect in effects.of(Source.PROFILE)] == ["public-online-only"]
    assert "两门科目都刚好学满的某甲" in effect_lines(effects)[-1][1]


def test_a_profile_s_make_up_training_is_of_the_year_after_and_counts_for_its_own(policy: Policy) -> None:
    profile = next(profile for profile in policy.profiles if profile.id == "made-up")
    record = profile_records(profile, 2031, subject_ids(policy.years))[-1]
    assert (record.day, record.makeup_year) == (date(2032, 1, 20), 2031)
