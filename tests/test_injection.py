"""Text stays text: whatever a project, a record or a file says, nothing of it runs, loads or leads anywhere."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from defusedxml import ElementTree
from icalendar import Calendar
from openpyxl import load_workbook
from playwright.sync_api import Browser, Dialog, Page, expect
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, PdfObject

from hostile_province import MARKUP, PAYLOADS, hostile_project
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
    page.on("dialog", lambda dialog: answer(dialog, wrong))
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


class Shown(HTMLParser):
    """Gathers the texts of a page and of its attributes, as a reader has them."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.texts += [f"{tag} {name}: {value}" for name, value in attrs if value]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_no_text_is_escaped_twice(hostile: Path) -> None:
    twice = [escape(payload) for payload in PAYLOADS if escape(payload) != payload]
    for path in sorted(hostile.rglob("*.html")):
        shown = Shown()
        shown.feed(path.read_text("utf-8"))
        assert [text for text in shown.texts if any(escaped in text for escaped in twice)] == [], path


def test_the_hostile_site_is_whole_and_its_links_lead_to_its_own_files(hostile: Path) -> None:
    assert verify(str(hostile)).problems == ()
    assert all(path.name.isascii() for path in hostile.rglob("*"))


def test_what_machines_read_of_it_keeps_its_shape(hostile: Path, site: Path) -> None:
    facts = json.loads((hostile / "data/policy.json").read_bytes())
    assert MARKUP[0] in json.dumps(facts, ensure_ascii=False)
    for name in ("feed.xml", "sitemap.xml"):
        tags = {element.tag.rpartition("}")[2] for element in ElementTree.parse(hostile / name).iter()}
        assert tags <= {
            element.tag.rpartition("}")[2] for element in ElementTree.parse(site / name).iter()
        } | {"category"}
    calendar = Calendar.from_ical((hostile / "calendar.ics").read_bytes())
    expected = Calendar.from_ical((site / "calendar.ics").read_bytes())
    assert {part.name for part in calendar.walk()} == {part.name for part in expected.walk()}
    assert {key for part in calendar.walk() for key in part} == {
        key for part in expected.walk() for key in part
    }


PARTS_THAT_ACT = frozenset(
    {"instrText", "fldSimple", "hyperlink", "object", "oleObject", "attachedTemplate", "altChunk"}
)


def test_its_word_forms_hold_no_field_link_or_object(hostile: Path) -> None:
    files = sorted(hostile.rglob("*.docx"))
    assert len(files) > len(MARKUP)
    shown = ""
    for file in files:
        with zipfile.ZipFile(file) as package:
            for name in package.namelist():
                data = package.read(name)
                assert b'TargetMode="External"' not in data, name
                if name.endswith((".xml", ".rels")):
                    tags = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(data).iter()}
                    assert not tags & PARTS_THAT_ACT, name
            shown += "".join(ElementTree.fromstring(package.read("word/document.xml")).itertext())
    assert [payload for payload in MARKUP if payload not in shown] == []


def names_in(part: PdfObject | None, seen: set[int]) -> Iterator[str]:
    """Yield every name of *part* and of all that it leads to."""
    if isinstance(part, IndirectObject):
        if part.idnum not in seen:
            seen.add(part.idnum)
            yield from names_in(part.get_object(), seen)
    elif isinstance(part, DictionaryObject):
        for key, value in part.items():
            yield str(key)
            yield from names_in(value, seen)
    elif isinstance(part, ArrayObject):
        for value in part:
            yield from names_in(value, seen)
    elif isinstance(part, NameObject):
        yield str(part)


ACTIONS = frozenset(
    {"/JS", "/JavaScript", "/OpenAction", "/AA", "/Launch", "/URI", "/SubmitForm", "/ImportData", "/GoToR"}
    | {"/EmbeddedFiles", "/RichMedia", "/XFA", "/Movie", "/Sound"}
)


def test_its_pdf_forms_hold_no_action_and_no_attachment(hostile: Path) -> None:
    shown = ""
    for file in sorted(hostile.rglob("*.pdf")):
        reader = PdfReader(file)
        assert not set(names_in(reader.trailer, set())) & ACTIONS, file
        shown += "".join(str(value.get("/V", "")) for value in (reader.get_fields() or {}).values())
    assert [payload for payload in MARKUP if payload not in shown] == []


def test_no_cell_of_its_workbooks_is_a_formula(hostile: Path) -> None:
    for file in hostile.rglob("*.xlsx"):
        book = load_workbook(file)
        kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value}
        assert kinds <= {"s"}, file


def answer(dialog: Dialog, wrong: list[str]) -> None:
    """Leave a page whose content is kept nowhere, which the browser asks about; note every other *dialog* in *wrong*."""
    if dialog.type == "beforeunload":
        dialog.accept()
    else:
        wrong.append(f"dialog {dialog.message}")
        dialog.dismiss()


def test_what_is_searched_filled_and_reckoned_there_is_shown_as_text(page: Page, hostile: Path) -> None:
    wrong: list[str] = []
    page.on("dialog", lambda dialog: answer(dialog, wrong))
    page.on("pageerror", lambda error: wrong.append(str(error)))

    def clean(what: str) -> None:
        assert page.evaluate("seen") + page.evaluate(INTRUDERS) + wrong == [], what

    page.goto((hostile / "2024/hours.html").as_uri())
    for query in ("特殊原因", "湖南开放大学", "线上培训机构", *MARKUP[:3]):
        page.get_by_role("combobox").fill(query)
        expect(page.get_by_role("status").first).not_to_be_empty()
        clean(query)
    page.reload()
    for link in page.locator("article a.fact").all()[:6]:
        link.hover()
        expect(page.get_by_role("tooltip")).to_be_visible()
        clean("preview")

    page.goto((hostile / "calculator.html").as_uri())
    for button in page.locator("[data-part=presets] button").all():
        button.click()
    for box in page.locator("[data-field=title], [data-part=name]").all():
        box.fill(MARKUP[0])
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    clean("calculator")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    clean("printed")
    page.get_by_role("tab", name="整个单位").click()
    rows = ["姓名,日期,培训名称,科目,形式,学时,天数,认定状态"]
    rows += [
        f"{end},2024-03-01,{end},{end},,8,,已认定\n{end}1,2024-03-01,{end},公共科目,,8,,已认定"
        for end in plain()
    ]
    page.get_by_label("也可以从 Excel 或 WPS 复制").fill("\n".join(rows).replace(",", "\t"))
    page.get_by_text("已读入").wait_for()
    clean("unit")

    page.goto((hostile / "forms/course-register/index.html").as_uri())
    page.get_by_role("combobox", name="先找到本单位").fill("某某市单位")
    page.get_by_role("option").first.wait_for()
    clean("units")
    for box in page.locator("[data-part=fields] textarea, [data-part=fields] input[type=text]").all():
        box.fill(MARKUP[0])
    clean("form")
    with page.expect_download() as download:
        page.get_by_role("button", name="导出内容（.json）").click()
    assert MARKUP[0] in json.loads(download.value.path().read_text("utf-8")).values()


def plain() -> list[str]:
    """Return the payloads that a table takes as one cell."""
    return [payload for payload in PAYLOADS if not set(payload) & set(',\t\n"\u2028')]
