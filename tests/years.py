"""A year of the hour rule made by hand, with the thresholds of the 2023 notice, for tests of the rule alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from policypress.hour_rule import Record, Rule
from policypress.model.cases import Status
from policypress.model.facts import Fact, Part, Value
from policypress.model.hours import HourCredit, HourRule, Reckoning
from policypress.model.year import Year
from policypress.model.year_files import Subject
from policypress.stated_rule import compile_rule


def make_fact(id_: str, value: Value, unit: str | None = None) -> Fact:
    """Return a fact of the notice's hour paragraph."""
    return Fact(
        id=id_,
        year=2023,
        part=Part.HOURS,
        title=id_,
        value=value,
        unit=unit,
        qualifier=None,
        as_printed=None,
        quote="三、培训学时",
        document="notice",
        anchor="p1s1",
    )


FACTS = (
    make_fact("year_end", date(2023, 12, 31)),
    make_fact("total", Decimal(90), "学时"),
    make_fact("days", Decimal(12), "天"),
    make_fact("public_least", Decimal(30), "学时"),
    make_fact("professional_least", Decimal(60), "学时"),
)

YEAR = Year(
    year=2023,
    document="notice",
    facts={fact.id: fact for fact in FACTS},
    ask=(),
    subjects={
        "public": Subject(label="公共科目", recognised_by="office", filed_with="office"),
        "professional": Subject(label="专业科目", recognised_by="department", filed_with="department"),
    },
    rule=HourRule(
        starts=date(2023, 1, 1),
        ends="year_end",
        total_hours="total",
        total_days="days",
        subject_hours={"public": "public_least", "professional": "professional_least"},
        makeup=None,
    ),
    offers={},
    deadlines=(),
    cases=(),
    shown_from=date(2023, 1, 1),
    ended={},
    published=date(2023, 1, 1),
)
"""2023: 90 hours or 12 days; 30 hours 公共科目, 60 hours 专业科目."""

RULE = compile_rule(YEAR)
HOURS_ONLY = replace(RULE, total_days=None, total_hours=1000)
"""A rule of another kind: no days, and a total above the sum of its subjects."""
ONE_SUBJECT = replace(RULE, subjects=RULE.subjects[:1], total_days=45)
"""A rule with one subject, and half days."""

FICTIONAL_FACTS = (
    make_fact("opens", date(2030, 3, 1)),
    make_fact("closes", date(2031, 2, 28)),
    make_fact("total", Decimal(80), "学时"),
    make_fact("days", Decimal("12.5"), "天"),
    make_fact("public_least", Decimal(20), "学时"),
    make_fact("professional_share", "三分之二"),
    make_fact("a_day", Decimal(6), "学时"),
    make_fact("a_paper", Decimal("12.5"), "学时"),
    make_fact("papers", Decimal(25), "学时"),
    make_fact("a_course", Decimal(16), "学时"),
    make_fact("self_study", Decimal(30), "学时"),
    make_fact("makeup_from", date(2031, 3, 1)),
    make_fact("makeup_until", date(2031, 6, 30)),
)

FICTIONAL_YEAR = replace(
    YEAR,
    year=2030,
    facts={fact.id: replace(fact, year=2030) for fact in FICTIONAL_FACTS},
    rule=HourRule(
        starts=date(2030, 3, 1),
        starts_stated="opens",
        ends="closes",
        total_hours="total",
        total_days="days",
        subject_hours={"public": "public_least"},
        subject_shares={"professional": "professional_share"},
        makeup=None,
        makeup_opens="makeup_from",
        makeup_closes="makeup_until",
        credits=(
            HourCredit(way="某某集中培训", kind=Reckoning.PER_DAY, hours="a_day"),
            HourCredit(way="某某论文", kind=Reckoning.PER_ITEM, hours="a_paper", year_cap="papers"),
            HourCredit(way="某某自学", kind=Reckoning.LABELLED, item_cap="a_course", year_cap="self_study"),
        ),
    ),
)
"""A year of 某某省, which does not exist: everything a rule may have, and nothing that a notice says."""
FICTION = compile_rule(FICTIONAL_YEAR)
BOUNDED = replace(RULE, credits=FICTION.credits)
"""The rule of 2023 with the rates and bounds of 某某省."""
RULES: tuple[Rule, ...] = (RULE, HOURS_ONLY, ONE_SUBJECT, FICTION)

PLAIN = Record(
    row=2,
    name="甲",
    day=date(2023, 3, 1),
    title="课程",
    subject="public",
    way="网络培训",
    hours=None,
    days=None,
    status=Status.RECOGNISED,
)
"""A recognised record of 2023 in which the amounts are still to be put."""


def record(**changes: object) -> Record:
    """Return PLAIN with *changes*."""
    return replace(PLAIN, **changes)  # type: ignore[arg-type]  # the tests name real fields
