"""Tables out of CSV files and workbooks, cell by cell, or a refusal in words."""

from __future__ import annotations

import contextlib
import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.xml.constants import SHEET_MAIN_NS

from policypress import limits, tables
from policypress.csv_rows import csv_rows
from policypress.faults import UsageError
from policypress.guarded_csv import csv_text
from policypress.tables import EPOCH, Row, open_table, read_table
from policypress.workbooks import workbook_bytes

HEADER = ("姓名", "学时")
AFTER_HEADER = (Row(number=1, cells=HEADER), Row(number=2, cells=("甲", "30")))


def workbook(*rows: Sequence[object]) -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet("表")
    for row in rows:
        sheet.append(list(row))
    return book


def saved(book: Workbook, path: Path) -> Path:
    book.save(path)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(UsageError) as error:
        read_table(path)
    assert str(path) in str(error.value)
    return str(error.value).removeprefix(f"“{path}”")


def rezipped(path: Path, **changed: bytes) -> Path:
    """Write an .xlsx file anew with parts changed; a part's name is given by its file name alone."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, changed.get(Path(name).stem, data))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_csv_is_read_in_every_usual_encoding(tmp_path: Path, encoding: str, end: str) -> None:
    path = tmp_path / "记录.csv"
    path.write_bytes(f"姓名,学时{end}甲,30{end}".encode(encoding))
    assert read_table(path).rows == AFTER_HEADER


def test_rows_keep_the_numbers_a_spreadsheet_shows(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('\n姓名,备注,\n\n甲,"两\n行",\n , ,\n乙\n', "utf-8")
    assert read_table(path).rows == (
        Row(number=2, cells=("姓名", "备注")),
        Row(number=4, cells=("甲", "两\n行")),
        Row(number=6, cells=("乙",)),
    )


def test_a_cell_beyond_the_row_is_empty() -> None:
    assert [Row(number=1, cells=("甲",)).cell(index) for index in (0, 1)] == ["甲", ""]


def test_cells_of_every_kind_become_text(tmp_path: Path) -> None:
    moment = datetime(2023, 3, 1, 8, 30)  # noqa: DTZ001 - a cell has no time zone
    book = workbook([30, 29.5, 0.1 + 0.2, 1e21, date(2023, 3, 1), moment, True, "３０", None, 45000])
    assert read_table(saved(book, tmp_path / "a.xlsx")).rows == (
        Row(
            number=1,
            cells=(
                *("30", "29.5", "0.3", "1000000000000000000000", "2023-03-01", "2023-03-01 08:30:00"),
                *("TRUE", "３０", "", "45000"),
            ),
        ),
    )


def test_the_first_visible_sheet_with_content_is_read(tmp_path: Path) -> None:
    book = Workbook()
    book.create_sheet("隐藏").append(["不该读"])
    book["隐藏"].sheet_state = "hidden"
    for name in ("第一", "第二"):
        book.create_sheet(name).append([name])
    assert [row.cells for row in read_table(saved(book, tmp_path / "a.xlsx")).rows] == [("第一",)]


def test_a_sheet_that_states_too_small_a_size_is_read_whole(tmp_path: Path) -> None:
    book = workbook(*(row.cells for row in AFTER_HEADER))
    path = saved(book, tmp_path / "wps.xlsx")
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    assert b'ref="A1:B2"' in sheet
    assert read_table(rezipped(path, sheet1=sheet.replace(b'ref="A1:B2"', b'ref="A1"'))).rows == AFTER_HEADER


def test_the_day_that_serials_count_from_is_told(tmp_path: Path) -> None:
    book = workbook(HEADER)
    assert read_table(saved(book, tmp_path / "windows.xlsx")).epoch == EPOCH
    book.epoch = datetime(1904, 1, 1)  # noqa: DTZ001 - the library compares it with a plain one
    assert read_table(saved(book, tmp_path / "mac.xlsx")).epoch == date(1904, 1, 1)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.csv", b"", "是空的"),
        ("a.csv", b" \n\n", "里没有内容"),
        ("a.csv", b",,\n,\n", "里没有内容"),
        ("a.csv", "姓名,学时".encode("utf-16"), "请另存为“CSV UTF-8”"),
        ("a.csv", b"\xff\xff\xff", "不是 UTF-8 或 GBK 编码"),
        ("a.csv", '姓名\n"甲'.encode(), "第 2 行的引号不成对"),
        ("a.csv", b"PK\x03\x04rest", "其实是 .xlsx 文件"),
        ("a.xls", tables.OLE + b"Workbook", "旧版 .xls"),
        ("a.xlsx", tables.OLE + b"Workbook", "旧版 .xls"),
        ("a.xlsx", tables.OLE + tables.ENCRYPTED, "加了密码"),
        ("a.xlsx", "姓名,学时".encode(), "不是 Excel 文件"),
        ("a.pdf", b"%PDF", "不是 .csv 或 .xlsx 文件"),
    ],
)
def test_what_is_no_table_is_refused_by_name(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert message in refusal(path)


def test_what_cannot_be_opened_is_refused_by_name(tmp_path: Path) -> None:
    assert "不存在" in refusal(tmp_path / "a.csv")
    (tmp_path / "夹.csv").mkdir()
    assert "读不出来" in refusal(tmp_path / "夹.csv")


def test_an_empty_workbook_is_refused(tmp_path: Path) -> None:
    assert "里没有内容" in refusal(saved(Workbook(), tmp_path / "a.xlsx"))


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "text")
    assert "已损坏或不是 Excel 文件" in refusal(path)


def test_a_workbook_with_a_doctype_is_refused(tmp_path: Path) -> None:
    book = workbook(HEADER)
    path = saved(book, tmp_path / "a.xlsx")
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><worksheet><sheetData/></worksheet>'
    assert "可能不安全" in refusal(rezipped(path, sheet1=bomb))


@pytest.mark.parametrize(
    ("bound", "value"),
    [
        ("TABLE_BYTES", 100),
        ("ZIP_MEMBERS", 3),
        ("TABLE_UNPACKED", 100),
        ("TABLE_MARKS", 40),
        ("TABLE_CHARACTERS", 3),
        ("TABLE_STYLES", 0),
        ("XML_DEPTH", 2),
        ("XML_NAMES", 3),
        ("TABLE_ROWS", 1),
        ("TABLE_CELLS", 3),
    ],
)
def test_more_than_a_table_holds_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bound: str, value: int
) -> None:
    book = workbook(*(row.cells for row in AFTER_HEADER))
    path = saved(book, tmp_path / "a.xlsx")
    assert read_table(path).rows == AFTER_HEADER
    monkeypatch.setattr(limits, bound, value)
    assert "太大" in refusal(path)


def test_a_cell_with_more_text_than_any_cell_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(workbook(HEADER), tmp_path / "a.xlsx")
    monkeypatch.setattr(limits, "TABLE_TEXT", 1)
    assert "有一格超过 1 字" in refusal(path)


def rows_of(path: Path, rows: str) -> Path:
    """Write an .xlsx file whose sheet holds *rows*."""
    xml = f'<worksheet xmlns="{SHEET_MAIN_NS}"><sheetData>{rows}</sheetData></worksheet>'
    return rezipped(saved(workbook(HEADER), path), sheet1=xml.encode())


def test_a_tag_longer_than_any_tag_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "XML_TAG", 1000)
    attributes = " ".join(f'a{number % 9_000}="{number}"' for number in range(9_000))
    assert "太大" in refusal(rows_of(tmp_path / "a.xlsx", f"<row {attributes}/>"))


def test_a_sheet_of_wide_gaps_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "TABLE_CELLS", 20_000)
    row = '<row r="{0}"><c r="ZZZ{0}"><v>1</v></c></row>'
    assert len(read_table(rows_of(tmp_path / "a.xlsx", row.format(1))).rows[0].cells) == 18_278
    assert "太大" in refusal(rows_of(tmp_path / "b.xlsx", row.format(1) + row.format(2)))


def test_a_string_that_stands_in_many_cells_counts_in_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = workbook(*[["字" * 100]] * 50)
    path = saved(book, tmp_path / "a.xlsx")
    assert len(read_table(path).rows) == 50
    monkeypatch.setattr(limits, "TABLE_CHARACTERS", 4_999)
    assert "太大" in refusal(path)


VALUES = (
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.floats(-1e9, 1e9, allow_subnormal=False)
    | st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=5)
    | st.datetimes(datetime(1901, 1, 1), datetime(2099, 1, 1)).map(lambda at: at.replace(microsecond=0))  # noqa: DTZ001 - a cell has no time zone
    | st.dates(date(1901, 1, 1), date(2099, 1, 1))
)


@given(st.lists(st.lists(VALUES, max_size=4), min_size=1, max_size=4))
def test_the_cells_are_those_that_openpyxl_reads(rows: list[list[object]]) -> None:
    book = workbook(["x"], *(["x", *row] for row in rows))
    out = io.BytesIO()
    book.save(out)
    [sheet] = load_workbook(out, data_only=True).worksheets
    theirs = [[shown(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    ours = [[row.cell(at) for at in range(len(theirs[0]))] for row in tables_of("a.xlsx", out.getvalue())]
    assert ours == theirs


def test_what_looks_like_the_number_of_a_character_is_written_so_that_it_reads_back() -> None:
    texts = ("_x0041_", "_x005F_x000D_", "x005F_", "__x000d__")
    assert [row.cells for row in tables_of("a.xlsx", workbook_bytes(workbook(texts)))] == [texts]


def shown(value: object) -> str:
    """Return what a spreadsheet shows of a value that openpyxl has read."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case float():
            return f"{Decimal(f'{value:.15g}').normalize():f}"
        case datetime():
            return value.isoformat(" ") if value.time() != time() else value.date().isoformat()
    return str(value)


@pytest.mark.parametrize("bound", ["TABLE_BYTES", "TABLE_CELLS"])
def test_what_is_read_a_row_at_a_time_may_be_longer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bound: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("姓名,学时\n" + "甲,30\n" * 3, "utf-8")
    monkeypatch.setattr(limits, bound, 7)
    assert "太大" in refusal(path)
    with open_table(path) as table:
        assert [row.cells for row in table.rows] == [HEADER, *[("甲", "30")] * 3]


def test_a_workbook_read_a_row_at_a_time_may_hold_more_the_larger_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(workbook(*(row.cells for row in AFTER_HEADER)), tmp_path / "a.xlsx")
    with zipfile.ZipFile(path) as archive:
        parts = [archive.read(name) for name in archive.namelist()]
    monkeypatch.setattr(limits, "TABLE_UNPACKED", sum(map(len, parts)) // 2)
    monkeypatch.setattr(
        limits, "TABLE_MARKS", sum(part.count(b"<") + part.count(b"/>") for part in parts) // 2
    )
    assert "太大" in refusal(path)
    with pytest.raises(UsageError, match="太大"), open_table(path):
        pass
    monkeypatch.setattr(limits, "STREAM_SHARE", path.stat().st_size // 4)
    with open_table(path) as table:
        assert tuple(table.rows) == AFTER_HEADER


@pytest.mark.parametrize(
    ("row", "line"), [("甲" * 50, 2), ("甲," * 25, 2), ('"' + "甲\n" * 25 + '"', 11), ('"甲\n乙",' * 6, 5)]
)
def test_a_row_longer_than_any_record_is_refused_before_it_is_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: str, line: int
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"姓名,学时\n{row}\n", "utf-8")
    monkeypatch.setattr(limits, "STREAM_ROW", 20)
    with pytest.raises(UsageError, match=f"第 {line} 行过长"), open_table(path) as table:
        list(table.rows)


def test_a_row_number_out_of_all_bounds_is_refused_at_once(tmp_path: Path) -> None:
    book = workbook(HEADER)
    path = saved(book, tmp_path / "a.xlsx")
    far = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="2000000000"><c r="A2000000000" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>'
    )
    assert "太大" in refusal(rezipped(path, sheet1=far))


@pytest.mark.parametrize("start", list("=+-@\t\r\n\0＝＋－＠"))
def test_csv_text_never_starts_a_field_like_a_formula(start: str) -> None:
    assert csv_text([[f"{start}1+1", "a"]]) == f'"\'{start}1+1","a"\r\n'


def test_csv_text_quotes_every_field() -> None:
    assert csv_text([["姓名", ""], ['说"好"', "a,b"]]) == '"姓名",""\r\n"说""好""","a,b"\r\n'


TEXT = st.text(
    st.characters(exclude_characters="\0\ufeff", exclude_categories=["Cs"])
    | st.sampled_from("=+-@'＝\r\n\",")
)


@given(st.lists(st.lists(TEXT, min_size=1, max_size=3), min_size=1, max_size=3))
def test_what_csv_text_writes_reads_back_equal(rows: list[list[str]]) -> None:
    file = io.BytesIO(csv_text([["表头"], *rows]).encode("utf-8-sig"))
    assert list(csv_rows(file, limits.STREAM_ROW)) == [["表头"], *rows]


def tables_of(name: str, data: bytes) -> list[Row]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        return list(read_table(path).rows)


@given(st.binary(max_size=200))
def test_only_a_usage_error_escapes(data: bytes) -> None:
    for name, start in (("a.csv", b""), ("a.xlsx", b"PK\x03\x04")):
        with contextlib.suppress(UsageError):
            tables_of(name, start + data)


@given(st.integers(0, 4000), st.integers(0, 255))
def test_a_workbook_with_any_byte_changed_is_read_or_refused(place: int, value: int) -> None:
    data = bytearray(_workbook_bytes())
    data[place % len(data)] = value
    with contextlib.suppress(UsageError):
        tables_of("a.xlsx", bytes(data))


def _workbook_bytes() -> bytes:
    book = workbook(HEADER)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
