"""Files brought to the page of a form, and taken from it: records and filled forms."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

from browsing import Watched
from checkout import ROOT
from form_steps import FORM, PAGE, choose, take
from policypress.forms.filling import fillers
from policypress.forms.model import Form
from policypress.forms.records import read_records
from policypress.guarded_csv import csv_text
from policypress.model.policy import Policy
from policypress.read import read
from spreadsheets import workbook


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
        ('{"邮编": true}', "没有导入：“邮编”的内容应为文字；请加引号"),
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


@pytest.mark.parametrize("kind", ["json", "docx"])
def test_what_an_import_leaves_as_it_was_is_named(
    watched: Watched, policy: Policy, tmp_path: Path, kind: str
) -> None:
    form = policy.forms[FORM]
    if kind == "json":
        (tmp_path / "乙.json").write_text('{"申报单位": "乙某某院", "培训科目": "丙"}', "utf-8")
    else:
        (fill,) = fillers(form, [kind], None, None).values()
        (tmp_path / "乙.docx").write_bytes(fill({"unit": "乙某某院"}))
    page = watched.open(PAGE)
    page.get_by_label("申报单位", exact=True).fill("甲某某院")
    page.get_by_label("培训地点", exact=True).fill("甲楼")
    choose(page, "公共科目")
    take(page, tmp_path / f"乙.{kind}")
    page.get_by_text("另有 2 栏仍是导入前填的：培训科目、培训地点；不要这些内容的").wait_for()
    assert page.get_by_label("申报单位", exact=True).input_value() == "乙某某院"
    assert page.get_by_label("培训地点", exact=True).input_value() == "甲楼"
    page.get_by_role("button", name="清除全部内容").click()
    take(page, tmp_path / f"乙.{kind}")
    page.get_by_text("导入 1 栏").wait_for()
    assert page.get_by_text("仍是导入前填的").count() == 0
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


def test_text_dropped_on_a_field_is_left_to_the_browser(watched: Watched) -> None:
    taken = watched.open(PAGE).evaluate("""() => {
        const dataTransfer = new DataTransfer();
        dataTransfer.setData("text/plain", "某某班");
        const event = {dataTransfer, bubbles: true, cancelable: true};
        const box = document.querySelector("[data-view=fill] textarea");
        return ["dragover", "drop"].map((kind) => !box.dispatchEvent(new DragEvent(kind, event)));
    }""")
    assert taken == [False, False]
    assert watched.wrong == []


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
    loaded: list[str] = []
    page.on("request", lambda sent: loaded.append(sent.url))
    for _ in range(2):
        page.get_by_role("button", name="清除全部内容").click()
        take(page, tmp_path / f"样例.{kind}")
        page.get_by_text(f"导入 {len(example.values)} 栏").wait_for()
    assert sum(url.endswith("assets/filled.js") for url in loaded) == 1
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
        ("空.pdf", b"", "“空.pdf”：文件是空的；请给出填好的 .docx 或 .pdf 表格。"),
        ("a.pdf", b"%PDF-1.7\n", "“a.pdf”：这份 PDF 已损坏，读不出来；请重新下载或用阅读器另存一份再试。"),
        ("b.pdf", None, "“b.pdf”：这份 PDF 文件不是本项目的表"),
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
