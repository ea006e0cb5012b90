"""Many forms at once on a form's page: the same files and the same report as policypress fill makes."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html
from playwright.sync_api import Page, expect

from browsing import Watched, choose_file
from checkout import ROOT
from form_steps import FORM, PAGE
from policypress.cli import cli
from policypress.forms.batch import batch_workbook
from policypress.forms.fill_report import REPORT
from policypress.forms.pdf_reading import read_pdf
from policypress.forms.word_template import DOCUMENT
from policypress.guarded_csv import csv_text
from policypress.model.policy import Policy

HEADS = ["申报 单位", "培训科目", "邮编", "培训名称", "培训计划", "单位意见日期"]
ROWS = [
    ["某某院", "公共科目", "010000", "某某班", "一、目标\n二、内容", "2023年6月5日"],
    ["某某院", "专业科目", "", "某某班", "长" * 2000, "45082"],
    ["CON", "公共科目", "1234567", "", "", "六月"],
    ["", "", "", "", "", "2023-06-05"],
    ["𠮷/学校", "别的", "", "", "", ""],
    ["某某院", "", "", "某某班" * 200, "", ""],
    ["某某院", "", "", "某某班", "", ""],
    ["某某院😀", "", "", "某某班", "", ""],
    ["某某院😀", "别的", "", "某某班", "", ""],
]


def offer(page: Page, path: Path) -> None:
    """Choose a table for the page to read."""
    choose_file(page, "选择文件", path)


def said(page: Page, words: str) -> str:
    page.get_by_role("status").filter(has_text=words).wait_for()
    return page.get_by_role("status").filter(has_text=words).inner_text()


def archive(page: Page) -> zipfile.ZipFile:
    """Have all files made and return them."""
    with page.expect_download() as download:
        page.get_by_role("button", name="全部生成并下载（.zip）").click()
    return zipfile.ZipFile(download.value.path())


def document(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(DOCUMENT)


def test_the_archive_holds_what_the_command_writes_and_its_report(
    watched: Watched, policy: Policy, tmp_path: Path
) -> None:
    table, out = tmp_path / "培训班.csv", tmp_path / "已填"
    table.write_text(csv_text([HEADS, *ROWS]), "utf-8-sig")
    page = watched.open(PAGE)
    offer(page, table)
    assert said(page, "已读入") == "已读入 9 行，其中 3 行有问题、不会生成，见下面的清单。"
    page.get_by_label("PDF", exact=True).check()
    made = archive(page)
    arguments = ["fill", FORM, str(table), "--project", str(ROOT), "--out", str(out)]
    arguments += ["--format", "docx", "--format", "pdf"]
    assert CliRunner().invoke(cli, arguments, standalone_mode=False).return_value == 1
    ours = {path.name: path.read_bytes() for path in out.iterdir()}
    assert set(made.namelist()) == set(ours)
    assert made.testzip() is None
    assert made.read(REPORT) == ours.pop(REPORT)
    for name, data in ours.items():
        if name.endswith(".docx"):
            assert document(made.read(name)) == document(data), name
        else:
            assert read_pdf(made.read(name), policy.forms) == read_pdf(data, policy.forms), name
    assert said(page, "已生成").endswith("有 5 行没有填，原因见下面的清单，压缩包里也有。")
    assert watched.wrong == []


def test_bad_rows_are_told_with_row_field_and_reason_and_can_be_taken_away(
    watched: Watched, tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text(csv_text([HEADS, *ROWS]), "utf-8-sig")
    page = watched.open(PAGE)
    offer(page, tmp_path / "a.csv")
    page.get_by_role("heading", name="有问题的行").wait_for()
    shown = page.get_by_role("listitem").filter(has_text="第 4 行：").all_inner_texts()
    assert shown == [
        "第 4 行：“单位意见日期”写的“六月”不是完整的日期；请写明年月日，如 2023-03-01 或 2023年3月1日",
        "第 4 行：“邮编”共 7 字，这一栏至多 6 字；请缩短",
    ]
    with page.expect_download() as download:
        page.get_by_role("button", name="下载全部问题清单（.csv）").click()
    rows = list(csv.reader(io.StringIO(download.value.path().read_text("utf-8-sig"))))
    assert rows[0] == ["位置", "栏目", "问题"]
    told = "“培训科目”没有“别的”这一项；应为：公共科目、专业科目"
    assert rows[-2:] == [["第 6 行", "培训科目", told], ["第 10 行", "培训科目", told]]
    assert watched.wrong == []


def test_columns_that_are_not_recognised_are_put_right_by_hand(watched: Watched) -> None:
    page = watched.open(PAGE)
    page.get_by_label("也可以从 Excel 或 WPS 复制").fill("单位\t班名\t备注\n某某院\t某某班\t无\n")
    assert said(page, "没有认出任何一列").startswith("没有认出任何一列；表格第一行应为表头")
    page.get_by_label("列“单位”", exact=True).select_option("申报单位")
    assert "没有认出的列不填入：班名、备注" in said(page, "已读入 1 行")
    page.get_by_label("列“班名”", exact=True).select_option("培训名称")
    assert archive(page).namelist() == ["某某院-某某班.docx"]
    page.get_by_label("列“班名”", exact=True).select_option("申报单位")
    page.get_by_text("“申报单位”给了两次，内容不同；请只留一个").wait_for()
    assert watched.wrong == []


def test_columns_parted_by_another_sign_than_a_comma_are_told_and_none_is_to_be_put_right(
    watched: Watched,
) -> None:
    page = watched.open(PAGE)
    page.get_by_label("也可以从 Excel 或 WPS 复制").fill("申报单位；培训名称\n某某院；某某班\n")
    assert said(page, "没有用英文逗号分开").startswith("粘贴的内容第 1 行的各列没有用英文逗号分开")
    assert page.get_by_text("各列填到哪一栏").is_hidden()
    assert watched.wrong == []


def test_a_cell_beyond_the_last_heading_is_told_in_the_words_of_the_command(watched: Watched) -> None:
    page = watched.open(PAGE)
    page.get_by_label("也可以从 Excel 或 WPS 复制").fill("申报单位\t培训名称\n甲\t班\t多的\n乙\t班\t \n")
    assert "其中 1 行有问题" in said(page, "已读入 2 行")
    page.get_by_text("第 2 行：表上没有“第 3 列”这一栏").wait_for()
    assert watched.wrong == []


def test_names_follow_the_pattern_that_is_asked_for(watched: Watched) -> None:
    page = watched.open(PAGE)
    page.get_by_label("也可以从 Excel 或 WPS 复制").fill("申报单位\t培训名称\n甲\t班\n乙\t班\n")
    pattern = page.get_by_label("文件名", exact=True)
    pattern.wait_for()
    assert pattern.input_value() == "{申报单位}-{培训名称}"
    pattern.fill("备案-{车牌}")
    page.get_by_role("button", name="全部生成并下载（.zip）").click()
    assert page.get_by_text("文件名里的“{车牌}”不是表上的栏目").is_visible()
    assert pattern.get_attribute("aria-invalid") == "true"
    pattern.fill("备案-{培训名称}")
    assert archive(page).namelist() == ["备案-班.docx", "备案-班-2.docx"]
    assert watched.wrong == []


def test_a_long_run_can_be_stopped_and_the_page_answers_meanwhile(watched: Watched, tmp_path: Path) -> None:
    rows = "".join(f"某某院{at},一、目标。二、内容。\n" for at in range(3000))
    (tmp_path / "a.csv").write_text("申报单位,培训计划\n" + rows, "utf-8")
    page = watched.open(PAGE)
    offer(page, tmp_path / "a.csv")
    said(page, "已读入 3000 行")
    page.get_by_role("button", name="全部生成并下载（.zip）").click()
    page.get_by_role("progressbar", name="生成进度").wait_for()
    page.get_by_role("button", name="停止", exact=True).click()
    assert said(page, "已停止") == "已停止，没有生成文件。"
    assert page.get_by_role("button", name="全部生成并下载（.zip）").is_visible()
    assert watched.wrong == []


def test_a_run_that_ends_leaves_the_focus_where_someone_types(watched: Watched, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("申报单位\n" + "".join(f"某某院{at}\n" for at in range(1000)), "utf-8")
    page = watched.open(PAGE)
    offer(page, tmp_path / "a.csv")
    said(page, "已读入 1000 行")
    with page.expect_download():
        page.get_by_role("button", name="全部生成并下载（.zip）").click()
        page.get_by_role("button", name="停止", exact=True).wait_for()
        page.get_by_label("申报单位", exact=True).focus()
    said(page, "已生成")
    expect(page.get_by_label("申报单位", exact=True)).to_be_focused()
    assert watched.wrong == []


def test_more_records_than_fit_are_refused_in_words(watched: Watched, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("邮编\n" + "410000\n" * 10_001, "utf-8")
    page = watched.open(PAGE)
    offer(page, tmp_path / "a.csv")
    assert said(page, "有 10001 行").startswith("有 10001 行；网页上一次至多 10000 份，请分成几个文件")
    assert page.get_by_role("button", name="全部生成并下载（.zip）").is_hidden()


def test_the_workbook_offered_beside_it_is_read_whole(
    watched: Watched, policy: Policy, tmp_path: Path
) -> None:
    (tmp_path / "模板.xlsx").write_bytes(batch_workbook(policy.forms[FORM]))
    page = watched.open(PAGE)
    offer(page, tmp_path / "模板.xlsx")
    assert said(page, "表头下面没有内容") == "表头下面没有内容；每行写一份表。"
    link = page.get_by_role("link", name="批量填表模板.xlsx")
    assert link.get_attribute("download") == "批量填表模板.xlsx"


@pytest.mark.parametrize("fault", ["a.pdf", "a.xlsx"])
def test_what_is_no_table_is_refused_in_words(watched: Watched, tmp_path: Path, fault: str) -> None:
    (tmp_path / fault).write_bytes(b"%PDF-1.7")
    page = watched.open(PAGE)
    offer(page, tmp_path / fault)
    assert f"“{fault}”不是" in said(page, f"“{fault}”")


def test_the_command_is_named_where_scripts_are_off(site: Path) -> None:
    tree = html.fromstring((site / PAGE).read_text("utf-8"))
    [section] = tree.xpath("//section[@data-view='batch']")
    assert f"policypress fill {FORM} 表格.xlsx" in section.xpath("./noscript")[0].text_content()
    assert [child.get("hidden") is not None for child in section.xpath("./*[not(self::noscript)]")] == [True]
