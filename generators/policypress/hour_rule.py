"""What an hour rule is made of, and what one training record is: values only.

All hours and days are integers of tenths.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from policypress.model.cases import Status
from policypress.model.hours import Reckoning


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectRule:
    """The least hours of one subject."""

    id: str
    label: str
    """Name as the notice prints it."""
    hours: int
    """Tenths of 学时. Where the notice gives a share of the total, the least tenth that is no less."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """How many hours the training of one way brings, where it is not simply what the record says."""

    way: str
    """形式 of the records it is for."""
    kind: Reckoning
    hours: int | None
    """Tenths of 学时 a day or an item; None: as labelled. A rate per day is whole hours, so that
    tenths of days come to tenths of hours without rounding."""
    item_cap: int | None
    """Most tenths one record brings; None: no bound."""
    year_cap: int | None
    """Most tenths that all its records of one subject bring; None: no bound."""


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
    starts_stated: bool = False
    """Whether the notice states the first day; else it is a convention of ours."""
    credits: tuple[Credit, ...] = ()
    """At most one a way; a record of any other way brings the hours it says."""
    makeup_opens: date | None = None
    """First day of make-up training for this year; None: any day does."""
    makeup_closes: date | None = None
    """Last day of make-up training for this year; None: any day does."""


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


def tenths(value: Decimal) -> int:
    """Return *value*, exact to a tenth, as a whole number of tenths."""
    return int(value * 10)
