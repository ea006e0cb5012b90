"""Rows of a table as training records, or what is wrong with each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from checkout import DATA
from policypress.faults import UsageError
from policypress.guarded_csv import csv_text
from policypress.model.cases import Status
from policypress.tables import EPOCH, Row, Table, read_table
from policypress.training_records import OPTIONAL, REQUIRED, BadRow, Reading, read_records
from years import FICTION, RULE, record

GOOD = {
    "姓名": "甲",
    "日期": "2023-03-01",
    "培训名称": "课程",
    "科目": "公共科目",
    "形式": "网络培训",
    "学时": "30",
    "天数": "",
    "认定状态": "已认定",
}


def table(*rows: dict[str, str], epoch: date = EPOCH) -> Table:
    """Return a table of GOOD rows with changes, under a header of every column that is used."""
    header = [*REQUIRED, *OPTIONAL]
    cells = [header, *([(GOOD | row).get(column, "") for column in header] for row in rows)]
    return Table(
        file="记录.csv",
        rows=tuple(Row(number=number, cells=tuple(row)) for number, row in enumerate(cells, 1)),
        epoch=epoch,
    )


def faults(**changes: str) -> list[tuple[str, str]]:
    """Return the faults of one GOOD row with *changes*, as column and message."""
    reading = read_records(table(changes), RULE)
    assert not (reading.records and reading.bad)
    return [(bad.column, str(bad)) for bad in reading.bad]


def test_a_good_row_becomes_a_record() -> None:
    row = {"天数": "４．５", "补训年度": "2022年度", "补训批准": "已批准"}
    assert read_records(table(row), RULE) == Reading(
        records=(record(hours=300, days=45, makeup_year=2022, makeup_approval="已批准"),),
        bad=(),
        unread={},
        ignored=(),
    )


@pytest.mark.parametrize(
    ("column", "told"),
    [
        ("日期", ["日期", "学时", "认定状态"]),
        ("学时", ["日期", "学时", "认定状态"]),
        ("天数", ["日期", "天数", "认定状态"]),
        ("补训批准", ["日期", "学时", "认定状态", "补训批准"]),
    ],
)
def test_of_a_broken_cell_its_fault_is_told_and_nothing_more(column: str, told: list[str]) -> None:
    head, row = table({"日期": "", "学时": "", "认定状态": "在办"}).rows
    broken = replace(row, faults={head.cells.index(column): "坏了"})
    bad = read_records(Table(file="a", rows=(head, broken)), RULE).bad
    assert [each.column for each in bad] == told
    assert [each.column for each in bad if each.fault == "坏了"] == [column]


def test_a_cell_beyond_the_last_heading_is_told_and_its_row_not_judged() -> None:
    [head, row] = table({}).rows
    rows = [replace(row, number=at, cells=(*row.cells, *more)) for at, more in ((2, " "), (3, (" ", "多的")))]
    reading = read_records(Table(file="a", rows=(head, *rows)), RULE)
    assert [each.row for each in reading.records] == [2]
    assert list(map(str, reading.bad)) == [
        "第 3 行“第 12 列”：“多的”在表头以外；请检查这一行是否多了一格，或给这一列写上表头"
    ]


def test_the_shared_example_reads_whole() -> None:
    reading = read_records(read_table(DATA / "hours.csv"), RULE)
    assert [(entry.row, entry.name, entry.hours, entry.days) for entry in reading.records] == [
        (2, "甲", 300, None),
        (3, "甲", 600, None),
        (4, "乙", 295, None),
        (5, "乙", 610, None),
        (6, "丙", 300, None),
        (7, "丙", 320, 40),
        (8, "丙", 280, None),
    ]
    assert reading.bad == ()


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2023-03-01", date(2023, 3, 1)),
        ("2023/3/1", date(2023, 3, 1)),
        ("2023.3.1", date(2023, 3, 1)),
        ("2023年3月1日", date(2023, 3, 1)),
        ("２０２３年３月１日", date(2023, 3, 1)),
        ("2023-03-01 08:30:00", date(2023, 3, 1)),
        ("44986", date(2023, 3, 1)),
        ("44986.75", date(2023, 3, 1)),
    ],
)
def test_days_are_understood_as_people_write_them(written: str, day: date) -> None:
    assert [entry.day for entry in read_records(table({"日期": written}), RULE).records] == [day]


@pytest.mark.parametrize(
    ("written", "tenths"),
    [
        ("10000", 100_000),
        ("10000.0", 100_000),
        ("9999.9", 99_999),
        ("0012", 120),
        ("000001234.0", 12_340),
        ("7.500", 75),
        ("0.50", 5),
        ("2000", 20_000),
        (" 8 ", 80),
        ("\ufeff8\u200b", 80),
        ("0", 0),
    ],
)
def test_amounts_are_read_with_the_zeros_that_mean_nothing_aside(written: str, tenths: int) -> None:
    assert [entry.hours for entry in read_records(table({"学时": written}), RULE).records] == [tenths]


def test_serials_count_from_the_first_day_of_their_file() -> None:
    reading = read_records(table({"日期": "43524"}, epoch=date(1904, 1, 1)), RULE)
    assert reading.records[0].day == date(2023, 3, 1)


@pytest.mark.parametrize(
    ("changes", "column", "words"),
    [
        ({"姓名": " "}, "姓名", "空缺；请填写姓名，合并的单元格请取消合并后每行填写"),
        ({"日期": ""}, "日期", "日期空缺，无法判断属于哪一年；请填写培训日期"),
        ({"日期": "2023-02-30"}, "日期", "“2023-02-30”没有这一天；请核对年月日"),
        ({"日期": "2023-11-31"}, "日期", "“2023-11-31”没有这一天；请核对年月日"),
        ({"日期": "三月"}, "日期", "“三月”不是完整的日期；请写明年月日，如 2023-03-01 或 2023年3月1日"),
        (
            {"科目": "公需课"},
            "科目",
            "“公需课”不是规定了最低学时的科目；应为：公共科目、专业科目，通知没有说明科目的培训留空",
        ),
        ({"学时": "-1"}, "学时", "“-1”是负数；应为 0 或大于 0 的数字"),
        ({"学时": "30学时"}, "学时", "“30学时”带了单位；请只写数字，如 8 或 7.5"),
        ({"学时": "很多"}, "学时", "“很多”不是数字；请只写阿拉伯数字，如 8 或 7.5"),
        ({"学时": "1e308"}, "学时", "“1e308”不是数字；请只写阿拉伯数字，如 8 或 7.5"),
        ({"学时": "NaN"}, "学时", "“NaN”不是数字；请只写阿拉伯数字，如 8 或 7.5"),
        ({"学时": "inf"}, "学时", "“inf”不是数字；请只写阿拉伯数字，如 8 或 7.5"),
        ({"学时": "0.05"}, "学时", "“0.05”小数太多；至多写一位小数，如 7.5"),
        ({"学时": "29.55"}, "学时", "“29.55”小数太多；至多写一位小数，如 7.5"),
        ({"学时": "100000"}, "学时", "“100000”太大；一条记录至多 10000"),
        ({"学时": "10000.1"}, "学时", "“10000.1”太大；一条记录至多 10000"),
        ({"天数": "四天"}, "天数", "“四天”不是数字；请只写阿拉伯数字，如 8 或 7.5"),
        ({"学时": "", "天数": " "}, "学时", "学时和天数都空缺；请至少填写一项"),
        ({"认定状态": ""}, "认定状态", "空缺；应为：已认定、待认定"),
        ({"认定状态": "认定中"}, "认定状态", "“认定中”不是认定状态；应为：已认定、待认定"),
        ({"补训年度": "去年"}, "补训年度", "“去年”不是年份；请写四位数字，如 2022"),
    ],
)
def test_a_bad_row_is_refused_with_row_and_column(changes: dict[str, str], column: str, words: str) -> None:
    assert faults(**changes) == [(column, f"第 2 行“{column}”：{words}")]


def test_every_fault_of_a_row_is_told_in_the_order_of_its_columns() -> None:
    assert [
        column for column, _ in faults(姓名="", 日期="昨天", 科目="其他", 学时="-1", 天数="x", 认定状态="?")
    ] == [
        *("姓名", "日期", "科目", "学时", "天数", "认定状态"),
    ]


def test_good_rows_are_kept_beside_bad_ones() -> None:
    reading = read_records(table({}, {"学时": "-1"}, {"姓名": "乙"}), RULE)
    assert [(entry.row, entry.name) for entry in reading.records] == [(2, "甲"), (4, "乙")]
    assert reading.bad == (BadRow(row=3, column="学时", value="-1", fault="是负数；应为 0 或大于 0 的数字"),)


def test_rows_that_are_not_read_are_counted_by_whom_they_name() -> None:
    bad = {"学时": "-1", "科目": "体育"}
    source = table({}, bad, bad | {"姓名": "乙"}, bad | {"姓名": ""}, bad | {"姓名": "甲 "}, {"姓名": "#N/A"})
    rows = (*source.rows[:-1], replace(source.rows[-1], faults={0: "坏了"}))
    reading = read_records(replace(source, rows=rows), RULE)
    assert (len(reading.records), reading.unread) == (1, {"甲": 2, "乙": 1})


def test_a_long_value_is_shown_cut() -> None:
    assert "：“" + "a" * 40 + "”不是" in faults(学时="a" * 40)[0][1]
    assert "：“" + "a" * 40 + "…”不是" in faults(学时="a" * 41)[0][1]


def test_what_brings_the_same_each_time_needs_no_amount() -> None:
    paper = {"日期": "2030-03-01", "形式": "某某论文", "学时": "", "天数": ""}
    reading = read_records(table(paper, paper | {"形式": "某某自学"}), FICTION)
    assert [(entry.row, entry.way, entry.hours, entry.days) for entry in reading.records] == [
        (2, "某某论文", None, None)
    ]
    assert [str(bad) for bad in reading.bad] == ["第 3 行“学时”：学时和天数都空缺；请至少填写一项"]


def test_columns_may_have_the_names_that_units_give_them() -> None:
    source = table({"补训年度": "2022"})
    header = (
        "人员姓名",
        "培训日期",
        "课程名称",
        "课程类别",
        "培训方式",
        "获得学时",
        "折合天数",
        "认定结果",
        "补训所属年度",
        "批准情况",
    )
    rows = (Row(number=1, cells=header), *source.rows[1:])
    assert read_records(replace(source, rows=rows), RULE) == Reading(
        records=(record(hours=300, makeup_year=2022),), bad=(), unread={}, ignored=()
    )


def test_another_name_is_ignored_where_the_column_has_its_own() -> None:
    source = table({})
    rows = tuple(
        replace(row, cells=(*row.cells, other)) for row, other in zip(source.rows, ("方式", "x"), strict=True)
    )
    assert read_records(replace(source, rows=rows), RULE) == Reading(
        records=(record(hours=300),), bad=(), unread={}, ignored=("方式",)
    )


def test_zero_is_a_number_and_an_empty_subject_is_allowed() -> None:
    reading = read_records(table({"学时": "0", "科目": ""}), RULE)
    assert reading.records == (record(hours=0, subject=None),)


def test_a_makeup_record_needs_no_date() -> None:
    reading = read_records(table({"日期": "", "补训年度": "2023", "补训批准": "已批准"}), RULE)
    assert reading.records == (record(day=None, hours=300, makeup_year=2023, makeup_approval="已批准"),)


@pytest.mark.parametrize("written", ["", "否", "无", "未批准"])
def test_a_denied_approval_is_none(written: str) -> None:
    reading = read_records(table({"补训年度": "2023", "补训批准": written}), RULE)
    assert reading.records[0].makeup_approval is None


@pytest.mark.parametrize(
    ("written", "name"),
    [
        *((" 张三 ", "张三"), ("张\u3000三", "张三"), ("A  B", "A B"), ("张\n三", "张三")),
        *(("张\u200b 三", "张三"), ("\u00ad 张三", "张三"), ("A\u200d B", "A B"), ("张\uffff三", "张三")),
        *(
            ("李 \ue863", "李\ue863"),
            ("李　\U00031350", "李\U00031350"),
            ("李 〇 \U000f0000", "李〇\U000f0000"),
        ),
    ],
)
def test_names_are_one_person_however_they_are_spaced(written: str, name: str) -> None:
    assert read_records(table({"姓名": written}), RULE).records[0].name == name


def test_people_whose_rare_names_no_font_has_are_not_taken_for_one() -> None:
    names = ["李", "李\ue863", "李\U00031350", "李\U00033480", "李\U0010fffd"]
    reading = read_records(table(*({"姓名": name} for name in names)), RULE)
    assert [entry.name for entry in reading.records] == names


def test_labels_of_subjects_and_states_are_read_with_spaces_and_full_width_forms_aside() -> None:
    reading = read_records(table({"科目": " 专业 科目", "认定状态": "待认定　"}), RULE)
    assert reading.records == (record(subject="professional", hours=300, status=Status.PENDING),)


def test_the_header_may_stand_lower_be_spaced_and_be_in_any_order() -> None:
    source = table({})
    order = [7, 6, 5, 4, 3, 2, 1, 0]
    rows = tuple(
        Row(
            number=row.number + 3,
            cells=tuple(f" {row.cells[i]}　" if row.number == 1 else row.cells[i] for i in order),
        )
        for row in source.rows
    )
    assert read_records(replace(source, rows=rows), RULE).records == (record(row=5, hours=300),)


def test_unknown_columns_are_ignored_and_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(csv_text([[*REQUIRED, "单位", "备注"], [*GOOD.values(), "医院", ""]]), "utf-8")
    reading = read_records(read_table(path), RULE)
    assert (len(reading.records), reading.bad, reading.ignored) == (1, (), ("单位", "备注"))


TOGETHER = "第 1 行的各列没有用英文逗号分开，写在了一格里；请用表格软件分成各列，另存为 .csv 或 .xlsx"
SHOULD = "表头应有：姓名、日期、培训名称、科目、形式、学时、天数、认定状态，可另有：补训年度、补训批准，表头以上的标题行请删去"


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (
            [label for label in REQUIRED if label not in ("学时", "天数")],
            f"第 1 行应为表头，缺少：学时、天数；{SHOULD}",
        ),
        (["2023 年度培训记录"], f"第 1 行应为表头，缺少：{'、'.join(REQUIRED)}；{SHOULD}"),
        *(([sign.join(REQUIRED)], TOGETHER) for sign in "\t;；，、|"),
        (["姓 名;学时数"], TOGETHER),
        (["姓名;某某"], f"第 1 行应为表头，缺少：{'、'.join(REQUIRED)}；{SHOULD}"),
        (
            ["姓名;学时", "形式"],
            f"第 1 行应为表头，缺少：{'、'.join(each for each in REQUIRED if each != '形式')}；{SHOULD}",
        ),
        ([*REQUIRED, "学 时", "形式"], "第 1 行的表头重复：形式、学时；每列只留一个"),
        (list(REQUIRED), "只有表头，没有记录；请从表头下一行起每行写一条培训记录"),
    ],
)
def test_a_table_that_holds_no_records_is_refused_by_name(header: list[str], words: str) -> None:
    with pytest.raises(UsageError) as error:
        read_records(Table(file="记录.csv", rows=(Row(number=1, cells=tuple(header)),)), RULE)
    assert str(error.value) == f"“记录.csv”{words}"


def test_cells_of_a_workbook_read_like_the_text_of_a_csv(tmp_path: Path) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet("记录")
    for row in (
        REQUIRED,
        ("甲", date(2023, 3, 1), "课程", "公共科目", "网络培训", 29.5, None, "已认定"),
        ("甲", 44986, "课程", "公共科目", "网络培训", 30, 0.1 + 0.2, "已认定"),
        ("甲", "２０２３．３．１", "课程", "公共科目", "网络培训", "３０", "", "已认定"),
        ("甲", True, "课程", "公共科目", "网络培训", 29.55, None, "已认定"),
    ):
        sheet.append(list(row))
    path = tmp_path / "记录.xlsx"
    book.save(path)
    reading = read_records(read_table(path), RULE)
    assert reading.records == (
        record(row=2, hours=295),
        record(row=3, hours=300, days=3),
        record(row=4, hours=300),
    )
    assert [(bad.row, bad.column, bad.value) for bad in reading.bad] == [
        (5, "日期", "TRUE"),
        (5, "学时", "29.55"),
    ]
