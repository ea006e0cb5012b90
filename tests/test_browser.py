"""The published pages in a real browser, from a server's sub-path and from a folder."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal
from unicodedata import normalize

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from browsing import Watched, axe_faults, names


def test_every_page_opens_without_complaint_and_asks_nobody_else(watched: Watched, site: Path) -> None:
    for name in names(site):
        page = watched.open(name)
        assert page.locator("h1").count() == 1, name
        assert watched.wrong == [], name


def test_no_page_stores_anything(watched: Watched, site: Path) -> None:
    for name in names(site):
        watched.open(name)
    stored = watched.page.evaluate("[Object.keys(localStorage).length, Object.keys(sessionStorage).length]")
    assert stored == [0, 0]
    assert watched.page.context.cookies() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_fault_that_axe_finds(
    browser: Browser, addresses: dict[str, str], site: Path, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    found = {}
    for name in names(site):
        page.goto(addresses["http"] + name)
        if faults := axe_faults(page):
            found[name] = faults
    context.close()
    assert found == {}


@pytest.mark.parametrize("width", [360, 768])
def test_no_page_is_wider_than_the_screen(
    browser: Browser, addresses: dict[str, str], site: Path, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    wide = []
    for name in names(site):
        page.goto(addresses["http"] + name)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(name)
    page.context.close()
    assert wide == []


def test_a_number_leads_to_its_sentence_in_the_notice(watched: Watched) -> None:
    page = watched.open("index.html")
    page.get_by_role("link", name="不少于30学时", exact=True).first.click()
    page.wait_for_url("**/documents/xiangrenshehan-2023-63.html#p12s1")
    target = page.locator(":target")
    assert "其中公共科目培训不少于 30 学时" in target.inner_text()
    assert target.bounding_box()["y"] < 900  # type: ignore[index] # a box there is, or the test fails
    assert watched.wrong == []


@pytest.mark.parametrize(("words", "ending"), [("下载 Word 空白表", "docx"), ("下载 PDF 空白表", "pdf")])
def test_the_blank_forms_download_under_their_printed_title(
    browser: Browser, addresses: dict[str, str], site: Path, words: str, ending: str
) -> None:
    page = browser.new_page(accept_downloads=True)
    page.goto(addresses["http"] + "forms/offline-training/index.html")
    with page.expect_download() as download:
        page.get_by_role("link", name=words).first.click()
    assert download.value.suggested_filename == f"事业单位工作人员线下培训备案表.{ending}"
    blank = site / f"forms/offline-training/offline-training.{ending}"
    assert download.value.path().read_bytes() == blank.read_bytes()
    page.context.close()


def test_the_keyboard_alone_reaches_the_content(watched: Watched) -> None:
    page = watched.open("2023/hours.html")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text().strip() == "跳转至"
    page.keyboard.press("Enter")
    assert "#" in page.url


def test_the_notice_is_printed_in_the_layout_of_official_documents(
    browser: Browser, addresses: dict[str, str], tmp_path: Path
) -> None:
    page = browser.new_page()
    page.goto(addresses["http"] + "documents/xiangrenshehan-2023-63.html")
    page.pdf(path=tmp_path / "notice.pdf", prefer_css_page_size=True)
    page.context.close()
    # A PDF may name a letter by the radical of the same shape.
    papers = [normalize("NFKC", paper.extract_text()) for paper in PdfReader(tmp_path / "notice.pdf").pages]
    assert "湖南省人力资源和社会保障厅" in papers[0]
    assert "一字未改" not in papers[0]
    (annex,) = [text for text in papers if "申报单位" in text]
    assert "附件" in annex.split()
    assert "联系单位" not in annex
    # A letter's first sheet has no number; every sheet says that it is no original.
    assert all("不是原件" in paper for paper in papers)
    numbers = [re.findall(r"^— ?(\d+) ?—$", paper, re.MULTILINE) for paper in papers]
    assert numbers == [[], *([str(number)] for number in range(2, len(papers) + 1))]
