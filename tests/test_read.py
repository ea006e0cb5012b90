"""One YAML file → one value, or all of its faults."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Literal

import pytest

from policypress import limits
from policypress.faults import Fault, PolicyError
from policypress.read import read


class Colour(StrEnum):
    RED = "红"
    BLUE = "蓝"


@dataclass(frozen=True, slots=True, kw_only=True)
class Square:
    kind: Literal["square"]
    side: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    kind: Literal["circle"]
    radius: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    name: str
    count: int
    size: Decimal
    day: date
    open: bool
    colour: Colour
    value: Decimal | date | str | tuple[str, ...]
    shape: Square | Circle
    words: tuple[str, ...] = ()
    table: dict[str, int] | None = None


RIGHT = """\
name: 名
count: 3
size: 1.5
day: 2023-12-31
open: true
colour: 红
value: [甲, 乙]
shape: {kind: circle, radius: 2}
words:
  - no
table:
  a: 1
"""


FIELDS = "name、count、size、day、open、colour、value、shape、words、table"


def sample(tmp_path: Path, text: str | bytes) -> Sample:
    path = tmp_path / "s.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(tmp_path, "s.yaml", Sample).value


def refused(tmp_path: Path, text: str | bytes) -> list[str]:
    with pytest.raises(PolicyError) as caught:
        sample(tmp_path, text)
    return [str(fault) for fault in caught.value.faults]


def test_a_right_file_is_its_value(tmp_path: Path) -> None:
    assert sample(tmp_path, RIGHT) == Sample(
        name="名",
        count=3,
        size=Decimal("1.5"),
        day=date(2023, 12, 31),
        open=True,
        colour=Colour.RED,
        value=("甲", "乙"),
        shape=Circle(kind="circle", radius=Decimal(2)),
        words=("no",),
        table={"a": 1},
    )


def test_line_ends_of_windows_change_nothing(tmp_path: Path) -> None:
    assert sample(tmp_path, RIGHT.replace("\n", "\r\n")) == sample(tmp_path, RIGHT)


@pytest.mark.parametrize("day", ["9999-12-31", "3000-01-01", "0999-12-31"])
def test_a_day_too_far_off_to_reckon_on_is_told(tmp_path: Path, day: str) -> None:
    right = "年份应在 1000 至 2999 之间，没有期限的请写文字，如 长期有效"
    assert refused(tmp_path, RIGHT.replace("2023-12-31", day)) == [f"s.yaml:4: day: “{day}”太远；{right}"]


@pytest.mark.parametrize("day", ["1000-01-01", "2999-12-31"])
def test_a_day_of_any_year_that_can_be_a_folder_is_read(tmp_path: Path, day: str) -> None:
    assert sample(tmp_path, RIGHT.replace("2023-12-31", day)).day == date.fromisoformat(day)


def test_every_fault_is_told_at_once_with_line_place_and_what_would_be_right(tmp_path: Path) -> None:
    wrong = (
        RIGHT.replace("name: 名", "nmae: 名")
        .replace("count: 3", "count: 4.7")
        .replace("size: 1.5", "size: 1.55")
        .replace("2023-12-31", "2023-11-31")
        .replace("open: true", "open: yes")
        .replace("colour: 红", "colour: 绿")
        .replace("[甲, 乙]", "{甲: 乙}")
        .replace("kind: circle", "kind: cube")
        .replace("- no", "- 2023")
        .replace("a: 1", "a: 1\n  a: 2")
    )
    assert refused(tmp_path, wrong) == [
        "s.yaml:1: name: 缺少“name”；请补上（文字）",
        "s.yaml:1: nmae: 没有“nmae”这一项；是否想写“name”？",
        "s.yaml:2: count: 得到小数“4.7”；应为整数",
        "s.yaml:3: size: “1.55”不能这样写；应为数字（至多一位小数）",
        "s.yaml:4: day: “2023-11-31”没有这一天；应为日期（如 2023-12-31）",
        "s.yaml:5: open: 得到文字“yes”；应为true 或 false",
        "s.yaml:6: colour: 得到文字“绿”；应为以下之一：红、蓝",
        "s.yaml:7: value: 得到若干项；应为以下之一：数字（至多一位小数）、日期（如 2023-12-31）、文字、列表",
        "s.yaml:8: shape.kind: 得到文字“cube”；应为：square、circle",
        "s.yaml:10: words[1]: 得到整数“2023”；应为文字；文字请加引号",
        "s.yaml:13: table.a: “a”写了两次，第一次在第 12 行；请只留一个",
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("名: 值\n".encode("gbk"), "不是 UTF-8 编码"),
        (b"", "空的"),
        (b"- a\n- b\n", "得到列表"),
        (b"just words\n", "得到文字"),
    ],
)
def test_a_file_that_is_no_such_record_is_told_once(tmp_path: Path, data: bytes, words: str) -> None:
    (fault,) = refused(tmp_path, data)
    assert fault.startswith("s.yaml:1: 文件: ")
    assert words in fault


def test_every_entry_has_its_line(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text("# 注\n" + RIGHT, "utf-8")
    assert read(tmp_path, "s.yaml", Sample).lines == {
        "": 2,
        "name": 2,
        "count": 3,
        "size": 4,
        "day": 5,
        "open": 6,
        "colour": 7,
        "value": 8,
        "value[1]": 8,
        "value[2]": 8,
        "shape": 9,
        "shape.kind": 9,
        "shape.radius": 9,
        "words": 10,
        "words[1]": 11,
        "table": 12,
        "table.a": 13,
    }


def test_a_text_below_its_name_is_told_where_it_begins(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text(RIGHT.replace("name: 名", "name: |\n  名"), "utf-8")
    located = read(tmp_path, "s.yaml", Sample)
    assert (located.lines["name"], located.line_of_text("name"), located.texts) == (1, 2, {"name": 2})
    assert located.line_of_text("shape.kind") == 9


@pytest.mark.parametrize(
    ("place", "line"), [("table.a", 13), ("table.a.b.c", 13), ("table.b", 12), ("none", 2), ("none.a", 2)]
)
def test_a_fault_stands_at_its_place_or_the_nearest_that_is_written(
    tmp_path: Path, place: str, line: int
) -> None:
    (tmp_path / "s.yaml").write_text("# 注\n" + RIGHT, "utf-8")
    assert read(tmp_path, "s.yaml", Sample).fault(place, "有误；请改") == Fault(
        file="s.yaml", line=line, place=place, message="有误；请改"
    )


def test_what_is_missing_is_told_with_what_would_be_right(tmp_path: Path) -> None:
    assert refused(tmp_path, "\n{}") == [
        f"s.yaml:2: {name}: 缺少“{name}”；请补上（{wanted}）"
        for name, wanted in (
            ("colour", "以下之一：红、蓝"),
            ("count", "整数"),
            ("day", "日期（如 2023-12-31）"),
            ("name", "文字"),
            ("open", "true 或 false"),
            ("shape", "若干项"),
            ("size", "数字（至多一位小数）"),
            ("value", "数字（至多一位小数）、日期（如 2023-12-31）、文字、列表"),
        )
    ]


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        ("name: 名", "name:", "s.yaml:1: name: 得到空值；应为文字"),
        ("name: 名", "name: 2023", "s.yaml:1: name: 得到整数“2023”；应为文字；文字请加引号"),
        ("name: 名", "name: [名]", "s.yaml:1: name: 得到列表；应为文字"),
        ("count: 3", "count: 三", "s.yaml:2: count: 得到文字“三”；应为整数"),
        ("count: 3", "count: 0x1f", "s.yaml:2: count: “0x1f”不能这样写；应为整数"),
        ("open: true", "open: 1", "s.yaml:5: open: 得到整数“1”；应为true 或 false"),
        ("colour: 红", "colour: [红]", "s.yaml:6: colour: 得到列表；应为以下之一：红、蓝"),
        ("shape: {kind: circle, radius: 2}", "shape: 2", "s.yaml:8: shape: 缺少“kind”；应为：square、circle"),
        (
            "shape: {kind: circle, radius: 2}",
            "shape: {radius: 2}",
            "s.yaml:8: shape: 缺少“kind”；应为：square、circle",
        ),
        (
            "shape: {kind: circle, radius: 2}",
            "shape: {kind: [circle], radius: 2}",
            "s.yaml:8: shape.kind: 得到列表；应为：square、circle",
        ),
        ("radius: 2", "radius: 二", "s.yaml:8: shape.radius: 得到文字“二”；应为数字（至多一位小数）"),
        ("words:\n  - no", "words: no", "s.yaml:9: words: 得到文字“no”；应为列表，每项前加“- ”"),
        ("table:\n  a: 1", "table: [1]", "s.yaml:11: table: 得到列表；应为“名称: 值”的若干行"),
        ("a: 1", "a: x", "s.yaml:12: table.a: 得到文字“x”；应为整数"),
        ("name: 名", "name: 名\nqwxyz: 1", f"s.yaml:2: qwxyz: 没有“qwxyz”这一项；这里可写：{FIELDS}"),
        ("name: 名", "name: 名\ncolor: 1", "s.yaml:2: color: 没有“color”这一项；是否想写“colour”？"),
    ],
)
def test_a_fault_says_what_stands_there_and_what_would_be_right(
    tmp_path: Path, right: str, wrong: str, fault: str
) -> None:
    assert refused(tmp_path, RIGHT.replace(right, wrong)) == [fault]


def test_a_file_that_is_no_record_is_told_the_names_it_may_have(tmp_path: Path) -> None:
    assert refused(tmp_path, "- a\n") == [
        f"s.yaml:1: 文件: 得到列表；应为“名称: 值”的若干行，名称有：{FIELDS}"
    ]


@pytest.mark.parametrize(
    ("written", "value"),
    [("FALSE", False), ("false", False), ("True", True)],
)
def test_a_truth_is_read_as_yaml_writes_it(tmp_path: Path, written: str, value: bool) -> None:
    assert sample(tmp_path, RIGHT.replace("open: true", f"open: {written}")).open is value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("-2.50", Decimal("-2.5")),
        ("999999999", Decimal(999_999_999)),
        ("2023-12-31", date(2023, 12, 31)),
        ("'2023'", "2023"),
        ("[]", ()),
    ],
)
def test_what_a_value_looks_like_decides_which_of_several_types_it_is(
    tmp_path: Path, written: str, value: object
) -> None:
    assert sample(tmp_path, RIGHT.replace("value: [甲, 乙]", f"value: {written}")).value == value


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    x: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Either:
    value: int | tuple[str, ...]
    shape: Square | None = None
    counts: int | dict[str, int] = 0
    point: int | Point = 0


def test_a_value_of_several_types_is_the_one_it_looks_like(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_text("value: 1\ncounts: {a: 1}\npoint: {x: 1}\n", "utf-8")
    assert read(tmp_path, "s.yaml", Either).value == Either(value=1, counts={"a": 1}, point=Point(x=1))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("value: x\n", "s.yaml:1: value: 得到文字“x”；应为以下之一：整数、列表"),
        ("value: null\n", "s.yaml:1: value: 得到空值；应为以下之一：整数、列表"),
        ("value: 1\nshape: {side: 1}\n", "s.yaml:2: shape: 缺少“kind”；应为：square"),
        ("value: 1\npoint: [1]\n", "s.yaml:2: point: 得到列表；应为以下之一：整数、若干项"),
    ],
)
def test_a_value_that_is_of_none_of_two_types_is_told_both(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / "s.yaml").write_text(text, "utf-8")
    with pytest.raises(PolicyError) as caught:
        read(tmp_path, "s.yaml", Either)
    assert str(caught.value) == fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    start: Point


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("start: {}\n", ["s.yaml:1: start.x: 缺少“x”；请补上（整数）"]),
        ("start: 5\n", ["s.yaml:1: start: 得到整数“5”；应为“名称: 值”的若干行，名称有：x"]),
        (
            "start:\n  x: 1\n  x: 2\n  y: 3\n",
            [
                "s.yaml:3: start.x: “x”写了两次，第一次在第 2 行；请只留一个",
                "s.yaml:4: start.y: 没有“y”这一项；这里可写：x",
            ],
        ),
    ],
)
def test_a_fault_within_an_entry_is_told_with_the_whole_way_to_it(
    tmp_path: Path, text: str, faults: list[str]
) -> None:
    (tmp_path / "s.yaml").write_text(text, "utf-8")
    with pytest.raises(PolicyError) as caught:
        read(tmp_path, "s.yaml", Line)
    assert [str(fault) for fault in caught.value.faults] == faults


def test_what_may_be_left_out_may_be_empty(tmp_path: Path) -> None:
    assert sample(tmp_path, RIGHT.replace("table:\n  a: 1", "table: null")).table is None
    assert sample(tmp_path, RIGHT.replace("table:\n  a: 1", "")).table is None


def test_a_file_larger_than_any_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    assert refused(tmp_path, b"a" * (limits.TEXT_BYTES + 1)) == [
        f"s.yaml:1: 文件: 文件太大；至多 {limits.TEXT_BYTES // 1_000_000} MB，请分成几个文件"
    ]


def test_what_cannot_be_opened_is_told_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").mkdir()
    with pytest.raises(PolicyError, match=r"读不出这个文件（.+）；请检查文件名和权限"):
        read(tmp_path, "s.yaml", Sample)


@pytest.mark.parametrize("written", ["0x1f", "0o17", "1_000", "1e400", ".inf", ".nan", "1.55", "9999999999"])
def test_a_number_written_as_no_office_writes_it_is_a_fault(tmp_path: Path, written: str) -> None:
    (fault,) = refused(tmp_path, RIGHT.replace("size: 1.5", f"size: {written}"))
    assert fault.startswith("s.yaml:3: size: ")
