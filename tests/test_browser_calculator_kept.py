"""What is typed into the calculator: kept where asked, cleared, taken away as a file and brought back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browsing import Watched, choose_file
from calculator_steps import counted, field, fill_first, keep_box
from folders import quiet
from form_steps import PAGE
from policypress.build import build
from policypress.guarded_csv import csv_text
from policypress.tables import read_table
from policypress.training_records import read_records
from rolled import rolled
from years import RULE


@pytest.fixture(scope="module")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of a project rolled to 2024, in that year."""
    folder = tmp_path_factory.mktemp("two")
    return build(rolled(folder / "project"), folder / "out", quiet, as_of=date(2024, 2, 1))


@pytest.fixture
def later(browser: Browser, two_years: Path) -> Iterator[Page]:
    """Return the calculator's page of two years."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto((two_years / "calculator.html").as_uri())
        yield page


def test_a_page_that_is_come_back_to_shows_what_it_reckons_with(later: Page) -> None:
    later.get_by_label("年度", exact=True).select_option(label="2023 年度")
    fill_first(later, 科目="公共科目", 认定状态="已认定")
    keep_box(later).check()
    later.goto(later.url.replace("calculator", "index"))
    later.evaluate("localStorage.clear()")
    later.go_back()
    assert later.get_by_label("年度", exact=True).input_value() == "2024"
    assert later.get_by_text("年度截止日期 2024-12-31").is_visible()
    assert [field(later, 1, label).input_value() for label in ("科目", "认定状态")] == ["", ""]
    assert not keep_box(later).is_checked()


def test_what_is_typed_is_kept_only_where_asked_and_cleared_by_one_button(watched: Watched) -> None:
    page = watched.open("calculator.html")
    fill_first(page, 日期="2023-03-01", 培训名称="机密课程", 学时="20", 认定状态="已认定")
    page.get_by_label("在这台设备的浏览器里记住").check()
    page.reload()
    assert field(page, 1, "培训名称").input_value() == "机密课程"
    page.get_by_role("button", name="清除全部记录").click()
    assert page.evaluate("localStorage.length") == 0
    page.reload()
    assert field(page, 1, "培训名称").input_value() == ""
    assert watched.wrong == []


def test_what_is_cleared_cannot_be_brought_back(watched: Watched) -> None:
    page = watched.open("calculator.html")
    fill_first(page, 培训名称="机密课程")
    page.get_by_role("button", name="删除记录 1").click()
    page.get_by_role("button", name="清除全部记录").click()
    assert page.get_by_text("全部记录。").is_visible()
    assert not page.get_by_role("button", name="撤销删除").is_visible()
    assert watched.wrong == []


def test_what_one_window_clears_no_other_keeps_again(watched: Watched) -> None:
    page = watched.open("calculator.html")
    keep_box(page).check()
    fill_first(page, 培训名称="机密课程")
    other = page.context.new_page()
    other.goto(page.url)
    other.get_by_role("button", name="清除全部记录").click()
    page.get_by_text("已在别处清除").wait_for()
    assert not keep_box(page).is_checked()
    fill_first(page, 培训名称="机密课程二")
    assert page.evaluate("localStorage.length") == 0
    keep_box(page).check()
    page.evaluate("localStorage.clear()")  # which tells the window that does it of nothing
    fill_first(page, 培训名称="机密课程三")
    assert not keep_box(page).is_checked()
    assert page.evaluate("localStorage.length") == 0
    assert watched.wrong == []


@pytest.mark.parametrize("name", ["calculator.html", PAGE])
def test_of_two_windows_one_keeps_and_the_other_does_not_say_that_it_does(
    watched: Watched, name: str
) -> None:
    page = watched.open(name)
    keep_box(page).check()
    course(page).fill("机密课程")
    other = page.context.new_page()
    other.goto(page.url)
    expect(course(other)).to_have_value("机密课程")
    page.wait_for_timeout(300)
    assert keep_box(page).is_checked()
    course(other).fill("机密课程二")
    page.get_by_text("另一个窗口也在记住").wait_for()
    assert not keep_box(page).is_checked()
    course(page).fill("机密课程三")
    kept = "JSON.stringify({...localStorage})"
    assert "机密课程二" in page.evaluate(kept)
    assert "机密课程三" not in page.evaluate(kept)
    assert keep_box(other).is_checked()
    with page.expect_event("dialog") as asked:
        page.evaluate("setTimeout(() => location.reload())")
    asked.value.accept()
    expect(course(page)).to_have_value("机密课程二")
    # What is written where no event tells of it is found before it would be replaced.
    page.evaluate("localStorage.setItem(Object.keys(localStorage)[0], '{}')")
    course(page).fill("机密课程四")
    assert not keep_box(page).is_checked()
    assert "机密课程四" not in page.evaluate(kept)
    assert watched.wrong == []


def course(page: Page) -> Locator:
    """Return the field of the name of the first training."""
    return page.get_by_label("培训名称", exact=True).first


def test_a_record_that_is_brought_back_follows_the_year_that_was_chosen_meanwhile(later: Page) -> None:
    makeup = later.get_by_role("group", name="记录 1", exact=True).locator("details a")
    assert "-2024-" in str(makeup.first.get_attribute("href"))
    later.get_by_role("button", name="删除记录 1").click()
    later.get_by_label("年度", exact=True).select_option(label="2023 年度")
    later.get_by_role("button", name="撤销删除").click()
    assert "-2023-" in str(makeup.first.get_attribute("href"))


@pytest.mark.parametrize(
    "stored",
    [
        '{"name": {}, "values": [null, 3, "课程", [], {"title": {}, "day": 1, "hours": "8"}]}',
        '{"values": {"title": "课程"}}',
        '"课程"',
        "[[",
    ],
)
def test_of_what_was_kept_only_texts_are_taken(watched: Watched, stored: str) -> None:
    page = watched.open("calculator.html")
    page.evaluate("text => localStorage.setItem('policypress-hours', text)", stored)
    page.reload()
    assert field(page, 1, "培训名称").is_visible()
    assert page.get_by_label("姓名（只用于打印和导出").input_value() == ""
    titles = page.get_by_label("培训名称", exact=True).all()
    assert {title.input_value() for title in titles} == {""}
    assert page.get_by_label("学时", exact=True).last.input_value() == ("8" if "hours" in stored else "")
    assert watched.wrong == []


FILL_STORAGE = """
for (let size = 2 ** 22; size >= 1; ) {
  try { localStorage.setItem(Math.random(), "a".repeat(size)); } catch { size = size / 2; }
}
"""


def test_what_the_browser_has_no_more_room_for_is_told_and_nothing_of_it_is_left(watched: Watched) -> None:
    page = watched.open("calculator.html")
    keep_box(page).check()
    page.evaluate(FILL_STORAGE)
    fill_first(page, 培训名称="课程" * 1000)
    assert page.get_by_text("没有记住：").is_visible()
    assert not keep_box(page).is_checked()
    page.reload()
    assert not keep_box(page).is_checked()
    assert field(page, 1, "培训名称").input_value() == ""
    assert watched.wrong == []


def test_records_taken_away_as_a_file_come_back_and_serve_the_command(
    watched: Watched, tmp_path: Path
) -> None:
    page = watched.open("calculator.html")
    fill_first(page, 日期="2023-03-01", 培训名称="=课程", 科目="公共科目", 学时="29.5", 认定状态="已认定")
    with page.expect_download() as download:
        page.get_by_role("button", name="导出记录").click()
    download.value.save_as(tmp_path / "学时记录.csv")
    [record] = read_records(read_table(tmp_path / "学时记录.csv"), RULE).records
    assert (record.name, record.title, record.hours) == ("本人", "=课程", 295)
    page.reload()
    choose_file(page, "导入记录", tmp_path / "学时记录.csv")
    page.get_by_text("已导入 1 条记录").wait_for()
    assert field(page, 1, "培训名称").input_value() == "=课程"
    assert counted(page, "公共科目") == "29.5 学时"
    assert watched.wrong == []


def table_of(path: Path, name: str, count: int) -> Path:
    """Write a table of *count* records of *name* at *path*; return it."""
    row = [name, "2023-03-01", "课程", "公共科目", "", "0.1", "", "已认定"]
    heads = ["姓名", "日期", "培训名称", "科目", "形式", "学时", "天数", "认定状态"]
    path.write_text(csv_text([heads, *[row] * count]), "utf-8")
    return path


def test_records_brought_back_disturb_nothing_that_is_there(watched: Watched, tmp_path: Path) -> None:
    page = watched.open("calculator.html")
    page.get_by_role("button", name="高级研修班").click()
    field(page, 1, "日期").focus()
    page.keyboard.type("03")
    field(page, 1, "培训名称").focus()
    page.get_by_label("要导入的记录文件").set_input_files(table_of(tmp_path / "a.csv", "本人", 2))
    page.get_by_text("已导入 2 条记录。").wait_for()
    page.keyboard.type("abc")
    assert field(page, 1, "培训名称").input_value() == "abc"
    assert field(page, 1, "日期").evaluate("box => box.validity.badInput")
    seminar = page.get_by_role("group", name="记录 2", exact=True)
    assert seminar.get_by_role("link").filter(has_text="高级研修班").first.is_visible()
    assert field(page, 4, "培训名称").input_value() == "课程"
    assert watched.wrong == []


def calls_to_bring_back(watched: Watched, file: Path, count: int) -> int:
    """Return how often functions of the page are called to bring back *count* records, which it tells."""
    page = watched.open("calculator.html")
    session = page.context.new_cdp_session(page)
    session.send("Profiler.enable")
    session.send("Profiler.startPreciseCoverage", {"callCount": True})
    page.get_by_label("要导入的记录文件").set_input_files(table_of(file, "张三", count))
    page.get_by_text(f"已导入 {count} 条记录，姓名填为“张三”。").wait_for()
    scripts = session.send("Profiler.takePreciseCoverage")["result"]
    return sum(function["ranges"][0]["count"] for script in scripts for function in script["functions"])


def test_the_work_of_bringing_records_back_grows_as_their_number_does(
    watched: Watched, tmp_path: Path
) -> None:
    few, many = (calls_to_bring_back(watched, tmp_path / "a.csv", count) for count in (100, 400))
    assert many < 5 * few


def test_records_whose_columns_another_sign_parts_are_told_so(watched: Watched, tmp_path: Path) -> None:
    page = watched.open("calculator.html")
    (tmp_path / "a.csv").write_text("姓名;日期;学时\n张三;2023-03-01;8\n", "utf-8")
    choose_file(page, "导入记录", tmp_path / "a.csv")
    page.get_by_text("文件第 1 行的各列没有用英文逗号分开，写在了一格里").wait_for()
    assert watched.wrong == []


def test_records_of_somebody_else_are_not_put_with_those_that_are_there(
    watched: Watched, tmp_path: Path
) -> None:
    page = watched.open("calculator.html")
    page.get_by_label("姓名（只用于打印和导出").fill("张 三")
    choose_file(page, "导入记录", table_of(tmp_path / "a.csv", "李四", 1))
    page.get_by_text("没有导入：文件里的姓名是“李四”，页面上的姓名是“张三”").wait_for()
    assert field(page, 1, "培训名称").input_value() == ""
    choose_file(page, "导入记录", table_of(tmp_path / "b.csv", "张三", 1))
    page.get_by_text("已导入 1 条记录。").wait_for()
    assert page.get_by_role("group", name="记录 2", exact=True).count() == 0
    assert watched.wrong == []
