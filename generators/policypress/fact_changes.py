"""How the facts of one year became those of another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from policypress.change import Change, Kind, Mention, Words
from policypress.markup import day_text, fact_text, value_text
from policypress.model.facts import Ended, Fact
from policypress.model.year import Year
from policypress.standing import differs
from policypress.texts import squeeze


def fact_changes(before: Year, after: Year, ended: Mapping[str, Ended]) -> Iterator[Change]:
    """Yield what is to be told of the facts of *after* against those of *before*.

    *ended* holds why and when facts ended, of every year after the older one up to the newer.
    Facts that state the same are left out, days that recur come as KEPT.
    """
    for id_, new in after.facts.items():
        old = before.facts.get(id_)
        if new.carried is not None:
            yield _open(old or new, new.carried)
        elif old is None:
            yield _added(new)
        elif differs(old, new, new.year - old.year):
            yield _changed(old, new)
        elif isinstance(new.value, date):
            yield _kept(old, new)
    for id_, old in before.facts.items():
        if id_ not in after.facts:
            yield _ended(old, ended.get(id_))


def reworded(old: Fact, new: Fact) -> bool:
    """Return whether two notices print the same fact in other words, their years left aside."""
    return squeeze(old.quote).replace(str(old.year), str(new.year)) != squeeze(new.quote)


def mention(fact: Fact) -> Mention:
    """Return what *fact* states, as words that lead to its sentence."""
    return Mention(fact=fact, words=fact_text(fact))


def _open(old: Fact, carried: int) -> Change:
    words: Words = (
        f"{old.title}：尚待确认（{carried} 年：",
        mention(old),
        "）。",
    )
    return Change(id=old.id, part=old.part, kind=Kind.OPEN, title=old.title, words=words, old=old)


def _added(new: Fact) -> Change:
    words: Words = (f"新增“{new.title}”：", mention(new), "。")
    return Change(id=new.id, part=new.part, kind=Kind.ADDED, title=new.title, words=words, new=new)


def _ended(old: Fact, end: Ended | None) -> Change:
    since = f"，自{_since(end.on)}起；{end.why.rstrip('。')}" if end else ""
    words: Words = (
        f"不再规定“{old.title}”（{old.year} 年：",
        mention(old),
        f"）{since}。",
    )
    return Change(id=old.id, part=old.part, kind=Kind.ENDED, title=old.title, words=words, old=old)


def _since(day: date) -> str:
    """Return a first day in words: the year alone where it is its first day."""
    return f" {day.year} 年" if (day.month, day.day) == (1, 1) else day_text(day)


def _kept(old: Fact, new: Fact) -> Change:
    shown = fact_text(new).replace(f"{new.year}年", "", 1)
    words: Words = (f"{new.title}：仍为", Mention(fact=new, words=shown), "。")
    return Change(id=new.id, part=new.part, kind=Kind.KEPT, title=new.title, words=words, old=old, new=new)


def _changed(old: Fact, new: Fact) -> Change:
    if isinstance(old.value, tuple) and isinstance(new.value, tuple):
        words = (f"{new.title}：", *_list_change(old, new, old.value, new.value), "。")
    else:
        words = (f"{new.title}：", *_value_change(old, new), "。")
    return Change(id=new.id, part=new.part, kind=Kind.CHANGED, title=new.title, words=words, old=old, new=new)


def _value_change(old: Fact, new: Fact) -> Words:
    """Return from what to what a value went; words of the notice are told apart from numbers and days."""
    texts = fact_text(old), fact_text(new)
    if texts[0] == texts[1]:  # as printed they are alike
        texts = value_text(old.value, old.unit), value_text(new.value, new.unit)
    was, is_ = Mention(fact=old, words=texts[0]), Mention(fact=new, words=texts[1])
    plain = not any(isinstance(fact.value, str | tuple) for fact in (old, new))
    return ("由", was, "改为", is_) if plain else ("原为", was, "；现为", is_)


def _list_change(old: Fact, new: Fact, was: tuple[str, ...], is_: tuple[str, ...]) -> Words:
    """Return what came to a list and what went, and how its limit changed."""
    words: list[str | Mention] = []
    for verb, fact, items in (
        ("增加", new, [item for item in is_ if item not in was]),
        ("不再列", old, [item for item in was if item not in is_]),
    ):
        if items:
            words += ["；" if words else "", verb, Mention(fact=fact, words="、".join(items))]
    if not words and was != is_:
        words += ["所列各项不变，次序改为", Mention(fact=new, words="、".join(is_))]
    if old.qualifier != new.qualifier:
        words += ["；" if words else "", *_limit_change(old, new)]
    return tuple(piece for piece in words if piece)


def _limit_change(old: Fact, new: Fact) -> Words:
    """Return how the word that limits a list changed (等, 主要围绕)."""
    was = Mention(fact=old, words=f"“{old.qualifier}”")
    is_ = Mention(fact=new, words=f"“{new.qualifier}”")
    if old.qualifier is None:
        return ("原文加上了", is_)
    return ("原文不再写", was) if new.qualifier is None else ("原文的", was, "改为", is_)
