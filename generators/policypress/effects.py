"""What a change of the hour rule does to whom: the same records judged by the rules of two years.

The people are the worked examples of the older year and the project's profiles; days are shifted
by the difference in years, and subjects are told apart by their ids.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from policypress.dates import shifted
from policypress.example_records import case_records, profile_records
from policypress.hour_rule import Record, Rule
from policypress.hours import OPEN_POINTS, Result, judge
from policypress.hours_report import missing_text, verdict
from policypress.model.policy import Policy
from policypress.model.year import Year
from policypress.stated_rule import compile_rule


class Source(StrEnum):
    """Where an example comes from."""

    PROFILE = "人员"
    CASE = "算例"


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What the rules of two years say of the same records."""

    source: Source
    id: str
    title: str
    before: Result
    after: Result
    outcomes: tuple[str, str]
    """Verdict and what is missing, in words, before and after."""

    @property
    def changed(self) -> bool:
        """Whether the verdict, the missing hours or days, or what counts is another."""
        return self.outcomes[0] != self.outcomes[1]

    @property
    def sentence(self) -> str:
        """What becomes of it, in one sentence."""
        was, is_ = self.outcomes
        return f"按 {self.before.year} 年规定，{was}；按 {self.after.year} 年规定，{is_}。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """The effects of going from one year to another."""

    compared: tuple[Effect, ...]
    left_out: tuple[str, ...]
    """Titles of examples whose subject one of the years does not have."""
    unconfirmed: bool
    """Whether the newer rule is not confirmed yet, so that nothing was compared."""

    def of(self, source: Source) -> tuple[Effect, ...]:
        """Return the effects on examples of one *source*."""
        return tuple(effect for effect in self.compared if effect.source is source)


def effects_between(policy: Policy, before: Year, after: Year) -> Effects:
    """Return what going from *before* to *after* does to worked examples and profiles."""
    if any(after.facts[id_].carried is not None for id_ in _ruling(after)):
        return Effects(compared=(), left_out=(), unconfirmed=True)
    rules = compile_rule(before), compile_rule(after)
    found: list[Effect] = []
    left_out: list[str] = []
    for source, id_, title, records in _examples(policy, rules, before, after):
        used = {record.subject for record in records[0]} - {None}
        if all(used <= {subject.id for subject in rule.subjects} for rule in rules):
            found.append(_effect(rules, source, id_, title, records))
        else:
            left_out.append(title)
    return Effects(compared=tuple(found), left_out=tuple(left_out), unconfirmed=False)


def _ruling(year: Year) -> Iterator[str]:
    """Yield the ids of the facts that the hour rule of *year* rests on."""
    yield from year.rule.reckoned_facts
    if year.rule.makeup is not None:
        yield year.rule.makeup


Example = tuple[Source, str, str, tuple[Sequence[Record], Sequence[Record]]]
"""Source, id, title, and the records as of the older and the newer year."""


def _examples(policy: Policy, rules: tuple[Rule, Rule], before: Year, after: Year) -> Iterator[Example]:
    years = after.year - before.year
    subjects = subject_ids(policy.years)
    for profile in policy.profiles:
        dated = [profile_records(profile, year.year, subjects) for year in (before, after)]
        yield Source.PROFILE, profile.id, profile.title, (dated[0], dated[1])
    for case in before.cases:
        records = case_records(rules[0], case)
        yield Source.CASE, case.id, case.title, (records, [_later(record, years) for record in records])


def subject_ids(years: Mapping[int, Year]) -> Mapping[str, str]:
    """Return subject label → subject id, of all *years*; the newest year has the last word."""
    return {subject.label: id_ for _, year in sorted(years.items()) for id_, subject in year.subjects.items()}


def _later(record: Record, years: int) -> Record:
    """Return *record* as of so many *years* later."""
    return replace(
        record,
        day=None if record.day is None else shifted(record.day, years),
        makeup_year=None if record.makeup_year is None else record.makeup_year + years,
    )


def _effect(
    rules: tuple[Rule, Rule],
    source: Source,
    id_: str,
    title: str,
    records: tuple[Sequence[Record], Sequence[Record]],
) -> Effect:
    before, after = (judge(rule, own) for rule, own in zip(rules, records, strict=True))
    return Effect(
        source=source,
        id=id_,
        title=title,
        before=before,
        after=after,
        outcomes=(outcome(rules[0], before), outcome(rules[1], after)),
    )


def outcome(rule: Rule, result: Result) -> str:
    """Return the verdict in words, with what is missing, what is open and which records do not count."""
    open_ = "；".join(OPEN_POINTS[point] for point in result.open_points)
    said = [f"{verdict(result)}（{open_}）" if open_ else verdict(result)]
    if missing := missing_text(rule, result.missing):
        said.append(f"还差{missing}")
    if result.would_qualify and not result.qualified:
        said.append("若待认定的全部认定即达标")
    said += [f"第 {entry.row} 条记录不计入" for entry in result.excluded]
    return "，".join(said)
