"""Closed readings: whether a quote contains a value, and nothing cleverer.

Arabic numbers, Chinese numerals (三家 = 3), a day as 年月日 or as 月日 of the fact's year, words.
A part of a number (1,200; 三分之二), an estimate (三五天, 三十余天, 一天半) and a place (第三期) are no reading.
Where none of these finds the value, the fact has to say how the document prints it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
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
NUMBER = re.compile(
    rf"(?<![\d.{NUMERAL}第万亿廿卅拾佰仟○])(?<![\d{NUMERAL}][,/\N{{FRACTION SLASH}}点])(?<!分之)(?P<number>(?>"
    rf"[1-9]\d{{0,2}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|(?<![几数])(?![百千])[{NUMERAL}]+))"
)
"""A number from its beginning to its end; 数百 and 百家 state none."""
TO = "[至到~—–-]+"
"""What stands between the least and the most of a range."""
NO_UNIT = re.compile(
    rf"(?![,./\N{{FRACTION SLASH}}]?\d|点?[{NUMERAL}]|分之|[万亿几半多余来]|{TO}[\d{NUMERAL}])"
)
"""What stands after a number of any unit: nothing that makes it another number, or the least of a range."""
PART = "半(?!脱产|封闭)|多(?![层媒种样形元次场门项类方])|余(?![下额款])"
"""What after a unit makes the number an estimate: 一天半, 30天多, but not 3期多层次培训班."""
ONE_OF_PLACES = rf"第[\d{NUMERAL}]+[、和及]\Z"
"""What stands before a place of several: 第一、二期."""
COMMA = re.compile(r"，(?!\d{3}(?!\d))")
"""A comma that parts no thousands."""
APART = re.compile(rf"(?<![\d.{NUMERAL}])\s+|\s+(?![\d{NUMERAL}])")
"""White space that holds no two numbers apart."""
ONES, MANY = "[一二三四五六七八九]", "[一二两三四五六七八九]"
BELOW_100 = f"{ONES}?十{ONES}?"
BELOW_1000 = f"{MANY}百(?:[零〇]{ONES}|{BELOW_100})?"
IN_FULL = re.compile(
    f"{BELOW_100}|{BELOW_1000}|{MANY}千(?:[零〇](?:{ONES}|{BELOW_100})|{BELOW_1000})?|[百千]"
)
"""A numeral with every place named: 二百零五 or 二百五十, not 二百五."""
DIGIT_BY_DIGIT = re.compile(f"[{''.join(DIGITS)}]|[零〇一二三四五六七八九]{{4,}}")
"""One digit, or a year's: 三五 is three to five."""
SHARE = re.compile(
    rf"(?P<below>[{NUMERAL}]+)分之(?P<above>[{NUMERAL}]+)|(?P<part>\d+)/(?P<whole>\d+)|(?P<percent>\d+)%"
)
DAY = re.compile(
    r"(?:(?<!\d)(?P<year>\d{4})年度?|(?P<same>同年)|(?<!(?<![今本当每该])年)(?<!(?<![今本当每该])年度))"
    r"(?<!\d)(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
)
"""A day of a stated year, of the one stated before, or of none; one of 次年 is of none of them."""
REMARK = re.compile(r"\([^()]*\)")
"""What a notice says of a day beside it: the day of the week."""
UNTIL = frozenset("至到~-–—、和") | {"起至", "——"}
"""What joins two days of which only the first states the year."""
EDGE = re.compile(rf"(?!(?<=[\d.{NUMERAL}])[\d{NUMERAL}])")
"""No place within a number."""


def contains(quote: str, value: Value, unit: str | None, year: int) -> bool:
    """Return whether *quote* states *value*, read in one of the closed ways.

    A number must be followed by its unit (个 may stand between); a day without a year is one of
    *year*; of a list, every item must stand in the quote.
    """
    return position(quote, value, unit, year) is not None


def position(quote: str, value: Value, unit: str | None, year: int) -> int | None:
    """Return where in *quote* (white space left out) *value* begins, None where it is not stated."""
    text = plain(quote)
    if isinstance(value, Decimal):
        return numbers(quote, unit).get(value)
    if isinstance(value, date):
        return days(text, year).get(value)
    words = [plain(word) for word in ((value,) if isinstance(value, str) else value)]
    found = [_place(text, word) for word in words]
    return min(found) if found and all(words) and min(found) >= 0 else None


def printed_otherwise(printed: str, value: Value, unit: str | None, year: int) -> bool:
    """Return whether *printed*, as a document prints *value*, reads as another number or day in one of the closed ways."""
    found: Collection[Value] = ()
    if isinstance(value, Decimal):
        found = numbers(printed, unit) or numbers(f"{printed}{unit or ''}", unit)
    elif isinstance(value, date):
        found = days(plain(printed), year)
    return bool(found) and value not in found


def _place(text: str, words: str) -> int:
    """Return where in *text* these *words* first stand, neither end within a number; -1 where they do not."""
    at = text.find(words)
    while at >= 0 and not (EDGE.match(text, at) and EDGE.match(text, at + len(words))):
        at = text.find(words, at + 1)
    return at


def numbers(quote: str, unit: str | None) -> dict[Decimal, int]:
    """Return the numbers that stand in *quote* before *unit* (any, where None), with their places."""
    text = APART.sub("", unicodedata.normalize("NFKC", COMMA.sub("、", quote)))
    words = re.escape(plain(unit or ""))
    after = re.compile(f"个?{words}(?!{PART})") if unit else NO_UNIT
    in_range = re.compile(rf"[\d{NUMERAL}](?:个?{words})?{TO}\Z|{ONE_OF_PLACES}")
    found: dict[Decimal, int] = {}
    for match in NUMBER.finditer(text):
        if not after.match(text, match.end()) or in_range.search(text, 0, match.start()):
            continue
        if (number := numeral(match["number"])) is not None:
            found.setdefault(number, len(squeeze(text[: match.start()])))
    return found


def plain(words: str) -> str:
    """Return *words* without white space, each character in its usual form."""
    return unicodedata.normalize("NFKC", squeeze(words))


def days(text: str, year: int) -> dict[date, int]:
    """Return the days that stand in *text*, with their places; one without a year is of *year*, or of a day joined to it."""
    found: dict[date, int] = {}
    stated, end = year, 0
    for match in DAY.finditer(text):
        between = REMARK.sub("", text[end : match.start()])
        if match["year"] or not (match["same"] or between in UNTIL):
            stated = int(match["year"] or year)
        end = match.end()
        try:
            day = date(stated, int(match["month"]), int(match["day"]))
        except ValueError:
            continue  # a document may print 11月31日: no day, so it proves none
        found.setdefault(day, match.start())
    return found


def numeral(text: str) -> Decimal | None:
    """Return the number that *text* writes in Arabic or Chinese numerals, None where not in full."""
    if text[0].isdigit():
        return Decimal(text.replace(",", ""))
    if DIGIT_BY_DIGIT.fullmatch(text):
        return Decimal("".join(str(DIGITS[c]) for c in text))
    if not IN_FULL.fullmatch(text):
        return None
    total = digit = 0
    for c in text:
        if c in TENS:
            total, digit = total + (digit or 1) * TENS[c], 0  # 十二 is written for 一十二
        else:
            digit = DIGITS[c]
    return Decimal(total + digit)


def share(text: str) -> Fraction | None:
    """Return the share that *text* writes (三分之二, 百分之六十, 2/3, 60%), None where it is none up to 1."""
    match = SHARE.fullmatch(plain(text))
    if match is None:
        return None
    above = match["above"] or match["part"] or match["percent"]
    below = match["below"] or match["whole"] or "100"
    part, whole = numeral(above), numeral(below)
    return Fraction(int(part), int(whole)) if part and whole and part <= whole else None
