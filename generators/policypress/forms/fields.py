"""The kinds of fields a form has; a new kind is one class here and a case wherever fields are told apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal


class UnitPart(StrEnum):
    """What the lists of units say of one."""

    NAME = "name"
    """单位名称。"""
    DEPARTMENT = "department"
    """主管部门。"""
    BUREAU = "bureau"
    """同级人事综合管理部门。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextField:
    """One line of text."""

    kind: Literal["text"]
    """text：一行文字。"""
    id: str
    """栏目的编号，也是数据文件里的键：小写字母、数字和下划线。"""
    label: str
    """表上印的字；同样的字在表上出现两次的，名称前自动加上那一行的名称。"""
    help: str
    """这里填什么，一两句话。"""
    filled_by: str
    """由谁填写。"""
    length: int | None = None
    """至多多少字；不写则能放下多少算多少。"""
    required: bool = False
    """来源文件是否写明必须填写，默认 false。"""
    centred: bool = False
    """文字是否居中，默认 false。"""
    from_unit: UnitPart | None = None
    """从 policy/units 选定单位后，这里填单位的哪一项；不写则不填。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesField:
    """Text of several lines, which may grow onto a further page."""

    kind: Literal["lines"]
    """lines：多行文字，写不下的接到附页。"""
    id: str
    """栏目的编号，也是数据文件里的键：小写字母、数字和下划线。"""
    label: str
    """表上印的字。"""
    help: str
    """这里填什么。"""
    filled_by: str
    """由谁填写。"""
    length: int | None = None
    """至多多少字；不写则不限，放不下的接到附页。"""
    required: bool = False
    """来源文件是否写明必须填写，默认 false。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One box of a choice."""

    id: str
    """选项的编号。"""
    label: str
    """表上印的字，也是数据文件里的值。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceField:
    """One of several boxes to tick."""

    kind: Literal["choice"]
    """choice：几个方框选一个。"""
    id: str
    """栏目的编号，也是数据文件里的键：小写字母、数字和下划线。"""
    label: str
    """表上印的字。"""
    help: str
    """怎样选。"""
    filled_by: str
    """由谁填写。"""
    options: tuple[Option, ...]
    """各个方框，从左到右。"""
    required: bool = False
    """来源文件是否写明必须填写，默认 false。"""

    @property
    def labels(self) -> Mapping[str, str]:
        """Id of each option → its label, in order."""
        return {option.id: option.label for option in self.options}


@dataclass(frozen=True, slots=True, kw_only=True)
class DateField:
    """A date on printed 年 月 日, at the lower right of its cell."""

    kind: Literal["date"]
    """date：日期，印“年 月 日”。"""
    id: str
    """栏目的编号，也是数据文件里的键：小写字母、数字和下划线。"""
    label: str
    """日期的名称；出现两次的，前面自动加上那一行的名称。"""
    help: str
    """填哪一天。"""
    filled_by: str
    """由谁填写。"""
    required: bool = False
    """来源文件是否写明必须填写，默认 false。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodField:
    """Two dates on printed 年 月 日 至 年 月 日: from which day to which."""

    kind: Literal["period"]
    """period：起止日期，印“年 月 日 至 年 月 日”。"""
    id: str
    """栏目的编号，也是数据文件里的键：小写字母、数字和下划线。"""
    label: str
    """表上印的字。"""
    help: str
    """填哪些日子。"""
    filled_by: str
    """由谁填写。"""
    required: bool = False
    """来源文件是否写明必须填写，默认 false。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberField:
    """A number in the middle of its cell; a unit is printed beside or above it, never typed."""

    kind: Literal["number"]
    """number：数字。"""
    id: str
    """栏目的编号，也是数据文件里的键：小写字母、数字和下划线。"""
    label: str
    """表上印的字。"""
    help: str
    """数的是什么，以什么为单位。"""
    filled_by: str
    """由谁填写。"""
    decimals: int = 0
    """至多几位小数，默认 0。"""
    least: Decimal | None = None
    """不小于多少；来源文件没有规定的不写。"""
    most: Decimal | None = None
    """不大于多少；来源文件没有规定的不写。"""
    required: bool = False
    """来源文件是否写明必须填写，默认 false。"""


Field = TextField | LinesField | ChoiceField | DateField | PeriodField | NumberField


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """A space that is printed and left empty: a photo is glued in, a seal is stamped. No record fills it."""

    kind: Literal["photo", "seal"]
    """photo：贴照片的地方；seal：盖章的地方。都不填写。"""
    label: str
    """这里印的字。"""


DATE_PARTS = ("year", "month", "day")
"""Keys of the parts of a day, in the order in which they are printed."""
ENDS = {"from": "起始", "to": "截止"}
"""Key and name of either day of a period."""
DAY_WORDS = "年月日"
"""Printed after year, month and day; where a day is not filled in they stand alone, spaces aside."""
UNTIL = "至"
"""Printed between the two days of a period."""


def days_of(field: DateField | PeriodField) -> tuple[tuple[str, ...], ...]:
    """Return, for each day of *field*, the keys of its parts: of a period they say which end they are."""
    if isinstance(field, DateField):
        return (DATE_PARTS,)
    return tuple(tuple(f"{end}_{part}" for part in DATE_PARTS) for end in ENDS)
