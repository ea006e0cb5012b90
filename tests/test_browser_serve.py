"""``policypress serve`` in a real browser: what is saved is shown, and so is what is wrong."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from checkout import HANGS, ROOT
from folders import contents
from previewing import command_of, environment_of, serving

Edit = Callable[[str, str, str], int]
ABOUT = "content/pages/about.md"
HOURS = "policy/years/2023/hours.yaml"
REBUILT = HANGS * 1_000
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


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """Return a copy of the program with the site's own source, to edit that too."""
    folder = tmp_path / "program"
    shutil.copytree(ROOT / "generators", folder / "generators", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "site", folder / "site")
    return folder


@pytest.mark.usefixtures("glyphs")
def test_after_edits_of_every_kind_the_folder_on_disk_is_what_a_clean_build_makes(
    project: Path, program: Path, edit: Edit, page: Page
) -> None:
    def edit_source(file: str, addition: str) -> None:
        with (program / "site" / file).open("a", encoding="utf-8", newline="\n") as source:
            source.write(addition)

    with serving(project, program) as address:
        page.goto(f"{address}about.html")
        edit(ABOUT, "\n## ", "\n某某新添的一句。\n\n## ")
        main_text(page, "某某新添的一句。")
        edit(ABOUT, "# 关于", "# 某某关于")
        edit("policy/site.yaml", "name: ", "name: 某某")
        edit(HOURS, "title: ", "title: 某某")
        edit("policy/forms/offline-training.yaml", "help: ", "help: 某某")
        edit_source("css/site.css", "h1 { letter-spacing: 7px !important }\n")
        edit_source("js/search.js", 'document.body.dataset.edited = "某某";\n')
        edit_source("theme/main.html", "{% block analytics %}<meta name=某某>{% endblock %}\n")
        expect(page.locator("body[data-edited=某某]")).to_be_visible(timeout=REBUILT)
        expect(page.locator("meta[name=某某]")).to_be_attached(timeout=REBUILT)
        expect(page.locator("h1")).to_have_css("letter-spacing", "7px", timeout=REBUILT)
        page.goto(f"{address}forms/offline-training/")
        main_text(page, "某某申报备案的事业单位")
    shutil.copytree(project / "dist/.cache", project / "clean/.cache")
    command = command_of("build", project, "--out", str(project / "clean"))
    subprocess.run(command, env=environment_of(program), check=True, capture_output=True)
    assert contents(project / "dist/site") == contents(project / "clean/site")
