"""A YAML scalar → a value of one of the plain types, exactly: ``4.7`` is no integer, ``2023`` is no text."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from policypress import limits

NAMES = {
    str: "文字",
    int: "整数",
    Decimal: "数字（至多一位小数）",
    bool: "true 或 false",
    date: "日期（如 2023-12-31）",
}
"""What an editor calls a type."""
TAG_NAMES = {
    "str": "文字",
    "int": "整数",
    "float": "小数",
    "bool": "true/false",
    "timestamp": "日期",
    "null": "空值",
}
"""What an editor calls what YAML takes a scalar for."""
WHOLE = re.compile(r"-?\d{1,9}", re.ASCII)
TENTHS = re.compile(r"-?\d{1,9}(\.\d0*)?", re.ASCII)


def _whole(text: str) -> int:
    """Return *text* as an integer; raise ValueError for the forms an office never writes (0x1f, 1_000)."""
    if not WHOLE.fullmatch(text):
        raise ValueError
    return int(text)


class FarDayError(ValueError):
    """A day of no year that a notice means: of :data:`limits.YEARS` none."""


def _day(text: str) -> date:
    """Return *text* as a day; raise ValueError where there is none such, FarDayError where it is too far off."""
    day = date.fromisoformat(text)
    if day.year not in limits.YEARS:
        raise FarDayError
    return day


def _tenths(text: str) -> Decimal:
    """Return *text* as a number exact to a tenth; raise ValueError for any other form of number."""
    if not TENTHS.fullmatch(text):
        raise ValueError
    return Decimal(text)


PARSED: dict[Any, Callable[[str], Any]] = {
    str: str,
    int: _whole,
    Decimal: _tenths,
    bool: lambda text: text.lower() == "true",
    date: _day,
}
"""What makes a value of a type from a scalar's text; raises ValueError where it is none."""
TAGS: dict[Any, tuple[str, ...]] = {
    str: ("str",),
    int: ("int",),
    Decimal: ("int", "float"),
    bool: ("bool",),
    date: ("timestamp",),
}
"""What YAML takes a scalar for that may stand for a type."""
