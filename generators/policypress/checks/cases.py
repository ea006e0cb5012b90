"""The worked examples say what the rule says."""

from __future__ import annotations

from collections.abc import Iterator

from policypress.assemble import held_year
from policypress.example_records import case_records
from policypress.faults import Fault
from policypress.hours import judge
from policypress.model.year import Year
from policypress.project import Project
from policypress.stated_rule import compile_rule


def worked_examples_follow_the_rule(project: Project, number: int) -> Iterator[Fault]:
    """Yield a fault where a worked example of the year *number* has not the result that the hour rule gives.

    What the year rests on has no faults. Of a year still open nothing can be said: neither its thresholds
    nor its examples are claimed yet.
    """
    year, file = held_year(project, number), project.years[number].cases
    if file is not None and _claimed(year, file.file):
        rule = compile_rule(year)
        for i, case in enumerate(year.cases, 1):
            result = judge(rule, case_records(rule, case))
            given: dict[str, object] = {
                "total": case.result.total * 10,
                "days": case.result.days * 10,
                "qualified": case.result.qualified,
                "undecided": case.result.undecided,
                **{f"subjects.{id_}": hours * 10 for id_, hours in case.result.subjects.items()},
            }
            found: dict[str, object] = {
                "total": result.counted.total,
                "days": result.counted.days,
                "qualified": result.qualified,
                "undecided": result.undecided,
                **{f"subjects.{id_}": hours for id_, hours in result.counted.subjects.items()},
            }
            for name, value in given.items():
                if value != found[name]:
                    message = f"与学时规定算出的不一致；应为 {_words(found[name])}"
                    yield file.fault(f"cases[{i}].result.{name}", message)


def _claimed(year: Year, file: str) -> bool:
    """Return whether the year's rule and its examples, which stand in *file*, have been confirmed."""
    open_ = any(year.facts[id_].carried is not None for id_ in year.rule.reckoned_facts)
    return not open_ and file not in year.unread


def _words(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else f"{int(str(value)) / 10:g}"
