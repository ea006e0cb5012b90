"""How pages meet people: weight, steadiness, large type, forced colours, previews of sentences, paper."""

from __future__ import annotations

import gzip
import re
from datetime import date
from pathlib import Path
from typing import Literal
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from browsing import Watched, names
from policypress.texts import squeeze

HEAVIEST = 90_000
"""Most bytes of the home page with all it loads, by gzip."""
MOST = 6
"""Most requests for it."""
QUOTE = "其中公共科目培训不少于 30 学时"
SHIFT = """() => new Promise((done) => {
  let sum = 0;
  const seen = new PerformanceObserver((list) => list.getEntries().forEach((entry) => (sum += entry.value)));
  seen.observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(sum), 150);
})"""


def test_the_home_page_is_light(browser: Browser, addresses: dict[str, str], site: Path) -> None:
    page, asked = browser.new_page(), []
    page.on("request", lambda sent: None if sent.url.startswith("data:") else asked.append(sent.url))
    page.goto(addresses["http"] + "index.html", wait_until="networkidle")
    page.context.close()
    base = unquote(urlsplit(addresses["http"]).path)
    files = [site / unquote(urlsplit(url).path).removeprefix(base) for url in asked]
    weight = sum(len(gzip.compress(file.read_bytes(), mtime=0)) for file in files)
    assert len(asked) <= MOST, asked
    assert weight <= HEAVIEST, weight


@pytest.mark.parametrize("width", [360, 1440])
def test_no_page_moves_while_it_loads(
    browser: Browser, addresses: dict[str, str], site: Path, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    shifts = {}
    for name in names(site):
        page.goto(addresses["http"] + name)
        shifts[name] = page.evaluate(SHIFT)
    page.context.close()
    assert {name: shift for name, shift in shifts.items() if shift > 0} == {}


def test_every_page_has_one_main_part_a_header_and_a_way_past_it(watched: Watched, site: Path) -> None:
    for name in names(site):
        page = watched.open(name)
        assert page.get_by_role("main").count() == 1, name
        assert page.get_by_role("banner").count() == 1, name
        if name != "404.html":
            assert page.get_by_role("contentinfo").count() >= 1, name
            assert page.locator("a.md-skip").count() == 1, name
            assert page.locator("a.md-skip").get_attribute("href") == f"#{first_id(page)}", name


def first_id(page: Page) -> str | None:
    return page.locator("article :is(h1, h2, h3)[id]").first.get_attribute("id")


LOW = """() => Array.from(document.querySelectorAll("input, select")).filter((field) => {
  const {fontSize, paddingTop, paddingBottom} = getComputedStyle(field);
  const room = field.clientHeight - parseFloat(paddingTop) - parseFloat(paddingBottom);
  return field.checkVisibility() && !["checkbox", "radio"].includes(field.type) && room < 1.15 * parseFloat(fontSize);
}).map((field) => field.outerHTML.slice(0, 90))"""
"""What is too low for its own text."""


def test_at_twice_the_size_no_page_is_cut_or_wider_than_the_screen(
    browser: Browser, addresses: dict[str, str], site: Path
) -> None:
    # A window of 1280 at 200 % is 640 CSS pixels; type alone at twice its size must hold too.
    page = browser.new_page(viewport={"width": 640, "height": 512}, device_scale_factor=2)
    wide, low = [], []
    for name in names(site):
        page.goto(addresses["http"] + name)
        for size in ("", "275%"):
            page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
            if page.evaluate("document.documentElement.scrollWidth") > 640:
                wide.append((name, size))
            low += [(name, size, field) for field in page.evaluate(LOW)]
    page.context.close()
    assert (wide, low) == ([], [])


def test_in_forced_colours_the_words_and_frames_of_pictures_are_seen(
    browser: Browser, addresses: dict[str, str]
) -> None:
    context = browser.new_context(forced_colors="active", color_scheme="dark")
    page = context.new_page()
    page.goto(addresses["http"] + "2023/filing.html")
    style = "(element, name) => getComputedStyle(element)[name]"
    frame, word = page.locator(".picture rect").first, page.locator(".picture-words").first
    link = page.locator(".picture a text").first
    fill, edge = frame.evaluate(style, "fill"), frame.evaluate(style, "stroke")
    assert fill != edge
    assert word.evaluate(style, "fill") not in {fill, "none"}
    assert link.evaluate(style, "fill") not in {fill, word.evaluate(style, "fill")}
    context.close()


def test_the_sentence_shows_under_the_pointer_stays_there_and_goes_with_escape(watched: Watched) -> None:
    page = watched.open("2023/hours.html")
    link, preview = page.get_by_role("link", name="不少于30学时").first, page.get_by_role("tooltip")
    title = link.get_attribute("title")
    link.hover()
    expect(preview).to_contain_text(QUOTE)
    expect(link).to_have_attribute("aria-describedby", "proof-preview")
    preview.hover()
    page.wait_for_timeout(500)
    expect(preview).to_be_visible()
    page.keyboard.press("Escape")
    expect(preview).to_be_hidden()
    assert link.get_attribute("title") == title
    link.hover()
    page.mouse.move(5, 5)
    expect(preview).to_be_hidden()
    link.click()
    page.wait_for_url("**/documents/xiangrenshehan-2023-63.html#p12s1")
    assert watched.wrong == []


def test_the_sentence_shows_for_the_keyboard_in_text_and_in_a_picture(watched: Watched) -> None:
    page = watched.open("2023/hours.html")
    preview = page.get_by_role("tooltip")
    page.keyboard.press("Tab")
    for link in (page.locator("article a.fact").first, page.locator(".picture a.fact").first):
        link.focus()
        expect(preview).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        link.blur()
        expect(preview).to_be_hidden()


def test_without_script_the_number_keeps_its_sentence_and_its_link(
    scriptless: Page, addresses: dict[str, str]
) -> None:
    scriptless.goto(addresses["http"] + "2023/hours.html")
    link = scriptless.get_by_role("link", name="不少于30学时").first
    assert QUOTE in str(link.get_attribute("title"))
    link.click()
    assert scriptless.url.endswith("#p12s1")


def test_without_script_a_page_offers_nothing_that_needs_it_and_leads_to_the_rule(
    scriptless: Page, addresses: dict[str, str]
) -> None:
    scriptless.goto(addresses["http"] + "forms/offline-training/index.html")
    for name, count in (("在网页上批量填表", 0), ("在线接着填", 0), ("下载批量填表模板", 1)):
        assert scriptless.get_by_role("link", name=name).count() == count, name
    for name in ("学时要求", "由谁认定", "算例"):
        scriptless.goto(addresses["http"] + "calculator.html")
        scriptless.get_by_role("article").get_by_role("link", name=name, exact=True).click()
        expect(scriptless.locator(":target")).to_be_in_viewport()


def test_every_page_is_printed_on_the_same_paper(
    browser: Browser, addresses: dict[str, str], tmp_path: Path
) -> None:
    page = browser.new_page()
    sizes: dict[str, set[tuple[int, ...]]] = {}
    for name in ("index.html", "calculator.html", "404.html"):
        page.goto(addresses["http"] + name)
        page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
        sizes[name] = {tuple(map(round, sheet.mediabox)) for sheet in PdfReader(tmp_path / "page.pdf").pages}
    page.context.close()
    assert set().union(*sizes.values()) == {(0, 0, 595, 842)}, sizes


@pytest.mark.parametrize("script", [True, False])
def test_paper_says_where_it_is_from_and_by_script_when_it_was_printed(
    browser: Browser, addresses: dict[str, str], tmp_path: Path, *, script: bool
) -> None:
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    page.goto(addresses["http"] + "2023/hours.html")
    page.pdf(path=tmp_path / "page.pdf", format="A4")
    context.close()
    # A PDF may name a letter by the radical of the same shape, and set Latin letters apart.
    papers = (paper.extract_text() for paper in PdfReader(tmp_path / "page.pdf").pages)
    printed = squeeze(normalize("NFKC", "".join(papers)))
    assert "依据:湘人社函〔2023〕63号" in printed
    assert "来源:某某示例单位" in printed
    today = date.today()  # noqa: DTZ011 - the browser's own day
    assert (f"打印日期:{today.year}年{today.month}月{today.day}日" in printed) == script
    assert ("打印日期" in printed) == script


def test_every_sheet_of_paper_is_numbered_and_names_the_notice(
    browser: Browser, addresses: dict[str, str], tmp_path: Path
) -> None:
    page = browser.new_page()
    page.goto(addresses["http"] + "2023/hours.html")
    page.pdf(path=tmp_path / "page.pdf", format="A4", prefer_css_page_size=True)
    page.context.close()
    sheets = [
        squeeze(normalize("NFKC", sheet.extract_text())) for sheet in PdfReader(tmp_path / "page.pdf").pages
    ]
    assert len(sheets) > 1
    for number, sheet in enumerate(sheets, 1):
        assert re.search(rf"第{number}.,共{len(sheets)}.", sheet)  # 页 may come back as its radical
        assert "依据:湘人社函〔2023〕63号" in sheet
        assert "来源:某某示例单位" in sheet


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_letters_of_pictures_stand_out_from_their_frames(
    browser: Browser, addresses: dict[str, str], scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(addresses["http"] + "2023/filing.html")
    colours = page.evaluate(
        """() => ["rect", ".picture-label", ".picture-words", "a text"].map(
             (what) => getComputedStyle(document.querySelector(`.picture ${what}`)).fill)"""
    )
    context.close()
    frame, *letters = map(luminance, colours)
    for letter in letters:
        assert (max(frame, letter) + 0.05) / (min(frame, letter) + 0.05) >= 4.5


def luminance(colour: str) -> float:
    """Return the relative luminance (WCAG 2.2) of an ``rgb()`` colour."""
    channels = [int(part) / 255 for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
