"""The preview on a form's page shows what the PDF holds: the same lines in the same sizes, on as many sheets."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from browsing import Watched
from checkout import ROOT
from form_steps import FORM, PAGE
from policypress.forms.fitting import Fitted, fit
from policypress.forms.fonts import find_fonts
from policypress.forms.geometry import TextEntry, Words
from policypress.forms.pdf_drawing import SIZES, frame_of
from policypress.forms.pdf_filler import PdfFiller
from policypress.model.policy import Policy

VALUES = {
    "unit": "某某院",
    "postcode": "410000",
    "email": "a.very.long.address.of.someone@training.example.org",
    "place": "某某市某某区某某路某某号某某大厦某某楼某某会议室" * 2,
    "plan": "一、目标：see § (a)，Teaching。\n二、内容；组织学习，提高能力。\n" * 5,
    "unit_opinion": "同意申报。",
}
LINES = """(sheet) => Array.from(sheet.querySelectorAll("text"), (text) =>
  [text.textContent, Number(text.getAttribute("font-size"))])"""


def fill(page: Page, policy: Policy, values: Mapping[str, str]) -> None:
    names = policy.forms[FORM].names()
    for id_, text in values.items():
        page.get_by_role("textbox", name=names[id_], exact=True).fill(text)


def preview(page: Page) -> None:
    page.get_by_text("预览打印的样子").click()
    page.get_by_role("img", name="第 1 页").wait_for()


def test_lines_and_sizes_are_those_of_the_pdf(watched: Watched, policy: Policy) -> None:
    filler = PdfFiller(policy.forms[FORM], find_fonts(None), ROOT / "dist/.cache")
    filler.fill(VALUES)
    wanted = set()
    for entry in filler.template.page.entries():
        text = VALUES.get(entry.path[0])
        if isinstance(entry, TextEntry) and text and len(entry.path) == 1:
            fitted = fit(
                text, frame_of(entry), filler.widths, SIZES, lines=entry.lines, grows=entry.path[0] == "plan"
            )
            assert isinstance(fitted, Fitted)
            wanted |= {(line, fitted.size / 2) for line in fitted.lines if line}
    page = watched.open(PAGE)
    fill(page, policy, VALUES)
    preview(page)
    shown = {(text, size) for text, size in page.locator(".form-sheet").evaluate(LINES)}
    assert wanted <= shown
    printed = {
        (line.text, words.size)
        for row in filler.template.page.rows
        for cell in row
        for words in cell.items
        if isinstance(words, Words)
        for line in words.lines
    }
    assert printed <= shown
    assert watched.wrong == []


def test_the_preview_follows_what_is_typed_and_goes_on_as_the_pdf_does(
    watched: Watched, policy: Policy, tmp_path: Path
) -> None:
    page = watched.open(PAGE)
    preview(page)
    fill(page, policy, {"unit": "某某院", "plan": "一、某某目标。\n" * 90})
    page.get_by_role("img", name="第 3 页，共 3 页").wait_for()
    second = page.get_by_role("img", name="第 2 页，共 3 页").evaluate(LINES)
    assert ["附页（第1页，共2页）", 12] in second
    assert ["申报单位：某某院", 10.5] in second
    with page.expect_download() as download:
        page.get_by_role("button", name="下载填好的 PDF 表").click()
    download.value.save_as(tmp_path / "表.pdf")
    assert len(PdfReader(tmp_path / "表.pdf").pages) == 3
    fill(page, policy, {"plan": ""})
    page.get_by_role("img", name="第 1 页，共 1 页").wait_for()
    assert watched.wrong == []


def test_what_does_not_fit_is_told_beside_the_preview(watched: Watched, policy: Policy) -> None:
    page = watched.open(PAGE)
    preview(page)
    fill(page, policy, {"place": "某" * 500})
    page.get_by_text("“培训地点”内容过长：500 字").wait_for()
    assert watched.wrong == []


def test_what_does_not_fit_is_not_printed(watched: Watched, policy: Policy) -> None:
    page = watched.open(PAGE)
    page.evaluate("() => { window.print = () => console.log(window.name = '已打印'); }")
    fill(page, policy, {"unit": "某" * 300, "postcode": "12345678"})
    preview(page)
    faults = page.locator("[data-part=preview-faults]")
    expect(faults).to_contain_text("“邮编”共 8 字，这一栏至多 6 字；请缩短。")
    page.get_by_role("button", name="打印这份表").click()
    expect(faults).to_contain_text("没有打印，请先改好：")
    expect(faults).to_be_in_viewport()
    expect(faults).to_contain_text("“申报单位”")
    expect(faults).to_contain_text("“邮编”")
    assert page.evaluate("window.name") == ""
    fill(page, policy, {"unit": "某某院", "postcode": "123456"})
    with page.expect_console_message(lambda message: message.text == "已打印"):
        page.get_by_role("button", name="打印这份表").click()
    expect(faults).to_be_empty()
    assert watched.wrong == []


@pytest.mark.parametrize("sheets", [1, 3])
def test_printed_it_is_the_form_alone_on_sheets_of_a4(
    watched: Watched, policy: Policy, tmp_path: Path, sheets: int
) -> None:
    page = watched.open(PAGE)
    page.evaluate("() => { window.print = () => (window.printed = true); }")
    preview(page)
    fill(page, policy, {"unit": "某某院", "plan": "一、某某目标。\n" * (2 if sheets == 1 else 90)})
    page.get_by_role("button", name="打印这份表").click()
    page.wait_for_function("window.printed")
    page.pdf(path=tmp_path / "纸.pdf", prefer_css_page_size=True)
    paper = PdfReader(tmp_path / "纸.pdf").pages
    assert [[round(float(side)) for side in each.mediabox[2:]] for each in paper] == [[595, 842]] * sheets
    assert "在线填写" not in paper[0].extract_text()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.get_by_role("button", name="打印这份表").is_visible()
    assert watched.wrong == []
