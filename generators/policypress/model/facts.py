"""A fact, as a year's file writes it and with its proof found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

Value = Decimal | date | str | tuple[str, ...]
"""What a fact states: a number (exact to a tenth), a day, words, or a list of words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactEntry:
    """A fact as written in a year's file, under its id."""

    title: str
    """这一条说的是什么，几个字。"""
    value: Value
    """值：数字（至多一位小数）、日期（如 2024-12-31）、文字，或一列文字。数字、日期要能从引文里读出来。"""
    quote: str
    """证明它的原句，一字不改照抄（空格不计），不能跨段。"""
    unit: str | None = None
    """数字的单位，例如 学时。"""
    qualifier: str | None = None
    """引文里限定这个值的字样：不少于、一般、等、主要围绕；显示时总与值写在一起。"""
    as_printed: str | None = None
    """引文的写法，只在引文里读不出 value 时写，例如引文写“三分之二”。"""
    document: str | None = None
    """出自哪份文件的编号，只在与本文件开头的 document 不同时写。"""
    carried: int | None = None
    """从哪一年带过来、还没有确认；引文还是那一年的。换上新通知的原句和数值以后，删去这一行。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A fact of the year before that this year's notice no longer states."""

    on: date
    """从哪一天起不再执行。"""
    why: str
    """原因，显示给读者，例如 2024年通知不再规定。"""


class Part(StrEnum):
    """What a file of a year is about; heads the group of its facts where years are compared."""

    NOTICE = "通知与适用对象"
    SUBJECTS = "学什么"
    HOURS = "学多少"
    TRAINING = "怎么学、怎么备案"
    DUTIES = "职责、时间与纪律"
    FORMS = "表格"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A fact with its proof found in the stored text."""

    id: str
    year: int
    part: Part
    """Which of the year's files states it."""
    title: str
    value: Value
    unit: str | None
    qualifier: str | None
    as_printed: str | None
    quote: str
    document: str
    """Id of the document."""
    anchor: str
    """Address of the sentence within the page of the document's text, for example ``p12s2``."""
    carried: int | None = None
    """Year it was carried over from and not yet confirmed; None: this year's notice states it."""
