"""YAML text → nodes with lines, within bounds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policypress import limits
from policypress.faults import Fault, PolicyError
from policypress.nodes import Entries, Items, Scalar, parse


def refused(text: str) -> tuple[int, str]:
    with pytest.raises(PolicyError) as caught:
        parse("f.yaml", text)
    (fault,) = caught.value.faults
    assert (fault.file, fault.place) == ("f.yaml", "文件")
    return fault.line, fault.message


def test_every_node_knows_its_line_and_what_yaml_1_2_takes_it_for() -> None:
    assert parse("f.yaml", "a: 1\nb:\n  - no\n  - 2023-11-31\n  - '5'\n") == Entries(
        1,
        [
            (Scalar(1, "a", "str"), Scalar(1, "1", "int")),
            (
                Scalar(2, "b", "str"),
                Items(
                    3,
                    [
                        Scalar(3, "no", "str"),
                        Scalar(4, "2023-11-31", "timestamp"),
                        Scalar(5, "5", "str"),
                    ],
                ),
            ),
        ],
    )


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb: &x [1]\nc: *x\n", 2, "锚点"),
        ("a: 1\nb: !!python/object:os.system x\n", 2, "标签"),
        ("a: !!str 1\n", 1, "标签"),
        ("a:\n\t- b\n", 2, "制表符"),
        ("a: [1\n", 2, "写法有误"),
        ("a: b: c\n", 1, "写法有误"),
        ("", 1, "空的"),
        ("# only a comment\n", 1, "空的"),
        ("~\n", 1, "空的"),
        ("a: 1\n---\nb: 2\n", 2, "第二份"),
        ("a: 1\nb: x\x07y\n", 2, "控制字符"),
        ("? [a]\n: b\n", 1, "名称"),
        ("a: " + "[" * 500 + "]" * 500, 1, "层次太深"),
        ("- x\n" * 20_000, 10_000, "内容太多"),
        ("a: " + "x" * limits.YAML_CHARACTERS, 1, "文件有"),
    ],
)
def test_what_an_office_never_needs_is_refused_with_its_line(text: str, line: int, words: str) -> None:
    where, message = refused(text)
    assert where == line
    assert words in message


@given(st.text(max_size=200))
def test_any_text_is_a_tree_or_a_fault(text: str) -> None:
    faults: tuple[Fault, ...] = ()
    try:
        parse("f.yaml", text)
    except PolicyError as error:
        faults = error.faults
    assert {fault.place for fault in faults} <= {"文件"}
