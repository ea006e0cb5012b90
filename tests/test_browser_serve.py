"""``policypress serve`` in a real browser: what is saved is shown, and so is what is wrong."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from policypress.build import build
from previewing import serving
from test_systems import contents

Edit = Callable[[str, str, str], int]
ABOUT = "content/pages/about.md"
HOURS = "policy/years/2023/hours.yaml"
REBUILT = 60_000
"""Milliseconds a busy machine may take; nothing is measured here."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    opened = context.new_page()
    opened.set_default_timeout(REBUILT)
    yield opened
    context.close()


@pytest.fixture
def glyphs(project: Path, site: Path) -> None:
    """Spare the copy the conversion of the glyphs."""
    shutil.copytree(site.parent / ".cache", project / "dist/.cache")


def main_text(page: Page, text: str) -> None:
    expect(page.locator("main")).to_contain_text(text, timeout=REBUILT)


@pytest.mark.usefixtures("glyphs")
def test_an_edit_is_shown_a_fault_with_file_and_line_and_then_the_mended_page(
    project: Path, edit: Edit, page: Page
) -> None:
    with serving(project) as address:
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(f"{address}about.html")
        edit(ABOUT, "\n## ", "\n某某新添的一句。\n\n## ")
        main_text(page, "某某新添的一句。")
        good = contents(project / "dist/site")
        line = edit(HOURS, "quote:", "qoute:")
        other = edit(ABOUT, "某某新添的一句。", "某某新添的一句，90学时。")
        expect(page).to_have_title("项目文件有 3 处问题", timeout=REBUILT)
        assert page.locator("h2, li").all_inner_texts() == [
            ABOUT,
            f'第 {other} 行　正文\n\n“90学时”不能直接写；请用 {{{{ fact("名称") }}}} 引用，使数字有据',
            HOURS,
            f"第 {line - 2} 行　facts.year_end.quote\n\n缺少“quote”；请补上（文字）",
            f"第 {line} 行　facts.year_end.qoute\n\n没有“qoute”这一项；是否想写“quote”？",
        ]
        page.goto(f"{address}index.html")
        expect(page).to_have_title("项目文件有 3 处问题")
        assert contents(project / "dist/site") == good
        page.goto(f"{address}about.html")
        edit(HOURS, "qoute:", "quote:")
        edit(ABOUT, "一句，90学时。", "一句，改好了。")
        main_text(page, "某某新添的一句，改好了。")
        assert wrong == []


@pytest.mark.usefixtures("glyphs")
def test_a_project_with_faults_is_shown_with_them_before_it_was_ever_built(
    project: Path, edit: Edit, page: Page
) -> None:
    line = edit(HOURS, "quote:", "qoute:")
    with serving(project) as address:
        answer = page.goto(address)
        assert answer
        assert answer.status == 503
        main_text(page, f"第 {line} 行")
        edit(HOURS, "qoute:", "quote:")
        expect(page.locator("header.md-header")).to_be_visible(timeout=REBUILT)


@pytest.mark.usefixtures("glyphs")
def test_a_page_that_is_not_there_yet_is_shown_once_it_is(project: Path, edit: Edit, page: Page) -> None:
    with serving(project) as address:
        page.goto(f"{address}glossary.html")
        main_text(page, "没有这一页")
        (project / "content/pages/glossary.md").write_text("# 某某词汇\n\n某某词条。\n", "utf-8")
        edit("content/navigation.yaml", "about", "about, glossary")
        main_text(page, "某某词条。")


@pytest.mark.usefixtures("glyphs")
def test_after_edits_the_folder_on_disk_is_what_a_clean_build_makes(
    project: Path, edit: Edit, page: Page
) -> None:
    with serving(project) as address:
        page.goto(f"{address}about.html")
        edit(ABOUT, "\n## ", "\n某某新添的一句。\n\n## ")
        edit("policy/site.yaml", "name: ", "name: 某某")
        edit("policy/forms/offline-training.yaml", "help: ", "help: 某某")
        main_text(page, "某某新添的一句。")
        page.goto(f"{address}forms/offline-training/")
        main_text(page, "某某申报备案的事业单位")
        expect(page).to_have_title(re.compile("某某"), timeout=REBUILT)
    shutil.copytree(project / "dist/.cache", project / "clean/.cache")
    assert contents(project / "dist/site") == contents(build(project, project / "clean", lambda _: None))
