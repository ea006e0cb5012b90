"""What the page 历年变化 shows: each year against the one before it, then all of them side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from markupsafe import Markup

from policypress.addresses import TEXT, page_of, relative, source_of
from policypress.change import Change, Changes, Words, anchor_of
from policypress.changes import changes_between, neighbours
from policypress.diff_report import effect_lines, unchanged_count
from policypress.effects import effects_between
from policypress.markup import document_name, fact_link, quotes
from policypress.model.facts import Fact
from policypress.model.policy import Policy
from policypress.model.year import Year
from policypress.templates import fill_template
from policypress.years_table import standing, years_table


def changes_section(policy: Policy, in_force: int, source: str) -> str:
    """Return the changes of every year as Markdown for the page *source*, newest first.

    *in_force* is the year in force; a later one is labelled so.
    """
    pairs = [_pair(policy, before, after, in_force, source) for before, after in neighbours(policy)]
    if not pairs:
        (only,) = policy.years.values()
        pairs = [fill_template("changes_none.html", year=only.year, notice=_notice(policy, only, source))]
    heading = "## 各年对照：数字、日期和名单 {#years}"
    return "\n\n".join([*pairs, heading, years_table(policy, in_force, source)])


def _pair(policy: Policy, before: Year, after: Year, in_force: int, source: str) -> str:
    """Return what changed from one year to the next, under its own headings."""
    changes, effects = changes_between(policy, before, after), effects_between(policy, before, after)
    anchor = f"year-{after.year}"
    ahead = standing(after.year, in_force) if after.year > in_force else ""
    parts = [
        f"## {after.year} 年与 {before.year} 年相比{f'（{ahead}）' if ahead else ''} {{#{anchor}}}",
        fill_template(
            "changes_head.html",
            notices=[_notice(policy, year, source) for year in (before, after)],
            told=len(changes.told),
            open=len(changes.open),
            ahead=ahead,
            in_force=in_force,
        ),
    ]
    for part, group in groupby(changes.told, key=lambda change: change.part):
        parts.append(f"### {part.value} {{#{anchor}-{part.name.lower()}}}")
        parts.append(_listed(policy, changes, group, source))
    if changes.open:
        parts.append(f"### 尚待确认 {{#{anchor}-open}}")
        parts.append(_listed(policy, changes, changes.open, source))
    parts.append(f"### 没有变化的 {{#{anchor}-same}}")
    parts.append(_unchanged(policy, changes, source))
    parts.append(f"### 对算例和各类人员的影响 {{#{anchor}-effects}}")
    parts.append(fill_template("effects.html", lines=effect_lines(effects)))
    return "\n\n".join(parts)


def _notice(policy: Policy, year: Year, source: str) -> Mapping[str, object]:
    return {
        "year": year.year,
        "name": document_name(policy.documents[year.document]),
        "address": relative(source, page_of(source_of(TEXT, policy, year.year))),
    }


def _listed(
    policy: Policy, changes: Changes, told: Iterator[Change] | tuple[Change, ...], source: str
) -> str:
    entries = [
        {
            "id": anchor_of(changes.after, change),
            "kind": change.kind.value,
            "words": list(_linked(change.words, source)),
            "quotes": _quotes(policy, (change.old, change.new), source),
        }
        for change in told
    ]
    return fill_template("changes.html", entries=entries)


def _unchanged(policy: Policy, changes: Changes, source: str) -> str:
    reworded = [
        {"title": new.title, "quotes": _quotes(policy, (old, new), source)} for old, new in changes.reworded
    ]
    days = [list(_linked(change.words, source)) for change in changes.kept_days]
    return fill_template("unchanged.html", days=days, count=unchanged_count(changes), reworded=reworded)


def _linked(words: Words, source: str) -> Iterator[str | Markup]:
    """Yield the pieces of a sentence, what facts state as links to their sentences."""
    for piece in words:
        yield (piece if isinstance(piece, str) else Markup(fact_link(piece.fact, source, piece.words)))


def _quotes(policy: Policy, facts: tuple[Fact | None, ...], source: str) -> list[Mapping[str, object]]:
    return [
        {"year": fact.year, "quote": Markup(quotes(policy, [fact], source))}
        for fact in facts
        if fact is not None
    ]
