"""The hour rule (三、培训学时), literally: pure and exact. site/js/hours.js is the same in the browser.

All hours and days are integers of tenths. Days are never converted to hours or back: the notice
gives no rate.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from policypress.model import Case, Status, Year


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectRule:
    """The least hours of one subject."""

    id: str
    label: str
    """Name as the notice prints it."""
    hours: int
    """Tenths of 学时."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The hour rule of one year with its thresholds."""

    year: int
    starts: date
    ends: date
    """Last day that counts."""
    total_hours: int
    """Tenths of 学时."""
    total_days: int | None
    """Tenths of days that serve instead of total_hours; None: days are not offered."""
    subjects: tuple[SubjectRule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One training record of one person."""

    row: int
    """Row number in its file, from 1."""
    name: str
    """Whose record it is."""
    day: date | None
    """None only where makeup_year is given."""
    title: str
    subject: str | None
    """Subject id; None: not stated, counts for the total only."""
    way: str
    hours: int | None
    """Tenths of 学时; None: not stated."""
    days: int | None
    """Tenths of days; None: not stated."""
    status: Status
    makeup_year: int | None = None
    makeup_approval: str | None = None


class Exclusion(StrEnum):
    """Why a record counts for nothing in a year."""

    OUTSIDE = "outside"
    MAKEUP_OTHER_YEAR = "makeup_other_year"
    MAKEUP_UNAPPROVED = "makeup_unapproved"


class OpenPoint(StrEnum):
    """What the notice leaves open, so that no verdict can be given."""

    DAYS_WITHOUT_HOURS = "days_without_hours"
    SUBJECT_NOT_STATED = "subject_not_stated"


OPEN_POINTS: Mapping[OpenPoint, str] = {
    OpenPoint.DAYS_WITHOUT_HOURS: "本通知未规定天数与学时的折算",
    OpenPoint.SUBJECT_NOT_STATED: "有记录的科目没有填写，本通知未规定这样的培训计入哪个科目",
}
"""What is said of each open point, after 不能判定."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Excluded:
    """A record that does not count, and why."""

    row: int
    reason: Exclusion


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """Sums of records, in tenths."""

    total: int
    """All hours, records without a subject included."""
    subjects: Mapping[str, int]
    """Hours by subject id, in the order of the rule."""
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """Which requirements are met."""

    total: bool
    """By hours or by days."""
    subjects: Mapping[str, bool]
    """By subject id, in hours only."""

    @property
    def all(self) -> bool:
        """Whether every requirement is met."""
        return self.total and all(self.subjects.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """How much is missing, in tenths; 0 where a requirement is met."""

    total: int
    """Hours; 0 too where the total is met by days."""
    days: int | None
    """Days that would serve instead of the total's hours; None: days are not offered."""
    subjects: Mapping[str, int]
    """Hours by subject id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What the rule says of one person."""

    name: str
    year: int
    counted: Sums
    """Of recognised records."""
    pending: Sums
    """Of records whose recognition is pending."""
    met: Met
    missing: Missing
    """What is missing, counting recognised records only."""
    open_points: tuple[OpenPoint, ...]
    """What the notice leaves open; empty where a verdict can be given."""
    would_qualify: bool
    """Whether every requirement would be met if all pending records were recognised."""
    excluded: tuple[Excluded, ...]
    """By row."""

    @property
    def qualified(self) -> bool:
        """Whether every requirement is met."""
        return self.met.all

    @property
    def undecided(self) -> bool:
        """Whether the notice leaves it open if every requirement is met."""
        return bool(self.open_points)


def tenths(value: Decimal) -> int:
    """Return *value*, exact to a tenth, as a whole number of tenths."""
    return int(value * 10)


def compile_rule(year: Year) -> Rule:
    """Return the hour rule of *year* with the values of its facts (notice, 三、培训学时)."""
    rule = year.rule
    numbers = {id_: tenths(fact.value) for id_, fact in year.facts.items() if isinstance(fact.value, Decimal)}
    days = {id_: fact.value for id_, fact in year.facts.items() if isinstance(fact.value, date)}
    return Rule(
        year=year.year,
        starts=rule.starts,
        ends=days[rule.ends],
        total_hours=numbers[rule.total_hours],
        total_days=None if rule.total_days is None else numbers[rule.total_days],
        subjects=tuple(
            SubjectRule(id=id_, label=year.subjects[id_].label, hours=numbers[fact])
            for id_, fact in rule.subject_hours.items()
        ),
    )


def judge(rule: Rule, records: Sequence[Record]) -> Result:
    """Return what *rule* says of one person's *records*; their order does not matter."""
    kept = [record for record in records if exclusion(rule, record) is None]
    counted = [record for record in kept if record.status is Status.RECOGNISED]
    pending = [record for record in kept if record.status is Status.PENDING]
    sums = _sums(rule, counted)
    met = _met(rule, sums)
    reasons = sorted((record.row, reason) for record in records if (reason := exclusion(rule, record)))
    return Result(
        name=records[0].name if records else "",
        year=rule.year,
        counted=sums,
        pending=_sums(rule, pending),
        met=met,
        missing=_missing(rule, sums, met),
        open_points=_open_points(met, counted),
        would_qualify=_met(rule, _sums(rule, kept)).all,
        excluded=tuple(Excluded(row=row, reason=reason) for row, reason in reasons),
    )


def judge_all(rule: Rule, records: Iterable[Record]) -> tuple[Result, ...]:
    """Return what *rule* says of each person, in the order of their first records."""
    people: dict[str, list[Record]] = {}
    for record in records:
        people.setdefault(record.name, []).append(record)
    return tuple(judge(rule, own) for own in people.values())


def exclusion(rule: Rule, record: Record) -> Exclusion | None:
    """Return why *record* counts for nothing in the rule's year, or None where it counts.

    A make-up record (补训) counts for its year only, and only with approval; its day does not matter.
    """
    if record.makeup_year is not None:
        if record.makeup_year != rule.year:
            return Exclusion.MAKEUP_OTHER_YEAR
        return None if record.makeup_approval else Exclusion.MAKEUP_UNAPPROVED
    inside = record.day is not None and rule.starts <= record.day <= rule.ends
    return None if inside else Exclusion.OUTSIDE


def exclusions(rule: Rule) -> Mapping[Exclusion, str]:
    """Return the sentence for each reason, for the rule's year."""
    year = rule.year
    return {
        Exclusion.OUTSIDE: f"日期不在 {rule.starts} 至 {rule.ends} 之间，不计入 {year} 年度",
        Exclusion.MAKEUP_OTHER_YEAR: f"补训年度不是 {year} 年，不计入 {year} 年度",
        Exclusion.MAKEUP_UNAPPROVED: "补训没有填写批准；补训须经批准才计入",
    }


def case_records(rule: Rule, case: Case) -> tuple[Record, ...]:
    """Return the records of a worked example, numbered from 1."""
    subjects = {subject.label: subject.id for subject in rule.subjects}
    return tuple(
        Record(
            row=row,
            name=case.title,
            day=record.day,
            title=record.title,
            subject=None if record.subject is None else subjects[record.subject],
            way=record.way,
            hours=None if record.hours is None else tenths(record.hours),
            days=None if record.days is None else tenths(record.days),
            status=record.status,
            makeup_year=record.makeup_year,
            makeup_approval=record.makeup_approval,
        )
        for row, record in enumerate(case.records, 1)
    )


def _sums(rule: Rule, records: Sequence[Record]) -> Sums:
    return Sums(
        total=sum(record.hours or 0 for record in records),
        subjects={
            subject.id: sum(record.hours or 0 for record in records if record.subject == subject.id)
            for subject in rule.subjects
        },
        days=sum(record.days or 0 for record in records),
    )


def _met(rule: Rule, sums: Sums) -> Met:
    by_days = rule.total_days is not None and sums.days >= rule.total_days
    return Met(
        total=sums.total >= rule.total_hours or by_days,
        subjects={subject.id: sums.subjects[subject.id] >= subject.hours for subject in rule.subjects},
    )


def _missing(rule: Rule, sums: Sums, met: Met) -> Missing:
    days = None if rule.total_days is None else 0 if met.total else rule.total_days - sums.days
    return Missing(
        total=0 if met.total else rule.total_hours - sums.total,
        days=days,
        subjects={subject.id: max(0, subject.hours - sums.subjects[subject.id]) for subject in rule.subjects},
    )


def _open_points(met: Met, counted: Sequence[Record]) -> tuple[OpenPoint, ...]:
    """Return what keeps the unmet subjects open: training that may count for them, unstated how far."""
    if all(met.subjects.values()):
        return ()
    tests: Mapping[OpenPoint, Callable[[Record], bool]] = {
        OpenPoint.DAYS_WITHOUT_HOURS: lambda record: record.hours is None and bool(record.days),
        OpenPoint.SUBJECT_NOT_STATED: lambda record: (
            record.subject is None and bool(record.hours or record.days)
        ),
    }
    return tuple(point for point, test in tests.items() if any(map(test, counted)))
