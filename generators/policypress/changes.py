"""What changed from one year to another: facts, what stands between them, and forms. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from policypress.change import Change, Changes, Kind
from policypress.fact_changes import fact_changes, reworded
from policypress.form_changes import form_changes
from policypress.model.facts import Part
from policypress.model.policy import Policy
from policypress.model.year import Year
from policypress.rule_changes import rule_changes
from policypress.standing import differs


def changes_between(policy: Policy, before: Year, after: Year) -> Changes:
    """Return what changed from *before* to *after*, the later of two years of *policy*."""
    ended = {
        id_: end
        for number, year in policy.years.items()
        if before.year < number <= after.year
        for id_, end in year.ended.items()
    }
    found = [
        *fact_changes(before, after, ended),
        *rule_changes(before, after),
        *form_changes(policy.forms_of(before.year), policy.forms_of(after.year)),
    ]
    years = after.year - before.year
    same = [
        (before.facts[id_], new)
        for id_, new in after.facts.items()
        if new.carried is None and id_ in before.facts and not differs(before.facts[id_], new, years)
    ]
    return Changes(
        before=before,
        after=after,
        told=tuple(_by_part(found, {Kind.CHANGED, Kind.ADDED, Kind.ENDED})),
        open=tuple(_by_part(found, {Kind.OPEN})),
        kept_days=tuple(_by_part(found, {Kind.KEPT})),
        reworded=tuple((old, new) for old, new in same if reworded(old, new)),
        same=len(same),
    )


def neighbours(policy: Policy) -> Iterator[tuple[Year, Year]]:
    """Yield each year with the one before it, newest first."""
    return reversed(list(pairwise(policy.years.values())))


def _by_part(found: list[Change], kinds: set[Kind]) -> Iterator[Change]:
    """Yield the changes of *kinds*, by part and within it in the order found."""
    parts = list(Part)
    wanted = (change for change in found if change.kind in kinds)
    return iter(sorted(wanted, key=lambda change: parts.index(change.part)))
