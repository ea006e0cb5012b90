"""One reader uses everything there is, on a server and from a folder: nothing leaves, nothing stays, nothing is stopped."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browsing import Watched, choose_file

VIOLATIONS = """
addEventListener("securitypolicyviolation", event => {
  const kept = JSON.parse(window.name || "[]");
  window.name = JSON.stringify([...kept, `${location.pathname} ${event.violatedDirective} ${event.blockedURI}`]);
})
"""
"""Notes what the policy of a page stopped, in the one place that outlives the page and is no storage."""
STORED = """
async () => JSON.stringify([
  {...localStorage}, {...sessionStorage}, document.cookie, navigator.serviceWorker?.controller?.scriptURL ?? null,
  (await indexedDB.databases?.() ?? []).map(({name}) => name), isSecureContext && "caches" in self ? await caches.keys() : [],
])
"""
NOTHING = '[{},{},"",null,[],[]]'
ROWS = "姓名\\t日期\\t培训名称\\t科目\\t形式\\t学时\\t天数\\t认定状态\\n某某\\t2023-03-01\\t课\\t公共科目\\t\\t30\\t\\t已认定"


@pytest.fixture
def session(watched: Watched) -> Watched:
    watched.page.add_init_script(VIOLATIONS)
    return watched


def test_a_session_that_uses_everything_asks_nobody_is_stopped_nowhere_and_stores_nothing(
    session: Watched, tmp_path: Path
) -> None:
    page = session.open("index.html")
    search(page)
    read_and_print(session, tmp_path)
    reckon(session, tmp_path)
    fill_in(session, tmp_path)
    for name in ("changes.html", "2023/faq.html", "2023/calendar.html", "404.html"):
        session.open(name)
    page.get_by_role("link", name="站内目录").first.wait_for()
    session.open("index.html")
    assert page.evaluate("window.name") in {"", "[]"}
    assert page.evaluate(STORED) == NOTHING
    assert page.context.cookies() == []
    assert session.wrong == []


def test_what_was_kept_on_request_is_gone_once_the_request_is_taken_back(session: Watched) -> None:
    for name, box in (
        ("calculator.html", "#calculator-keep"),
        ("forms/offline-training/index.html", "#form-keep"),
    ):
        page = session.open(name)
        page.locator(box).check()
        page.get_by_label("培训名称").first.fill("某某班")
        assert page.evaluate(STORED) != NOTHING
        page.locator(box).uncheck()
        assert page.evaluate(STORED) == NOTHING
    assert page.evaluate("window.name") in {"", "[]"}
    assert session.wrong == []


def search(page: Page) -> None:
    box = page.get_by_role("combobox")
    for query in ("多少学时", "补训", "没有这样的词某某"):
        box.fill(query)
        expect(page.locator("[data-part=status]").first).not_to_be_empty()
    box.fill("补训")
    page.get_by_role("option").first.click()
    page.wait_for_load_state("load")


def read_and_print(session: Watched, tmp_path: Path) -> None:
    page = session.open("2023/hours.html")
    page.locator("article a.fact").first.hover()
    expect(page.get_by_role("tooltip")).to_be_visible()
    page.locator(".picture a.fact").first.focus()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.pdf(path=tmp_path / "page.pdf")
    page.emulate_media(media="screen", color_scheme="dark")
    page.locator("article a.fact").first.click()
    page.wait_for_load_state("load")
    session.open("2023/notice.html")
    session.open("documents.html")


def reckon(session: Watched, tmp_path: Path) -> None:
    page = session.open("calculator.html")
    page.get_by_label("日期", exact=True).fill("2023-03-01")
    page.get_by_label("培训名称", exact=True).fill("某某班")
    page.get_by_label("学时", exact=True).fill("8")
    page.get_by_label("认定状态", exact=True).select_option(label="已认定")
    page.evaluate("for (const part of document.querySelectorAll('article details')) part.open = true")
    page.get_by_role("button", name="自检").click()
    saved(page, "导出记录", tmp_path / "记录.csv")
    choose_file(page, "导入记录", tmp_path / "记录.csv")
    page.get_by_text("已导入 1 条记录").wait_for()
    for button in page.locator("[data-part=presets] button").all():
        button.click()
    page.get_by_role("tab", name="整个单位").click()
    page.get_by_label("也可以从 Excel 或 WPS 复制").fill(ROWS.replace("\\t", "\t").replace("\\n", "\n"))
    page.get_by_text("已读入 1 人").wait_for()
    saved(page, "导出所列名单（.xlsx）", tmp_path / "名单.xlsx")
    saved(page, "导出所列名单（.csv）", tmp_path / "名单.csv")
    page.evaluate("() => { window.print = () => dispatchEvent(new Event('beforeprint')); }")
    page.get_by_role("button", name="打印所列的人").click()


def fill_in(session: Watched, tmp_path: Path) -> None:
    page = session.open("forms/offline-training/index.html")
    page.get_by_label("培训名称", exact=True).fill("某某班")
    page.get_by_label("公共科目", exact=True).check()
    saved(page, "下载填好的 Word 表", tmp_path / "表.docx")
    saved(page, "导出内容（.json）", tmp_path / "表.json")
    page.get_by_role("button", name="清除全部内容").click()
    choose_file(page, "导入内容", tmp_path / "表.json")
    page.get_by_text("导入 2 栏").wait_for()
    if session.base.startswith("http"):  # from a folder the browser shows the file instead
        with page.expect_download() as download:
            page.get_by_role("link", name="下载 PDF 空白表").first.click()
        assert download.value.path().read_bytes().startswith(b"%PDF")


def saved(page: Page, button: str, file: Path) -> None:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    download.value.save_as(file)
    assert file.stat().st_size
