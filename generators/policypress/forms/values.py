"""Values of fields: from what people write to how a record holds them, and to how they are printed.

A record holds every value as text: a day as ``2023-06-05``, a period as two days with a slash between
(ISO 8601-1, 5.5.2.3), a number in Arabic digits with a point, a choice as an option's id or label.

site/js/form-values.js does the same in the browser.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import assert_never

from policypress.forms.fields import (
    ChoiceField,
    DateField,
    Field,
    LinesField,
    NumberField,
    PeriodField,
    TextField,
)
from policypress.record_fields import FIELD_FAULTS, FieldFault, common_form, read_day
from policypress.texts import squeeze

NUMBER = re.compile(r"-?[0-9]{1,12}(?:\.([0-9]{1,6}))?")
BETWEEN = "/"
DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""As a record holds it."""
_DAY = r"[0-9]{4} *[-/.年] *[0-9]{1,2} *[-/.月] *[0-9]{1,2} *[日号]?"
PERIOD = re.compile(
    rf"({_DAY}) *(?:至|到|~|/|[-–—]+) *(?:({_DAY})|(?:([0-9]{{1,2}}) *[-/.月] *)?([0-9]{{1,2}}) *[日号]?)"
)
"""From which day to which; the second may leave out the year, or year and month, where they are the first's."""


def comparable(name: str) -> str:
    """Return *name*, of a field or an option, without what makes no difference: white space, width, case."""
    return squeeze(unicodedata.normalize("NFKC", name)).casefold()


def read_value(field: Field, text: str, epoch: date | None = None) -> str:
    """Return *text*, as a person or a program wrote it, as a record holds it.

    *epoch* is as in :func:`policypress.record_fields.read_day`. Raise ValueError, saying in Chinese what is
    wrong and what would be right, to follow what was written.
    """
    match field:
        case DateField():
            return _day(text, epoch)
        case PeriodField():
            return _period(text)
        case NumberField():
            return common_form(text)
        case TextField() | LinesField() | ChoiceField():
            return text
    assert_never(field)


def _day(text: str, epoch: date | None) -> str:
    day = read_day(text, epoch)
    if isinstance(day, FieldFault):
        raise ValueError(FIELD_FAULTS[day])  # noqa: TRY004 - a fault is a value here, not a wrong type
    return day.isoformat() if day else ""


def _period(text: str) -> str:
    written = common_form(text)
    if not written:
        return ""
    found = PERIOD.fullmatch(written)
    if found is None:
        raise ValueError("不是起止日期；请写明起、止的年月日，如 2023年6月5日至2023年6月9日")
    first = _day(found[1], None)
    last = found[2] or f"{first[:4]}-{found[3] or first[5:7]}-{found[4]}"
    return f"{first}{BETWEEN}{_day(last, None)}"


def days(text: str) -> tuple[date, ...]:
    """Return the days of a date or a period as a record holds it; raise ValueError where it is none."""
    written = text.split(BETWEEN)
    if not all(map(DAY.fullmatch, written)):
        raise ValueError(text)
    return tuple(map(date.fromisoformat, written))


def number_faults(field: NumberField, name: str, text: str) -> Iterator[str]:
    """Yield why *text* is no number that *field*, called *name*, takes."""
    found = NUMBER.fullmatch(text)
    if found is None:
        yield f"“{name}”应为数，只写阿拉伯数字，如 8，现在是“{text}”"
        return
    if len(found[1] or "") > field.decimals:
        right = f"至多写 {field.decimals} 位小数" if field.decimals else "应为整数"
        yield f"“{name}”{right}，现在是“{text}”"
    if field.least is not None and Decimal(text) < field.least:
        yield f"“{name}”不能小于 {field.least}，现在是“{text}”"
    if field.most is not None and Decimal(text) > field.most:
        yield f"“{name}”不能大于 {field.most}，现在是“{text}”"


def shown_day(day: date) -> str:
    """Return *day* as forms print it."""
    return f"{day.year:04}年{day.month}月{day.day}日"


def shown_value(field: Field, text: str) -> str:
    """Return a value of a record as it is printed; *text* is one that *field* takes."""
    match field:
        case DateField() | PeriodField():
            return "至".join(map(shown_day, days(text)))
        case ChoiceField():
            return next(option.label for option in field.options if text in (option.id, option.label))
        case TextField() | LinesField() | NumberField():
            return text
    assert_never(field)
