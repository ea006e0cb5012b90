"""Tables of training records are the same in Python and in the browser's modules, cell by cell."""

from __future__ import annotations

import base64
import csv
import io
import itertools
import random
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from unicodedata import category

import pytest
from openpyxl import Workbook

from browser_modules import said_by
from checkout import ROOT
from policypress import limits
from policypress.calculator import calculator_data, rule_data
from policypress.faults import UsageError
from policypress.guarded_csv import csv_text, unguarded
from policypress.hour_rule import Rule
from policypress.hours import judge_all
from policypress.hours_report import csv_report
from policypress.model.policy import Policy
from policypress.tables import read_table
from policypress.training_records import OPTIONAL, REQUIRED, read_records
from policypress.xlsx_values import ERROR, NO_RESULT
from spreadsheets import workbook, workbook_of
from years import BOUNDED, RULE

HEADER = [*REQUIRED, *OPTIONAL]
GOOD = ["甲", "2023-03-01", "课程", "公共科目", "网络培训", "30", "", "已认定", "", ""]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def in_browser(
    policy: Policy, files: list[tuple[str, bytes]], write: object = (), rule: Rule = RULE
) -> dict[str, Any]:
    """Return what the browser's modules make of *files* by *rule*, run by node."""
    asked = {
        "data": {**calculator_data(policy, policy.years[2023], lambda _: ""), "rule": rule_data(rule)},
        "files": [[name, base64.b64encode(data).decode()] for name, data in files],
        "write": write,
    }
    said: dict[str, Any] = said_by("tables-stdin.js", asked)
    return said


def in_python(path: Path, rule: Rule = RULE) -> dict[str, Any]:
    """Return what the package makes of a file by *rule*, in the shape of tables-stdin.js."""
    try:
        table = read_table(path)
    except UsageError as error:
        return {"refused": str(error).removeprefix(f"“{path}”")}
    rows = [[row.number, list(row.cells)] for row in table.rows]
    broken = [[row.number, at, fault] for row in table.rows for at, fault in row.faults.items()]
    read = {"rows": rows, "epoch": table.epoch.isoformat(), "unread": table.unread, "broken": broken}
    try:
        reading = read_records(table, rule)
    except UsageError as error:
        fault = str(error).removeprefix(f"“{path}”")
        if "分成各列" in fault:
            return {"refused": fault}
        # In the browser the reader may say which columns are those that were not recognised.
        return read if "缺少" in fault else {**read, "fault": fault}
    text = io.StringIO(csv_report(rule, judge_all(rule, reading.records, reading.unread)), newline="")
    report = [[unguarded(cell) for cell in row] for row in csv.reader(text)]
    bad = [
        {"row": bad.row, "column": bad.column, "value": bad.value, "fault": bad.fault} for bad in reading.bad
    ]
    unused = f"没有用到的列：{'、'.join(reading.ignored)}" if reading.ignored else ""
    return {**read, "unused": unused, "bad": bad, "report": report}


def assert_same(
    policy: Policy, folder: Path, files: list[tuple[str, bytes]], rule: Rule = RULE
) -> list[dict[str, Any]]:
    """Assert that both make the same of *files* by *rule*; return what they make of them."""
    ours = []
    for number, (name, data) in enumerate(files):
        path = folder / f"{number}-{name}"
        path.write_bytes(data)
        ours.append(in_python(path, rule))
    theirs = in_browser(policy, files, rule=rule)["read"]
    for (name, _), here, there in zip(files, ours, theirs, strict=True):
        there.pop("missing", None)
        assert here == there, name
    return ours


def book(*rows: Sequence[object], **formats: str) -> bytes:
    """Return a workbook of *rows*; *formats* are number formats by cell."""
    return workbook(rows, **formats)


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def sheet(xml: str, *strings: str) -> bytes:
    """Return a workbook whose first sheet holds *xml* as its rows, and whose shared strings are *strings*."""
    shared = "".join(f"<si><t>{text}</t></si>" for text in strings)
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book(["x"]))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                data = f'<worksheet xmlns="{MAIN}"><sheetData>{xml}</sheetData></worksheet>'.encode()
            if name == "xl/_rels/workbook.xml.rels":
                link = f'<Relationship Id="s" Type="{OFFICE}/sharedStrings" Target="strings.xml"/></Relationships>'
                data = data.replace(b"</Relationships>", link.encode())
            new.writestr(name, data)
        new.writestr("xl/strings.xml", f'<sst xmlns="{MAIN}">{shared}</sst>')
    return out.getvalue()


CSV = [
    *(f"{sign.join(HEADER)}\n{sign.join(GOOD)}\n" for sign in "\t;；，、|"),
    "\n姓 名；学时数\n甲；8\n",
    "姓名;某某\n甲;8\n",
    "姓名,学时\n甲,30\n",
    '\n姓名,备注,\n\n甲,"两\n行",\n , ,\n乙\n',
    'a"b,c\r\n"说""好""","a,b"\r\r\n,,\n x',
    "'=1+1,'a,''=b,＝1\n",
    '姓名\n"甲',
    '姓名\n"甲"x,乙\n',
    "",
    ",,\n",
    "a" * 140_000,
]
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
LOCKED = OLD + "EncryptedPackage".encode("utf-16-le")


def test_both_read_the_same_from_csv(policy: Policy, tmp_path: Path) -> None:
    files = [("a.csv", text.encode(encoding)) for text in CSV for encoding in ("utf-8-sig", "gb18030")]
    files += [
        ("a.csv", b"\xff\xff"),
        ("a.csv", "姓名".encode("utf-16")),
        ("a.pdf", b"%PDF"),
        ("a.csv", b"PK\x03\x04"),
        *((name, data) for name in ("a.csv", "a.xlsx") for data in (b"", b" \r\n", OLD, LOCKED)),
    ]
    assert_same(policy, tmp_path, files)


def test_both_say_of_whom_rows_were_not_read(policy: Policy, tmp_path: Path) -> None:
    bad = ["乙", *GOOD[1:3], "体育", *GOOD[4:]]
    rows = [HEADER, bad, ["丙", *bad[1:]], GOOD, bad, ["乙", *GOOD[1:]], ["", *bad[1:]], [*GOOD, "多的"]]
    said = assert_same(policy, tmp_path, [("a.csv", csv_text(rows).encode()), ("b.xlsx", book(*rows))])
    for each in said:
        assert [(row[0], row[2], row[-1]) for row in each["report"][1:]] == [
            ("甲", "未达标", "有 1 行没有读入，结论没有包括。"),
            ("乙", "未达标", "有 2 行没有读入，结论没有包括。"),
            ("丙", "不能判定", "不能判定：没有能读入的记录。有 1 行没有读入，结论没有包括。"),
        ]


def test_both_read_every_code_of_gb18030_alike(policy: Policy, tmp_path: Path) -> None:
    pairs = itertools.product(range(0x81, 0xFF), (*range(0x40, 0x7F), *range(0x80, 0xFF)))
    fours = itertools.product((0x81, 0x84, 0x95), range(0x30, 0x3A), range(0x81, 0xFF), b"0257")
    codes = [bytes(code) for code in (*pairs, *fours)]
    lost = [code for code in codes if "\ufffd" in code.decode("gb18030", "replace")]
    rows = [b"x," + code + b",\x80\n" for code in sorted({*codes} - {*lost})]
    files = [b"".join(rows), *(b"x," + code for code in (*lost[::97], b"\xff", b"\x81", b"\x81\x35\x80"))]
    said = assert_same(policy, tmp_path, [("a.csv", data) for data in files])
    assert len(said[0]["rows"]) == len(rows)
    assert {"\u3000", "︐", "龴", "ḿ", "\ue7c7"} <= {cells[1] for _, cells in said[0]["rows"]}


def test_a_heading_with_the_white_space_of_gbk_is_read(policy: Policy, tmp_path: Path) -> None:
    data = csv_text([HEADER, GOOD]).encode("gb18030").replace(b"\xd0\xd5", b"\xd0\xd5\xa3\xa0", 1)
    [said] = assert_same(policy, tmp_path, [("a.csv", data)])
    assert [row[0] for row in said["report"][1:]] == ["甲"]


def test_both_read_the_same_from_cells_of_every_kind(policy: Policy, tmp_path: Path) -> None:
    moment = datetime(2023, 3, 1, 8, 30)  # noqa: DTZ001 - a cell has no time zone
    values: list[object] = [
        *(
            30,
            29.5,
            0.1 + 0.2,
            1e21,
            1e308,
            1e-7,
            -3,
            -0.5,
            123456789012345678,
            True,
            False,
            None,
            "３０",
            " x ",
        ),
        *(
            date(2023, 3, 1),
            moment,
            time(8, 30),
            timedelta(days=1, hours=2),
            "=1+1",
            "<&>\"'",
            "两\n行",
            45000,
        ),
        *(date(1900, 1, 5), 0, 59.5, 2958466),
    ]
    formats = {
        "V1": "yyyy年m月d日",
        "X1": 'General"日"',
        "Y1": "[h]:mm",
        "Z1": "yyyy-mm-dd",
        "A1": "[Red]0.0",
    }
    files = [("a.xlsx", book(values, **formats)), ("a.xlsx", book(values))]
    assert_same(policy, tmp_path, files)


def test_both_fill_up_whole_numbers_with_zeros_as_their_format_does(policy: Policy, tmp_path: Path) -> None:
    values: list[object] = [10000, -5, 1234567, 29.5, 10000.0, 0, 5, 5, "5", 45000]
    codes = ["000000"] * 6 + ["00", "0", "000", "yyyy-mm-dd"]
    formats = {f"{letter}1": code for letter, code in zip("ABCDEFGHIJ", codes, strict=True)}
    [said] = assert_same(policy, tmp_path, [("a.xlsx", book(values, **formats))])
    assert said["rows"] == [
        [1, ["010000", "-000005", "1234567", "29.5", "010000", "000000", "05", "5", "5", "2023-03-15"]]
    ]


SHEETS = [
    '<row r="3"><c r="B3" t="inlineStr"><is><r><t>甲</t></r><r><t xml:space="preserve"> 乙</t></r></is></c></row>',
    '<row><c><v>1</v></c><c t="str"><f>A1</f><v>一</v></c><c t="e"><v>#N/A</v></c><c t="b"><v>1</v></c></row>',
    '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row>',
    '<row r="1"><c r="C1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
    '<row r="1"><c r="A1" t="d"><v>2023-03-01</v></c><c r="B1" t="d"><v>2023-03-01T08:30:00</v></c></row>',
    '<row r="1"><c r="A1"><v>abc</v></c></row>',
    '<row r="1"><c r="A1"><v>NaN</v></c></row>',
    '<row r="1"><c r="A1"><v>1E400</v></c></row>',
    '<row r="1"><c r="A1" t="s"><v>99</v></c></row>',
    '<row r="2000000000"><c t="inlineStr"><is><t>x</t></is></c></row>',
    "<row><c><v>1</v></c>",
    '<row r="1"><c r="A1" t="inlineStr"><is><t>a&amp;b&#x4e2d;&lt;<![CDATA[<x>]]></t></is></c></row><!-- x -->',
    '<row r="1"><c r="A1" t="inlineStr"><is><t>&unknown;</t></is></c></row>',
]


ESCAPES = {
    "第一行_x000D_\n第二行": "第一行\r\n第二行",
    "_x005F_x000D_": "_x000D_",
    "abcx005F_def": "abcx005F_def",
    "_x4e2d__xD842__xDFB7_": "中𠮷",
    "_x0041_x0042_ _X0041_ _x41_ _x00410_": "Ax0042_ _X0041_ _x41_ _x00410_",
    "_x0007_": "\x07",
}


def test_both_read_characters_that_stand_by_their_numbers(policy: Policy, tmp_path: Path) -> None:
    inline = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in ESCAPES)
    formulas = "".join(f'<c t="str"><f>A1</f><v>{text}</v></c>' for text in ESCAPES)
    shared = "".join(f'<c t="s"><v>{number}</v></c>' for number in range(len(ESCAPES)))
    files = [sheet(f"<row>{cells}</row>", *ESCAPES) for cells in (inline, formulas, shared)]
    said = assert_same(policy, tmp_path, [("a.xlsx", data) for data in files])
    assert [each["rows"] for each in said] == [[[1, list(ESCAPES.values())]]] * 3


@pytest.mark.parametrize("half", ["_xD842_", "_xDFB7_", "_xDFB7__xD842_"])
def test_both_refuse_half_a_character(policy: Policy, tmp_path: Path, half: str) -> None:
    files = [
        sheet(f'<row><c t="str"><v>甲{half}</v></c></row>'),
        sheet('<row><c t="s"><v>0</v></c></row>', half),
    ]
    for each in assert_same(policy, tmp_path, [("a.xlsx", data) for data in files]):
        assert each["refused"].startswith("有一格含有残缺的字符")


def test_both_read_the_same_from_sheets_of_any_make(policy: Policy, tmp_path: Path) -> None:
    assert_same(policy, tmp_path, [("a.xlsx", sheet(xml)) for xml in SHEETS])


@pytest.mark.parametrize(
    ("sheets", "unread"),
    [
        ({"一": [["x"]], "二": [["y"]]}, "只读了工作表“一”，没有读“二”；需要的请另存为单独的文件"),
        (
            {"空": [], "一<&>": [["x"]], "二": [[], ["y"]], "三": [["z"]]},
            "只读了工作表“一<&>”，没有读“二”“三”；需要的请另存为单独的文件",
        ),
        (
            {str(number): [["x"]] for number in range(12)},
            "只读了工作表“0”，没有读“1”“2”“3”“4”“5”“6”“7”“8”等 11 张；需要的请另存为单独的文件",
        ),
        ({"一": [["x"]], "Sheet2": [], "Sheet3": [["", " "]]}, ""),
        ({"一": [["x"]], "藏": [["y"]]}, ""),
        ({"一": [["x"]], "填写说明": [["y"]]}, ""),
    ],
)
def test_both_name_the_sheets_with_content_that_are_not_read(
    policy: Policy, tmp_path: Path, sheets: dict[str, list[list[object]]], unread: str
) -> None:
    [said] = assert_same(policy, tmp_path, [("a.xlsx", workbook_of(sheets, hidden="藏"))])
    assert said["unread"] == unread


@pytest.mark.parametrize(
    "cell", ['<row r="2000000"><c/></row>', "<row r='x'/>", '<row><c t="s"><v>9</v></c></row>']
)
def test_both_name_a_sheet_that_is_not_read_though_nobody_can_read_it(
    policy: Policy, tmp_path: Path, cell: str
) -> None:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook_of({"一": [["x"]], "二": [["y"]]}))) as old,
        zipfile.ZipFile(out, "w") as new,
    ):
        for name in old.namelist():
            spoilt = f'<worksheet xmlns="{MAIN}"><sheetData>{cell}</sheetData></worksheet>'
            new.writestr(name, spoilt if name.endswith("sheet2.xml") else old.read(name))
    [said] = assert_same(policy, tmp_path, [("a.xlsx", out.getvalue())])
    assert "没有读“二”" in said["unread"]


BROKEN = [
    ("<c><f>A1</f></c>", "", NO_RESULT),
    ("<c><f>A1</f><v></v></c>", "", NO_RESULT),
    ('<c t="n"><x:f xmlns:x="' + MAIN + '">A1</x:f><v/></c>', "", NO_RESULT),
    ('<c t="e"><f>A1</f><v>#N/A</v></c>', "#N/A", ERROR),
    ('<c t="e"><v>#REF!</v></c>', "#REF!", ERROR),
    ('<c t="str"><f>A1</f><v></v></c>', "", ""),
    ("<c><f>A1</f><v>0</v></c>", "0", ""),
    ("<c/>", "", ""),
]


@pytest.mark.parametrize(("cell", "shown", "fault"), BROKEN)
def test_both_tell_a_cell_that_shows_no_value_of_its_own(
    policy: Policy, tmp_path: Path, cell: str, shown: str, fault: str
) -> None:
    file = ("a.xlsx", sheet(f"<row><c><v>1</v></c>{cell}</row><row>{cell}</row>"))
    [said] = assert_same(policy, tmp_path, [file])
    assert said["rows"][0] == [1, ["1", shown] if shown or fault else ["1"]]
    assert said["broken"] == ([[1, 1, fault], [2, 0, fault]] if fault else [])


@pytest.mark.parametrize("column", HEADER)
def test_both_tell_a_broken_cell_of_a_record_and_nothing_more_of_it(
    policy: Policy, tmp_path: Path, column: str
) -> None:
    cells = [f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in GOOD]
    at = HEADER.index(column)
    rows = [
        "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in HEADER),
        *(
            "".join([*cells[:at], each, *cells[at + 1 :]])
            for each in ("<c><f>A1</f></c>", '<c t="e"><v>#N/A</v></c>')
        ),
        "".join(cells),
    ]
    [said] = assert_same(policy, tmp_path, [("a.xlsx", sheet("".join(f"<row>{row}</row>" for row in rows)))])
    assert said["bad"] == [
        {"row": 2, "column": column, "value": "", "fault": NO_RESULT},
        {"row": 3, "column": column, "value": "#N/A", "fault": ERROR},
    ]
    assert len(said["report"]) == 2


def test_both_pass_over_a_row_of_formulas_in_columns_that_nobody_reads(
    policy: Policy, tmp_path: Path
) -> None:
    def texts(*words: str) -> str:
        return "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in words)

    blank, formula = "<c/>" * len(HEADER), "<c><f>F2*45</f></c>"
    rows = [texts(*HEADER, "折算"), texts(*GOOD) + formula, blank + formula, f"{blank}<c/>{formula}", formula]
    [said] = assert_same(policy, tmp_path, [("a.xlsx", sheet("".join(f"<row>{row}</row>" for row in rows)))])
    assert len(said["report"]) == 2
    assert {fault["row"] for fault in said["bad"]} == {4, 5}


@pytest.mark.parametrize(
    ("heads", "said"),
    [
        ({9: "姓名"}, {"fault": "第 1 行的表头重复：姓名；每列只留一个"}),
        (
            {0: "学员姓名", 8: "人员 姓名", 9: "学时"},
            {"fault": "第 1 行的表头重复：姓名、学时；每列只留一个"},
        ),
        ({8: "备 注", 9: "Ｎｏ"}, {"unused": "没有用到的列：备注、No"}),
        ({8: "备注", 9: "备注"}, {"unused": "没有用到的列：备注"}),
        ({9: "人员姓名"}, {"unused": "没有用到的列：人员姓名"}),
        ({}, {"unused": ""}),
    ],
)
def test_both_say_the_same_of_headings(
    policy: Policy, tmp_path: Path, heads: dict[int, str], said: dict[str, str]
) -> None:
    header = [heads.get(at, name) for at, name in enumerate(HEADER)]
    [found] = assert_same(policy, tmp_path, [("a.csv", csv_text([header, GOOD]).encode())])
    assert {key: found[key] for key in said} == said


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_both_tell_the_line_of_a_zero_in_a_text(policy: Policy, tmp_path: Path, encoding: str) -> None:
    texts = {"\0姓名": 1, "姓名\r\n甲\0\r\n\0": 2, "姓名\n\n" + "甲\n" * 40_000 + "\0": 40_003}
    found = assert_same(policy, tmp_path, [("a.csv", text.encode(encoding)) for text in texts])
    assert [each["refused"].partition("，")[0] for each in found] == [
        f"第 {line} 行含有空字符（U+0000）" for line in texts.values()
    ]


def test_both_tell_a_cell_beyond_the_last_heading(policy: Policy, tmp_path: Path) -> None:
    rows = [HEADER, [*GOOD, " "], [*GOOD, "", " 多\u001f"], ["", *GOOD]]
    [found] = assert_same(policy, tmp_path, [("a.csv", csv_text(rows).encode())])
    assert [
        (each["row"], each["column"], each["value"]) for each in found["bad"] if "列" in each["column"]
    ] == [
        (3, "第 12 列", "多"),
    ]
    assert {each["row"] for each in found["bad"]} == {3, 4}


def test_both_refuse_a_header_with_nothing_below_it(policy: Policy, tmp_path: Path) -> None:
    [found] = assert_same(policy, tmp_path, [("a.csv", csv_text([HEADER]).encode())])
    assert found["fault"].startswith("只有表头，没有记录；")


def part_of_marks(marks: int) -> bytes:
    """Return a workbook with a part beside its sheets that alone has so many tags."""
    out = io.BytesIO(book(["x"]))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet2.xml", b"<" * marks)
    return out.getvalue()


def promising(size: int, parts: int) -> bytes:
    """Return a workbook with so many more parts that hold *size* bytes each."""
    out = io.BytesIO(book(["x"]))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(parts):
            archive.writestr(f"xl/media/{number}", bytes(size))
    return out.getvalue()


def test_both_refuse_what_is_larger_than_a_table(policy: Policy, tmp_path: Path) -> None:
    line = "," * (limits.TABLE_CELLS // 1000 - 1) + "\n"
    files = [
        ("a.csv", b"x\n" + b"\n" * (limits.TABLE_ROWS - 2) + b"x\n"),
        ("a.csv", b"x\n" + b"\n" * (limits.TABLE_ROWS - 1) + b"x\n"),
        ("a.csv", (line * 999 + line.replace("\n", "x\n")).encode()),
        ("a.csv", (line * 1000 + "x").encode()),
        ("a.xlsx", part_of_marks(limits.TABLE_MARKS)),
        ("a.xlsx", part_of_marks(limits.TABLE_MARKS // 2)),
        ("a.xlsx", promising(limits.TABLE_UNPACKED // 10, 10)),
        ("a.xlsx", promising(limits.TABLE_UNPACKED // 10, 9)),
        ("a.xlsx", promising(1, limits.ZIP_MEMBERS)),
        ("a.xlsx", promising(1, limits.ZIP_MEMBERS - 20)),
    ]
    said = assert_same(policy, tmp_path, files)
    assert ["refused" in each for each in said] == [False, True] * 2 + [True, False] * 3


def test_both_have_the_same_bounds() -> None:
    module = (ROOT / "site" / "js" / "table-limits.js").read_text("utf-8")
    stated = {name: int(number) for name, number in re.findall(r"const (\w+) = (\d+);", module)}
    names = [name for name in vars(limits) if name.startswith(("TABLE_", "TEXT_", "ZIP_"))]
    assert stated == {name: getattr(limits, name) for name in names}


def test_both_read_the_mac_epoch_and_the_first_visible_sheet(policy: Policy, tmp_path: Path) -> None:
    made = Workbook()
    made.epoch = datetime(1904, 1, 1)  # noqa: DTZ001 - the library compares it with a plain one
    made.create_sheet("隐藏").append(["不该读"])
    made["隐藏"].sheet_state = "hidden"
    made.create_sheet("第一").append([date(2023, 3, 1), 45000])
    out = io.BytesIO()
    made.save(out)
    [said] = assert_same(policy, tmp_path, [("a.xlsx", out.getvalue())])
    assert (said["rows"], said["epoch"]) == ([[1, ["2023-03-01", "45000"]]], "1904-01-01")


def test_a_workbook_with_a_byte_changed_is_read_or_refused_by_both(policy: Policy, tmp_path: Path) -> None:
    files = [("a.xlsx", damaged(place)) for place in range(0, 5000, 61)]
    ours = [in_python(saved(tmp_path / "a.xlsx", data)) for _, data in files]
    theirs = in_browser(policy, files)["read"]
    pairs = list(zip(ours, theirs, strict=True))
    assert all(set(said) & {"rows", "refused"} for pair in pairs for said in pair)
    assert [
        (here, there) for here, there in pairs if "report" in here and "report" in there and here != there
    ] == []


def saved(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def damaged(place: int) -> bytes:
    data = bytearray(book(HEADER, GOOD))
    data[place % len(data)] ^= 0x55
    return bytes(data)


WRITTEN = {
    "姓名": ["甲", " 张　三 ", "A  B", "", "=HYPERLINK(1)", "\u200b甲", "王\n五"],
    "日期": [
        "2023-03-01",
        "２０２３年３月１日",
        "44986",
        "44986.5",
        "0000-01-01",
        "2023-02-30",
        "",
        "明天",
        "2022-12-31",
    ],
    "培训名称": ["课程", "=1+1", ""],
    "科目": ["公共科目", "专业 科目", "", "公需课"],
    "形式": ["网络培训", ""],
    "学时": ["30", "29.5", "２９．５", "1e308", "NaN", "-1", "", "30学时", "29.55", "0", "99999"],
    "天数": ["", "4", "x", "1.5"],
    "认定状态": ["已认定", "待认定　", "", "认定中"],
    "补训年度": ["", "2023", "2022年度", "去年"],
    "补训批准": ["", "已批准", "否"],
}


def spoilt(chance: random.Random, count: int) -> list[list[str]]:
    """Return *count* rows of which many cells are odd."""
    return [
        [
            chance.choice(WRITTEN[column]) if chance.random() < 0.25 else WRITTEN[column][0]
            for column in HEADER
        ]
        for _ in range(count)
    ]


def test_both_judge_the_same_and_tell_the_same_faults_of_odd_rows(policy: Policy, tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311 - seeded on purpose: the rows must be the same every time
    rows = [HEADER, *spoilt(chance, 2000)]
    text = csv_text(rows)
    typed: list[list[object]] = [[int(cell) if cell == "30" else cell for cell in row] for row in rows]
    renamed = text.replace("姓名", "人员姓名", 1).replace("培训名称", "课程名称", 1)
    files = [
        ("a.csv", text.encode()),
        ("a.csv", renamed.encode("gb18030")),
        ("a.xlsx", book(*typed)),
    ]
    said = assert_same(policy, tmp_path, files)
    assert all(len(each["report"]) > 3 for each in said)
    assert len(said[0]["bad"]) > 500


def test_both_take_the_same_characters_for_a_name(policy: Policy, tmp_path: Path) -> None:
    known = [char for char in map(chr, range(1, 0x10000)) if category(char) not in {"Cs", "Cn", "Lo"}]
    last = [
        chr(code) for plane in range(0, 0x110000, 0x10000) for code in range(plane + 0xFFFD, plane + 0x10000)
    ]
    rare = [chr(code) for code in (*range(0x20000, 0x2F800, 99), *range(0x30000, 0x33480, 99))]
    rows = [[f"甲{char}乙", *GOOD[1:]] for char in (*known, "\ufdd0", *last, *rare)]
    [said] = assert_same(policy, tmp_path, [("a.csv", csv_text([HEADER, *rows]).encode())])
    told = {row[0] for row in said["report"]}
    assert told >= {"甲乙", "甲\ue863乙", *(f"甲{char}乙" for char in rare)}


def test_both_tell_the_same_of_what_the_bounds_take_away(policy: Policy, tmp_path: Path) -> None:
    ways = [credit.way for credit in BOUNDED.credits]
    rows = [
        [f"{way}{count}", *GOOD[1:3], subject, way, hours, *GOOD[6:]]
        for way, subject, hours, count in itertools.product(
            ways, ("公共科目", ""), ("9.5", "16.5"), range(1, 5)
        )
        for _ in range(count)
    ]
    [said] = assert_same(policy, tmp_path, [("a.csv", csv_text([HEADER, *rows]).encode())], BOUNDED)
    notes = "".join(row[-1] for row in said["report"])
    assert "超出的 0.5 学时不计" in notes
    assert "（科目未填）：共" in notes


def test_what_is_pasted_reads_as_the_file_does(policy: Policy, tmp_path: Path) -> None:
    rows = [HEADER, GOOD, ["乙", *GOOD[1:2], '说"好"', *GOOD[3:]], ["丙", GOOD[1], "两\n行", *GOOD[3:]]]
    tabbed = "\n".join("\t".join(f'"{cell}"' if "\n" in cell else cell for cell in row) for row in rows)
    [here] = assert_same(policy, tmp_path, [("a.csv", csv_text(rows).encode())])
    [there] = in_browser(policy, [("pasted", tabbed.encode())])["read"]
    assert (there["rows"], there["report"]) == (here["rows"], here["report"])


def test_what_the_page_writes_reads_back_equal_and_never_runs(policy: Policy, tmp_path: Path) -> None:
    rows = [HEADER, ["=1+1", "+1", "-1", "@x", "＝1", "30", "29.5", "<&>\"'", "两\n行", "0012", "_x000D_"]]
    said = in_browser(policy, [], [["结果", rows]])
    (tmp_path / "a.xlsx").write_bytes(base64.b64decode(said["xlsx"][0]))
    (tmp_path / "a.csv").write_bytes(said["csv"][0].encode("utf-8-sig"))
    for name in ("a.xlsx", "a.csv"):
        assert [list(row.cells) for row in read_table(tmp_path / name).rows] == rows, name
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert archive.testzip() is None
        assert b"<f>" not in b"".join(archive.read(name) for name in archive.namelist())
    assert said["csv"][0] == csv_text(rows)
