"""What each training record brings: whether it counts for a year, and how many hours. Pure and exact.

site/js/accounts.js is the same in the browser.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from policypress.hour_rule import Credit, Record, Rule
from policypress.model.hours import Reckoning


class Exclusion(StrEnum):
    """Why a record counts for nothing in a year."""

    OUTSIDE = "outside"
    MAKEUP_OTHER_YEAR = "makeup_other_year"
    MAKEUP_UNAPPROVED = "makeup_unapproved"
    MAKEUP_OUTSIDE = "makeup_outside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What one record brings, before the bound on a year."""

    record: Record
    exclusion: Exclusion | None
    """Why it counts for nothing; None: it counts."""
    credit: Credit | None
    """How its hours are reckoned; None: as the record says."""
    hours: int | None
    """Tenths of 学时; None: neither the record nor the rule says how many."""
    cut: int
    """Tenths that the bound on one record takes away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Capped:
    """The hours of one way and one subject that are more than a year's bound."""

    way: str
    subject: str | None
    hours: int
    """Tenths its records bring."""
    cap: int
    """Tenths that count."""


def account(rule: Rule, record: Record) -> Account:
    """Return what *record* brings by *rule*."""
    credit = next((credit for credit in rule.credits if credit.way == record.way), None)
    hours = _hours(credit, record)
    cap = credit.item_cap if credit else None
    cut = max(0, hours - cap) if hours is not None and cap is not None else 0
    return Account(
        record=record,
        exclusion=exclusion(rule, record),
        credit=credit,
        hours=None if hours is None else hours - cut,
        cut=cut,
    )


def exclusion(rule: Rule, record: Record) -> Exclusion | None:
    """Return why *record* counts for nothing in the rule's year, or None where it counts.

    A make-up record (补训) counts for its year only, and only with approval; its day matters only
    where the rule names the days of make-up training.
    """
    if record.makeup_year is None:
        inside = record.day is not None and rule.starts <= record.day <= rule.ends
        return None if inside else Exclusion.OUTSIDE
    if record.makeup_year != rule.year:
        return Exclusion.MAKEUP_OTHER_YEAR
    if not record.makeup_approval:
        return Exclusion.MAKEUP_UNAPPROVED
    early = rule.makeup_opens is not None and (record.day is None or record.day < rule.makeup_opens)
    late = rule.makeup_closes is not None and (record.day is None or record.day > rule.makeup_closes)
    return Exclusion.MAKEUP_OUTSIDE if early or late else None


def hours_by_subject(accounts: Iterable[Account]) -> Mapping[str | None, int]:
    """Return the tenths of 学时 of each subject, bounded by what counts in a year."""
    bounded, sums = _summed(accounts)
    for (_, subject, cap), hours in bounded.items():
        sums[subject] = sums.get(subject, 0) + min(hours, cap)
    return sums


def capped(rule: Rule, accounts: Iterable[Account]) -> tuple[Capped, ...]:
    """Return where *accounts* come to more than counts in a year, in the order of the rule."""
    bounded, _ = _summed(accounts)
    return tuple(
        Capped(way=credit.way, subject=subject, hours=hours, cap=credit.year_cap)
        for credit in rule.credits
        if credit.year_cap is not None
        for subject in (*(each.id for each in rule.subjects), None)
        if (hours := bounded.get((credit.way, subject, credit.year_cap), 0)) > credit.year_cap
    )


def _summed(
    accounts: Iterable[Account],
) -> tuple[dict[tuple[str, str | None, int], int], dict[str | None, int]]:
    """Return the sums that have a bound in a year, by way, subject and bound, and those that have none."""
    bounded: dict[tuple[str, str | None, int], int] = {}
    free: dict[str | None, int] = {}
    for entry in accounts:
        subject, hours = entry.record.subject, entry.hours or 0
        if entry.credit is not None and entry.credit.year_cap is not None:
            key = (entry.credit.way, subject, entry.credit.year_cap)
            bounded[key] = bounded.get(key, 0) + hours
        else:
            free[subject] = free.get(subject, 0) + hours
    return bounded, free


def _hours(credit: Credit | None, record: Record) -> int | None:
    if credit is None or credit.hours is None:
        return record.hours
    if credit.kind is Reckoning.PER_ITEM:
        return credit.hours
    if credit.kind is Reckoning.PER_DAY and record.days is not None:
        return record.days * credit.hours // 10
    return record.hours
