"""What changed from one year to another, as text for the screen and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby

from policypress.addresses import proof_of
from policypress.change import Change, Changes, sentence
from policypress.changes import changes_between
from policypress.effects import Effect, Effects, Source, effects_between
from policypress.markup import document_name, fact_text
from policypress.model.facts import Fact
from policypress.model.policy import Policy
from policypress.model.year import Year

NUMERALS = "一二三四五六七八九十"


def text_report(policy: Policy, before: Year, after: Year) -> str:
    """Return what changed from *before* to *after* in sentences, each with both quotes, and its effects."""
    changes, effects = changes_between(policy, before, after), effects_between(policy, before, after)
    lines = [
        f"{before.year} 年 → {after.year} 年",
        f"旧：{_notice(policy, before)}",
        f"新：{_notice(policy, after)}",
    ]
    lines += _told(policy, changes)
    lines += _open(policy, changes)
    lines += ["", "没有变化", *(f"- {sentence(change.words)}" for change in changes.kept_days)]
    lines += [f"- {unchanged_count(changes)}", "", "对算例和各类人员的影响"]
    lines += [f"- {title}{'：' if title else ''}{text}" for title, text in effect_lines(effects)]
    return "\n".join(lines) + "\n"


def _notice(policy: Policy, year: Year) -> str:
    return document_name(policy.documents[year.document])


def _told(policy: Policy, changes: Changes) -> Iterator[str]:
    """Yield the changes by part, numbered throughout."""
    if not changes.told and changes.same:
        yield from ("", "已确认的规定没有变化。" if changes.open else "没有发现变化。")
    number, above = 0, list[str]()
    for heading, (part, group) in zip(NUMERALS, groupby(changes.told, key=lambda c: c.part), strict=False):
        yield from ("", f"{heading}、{part}")
        for change in group:
            number += 1
            yield f"{number}. {sentence(change.words)}"
            quoted = list(_quotes(policy, change))
            yield from quoted if quoted != above or not quoted else ["   原文同上一条"]
            above = quoted


def _open(policy: Policy, changes: Changes) -> Iterator[str]:
    if changes.open:
        yield from ("", f"尚待确认（{len(changes.open)} 条，既不算变化，也不算没有变化）")
        for change in changes.open:
            yield f"- {sentence(change.words)}"
            yield from _quotes(policy, change)


def _quotes(policy: Policy, change: Change) -> Iterator[str]:
    for fact in (change.old, change.new):
        if fact is not None:
            yield f"   {fact.year} 年原文：{fact.quote}（{policy.documents[fact.document].number}）"


def unchanged_count(changes: Changes) -> str:
    """Return how many facts state the same, in a sentence."""
    words = f"，其中 {len(changes.reworded)} 条通知改了文字、内容不变" if changes.reworded else ""
    return f"内容没有变化的规定共 {changes.same} 条{words}。"


def effect_lines(effects: Effects) -> tuple[tuple[str, str], ...]:
    """Return whom each sentence speaks of (empty: of several) and the sentence.

    First what becomes of each example that fares otherwise, then what is unaffected or not compared.
    """
    if effects.unconfirmed:
        return (("", "新年度的学时要求尚待确认，暂不比较。"),)
    told = [
        (f"{effect.source}“{effect.title}”", effect.sentence) for effect in effects.compared if effect.changed
    ]
    same = [("", count) for source in Source if (count := unaffected(effects, source))]
    out = [("", f"两年的科目不同，不比较：{'、'.join(effects.left_out)}。")] if effects.left_out else []
    return (*told, *same, *out)


def unaffected(effects: Effects, source: Source) -> str:
    """Return how many examples of *source* fare as before, in a sentence; empty where there are none."""
    own = effects.of(source)
    same = sum(not effect.changed for effect in own)
    if not same:
        return ""
    return f"{'全部' if same == len(own) else '其余'} {same} 个{source}的结果不变。"


def json_report(policy: Policy, before: Year, after: Year) -> str:
    """Return what changed from *before* to *after* and its effects, as JSON."""
    changes, effects = changes_between(policy, before, after), effects_between(policy, before, after)
    data = {
        "from": before.year,
        "to": after.year,
        "changes": [_change(policy, change) for change in changes.told],
        "unconfirmed": [_change(policy, change) for change in changes.open],
        "recurring_days": [_change(policy, change) for change in changes.kept_days],
        "reworded": [new.id for _, new in changes.reworded],
        "same": changes.same,
        "effects": [_effect(effect) for effect in effects.compared],
        "effects_unconfirmed": effects.unconfirmed,
        "not_compared": list(effects.left_out),
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _change(policy: Policy, change: Change) -> Mapping[str, object]:
    return {
        "id": change.id,
        "part": change.part.value,
        "kind": change.kind.value,
        "title": change.title,
        "sentence": sentence(change.words),
        "old": _fact(policy, change.old),
        "new": _fact(policy, change.new),
    }


def _fact(policy: Policy, fact: Fact | None) -> Mapping[str, object] | None:
    if fact is None:
        return None
    return {
        "year": fact.year,
        "text": fact_text(fact),
        "quote": fact.quote,
        "document": policy.documents[fact.document].number,
        "address": proof_of(fact),
    }


def _effect(effect: Effect) -> Mapping[str, object]:
    return {
        "source": effect.source.value,
        "id": effect.id,
        "title": effect.title,
        "changed": effect.changed,
        "before": {"qualified": effect.before.qualified, "text": effect.outcomes[0]},
        "after": {"qualified": effect.after.qualified, "text": effect.outcomes[1]},
    }


FORMATS: Mapping[str, Callable[[Policy, Year, Year], str]] = {"text": text_report, "json": json_report}
"""What writes the changes, by the name of the format."""
