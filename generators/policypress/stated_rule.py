"""The hour rule of a year (三、培训学时) with the values that its facts state, in tenths."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import TypeVar

from policypress.hour_rule import Credit, Rule, SubjectRule, tenths
from policypress.model.facts import Fact
from policypress.model.hours import HourRule
from policypress.model.year import Year
from policypress.readings import share

T = TypeVar("T")


def compile_rule(year: Year) -> Rule:
    """Return the hour rule of *year* with the values of its facts (notice, 三、培训学时)."""
    rule, facts = year.rule, year.facts
    return Rule(
        year=year.year,
        starts=rule.starts,
        starts_stated=rule.starts_stated is not None,
        ends=_day(facts[rule.ends]),
        total_hours=_amount(facts, rule.total_hours),
        total_days=None if rule.total_days is None else _amount(facts, rule.total_days),
        subjects=tuple(
            SubjectRule(id=id_, label=year.subjects[id_].label, hours=_least(facts, rule, id_))
            for id_ in rule.subject_facts
        ),
        credits=tuple(
            Credit(
                way=credit.way,
                kind=credit.kind,
                hours=None if credit.hours is None else _amount(facts, credit.hours),
                item_cap=None if credit.item_cap is None else _amount(facts, credit.item_cap),
                year_cap=None if credit.year_cap is None else _amount(facts, credit.year_cap),
            )
            for credit in rule.credits
        ),
        makeup_opens=None if rule.makeup_opens is None else _day(facts[rule.makeup_opens]),
        makeup_closes=None if rule.makeup_closes is None else _day(facts[rule.makeup_closes]),
    )


def _day(fact: Fact) -> date:
    return _of_type(fact, date)


def _amount(facts: Mapping[str, Fact], id_: str) -> int:
    return tenths(_of_type(facts[id_], Decimal))


def _of_type(fact: Fact, type_: type[T]) -> T:
    """Return the value of *fact*; the checks hold that a Policy's rule refers to the right kinds only."""
    if not isinstance(fact.value, type_):
        raise TypeError(fact.id)
    return fact.value


def _least(facts: Mapping[str, Fact], rule: HourRule, subject: str) -> int:
    """Return the least tenths of *subject*: as stated, or its share of the least total."""
    if subject in rule.subject_hours:
        return _amount(facts, rule.subject_hours[subject])
    return ceil(_amount(facts, rule.total_hours) * _share(facts[rule.subject_facts[subject]]))


def _share(fact: Fact) -> Fraction:
    part = share(_of_type(fact, str))
    if part is None:
        raise TypeError(fact.id)
    return part
