"""What changed from one year to another, in sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policypress.change import Kind, anchor_of, sentence
from policypress.changes import changes_between, neighbours
from policypress.dates import shifted
from policypress.hour_rule_changes import hour_rule_changes
from policypress.model.facts import Value
from policypress.model.hours import HourCredit, Reckoning
from policypress.model.policy import Policy
from policypress.model.questions import Role
from policypress.model.year import Year
from policypress.model.year_files import Deadline, Subject
from policypress.rule_changes import rule_changes
from policypress.standing import Standing, differs, standing_of
from second_year import next_year, with_second_year
from years import FICTIONAL_YEAR, YEAR, make_fact


@pytest.fixture(scope="module")
def two(policy: Policy) -> Policy:
    """Return the real project with a fictional second year."""
    return with_second_year(policy)


def told(policy: Policy, before: Year, after: Year) -> list[str]:
    """Return the sentences that tell what changed."""
    return [sentence(change.words) for change in changes_between(policy, before, after).told]


def test_each_change_is_told_in_a_sentence_an_office_would_write(two: Policy) -> None:
    assert told(two, two.years[2023], two.years[2024]) == [
        "公共科目的专题：增加某某会议精神；不再列党的二十大精神、禁毒知识。",
        "公共科目专题的个数：由主要围绕10个专题改为主要围绕9个专题。",
        "全年培训总学时（与天数任选其一达到）：由不少于90学时改为不少于100学时。",
        "公共科目学时：由不少于30学时改为不少于40学时。",
        "不再规定“全年培训天数（与总学时任选其一达到）”（2023 年：不少于12天），自 2024 年起；2024 年通知不再规定。",
        "全年累计不再可以按天数达到，只按学时计算（2023 年：不少于12天）。",
        "线上培训机构：增加某某职业学院；不再列北京网梯科技发展有限公司。",
        "每期高级研修班的学时：由一般32学时改为24学时。",
        "完善平台人员信息的期限：由2023年6月30日前改为2024年5月31日前。",
        "不再规定“优秀培训管理员评选”（2023 年：全省优秀培训管理员评选活动），自 2024 年起；2024 年通知不再规定。",
        "不再规定“评选由谁开展”（2023 年：省人社厅），自 2024 年起；2024 年通知不再规定。",
        "不再规定“评选的奖励”（2023 年：对表现优秀者给予奖励），自 2024 年起；2024 年通知不再规定。",
    ]


def test_a_day_that_recurs_is_no_change_and_said_to_recur(two: Policy) -> None:
    changes = changes_between(two, two.years[2023], two.years[2024])
    assert [sentence(change.words) for change in changes.kept_days] == ["年度培训截止日期：仍为12月31日。"]


def test_a_fact_that_is_only_worded_otherwise_is_counted_and_not_told(two: Policy) -> None:
    changes = changes_between(two, two.years[2023], two.years[2024])
    assert "course_choice" in {new.id for _, new in changes.reworded}
    assert "course_choice" not in {change.id for change in changes.told}
    years = two.years[2023], two.years[2024]
    gone = len(years[0].facts) - len(years[1].facts)
    changed = sum(change.kind is Kind.CHANGED for change in changes.told)
    assert changes.same == len(years[0].facts) - gone - changed


def test_a_year_that_repeats_the_one_before_has_no_changes(policy: Policy) -> None:
    year = policy.years[2023]
    changes = changes_between(policy, year, next_year(year))
    assert (changes.told, changes.open, changes.same) == ((), (), len(year.facts))


def test_what_is_carried_over_is_told_as_open_and_counts_neither_way(policy: Policy) -> None:
    year = policy.years[2023]
    after = next_year(year)
    facts = {**after.facts, "public_hours": replace(after.facts["public_hours"], carried=2023)}
    changes = changes_between(policy, year, replace(after, facts=facts))
    assert [sentence(change.words) for change in changes.open] == [
        "公共科目学时：尚待确认（2023 年：不少于30学时）。"
    ]
    assert (changes.told, changes.same) == ((), len(year.facts) - 1)


def test_a_new_fact_is_told_with_its_value(policy: Policy) -> None:
    year = policy.years[2023]
    after = next_year(year)
    new = replace(after.facts["seminar_hours"], id="camp_hours", title="训练营的学时")
    changes = changes_between(policy, year, replace(after, facts={**after.facts, "camp_hours": new}))
    assert [sentence(change.words) for change in changes.told] == ["新增“训练营的学时”：一般32学时。"]


@pytest.mark.parametrize(
    ("id_", "change", "words"),
    [
        ("contact_office", {"value": "某某处"}, "联系单位：原为事业单位人事管理处；现为某某处。"),
        ("ways", {"qualifier": None}, "培训方式：原文不再写“等”。"),
        ("filing_subjects", {"qualifier": "等"}, "线下培训需要填表备案的科目：原文加上了“等”。"),
        ("topics_count", {"unit": "个主题"}, "公共科目专题的个数：由主要围绕10个专题改为主要围绕10个主题。"),
        (
            "seminar_themes",
            {"value": ("数字政府", "乡村振兴", "事业单位人事改革")},
            "高级研修班的主题：所列各项不变，次序改为数字政府、乡村振兴、事业单位人事改革。",
        ),
    ],
)
def test_each_way_a_fact_can_differ_has_its_words(
    policy: Policy, id_: str, change: dict[str, Value], words: str
) -> None:
    year = policy.years[2023]
    after = next_year(year)
    fact = replace(after.facts[id_], **change)  # type: ignore[arg-type]
    assert told(policy, year, replace(after, facts={**after.facts, id_: fact})) == [words]


def test_changes_of_what_stands_between_facts_are_told(policy: Policy) -> None:
    year = policy.years[2023]
    after = next_year(year)
    offer = replace(after.offers["seminar"], subject="professional", way="脱产培训")
    first = replace(after.deadlines[0], who=(Role.UNIT,))
    new = Deadline(day="year_end", who=(Role.UNIT,), task="报送年度培训情况。")
    subject = Subject(
        label="专业（岗位）科目", recognised_by="filing_professional", filed_with="filing_public"
    )
    after = replace(
        after,
        offers={**{id_: entry for id_, entry in after.offers.items() if id_ != "offline"}, "seminar": offer},
        deadlines=(first, *after.deadlines[1:], new),
        subjects={**after.subjects, "professional": subject},
        rule=replace(after.rule, makeup=None, subject_hours={"public": "public_hours"}),
    )
    assert told(policy, year, after) == [
        "科目“专业科目”改称“专业（岗位）科目”。",
        "专业（岗位）科目学时由谁认定：原为各级事业单位主管部门；现为主管部门。",
        "专业（岗位）科目线下培训报谁备案：原为主管部门；现为同级事业单位人事综合管理部门。",
        "专业科目不再单独要求学时（2023 年：不少于60学时）。",
        "通知不再规定补训（2023 年：一般不允许补训）。",
        "不再列为补学途径：线下培训。",
        "补学途径“高级研修班”：计入的科目由通知未载明改为专业（岗位）科目；培训方式由通知未载明改为脱产培训。",
        "新增时间节点：2024年12月31日，单位：报送年度培训情况。",
        "时间节点2024年6月30日前：由单位、主管部门、人社部门办理改为由单位办理。",
    ]


def test_subjects_that_came_and_went_and_what_an_offer_asks_for_are_told(policy: Policy) -> None:
    year = policy.years[2023]
    after = next_year(year)
    seminar = replace(after.offers["seminar"], title="高级研讨班", hours=None, form="offline-training")
    task = replace(after.deadlines[0], task="核对人员信息。")
    after = replace(
        after,
        offers={**after.offers, "seminar": seminar},
        deadlines=(task, *after.deadlines[1:]),
        subjects={**after.subjects, "other": replace(after.subjects["public"], label="某某科目")},
    )
    words, back = (
        [sentence(change.words) for change in rule_changes(*pair)] for pair in ((year, after), (after, year))
    )
    assert "新增科目“某某科目”。" in words
    assert "不再设科目“某某科目”。" in back
    assert "补学途径“高级研修班”：改称“高级研讨班”；通知不再写明学时；需要填表备案。" in words
    (told_of_task,) = (sentence for sentence in words if "要做的事" in sentence)
    assert told_of_task.endswith("现为“核对人员信息”。")


def rule_told(before: Year, after: Year) -> list[str]:
    """Return the sentences that tell how the rule changed."""
    changes = list(hour_rule_changes(before, after))
    assert len({change.id for change in changes}) == len(changes)
    return [sentence(change.words) for change in changes]


def a_year_on(**rule: object) -> Year:
    """Return the fictional year one year later, its rule with the changes *rule*."""
    after = next_year(FICTIONAL_YEAR)
    facts = {**after.facts, "other": replace(make_fact("other", Decimal(8), "学时"), year=2031)}
    return replace(after, facts=facts, rule=replace(after.rule, **rule))  # type: ignore[arg-type]


CAME = [
    "学习年度的起算日：原为2029年1月1日（本页约定），现由通知写明：2030年3月1日。",
    "专业科目的最低学时：由学时（60学时）改为占累计学时的比例（三分之二）。",
    "学习年度的截止日：原为2029年12月31日；现为2031年2月28日。",
    "通知规定了补训开始的日期：2031年3月1日。",
    "通知规定了补训截止的日期：2031年6月30日。",
    "“某某集中培训”的学时按天计算，每天6学时。",
    "“某某论文”的学时按项计算，每项12.5学时。",
    "新设“某某论文”全年学时的上限：25学时。",
    "新设“某某自学”每项学时的上限：16学时。",
    "新设“某某自学”全年学时的上限：30学时。",
]
WENT = [
    "学习年度的起算日：通知不再写明（2030 年：2030年3月1日），现为2031年1月1日（本页约定）。",
    "专业科目的最低学时：由占累计学时的比例（三分之二）改为学时（60学时）。",
    "学习年度的截止日：原为2031年2月28日；现为2031年12月31日。",
    "通知不再规定补训开始的日期（2030 年：2031年3月1日）。",
    "通知不再规定补训截止的日期（2030 年：2031年6月30日）。",
    "“某某集中培训”的学时不再按天计算，以记录所写的为准（2030 年：6学时）。",
    "“某某论文”的学时不再按项计算，以记录所写的为准（2030 年：12.5学时）。",
    "不再设“某某论文”全年学时的上限（2030 年：25学时）。",
    "不再设“某某自学”每项学时的上限（2030 年：16学时）。",
    "不再设“某某自学”全年学时的上限（2030 年：30学时）。",
]


def of(year: int) -> Year:
    """Return the plain year as that of *year*."""
    facts = {id_: replace(fact, year=year) for id_, fact in YEAR.facts.items()}
    facts["year_end"] = replace(facts["year_end"], value=date(year, 12, 31))
    rule = replace(YEAR.rule, starts=date(year, 1, 1))
    return replace(YEAR, year=year, facts=facts, rule=rule)


def test_every_kind_of_rule_is_told_where_it_comes_and_where_it_goes() -> None:
    assert rule_told(of(2029), FICTIONAL_YEAR) == CAME
    assert rule_told(FICTIONAL_YEAR, of(2031)) == WENT
    assert rule_told(FICTIONAL_YEAR, a_year_on()) == []


CREDITS = FICTIONAL_YEAR.rule.credits


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (
            {
                "credits": (
                    HourCredit(way=CREDITS[0].way, kind=Reckoning.PER_ITEM, hours="other"),
                    *CREDITS[1:],
                )
            },
            ["“某某集中培训”的学时：由按天计算（6学时）改为按项计算（8学时）。"],
        ),
        (
            {"credits": (replace(CREDITS[0], hours="other"), *CREDITS[1:])},
            ["“某某集中培训”的学时：原为6学时；现为8学时。"],
        ),
        (
            {"credits": (*CREDITS[:2], replace(CREDITS[2], item_cap="other", year_cap=None))},
            [
                "“某某自学”每项学时的上限：原为16学时；现为8学时。",
                "不再设“某某自学”全年学时的上限（2030 年：30学时）。",
            ],
        ),
        ({"credits": tuple(reversed(CREDITS))}, []),
        (
            {"subject_shares": None},
            ["专业科目不再单独要求占累计学时的比例（2030 年：三分之二）。"],
        ),
        ({"total_hours": "other"}, ["累计的最低学时：原为80学时；现为8学时。"]),
    ],
)
def test_a_rule_reckoned_in_another_way_is_told_from_what_to_what(
    rule: dict[str, object], words: list[str]
) -> None:
    assert rule_told(FICTIONAL_YEAR, a_year_on(**rule)) == words


@pytest.mark.parametrize("id_", ["makeup", "ends", "starts"])
def test_a_subject_called_like_a_point_of_the_rule_is_told_beside_it(id_: str) -> None:
    after = next_year(of(2023), subjects={**YEAR.subjects, id_: YEAR.subjects["public"]})
    rule = replace(
        after.rule,
        subject_hours={**after.rule.subject_hours, id_: "public_least"},
        starts=date(2024, 9, 1),
        ends="public_least",
        makeup="public_least",
    )
    words = rule_told(of(2023), replace(after, rule=rule))
    assert [text[:6] for text in words] == ["学习年度的起", "公共科目单独", "学习年度的截", "通知规定了补"]


def test_a_convention_that_moves_is_told_as_ours() -> None:
    later = of(2024)
    moved = replace(later, rule=replace(later.rule, starts=date(2024, 9, 1)))
    assert rule_told(of(2023), moved) == ["学习年度的起算日：由2023年1月1日改为2024年9月1日（本页约定）。"]


def test_every_change_has_its_own_address_within_a_year(two: Policy) -> None:
    for before, after in neighbours(two):
        addresses = [anchor_of(after, change) for change in changes_between(two, before, after).told]
        assert len(set(addresses)) == len(addresses)
        assert all(address.startswith("2024-") for address in addresses)


def test_why_a_fact_ended_is_found_in_the_years_between(two: Policy) -> None:
    last = replace(next_year(two.years[2024]), ended={})
    three = replace(two, years={**two.years, 2025: last})
    words = told(three, two.years[2023], last)
    assert any(text.endswith("自 2024 年起；2024 年通知不再规定。") for text in words)


@given(st.dates(date(1999, 1, 1), date(2100, 12, 31)), st.integers(-50, 50))
def test_a_shifted_day_keeps_its_month_and_its_day_where_there_is_one(day: date, years: int) -> None:
    moved = shifted(day, years)
    assert (moved.year, moved.month) == (day.year + years, day.month)
    assert moved.day == day.day or (day.day, moved.day) == (29, 28)


@pytest.mark.parametrize(
    ("was", "is_", "years", "changed"),
    [
        (date(2023, 12, 31), date(2024, 12, 31), 1, False),
        (date(2023, 12, 31), date(2026, 12, 31), 3, False),
        (date(2024, 1, 15), date(2026, 1, 15), 1, True),
        (date(2024, 2, 29), date(2025, 2, 28), 1, False),
        (date(2024, 2, 29), date(2028, 2, 29), 4, False),
        (date(2023, 2, 28), date(2024, 2, 29), 1, True),
    ],
)
def test_a_day_recurs_where_it_is_the_same_so_many_years_on(
    was: date, is_: date, years: int, changed: bool
) -> None:
    old, new = (replace(make_fact("day", day), year=year) for day, year in ((was, 2023), (is_, 2023 + years)))
    assert differs(old, new, years) is changed
    assert (standing_of(new, old, years) is Standing.CHANGED) is changed


@given(value=st.decimals(0, 999, places=1), other=st.decimals(0, 999, places=1))
def test_a_number_is_told_as_changed_only_where_it_differs(
    policy: Policy, value: Decimal, other: Decimal
) -> None:
    year = policy.years[2023]
    after = next_year(year)
    was = replace(year.facts["public_hours"], value=value)
    is_ = replace(after.facts["public_hours"], value=other)
    before = replace(year, facts={**year.facts, "public_hours": was})
    after = replace(after, facts={**after.facts, "public_hours": is_})
    assert bool(told(policy, before, after)) == (value != other)
