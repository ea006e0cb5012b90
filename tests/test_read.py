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
from policypress.faults import PolicyError
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
        "s.yaml:3: size: “1.55”不是数字（至多一位小数）（1.55）；应为数字（至多一位小数）",
        "s.yaml:4: day: 没有这一天（2023-11-31）；应为日期（如 2023-12-31）",
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


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("{kind: circle, radius: 2}", "{radius: 2}", "s.yaml:8: shape: 缺少“kind”；应为：square、circle"),
        ("kind: circle", "kind: [circle]", "s.yaml:8: shape.kind: 得到列表；应为：square、circle"),
        ("words:\n  - no", "words: no", "s.yaml:9: words: 得到文字“no”；应为列表，每项前加“- ”"),
        ("table:\n  a: 1", "table: 1", "s.yaml:11: table: 得到整数“1”；应为“名称: 值”的若干行"),
        ("count: 3", "count: 0o17", "s.yaml:2: count: “0o17”不是整数（0o17）；应为整数"),
    ],
)
def test_what_is_of_another_shape_is_told_at_its_line(tmp_path: Path, old: str, new: str, fault: str) -> None:
    assert old in RIGHT
    assert refused(tmp_path, RIGHT.replace(old, new)) == [fault]


def test_a_file_larger_than_any_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    assert refused(tmp_path, b"a" * (limits.TEXT_BYTES + 1)) == [
        f"s.yaml:1: 文件: 文件太大；至多 {limits.TEXT_BYTES // 1_000_000} MB，请分成几个文件"
    ]


def test_what_cannot_be_opened_is_told_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").mkdir()
    with pytest.raises(PolicyError, match=r"读不出这个文件（.+）；请检查文件名和权限"):
        read(tmp_path, "s.yaml", Sample)


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="没有这个文件"):
        read(tmp_path, "none.yaml", Sample)


@pytest.mark.parametrize("written", ["0x1f", "0o17", "1_000", "1e400", ".inf", ".nan", "1.55", "9999999999"])
def test_a_number_written_as_no_office_writes_it_is_a_fault(tmp_path: Path, written: str) -> None:
    (fault,) = refused(tmp_path, RIGHT.replace("size: 1.5", f"size: {written}"))
    assert fault.startswith("s.yaml:3: size: ")
