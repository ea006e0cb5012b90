"""The hour rule (三、培训学时), literally: pure and exact. site/js/hours.js is the same in the browser.

All hours and days are integers of tenths. Days are never converted to hours or back, unless a
notice gives a rate for a way of training.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from policypress.accounts import Account, Capped, Exclusion, account, capped, hours_by_subject
from policypress.hour_rule import Record, Rule
from policypress.model.cases import Status


class OpenPoint(StrEnum):
    """Why no verdict can be given: what the notice leaves open, or that there is nothing to judge."""

    DAYS_WITHOUT_HOURS = "days_without_hours"
    SUBJECT_NOT_STATED = "subject_not_stated"
    NOTHING_READ = "nothing_read"


OPEN_POINTS: Mapping[OpenPoint, str] = {
    OpenPoint.DAYS_WITHOUT_HOURS: "本通知未规定天数与学时的折算",
    OpenPoint.SUBJECT_NOT_STATED: "有记录的科目没有填写，本通知未规定这样的培训计入哪个科目",
    OpenPoint.NOTHING_READ: "没有能读入的记录",
}
"""What is said of each open point, after 不能判定."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Excluded:
    """A record that does not count, and why."""

    row: int
    reason: Exclusion


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A record of which the bound on one record takes hours away."""

    row: int
    hours: int
    """Tenths that do not count."""


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
    """What the records whose recognition is pending would add."""
    met: Met
    missing: Missing
    """What is missing, counting recognised records only."""
    open_points: tuple[OpenPoint, ...]
    """Why no verdict can be given; empty where one can."""
    would_qualify: bool
    """Whether every requirement would be met if all pending records were recognised."""
    would_be_undecided: bool
    """Whether the notice would then leave that open."""
    excluded: tuple[Excluded, ...]
    """By row."""
    cut: tuple[Cut, ...]
    """Of recognised and pending records, by row."""
    capped: tuple[Capped, ...]
    """Where recognised records come to more than counts in a year."""
    unread: int = 0
    """How many rows of this person could not be read and are not judged."""

    @property
    def qualified(self) -> bool:
        """Whether every requirement is met."""
        return self.met.all

    @property
    def undecided(self) -> bool:
        """Whether it is left open if every requirement is met."""
        return bool(self.open_points)

    @property
    def nothing_read(self) -> bool:
        """Whether this person has rows, none of which could be read."""
        return OpenPoint.NOTHING_READ in self.open_points


def judge(rule: Rule, records: Sequence[Record]) -> Result:
    """Return what *rule* says of one person's *records*; their order does not matter."""
    accounts = [account(rule, record) for record in records]
    kept = [entry for entry in accounts if entry.exclusion is None]
    counted = [entry for entry in kept if entry.record.status is Status.RECOGNISED]
    sums, with_pending = _sums(rule, counted), _sums(rule, kept)
    met, met_with_pending = _met(rule, sums), _met(rule, with_pending)
    missing, with_pending_missing = _missing(rule, sums, met), _missing(rule, with_pending, met_with_pending)
    reasons = sorted((entry.record.row, entry.exclusion) for entry in accounts if entry.exclusion)
    cuts = sorted((entry.record.row, entry.cut) for entry in kept if entry.cut)
    return Result(
        name=records[0].name if records else "",
        year=rule.year,
        counted=sums,
        pending=_difference(with_pending, sums),
        met=met,
        missing=missing,
        open_points=_open_points(sums, missing, counted),
        would_qualify=met_with_pending.all,
        would_be_undecided=bool(_open_points(with_pending, with_pending_missing, kept)),
        excluded=tuple(Excluded(row=row, reason=reason) for row, reason in reasons),
        cut=tuple(Cut(row=row, hours=hours) for row, hours in cuts),
        capped=capped(rule, counted),
    )


def judge_all(rule: Rule, records: Iterable[Record], unread: Mapping[str, int]) -> tuple[Result, ...]:
    """Return what *rule* says of each person, in the order of their first records.

    *unread* is how many further rows each person has that could not be read; who has no others comes
    last, and is undecided.
    """
    people: dict[str, list[Record]] = {}
    for record in records:
        people.setdefault(record.name, []).append(record)
    judged = [replace(judge(rule, own), unread=unread.get(name, 0)) for name, own in people.items()]
    nothing = replace(judge(rule, []), open_points=(OpenPoint.NOTHING_READ,), would_be_undecided=True)
    lost = [replace(nothing, name=name, unread=rows) for name, rows in unread.items() if name not in people]
    return (*judged, *lost)


def exclusions(rule: Rule) -> Mapping[Exclusion, str]:
    """Return the sentence for each reason, for the rule's year."""
    year = rule.year
    return {
        Exclusion.OUTSIDE: f"日期不在 {rule.starts} 至 {rule.ends} 之间，不计入 {year} 年度",
        Exclusion.MAKEUP_OTHER_YEAR: f"补训年度不是 {year} 年，不计入 {year} 年度",
        Exclusion.MAKEUP_UNAPPROVED: "补训没有填写批准；补训须经批准才计入",
        Exclusion.MAKEUP_OUTSIDE: f"补训日期空缺，或不在规定的补训时间（{_window(rule)}）之内",
    }


def _window(rule: Rule) -> str:
    opens = f"{rule.makeup_opens} 起" if rule.makeup_opens else ""
    closes = f"至 {rule.makeup_closes} 止" if rule.makeup_closes else ""
    return f"{opens}{closes}"


def _sums(rule: Rule, accounts: Sequence[Account]) -> Sums:
    hours = hours_by_subject(accounts)
    return Sums(
        total=sum(hours.values()),
        subjects={subject.id: hours.get(subject.id, 0) for subject in rule.subjects},
        days=sum(entry.record.days or 0 for entry in accounts),
    )


def _difference(more: Sums, less: Sums) -> Sums:
    return Sums(
        total=more.total - less.total,
        subjects={id_: hours - less.subjects[id_] for id_, hours in more.subjects.items()},
        days=more.days - less.days,
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


def _open_points(sums: Sums, missing: Missing, counted: Sequence[Account]) -> tuple[OpenPoint, ...]:
    """Return what keeps the unmet subjects open: training that may count for them, unstated how far.

    Of training without a subject it is asked whether its hours, all together and before the bounds of
    a year, come up to what is missing: where they do not, it fails whichever subject they go to.
    """
    gap = sum(missing.subjects.values())
    if not gap:
        return ()
    unstated = [entry for entry in counted if entry.record.subject is None]
    hours = sum(entry.hours or 0 for entry in unstated)
    bounded = sums.total - sum(sums.subjects.values())
    enough = hours >= gap and hours - bounded >= missing.total
    tests = {
        OpenPoint.DAYS_WITHOUT_HOURS: any(map(_without_hours, counted)),
        OpenPoint.SUBJECT_NOT_STATED: enough or any(map(_without_hours, unstated)),
    }
    return tuple(point for point, open_ in tests.items() if open_)


def _without_hours(entry: Account) -> bool:
    """Return whether nothing says how many hours the days of *entry* bring."""
    return entry.hours is None and bool(entry.record.days)
