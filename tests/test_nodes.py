"""YAML text → nodes with lines, within bounds."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policypress import limits
from policypress.faults import Fault, PolicyError
from policypress.nodes import Entries, Items, Scalar, parse

ANCHOR = "用了 YAML 的锚点或别名（& 或 *）；请把内容直接写出，文字以 & 或 * 开头时请加引号"
EMPTY = "文件是空的；请填写内容"
TAB = "行首用了制表符（Tab）；缩进请用空格"
WIDE = "行首用了全角空格或别的不是半角的空格；缩进请用半角空格"
BRACKETS = "从这一行起的方括号没有成对，或各项之间缺英文逗号；请补上"
BRACES = "从这一行起的花括号没有成对，或各项之间缺英文逗号；请补上"
QUOTE = "从这一行起的引号没有成对；请在文字末尾补上同样的引号"
NO_COLON = "这一行没有写成“名称: 值”；请用英文冒号，后面留一个空格，接着上面写的文字请缩进"
GAP = "方括号、花括号没有成对，或里面少写了一项；请补上，多出的逗号请删去"
STRAY_START = "值不能以 ]、} 或英文逗号开头；请删去，是文字的请加引号"
STRAY = "多了一个括号或逗号；请删去，是文字的请给整段文字加引号"
TABS = "用了制表符（Tab）；请改用空格"
SPECIAL = "文字不能以 @、` 或 % 开头；请给这段文字加引号"
TAGGED = "用了 YAML 标签（!）；请删去，文字以 ! 开头时请加引号"
ESCAPE = "双引号里的反斜杠（\\）后面写得不对；请写成两个反斜杠，或改用单引号"
BLANK = "空行比下面的第一行字缩进得深；请删去空行里的空格"
BLOCK = "| 或 > 后面还有字；请把文字写在下一行并缩进，文字以 | 或 > 开头时请加引号"
DASH = "“- ”不在行首；请另起一行写，文字以“- ”开头时请加引号"
ASKED = "“? ”用得不对；文字以“? ”开头时请加引号"
COLONS = "一行里有两处“: ”；文字里有“: ”时请给文字加引号，是下一层的请另起一行并缩进"
PARTED = "与上一行接不上；请看上一行的冒号是不是英文冒号、后面有没有空格，这一行是否与同级的各项左对齐"
QUOTES = "引号没有成对，或引号、括号后面还有字；请把整段文字放进一对引号，里面的引号改用另一种，接着上面写的文字请对齐"
INDENT = "缩进与上面各项都对不上；请与同级的各项左对齐"
DIRECTIVE = "用了 YAML 的 % 指令或文件结束符（...）；请删去，文字以 % 开头时请加引号"
TOO_DEEP = "层次太深；至多 30 层"
TOO_LARGE = "从这一行起有大得不成字符的 \\U 编号或版本号；请直接写出文字"
UNSEEN = "含有不可见的控制字符；请删除"


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
        ("a:\n  \tb: 1", 2, TAB),
        ("a:\n  b: 1\n　　c: 2\n  d: 3\n", 3, WIDE),
        ("a:\n  b: 1\n\u00a0 c: 2\n  d: 3\n", 3, WIDE),
        ("a:\n  b: [1\n　c: 2\n", 3, WIDE),
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
        ("x" * 500_001, 1, "文件有 500001 字；至多 500000 字"),
    ],
)
def test_what_an_office_never_needs_is_refused_with_its_line(text: str, line: int, words: str) -> None:
    assert refused(text) == (line, words)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: [1\n", 1, BRACKETS),
        ("a: [b, c\nd: 1\n", 1, BRACKETS),
        ("a: {b: c\nd: 1\n", 1, BRACES),
        ("a: [\n", 1, GAP),
        ("a: 1\nb: [c,,d]\n", 2, GAP),
        ("a: ]\n", 1, STRAY_START),
        ("a: ,b\n", 1, STRAY_START),
        ("a: [b]]\n", 1, STRAY),
        ('a: \u2028"b\n', 1, QUOTE),
        ("a: 'b\nc: 1\n", 1, QUOTE),
        ("a: 'b\n---\nc: 1\n", 1, QUOTE),
        ('a: "b "c" d"\n', 1, QUOTES),
        ("a: '第'一'条'\n", 1, QUOTES),
        ("a: >\n  b\n c\n", 3, QUOTES),
        ("a: [b] c\n", 1, QUOTES),
        ("a: 1\nb:2\nc: 3\n", 2, NO_COLON),
        ("a: >\n  b\nc\n", 3, NO_COLON),
        ("a:\n  b:\t1\n", 2, TABS),
        ("a: @b\n", 1, SPECIAL),
        ("a: `b\n", 1, SPECIAL),
        ("a: %b\n", 1, SPECIAL),
        ("a: * b\n", 1, ANCHOR),
        ("a: & b\n", 1, ANCHOR),
        ("a: !b!c d\n", 1, TAGGED),
        ("a: !<b\n", 1, TAGGED),
        ("a: !b%zz\n", 1, TAGGED),
        ('a: "b\\dc"\n', 1, ESCAPE),
        ('a: "b\\u12"\n', 1, ESCAPE),
        ("a: |-\n \n    b\n", 3, BLANK),
        ("a: |b\n", 1, BLOCK),
        ("a: > 30\n", 1, BLOCK),
        ("a: - b\n", 1, DASH),
        ("a: ? b\n", 1, ASKED),
        ("a: |\n \tx\nb: c: d\n", 3, COLONS),
        ("a: b:\tc\n", 1, COLONS),
        ("a: b: c\n", 1, COLONS),
        ("a：1\nb: 2\n", 2, PARTED),
        ("a:b\nc: 1\n", 2, PARTED),
        ("a: 1\n  b: 2\n", 2, PARTED),
        ("a:\n  b: 1\n c: 2\n", 3, INDENT),
        ("a:\n  - b\n - c\n", 3, INDENT),
        ("a:\n  - b\n  c: 1\n", 3, INDENT),
        ("a: 1\n- b\n", 2, INDENT),
        ("  a: 1\nb: 2\n", 2, INDENT),
        ("  - a\nb\n", 2, INDENT),
        ("%YAML 2.0\n---\na: 1\n", 1, DIRECTIVE),
        ("%YAML\n---\na: 1\n", 1, DIRECTIVE),
        ("a: 1\n... b\n", 2, DIRECTIVE),
    ],
)
def test_what_is_written_wrongly_is_told_with_what_would_be_right(text: str, line: int, words: str) -> None:
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


@given(st.text("甲: \n\t-?,[]{}'\"|>@`%&*!#\\.0", max_size=30))
def test_no_fault_is_told_in_english(text: str) -> None:
    with suppress(PolicyError):
        parse("f.yaml", text)
        return
    assert not re.search(r"[a-z]{3}", refused(text)[1])
