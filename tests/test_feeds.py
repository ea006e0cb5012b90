"""The policy for machines."""

from __future__ import annotations

import json
from datetime import date
from xml.etree import ElementTree as ET

from icalendar import Calendar

from policypress.feeds import feeds
from policypress.model import Policy


def test_every_fact_is_there_with_value_unit_year_source_and_quote(policy: Policy) -> None:
    facts = {fact["id"]: fact for fact in json.loads(feeds(policy)["data/policy.json"])["facts"]}
    assert facts.keys() == policy.current.facts.keys()
    assert facts["public_hours"] == {
        "id": "public_hours",
        "year": 2023,
        "title": policy.current.facts["public_hours"].title,
        "value": 30,
        "unit": "学时",
        "qualifier": "不少于",
        "as_printed": None,
        "quote": policy.current.facts["public_hours"].quote,
        "state": "已确认",
        "source": {
            "number": "湘人社函〔2023〕63号",
            "title": "关于做好2023年全省事业单位工作人员培训工作的通知",
            "address": "documents/xiangrenshehan-2023-63.html#p12s1",
        },
    }
    assert facts["year_end"]["value"] == "2023-12-31"


def test_the_calendar_holds_every_day_to_keep_with_a_reminder(policy: Policy) -> None:
    events = Calendar.from_ical(feeds(policy)["calendar.ics"]).walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [date(2023, 6, 30), date(2023, 12, 31)]
    assert all(event.walk("VALARM") for event in events)
    assert len({str(event["uid"]) for event in events}) == len(events)


def test_the_feed_holds_an_entry_for_each_notice(policy: Policy) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ET.fromstring(feeds(policy)["feed.xml"])  # noqa: S314 - our own bytes
    (entry,) = feed.findall(f"{atom}entry")
    assert entry.findtext(f"{atom}id") == f"{policy.site.address}documents/xiangrenshehan-2023-63.html"
    assert "不少于30学时" in str(entry.findtext(f"{atom}summary"))
    assert feed.findtext(f"{atom}updated") == "2026-11-24T09:00:00+08:00"
