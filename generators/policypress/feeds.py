"""The policy for machines: every fact as JSON, notices and changes as a feed, the days to keep as a calendar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path
from xml.etree import ElementTree as ET

from policypress.addresses import CHANGES, page_of, proof_of
from policypress.banners import notice_page
from policypress.calendar_file import DueDay, calendar_file
from policypress.change import Change, anchor_of, sentence
from policypress.changes import changes_between, neighbours
from policypress.markup import document_name, fact_text
from policypress.model.policy import Policy
from policypress.model.year import Year
from policypress.model.year_files import Deadline
from policypress.policy_data import policy_json, policy_schema

ATOM = "http://www.w3.org/2005/Atom"
BEIJING = timezone(timedelta(hours=8))


def feeds(policy: Policy, folder: Path) -> Mapping[str, bytes]:
    """Return the machine-readable files by path, from the root of the site; what was made once is kept in *folder*."""
    return {
        "data/policy.json": policy_json(policy),
        "data/policy.schema.json": policy_schema(),
        "feed.xml": atom(policy),
        "calendar.ics": calendar_file(policy.site.name, tuple(days_to_keep(policy)), folder),
    }


def published(policy: Policy) -> datetime:
    """Return when the site was published, as its policy states it (Beijing time)."""
    return datetime.strptime(policy.site.published, "%Y-%m-%d %H:%M").replace(tzinfo=BEIJING)


def atom(policy: Policy) -> bytes:
    """Return the feed (Atom, RFC 4287): each year's notice, then what it changed; newest year first.

    An entry is dated by the day its year was first shown here, so that it does not come up again each
    time the site is published.
    """
    ET.register_namespace("", ATOM)
    site = policy.site
    feed = ET.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "zh-CN"})
    _add(feed, "id", site.address)
    _add(feed, "title", site.name)
    _add(feed, "updated", published(policy).isoformat())
    _add(_add(feed, "author"), "name", site.source)
    _add(feed, "link", rel="self", href=f"{site.address}feed.xml", type="application/atom+xml")
    _add(feed, "link", rel="alternate", href=site.address, type="text/html")
    befores = {after.year: before for before, after in neighbours(policy)}
    for year in sorted(policy.years.values(), key=lambda year: -year.year):
        _notice_entry(feed, policy, year)
        if year.year in befores:
            for change in changes_between(policy, befores[year.year], year).told:
                _change_entry(feed, policy, year, change)
    return bytes(ET.tostring(feed, encoding="utf-8", xml_declaration=True)) + b"\n"


def shown(year: Year) -> datetime:
    """Return when *year* was first shown here: the beginning of the day it states (Beijing time)."""
    return datetime.combine(year.published, time(), BEIJING)


def _notice_entry(feed: ET.Element, policy: Policy, year: Year) -> None:
    """Add the entry of a year's notice, with its key numbers; its id names the year where an earlier one has that notice."""
    site, document, rule = policy.site, policy.documents[year.document], year.rule
    facts = [year.facts[id_] for id_ in (*rule.total_facts, *rule.subject_facts.values())]
    words = "；".join(f"{fact.title}：{fact_text(fact)}" for fact in facts if fact.carried is None)
    again = any(other.document == year.document for other in policy.years.values() if other.year < year.year)
    entry = _add(feed, "entry")
    _add(entry, "id", f"{site.address}documents/{year.document}.html{f'#{year.year}' if again else ''}")
    _add(entry, "title", f"{year.year} 年：{document.title}")
    _add(entry, "updated", shown(year).isoformat())
    _add(
        entry,
        "link",
        rel="alternate",
        href=f"{site.address}{page_of(notice_page(policy, year))}",
        type="text/html",
    )
    _add(entry, "summary", f"{document_name(document)}。{words}{'。' if words else ''}")


def _change_entry(feed: ET.Element, policy: Policy, year: Year, change: Change) -> None:
    """Add the entry of one change; its id is its address on the page of changes."""
    address = f"{policy.site.address}{CHANGES}.html#{anchor_of(year, change)}"
    facts = [fact for fact in (change.old, change.new) if fact]
    quotes = [f"{fact.year} 年原文：{fact.quote}" for fact in facts]
    entry = _add(feed, "entry")
    _add(entry, "id", address)
    _add(entry, "title", f"{year.year} 年{change.kind}：{change.title}")
    _add(entry, "updated", shown(year).isoformat())
    _add(entry, "link", rel="alternate", href=address, type="text/html")
    _add(entry, "category", term=change.kind.value)
    _add(entry, "summary", "\n".join((sentence(change.words), *quotes)))


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    element.text = text
    return element


def days_to_keep(policy: Policy) -> Iterator[DueDay]:
    """Yield the days of every year's deadlines.

    Days of past years stay: who subscribes keeps what was, and an event never comes back as another.
    A day that is not confirmed for its year is left out.
    """
    for year in policy.years.values():
        for number, deadline in enumerate(year.deadlines):
            if year.facts[deadline.day].carried is None:
                earlier = sum(entry.day == deadline.day for entry in year.deadlines[:number])
                yield _day(policy, year, deadline, earlier)


def _day(policy: Policy, year: Year, deadline: Deadline, earlier: int) -> DueDay:
    """Return the day of a *deadline*, *earlier* ones of which stand on the same day's fact."""
    fact = year.facts[deadline.day]
    if not isinstance(fact.value, date):
        message = "checked: the day of a deadline is a date"
        raise TypeError(message)
    again = f"-{earlier + 1}" if earlier else ""
    return DueDay(
        uid=f"{year.year}-{deadline.day}{again}@{policy.site.domain}",
        stamp=shown(year).astimezone(UTC),
        day=fact.value,
        task=deadline.task,
        who="、".join(deadline.who),
        source=f"{fact.quote}——{policy.documents[fact.document].number}",
        address=policy.site.address + proof_of(fact),
    )
