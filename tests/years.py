"""A year of the hour rule made by hand, with the thresholds of the 2023 notice, for tests of the rule alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from policypress.hours import Record, Rule, compile_rule
from policypress.model import Fact, HourRule, Part, Status, Subject, Value, Year


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
RULES: tuple[Rule, ...] = (RULE, HOURS_ONLY, ONE_SUBJECT)

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
