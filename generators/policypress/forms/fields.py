"""The kinds of fields a form has; a new kind is one class here and a case wherever fields are told apart."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal


class UnitPart(StrEnum):
    """What the lists of units say of one."""

    NAME = "name"
    """单位名称."""
    DEPARTMENT = "department"
    """主管部门."""
    BUREAU = "bureau"
    """同级人事综合管理部门."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextField:
    """One line of text."""

    kind: Literal["text"]
    """``text``."""
    id: str
    """Key of the field in data files: lower-case ASCII letters, digits and underscores."""
    label: str
    """Label as printed; where a label stands twice in the form, the row's name is put before it."""
    help: str
    """What belongs here, one or two sentences."""
    filled_by: str
    """Who fills it."""
    length: int | None = None
    """Most characters; null: as many as fit."""
    required: bool = False
    """Whether the source says the field must be filled."""
    centred: bool = False
    """Whether the text stands in the middle of its cell."""
    from_unit: UnitPart | None = None
    """What of the unit stands here once a unit is chosen from ``policy/units``; null: nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesField:
    """Text of several lines, which may grow onto a further page."""

    kind: Literal["lines"]
    """``lines``."""
    id: str
    """Key of the field in data files."""
    label: str
    """Label as printed."""
    help: str
    """What belongs here."""
    filled_by: str
    """Who fills it."""
    length: int | None = None
    """Most characters; null: as many as fit, then a further page."""
    required: bool = False
    """Whether the source says the field must be filled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One box of a choice."""

    id: str
    """Key of the option."""
    label: str
    """Label as printed; also its value in data files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceField:
    """One of several boxes to tick."""

    kind: Literal["choice"]
    """``choice``."""
    id: str
    """Key of the field in data files."""
    label: str
    """Label as printed."""
    help: str
    """How to choose."""
    filled_by: str
    """Who fills it."""
    options: tuple[Option, ...]
    """The boxes, left to right."""
    required: bool = False
    """Whether the source says the field must be filled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateField:
    """A date on printed 年 月 日, at the lower right of its cell."""

    kind: Literal["date"]
    """``date``."""
    id: str
    """Key of the field in data files."""
    label: str
    """Name of the date; where it stands twice, the row's name is put before it."""
    help: str
    """Which date."""
    filled_by: str
    """Who fills it."""
    required: bool = False
    """Whether the source says the field must be filled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodField:
    """Two dates on printed 年 月 日 至 年 月 日: from which day to which."""

    kind: Literal["period"]
    """``period``."""
    id: str
    """Key of the field in data files."""
    label: str
    """Label as printed."""
    help: str
    """Which days."""
    filled_by: str
    """Who fills it."""
    required: bool = False
    """Whether the source says the field must be filled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberField:
    """A number in the middle of its cell; a unit is printed beside or above it, never typed."""

    kind: Literal["number"]
    """``number``."""
    id: str
    """Key of the field in data files."""
    label: str
    """Label as printed."""
    help: str
    """What is counted, and in which unit."""
    filled_by: str
    """Who fills it."""
    decimals: int = 0
    """Most digits after the point."""
    least: Decimal | None = None
    """The number is no smaller; null: the source does not say."""
    most: Decimal | None = None
    """The number is no larger; null: the source does not say."""
    required: bool = False
    """Whether the source says the field must be filled."""


Field = TextField | LinesField | ChoiceField | DateField | PeriodField | NumberField


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """A space that is printed and left empty: a photo is glued in, a seal is stamped. No record fills it."""

    kind: Literal["photo", "seal"]
    """``photo``: takes what height is left, its words in the middle; ``seal``: one line at the lower right."""
    label: str
    """Words printed there."""


DATE_PARTS = ("year", "month", "day")
"""Keys of the parts of a day, in the order in which they are printed."""
ENDS = {"from": "起始", "to": "截止"}
"""Key and name of either day of a period."""
UNTIL = "至"
"""Printed between the two days of a period."""


def days_of(field: DateField | PeriodField) -> tuple[tuple[str, ...], ...]:
    """Return, for each day of *field*, the keys of its parts: of a period they say which end they are."""
    if isinstance(field, DateField):
        return (DATE_PARTS,)
    return tuple(tuple(f"{end}_{part}" for part in DATE_PARTS) for end in ENDS)
