"""A whole unit's table on the calculator page, against what ``policypress hours`` says of the same file."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook
from playwright.sync_api import Browser, Locator, Page, expect

from browsing import Watched, axe_faults, choose_file, compose
from checkout import ROOT
from folders import copied_without
from policypress.guarded_csv import csv_text, unguarded
from policypress.markup import number_text
from policypress.model.policy import Policy
from policypress.tables import read_table
from policypress.training_records import OPTIONAL, REQUIRED

HEADER = [*REQUIRED, *OPTIONAL]


def rows_of(people: int) -> list[list[str]]:
    """Return a table of *people*, some of whom miss something, some of whom leave something open."""
    rows = [HEADER]
    for i in range(people):
        name = f"某某{i:04d}"
        days = "12" if i % 9 == 0 else ""
        rows.append(
            [name, "2023-03-01", "公共课", "公共科目", "网络培训", str(20 + i % 15), "", "已认定", "", ""]
        )
        hours = "" if days else str(40 + i % 45)
        rows.append([name, "2023-05-06", "业务班", "专业科目", "脱产培训", hours, days, "已认定", "", ""])
        if i % 7 == 0:
            rows.append([name, "2024-01-15", "补课", "专业科目", "", "20.5", "", "待认定", "2023", "已批准"])
    return rows


HOSTILE = [
    HEADER,
    ["=HYPERLINK(1)", "2023-03-01", "=1+1", "公共科目", "", "３０", "", "已认定", "", ""],
    ["@某某", "2023-03-01", "+1", "专业科目", "", "1e308", "", "已认定", "", ""],
    ["某某", "2023-03-01", "-1", "专业科目", "", "NaN", "", "已认定", "", ""],
    ["某某", "0000-01-01", "课", "专业科目", "", "8", "", "已认定", "", ""],
    ["某某", "2023-11-31", "课", "专业科目", "", "8", "", "已认定", "", ""],
    ["<img src=x onerror=alert(1)>", "44986", "<script>", "专业科目", "", "６０．５", "", "已认定", "", ""],
]


def workbook(path: Path, rows: list[list[str]]) -> Path:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append([int(cell) if cell.isdigit() else cell for cell in row])
    for cells in book.worksheets[0].iter_rows():
        for cell in cells:
            cell.data_type = "s" if cell.data_type == "f" else cell.data_type
    book.save(path)
    return path


def written(path: Path, rows: list[list[str]], encoding: str) -> Path:
    path.write_bytes(csv_text(rows).encode(encoding))
    return path


def opened(watched: Watched) -> Page:
    page = watched.open("calculator.html")
    page.get_by_role("tab", name="整个单位").click()
    return page


def give(page: Page, path: Path) -> None:
    """Choose the file by the button a person would press."""
    choose_file(page, "选择文件", path)
    page.get_by_text("已读入").wait_for()


def pasted(*names: str) -> str:
    """Return a table of one record for each of *names*, as it comes from a spreadsheet."""
    rows = [HEADER, *([name, *rows_of(1)[1][1:]] for name in names)]
    return "\n".join("\t".join(row) for row in rows)


def given(page: Page, *names: str) -> None:
    """Paste a table of one record for each of *names*."""
    page.get_by_label("也可以从 Excel").fill(pasted(*names))


def on_command_line(path: Path) -> tuple[list[list[str]], str]:
    """Return the table that ``policypress hours`` writes of a file, and what it says beside."""
    command = [sys.executable, "-m", "policypress", "hours", str(path), "--format", "csv", "--year", "2023"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    text = done.stdout.decode("utf-8-sig")
    rows = [[unguarded(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""))]
    return rows, done.stderr.decode()


@pytest.mark.parametrize("kind", ["xlsx", "gb18030", "utf-8-sig", "hostile", "hostile-xlsx"])
def test_a_file_gives_the_table_the_command_gives(watched: Watched, tmp_path: Path, kind: str) -> None:
    if kind.endswith("xlsx"):
        path = workbook(tmp_path / "记录.xlsx", HOSTILE if "hostile" in kind else rows_of(2000))
    elif kind == "hostile":
        path = written(tmp_path / "记录.csv", HOSTILE, "utf-8")
    else:
        path = written(tmp_path / "记录.csv", rows_of(2000), kind)
    page = opened(watched)
    give(page, path)
    expected, complaints = on_command_line(path)
    for button, name in (("导出所列名单（.xlsx）", "a.xlsx"), ("导出所列名单（.csv）", "a.csv")):
        with page.expect_download() as download:
            page.get_by_role("button", name=button).click()
        download.value.save_as(tmp_path / name)
        rows = [list(row.cells) for row in read_table(tmp_path / name).rows]
        assert [row + [""] * (len(expected[0]) - len(row)) for row in rows] == expected
    listed = page.get_by_role("listitem").filter(has_text="行“").all_inner_texts()
    assert [line for line in complaints.splitlines() if line.startswith("第 ")] == listed
    assert watched.wrong == []


def test_what_works_on_tables_is_loaded_with_the_first_and_named_where_it_is_lost(
    browser: Browser, site: Path, tmp_path: Path
) -> None:
    copy, script = tmp_path / "site", "assets/calculator-work.js"
    whole = copied_without(script, site, copy)
    records = written(tmp_path / "记录.csv", rows_of(1), "utf-8")
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url))
    page.goto((copy / "calculator.html").as_uri())
    page.get_by_label("年度", exact=True).select_option("2023")
    page.get_by_role("tab", name="整个单位").click()
    assert [url for url in asked if script in url] == []
    choose_file(page, "选择文件", records)
    lost = f"没有读到“{script}”"
    expect(page.get_by_text(f"{lost}，没有读入；请刷新本页再试")).to_have_count(1)
    page.get_by_role("tab", name="一个人").click()
    choose_file(page, "导入记录", records)
    expect(page.get_by_text(f"{lost}，没有导入；请刷新本页再试")).to_have_count(1)
    (copy / script).write_bytes(whole)
    choose_file(page, "导入记录", records)
    page.get_by_text("已导入 3 条记录").wait_for()
    page.get_by_role("tab", name="整个单位").click()
    give(page, records)
    page.close()


def case_rows(policy: Policy) -> list[list[str]]:
    """Return the worked examples of the current year as a table, each the records of one person."""
    return [
        HEADER,
        *(
            [
                *(case.title, record.day.isoformat(), record.title, record.subject or "", record.way),
                *("" if amount is None else number_text(amount) for amount in (record.hours, record.days)),
                *(record.status, str(record.makeup_year or ""), record.makeup_approval or ""),
            ]
            for case in policy.current.cases
            for record in case.records
        ),
    ]


def test_the_worked_examples_as_a_file_give_the_table_the_command_gives(
    watched: Watched, tmp_path: Path, policy: Policy
) -> None:
    page = opened(watched)
    path = workbook(tmp_path / "算例.xlsx", case_rows(policy))
    give(page, path)
    with page.expect_download() as download:
        page.get_by_role("button", name="导出所列名单（.csv）").click()
    download.value.save_as(tmp_path / "a.csv")
    expected, complaints = on_command_line(path)
    assert [[*row.cells] for row in read_table(tmp_path / "a.csv").rows] == [
        without_end(row) for row in expected
    ]
    assert complaints == ""
    results = [case.result for case in policy.current.cases if case.records]
    assert [row[2] for row in expected[1:]] == [
        "达标" if result.qualified else "不能判定" if result.undecided else "未达标" for result in results
    ]
    assert len(results) > 5
    assert watched.wrong == []


def without_end(row: list[str]) -> list[str]:
    """Return *row* without empty cells at its end."""
    kept = len(row)
    while kept and not row[kept - 1].strip():
        kept -= 1
    return row[:kept]


def test_a_file_dropped_on_the_page_is_read_as_one_that_is_chosen(watched: Watched, tmp_path: Path) -> None:
    page = opened(watched)
    data = written(tmp_path / "记录.csv", rows_of(3), "gb18030").read_bytes()
    dropped = page.evaluate_handle(
        """(bytes) => {
          const files = new DataTransfer();
          files.items.add(new File([new Uint8Array(bytes)], "记录.csv"));
          return files;
        }""",
        list(data),
    )
    place = page.get_by_text("把 .csv 或 .xlsx 文件拖到这里")
    place.dispatch_event("dragover", {"dataTransfer": dropped})
    place.dispatch_event("drop", {"dataTransfer": dropped})
    page.get_by_text("已读入 3 人").wait_for()
    assert page.get_by_role("table", name="名单").locator("tbody tr").count() == 3
    assert watched.wrong == []


@pytest.mark.parametrize("first", [csv_text(rows_of(3)).encode(), b"\xff\xff"], ids=["good", "damaged"])
def test_the_table_given_last_stands_whatever_becomes_of_the_one_before(
    watched: Watched, first: bytes
) -> None:
    page = opened(watched)
    given(page, "以前的")
    page.get_by_text("已读入 1 人").wait_for()
    page.evaluate(
        """async ([bytes, text]) => {
          const files = new DataTransfer();
          files.items.add(new File([new Uint8Array(bytes)], "记录.csv"));
          const place = document.querySelector("#calculator-unit [data-part=drop]");
          place.dispatchEvent(new DragEvent("drop", { dataTransfer: files }));
          const paste = document.querySelector("#calculator-paste");
          paste.value = text;
          paste.dispatchEvent(new Event("input"));
          // Files are read in the order in which they are asked for.
          await new Promise((read) => {
            const reader = new FileReader();
            reader.onload = () => setTimeout(read);
            reader.readAsText(files.files[0]);
          });
        }""",
        [list(first), pasted("后来的")],
    )
    assert page.get_by_text("已读入").inner_text() == "已读入 1 人、1 条记录。"
    assert page.get_by_role("table", name="名单").locator("tbody th").all_inner_texts() == ["后来的"]
    assert watched.wrong == []


@pytest.mark.parametrize("width", [360, 700, 900, 1000, 1220, 1280])
def test_every_column_of_the_list_is_seen_at_any_width(watched: Watched, width: int) -> None:
    watched.page.set_viewport_size({"width": width, "height": 900})
    page = opened(watched)
    set_state(page, "unit")
    region = page.get_by_role("region", name="名单")
    assert region.evaluate("box => box.scrollWidth - box.clientWidth") == 0
    assert page.get_by_role("row", name="某某0001").get_by_role("cell").count() == 7
    for label in ("姓名", "还差", "待认定"):
        assert page.get_by_role("columnheader", name=label).get_by_role("button").is_visible()


def test_the_list_is_filtered_sorted_and_totalled(watched: Watched, tmp_path: Path) -> None:
    page = opened(watched)
    give(page, written(tmp_path / "记录.csv", rows_of(120), "utf-8"))
    rows, _ = on_command_line(tmp_path / "记录.csv")
    undecided = [row for row in rows if row[2] == "不能判定"]
    page.get_by_label("筛选").select_option(label="不能判定")
    table = page.get_by_role("table", name="名单")
    assert table.locator("tbody tr").count() == len(undecided)
    assert f"合计 {len(undecided)} 人" in table.locator("tfoot").inner_text()
    page.get_by_label("筛选").select_option(label="全部")
    sort = table.get_by_role("columnheader", name="累计学时")
    sort.get_by_role("button").click()
    assert sort.get_attribute("aria-sort") == "ascending"
    first = table.locator("tbody tr").first.locator("td").nth(1).inner_text()
    assert float(first) == min(float(row[3]) for row in rows[1:])
    page.get_by_label("按姓名查找").fill("0007")
    assert table.locator("tbody th").all_inner_texts() == ["某某0007"]
    assert watched.wrong == []


def test_a_name_is_looked_for_once_its_letters_are_composed(watched: Watched) -> None:
    page = opened(watched)
    given(page, "某甲", "某乙")
    page.get_by_text("列出 2 人，共 2 人。").wait_for()
    page.get_by_label("按姓名查找").focus()
    compose(page, "yi")
    assert page.get_by_label("按姓名查找").input_value() == "yi"
    assert page.get_by_text("列出").inner_text() == "列出 2 人，共 2 人。"
    page.keyboard.insert_text("乙")
    assert page.get_by_text("列出").inner_text() == "列出 1 人，共 2 人。"
    assert watched.wrong == []


def test_what_is_looked_for_stays_with_its_table_and_goes_with_it(watched: Watched) -> None:
    page = opened(watched)
    given(page, "某甲", "某乙", "张丙")
    page.get_by_label("筛选").select_option(label="未达标")
    page.get_by_label("按姓名查找").fill("某")
    page.get_by_text("各列怎样对应").click()
    unit = page.get_by_role("tabpanel", name="整个单位")
    unit.get_by_label("补训批准", exact=True).select_option(label="没有这一列")
    assert page.get_by_label("筛选").locator("option:checked").inner_text() == "未达标"
    assert page.get_by_text("列出").inner_text() == "列出 2 人，共 3 人。"
    given(page, "李丁")
    expect(page.get_by_text("列出")).to_have_text("列出 1 人，共 1 人。")
    assert page.get_by_label("筛选").locator("option:checked").inner_text() == "全部"
    assert page.get_by_label("按姓名查找").input_value() == ""
    assert watched.wrong == []


def test_a_list_that_is_taken_away_is_told_beside_how_many_it_lists(watched: Watched) -> None:
    page = opened(watched)
    given(page, "某甲", "某乙")
    with page.expect_download():
        page.get_by_role("button", name="导出所列名单（.csv）").click()
    assert page.get_by_role("status").filter(has_text="已生成“学时名单.csv”。").is_visible()
    assert page.get_by_text("列出 2 人，共 2 人。").is_visible()
    page.get_by_label("按姓名查找").fill("甲")
    assert page.get_by_role("status").filter(has_text="已生成").count() == 0


def test_what_is_pasted_is_read_and_a_column_can_be_put_right(watched: Watched) -> None:
    page = opened(watched)
    rows = rows_of(3)
    renamed = [["员工", *HEADER[1:]], *rows[1:]]
    page.get_by_label("也可以从 Excel 或 WPS 复制").fill("\n".join("\t".join(row) for row in renamed))
    page.get_by_text("没有认出这些列：姓名").wait_for()
    page.get_by_label("姓名", exact=True).select_option(label="1. 员工")
    page.get_by_text("已读入 3 人").wait_for()
    assert watched.wrong == []


def test_columns_parted_by_another_sign_than_a_comma_are_told_and_none_is_to_be_put_right(
    watched: Watched,
) -> None:
    page = opened(watched)
    page.get_by_label("也可以从 Excel 或 WPS 复制").fill("\n".join("；".join(row) for row in rows_of(3)))
    page.get_by_text("粘贴的内容第 1 行的各列没有用英文逗号分开，写在了一格里").wait_for()
    assert page.get_by_text("各列怎样对应").is_hidden()
    assert watched.wrong == []


def test_of_two_headings_for_a_column_the_reader_says_which_is_meant(watched: Watched) -> None:
    page = opened(watched)
    heads = [
        "学员姓名",
        "人员姓名",
        "日期",
        "课程名称",
        "科目",
        "培训项目",
        "形式",
        "学时",
        "天数",
        "认定状态",
    ]
    row = ["某甲", "某乙", "2023-03-01", "急救", "公共科目", "救护", "", "8", "", "已认定"]
    paste = page.get_by_label("也可以从 Excel 或 WPS 复制")
    unit = page.get_by_role("tabpanel", name="整个单位")
    name, title = (unit.get_by_label(label, exact=True) for label in ("姓名", "培训名称"))
    told = "第 1 行的表头重复：{}；每列只留一个，或在“各列怎样对应”里指明。"
    read = "已读入 1 人、1 条记录。没有用到的列：{}。"
    for chosen, unused in (
        ("4. 课程名称", "学员姓名、培训项目"),
        ("6. 培训项目", "学员姓名、课程名称"),
        ("没有这一列", "学员姓名、课程名称、培训项目"),
    ):
        paste.fill("\n".join("\t".join(cells) for cells in (heads, row)))
        page.get_by_text(told.format("姓名、培训名称"), exact=True).wait_for()
        assert [box.locator("option:checked").inner_text() for box in (name, title)] == ["请选择"] * 2
        title.select_option(label=chosen)
        page.get_by_text(told.format("姓名"), exact=True).wait_for()
        name.select_option(label="2. 人员姓名")
        page.get_by_text(read.format(unused), exact=True).wait_for()
        assert page.get_by_role("table", name="名单").locator("tbody th").all_inner_texts() == ["某乙"]
    assert watched.wrong == []


def test_a_long_paste_is_read_without_filling_the_box(watched: Watched) -> None:
    page = opened(watched)
    text = "\n".join("\t".join(row) for row in rows_of(2000))
    page.evaluate(
        """(text) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/plain", text);
          const event = new ClipboardEvent("paste", { clipboardData, cancelable: true });
          document.querySelector("#calculator-paste").dispatchEvent(event);
        }""",
        text,
    )
    page.get_by_text("已读入 2000 人").wait_for()
    assert page.get_by_label("也可以从 Excel").input_value() == ""
    assert watched.wrong == []


def test_rows_that_cannot_be_read_are_listed_and_can_be_downloaded(watched: Watched, tmp_path: Path) -> None:
    page = opened(watched)
    give(page, written(tmp_path / "记录.csv", HOSTILE, "gb18030"))
    assert page.get_by_text("有 4 行没有读入").is_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="下载全部问题清单").click()
    download.value.save_as(tmp_path / "bad.csv")
    rows = [row.cells for row in read_table(tmp_path / "bad.csv").rows]
    assert [row[:3] for row in rows] == [
        ("行", "列", "原来写的"),
        ("3", "学时", "1e308"),
        ("4", "学时", "NaN"),
        ("5", "日期", "0000-01-01"),
        ("6", "日期", "2023-11-31"),
    ]


def test_the_list_and_its_sheets_say_of_whom_rows_were_not_read(watched: Watched) -> None:
    page = opened(watched)
    good = rows_of(1)[1][1:]
    bad = [*good[:2], "公需科目", *good[3:]]
    rows = [HEADER, ["某甲", *bad], ["某甲", *good], ["某乙", *bad]]
    page.get_by_label("也可以从 Excel").fill("\n".join("\t".join(row) for row in rows))
    page.get_by_text("已读入 1 人、1 条记录；有 2 行没有读入").wait_for()
    table = page.get_by_role("table", name="名单")
    verdicts = [f"某{who}\t{said}（1 行没有读入）" for who, said in (("甲", "未达标"), ("乙", "不能判定"))]
    page.get_by_label("筛选").select_option(label="有行没有读入")
    assert [text[: len(said)] for text, said in zip(table_lines(table), verdicts, strict=True)] == verdicts
    page.evaluate("() => { window.print = () => window.dispatchEvent(new Event('beforeprint')); }")
    page.get_by_role("button", name="打印所列的人").click()
    page.emulate_media(media="print")
    for sheet in page.locator(".calculator-sheet").all_inner_texts():
        assert "有 1 条记录没有填完或填写有误，没有计入。" in sheet
    assert watched.wrong == []


def table_lines(table: Locator) -> list[str]:
    """Return the rows of the body of *table*, a tab between cells."""
    rows = [row.locator("th, td").all_inner_texts() for row in table.locator("tbody tr").all()]
    return ["\t".join(row) for row in rows]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 .xls"),
        ("a.xlsx", b"PK\x03\x04nonsense", "不是 Excel 文件"),
        ("a.csv", b"", "是空的"),
        ("a.pdf", b"%PDF", "不是 .csv 或 .xlsx 文件"),
        ("a.csv", b"\xff\xff\xff", "不是 UTF-8 或 GBK 编码"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_words(
    watched: Watched, tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    page = opened(watched)
    (tmp_path / name).write_bytes(data)
    choose_file(page, "选择文件", tmp_path / name)
    page.get_by_text(words).wait_for()
    assert watched.wrong == []


@pytest.mark.parametrize(
    ("heads", "rows", "words"),
    [
        ([*HEADER, "姓名"], 1, "第 1 行的表头重复：姓名；每列只留一个，或在“各列怎样对应”里指明。"),
        (HEADER, 0, "只有表头，没有记录；请从表头下一行起每行写一条培训记录。"),
        ([*HEADER, "备注"], 1, "已读入 1 人、1 条记录。没有用到的列：备注。"),
    ],
)
def test_headings_are_judged_as_the_command_judges_them(
    watched: Watched, tmp_path: Path, heads: list[str], rows: int, words: str
) -> None:
    page = opened(watched)
    path = written(tmp_path / "记录.csv", [heads, *rows_of(1)[1 : 1 + rows]], "utf-8")
    choose_file(page, "选择文件", path)
    page.get_by_text(words, exact=True).wait_for()
    assert watched.wrong == []


def test_without_decompression_the_page_asks_for_csv(watched: Watched, tmp_path: Path) -> None:
    watched.page.add_init_script("delete window.DecompressionStream")
    page = opened(watched)
    choose_file(page, "选择文件", workbook(tmp_path / "记录.xlsx", rows_of(1)))
    page.get_by_text("请在表格软件里另存为“CSV UTF-8”").wait_for()


def test_each_person_listed_is_printed_on_a_page(watched: Watched, tmp_path: Path) -> None:
    page = opened(watched)
    give(page, written(tmp_path / "记录.csv", rows_of(3), "utf-8"))
    page.evaluate("() => { window.print = () => window.dispatchEvent(new Event('beforeprint')); }")
    page.get_by_role("button", name="打印所列的人").click()
    page.emulate_media(media="print")
    sheets = page.locator(".calculator-sheet")
    assert sheets.count() == 3
    for words in ("学时自测表", "某某0001", "来源：《", "打印日期：", "不是培训合格证书"):
        assert words in sheets.nth(1).inner_text()
    assert not page.get_by_role("tab", name="一个人").is_visible()


@pytest.mark.parametrize("state", ["empty", "missing", "undecided", "qualified", "faulty", "unit", "mapping"])
@pytest.mark.parametrize("look", ["light", "dark"])
def test_no_state_has_a_fault_that_axe_finds(
    browser: Browser, addresses: dict[str, str], state: str, look: str
) -> None:
    context = browser.new_context(
        color_scheme="dark" if look == "dark" else "light", bypass_csp=True, reduced_motion="reduce"
    )
    page = context.new_page()
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(addresses["http"] + "calculator.html")
    set_state(page, state)
    found, wide = axe_faults(page), page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert (found, wide) == ([], 360)


@pytest.mark.parametrize("state", ["empty", "undecided", "faulty", "unit", "mapping"])
def test_nothing_is_cut_at_twice_the_size(browser: Browser, addresses: dict[str, str], state: str) -> None:
    page = browser.new_page(viewport={"width": 640, "height": 450}, device_scale_factor=2)
    page.goto(addresses["http"] + "calculator.html")
    set_state(page, state)
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.context.close()
    assert wide == 640


def test_a_printed_list_shows_every_column_and_no_settings(watched: Watched) -> None:
    page = opened(watched)
    set_state(page, "unit")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 900})
    table = page.get_by_role("table", name="名单")
    assert table.evaluate("table => table.offsetWidth <= table.parentElement.clientWidth")
    for words in ("姓名", "还差", "待认定"):
        assert words in table.locator("thead").inner_text()
    assert not page.get_by_role("button", name="选择文件").is_visible()
    assert not page.get_by_text("各列怎样对应").is_visible()


def set_state(page: Page, state: str) -> None:
    if state in {"unit", "mapping"}:
        page.get_by_role("tab", name="整个单位").click()
        rows = [*rows_of(60), ["", "明天", *HOSTILE[1][2:]]]
        if state == "mapping":
            rows[0] = ["员工", *HEADER[1:]]
        page.get_by_label("也可以从 Excel").fill("\n".join("\t".join(row) for row in rows))
        return
    texts = {"missing": "8", "qualified": "90", "undecided": "", "faulty": "三十"}
    if state in texts:
        group = page.get_by_role("group", name="记录 1", exact=True)
        group.get_by_label("日期").fill("2023-03-01")
        group.get_by_label("科目").select_option(label="公共科目")
        group.get_by_label("学时").fill(texts[state])
        group.get_by_label("天数").fill("12")
        group.get_by_label("认定状态").select_option(label="已认定")
        page.get_by_role("button", name="复制记录 1").click()
        second = page.get_by_role("group", name="记录 2", exact=True)
        second.get_by_label("科目").select_option(label="专业科目")
        page.get_by_text("为什么：").click() if state != "faulty" else None
    for summary in ("这是补训", "本页约定"):
        page.get_by_text(summary).first.click()
    page.get_by_role("button", name="自检").click()


def test_the_tabs_and_the_list_are_worked_by_keyboard_alone(watched: Watched) -> None:
    page = watched.open("calculator.html")
    page.get_by_role("tab", name="一个人").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator(":focus").inner_text() == "整个单位"
    page.get_by_label("也可以从 Excel").focus()
    page.keyboard.insert_text("\n".join("\t".join(row) for row in rows_of(60)))
    page.get_by_text("已读入 60 人").wait_for()
    page.get_by_role("columnheader", name="姓名").get_by_role("button").focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("columnheader", name="姓名").get_attribute("aria-sort") == "ascending"
    page.get_by_role("button", name="下一页").focus()
    for _ in range(2):
        page.keyboard.press("Space")
        assert page.get_by_text("现在是第 2 页").is_visible()
        assert page.locator(":focus").inner_text() == "下一页"
    assert page.locator(":focus").get_attribute("aria-disabled") == "true"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    assert page.get_by_text("现在是第 1 页").is_visible()
    assert page.locator(":focus").inner_text() == "上一页"
    assert watched.wrong == []


def test_bars_stay_visible_in_forced_colours(browser: Browser, addresses: dict[str, str]) -> None:
    page = browser.new_page(forced_colors="active", reduced_motion="reduce")
    page.goto(addresses["http"] + "calculator.html")
    set_state(page, "missing")
    styles = page.locator(".calculator-track-counted").first.evaluate(
        "bar => [getComputedStyle(bar).backgroundColor, getComputedStyle(bar.parentElement).backgroundColor]"
    )
    page.context.close()
    assert styles[0] != styles[1]
