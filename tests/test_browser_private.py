"""What is typed into a form's page is in no request, no storage, no address and no history, whatever is done there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Dialog, Page, Request, expect

from browsing import CHROMIUM, OPTIONS, Watched, choose_file
from form_steps import FORM, PAGE
from policypress.guarded_csv import csv_text
from policypress.model.policy import Policy

SECRET = "机密七三一"  # noqa: S105 - what is typed, no password
KEPT = """async () => JSON.stringify([
  {...localStorage}, {...sessionStorage}, document.cookie, location.href, document.title, history.state, name,
  (await indexedDB.databases()).map(({name}) => name),
  "caches" in window ? await caches.keys() : [],
  performance.getEntriesByType("resource").map(({name}) => name).filter((name) => !name.startsWith("blob:")),
])"""
"""Everything of a page that outlives it, or that others see."""


def everywhere(page: Page) -> str:
    return unquote(str(page.evaluate(KEPT)))


def fill_all(page: Page, policy: Policy) -> None:
    """Type a secret into every field that takes one, and choose a day nobody else would."""
    form = policy.forms[FORM]
    for _, _, field in form.placed():
        box = page.get_by_label(form.names()[field.id], exact=True)
        if field.kind in {"text", "lines"}:
            box.fill(SECRET)
        elif field.kind == "date":
            box.fill("1973-01-31")
    page.get_by_label("公共科目", exact=True).check()


def download_all(page: Page) -> None:
    for button in ("下载填好的 Word 表", "下载填好的 PDF 表", "导出内容（.json）", "导出内容（.xlsx）"):
        with page.expect_download():
            page.get_by_role("button", name=button, exact=True).click()


def take(page: Page, button: str, path: Path, words: str) -> None:
    choose_file(page, button, path)
    page.get_by_text(words).first.wait_for()


def make_many(page: Page, folder: Path) -> None:
    (folder / f"{SECRET}.csv").write_text(csv_text([["申报单位", "邮编"], [SECRET, SECRET * 3]]), "utf-8")
    take(page, "选择文件", folder / f"{SECRET}.csv", "有问题的行")
    with page.expect_download():
        page.get_by_role("button", name="下载全部问题清单（.csv）").click()
    page.get_by_label("也可以从 Excel 或 WPS 复制").fill(f"申报单位\n{SECRET}\n")
    page.get_by_text("已读入 1 行。").wait_for()
    page.get_by_label("文件名", exact=True).fill(SECRET)
    page.get_by_label("PDF", exact=True).check()
    with page.expect_download():
        page.get_by_role("button", name="全部生成并下载（.zip）").click()


def look_at_it(page: Page) -> None:
    page.evaluate("() => { window.print = () => undefined; }")
    page.get_by_text("预览打印的样子").click()
    page.get_by_role("img", name="第 1 页，共 1 页").wait_for()
    page.get_by_role("button", name="打印这份表").click()


def test_nothing_typed_leaves_the_page_or_stays_behind_whatever_is_done(
    watched: Watched, policy: Policy, tmp_path: Path
) -> None:
    sent: list[str] = []

    def note(request: Request) -> None:
        headers = "".join(f"{key}{value}" for key, value in request.headers.items())
        sent.append(unquote(request.url) + unquote(headers) + (request.post_data or ""))

    page = watched.open(PAGE)
    page.context.on("request", note)
    before = page.evaluate("history.length")
    fill_all(page, policy)
    look_at_it(page)
    download_all(page)
    (tmp_path / "a.json").write_text(f'{{"申报单位": "{SECRET}", "{SECRET}": "1"}}', "utf-8")
    take(page, "导入内容", tmp_path / "a.json", "已从“a.json”导入 1 栏")
    make_many(page, tmp_path)
    assert SECRET not in everywhere(page)
    assert page.evaluate("history.length") == before
    page.get_by_role("link", name="先填好").first.click()
    page.wait_for_timeout(300)
    assert sent
    assert not any(SECRET in each or "1973" in each for each in sent)
    assert SECRET not in everywhere(page)
    page.reload()
    assert page.get_by_label("培训名称", exact=True).input_value() == ""
    assert watched.wrong == []


@pytest.mark.parametrize(
    ("name", "export", "clear"),
    [(PAGE, "导出内容（.json）", "清除全部内容"), ("calculator.html", "导出记录（.csv）", "清除全部记录")],
)
def test_the_browser_asks_before_what_is_kept_nowhere_is_left_and_only_then(
    watched: Watched, name: str, export: str, clear: str
) -> None:
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    def leave() -> int:
        watched.open("index.html")
        watched.open(name)
        return len(asked)

    page = watched.open(name)
    course, keep = page.get_by_label("培训名称", exact=True), page.get_by_label("在这台设备的浏览器里记住")
    page.on("dialog", answer)
    course.click()
    assert leave() == 0
    course.click()
    course.press_sequentially("某某班")
    with page.expect_download():
        page.get_by_role("button", name=export).click()
    assert asked == []
    assert leave() == 1
    course.press_sequentially("某某班")
    keep.click()
    assert leave() == 1
    course.press_sequentially("二")
    assert leave() == 1
    course.press_sequentially("三")
    page.get_by_role("button", name=clear).click()
    assert leave() == 1
    assert watched.wrong == []


@pytest.fixture(scope="module")
def returning(browser: Browser) -> Iterator[Browser]:
    """Return a browser that shows pages again as they were left, as those of people do."""
    without = ["--disable-back-forward-cache"]
    opened = browser.browser_type.launch(executable_path=CHROMIUM, args=OPTIONS, ignore_default_args=without)
    yield opened
    opened.close()


@pytest.mark.parametrize("name", [PAGE, "calculator.html"])
def test_what_is_kept_nowhere_is_gone_on_the_way_back(
    returning: Browser, addresses: dict[str, str], name: str
) -> None:
    page = returning.new_page()
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    page.add_init_script("addEventListener('pageshow', ({persisted}) => persisted && console.log('原样'))")
    page.goto(addresses["http"] + name)
    course, keep = page.get_by_label("培训名称", exact=True), page.get_by_label("在这台设备的浏览器里记住")
    table = page.get_by_label("也可以从 Excel")
    for kept in (False, True):
        course.click()
        course.press_sequentially("某某班")
        keep.set_checked(kept)
        table.evaluate("box => (box.value = '某某班')")
        page.goto(addresses["http"] + "index.html")
        with page.expect_console_message(lambda message: message.text == "原样"):
            page.go_back(wait_until="commit")
        expect(course).to_have_value("某某班" if kept else "")
        expect(table).to_have_value("")
    assert asked == ["beforeunload"]
    page.context.close()


@pytest.mark.parametrize(
    ("name", "links"),
    [
        (PAGE, ["下载 Word 空白表", "下载 PDF 空白表", "下载批量填表模板"]),
        ("calculator.html", ["学时记录模板.xlsx"]),
    ],
)
def test_a_blank_file_comes_without_a_question_and_leaves_what_was_typed(
    watched: Watched, name: str, links: list[str]
) -> None:
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page = watched.open(name)
    page.on("dialog", answer)
    course = page.get_by_label("培训名称", exact=True)
    course.click()
    course.press_sequentially("某某班")
    for tab in page.get_by_role("tab", name="整个单位").all():
        tab.click()
    for link in links:
        page.get_by_role("link", name=link).first.click()
        page.wait_for_timeout(300)
    assert (asked, course.input_value()) == ([], "某某班")
    assert watched.wrong == []


SHOWN = """() => document.documentElement.outerHTML
  + Array.from(document.querySelectorAll("input, textarea"), (box) => box.value).join() + location.href"""
"""Everything that a page shows or hides."""


def test_the_button_that_clears_all_leaves_no_trace_on_the_page(watched: Watched, policy: Policy) -> None:
    page = watched.open(PAGE)
    page.get_by_role("link", name="先填好").first.click()
    page.get_by_text("已填好“").wait_for()
    fill_all(page, policy)
    look_at_it(page)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.get_by_text("预览打印的样子").click()
    download_all(page)
    page.get_by_text(f"已生成“{SECRET}").wait_for()
    page.get_by_role("button", name="清除全部内容").click()
    assert SECRET not in unquote(str(page.evaluate(SHOWN)))
    assert "#" not in page.url
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    assert page.get_by_label("培训机构", exact=True).input_value() == ""
    assert watched.wrong == []


def test_a_draft_is_kept_only_where_asked_and_one_button_clears_it(watched: Watched, policy: Policy) -> None:
    page = watched.open(PAGE)
    fill_all(page, policy)
    assert SECRET not in everywhere(page)
    page.get_by_label("在这台设备的浏览器里记住").check()
    assert SECRET in everywhere(page)
    page.reload()
    assert page.get_by_label("培训名称", exact=True).input_value() == SECRET
    page.get_by_role("button", name="清除全部内容").click()
    assert SECRET not in everywhere(page)
    page.reload()
    assert page.get_by_label("培训名称", exact=True).input_value() == ""
    assert watched.wrong == []
