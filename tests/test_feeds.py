"""The feed and the calendar, against their standards."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
import pytest
from icalendar import Calendar

from policypress.change import sentence
from policypress.changes import changes_between
from policypress.feeds import feeds as kept_feeds
from policypress.model.policy import Policy
from second_year import next_year, with_second_year

ATOM = "{http://www.w3.org/2005/Atom}"
STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
IRI = re.compile(r"https://[^\s/]+/\S*")
Make = Callable[[Policy], Policy]
YEARS: tuple[Make, ...] = (lambda policy: policy, with_second_year)


def feeds(policy: Policy) -> Mapping[str, bytes]:
    """Return the files made anew."""
    with tempfile.TemporaryDirectory() as folder:
        return kept_feeds(policy, Path(folder))


def feed_of(policy: Policy) -> ET.Element:
    return ET.fromstring(feeds(policy)["feed.xml"])  # noqa: S314 - our own bytes


def test_every_fact_is_there_with_value_unit_year_source_and_quote(policy: Policy) -> None:
    facts = {fact["id"]: fact for fact in json.loads(feeds(policy)["data/policy.json"])["facts"]}
    assert facts.keys() == policy.current.facts.keys()
    assert facts["public_hours"] == {
        "id": "public_hours",
        "year": 2023,
        "part": "学多少",
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
        "carried": None,
    }
    assert facts["year_end"]["value"] == "2023-12-31"


def test_the_feed_holds_an_entry_for_each_notice(policy: Policy) -> None:
    feed = feed_of(policy)
    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id") == f"{policy.site.address}documents/xiangrenshehan-2023-63.html"
    assert "不少于30学时" in str(entry.findtext(f"{ATOM}summary"))
    assert feed.findtext(f"{ATOM}updated") == "2026-11-24T09:00:00+08:00"


def test_the_feed_holds_an_entry_for_each_change_at_its_address(policy: Policy) -> None:
    two = with_second_year(policy)
    entries = {entry.findtext(f"{ATOM}id"): entry for entry in feed_of(two).findall(f"{ATOM}entry")}
    changes = changes_between(two, two.years[2023], two.years[2024]).told
    assert len(entries) == 2 + len(changes)
    for change in changes:
        entry = entries[f"{two.site.address}changes.html#2024-{change.id}"]
        assert str(entry.findtext(f"{ATOM}summary")).startswith(sentence(change.words))
        assert entry.findtext(f"{ATOM}updated") == "2026-11-24T00:00:00+08:00"


def test_publishing_the_site_again_moves_no_entry_of_the_feed_and_no_event(policy: Policy) -> None:
    two = with_second_year(policy)
    again = replace(two, site=replace(two.site, published="2027-02-01 10:00"))
    entries = [
        [
            (entry.findtext(f"{ATOM}id"), entry.findtext(f"{ATOM}updated"))
            for entry in feed_of(of).findall(f"{ATOM}entry")
        ]
        for of in (two, again)
    ]
    assert entries[0] == entries[1]
    assert feeds(again)["calendar.ics"] == feeds(two)["calendar.ics"]


def test_two_years_of_one_notice_have_an_entry_each(policy: Policy) -> None:
    first = policy.years[2023]
    two = replace(policy, years={2023: first, 2024: next_year(first)})
    (old,) = (entry.findtext(f"{ATOM}id") for entry in feed_of(policy).findall(f"{ATOM}entry"))
    assert [entry.findtext(f"{ATOM}id") for entry in feed_of(two).findall(f"{ATOM}entry")] == [
        f"{old}#2024",
        old,
    ]


@pytest.mark.parametrize("make", YEARS)
def test_the_feed_is_read_as_atom_without_complaint(policy: Policy, make: Make) -> None:
    of = make(policy)
    read = feedparser.parse(feeds(of)["feed.xml"])
    assert (read.bozo, read.version) == (False, "atom10")
    assert read.feed.title == of.site.name
    assert all(entry.link and entry.updated_parsed and entry.summary for entry in read.entries)


@pytest.mark.parametrize("make", YEARS)
def test_the_feed_keeps_the_musts_of_rfc_4287(policy: Policy, make: Make) -> None:
    feed = feed_of(make(policy))
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    for element in (feed, *entries):  # 4.1.1, 4.1.2: exactly one of each
        assert [len(element.findall(ATOM + name)) for name in ("id", "title", "updated")] == [1, 1, 1]
        assert IRI.fullmatch(str(element.findtext(f"{ATOM}id")))  # 4.2.6
        assert STAMP.fullmatch(str(element.findtext(f"{ATOM}updated")))  # 3.3
        assert str(element.findtext(f"{ATOM}title")).strip()
        links = [(link.get("rel"), link.get("type")) for link in element.findall(f"{ATOM}link")]
        assert len(set(links)) == len(links)  # at most one alternate of a type
        assert ("alternate", "text/html") in links  # an entry without content has one
    assert len(feed.findall(f"{ATOM}author/{ATOM}name")) == 1  # so that its entries need none
    assert [link.get("href") for link in feed.findall(f"{ATOM}link[@rel='self']")] == [
        f"{policy.site.address}feed.xml"
    ]
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    assert all(len(entry.findall(f"{ATOM}summary")) == 1 for entry in entries)
    children = list(feed)
    assert children[-len(entries) :] == entries


def test_the_calendar_holds_every_day_to_keep_with_reminders_in_the_morning(policy: Policy) -> None:
    events = Calendar.from_ical(feeds(policy)["calendar.ics"]).walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [date(2023, 6, 30), date(2023, 12, 31)]
    for event in events:
        triggers = [alarm.decoded("trigger") for alarm in event.walk("VALARM")]
        assert triggers == [timedelta(hours=9) - timedelta(days=days) for days in (30, 7)]


def test_days_of_past_years_stay_in_the_calendar_under_the_same_uid(policy: Policy) -> None:
    old, new = (
        {str(event["uid"]): event.decoded("dtstart") for event in calendar.walk("VEVENT")}
        for calendar in (Calendar.from_ical(feeds(make(policy))["calendar.ics"]) for make in YEARS)
    )
    assert old.items() <= new.items()
    assert new.keys() - old.keys() == {
        f"2024-{day}@{policy.site.domain}" for day in ("platform_data", "year_end")
    }


def test_a_day_that_is_not_confirmed_for_its_year_is_not_in_the_calendar(policy: Policy) -> None:
    two = with_second_year(policy)
    year = two.years[2024]
    facts = {**year.facts, "platform_data": replace(year.facts["platform_data"], carried=2023)}
    open_ = replace(two, years={**two.years, 2024: replace(year, facts=facts)})
    uids = {str(event["uid"]) for event in Calendar.from_ical(feeds(open_)["calendar.ics"]).walk("VEVENT")}
    assert f"2024-platform_data@{policy.site.domain}" not in uids
    assert f"2024-year_end@{policy.site.domain}" in uids


@pytest.mark.parametrize("make", YEARS)
def test_the_calendar_keeps_the_musts_of_rfc_5545(policy: Policy, make: Make) -> None:
    data = feeds(make(policy))["calendar.ics"]
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")  # 3.1: lines end with CRLF
    assert max(map(len, data.split(b"\r\n"))) <= 75  # octets, folded
    data.decode("utf-8")
    calendar = Calendar.from_ical(data)
    assert (str(calendar["version"]), bool(calendar["prodid"])) == ("2.0", True)
    events = calendar.walk("VEVENT")
    uids = [str(event["uid"]) for event in events]
    assert len(set(uids)) == len(uids)
    for event in events:
        assert event.errors == []
        assert event.decoded("dtend") == event.decoded("dtstart") + timedelta(days=1)
        assert event["dtstart"].params["VALUE"] == "DATE"
        stamp = event.decoded("dtstamp")
        assert isinstance(stamp, datetime)
        assert stamp.utcoffset() == timedelta(0)
        for alarm in event.walk("VALARM"):  # 3.6.6
            assert (str(alarm["action"]), bool(alarm["description"])) == ("DISPLAY", True)
