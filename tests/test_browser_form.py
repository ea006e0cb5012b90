"""The page of a form, filled by its labels and judged by its words."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from added_form import add_form
from browsing import Watched
from checkout import DATA, ROOT
from folders import copied_without, project_copy
from form_steps import FORM, PAGE, choose, take
from pdf_viewers import drawn_by_pdfium
from policypress.build import build
from policypress.forms.fonts import find_fonts
from policypress.forms.model import Form
from policypress.forms.pdf_filler import PdfFiller
from policypress.forms.pdf_reading import read_pdf
from policypress.forms.records import read_records
from policypress.forms.word_filling import fill_docx
from policypress.forms.word_reading import read_docx
from policypress.forms.word_template import DOCUMENT, word_template
from policypress.model.policy import Policy
from policypress.read import read


def test_every_field_of_the_form_is_on_its_page_with_label_and_help(watched: Watched, policy: Policy) -> None:
    page = watched.open(PAGE)
    form = policy.forms[FORM]
    for _, _, field in form.placed():
        name = form.names()[field.id]
        choices = page.get_by_role("radiogroup", name=name, exact=True)
        control = choices if field.kind == "choice" else page.get_by_label(name, exact=True)
        described = str(control.get_attribute("aria-describedby")).split()[0]
        assert page.locator(f"[id='{described}']").inner_text().startswith(field.help), name
        assert page.get_by_role("group", name=f"由{field.filled_by}填写").count() == 1
    assert watched.wrong == []


@pytest.mark.parametrize(
    ("subject", "office"), [("公共科目", "同级事业单位人事综合管理部门"), ("专业科目", "主管部门")]
)
def test_where_it_is_filed_is_said_once_the_subject_is_chosen(
    watched: Watched, subject: str, office: str
) -> None:
    page = watched.open(PAGE)
    said = page.get_by_role("status").filter(has_text="备案")
    assert said.count() == 0
    choose(page, subject)
    assert said.inner_text() == f"本表经湖南省事业单位工作人员培训管理平台报{office}备案。"
    said.get_by_role("link", name=office).click()
    page.wait_for_url("**/documents/**#p*")
    assert watched.wrong == []


def test_a_gap_is_a_hint_and_a_text_too_long_is_told_at_its_field(watched: Watched) -> None:
    page = watched.open(PAGE)
    page.get_by_label("申报单位", exact=True).fill("某某院")
    assert "还空着：培训科目、" in page.get_by_text("还空着").inner_text()
    # It is read out with the buttons, not at every first letter.
    assert page.get_by_role("status").filter(has_text="还空着").count() == 0
    for button in ("下载填好的 Word 表", "下载填好的 PDF 表"):
        described = page.get_by_role("button", name=button)
        expect(described).to_have_accessible_description(re.compile("还空着：培训科目、"))
    box = page.get_by_label("邮编", exact=True)
    box.fill("1234567")
    assert box.get_attribute("aria-invalid") == "true"
    assert page.get_by_text("现有 7 字，这一栏至多 6 字").is_visible()
    box.fill("123456")
    assert box.get_attribute("aria-invalid") is None


def test_the_form_is_downloaded_in_word_as_the_command_writes_it(
    watched: Watched, policy: Policy, tmp_path: Path
) -> None:
    page = watched.open(PAGE)
    page.get_by_label("申报单位", exact=True).fill("某某院/𠮷")
    page.get_by_label("培训名称", exact=True).fill("某某班")
    page.get_by_label("培训计划", exact=True).fill("一、目标\n" * 60)
    choose(page, "公共科目")
    with page.expect_download() as download:
        page.get_by_role("button", name="下载填好的 Word 表").click()
    path = tmp_path / "表.docx"
    download.value.save_as(path)
    values = {
        "unit": "某某院/𠮷",
        "subject": "public",
        "course": "某某班",
        "plan": "一、目标\n" * 60,
    }
    ours = fill_docx(word_template(policy.forms[FORM]), values)
    with zipfile.ZipFile(path) as theirs, zipfile.ZipFile(io.BytesIO(ours)) as command:
        assert theirs.testzip() is None
        assert theirs.read(DOCUMENT) == command.read(DOCUMENT)
    assert download.value.suggested_filename == "某某院_𠮷-某某班.docx"
    assert page.get_by_text("已生成“某某院_𠮷-某某班.docx”").is_visible()
    assert watched.wrong == []


def test_the_form_is_downloaded_in_pdf_and_read_by_the_command(
    watched: Watched, policy: Policy, tmp_path: Path
) -> None:
    page = watched.open(PAGE)
    form = policy.forms[FORM]
    record = {
        "unit": "某某县𠮷䶮镇〇Ⅱ院",
        "subject": "公共科目",
        "course": "某某班",
        "plan": "一、目标：谭翊鑫\n" * 60,
        "unit_opinion_date": "2023-06-05",
    }
    for id_, value in record.items():
        if id_ == "subject":
            choose(page, value)
        else:
            page.get_by_label(form.names()[id_], exact=True).fill(value)
    with page.expect_download() as download:
        page.get_by_role("button", name="下载填好的 PDF 表").click()
    path = tmp_path / "表.pdf"
    download.value.save_as(path)
    read_back = ("read", "--project", str(ROOT), "--keys", "id", "--format", "json", str(path))
    done = subprocess.run(
        [sys.executable, "-m", "policypress", *read_back],
        env={**os.environ, "PYTHONPATH": str(ROOT / "generators")},
        capture_output=True,
        check=True,
    )
    assert json.loads(done.stdout) == [record]
    filled = PdfFiller(form, find_fonts(None), None).fill(record)
    assert drawn_by_pdfium(path.read_bytes(), 72) == drawn_by_pdfium(filled, 72)
    assert download.value.suggested_filename == "某某县𠮷䶮镇〇Ⅱ院-某某班.pdf"
    assert page.get_by_text("已生成“某某县𠮷䶮镇〇Ⅱ院-某某班.pdf”").is_visible()
    assert watched.wrong == []


def test_a_character_the_font_lacks_is_told_in_pdf_as_by_the_command(watched: Watched) -> None:
    page = watched.open(PAGE)
    page.get_by_label("申报单位", exact=True).fill("某某😀院")
    page.get_by_role("button", name="下载填好的 PDF 表").click()
    page.get_by_text("“申报单位”含有字体不支持的字符：😀 (U+1F600)；请改用别的字。").wait_for()
    assert page.get_by_label("申报单位", exact=True).get_attribute("aria-invalid") == "true"
    assert watched.wrong == []


def test_what_works_on_forms_is_loaded_when_it_is_asked_for_and_named_where_it_is_lost(
    browser: Browser, site: Path, tmp_path: Path
) -> None:
    copy, script = tmp_path / "site", "assets/form-work.js"
    whole = copied_without(script, site, copy)
    (tmp_path / "a.json").write_text('{"培训名称": "某某班"}', "utf-8")
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url))
    page.goto((copy / PAGE).as_uri())
    page.get_by_label("申报单位", exact=True).fill("某某院")
    assert [url for url in asked if script in url or f"/forms/{FORM}/{FORM}" in url] == []
    lost = f"没有读到“{script}”"
    for button in ("下载填好的 Word 表", "导出内容（.xlsx）"):
        page.get_by_role("button", name=button).click()
    take(page, tmp_path / "a.json")
    page.evaluate("() => { window.print = () => console.log(window.name = '已打印'); }")
    page.get_by_text("预览打印的样子").click()
    undrawn = page.locator("[data-part=preview-faults]").filter(has_text=lost)
    undrawn.evaluate("at => at.replaceChildren()")
    page.get_by_role("button", name="打印这份表").click()
    undrawn.wait_for()
    page.get_by_label("也可以从 Excel 或 WPS 复制").fill("申报单位\n某某院\n")
    for undone, times in (("没有生成", 2), ("没有导入", 1), ("没有读入", 1)):
        expect(page.get_by_text(f"{lost}，{undone}；请刷新本页再试")).to_have_count(times)
    (copy / script).write_bytes(whole)
    take(page, tmp_path / "a.json")
    page.get_by_text("已从“a.json”导入 1 栏").wait_for()
    page.get_by_label("也可以从 Excel 或 WPS 复制").fill("申报单位\n某某某院\n")
    page.get_by_text("已读入 1 行").wait_for()
    with page.expect_download():
        page.get_by_role("button", name="下载填好的 Word 表").click()
    assert page.evaluate("window.name") == ""
    with page.expect_console_message(lambda message: message.text == "已打印"):
        page.get_by_role("button", name="打印这份表").click()
    page.close()


@pytest.mark.parametrize("damage", ["lost", "cut"])
@pytest.mark.parametrize("file", ["directory.js", "slice"])
def test_a_file_of_glyphs_that_is_lost_or_cut_is_named_and_read_once_it_is_there(
    browser: Browser, site: Path, tmp_path: Path, file: str, damage: str
) -> None:
    copy = tmp_path / "site"
    shutil.copytree(site, copy, copy_function=os.link)
    broken = copy / "glyphs/directory.js" if file == "directory.js" else next(copy.glob("glyphs/*/0.js"))
    whole = broken.read_bytes()
    broken.unlink()
    if damage == "cut":
        broken.write_bytes(whole[: len(whole) // 2])
    page = browser.new_page()
    page.goto((copy / PAGE).as_uri())
    page.get_by_label("申报单位", exact=True).fill("培训的，学一啊")
    button = page.get_by_role("button", name="下载填好的 PDF 表")
    button.click()
    page.get_by_text(f"没有读到“{broken.relative_to(copy).as_posix()}”，没有生成；请刷新本页再试").wait_for()
    broken.write_bytes(whole)
    if damage == "cut":
        page.reload()
        page.get_by_label("申报单位", exact=True).fill("培训的，学一啊")
    with page.expect_download():
        button.click()
    page.context.close()


def test_what_does_not_fit_is_told_and_no_file_is_made(watched: Watched) -> None:
    page = watched.open(PAGE)
    page.get_by_label("邮编", exact=True).fill("1234567")
    page.get_by_label("培训地点", exact=True).fill("某" * 500)
    page.get_by_role("button", name="下载填好的 Word 表").click()
    said = page.get_by_role("status").filter(has_text="没有生成，请先改好：")
    assert "“邮编”共 7 字，这一栏至多 6 字；请缩短。" in said.inner_text()
    assert "“培训地点”内容过长：500 字" in said.inner_text()
    assert page.get_by_label("培训地点", exact=True).get_attribute("aria-invalid") == "true"
    assert watched.wrong == []


def test_a_preset_is_ready_in_word_and_pdf_and_opens_on_the_page(
    watched: Watched, policy: Policy, site: Path
) -> None:
    form = policy.forms[FORM]
    for id_, preset in form.presets.items():
        file = site / f"forms/{FORM}/{FORM}-{id_}"
        assert read_docx(file.with_suffix(".docx").read_bytes(), policy.forms).values == preset.values
        assert read_pdf(file.with_suffix(".pdf").read_bytes(), policy.forms).values == preset.values
        page = watched.open(PAGE)
        page.get_by_role("link", name="在线接着填").click()
        for field, value in preset.values.items():
            assert page.get_by_label(form.names()[field], exact=True).input_value() == value
    assert watched.wrong == []


def test_an_address_that_names_a_preset_fills_again_only_what_is_empty(watched: Watched) -> None:
    page = watched.open(PAGE)
    organiser = page.get_by_label("培训机构", exact=True)
    start = page.get_by_role("link", name="先填好：培训机构为湖南开放大学")
    start.click()
    expect(organiser).to_have_value("湖南开放大学")
    organiser.fill("某某学校")
    page.get_by_label("在这台设备的浏览器里记住").check()
    page.evaluate("location.hash = '#fields'")
    page.go_back()
    page.reload()
    expect(organiser).to_have_value("某某学校")
    start.click()
    expect(organiser).to_have_value("湖南开放大学")
    organiser.fill("")
    page.reload()
    expect(organiser).to_have_value("湖南开放大学")
    assert watched.wrong == []


def test_on_the_way_back_nothing_is_chosen_that_the_page_does_not_know_of(watched: Watched) -> None:
    page = watched.open(PAGE)
    keep = page.get_by_label("在这台设备的浏览器里记住")
    choose(page, "公共科目")
    keep.check()
    page.evaluate("localStorage.clear()")
    watched.open("index.html")
    page.go_back()
    page.wait_for_timeout(300)
    assert page.get_by_label("不填", exact=True).is_checked()
    assert not keep.is_checked()
    assert watched.wrong == []


def test_a_form_nobody_has_seen_is_filled_from_its_definition_alone(browser: Browser, tmp_path: Path) -> None:
    project_copy(tmp_path)
    add_form(tmp_path, DATA / "forms/study-register.yaml", "moumou-2099-1")
    site = build(tmp_path, tmp_path / "dist", lambda _: None)
    page = browser.new_page()
    page.goto(f"{(site / 'forms/study-register/index.html').as_uri()}")
    page.get_by_label("姓名", exact=True).fill("某某")
    choose(page, "其他（请在备注中写明）")
    page.get_by_label("出生年月日", exact=True).fill("1980-02-29")
    with page.expect_download() as download:
        page.get_by_role("button", name="导出内容（.json）").click()
    record = json.loads(download.value.path().read_text("utf-8"))
    assert record == {"姓名": "某某", "学习方式": "其他（请在备注中写明）", "出生年月日": "1980-02-29"}
    page.context.close()


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project whose site holds a form with repeated rows, a period and numbers."""
    folder = tmp_path_factory.mktemp("register")
    project_copy(folder)
    add_form(folder, DATA / "forms/course-register.yaml", "moumou-2099-2")
    build(folder, folder / "dist", lambda _: None)
    return folder


@pytest.fixture
def register_page(browser: Browser, register: Path) -> Iterator[Page]:
    page = browser.new_page()
    page.goto((register / "dist/site/forms/course-register/index.html").as_uri())
    yield page
    page.context.close()


def test_a_form_with_repeated_rows_a_period_and_numbers_is_filled_on_its_page(
    register_page: Page, register: Path, tmp_path: Path
) -> None:
    page = register_page
    page.get_by_label("课程1", exact=True).fill("急救")
    page.get_by_label("人数", exact=True).fill("若干")
    page.get_by_label("起始", exact=True).fill("2023-06-09")
    page.get_by_label("截止", exact=True).fill("2023-06-05")
    page.get_by_label("学时1", exact=True).fill("7.5")
    assert page.get_by_text("应为数，只写阿拉伯数字，如 8").is_visible()
    assert page.get_by_text("截止日早于起始日；请核对").is_visible()
    page.get_by_label("人数", exact=True).fill("６0 ")
    page.get_by_label("起始", exact=True).fill("2023-06-01")
    assert page.get_by_text("应为数，只写阿拉伯数字，如 8").is_hidden()
    with page.expect_download() as download:
        page.get_by_role("button", name="导出内容（.json）").click()
    download.value.save_as(tmp_path / "表.json")
    record = json.loads((tmp_path / "表.json").read_text("utf-8"))
    wanted = {"起止日期": "2023-06-01/2023-06-05", "人数": "60", "课程1": "急救", "学时1": "7.5"}
    assert record == wanted
    with page.expect_download() as download:
        page.get_by_role("button", name="下载填好的 Word 表").click()
    form = read(register, "policy/forms/course-register.yaml", Form).value
    [given] = read_records(tmp_path / "表.json", form).each
    with zipfile.ZipFile(download.value.path()) as theirs:
        ours = fill_docx(word_template(form), given.values)
        assert theirs.read(DOCUMENT) == zipfile.ZipFile(io.BytesIO(ours)).read(DOCUMENT)


def test_what_is_said_on_leaving_a_field_moves_no_button_from_under_the_pointer(register_page: Page) -> None:
    page = register_page
    page.get_by_label("起始", exact=True).fill("2023-06-05")
    with page.expect_download(timeout=5000):
        page.get_by_role("button", name="导出内容（.json）").click()
    assert page.get_by_text("起始、截止两天都要填").is_visible()


def test_what_is_half_filled_in_stands_whatever_is_added_beside_it_and_is_kept(
    register_page: Page, tmp_path: Path
) -> None:
    page = register_page
    (tmp_path / "a.json").write_text('{"人数": "60"}', "utf-8")
    page.get_by_label("起始", exact=True).fill("2023-06-05")
    take(page, tmp_path / "a.json")
    page.get_by_text("已从“a.json”导入 1 栏").wait_for()
    page.get_by_label("在这台设备的浏览器里记住").check()
    page.reload()
    assert page.get_by_label("起始", exact=True).input_value() == "2023-06-05"
    assert page.get_by_label("人数", exact=True).input_value() == "60"
    page.get_by_role("button", name="下载填好的 Word 表").click()
    page.get_by_text("没有生成，请先改好").wait_for()
    assert page.get_by_text("起始、截止两天都要填").is_visible()


def test_a_day_half_typed_stands_whatever_is_added_beside_it(watched: Watched) -> None:
    page = watched.open(PAGE)
    day = page.get_by_label("单位意见日期", exact=True)
    day.press("2")
    assert day.evaluate("box => box.validity.badInput")
    page.get_by_role("link", name="先填好").first.click()
    page.get_by_text("已填好“").wait_for()
    assert day.evaluate("box => box.validity.badInput")
    assert watched.wrong == []
