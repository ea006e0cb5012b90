"""The policy for machines: every fact as JSON, the notices as a feed, the days to keep as a calendar."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from xml.etree import ElementTree as ET

from policypress.addresses import proof_of
from policypress.markup import document_name, mark, marked_text
from policypress.model import Fact, Policy, Value
from policypress.standing import standing_of

ATOM = "http://www.w3.org/2005/Atom"
BEIJING = timezone(timedelta(hours=8))
ALARM_DAYS = (30, 7)
"""How many days before a deadline the calendar reminds."""


def feeds(policy: Policy) -> Mapping[str, bytes]:
    """Return the machine-readable files by path, from the root of the site."""
    return {
        "data/policy.json": policy_json(policy),
        "feed.xml": atom(policy),
        "calendar.ics": calendar(policy),
    }


def policy_json(policy: Policy) -> bytes:
    """Return every fact of every year with value, unit, year, source and quote, as JSON."""
    data = {
        "site": policy.site.address,
        "year_in_force": policy.current.year,
        "facts": [_fact(policy, fact) for year in policy.years.values() for fact in year.facts.values()],
        "ended": [
            {"id": id_, "year": year.year, "on": end.on.isoformat(), "why": end.why}
            for year in policy.years.values()
            for id_, end in year.ended.items()
        ],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _fact(policy: Policy, fact: Fact) -> Mapping[str, object]:
    document = policy.documents[fact.document]
    return {
        "id": fact.id,
        "year": fact.year,
        "title": fact.title,
        "value": _plain(fact.value),
        "unit": fact.unit,
        "qualifier": fact.qualifier,
        "as_printed": fact.as_printed,
        "quote": fact.quote,
        "state": standing_of(fact, _before(policy, fact)),
        "source": {"number": document.number, "title": document.title, "address": proof_of(fact)},
    }


def _before(policy: Policy, fact: Fact) -> Fact | None:
    """Return the fact as the year before states it; of a first year, the fact itself."""
    before = policy.before(fact.year)
    return fact if before is None else before.facts.get(fact.id)


def _plain(value: Value) -> int | float | str | list[str]:
    """Return *value* as JSON has it: numbers to a tenth, days as ``YYYY-MM-DD``."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str) else list(value)


def published(policy: Policy) -> datetime:
    """Return when the site was published, as its policy states it (Beijing time)."""
    return datetime.strptime(policy.site.published, "%Y-%m-%d %H:%M").replace(tzinfo=BEIJING)


def atom(policy: Policy) -> bytes:
    """Return the feed of notices (Atom, RFC 4287), newest first; dates are this site's own."""
    ET.register_namespace("", ATOM)
    site, stamp = policy.site, published(policy).isoformat()
    feed = ET.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "zh-CN"})
    _add(feed, "id", site.address)
    _add(feed, "title", site.name)
    _add(feed, "updated", stamp)
    _add(_add(feed, "author"), "name", site.source)
    _add(feed, "link", rel="self", href=f"{site.address}feed.xml")
    _add(feed, "link", rel="alternate", href=site.address)
    for year in sorted(policy.years.values(), key=lambda year: -year.year):
        entry = _add(feed, "entry")
        _add(entry, "id", f"{site.address}documents/{year.document}.html")
        _add(entry, "title", f"{year.year} 年：{policy.documents[year.document].title}")
        _add(entry, "updated", stamp)
        _add(entry, "link", rel="alternate", href=f"{site.address}{year.year}/notice.html")
        rule = year.rule
        facts = [
            rule.total_hours,
            *([rule.total_days] if rule.total_days else []),
            *rule.subject_hours.values(),
        ]
        words = "；".join(f"{year.facts[id_].title}：{marked_text(year.facts[id_])}" for id_ in facts)
        _add(entry, "summary", f"{document_name(policy.documents[year.document])}。{words}。")
    return bytes(ET.tostring(feed, encoding="utf-8", xml_declaration=True)) + b"\n"


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    element.text = text
    return element


def calendar(policy: Policy) -> bytes:
    """Return the days to keep as a calendar (RFC 5545) of whole days, with reminders."""
    from icalendar import Alarm, Calendar, Event

    result = Calendar()
    result.add("version", "2.0")
    result.add("prodid", "-//policypress//zh-CN")
    result.add("x-wr-calname", policy.site.name)
    for year in policy.years.values():
        for deadline in year.deadlines:
            fact = year.facts[deadline.day]
            if not isinstance(fact.value, date):
                continue  # checked: the day of a deadline is a date
            event = Event()
            event.add("uid", f"{year.year}-{deadline.day}@{policy.site.domain}")
            event.add("dtstamp", published(policy).astimezone(UTC))
            event.add("dtstart", fact.value)
            event.add("dtend", fact.value + timedelta(days=1))
            event.add("summary", f"{deadline.task}{mark(fact)}（{'、'.join(deadline.who)}）")
            event.add("description", f"{fact.quote}——{policy.documents[fact.document].number}")
            for days in ALARM_DAYS:
                alarm = Alarm()
                alarm.add("action", "DISPLAY")
                alarm.add("description", deadline.task)
                alarm.add("trigger", timedelta(days=-days))
                event.add_component(alarm)
            result.add_component(event)
    return bytes(result.to_ical())
