"""The page of a form in browsers that lack something: each path by switching that off."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browsing import choose_file
from form_steps import FORM, PAGE
from policypress.forms.pdf_reading import read_pdf
from policypress.forms.records import read_records
from policypress.forms.word_reading import read_docx
from policypress.model.policy import Policy
from spreadsheets import workbook

WECHAT = "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/107.0 Mobile Safari/537.36 MicroMessenger/8.0.30"

Opened = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, addresses: dict[str, str]) -> Iterator[Opened]:
    """Return a function that opens the form's page in a browser without some features."""
    pages = []

    def open_(*without: str, agent: str | None = None, at: str = PAGE) -> Page:
        context = browser.new_context(user_agent=agent, accept_downloads=True)
        context.add_init_script("".join(f"delete window.{name};" for name in without))
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        page.goto(addresses["file"] + at)
        pages.append(page)
        return page

    yield open_
    for page in pages:
        page.context.close()


def taken(page: Page, button: str) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name=button, exact=True).click()
    return download.value.path()


def test_without_compression_every_file_is_stored_and_whole(
    opened: Opened, policy: Policy, tmp_path: Path
) -> None:
    page = opened("CompressionStream")
    page.get_by_label("申报单位", exact=True).fill("某某院𠮷")
    page.get_by_label("培训计划", exact=True).fill("一、目标\n二、内容")
    values = {"unit": "某某院𠮷", "plan": "一、目标\n二、内容"}
    word = taken(page, "下载填好的 Word 表").read_bytes()
    assert read_docx(word, policy.forms).values == values
    assert {part.compress_type for part in zipfile.ZipFile(io.BytesIO(word)).infolist()} >= {
        zipfile.ZIP_STORED
    }
    pdf = taken(page, "下载填好的 PDF 表").read_bytes()
    assert read_pdf(pdf, policy.forms).values == values
    (tmp_path / "a.xlsx").write_bytes(taken(page, "导出内容（.xlsx）").read_bytes())
    assert [record.values for record in read_records(tmp_path / "a.xlsx", policy.forms[FORM]).each] == [
        values
    ]
    page.get_by_label("也可以从 Excel 或 WPS 复制").fill("申报单位\n某某院\n")
    page.get_by_text("已读入 1 行").wait_for()
    made = zipfile.ZipFile(taken(page, "全部生成并下载（.zip）"))
    assert read_docx(made.read("某某院.docx"), policy.forms).values == {"unit": "某某院"}


def test_without_decompression_the_page_asks_for_csv_and_takes_it(opened: Opened, tmp_path: Path) -> None:
    page = opened("DecompressionStream")
    (tmp_path / "a.xlsx").write_bytes(workbook([["申报单位"], ["某某院"]]))
    (tmp_path / "a.csv").write_text("申报单位\n某某院\n", "utf-8")
    (tmp_path / "a.json").write_text('{"培训名称": "某某班"}', "utf-8")
    for section, button in (("在线填写", "导入内容"), ("批量填表", "选择文件")):
        choose_file(page, button, tmp_path / "a.xlsx")
        said = page.get_by_role("region", name=section).get_by_role("status")
        said.filter(has_text="这个浏览器解不开；请在表格软件里另存为“CSV UTF-8”").wait_for()
    choose_file(page, "选择文件", tmp_path / "a.csv")
    page.get_by_text("已读入 1 行").wait_for()
    for name in ("a.csv", "a.json"):
        choose_file(page, "导入内容", tmp_path / name)
        page.get_by_text(f"已从“{name}”导入 1 栏").wait_for()
    assert page.get_by_label("申报单位", exact=True).input_value() == "某某院"
    assert page.get_by_label("培训名称", exact=True).input_value() == "某某班"


def test_inside_wechat_the_page_asks_beforehand_for_the_browser_of_the_system(opened: Opened) -> None:
    page = opened(agent=WECHAT)
    notes = page.get_by_text("微信里不能保存文件，请用系统浏览器打开")
    assert [note.is_visible() for note in notes.all()] == [True, True, True]
    first = page.get_by_label("申报单位", exact=True)
    assert notes.first.bounding_box()["y"] < first.bounding_box()["y"]  # type: ignore[index]
    page.get_by_role("button", name="导出内容（.json）").click()
    assert page.get_by_role("status").filter(has_text="请用系统浏览器打开本页").is_visible()


@pytest.mark.parametrize(
    ("at", "notes"),
    [
        ("calculator.html", 1),
        ("forms.html", 1),
        ("2023/calendar.html", 1),
        ("2023/faq.html", 0),
        ("index.html", 0),
    ],
)
def test_inside_wechat_every_page_that_gives_files_asks_for_the_browser_of_the_system(
    opened: Opened, at: str, notes: int
) -> None:
    found = opened(agent=WECHAT, at=at).get_by_text("微信里不能保存文件，请用系统浏览器打开")
    assert [note.is_visible() for note in found.all()] == [True] * notes


def test_elsewhere_nothing_is_said_of_wechat(opened: Opened) -> None:
    assert opened().get_by_text("微信里不能保存文件").first.is_hidden()
