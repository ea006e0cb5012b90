"""The page of a form, filled by its labels and judged by its words."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from openpyxl import Workbook
from playwright.sync_api import Browser, Page

from added_form import add_form
from browsing import Watched
from conftest import ROOT
from generated_units import generated_units
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
from policypress.guarded_csv import csv_text
from policypress.model import Policy, Unit
from policypress.read import read
from policypress.units.ids import id_of

FORM = "offline-training"
PAGE = f"forms/{FORM}/index.html"
AXE = ROOT / "node_modules/axe-core/axe.min.js"
SECRET = "机密七三一"  # noqa: S105 - what is typed, no password


def choose(page: Page, option: str) -> None:
    page.get_by_label(option, exact=True).check()


def take(page: Page, path: Path) -> None:
    """Choose a file to import."""
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="导入内容").click()
    chooser.value.set_files(path)


def workbook(rows: list[list[str]]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(out)
    return out.getvalue()


def stored(page: Page) -> str:
    return str(page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, location.href])"))


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
    box = page.get_by_label("邮编", exact=True)
    box.fill("1234567")
    assert box.get_attribute("aria-invalid") == "true"
    assert page.get_by_text("现有 7 字，这一栏至多 6 字").is_visible()
    box.fill("123456")
    assert box.get_attribute("aria-invalid") is None


def test_a_draft_is_kept_only_where_asked_and_cleared_by_one_button(watched: Watched) -> None:
    page = watched.open(PAGE)
    page.get_by_label("培训名称", exact=True).fill(SECRET)
    assert SECRET not in stored(page)
    page.get_by_label("在这台设备的浏览器里记住").check()
    choose(page, "专业科目")
    page.reload()
    assert page.get_by_label("培训名称", exact=True).input_value() == SECRET
    assert page.get_by_label("专业科目", exact=True).is_checked()
    page.get_by_role("button", name="清除全部内容").click()
    assert page.evaluate("localStorage.length") == 0
    assert page.get_by_label("培训名称", exact=True).input_value() == ""
    page.reload()
    assert page.get_by_label("培训名称", exact=True).input_value() == ""
    assert watched.wrong == []


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


@pytest.mark.parametrize("kind", ["json", "xlsx"])
def test_what_is_exported_serves_the_command_and_comes_back(
    watched: Watched, policy: Policy, tmp_path: Path, kind: str
) -> None:
    page = watched.open(PAGE)
    page.get_by_label("培训计划", exact=True).fill("一、目标\n二、内容")
    page.get_by_label("邮编", exact=True).fill("010000")
    page.get_by_label("培训时间", exact=True).fill("2.0")
    page.get_by_label("单位意见日期", exact=True).fill("2023-06-05")
    choose(page, "公共科目")
    with page.expect_download() as download:
        page.get_by_role("button", name=f"导出内容（.{kind}）").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    [record] = read_records(path, policy.forms[FORM]).each
    assert record.refusals == ()
    assert record.values == {
        "plan": "一、目标\n二、内容",
        "postcode": "010000",
        "period": "2.0",
        "subject": "public",
        "unit_opinion_date": "2023-06-05",
    }
    page.get_by_role("button", name="清除全部内容").click()
    take(page, path)
    page.get_by_text("导入 5 栏").wait_for()
    assert page.get_by_label("公共科目", exact=True).is_checked()
    assert page.get_by_label("培训计划", exact=True).input_value() == "一、目标\n二、内容"
    assert page.get_by_label("邮编", exact=True).input_value() == "010000"
    assert watched.wrong == []


@pytest.mark.parametrize("kind", ["json", "csv", "xlsx"])
def test_a_file_that_the_command_takes_fills_the_page(watched: Watched, tmp_path: Path, kind: str) -> None:
    heads, texts = ["申报 单位", "培训科目", "单位意见日期"], ["某某院", "专业科目", "2023年6月5日"]
    path = tmp_path / f"表.{kind}"
    if kind == "json":
        path.write_text(json.dumps(dict(zip(heads, texts, strict=True))), "utf-8")
    elif kind == "csv":
        path.write_bytes(csv_text([heads, texts]).encode("gb18030"))
    else:
        path.write_bytes(workbook([heads, texts]))
    page = watched.open(PAGE)
    take(page, path)
    page.get_by_text(f"已从“表.{kind}”导入 3 栏").wait_for()
    assert page.get_by_label("申报单位", exact=True).input_value() == "某某院"
    assert page.get_by_label("专业科目", exact=True).is_checked()
    assert page.get_by_label("单位意见日期", exact=True).input_value() == "2023-06-05"
    assert watched.wrong == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "不是正确的 JSON"),
        ("[{}, {}]", "里有 2 份"),
        ("3", "应为一条记录或记录的列表"),
        ('{"车牌": "1"}', "没有导入：表上没有“车牌”这一栏"),
        ('{"邮编": true}', "里“邮编”的内容应为文字；请加引号"),
        ('{"单位意见日期": "六月"}', "“单位意见日期”写的“六月”不是完整的日期"),
    ],
)
def test_a_file_that_is_no_record_is_refused_in_words(
    watched: Watched, tmp_path: Path, text: str, words: str
) -> None:
    page = watched.open(PAGE)
    (tmp_path / "a.json").write_text(text, "utf-8")
    take(page, tmp_path / "a.json")
    page.get_by_text(words).wait_for()
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


def test_nothing_typed_leaves_the_page_or_stays_behind(watched: Watched, policy: Policy) -> None:
    sent: list[str] = []
    watched.page.on("request", lambda request: sent.append(unquote(request.url) + (request.post_data or "")))
    page = watched.open(PAGE)
    form = policy.forms[FORM]
    for _, _, field in form.placed():
        if field.kind in {"text", "lines"}:
            page.get_by_label(form.names()[field.id], exact=True).fill(SECRET)
    choose(page, "公共科目")
    with page.expect_download():
        page.get_by_role("button", name="导出内容（.json）").click()
    page.get_by_role("link", name="先填好").first.click()
    page.wait_for_timeout(300)
    asked = [address for address in sent if not address.startswith("blob:")]
    assert not any(SECRET in address for address in asked)
    assert SECRET not in unquote(stored(page))
    page.reload()
    assert page.get_by_label("培训名称", exact=True).input_value() == ""


def test_inside_wechat_the_page_asks_for_the_browser_of_the_system(
    browser: Browser, addresses: dict[str, str]
) -> None:
    page = browser.new_page(user_agent="Mozilla/5.0 (Linux; Android 13) MicroMessenger/8.0.30")
    page.goto(addresses["http"] + PAGE)
    page.get_by_role("button", name="导出内容（.json）").click()
    assert page.get_by_text("请用系统浏览器打开").first.is_visible()
    page.context.close()


@pytest.fixture(scope="module")
def with_units(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, list[Unit]]:
    """Return the address of a site that knows units, and the units."""
    folder = tmp_path_factory.mktemp("units") / "省厅 项目"
    for name in ("policy", "content"):
        shutil.copytree(ROOT / name, folder / name)
    units = generated_units(2_000)
    rows = [["单位名称", "主管部门", "同级人事综合管理部门"]]
    rows += [[unit.name, unit.department or "", unit.bureau or ""] for unit in units]
    (folder / "policy/units").mkdir()
    (folder / "policy/units/名单.csv").write_text(csv_text(rows), "utf-8")
    return f"{build(folder, folder / 'dist', lambda _: None).as_uri()}/", units


@pytest.fixture
def unit_page(browser: Browser, with_units: tuple[str, list[Unit]]) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 360, "height": 800}, reduced_motion="reduce", bypass_csp=True)
    page.goto(with_units[0] + PAGE)
    yield page
    page.context.close()


def test_a_unit_finds_itself_by_keyboard_and_can_keep_the_address(
    unit_page: Page, with_units: tuple[str, list[Unit]]
) -> None:
    address, units = with_units
    unit = units[7]
    box = unit_page.get_by_role("combobox", name="先找到本单位")
    box.focus()
    unit_page.keyboard.insert_text(unit.name[2:])
    unit_page.get_by_role("option").first.wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    unit_page.keyboard.press("ArrowDown")
    assert unit_page.locator(f"[id='{box.get_attribute('aria-activedescendant')}']").inner_text() == unit.name
    unit_page.keyboard.press("Enter")
    unit_page.get_by_text(f"已填好“{unit.name}”").wait_for()
    assert unit_page.url == f"{address}{PAGE}#unit={id_of(unit.name)}"
    unit_page.reload()
    unit_page.get_by_text(f"已填好“{unit.name}”").wait_for()
    assert unit_page.get_by_label("申报单位", exact=True).input_value() == unit.name
    choose(unit_page, "专业科目")
    assert unit_page.get_by_text(f"主管部门（{unit.department}）备案。").is_visible()


def test_a_name_that_no_list_has_is_told(unit_page: Page) -> None:
    unit_page.get_by_role("combobox", name="先找到本单位").fill("不存在的单位名称")
    unit_page.get_by_text("名单里没有这个单位").wait_for()
    unit_page.evaluate("location.hash = '#unit=000000000000'")
    unit_page.get_by_text("已不在名单里").wait_for()


@pytest.mark.parametrize("state", ["empty", "finding", "filled", "faulty", "said"])
@pytest.mark.parametrize("look", ["light", "dark"])
def test_no_state_has_a_fault_that_axe_finds(unit_page: Page, state: str, look: str) -> None:
    page = unit_page
    page.emulate_media(color_scheme="dark" if look == "dark" else "light", reduced_motion="reduce")
    if state == "finding":
        page.get_by_role("combobox", name="先找到本单位").fill("中学")
        page.get_by_role("option").first.wait_for()
        page.keyboard.press("ArrowDown")
    if state in {"filled", "faulty"}:
        page.get_by_label("邮编", exact=True).fill("123456" if state == "filled" else "1234567")
        choose(page, "公共科目")
    if state == "said":
        page.get_by_role("button", name="清除全部内容").click()
    page.evaluate(AXE.read_text("utf-8"))
    result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    found = [
        f"{fault['id']}: {node['html'][:160]}" for fault in result["violations"] for node in fault["nodes"]
    ]
    assert (found, page.evaluate("document.documentElement.scrollWidth")) == ([], 360)


def test_a_form_nobody_has_seen_is_filled_from_its_definition_alone(browser: Browser, tmp_path: Path) -> None:
    for name in ("policy", "content"):
        shutil.copytree(ROOT / name, tmp_path / name)
    add_form(tmp_path, ROOT / "tests/data/forms/study-register.yaml", "moumou-2099-1")
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


def test_a_form_with_repeated_rows_a_period_and_numbers_is_filled_on_its_page(
    browser: Browser, tmp_path: Path
) -> None:
    for name in ("policy", "content"):
        shutil.copytree(ROOT / name, tmp_path / name)
    add_form(tmp_path, ROOT / "tests/data/forms/course-register.yaml", "moumou-2099-2")
    site = build(tmp_path, tmp_path / "dist", lambda _: None)
    page = browser.new_page()
    page.goto(f"{(site / 'forms/course-register/index.html').as_uri()}")
    page.get_by_label("课程1", exact=True).fill("急救")
    page.get_by_label("人数", exact=True).fill("若干")
    page.get_by_label("起始", exact=True).fill("2023-06-09")
    page.get_by_label("截止", exact=True).fill("2023-06-05")
    page.get_by_label("学时1", exact=True).fill("7.5")
    assert page.get_by_text("应为数，只写阿拉伯数字，如 8").is_visible()
    assert page.get_by_text("截止日早于起始日；请核对").is_visible()
    page.get_by_label("人数", exact=True).fill("60")
    page.get_by_label("起始", exact=True).fill("2023-06-01")
    with page.expect_download() as download:
        page.get_by_role("button", name="导出内容（.json）").click()
    download.value.save_as(tmp_path / "表.json")
    record = json.loads((tmp_path / "表.json").read_text("utf-8"))
    wanted = {"起止日期": "2023-06-01/2023-06-05", "人数": "60", "课程1": "急救", "学时1": "7.5"}
    assert record == wanted
    with page.expect_download() as download:
        page.get_by_role("button", name="下载填好的 Word 表").click()
    form = read(tmp_path, "policy/forms/course-register.yaml", Form).value
    [given] = read_records(tmp_path / "表.json", form).each
    with zipfile.ZipFile(download.value.path()) as theirs:
        ours = fill_docx(word_template(form), given.values)
        assert theirs.read(DOCUMENT) == zipfile.ZipFile(io.BytesIO(ours)).read(DOCUMENT)
    page.context.close()
