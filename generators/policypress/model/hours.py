"""The hour rule, as a year's hours.yaml writes it: references to facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Reckoning(StrEnum):
    """How training of one way becomes hours."""

    LABELLED = "labelled"
    """按记录写的学时计。"""
    PER_DAY = "per_day"
    """每天计若干学时；记录没有写天数的，按它写的学时计。"""
    PER_ITEM = "per_item"
    """每项计若干学时，不看记录写多少。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class HourCredit:
    """How many hours the training of one way (形式) brings, where the notice states it."""

    way: str
    """哪种形式的培训，与通知的字样一致，也与记录的“形式”一致。"""
    kind: Reckoning
    """怎样计学时：labelled（按记录）、per_day（按天）、per_item（按项）。"""
    hours: str | None = None
    """写明每天（整数）或每项学时数的条目编号；kind 为 labelled 时不写。"""
    item_cap: str | None = None
    """写明每项至多计多少学时的条目编号；不写则不限。"""
    year_cap: str | None = None
    """写明每年至多计多少学时的条目编号，各科目分别计；不写则不限。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class HourRule:
    """The hour rule, as references to facts; every threshold is a fact with its quote."""

    starts: date
    """学习年度的第一天。这是本页的约定，会这样注明。"""
    ends: str
    """写明最后一天的条目编号。"""
    total_hours: str
    """写明全年最低总学时的条目编号。"""
    total_days: str | None
    """写明可以代替总学时的最低天数的条目编号；通知没有规定的写 null。"""
    subject_hours: dict[str, str]
    """各科目的编号 → 写明该科目最低学时的条目编号。"""
    makeup: str | None
    """关于补训的条目编号；通知没有规定的写 null。"""
    starts_stated: str | None = None
    """通知写明第一天的，写那一条的编号；那一天应与 starts 相同。"""
    subject_shares: dict[str, str] | None = None
    """各科目的编号 → 写明该科目至少占总学时几分之几的条目编号（值写文字，如 三分之二）。"""
    credits: tuple[HourCredit, ...] = ()
    """各种形式怎样计学时；没有写到的形式按记录写的学时计。"""
    makeup_opens: str | None = None
    """写明今年的补训从哪一天开始的条目编号；不写则不限。"""
    makeup_closes: str | None = None
    """写明今年的补训到哪一天为止的条目编号；不写则不限。"""

    @property
    def total_facts(self) -> tuple[str, ...]:
        """Ids of the facts with the least total: in 学时, and in days where they serve instead."""
        return (self.total_hours, self.total_days) if self.total_days else (self.total_hours,)

    @property
    def subject_facts(self) -> Mapping[str, str]:
        """Subject id → id of the fact with its least hours or its least share, in the order shown."""
        return {**self.subject_hours, **(self.subject_shares or {})}

    @property
    def further_facts(self) -> tuple[str, ...]:
        """Ids of the facts it rests on beyond days, thresholds and 补训: first day, windows, rates, bounds."""
        credited = (id_ for each in self.credits for id_ in (each.hours, each.item_cap, each.year_cap))
        ids = (self.starts_stated, self.makeup_opens, self.makeup_closes, *credited)
        return tuple(id_ for id_ in ids if id_ is not None)

    @property
    def reckoned_facts(self) -> tuple[str, ...]:
        """Ids of all facts whose values a result is reckoned from."""
        return (self.ends, *self.total_facts, *self.subject_facts.values(), *self.further_facts)
