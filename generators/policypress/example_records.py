"""The training records of fictional people, as the hour rule judges them: of worked examples and of profiles."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from policypress.hour_rule import Record, Rule, tenths
from policypress.model.cases import Case, CaseRecord, Profile, ProfileRecord


def case_records(rule: Rule, case: Case) -> tuple[Record, ...]:
    """Return the records of a worked example, numbered from 1."""
    subjects = {subject.label: subject.id for subject in rule.subjects}
    return tuple(
        _record(row, case.title, record, subjects, day=record.day, makeup_year=record.makeup_year)
        for row, record in enumerate(case.records, 1)
    )


def profile_records(profile: Profile, year: int, subjects: Mapping[str, str]) -> tuple[Record, ...]:
    """Return the records of *profile* in *year*, numbered from 1; *subjects* gives the id of each label."""
    return tuple(
        _record(
            row,
            profile.title,
            record,
            subjects,
            day=profile_day(record, year),
            makeup_year=year if record.makeup else None,
        )
        for row, record in enumerate(profile.records, 1)
    )


def profile_day(record: ProfileRecord, year: int) -> date:
    """Return the day of *record* in *year*, make-up training in the year after; ValueError: no such day."""
    return date.fromisoformat(f"{year + record.makeup}-{record.day}")


def _record(  # noqa: PLR0913 - the last two differ between a year's examples and what recurs
    row: int,
    name: str,
    written: CaseRecord | ProfileRecord,
    subjects: Mapping[str, str],
    *,
    day: date,
    makeup_year: int | None,
) -> Record:
    return Record(
        row=row,
        name=name,
        day=day,
        title=written.title,
        subject=None if written.subject is None else subjects[written.subject],
        way=written.way,
        hours=None if written.hours is None else tenths(written.hours),
        days=None if written.days is None else tenths(written.days),
        status=written.status,
        makeup_year=makeup_year,
        makeup_approval=written.makeup_approval,
    )
