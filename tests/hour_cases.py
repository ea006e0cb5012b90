"""Cases of the hour rule, put to Python and to the browser's own modules, which node runs."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from browser_modules import said_by
from policypress.calculator import rule_data
from policypress.hour_rule import Record, Rule
from policypress.hours import Result, judge
from policypress.model.cases import Status
from years import RULES

AROUND = (-1, 0, 1)
BATCH = 25_000
"""Cases a process of node is given at once."""


def in_browser(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the browser's modules say, run by node."""
    whole = {"rules": [], "judge": [], "amounts": [], "days": [], "years": [], "approvals": [], **asked}
    said: dict[str, Any] = said_by("judge-stdin.js", whole)
    return said


def in_python(rule: Rule, records: Sequence[Record]) -> dict[str, Any]:
    """Return what the rule says, in the shape of site/js/hours.js."""
    result: Result = judge(rule, records)
    sums = [
        {"total": part.total, "subjects": dict(part.subjects), "days": part.days}
        for part in (result.counted, result.pending, result.missing)
    ]
    return {
        "year": result.year,
        "counted": sums[0],
        "pending": sums[1],
        "met": {"total": result.met.total, "subjects": dict(result.met.subjects)},
        "missing": sums[2],
        "qualified": result.qualified,
        "undecided": result.undecided,
        "openPoints": list(result.open_points),
        "wouldQualify": result.would_qualify,
        "wouldBeUndecided": result.would_be_undecided,
        "excluded": [{"row": entry.row, "reason": entry.reason} for entry in result.excluded],
        "cut": [{"row": entry.row, "hours": entry.hours} for entry in result.cut],
        "capped": [
            {"way": entry.way, "subject": entry.subject, "hours": entry.hours, "cap": entry.cap}
            for entry in result.capped
        ],
    }


def at_random(rule: Rule, chance: random.Random) -> list[Record]:
    """Return up to six records that lie around the thresholds, bounds and edges of *rule*."""
    choice, number = chance.choice, chance.random
    ways = ["", *(credit.way for credit in rule.credits)]
    subjects = [None, *(subject.id for subject in rule.subjects)]
    bounds = [rule.total_hours, *(subject.hours for subject in rule.subjects)]
    bounds += [bound for credit in rule.credits for bound in (credit.item_cap, credit.year_cap) if bound]
    length = (rule.ends - rule.starts).days
    amounts: list[int | None] = [
        None,
        0,
        *(bound // part + step for bound in bounds for part in (1, 2, 3) for step in AROUND),
    ]
    return [
        Record(
            row=row,
            name="",
            day=rule.starts + timedelta(days=int(number() * (length + 200)) - 40),
            title="",
            subject=choice(subjects),
            way=choice(ways),
            hours=choice(amounts),
            days=choice((None, None, int(number() * 130))),
            status=Status.PENDING if number() < 0.25 else Status.RECOGNISED,
            makeup_year=choice((None,) * 6 + (rule.year - 1, rule.year, rule.year)),
            makeup_approval=choice((None, "已批准")),
        )
        for row in range(1, 1 + int(number() * 7))
    ]


def differences(
    pairs: Iterable[tuple[Rule, Sequence[Record]]], rules: Sequence[Rule] = RULES
) -> list[object]:
    """Return the cases, with both answers, of which the two do not say the same."""
    listed = list(pairs)
    said = in_browser(
        {
            "rules": [rule_data(rule) for rule in rules],
            "judge": [[rules.index(rule), list(map(packed, records))] for rule, records in listed],
        }
    )
    return [
        (rule, records, ours, theirs)
        for (rule, records), theirs in zip(listed, said["judge"], strict=True)
        if (ours := in_python(rule, records)) != theirs
    ]


def random_differences(chance: random.Random, count: int) -> list[object]:
    """Return the differences in *count* cases at random, a batch in one process of node at a time."""
    found: list[object] = []
    for _ in range(0, count, BATCH):
        rules = [chance.choice(RULES) for _ in range(BATCH)]
        found += differences((rule, at_random(rule, chance)) for rule in rules)
    return found


def packed(record: Record) -> list[object]:
    """Return *record* in the order of FIELDS in site/js/self-check.js."""
    return [
        record.row,
        record.day.isoformat() if record.day else None,
        record.subject,
        record.way,
        record.hours,
        record.days,
        record.status,
        record.makeup_year,
        record.makeup_approval,
    ]
