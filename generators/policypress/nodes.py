"""YAML text → a tree of nodes that know their lines, within fixed bounds.

ruamel.yaml parses; this module builds the tree itself, one event at a time, so that anchors,
aliases and tags are refused, and size and depth are bounded, before anything has grown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ruamel.yaml import YAML
from ruamel.yaml import events as ev
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.reader import ReaderError
from ruamel.yaml.resolver import VersionedResolver

from policypress import limits
from policypress.faults import Fault, PolicyError
from policypress.texts import CONTROL


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value: its text, and what YAML 1.2 takes it for (str, int, float, bool, timestamp, null)."""

    line: int
    """Line on which the text begins: of a block (``|``, ``>``) the one below the mark."""
    text: str
    tag: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    line: int
    items: list[Node]


@dataclass(frozen=True, slots=True)
class Entries:
    """Keys and their values, in order; a key may stand twice."""

    line: int
    pairs: list[tuple[Scalar, Node]]


Node = Scalar | Items | Entries

BLOCKS = frozenset("|>")
"""Styles of a text that stands below its mark."""
CORE = frozenset({"str", "int", "float", "bool", "timestamp", "null"})
RESOLVER = VersionedResolver(loader=YAML(typ="safe", pure=True))
INDENTED_BY_TAB = re.compile(r"[^\S\n]*\t")
INDENTED_WIDE = re.compile(r"[^\S\n]*[^\S\n\t ]")
KEY = re.compile(r":\s")
UNSEEN_FAULT = "含有不可见的控制字符；请删除"
TAB_FAULT = "行首用了制表符（Tab）；缩进请用空格"
WIDE_FAULT = "行首用了全角空格或别的不是半角的空格；缩进请用半角空格"
ANCHOR_FAULT = "用了 YAML 的锚点或别名（& 或 *）；请把内容直接写出，文字以 & 或 * 开头时请加引号"
SYNTAX_FAULT = "YAML 写法有误；请检查这一行和上一行的缩进、冒号后的空格和引号是否成对"
OPENED = {
    r"unexpected (end of stream|document sep)": "从这一行起的引号没有成对；请在文字末尾补上同样的引号",
    r"parsing a flow sequence": "从这一行起的方括号没有成对，或各项之间缺英文逗号；请补上",
    r"parsing a flow mapping": "从这一行起的花括号没有成对，或各项之间缺英文逗号；请补上",
    r"could not find expected ':'": "这一行没有写成“名称: 值”；请用英文冒号，后面留一个空格，接着上面写的文字请缩进",
}
"""What ruamel.yaml says of what is wrong from where it began, and what a person is told."""
NOTICED = {
    r"parsing a flow node": "方括号、花括号没有成对，或里面少写了一项；请补上，多出的逗号请删去",
    r"the node content, but found '(\]|\}|,)'": "值不能以 ]、} 或英文逗号开头；请删去，是文字的请加引号",
    r"character '\\t' that cannot start": "用了制表符（Tab）；请改用空格",
    r"character '[@`%]' that cannot start": "文字不能以 @、` 或 % 开头；请给这段文字加引号",
    r"an (alias|anchor)": ANCHOR_FAULT,
    r"a tag|tag handle|URI": "用了 YAML 标签（!）；请删去，文字以 ! 开头时请加引号",
    r"double-quoted scalar": "双引号里的反斜杠（\\）后面写得不对；请写成两个反斜杠，或改用单引号",
    r"more indented follow up": "空行比下面的第一行字缩进得深；请删去空行里的空格",
    r"a block scalar": "| 或 > 后面还有字；请把文字写在下一行并缩进，文字以 | 或 > 开头时请加引号",
    r"sequence entries": "“- ”不在行首；请另起一行写，文字以“- ”开头时请加引号",
    r"mapping keys": "“? ”用得不对；文字以“? ”开头时请加引号",
    r"mapping values.* again": "一行里有两处“: ”；文字里有“: ”时请给文字加引号，是下一层的请另起一行并缩进",
    r"mapping values": "与上一行接不上；请看上一行的冒号是不是英文冒号、后面有没有空格，这一行是否与同级的各项左对齐",
    r"<block end>, but found '<scalar>'": "引号没有成对，或引号、括号后面还有字；"
    "请把整段文字放进一对引号，里面的引号改用另一种，接着上面写的文字请对齐",
    r"<block end>, but found '[]},]'": "多了一个括号或逗号；请删去，是文字的请给整段文字加引号",
    r"<block end>|document start.*<(block|scalar)": "缩进与上面各项都对不上；请与同级的各项左对齐",
    r"directive|incompatible YAML|document end": "用了 YAML 的 % 指令或文件结束符（...）；请删去，文字以 % 开头时请加引号",
}
"""The same of what is wrong where it was noticed; the first that fits holds."""


def parse(file: str, text: str) -> Node:
    """Return the tree of the YAML document *text*; raise PolicyError with *file* and line."""
    if len(text) > limits.YAML_CHARACTERS:
        raise _refuse(file, 1, f"文件有 {len(text)} 字；至多 {limits.YAML_CHARACTERS} 字")
    try:
        return _Builder(file, _events(file, text)).document()
    except MarkedYAMLError as error:
        raise _refuse(file, *_syntax(text, error)) from error
    except ReaderError as error:
        raise _refuse(file, text[: error.position].count("\n") + 1, UNSEEN_FAULT) from error


def _events(file: str, text: str) -> Iterator[ev.Event]:
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            line = _line(event)
            if isinstance(event, ev.AliasEvent) or getattr(event, "anchor", None):
                raise _refuse(file, line, ANCHOR_FAULT)
            if tag := getattr(event, "tag", None):
                written = str(tag).replace("tag:yaml.org,2002:", "!!")
                raise _refuse(file, line, f"用了 YAML 标签（{written}）；请删去，文字以 ! 开头时请加引号")
            yield event
    except (OverflowError, ValueError) as error:
        # ruamel.yaml bounds neither the number of a character (\U) nor of a version (%YAML); the first event,
        # that the text begins, is never at fault.
        raise _refuse(file, line, "从这一行起有大得不成字符的 \\U 编号或版本号；请直接写出文字") from error


class _Builder:
    """Builds nodes from events, counting them."""

    def __init__(self, file: str, events: Iterator[ev.Event]) -> None:
        self.file = file
        self.events = events
        self.nodes = 0

    def document(self) -> Node:
        for event in self.events:
            if isinstance(event, ev.DocumentStartEvent):
                root = self.node(next(self.events), 1)
                if isinstance(root, Scalar) and root.tag == "null":
                    break
                for later in self.events:
                    if isinstance(later, ev.DocumentStartEvent):
                        raise _refuse(self.file, _line(later), "文件里有第二份内容（---）；请只留一份")
                return root
        raise _refuse(self.file, 1, "文件是空的；请填写内容")

    def node(self, event: ev.Event, depth: int) -> Node:
        self.nodes += 1
        if depth > limits.YAML_DEPTH:
            raise _refuse(self.file, _line(event), f"层次太深；至多 {limits.YAML_DEPTH} 层")
        if self.nodes > limits.YAML_NODES:
            raise _refuse(
                self.file, _line(event), f"内容太多；一个文件至多 {limits.YAML_NODES} 项，请分成几个文件"
            )
        if isinstance(event, ev.ScalarEvent):
            begins = _line(event) + (event.style in BLOCKS)
            if CONTROL.search(event.value):
                raise _refuse(self.file, begins, UNSEEN_FAULT)
            return Scalar(begins, event.value, _tag(event.value, event.implicit))
        if isinstance(event, ev.SequenceStartEvent):
            return self.items(event, depth)
        return self.entries(event, depth)

    def items(self, start: ev.Event, depth: int) -> Items:
        items = []
        while not isinstance(event := next(self.events), ev.SequenceEndEvent):
            items.append(self.node(event, depth + 1))
        return Items(_line(start), items)

    def entries(self, start: ev.Event, depth: int) -> Entries:
        pairs = []
        while not isinstance(event := next(self.events), ev.MappingEndEvent):
            key = self.node(event, depth + 1)
            if not isinstance(key, Scalar):
                raise _refuse(self.file, key.line, "名称不能是列表或若干项；请写成“名称: 值”")
            value = self.node(next(self.events), depth + 1)
            if value == Scalar(value.line, "", "null"):  # ruamel.yaml says that it stands before what follows
                value = Scalar(key.line, "", "null")
            pairs.append((key, value))
        return Entries(_line(start), pairs)


def _tag(text: str, implicit: tuple[bool, bool]) -> str:
    """Return what YAML 1.2 takes a scalar for: a plain one by its look, a quoted one as text."""
    tag = str(RESOLVER.resolve(ScalarNode, text, implicit)).rpartition(":")[2]
    return tag if tag in CORE else "str"


def _line(event: ev.Event) -> int:
    return int(event.start_mark.line) + 1


def _refuse(file: str, line: int, message: str) -> PolicyError:
    return PolicyError([Fault(file=file, line=line, place="文件", message=message)])


def _syntax(text: str, error: MarkedYAMLError) -> tuple[int, str]:
    """Return the line of a syntax error that ruamel.yaml words in English, and what a person can do about it."""
    # ruamel.yaml says of a few what is wrong where it says of the others in the course of what.
    noticed = error.problem_mark or error.context_mark
    begins = text.rfind("\n", 0, noticed.index) + 1
    if INDENTED_BY_TAB.match(text, begins):
        return noticed.line + 1, TAB_FAULT
    before = text.rfind("\n", 0, max(begins - 1, 0)) + 1
    for start, line in ((before, noticed.line), (begins, noticed.line + 1)):
        if INDENTED_WIDE.match(text, start):
            return max(line, 1), WIDE_FAULT
    read = text[begins : noticed.index + 1]
    again = " again" if read.endswith(":") and KEY.search(read[:-1]) else ""
    said = f"{error.context}: {error.problem}{again}"
    for table, mark in ((OPENED, error.context_mark), (NOTICED, noticed)):
        for pattern, words in table.items():
            if re.search(pattern, said):
                return min(mark.line, text.rstrip().count("\n")) + 1, words
    return noticed.line + 1, SYNTAX_FAULT
