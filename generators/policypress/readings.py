"""Closed readings: whether a quote contains a value, and nothing cleverer.

Arabic numbers, Chinese numerals (三家 = 3), a day as 年月日 or as 月日 of the fact's year, words.
Where none of these finds the value, the fact has to say how the document prints it.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from fractions import Fraction

from policypress.model.facts import Value
from policypress.texts import squeeze

DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
TENS = {"十": 10, "百": 100, "千": 1000}
NUMERAL = "".join(DIGITS) + "".join(TENS)
NUMBER = rf"(?<![\d.{NUMERAL}])(?P<number>\d+(?:\.\d+)?|[{NUMERAL}]+)"
SHARE = re.compile(
    rf"(?P<below>[{NUMERAL}]+)分之(?P<above>[{NUMERAL}]+)|(?P<part>\d+)/(?P<whole>\d+)|(?P<percent>\d+)%"
)
DAY = re.compile(r"(?:(?<!\d)(?P<year>\d{4})年)?(?<!\d)(?P<month>\d{1,2})月(?P<day>\d{1,2})日")


def contains(quote: str, value: Value, unit: str | None, year: int) -> bool:
    """Return whether *quote* states *value*, read in one of the closed ways.

    A number must be followed by its unit (个 may stand between); a day without a year is one of
    *year*; of a list, every item must stand in the quote.
    """
    return position(quote, value, unit, year) is not None


def position(quote: str, value: Value, unit: str | None, year: int) -> int | None:
    """Return where in *quote* (white space left out) *value* begins, None where it is not stated."""
    text = unicodedata.normalize("NFKC", squeeze(quote))
    if isinstance(value, Decimal):
        return numbers(quote, unit).get(value)
    if isinstance(value, date):
        return days(text, year).get(value)
    words = [
        unicodedata.normalize("NFKC", squeeze(word))
        for word in ((value,) if isinstance(value, str) else value)
    ]
    found = [text.find(word) for word in words]
    return min(found) if found and all(words) and min(found) >= 0 else None


def numbers(quote: str, unit: str | None) -> dict[Decimal, int]:
    """Return the numbers that stand in *quote* before *unit* (any, where None), with their places."""
    text = unicodedata.normalize("NFKC", quote)
    after = r"\s*个?\s*" + r"\s*".join(map(re.escape, unit)) if unit else r"(?!\d)"
    found: dict[Decimal, int] = {}
    for match in re.finditer(NUMBER + after, text):
        found.setdefault(numeral(match["number"]), len(squeeze(text[: match.start()])))
    return found


def days(text: str, year: int) -> dict[date, int]:
    """Return the days that stand in *text*, with their places; one without a year is of *year*."""
    found: dict[date, int] = {}
    for match in DAY.finditer(text):
        try:
            day = date(int(match["year"] or year), int(match["month"]), int(match["day"]))
        except ValueError:
            continue  # a document may print 11月31日: no day, so it proves none
        found.setdefault(day, match.start())
    return found


def numeral(text: str) -> Decimal:
    """Return the number that *text* writes in Arabic or Chinese numerals below ten thousand."""
    if text[0].isdigit():
        return Decimal(text)
    if not set(text) & set(TENS):
        return Decimal("".join(str(DIGITS[c]) for c in text))
    total, digit = 0, 1  # 十二 is written for 一十二
    for c in text:
        if c in TENS:
            total, digit = total + digit * TENS[c], 0
        else:
            digit = DIGITS[c]
    return Decimal(total + digit)


def share(text: str) -> Fraction | None:
    """Return the share that *text* writes (三分之二, 百分之六十, 2/3, 60%), None where it is none up to 1."""
    match = SHARE.fullmatch(unicodedata.normalize("NFKC", squeeze(text)))
    if match is None:
        return None
    above = match["above"] or match["part"] or match["percent"]
    below = match["below"] or match["whole"] or "100"
    part, whole = int(numeral(above)), int(numeral(below))
    return Fraction(part, whole) if 0 < part <= whole else None
