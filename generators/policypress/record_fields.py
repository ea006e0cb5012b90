"""The fields of a training record, from what people write. site/js/record-fields.js is the same in the browser.

Full-width digits and punctuation are read as their common forms. A reader returns the value, or the
fault; it never guesses.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

MAX_AMOUNT = 10_000
"""Most hours or days of one record."""
WHITE = " \t\r\n\ufeff\u200b"
AMOUNT = re.compile(r"([0-9]+)(?:\.([0-9]+))?")
NEGATIVE = re.compile(rf"[-−][ \t\r\n]*{AMOUNT.pattern}")
WITH_UNIT = re.compile(rf"{AMOUNT.pattern}[ \t\r\n]*[\u4e00-\u9fff]+")
CLOCK = r"(?:[ T] *[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?"
DAYS = (
    re.compile(rf"([0-9]{{4}}) *[-/.年] *([0-9]{{1,2}}) *[-/.月] *([0-9]{{1,2}}) *[日号]?{CLOCK}"),
    re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})"),
)
SERIAL = re.compile(r"([1-9][0-9]{4})(?:\.[0-9]+)?")
YEAR = re.compile(r"([12][0-9]{3}) *年?度?")
DENIALS = frozenset({"否", "无", "没有", "未批准", "未获批准", "未经批准", "不批准"})


class FieldFault(StrEnum):
    """What is wrong with a field."""

    NOT_A_NUMBER = "not_a_number"
    WITH_UNIT = "with_unit"
    NEGATIVE = "negative"
    TOO_FINE = "too_fine"
    TOO_LARGE = "too_large"
    NOT_A_DAY = "not_a_day"
    NO_SUCH_DAY = "no_such_day"
    NOT_A_YEAR = "not_a_year"


FIELD_FAULTS: Mapping[FieldFault, str] = {
    FieldFault.NOT_A_NUMBER: "不是数字；请只写阿拉伯数字，如 8 或 7.5",
    FieldFault.WITH_UNIT: "带了单位；请只写数字，如 8 或 7.5",
    FieldFault.NEGATIVE: "是负数；应为 0 或大于 0 的数字",
    FieldFault.TOO_FINE: "小数太多；至多写一位小数，如 7.5",
    FieldFault.TOO_LARGE: f"太大；一条记录至多 {MAX_AMOUNT}",
    FieldFault.NOT_A_DAY: "不是完整的日期；请写明年月日，如 2023-03-01 或 2023年3月1日",
    FieldFault.NO_SUCH_DAY: "没有这一天；请核对年月日",
    FieldFault.NOT_A_YEAR: "不是年份；请写四位数字，如 2022",
}
"""The fault and what would be right, to follow what was written."""


def common_form(text: str) -> str:
    """Return *text* with full-width characters in their common form, without white space around it."""
    return unicodedata.normalize("NFKC", text).strip(WHITE)


def read_amount(text: str) -> int | FieldFault | None:
    """Return hours or days in tenths, None where *text* is blank, or the fault."""
    text = common_form(text)
    if not text:
        return None
    match = AMOUNT.fullmatch(text)
    if match is None:
        if NEGATIVE.fullmatch(text):
            return FieldFault.NEGATIVE
        return FieldFault.WITH_UNIT if WITH_UNIT.fullmatch(text) else FieldFault.NOT_A_NUMBER
    whole, fraction = match[1].lstrip("0") or "0", (match[2] or "").rstrip("0")
    if len(fraction) > 1:
        return FieldFault.TOO_FINE
    # The length is looked at first: a number of thousands of digits is never converted.
    if len(whole) > len(str(MAX_AMOUNT)) or (tenths := int(whole + (fraction or "0"))) > MAX_AMOUNT * 10:
        return FieldFault.TOO_LARGE
    return tenths


def read_day(text: str, epoch: date | None = None) -> date | FieldFault | None:
    """Return the day, None where *text* is blank, or the fault.

    A time of day after the date is left aside. With *epoch* (day 0), a spreadsheet's date serial is
    understood too.
    """
    text = common_form(text)
    if not text:
        return None
    match = next((found for pattern in DAYS if (found := pattern.fullmatch(text))), None)
    if match is not None:
        try:
            return date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            return FieldFault.NO_SUCH_DAY
    serial = SERIAL.fullmatch(text)
    if epoch is not None and serial is not None:
        return epoch + timedelta(days=int(serial[1]))
    return FieldFault.NOT_A_DAY


def read_year(text: str) -> int | FieldFault | None:
    """Return the year, None where *text* is blank, or the fault."""
    text = common_form(text)
    if not text:
        return None
    match = YEAR.fullmatch(text)
    return int(match[1]) if match else FieldFault.NOT_A_YEAR


def read_approval(text: str) -> str | None:
    """Return what was approved by whom as written, None where *text* is blank or says there is none."""
    text = common_form(text)
    return None if not text or text in DENIALS else text
