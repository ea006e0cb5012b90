"""Days to keep → a calendar (RFC 5545) of whole days, with reminders; one that has not changed is not made again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from policypress.kept import kept_or_made, key_for
from policypress.program import program_digest

if TYPE_CHECKING:
    from icalendar import Alarm, Event

ALARM_DAYS = (30, 7)
"""How many days before a day the calendar reminds."""
ALARM_HOUR = timedelta(hours=9)
"""When in the morning."""
LIBRARIES = ("icalendar",)
"""What the bytes depend on besides our own code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDay:
    """A day on which something is due."""

    uid: str
    """The same in every calendar that holds it."""
    stamp: datetime
    """When it was first told, in UTC."""
    day: date
    task: str
    who: str
    source: str
    """The sentence that names the day, and where it stands."""
    address: str


def calendar_file(name: str, days: Sequence[DueDay], folder: Path) -> bytes:
    """Return the calendar *name* of *days*; what was made once is kept in *folder*."""
    key = key_for(f"{program_digest((Path(__file__),), LIBRARIES)}\n{name!r}\n{days!r}")
    return kept_or_made(folder, "calendar", key, "ics", partial(_calendar, name, days))


def _calendar(name: str, days: Sequence[DueDay]) -> bytes:
    from icalendar import Calendar  # takes a while to load

    result = Calendar()
    result.add("version", "2.0")
    result.add("prodid", "-//policypress//zh-CN")
    result.add("x-wr-calname", name)
    for day in days:
        result.add_component(_event(day))
    return bytes(result.to_ical())


def _event(day: DueDay) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", day.uid)
    event.add("dtstamp", day.stamp)
    event.add("dtstart", day.day)
    event.add("dtend", day.day + timedelta(days=1))
    event.add("summary", f"{day.task.rstrip('。')}（{day.who}）")
    event.add("description", day.source)
    event.add("url", day.address)
    event.add("transp", "TRANSPARENT")  # a day to keep makes nobody busy
    for before in ALARM_DAYS:
        event.add_component(_alarm(day, before))
    return event


def _alarm(day: DueDay, before: int) -> Alarm:
    """Return a reminder in the morning, so many days *before* the *day*."""
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", day.task)
    alarm.add("trigger", ALARM_HOUR - timedelta(days=before))
    return alarm
