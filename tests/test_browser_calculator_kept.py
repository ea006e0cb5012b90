"""What is typed into the calculator: kept where asked, cleared, taken away as a file and brought back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browsing import Watched, choose_file
from calculator_steps import counted, field, fill_first, keep_box
from folders import quiet
from policypress.build import build
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
