"""The page of a form, filled by its labels and judged by its words."""

from __future__ import annotations

import base64
import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from openpyxl import Workbook
from playwright.sync_api import Browser, Page, expect

from added_form import add_form
from browsing import Watched
from conftest import ROOT
from generated_units import generated_units
from pdf_viewers import drawn_by_pdfium
from policypress.build import build
from policypress.forms.filling import fillers
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
    shutil.copytree(site, copy, copy_function=os.link)
    whole = (copy / script).read_bytes()
    (copy / script).unlink()
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
    page.get_by_text("预览打印的样子").click()
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
        ('{"培训科目": "甲"}', "没有导入：“培训科目”没有“甲”这一项；应为：公共科目、专业科目"),
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


def drop(page: Page, path: Path) -> None:
    """Drop the file *path* on the form."""
    data = page.evaluate_handle(
        """([name, text]) => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))], name));
            return transfer;
        }""",
        [path.name, base64.b64encode(path.read_bytes()).decode()],
    )
    page.dispatch_event('[data-view="fill"]', "drop", {"dataTransfer": data})


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_form_downloaded_and_dropped_back_in_fills_the_same_fields(
    watched: Watched, policy: Policy, tmp_path: Path, kind: str
) -> None:
    page = watched.open(PAGE)
    form = policy.forms[FORM]
    texts = {"unit": "某某院/𠮷", "course": "某某班", "plan": "一、目标\n" * 300, "postcode": "010000"}
    for id_, text in texts.items():
        page.get_by_label(form.names()[id_], exact=True).fill(text)
    page.get_by_label("单位意见日期", exact=True).fill("2023-06-05")
    choose(page, "公共科目")
    with page.expect_download() as download:
        page.get_by_role("button", name=f"下载填好的 {'Word' if kind == 'docx' else 'PDF'} 表").click()
    download.value.save_as(tmp_path / f"表.{kind}")
    page.get_by_role("button", name="清除全部内容").click()
    drop(page, tmp_path / f"表.{kind}")
    page.get_by_text(f"已从“表.{kind}”导入 6 栏").wait_for()
    for id_, text in texts.items():
        assert page.get_by_label(form.names()[id_], exact=True).input_value() == text
    assert page.get_by_label("单位意见日期", exact=True).input_value() == "2023-06-05"
    assert page.get_by_label("公共科目", exact=True).is_checked()
    assert watched.wrong == []


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_form_that_the_command_filled_is_read_into_the_page(
    watched: Watched, policy: Policy, tmp_path: Path, kind: str
) -> None:
    form = policy.forms[FORM]
    example = form.examples[0]
    (fill,) = fillers(form, [kind], None, None).values()
    (tmp_path / f"样例.{kind}").write_bytes(fill(example.values))
    page = watched.open(PAGE)
    take(page, tmp_path / f"样例.{kind}")
    page.get_by_text(f"导入 {len(example.values)} 栏").wait_for()
    for _, _, field in form.placed():
        if field.kind in {"text", "lines", "date"}:
            shown = page.get_by_label(form.names()[field.id], exact=True).input_value()
            assert shown == example.values.get(field.id, ""), field.id
    assert watched.wrong == []


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        (
            "a.docx",
            b"PK",
            "“a.docx”：这份 Word 文件已损坏或加了密码，读不出来；请用 Word 或 WPS 另存一份再试。",
        ),
        ("a.pdf", b"%PDF-1.7\n", "“a.pdf”：这份 PDF 已损坏，读不出来；请重新下载或用阅读器另存一份再试。"),
        ("b.pdf", None, "“b.pdf”：这份 PDF 不是本项目的表"),
    ],
)
def test_a_file_that_is_no_form_of_ours_is_refused_in_words_on_the_page(
    watched: Watched, tmp_path: Path, name: str, data: bytes | None, words: str
) -> None:
    foreign = read(ROOT, "tests/data/forms/course-register.yaml", Form).value
    (fill,) = fillers(foreign, ["pdf"], None, None).values()
    (tmp_path / name).write_bytes(fill({"unit": "某某院"}) if data is None else data)
    page = watched.open(PAGE)
    take(page, tmp_path / name)
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


def bring(page: Page, state: str) -> None:
    """Bring the page into a state."""
    if state == "finding":
        page.get_by_role("combobox", name="先找到本单位").fill("中学")
        page.get_by_role("option").first.wait_for()
        page.keyboard.press("ArrowDown")
    if state in {"filled", "faulty", "preview"}:
        page.get_by_label("邮编", exact=True).fill("1234567" if state == "faulty" else "123456")
        choose(page, "公共科目")
    if state == "said":
        page.get_by_role("button", name="清除全部内容").click()
    if state == "preview":
        page.get_by_text("预览打印的样子").click()
        page.get_by_role("img", name="第 1 页，共 1 页").wait_for()
    if state == "batch":
        page.get_by_label("也可以从 Excel 或 WPS 复制").fill("申报单位\t邮编\t备注\n某某院\t1234567\t无\n")
        page.get_by_role("heading", name="有问题的行").wait_for()
        page.get_by_label("文件名", exact=True).fill("{车牌}")


LOOKS: Mapping[str, Mapping[str, str]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
}


@pytest.mark.parametrize("state", ["empty", "finding", "filled", "faulty", "said", "preview", "batch"])
@pytest.mark.parametrize("look", list(LOOKS))
def test_no_state_has_a_fault_that_axe_finds(unit_page: Page, state: str, look: str) -> None:
    page = unit_page
    page.emulate_media(reduced_motion="reduce", **LOOKS[look])  # type: ignore[arg-type]
    bring(page, state)
    page.evaluate(AXE.read_text("utf-8"))
    # Where the system chooses the colours, axe reckons with those the style asked for.
    rules = {"color-contrast": {"enabled": look != "forced"}}
    result = page.evaluate(
        "rules => axe.run(document, {resultTypes: ['violations'], rules})",
        rules,
    )
    found = [
        f"{fault['id']}: {node['html'][:160]}" for fault in result["violations"] for node in fault["nodes"]
    ]
    assert (found, page.evaluate("document.documentElement.scrollWidth")) == ([], 360)


@pytest.mark.parametrize("state", ["filled", "preview", "batch"])
def test_at_twice_the_size_nothing_is_cut_off(unit_page: Page, state: str) -> None:
    # A window of 1280 points at 200 % has 640 (WCAG 2.2, 1.4.4).
    unit_page.set_viewport_size({"width": 640, "height": 480})
    bring(unit_page, state)
    assert unit_page.evaluate("document.documentElement.scrollWidth") == 640


def test_many_forms_are_made_by_keyboard_alone(unit_page: Page) -> None:
    page = unit_page
    page.get_by_label("也可以从 Excel 或 WPS 复制").focus()
    page.keyboard.insert_text("申报单位\t备注\n某某院\t无\n")
    page.get_by_text("已读入 1 行").wait_for()
    seen = []
    for _ in range(8):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.innerText || document.activeElement.id"))
    assert seen[0] == "各列填到哪一栏"
    assert "全部生成并下载（.zip）" in seen
    while page.evaluate("document.activeElement.innerText") != "全部生成并下载（.zip）":
        page.keyboard.press("Shift+Tab")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith("（1份）.zip")
    page.get_by_text("已生成").wait_for()
    assert page.evaluate("document.activeElement.innerText") == "全部生成并下载（.zip）"


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
