"""YAML text → nodes with lines, within bounds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policypress import limits
from policypress.faults import Fault, PolicyError
from policypress.nodes import Entries, Items, Scalar, parse

ANCHOR = "用了 YAML 的锚点或别名（& 或 *）；请把内容直接写出，文字以 & 或 * 开头时请加引号"
EMPTY = "文件是空的；请填写内容或删除文件"
TAB = "行首用了制表符（Tab）；缩进请用空格"
TOO_DEEP = "层次太深；至多 30 层"
TOO_LARGE = "从这一行起有大得不成字符的 \\U 编号或版本号；请直接写出文字"
UNSEEN = "含有不可见的控制字符；请删除"


def syntax(problem: str) -> str:
    return f"YAML 写法有误（{problem}）；请检查这一行和上一行的缩进、冒号后的空格和引号是否成对"


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
        ("a: 1\nb: &x [1]\nc: *x\n", 2, ANCHOR),
        ("a: 1\nb: *x\n", 2, ANCHOR),
        (
            "a: 1\nb: !!python/object:os.system x\n",
            2,
            "用了 YAML 标签（!!python/object:os.system）；请删去，文字以 ! 开头时请加引号",
        ),
        ("a: !!str 1\n", 1, "用了 YAML 标签（!!str）；请删去，文字以 ! 开头时请加引号"),
        ("a:\n\t- b\n", 2, TAB),
        ("a: |-\n \n    b\n", 3, syntax("more indented follow up line than first in a block scalar")),
        ("a:\n  \tb: 1", 2, TAB),
        ("a: |\n \tx\nb: c: d\n", 3, syntax("mapping values are not allowed here")),
        ("a: b:\tc\n", 1, syntax("mapping values are not allowed here")),
        ("a: [1\n", 2, syntax("expected ',' or ']', but got '<stream end>'")),
        ("a: b: c\n", 1, syntax("mapping values are not allowed here")),
        ('a: \u2028"b\n', 2, syntax("found unexpected end of stream")),
        ("", 1, EMPTY),
        ("# only a comment\n", 1, EMPTY),
        ("---\n", 1, EMPTY),
        ("null\n", 1, EMPTY),
        ("a: 1\n---\nb: 2\n", 2, "文件里有第二份内容（---）；请只留一份"),
        ("a: 甲\u3000乙\nb:\tx\x07y\n", 2, UNSEEN),
        ('a: 1\nb: "x\\x07y"\n', 2, UNSEEN),
        ('a: 1\nb: "\\ud83d"\n', 2, UNSEEN),
        ('a: 1\nb:\n  - "\\UFFFFFFFF"\n', 3, TOO_LARGE),
        ('a: 1\nb:\n  - "\\U00110000"\n', 3, TOO_LARGE),
        (f"%YAML 1.{'1' * 5_000}\n---\na: 1\n", 1, TOO_LARGE),
        ("a: 1\n? [a]\n: b\n", 2, "名称不能是列表或若干项；请写成“名称: 值”"),
        ("a: " + "[" * 50 + "]" * 50, 1, TOO_DEEP),
        ("{" * 50 + "}" * 50, 1, TOO_DEEP),
        ("- x\n" * 10_000, 10_000, "内容太多；一个文件至多 10000 项，请分成几个文件"),
        ("x" * 1_000_001, 1, "文件有 1000001 字；至多 1000000 字"),
    ],
)
def test_what_an_office_never_needs_is_refused_with_its_line(text: str, line: int, words: str) -> None:
    assert refused(text) == (line, words)


def test_a_text_may_be_as_long_as_the_bound() -> None:
    text = "a" * (limits.YAML_CHARACTERS - 2)
    assert parse("f.yaml", f"'{text}'") == Scalar(1, text, "str")


@pytest.mark.parametrize(("opens", "closes"), [("[", "]"), ("{a: ", "}")])
def test_lists_and_entries_may_be_as_deep_as_the_bound(opens: str, closes: str) -> None:
    levels = limits.YAML_DEPTH - 1
    assert isinstance(parse("f.yaml", opens * levels + "x" + closes * levels), Items | Entries)
    assert refused(opens * (levels + 1) + "x" + closes * (levels + 1)) == (1, TOO_DEEP)


def test_what_yaml_gives_a_meaning_of_its_own_is_text() -> None:
    assert parse("f.yaml", "- <<\n- =\n") == Items(1, [Scalar(1, "<<", "str"), Scalar(2, "=", "str")])


def test_what_is_left_empty_stands_where_its_name_does() -> None:
    assert parse("f.yaml", "a:\n\nb: ''\nc:\n") == Entries(
        1,
        [
            (Scalar(1, "a", "str"), Scalar(1, "", "null")),
            (Scalar(3, "b", "str"), Scalar(3, "", "str")),
            (Scalar(4, "c", "str"), Scalar(4, "", "null")),
        ],
    )


def test_a_folded_text_is_its_words_alone_and_begins_below_its_mark() -> None:
    assert parse("f.yaml", "- >-\n  a\n  b\n- |\n  c\n- 'd\n  e'\n") == Items(
        1, [Scalar(2, "a b", "str"), Scalar(5, "c\n", "str"), Scalar(6, "d e", "str")]
    )


@given(st.text(max_size=200))
def test_any_text_is_a_tree_or_a_fault(text: str) -> None:
    faults: tuple[Fault, ...] = ()
    try:
        parse("f.yaml", text)
    except PolicyError as error:
        faults = error.faults
    assert {fault.place for fault in faults} <= {"文件"}
