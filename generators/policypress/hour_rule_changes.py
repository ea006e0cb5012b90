"""How the hour rule changed from year to year: what it asks for, how hours are reckoned, the days of study.

A fact that states another value is told as such; here is told what the rule came to rest on, what it
no longer rests on, and where it is reckoned in another way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from policypress.change import Change, Kind, Words
from policypress.dates import shifted
from policypress.fact_changes import mention
from policypress.markup import day_text
from policypress.model.facts import Fact, Part
from policypress.model.hours import HourCredit, Reckoning
from policypress.model.year import Year
from policypress.standing import differs
from policypress.texts import squeeze

MANNERS: Mapping[Reckoning, tuple[str, str]] = {
    Reckoning.PER_DAY: ("按天计算", "每天"),
    Reckoning.PER_ITEM: ("按项计算", "每项"),
}
"""How hours are reckoned other than as a record says, and of what they are stated."""
DAYS_CAME, DAYS_WENT = "全年累计也可以按天数达到：", "全年累计不再可以按天数达到，只按学时计算"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Point:
    """One thing that a rule states, and what is said where it came or went."""

    title: str
    fact: Fact
    came: str
    """Said before what the fact states."""
    went: str
    """Said before what it stated the year before."""
    manner: str = ""
    """In which way it is reckoned; empty where there is one way only."""


def hour_rule_changes(before: Year, after: Year) -> Iterator[Change]:
    """Yield what the rule of *after* asks for, reckons or leaves out otherwise than that of *before*."""
    yield from _starts(before, after)
    was, is_ = dict(_points(before)), dict(_points(after))
    for id_, new in is_.items():
        old = was.get(id_)
        if old is None:
            words: Words = (new.came, mention(new.fact), "。")
            yield _change(id_, Kind.ADDED, new.title, words, None, new.fact)
        elif old.manner != new.manner or _elsewhere(old.fact, new.fact):
            yield _change(id_, Kind.CHANGED, new.title, _from_to(old, new), old.fact, new.fact)
    for id_, old in was.items():
        if id_ not in is_:
            words = (f"{old.went}（{before.year} 年：", mention(old.fact), "）。")
            yield _change(id_, Kind.ENDED, old.title, words, old.fact, None)


def _starts(before: Year, after: Year) -> Iterator[Change]:
    """Yield how the first day changed; between two days that notices state it is a fact that changed."""
    title = "学习年度的起算日"
    was, is_ = (year.facts.get(year.rule.starts_stated or "") for year in (before, after))
    convention = day_text(after.rule.starts) + "（本页约定）"
    if was and not is_:
        words: Words = (f"{title}：通知不再写明（{before.year} 年：", mention(was), f"），现为{convention}。")
    elif is_ and not was:
        words = (
            f"{title}：原为{day_text(before.rule.starts)}（本页约定），现由通知写明：",
            mention(is_),
            "。",
        )
    elif was or shifted(before.rule.starts, after.year - before.year) == after.rule.starts:
        return
    else:
        words = (f"{title}：由{day_text(before.rule.starts)}改为{convention}。",)
    yield _change("starts", Kind.CHANGED, title, words, was, is_)


def _points(year: Year) -> Iterator[tuple[str, _Point]]:
    """Yield what the rule of *year* rests on, by an id that is the same every year."""
    rule, facts = year.rule, year.facts
    yield from _subjects(year)
    if rule.total_days is not None:
        yield "days", _Point(title="按天数达到", fact=facts[rule.total_days], came=DAYS_CAME, went=DAYS_WENT)
    for id_, fact, title in (
        ("ends", rule.ends, "学习年度的截止日"),
        ("total", rule.total_hours, "累计的最低学时"),
        ("makeup", rule.makeup, "补训"),
        ("makeup-opens", rule.makeup_opens, "补训开始的日期"),
        ("makeup-closes", rule.makeup_closes, "补训截止的日期"),
    ):
        if fact is not None:
            came, went = f"通知规定了{title}：", f"通知不再规定{title}"
            yield id_, _Point(title=title, fact=facts[fact], came=came, went=went)
    for credit in rule.credits:
        yield from _credit(year, credit)


def _subjects(year: Year) -> Iterator[tuple[str, _Point]]:
    """Yield the least hours of each subject: so many 学时, or a share of the total."""
    for id_, fact in year.rule.subject_facts.items():
        label = year.subjects[id_].label
        manner = "学时" if id_ in year.rule.subject_hours else "占累计学时的比例"
        yield (
            f"subject-{id_}",
            _Point(
                title=f"{label}的最低学时",
                fact=year.facts[fact],
                came=f"{label}单独要求{manner}：",
                went=f"{label}不再单独要求{manner}",
                manner=manner,
            ),
        )


def _credit(year: Year, credit: HourCredit) -> Iterator[tuple[str, _Point]]:
    """Yield the rate of one way of training and its bounds."""
    way, name = squeeze(credit.way), f"“{credit.way}”"
    if credit.hours is not None:
        manner, each = MANNERS[credit.kind]
        yield (
            f"credit-{way}",
            _Point(
                title=f"{name}的学时",
                fact=year.facts[credit.hours],
                came=f"{name}的学时{manner}，{each}",
                went=f"{name}的学时不再{manner}，以记录所写的为准",
                manner=manner,
            ),
        )
    for id_, fact, what in (
        ("item-cap", credit.item_cap, "每项学时的上限"),
        ("year-cap", credit.year_cap, "全年学时的上限"),
    ):
        if fact is not None:
            title = f"{name}{what}"
            point = _Point(title=title, fact=year.facts[fact], came=f"新设{title}：", went=f"不再设{title}")
            yield f"credit-{way}-{id_}", point


def _elsewhere(old: Fact, new: Fact) -> bool:
    """Return whether another fact states it than before, and states something else."""
    return old.id != new.id and differs(old, new, new.year - old.year)


def _from_to(old: _Point, new: _Point) -> Words:
    was, is_ = mention(old.fact), mention(new.fact)
    if old.manner == new.manner:
        return (f"{new.title}：原为", was, "；现为", is_, "。")
    return (f"{new.title}：由{old.manner}（", was, f"）改为{new.manner}（", is_, "）。")


def _change(  # noqa: PLR0913, PLR0917 - one place where a Change is made
    id_: str, kind: Kind, title: str, words: Words, old: Fact | None, new: Fact | None
) -> Change:
    return Change(id=f"rule-{id_}", part=Part.HOURS, kind=kind, title=title, words=words, old=old, new=new)
