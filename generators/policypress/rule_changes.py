"""How what the program works with changed from year to year: subjects, the hour rule, offers, deadlines.

Thresholds and days are facts and told as such; here is told what stands between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from policypress.change import Change, Kind, Words
from policypress.fact_changes import mention
from policypress.hour_rule_changes import hour_rule_changes
from policypress.markup import fact_text
from policypress.model.facts import Fact, Part
from policypress.model.year import Year
from policypress.model.year_files import Deadline, Offer, Subject

T = TypeVar("T")


def rule_changes(before: Year, after: Year) -> Iterator[Change]:
    """Yield what changed besides the facts themselves."""
    yield from _subjects(before, after)
    yield from hour_rule_changes(before, after)
    yield from _offers(before, after)
    yield from _deadlines(before, after)


def _subjects(before: Year, after: Year) -> Iterator[Change]:
    for id_, kind, subject in _came_and_went(before.subjects, after.subjects):
        verb = "新增科目" if kind is Kind.ADDED else "不再设科目"
        yield _change(f"subject-{id_}", Part.SUBJECTS, kind, subject.label, (f"{verb}“{subject.label}”。",))
    for id_, old, new in _common(before.subjects, after.subjects):
        if old.label != new.label:
            words = (f"科目“{old.label}”改称“{new.label}”。",)
            yield _change(f"subject-{id_}", Part.SUBJECTS, Kind.CHANGED, new.label, words)
        yield from _offices(before, after, id_, old, new)


def _offices(before: Year, after: Year, id_: str, old: Subject, new: Subject) -> Iterator[Change]:
    """Yield who recognises and who files a subject, where another fact says so than before."""
    for name, what, was, is_ in (
        ("recognised", "学时由谁认定", old.recognised_by, new.recognised_by),
        ("filed", "线下培训报谁备案", old.filed_with, new.filed_with),
        ("reported", "学时认定后报谁备案", old.reported_to, new.reported_to),
    ):
        if was is None or is_ is None:
            continue  # what is new or ended is told of the fact itself
        facts = before.facts[was], after.facts[is_]
        if was != is_ and fact_text(facts[0]) != fact_text(facts[1]):
            title = f"{new.label}{what}"
            words = (f"{title}：原为", mention(facts[0]), "；现为", mention(facts[1]), "。")
            yield _change(f"subject-{id_}-{name}", Part.SUBJECTS, Kind.CHANGED, title, words, *facts)


def _offers(before: Year, after: Year) -> Iterator[Change]:
    for id_, kind, offer in _came_and_went(before.offers, after.offers):
        verb = "新增补学途径" if kind is Kind.ADDED else "不再列为补学途径"
        yield _change(f"offer-{id_}", Part.TRAINING, kind, offer.title, (f"{verb}：{offer.title}。",))
    for id_, old, new in _common(before.offers, after.offers):
        text = "；".join(_offer(before, after, old, new))
        if text:
            words = (f"补学途径“{old.title}”：{text}。",)
            yield _change(f"offer-{id_}", Part.TRAINING, Kind.CHANGED, new.title, words)


def _offer(before: Year, after: Year, old: Offer, new: Offer) -> Iterator[str]:
    """Yield what differs in one offer, in words; its hours are a fact and told there."""
    if old.title != new.title:
        yield f"改称“{new.title}”"
    if old.subject != new.subject:
        was = before.subjects[old.subject].label if old.subject else "通知未载明"
        is_ = after.subjects[new.subject].label if new.subject else "通知未载明"
        yield f"计入的科目由{was}改为{is_}"
    if bool(old.hours) != bool(new.hours):
        yield "通知写明了学时" if new.hours else "通知不再写明学时"
    if old.way != new.way:
        yield f"培训方式由{old.way or '通知未载明'}改为{new.way or '通知未载明'}"
    if bool(old.form) != bool(new.form):
        yield "需要填表备案" if new.form else "不再需要填表备案"


def _deadlines(before: Year, after: Year) -> Iterator[Change]:
    """Yield the days to keep that came, went, or now concern others; a moved day is a fact that changed."""
    was, is_ = _tasks(before), _tasks(after)
    for (day, number), kind, entry in _came_and_went(was, is_):
        verb = "新增时间节点" if kind is Kind.ADDED else "不再列时间节点"
        fact = (after if kind is Kind.ADDED else before).facts[day]
        words: Words = (f"{verb}：", mention(fact), f"，{_who(entry)}{entry.task.rstrip('。')}。")
        proof = (None, fact) if kind is Kind.ADDED else (fact, None)
        yield _change(f"deadline-{day}-{number}", Part.DUTIES, kind, "时间节点", words, *proof)
    for (day, number), old, new in _common(was, is_):
        text = "；".join(_deadline(old, new))
        if text:
            facts = before.facts[day], after.facts[day]
            words = ("时间节点", mention(facts[1]), f"：{text}。")
            yield _change(f"deadline-{day}-{number}", Part.DUTIES, Kind.CHANGED, "时间节点", words, *facts)


def _tasks(year: Year) -> Mapping[tuple[str, int], Deadline]:
    """Return the deadlines by the fact of their day and their number among those of that day, from 1."""
    found: dict[tuple[str, int], Deadline] = {}
    for entry in year.deadlines:
        number = sum(day == entry.day for day, _ in found) + 1
        found[entry.day, number] = entry
    return found


def _deadline(old: Deadline, new: Deadline) -> Iterator[str]:
    if set(old.who) != set(new.who):
        yield f"由{'、'.join(old.who)}办理改为由{'、'.join(new.who)}办理"
    if old.task != new.task:
        yield f"要做的事原为“{old.task.rstrip('。')}”，现为“{new.task.rstrip('。')}”"


def _who(entry: Deadline) -> str:
    return f"{'、'.join(entry.who)}："


K = TypeVar("K")


def _came_and_went(before: Mapping[K, T], after: Mapping[K, T]) -> Iterator[tuple[K, Kind, T]]:
    """Yield what only *after* has, then what only *before* had."""
    yield from ((key, Kind.ADDED, entry) for key, entry in after.items() if key not in before)
    yield from ((key, Kind.ENDED, entry) for key, entry in before.items() if key not in after)


def _common(before: Mapping[K, T], after: Mapping[K, T]) -> Iterator[tuple[K, T, T]]:
    return ((key, before[key], entry) for key, entry in after.items() if key in before)


def _change(  # noqa: PLR0913, PLR0917 - one place where a Change is made
    id_: str,
    part: Part,
    kind: Kind,
    title: str,
    words: Words,
    old: Fact | None = None,
    new: Fact | None = None,
) -> Change:
    return Change(id=id_, part=part, kind=kind, title=title, words=words, old=old, new=new)
