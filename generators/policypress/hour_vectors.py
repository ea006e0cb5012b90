"""Training records that stand one unit below, at and above every threshold, bound and edge of a rule.

The calculator page carries them with their results and tries them itself; the tests try them too.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from policypress.hour_rule import Record, Rule
from policypress.model.cases import Status

AROUND = (-1, 0, 1)
"""A unit below, the place itself, a unit above: a tenth of an hour or of a day, or a day."""
APPROVAL = "已批准"


def vectors(rule: Rule) -> Iterator[tuple[Record, ...]]:
    """Yield the records of one person at a time, numbered from 1."""
    for records in itertools.chain(_at_thresholds(rule), _at_edges(rule), _at_bounds(rule)):
        yield tuple(replace(record, row=row) for row, record in enumerate(records, 1))


def _plain(rule: Rule, **given: object) -> Record:
    """Return a recognised record of the rule's year with what is *given*."""
    record = Record(
        row=1,
        name="",
        day=rule.starts,
        title="",
        subject=None,
        way="",
        hours=None,
        days=None,
        status=Status.RECOGNISED,
    )
    return replace(record, **given)  # type: ignore[arg-type]  # the callers name real fields


def _at_thresholds(rule: Rule) -> Iterator[list[Record]]:
    """Yield every combination of subjects, total and days around their thresholds."""
    days = [None, *([rule.total_days + step for step in AROUND] if rule.total_days is not None else [])]
    subjects = [
        [_plain(rule, subject=subject.id, hours=subject.hours + step) for step in AROUND]
        for subject in rule.subjects
    ]
    for own in itertools.product(*subjects):
        for step, some, status in itertools.product(AROUND, days, Status):
            rest = rule.total_hours + step - sum(record.hours or 0 for record in own)
            yield [*own, _plain(rule, hours=max(rest, 0), days=some, status=status)]


def _at_edges(rule: Rule) -> Iterator[list[Record]]:
    """Yield one record on each side of each day that matters, with and without make-up."""
    edges = [rule.starts, rule.ends, rule.makeup_opens, rule.makeup_closes]
    days: list[date | None] = [
        edge + timedelta(days=step) for edge in dict.fromkeys(edges) if edge is not None for step in AROUND
    ]
    years = [None, rule.year - 1, rule.year, rule.year + 1]
    for day, year, approval in itertools.product([*days, None], years, [None, APPROVAL]):
        yield [_plain(rule, day=day, hours=1, makeup_year=year, makeup_approval=approval)]


def _at_bounds(rule: Rule) -> Iterator[list[Record]]:
    """Yield records of each way around its bounds, in one piece and in two, and with days only."""
    for credit, subject in itertools.product(rule.credits, [None, *(each.id for each in rule.subjects)]):
        bounds = [bound for bound in (credit.item_cap, credit.year_cap, credit.hours) if bound is not None]
        for bound, step in itertools.product(bounds, AROUND):
            one = _plain(rule, way=credit.way, subject=subject, hours=max(bound + step, 0))
            yield [one]
            yield [one, replace(one, hours=1)]
            yield [one, replace(one, status=Status.PENDING)]
        for days in (None, 0, 1, 5, 10, 1000):
            yield [_plain(rule, way=credit.way, subject=subject, days=days)]
