"""A file of one year → the same file for another, its text kept: comments, order and wording stay.

Only marked places change: days move by the difference in years, each fact gets ``carried``, the file's
document becomes the new notice. ruamel.yaml says where these places are; the rest is copied as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from policypress.dates import shifted

DROPPED = ("ended", "shown_from", "published")
"""Entries of a year's file that say something of that year alone."""


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """A stretch of text and what stands there instead."""

    start: int
    end: int
    new: str


def carried_facts(text: str, old: int, new: int, document: str) -> str:
    """Return a file of facts of the year *old* for the year *new*, whose notice is *document*."""
    root = _root(text)
    edits = [*_days(root, new - old), *_replaced(root, "document", document), *_dropped(root, text)]
    facts = dict(_entries(root)).get("facts")
    if isinstance(facts, MappingNode):
        edits += [_marked(entry, old) for _, entry in facts.value if isinstance(entry, MappingNode)]
    return HEAD.format(old=old, new=new) + HEADS.sub("", _edited(text, edits))


HEAD = """\
# {new} 年：从 {old} 年带过来，还没有核对。每一条都这样确认：
#   1. 把 quote 换成 {new} 年通知的原句；2. 把 value 改成这句话里的；3. 删去 carried 这一行。
#   {new} 年通知不再规定的，从 facts 里删去，在文件末尾的 ended: 下写明，写法见“任务清单.txt”。
#
"""


MODEL_HEAD = """\
# {new} 年：照范本开始，范本是别的省的规定，还没有换成本省的。每一条都这样确认：
#   1. 把 quote 换成本省通知的原句；2. 把 value 改成这句话里的；3. 删去 carried: {old} 这一行。
#   本省通知没有规定的，从 facts 里整条删去。
#
"""
HEADS = re.compile(
    "|".join(re.escape(head.format(old="0000", new="0000")) for head in (HEAD, MODEL_HEAD)).replace(
        "0000", r"\d{4}"
    )
)
"""What stands at the head of a year that was carried over, or started from the model."""


def carried_cases(text: str, old: int, new: int) -> str:
    """Return the worked examples of the year *old* for the year *new*: the same records so many years on.

    Words that name the year, or one that a record makes up for, name the later one.
    """
    root, years = _root(text), new - old
    made_up = [
        value for key, value in _everywhere(root) if key == "makeup_year" and str(value.tag).endswith(":int")
    ]
    edits = [
        Edit(year.start_mark.index, year.end_mark.index, str(int(year.value) + years)) for year in made_up
    ]
    named = "|".join({str(old), *(year.value for year in made_up)})
    words = _edited(text, [*_days(root, years), *edits])
    return re.sub(rf"(?<!\d)(?:{named})(?=\s*年)", lambda year: str(int(year.group()) + years), words)


def with_document(text: str, document: str) -> str:
    """Return a form's file with its ``document`` replaced."""
    return _edited(text, _replaced(_root(text), "document", document))


def _root(text: str) -> MappingNode:
    root = YAML(typ="safe", pure=True).compose(text)
    if not isinstance(root, MappingNode):
        raise TypeError(root)  # a file of a project without faults holds entries
    return root


def _edited(text: str, edits: Iterable[Edit]) -> str:
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.new + text[edit.end :]
    return text if text.endswith("\n") else text + "\n"


def _entries(node: MappingNode) -> Iterator[tuple[str, Node]]:
    return ((key.value, value) for key, value in node.value)


def _replaced(root: MappingNode, name: str, new: str) -> Iterator[Edit]:
    for key, value in _entries(root):
        if key == name:
            yield Edit(value.start_mark.index, value.end_mark.index, new)


def _marked(entry: MappingNode, year: int) -> Edit:
    """Return the edit that puts ``carried`` first in *entry*, on a line of its own where it has lines."""
    first = entry.value[0][0].start_mark
    between = ", " if entry.flow_style else "\n" + " " * first.column
    return Edit(first.index, first.index, f"carried: {year}{between}")


def _dropped(root: MappingNode, text: str) -> Iterator[Edit]:
    """Yield the edits that take the entries out which say something of the old year alone."""
    starts = [key.start_mark.index for key, _ in root.value]
    last = root.end_mark.index - bool(root.flow_style)
    for (key, _), start, next_ in zip(root.value, starts, [*starts[1:], last], strict=True):
        if key.value in DROPPED:
            yield Edit(start, start + len(FOLLOWING.sub("", text[start:next_])), "")


FOLLOWING = re.compile(r"(?m)(?:^(?:#.*|[ \t]*)(?:\n|\Z))+\Z")
"""Blank lines and comments at the margin, which belong to what stands after an entry."""


def _days(root: MappingNode, years: int) -> Iterator[Edit]:
    dropped = [value for key, value in _entries(root) if key in DROPPED]
    left_out = {id(leaf) for value in dropped for leaf in _leaves(value)}
    for leaf in _leaves(root):
        if str(leaf.tag).endswith(":timestamp") and id(leaf) not in left_out:
            day = shifted(date.fromisoformat(leaf.value), years)
            yield Edit(leaf.start_mark.index, leaf.end_mark.index, day.isoformat())


def _leaves(node: Node) -> Iterator[ScalarNode]:
    if isinstance(node, ScalarNode):
        yield node
    elif isinstance(node, SequenceNode):
        for item in node.value:
            yield from _leaves(item)
    elif isinstance(node, MappingNode):
        for _, value in node.value:
            yield from _leaves(value)


def _everywhere(node: Node) -> Iterator[tuple[str, ScalarNode]]:
    """Yield every key with its value, where that is a scalar, at any depth."""
    if isinstance(node, SequenceNode):
        for item in node.value:
            yield from _everywhere(item)
    elif isinstance(node, MappingNode):
        for key, value in node.value:
            if isinstance(value, ScalarNode):
                yield key.value, value
            else:
                yield from _everywhere(value)
