"""Days of one year as days of another."""

from __future__ import annotations

import calendar
from datetime import date


def shifted(day: date, years: int) -> date:
    """Return *day* so many *years* later; 29 February becomes 28 where the year has none."""
    last = calendar.monthrange(day.year + years, day.month)[1]
    return date(day.year + years, day.month, min(day.day, last))
