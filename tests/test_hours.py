"""The hour rule: what a record brings, and what is met, missing, pending or cannot be decided."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from checkout import ROOT
from policypress.accounts import Capped, Exclusion, account
from policypress.example_records import case_records, profile_records
from policypress.hour_rule import Credit, Record, Rule, SubjectRule
from policypress.hours import (
    Cut,
    Excluded,
    Met,
    Missing,
    OpenPoint,
    Result,
    Sums,
    exclusions,
    judge,
    judge_all,
)
from policypress.model.cases import CaseRecord, CasesFile, Profile, ProfileRecord, Status
from policypress.model.hours import Reckoning
from policypress.policy import load
from policypress.read import read
from policypress.stated_rule import compile_rule
from years import FICTION, FICTIONAL_YEAR, HOURS_ONLY, RULE, RULES, YEAR, record

CASES = read(ROOT, "policy/cases/2023.yaml", CasesFile).value.cases

PUBLIC = record(row=2, subject="public", hours=300)
PROFESSIONAL = record(row=3, subject="professional", hours=600)


def verdict(*records: Record, rule: Rule = RULE) -> str:
    result = judge(rule, records)
    return "qualified" if result.qualified else "undecided" if result.undecided else "unmet"


def test_the_compiled_rule_holds_the_values_of_the_facts_in_tenths() -> None:
    assert compile_rule(YEAR) == Rule(
        year=2023,
        starts=date(2023, 1, 1),
        ends=date(2023, 12, 31),
        total_hours=900,
        total_days=120,
        subjects=(
            SubjectRule(id="public", label="公共科目", hours=300),
            SubjectRule(id="professional", label="专业科目", hours=600),
        ),
    )


def test_a_year_without_days_compiles_to_a_rule_without_them() -> None:
    assert compile_rule(replace(YEAR, rule=replace(YEAR.rule, total_days=None))).total_days is None


@pytest.mark.parametrize("value", [Decimal(90), "三分之四"])
def test_a_share_that_is_none_is_no_rule(value: Decimal | str) -> None:
    id_ = FICTIONAL_YEAR.rule.subject_facts["professional"]
    facts = {**FICTIONAL_YEAR.facts, id_: replace(FICTIONAL_YEAR.facts[id_], value=value)}
    with pytest.raises(TypeError, match=id_):
        compile_rule(replace(FICTIONAL_YEAR, facts=facts))


def test_exactly_enough_qualifies() -> None:
    assert judge(RULE, [PUBLIC, PROFESSIONAL]) == Result(
        name="甲",
        year=2023,
        counted=Sums(total=900, subjects={"public": 300, "professional": 600}, days=0),
        pending=Sums(total=0, subjects={"public": 0, "professional": 0}, days=0),
        met=Met(total=True, subjects={"public": True, "professional": True}),
        missing=Missing(total=0, days=0, subjects={"public": 0, "professional": 0}),
        open_points=(),
        would_qualify=True,
        would_be_undecided=False,
        excluded=(),
        cut=(),
        capped=(),
    )


@pytest.mark.parametrize(
    ("public", "professional", "missing"),
    [
        (299, 610, {"public": 1, "professional": 0}),
        (310, 599, {"public": 0, "professional": 1}),
    ],
)
def test_a_tenth_short_in_one_subject_is_short(
    public: int, professional: int, missing: dict[str, int]
) -> None:
    result = judge(RULE, [replace(PUBLIC, hours=public), replace(PROFESSIONAL, hours=professional)])
    assert (result.qualified, result.met.total, result.missing.subjects) == (False, True, missing)


def test_the_total_is_met_by_days_but_the_subjects_are_not() -> None:
    result = judge(RULE, [replace(PUBLIC, days=120), replace(PROFESSIONAL, hours=599)])
    short = judge(RULE, [replace(PUBLIC, days=119), replace(PROFESSIONAL, hours=599)])
    assert (result.met, result.undecided) == (
        Met(total=True, subjects={"public": True, "professional": False}),
        False,
    )
    assert (short.met.total, short.missing) == (
        False,
        Missing(total=1, days=1, subjects={"public": 0, "professional": 1}),
    )


def test_days_are_no_way_to_the_total_where_the_notice_offers_none() -> None:
    result = judge(HOURS_ONLY, [replace(PUBLIC, days=9999), PROFESSIONAL])
    assert (result.met.total, result.missing.total, result.missing.days) == (False, 100, None)


def test_days_without_hours_leave_an_unmet_subject_open() -> None:
    result = judge(RULE, [PUBLIC, record(row=3, subject="professional", days=120)])
    assert (result.qualified, result.open_points) == (False, (OpenPoint.DAYS_WITHOUT_HOURS,))


def test_days_without_hours_leave_nothing_open_where_the_subjects_are_met() -> None:
    assert verdict(PUBLIC, PROFESSIONAL, record(row=4, days=20)) == "qualified"


def test_days_beside_hours_leave_nothing_open() -> None:
    assert verdict(PUBLIC, record(row=3, subject="professional", hours=320, days=40)) == "unmet"


def test_no_hours_stated_differs_from_none_done() -> None:
    assert verdict(PUBLIC, record(row=3, subject="professional", hours=0, days=120)) == "unmet"
    assert verdict(PUBLIC, record(row=3, subject="professional", days=0)) == "unmet"


def test_a_record_without_subject_counts_for_the_total_only_and_leaves_the_subjects_open() -> None:
    result = judge(RULE, [PUBLIC, record(row=3, subject=None, hours=600)])
    assert result.counted == Sums(total=900, subjects={"public": 300, "professional": 0}, days=0)
    assert (result.met.total, result.open_points) == (True, (OpenPoint.SUBJECT_NOT_STATED,))


@pytest.mark.parametrize(
    ("public", "unstated", "days", "open_"),
    [
        (300, 600, None, True),
        (300, 599, None, False),  # the total is short of a tenth, whichever subject it goes to
        (300, 600, 10, True),
        (290, 610, None, True),
        (0, 900, None, True),
        (0, 900, 130, True),
        (0, 899, 130, False),
        (0, 10, None, False),
        (0, 10, 120, False),
        (0, 0, 120, False),
        (0, None, 1, True),  # nobody knows how many hours: it may be enough
    ],
)
def test_training_without_subject_leaves_open_only_what_its_hours_could_close(
    public: int, unstated: int | None, days: int | None, open_: bool
) -> None:
    records = [replace(PUBLIC, hours=public), record(row=3, subject=None, hours=unstated, days=days)]
    result = judge(RULE, records)
    assert (OpenPoint.SUBJECT_NOT_STATED in result.open_points, result.undecided) == (open_, open_)
    pending = judge(RULE, [replace(entry, status=Status.PENDING) for entry in records])
    assert (pending.undecided, pending.would_be_undecided) == (False, open_)


def test_the_bound_on_a_year_may_hold_for_each_subject_that_training_without_one_goes_to() -> None:
    public = replace(PUBLIC, day=FICTION.starts, hours=199)
    professional = replace(PROFESSIONAL, day=FICTION.starts, hours=334)
    papers = [record(row=row, day=FICTION.starts, way="某某论文", subject=None) for row in (4, 5, 6)]
    three, two = (judge(FICTION, [public, professional, *papers[:count]]) for count in (3, 2))
    assert [each.missing.total for each in (three, two)] == [17, 17]
    assert [each.undecided for each in (three, two)] == [True, False]


def test_a_way_that_counts_for_nothing_in_a_year_bounds_nobody_who_has_none_of_it() -> None:
    nothing = replace(FICTION, credits=tuple(replace(credit, year_cap=0) for credit in FICTION.credits))
    assert judge(nothing, []).capped == ()


def test_training_without_subject_for_no_hours_closes_no_gap_however_small() -> None:
    professional = replace(PROFESSIONAL, hours=599)
    assert verdict(PUBLIC, professional, record(row=4, subject=None, hours=0, days=120)) == "unmet"


def test_both_open_points_are_told() -> None:
    result = judge(RULE, [record(subject=None, days=30)])
    assert result.open_points == (OpenPoint.DAYS_WITHOUT_HOURS, OpenPoint.SUBJECT_NOT_STATED)


def test_pending_records_stand_beside_and_leave_nothing_open() -> None:
    pending = record(row=4, subject=None, days=30, status=Status.PENDING)
    late = replace(PROFESSIONAL, status=Status.PENDING)
    result = judge(RULE, [PUBLIC, late, pending])
    assert (result.counted.total, result.undecided, result.qualified) == (300, False, False)
    assert result.pending == Sums(total=600, subjects={"public": 0, "professional": 600}, days=30)
    assert (result.would_qualify, result.would_be_undecided) == (True, False)
    without_hours = replace(late, hours=None, days=120)
    result = judge(RULE, [PUBLIC, without_hours])
    assert (result.undecided, result.would_qualify, result.would_be_undecided) == (False, False, True)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"day": date(2022, 12, 31)}, Exclusion.OUTSIDE),
        ({"day": date(2023, 1, 1)}, None),
        ({"day": date(2023, 12, 31)}, None),
        ({"day": date(2024, 1, 1)}, Exclusion.OUTSIDE),
        ({"day": None}, Exclusion.OUTSIDE),
        ({"day": date(2024, 1, 1), "makeup_year": 2023, "makeup_approval": "已批准"}, None),
        ({"day": None, "makeup_year": 2023, "makeup_approval": "已批准"}, None),
        ({"makeup_year": 2023}, Exclusion.MAKEUP_UNAPPROVED),
        ({"makeup_year": 2022, "makeup_approval": "已批准"}, Exclusion.MAKEUP_OTHER_YEAR),
        ({"makeup_year": 2022}, Exclusion.MAKEUP_OTHER_YEAR),
        ({"status": Status.PENDING, "day": date(2024, 1, 1)}, Exclusion.OUTSIDE),
    ],
)
def test_what_counts_for_the_year(changes: dict[str, object], reason: Exclusion | None) -> None:
    result = judge(RULE, [record(row=7, hours=10, **changes)])
    assert result.excluded == (() if reason is None else (Excluded(row=7, reason=reason),))
    assert result.counted.total + result.pending.total == (10 if reason is None else 0)


def test_nobody_without_records_qualifies() -> None:
    nobody = judge(RULE, [])
    assert (verdict(), nobody.name, nobody.missing.total) == ("unmet", "", 900)


def test_people_stand_in_the_order_of_their_first_records() -> None:
    rows = [replace(PUBLIC, name="乙"), PUBLIC, replace(PROFESSIONAL, name="乙")]
    assert [(result.name, result.counted.total, result.unread) for result in judge_all(RULE, rows, {})] == [
        ("乙", 900, 0),
        ("甲", 300, 0),
    ]


def test_of_whom_no_row_could_be_read_no_verdict_is_given() -> None:
    some, none = judge_all(RULE, [PUBLIC], {"乙": 2, "甲": 1})
    assert some == replace(judge(RULE, [PUBLIC]), unread=1)
    assert (none.name, none.unread, none.missing.total) == ("乙", 2, 900)
    assert (none.open_points, none.would_be_undecided) == ((OpenPoint.NOTHING_READ,), True)


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_every_worked_example_comes_out_as_written(case: object) -> None:
    result = judge(RULE, case_records(RULE, case))  # type: ignore[arg-type]  # parametrize passes Case
    expected = case.result  # type: ignore[attr-defined]
    assert result.counted == Sums(
        total=int(expected.total * 10),
        subjects={id_: int(hours * 10) for id_, hours in expected.subjects.items()},
        days=int(expected.days * 10),
    )
    assert (result.qualified, result.undecided) == (expected.qualified, expected.undecided)


def test_a_worked_example_becomes_records_as_a_table_would_give_them() -> None:
    written = CaseRecord(
        day=date(2023, 5, 6),
        title="某某培训",
        subject="专业科目",
        way="线下",
        hours=Decimal("1.5"),
        days=Decimal(2),
        status=Status.PENDING,
        makeup_year=2022,
        makeup_approval="已批准",
    )
    bare = replace(written, subject=None, hours=None, days=None)
    case = replace(CASES[0], title="某某例", records=(written, bare))
    assert case_records(RULE, case) == (
        Record(
            row=1,
            name="某某例",
            day=date(2023, 5, 6),
            title="某某培训",
            subject="professional",
            way="线下",
            hours=15,
            days=20,
            status=Status.PENDING,
            makeup_year=2022,
            makeup_approval="已批准",
        ),
        Record(
            row=2,
            name="某某例",
            day=date(2023, 5, 6),
            title="某某培训",
            subject=None,
            way="线下",
            hours=None,
            days=None,
            status=Status.PENDING,
            makeup_year=2022,
            makeup_approval="已批准",
        ),
    )


def test_a_profile_becomes_records_of_a_year_and_make_up_of_the_year_after() -> None:
    plain = ProfileRecord(
        day="03-15",
        title="某某培训",
        subject="专业科目",
        way="线下",
        status=Status.PENDING,
        hours=Decimal("1.5"),
    )
    made_up = replace(plain, subject=None, hours=None, days=Decimal(2), makeup=True, makeup_approval="已批准")
    profile = Profile(id="a", title="某甲", records=(plain, made_up))
    first = record(
        row=1,
        name="某甲",
        day=date(2031, 3, 15),
        title="某某培训",
        subject="professional",
        way="线下",
        hours=15,
        status=Status.PENDING,
    )
    assert profile_records(profile, 2031, {"专业科目": "professional"}) == (
        first,
        replace(
            first,
            row=2,
            day=date(2032, 3, 15),
            subject=None,
            hours=None,
            days=20,
            makeup_year=2031,
            makeup_approval="已批准",
        ),
    )


def test_a_rule_of_every_kind_compiles_to_whole_tenths() -> None:
    assert compile_rule(FICTIONAL_YEAR) == Rule(
        year=2030,
        starts=date(2030, 3, 1),
        ends=date(2031, 2, 28),
        total_hours=800,
        total_days=125,
        subjects=(
            SubjectRule(id="public", label="公共科目", hours=200),
            SubjectRule(id="professional", label="专业科目", hours=534),  # two thirds of 80, no less
        ),
        starts_stated=True,
        credits=(
            Credit(way="某某集中培训", kind=Reckoning.PER_DAY, hours=60, item_cap=None, year_cap=None),
            Credit(way="某某论文", kind=Reckoning.PER_ITEM, hours=125, item_cap=None, year_cap=250),
            Credit(way="某某自学", kind=Reckoning.LABELLED, hours=None, item_cap=160, year_cap=300),
        ),
        makeup_opens=date(2031, 3, 1),
        makeup_closes=date(2031, 6, 30),
    )


@pytest.mark.parametrize(
    ("records", "hours"),
    [
        ([{"way": "某某集中培训", "days": 5}], 30),
        ([{"way": "某某集中培训", "days": 5, "hours": 999}], 30),
        ([{"way": "某某集中培训", "hours": 999}], 999),
        ([{"way": "某某论文"}], 125),
        ([{"way": "某某论文", "hours": 1, "days": 1}], 125),
        ([{"way": "某某论文"}] * 3, 250),
        ([{"way": "某某自学", "hours": 161}], 160),
        ([{"way": "某某自学", "hours": 160}] * 2, 300),
        ([{"way": "某某自学", "hours": 160}, {"way": "某某自学", "hours": 160, "subject": None}], 320),
        ([{"way": "", "hours": 160}], 160),
        ([{"way": "", "hours": 50}, {"way": "某某自学", "hours": 100}], 150),
    ],
)
def test_a_way_brings_what_its_notice_gives_it(records: list[dict[str, object]], hours: int) -> None:
    listed = [record(row=row, day=FICTION.starts, **given) for row, given in enumerate(records, 1)]
    total = judge(FICTION, listed).counted.total
    assert (total, type(total)) == (hours, int)


def test_what_a_bound_on_one_record_takes_away_is_told() -> None:
    long = account(FICTION, record(way="某某自学", hours=161))
    assert (long.hours, long.cut) == (160, 1)


def test_a_rate_leaves_nothing_open() -> None:
    days = record(day=FICTION.starts, days=10)
    assert judge(FICTION, [days]).open_points == (OpenPoint.DAYS_WITHOUT_HOURS,)
    assert judge(FICTION, [replace(days, way="某某集中培训")]).open_points == ()


def test_what_is_pending_adds_no_more_than_a_bound_leaves() -> None:
    paper = record(day=FICTION.starts, way="某某论文")
    listed = [paper, replace(paper, row=3), replace(paper, row=4, status=Status.PENDING)]
    assert judge(FICTION, listed).pending.total == 0


def test_what_the_bounds_take_away_is_told_of_what_counts() -> None:
    paper = record(day=FICTION.starts, way="某某论文")
    papers = [replace(paper, row=row) for row in (2, 3, 4)]
    long = record(row=6, day=FICTION.starts, way="某某自学", hours=161, subject=None)
    pending = replace(long, row=5, hours=170, status=Status.PENDING)
    outside = replace(long, row=7, day=date(1999, 1, 1))
    result = judge(FICTION, [long, replace(long, row=8), pending, outside, *papers])
    assert result.cut == (Cut(row=5, hours=10), Cut(row=6, hours=1), Cut(row=8, hours=1))
    assert result.capped == (
        Capped(way="某某论文", subject="public", hours=375, cap=250),
        Capped(way="某某自学", subject=None, hours=320, cap=300),
    )
    enough = judge(FICTION, [replace(long, hours=160), pending, *papers[:2]])
    assert (enough.cut, enough.capped) == ((Cut(row=5, hours=10),), ())


def test_every_exclusion_is_told_with_the_days_of_the_rule() -> None:
    assert exclusions(FICTION) == {
        Exclusion.OUTSIDE: "日期不在 2030-03-01 至 2031-02-28 之间，不计入 2030 年度",
        Exclusion.MAKEUP_OTHER_YEAR: "补训年度不是 2030 年，不计入 2030 年度",
        Exclusion.MAKEUP_UNAPPROVED: "补训没有填写批准；补训须经批准才计入",
        Exclusion.MAKEUP_OUTSIDE: "补训日期空缺，或不在规定的补训时间（2031-03-01 起至 2031-06-30 止）之内",
    }


@pytest.mark.parametrize(
    ("left", "window"), [("makeup_opens", "（2031-03-01 起）"), ("makeup_closes", "（至 2031-06-30 止）")]
)
def test_makeup_that_is_bounded_on_one_side_is_told_so(left: str, window: str) -> None:
    bounds = {"makeup_opens": None, "makeup_closes": None, left: getattr(FICTION, left)}
    assert window in exclusions(replace(FICTION, **bounds))[Exclusion.MAKEUP_OUTSIDE]


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2031, 2, 28), Exclusion.MAKEUP_OUTSIDE),
        (date(2031, 3, 1), None),
        (date(2031, 6, 30), None),
        (date(2031, 7, 1), Exclusion.MAKEUP_OUTSIDE),
        (None, Exclusion.MAKEUP_OUTSIDE),
    ],
)
def test_makeup_counts_within_its_days_where_the_notice_names_them(
    day: date | None, reason: Exclusion | None
) -> None:
    late = record(day=day, hours=10, makeup_year=2030, makeup_approval="已批准")
    assert judge(FICTION, [late]).excluded == (() if reason is None else (Excluded(row=2, reason=reason),))


def test_a_year_never_depends_on_the_file_of_another(
    project: Path, edit: Callable[[str, str, str], int]
) -> None:
    before = compile_rule(load(project).years[2023])
    for kind in ("years", "cases"):
        for source in (project / "policy" / kind).glob("2023*"):
            target = source.with_name(source.name.replace("2023", "2024"))
            (shutil.copytree if source.is_dir() else shutil.copyfile)(source, target)
    (project / "policy/cases/2024.yaml").write_text("cases: []\n", "utf-8")
    edit("policy/years/2024/duties.yaml", "value: 2023-06-30", "value: 2024-06-30")
    edit("policy/years/2024/hours.yaml", "total_hours: total_hours", "total_hours: public_hours")
    edit("policy/years/2024/notice.yaml", "facts:", "shown_from: 2024-01-01\nfacts:")
    years = load(project).years
    assert (compile_rule(years[2023]), compile_rule(years[2024]).total_hours) == (before, 300)


AMOUNTS = st.none() | st.integers(0, 1000)


def records_of(rule: Rule) -> st.SearchStrategy[Record]:
    """Return records around the days, subjects and ways of *rule*."""
    days = [rule.starts, rule.ends, date(1999, 1, 1), rule.makeup_closes or rule.ends]
    return st.builds(
        record,
        row=st.integers(2, 9),
        day=st.sampled_from(days),
        subject=st.sampled_from([None, *(subject.id for subject in rule.subjects)]),
        way=st.sampled_from(["", *(credit.way for credit in rule.credits)]),
        hours=AMOUNTS,
        days=AMOUNTS,
        status=st.sampled_from(list(Status)),
        makeup_year=st.sampled_from([None, None, rule.year - 1, rule.year]),
        makeup_approval=st.sampled_from([None, "已批准"]),
    )


@st.composite
def ruled(draw: st.DrawFn) -> tuple[Rule, list[Record], Record]:
    """Return a rule, records, and one record more."""
    rule = draw(st.sampled_from(RULES))
    records = draw(st.lists(records_of(rule), max_size=6))
    return rule, [replace(entry, row=row) for row, entry in enumerate(records, 2)], draw(records_of(rule))


@given(ruled(), st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(
    given_: tuple[Rule, list[Record], Record], random: Random
) -> None:
    rule, records, _ = given_
    shuffled = list(records)
    random.shuffle(shuffled)
    assert judge(rule, shuffled) == judge(rule, records)


def halves(amount: int | None, part: int) -> tuple[int | None, int | None]:
    if amount is None:
        return None, None
    return min(part, amount), amount - min(part, amount)


@given(ruled(), st.integers(0, 1000), st.integers(0, 1000))
def test_splitting_a_record_changes_nothing(
    given_: tuple[Rule, list[Record], Record], hours: int, days: int
) -> None:
    rule, records, whole = given_
    credit = account(rule, whole).credit
    by_item = credit is not None and (credit.kind is Reckoning.PER_ITEM or credit.item_cap is not None)
    assume(not by_item)  # two papers are more than one
    first_hours, second_hours = halves(whole.hours, hours)
    first_days, second_days = halves(whole.days, days)
    first = replace(whole, row=100, hours=first_hours, days=first_days)
    second = replace(whole, row=101, hours=second_hours, days=second_days)
    split = replace(judge(rule, [*records, first, second]), excluded=())
    assert replace(split, name="") == replace(judge(rule, [*records, whole]), name="", excluded=())


@given(ruled(), st.lists(st.integers(0, 1), min_size=6, max_size=6))
def test_who_qualifies_once_every_subject_is_stated_is_not_short_before(
    given_: tuple[Rule, list[Record], Record], places: list[int]
) -> None:
    rule, records, _ = given_
    stated = [
        replace(entry, subject=entry.subject or rule.subjects[place % len(rule.subjects)].id)
        for entry, place in zip(records, places, strict=False)
    ]
    if judge(rule, stated).qualified:
        result = judge(rule, records)
        assert result.qualified or result.undecided


def rank(result: Result) -> int:
    """Return 1 too where all that is missing is a total that days might have to do with, in no known way."""
    open_ = result.undecided or all(result.met.subjects.values())
    return 2 if result.qualified else 1 if open_ else 0


@given(ruled(), st.integers(0, 1000))
def test_more_recognised_hours_never_make_it_worse(
    given_: tuple[Rule, list[Record], Record], hours: int
) -> None:
    rule, records, more = given_
    added = replace(more, status=Status.RECOGNISED, hours=hours)
    before, after = judge(rule, records), judge(rule, [*records, added])
    assert rank(after) >= rank(before)
    assert after.counted.total >= before.counted.total
    if records and records[0].hours is not None:
        grown = judge(rule, [replace(records[0], hours=records[0].hours + hours), *records[1:]])
        assert rank(grown) >= rank(before)
