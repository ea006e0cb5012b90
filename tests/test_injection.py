"""Text stays text: whatever a project, a record or a file says, nothing of it runs, loads or leads anywhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from icalendar import Calendar
from lxml import html
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from hostile_province import PAYLOADS, SAID, hostile_project
from policypress.build import build
from policypress.verify import verify

HOSTILE = """
(() => {
  const seen = (window.seen = []);
  addEventListener("securitypolicyviolation", event => seen.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
  for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = () => seen.push(name);
})()
"""
"""Run before every page: notes what a payload would call, and what the page's policy had to stop."""
INTRUDERS = """
() => [...document.querySelectorAll("*")].filter(element => {
  const inside = element.closest("article") !== null;
  const runs = element.localName === "script" && element.type !== "application/json";
  return [...element.attributes].some(({name}) => name.startsWith("on"))
    || ["iframe", "object", "embed", "base", "frame", "applet"].includes(element.localName)
    || (inside && (runs || ["style", "link", "meta", "title", "textarea"].includes(element.localName)
        && !element.closest("[data-module]") && !element.closest("svg")))
    || ["href", "src", "action", "formaction"].some(name =>
        /^\\s*(javascript|vbscript|data:text)|evil\\.example/i.test(element.getAttribute(name) ?? ""));
}).map(element => element.outerHTML.slice(0, 200))
"""
"""What no text may have become: elements that run or load, attributes that run, addresses of the payloads."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the built site of a project every text of which tries to be something else."""
    folder = tmp_path_factory.mktemp("hostile")
    return build(hostile_project(folder / "project"), folder / "out", lambda _: None)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Give a page that notes every dialog, and every request that leaves the site."""
    context = browser.new_context(accept_downloads=True)
    page = context.new_page()
    page.add_init_script(HOSTILE)
    yield page
    context.close()


def test_no_text_of_a_project_runs_loads_or_leads_anywhere_on_any_page(page: Page, hostile: Path) -> None:
    wrong: list[str] = []
    page.on("dialog", lambda dialog: wrong.append(f"dialog {dialog.message}"))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "request",
        lambda sent: None if sent.url.startswith((hostile.as_uri(), "data:")) else wrong.append(sent.url),
    )
    shown = ""
    for path in sorted(hostile.rglob("*.html")):
        page.goto(path.as_uri())
        shown += page.evaluate("document.body.innerText") + page.title()
        found = page.evaluate("seen") + page.evaluate(INTRUDERS)
        assert found == [], path
    assert wrong == []
    assert [payload for payload in PAYLOADS if squeezed(payload) not in squeezed(shown)] == []


def squeezed(text: str) -> str:
    """Return *text* without white space, which a page may set anew."""
    return "".join(text.split())
