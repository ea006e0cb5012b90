"""A year with everything in force in it, and which year is in force when."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from policypress.model.cases import Case
from policypress.model.facts import Ended, Fact
from policypress.model.hours import HourRule
from policypress.model.year_files import Ask, Deadline, HoursFile, NoticeFile, Offer, Subject

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """Everything in force for one year."""

    year: int
    document: str
    """Id of the year's notice."""
    facts: Mapping[str, Fact]
    ask: tuple[Ask, ...]
    subjects: Mapping[str, Subject]
    rule: HourRule
    offers: Mapping[str, Offer]
    deadlines: tuple[Deadline, ...]
    cases: tuple[Case, ...]
    shown_from: date
    """First day on which this year is the one in force."""
    ended: Mapping[str, Ended]
    """Facts of the year before that hold no longer, by id."""
    published: date
    """Day on which this site first showed the year."""
    unread: frozenset[str] = frozenset()
    """Files carried over and not yet read again for this year, as paths from the project."""

    @property
    def ends(self) -> Fact:
        """The fact that gives its last day."""
        return self.facts[self.rule.ends]


def in_force(shown_from: Mapping[int, date], day: date) -> int | None:
    """Return the year in force on *day*: the newest of those shown from that day or an earlier one.

    *shown_from* gives the first day of each year. None: no year is in force yet.
    """
    return max((year for year, first in shown_from.items() if first <= day), default=None)


def first_shown(notice: NoticeFile, hours: HoursFile) -> date:
    """Return the first day on which a year with these files is treated as the one in force."""
    return notice.shown_from or hours.rule.starts


def year_before(year: int, years: Collection[int]) -> int | None:
    """Return which of *years* the *year* is compared with: the last before it; None: it is the first."""
    return max((number for number in years if number < year), default=None)


def forms_in(year: int, earlier: Mapping[int, T], today: T) -> T:
    """Return the forms in force in *year*: those kept of the first year from it on, which are all of that year's.

    *earlier* gives forms by the last year in which they were in force; without any of that *year* or a later one
    *today*'s are.
    """
    return next((earlier[until] for until in sorted(earlier) if until >= year), today)
