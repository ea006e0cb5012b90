"""Cells of an .xlsx sheet as people see them; site/js/xlsx-values.js is the same in the browser."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

EPOCH = date(1899, 12, 30)
"""Day 0 of the date serials of Excel and WPS."""
SIGNIFICANT = 15
"""Digits that spreadsheets show of a number; what follows is noise of binary fractions."""
DAY_MS = 86_400_000
MOST_DAYS = 999_999_999
"""Longest span of time that is written out."""
OUT_OF_BOUNDS = "#VALUE!"
"""What a spreadsheet shows of a day beyond its calendar."""
NO_RESULT = "是没有结果的公式；请用表格软件打开这个文件，保存后再试"
ERROR = "是表格软件显示的错误；请改正这一格"
"""What is wrong with a cell, to follow what it shows."""
BUILTIN_DATES = frozenset((14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47))
BUILTIN_SPANS = frozenset((46,))
LITERAL = re.compile(r'".*?"|\[(?!hh?\]|mm?\]|ss?\])[^\]]*\]', re.IGNORECASE)
DATE_LETTER = re.compile(r"(?:^|[^_\\])[dmhys]", re.IGNORECASE)
SPAN = re.compile(r"\[(?:hh?|mm?|ss?)\]", re.IGNORECASE)
NUMBER = re.compile(r"[+-]?(?:[0-9]+|([0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))(?:[eE][+-]?[0-9]+)?)")
"""A number; what its group holds has a point or an exponent."""
AS_SHOWN = re.compile(r"(?:0|-?[1-9][0-9]{0,9})(?:\.[0-9]{0,4}[1-9])?")
"""Most numbers: shown as they are written."""
ZEROS = re.compile(r"0{2,255}")
WHOLE = re.compile(r"(-?)([0-9]+)")
ISO = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T([0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.[0-9]+)?Z?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Styles:
    """Which styles of a workbook show days and times, by their number, and what these count from."""

    epoch: date
    dates: AbstractSet[int]
    spans: AbstractSet[int]
    """Those of the dates that show how long something takes."""
    widths: Mapping[int, int]
    """How many digits whole numbers have at least, by the number of the style: 000000 shows 10000 as 010000."""


def format_kind(id_: int, code: str | None) -> tuple[bool, bool]:
    """Return whether a number format shows days or times, and whether a span of time.

    *code* is how the file defines it, None where it does not. ECMA-376-1, 18.8.30 and 18.8.31.
    """
    if code is None:
        return id_ in BUILTIN_DATES, id_ in BUILTIN_SPANS
    first = code.partition(";")[0]
    return bool(DATE_LETTER.search(LITERAL.sub("", first))), bool(SPAN.search(first))


def format_width(code: str) -> int:
    """Return how many digits a number format fills up with zeros; 0 for one that shows anything else."""
    return len(code) if ZEROS.fullmatch(code) else 0


def number_text(written: str, style: int, styles: Styles) -> str:
    """Return the text of a number cell that holds *written*; raise ValueError where that is no number."""
    if style not in styles.dates and style not in styles.widths and AS_SHOWN.fullmatch(written):
        return written
    text = written.strip()
    match = NUMBER.fullmatch(text)
    if match is None:
        raise ValueError(text)
    if style in styles.dates:
        return _span_text(float(text)) if style in styles.spans else _moment_text(float(text), styles.epoch)
    shown = _whole_text(text) if match[1] is None else _plain_text(float(text))
    whole = WHOLE.fullmatch(shown)
    return whole[1] + whole[2].zfill(styles.widths.get(style, 0)) if whole else shown


def iso_text(written: str) -> str:
    """Return a day that is written as text in the file; raise ValueError where it is none."""
    match = ISO.fullmatch(written)
    if match is None:
        raise ValueError(written)
    return f"{match[1]} {match[2]}" if match[2] not in (None, "00:00:00") else match[1]


def _whole_text(text: str) -> str:
    """Return the digits of a whole number, without zeros before them."""
    whole = text.lstrip("+-").lstrip("0") or "0"
    return f"-{whole}" if text[0] == "-" and whole != "0" else whole


def _plain_text(value: float) -> str:
    """Return the number as a spreadsheet shows it: fifteen digits, no exponent, no zeros at the end."""
    text = f"{value:.{SIGNIFICANT}g}"
    return f"{Decimal(text):f}" if "e" in text else text


def _moment_text(serial: float, epoch: date) -> str:
    """Return a day, with its time of day where it has one, or a time of day; *serial* are days since *epoch*."""
    if not math.isfinite(serial):
        return OUT_OF_BOUNDS
    day = math.floor(serial)
    clock = math.floor((serial - day) * DAY_MS + 0.5)
    if day == 0 and clock < DAY_MS:
        return _clock_text(clock, fine=True)
    # Excel has a 29 February 1900, which never was.
    leap = 0 < serial < 60 and epoch == EPOCH  # noqa: PLR2004 - its serial
    days, clock = divmod((day + leap) * DAY_MS + clock, DAY_MS)
    ordinal = epoch.toordinal() + days
    if not 1 <= ordinal <= date.max.toordinal():
        return OUT_OF_BOUNDS
    shown = date.fromordinal(ordinal).isoformat()
    return f"{shown} {_clock_text(clock, fine=False)}" if clock else shown


def _clock_text(clock: int, *, fine: bool) -> str:
    """Return a time of day in milliseconds; *fine*: with parts of a second."""
    seconds, parts = divmod(clock, 1000)
    rest = f".{parts:03}000" if fine and parts else ""
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{rest}"


def _span_text(serial: float) -> str:
    if not abs(serial) <= MOST_DAYS:
        return OUT_OF_BOUNDS
    days, clock = divmod(math.floor(serial * DAY_MS + 0.5), DAY_MS)
    text = _clock_text(clock, fine=True).removeprefix("0")
    return f"{days} day{'' if abs(days) == 1 else 's'}, {text}" if days else text
