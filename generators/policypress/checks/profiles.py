"""The profiles can be judged by the rule of every year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from policypress.faults import Fault
from policypress.model.cases import ProfileRecord
from policypress.project import Project
from policypress.wording import listed

DAY = re.compile(r"\d\d-\d\d", re.ASCII)
COMMON_YEAR = 2023
"""A year without 29 February: a day of a profile must be there every year."""


def profiles_can_be_judged(project: Project) -> Iterator[Fault]:
    """Yield a fault where a profile's record names no subject of any year, or no day of every year."""
    if project.profiles is None:
        return
    labels = [
        subject.label
        for year in project.years.values()
        if year.subjects
        for subject in year.subjects.value.subjects.values()
    ]
    for i, profile in enumerate(project.profiles.value.profiles, 1):
        for j, record in enumerate(profile.records, 1):
            for name, message in _wrong(record, labels):
                yield project.profiles.fault(f"profiles[{i}].records[{j}].{name}", message)


def _wrong(record: ProfileRecord, labels: list[str]) -> Iterator[tuple[str, str]]:
    """Yield each entry of *record* that is wrong, and what would be right."""
    if record.subject is not None and record.subject not in labels:
        right = listed("应为", dict.fromkeys(labels), "各年度都没有规定科目，请删去这一行")
        yield "subject", f"没有“{record.subject}”这一科目；{right}"
    if not _recurs(record.day):
        yield "day", f'“{record.day}”应为每年都有的月-日，如 "03-15"'
    if record.makeup_approval is not None and not record.makeup:
        yield "makeup_approval", "写了补训批准，但不是补训；请加 makeup: true，或去掉这一行"


def _recurs(day: str) -> bool:
    try:
        date.fromisoformat(f"{COMMON_YEAR}-{day}")
    except ValueError:
        return False
    return DAY.fullmatch(day) is not None
