"""One YAML file → one frozen value, or all of its faults with their lines.

The YAML is YAML 1.2 as ruamel.yaml reads it, less what an office never needs and what can be used
to harm: anchors, aliases and tags. Types are exact: ``4.7`` is no integer, ``2023`` is no text.
"""

from __future__ import annotations

import dataclasses
import enum
import functools
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from policypress import limits
from policypress.faults import Fault, PolicyError
from policypress.file_text import text_of
from policypress.located import Located
from policypress.nodes import Entries, Items, Node, Scalar, parse
from policypress.plain_values import NAMES, PARSED, TAG_NAMES, TAGS, FarDayError
from policypress.spelling import near

T = TypeVar("T")
Parse = Callable[[str, str], Node]
"""What gives the tree of a file's text, or raises PolicyError."""


def read(root: Path, file: str, type_: type[T], parsed: Parse = parse) -> Located[T]:
    """Return what *file* under *root* holds as *type_*; raise PolicyError with every fault in it.

    *parsed* gives the tree of its text.
    """
    wanted: Any = type_
    return _value_of(file, text_of(root, file), wanted, parsed)


@functools.lru_cache(maxsize=512)
def _value_of(file: str, text: str, type_: Any, parsed: Parse) -> Located[Any]:
    """Return the value of *text*; one already read is not read again while the program runs, as ``serve`` does."""
    node = parsed(file, text)
    reader = _Reader(file)
    value = reader.value(node, type_, "")
    if reader.faults:
        raise PolicyError(reader.faults)
    return Located(file=file, value=value, lines=reader.lines, texts=reader.texts)


class _Reader:
    """Turns nodes into values of the wanted types, keeping every fault."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []
        self.lines: dict[str, int] = {}
        self.texts: dict[str, int] = {}

    def report(self, node: Node, place: str, message: str) -> None:
        self.faults.append(Fault(file=self.file, line=node.line, place=place or "文件", message=message))

    def value(self, node: Node, type_: Any, place: str) -> Any:
        """Return *node* as *type_*, or None after reporting why it is not one."""
        if self.lines.setdefault(place, node.line) != node.line and isinstance(node, Scalar):
            self.texts[place] = node.line
        options = _options(type_)
        if len(options) > 1:
            return self.one_of(node, options, place)
        type_ = options[0]
        origin, args = typing.get_origin(type_), typing.get_args(type_)
        if origin is tuple:
            return self.items(node, args[0], place)
        if origin is dict:
            return self.table(node, args[1], place)
        if _is_record(type_):
            return self.record(node, type_, place)
        return self.plain(node, type_, place)

    def plain(self, node: Node, type_: Any, place: str) -> Any:
        """Return *node* as a value without parts: one of a closed set, or of a scalar type."""
        choices = _choices(type_)
        return self.choice(node, choices, place) if choices else self.scalar(node, type_, place)

    def one_of(self, node: Node, options: tuple[Any, ...], place: str) -> Any:
        """Return *node* as the one of *options* that its shape asks for."""
        if isinstance(node, Scalar) and node.tag == "null" and types.NoneType in options:
            return None
        options = tuple(option for option in options if option is not types.NoneType)
        tagged = {kind: option for option in options for kind in _kinds(option)}
        if tagged:
            return self.by_kind(node, tagged, place)
        fitting = [option for option in options if _fits(node, option)]
        if not fitting and len(options) > 1:
            wanted = "、".join(_name(option) for option in options)
            return self.report(node, place, f"得到{_found(node)}；应为以下之一：{wanted}")
        return self.value(node, (fitting or options)[0], place)

    def by_kind(self, node: Node, tagged: Mapping[str, Any], place: str) -> Any:
        """Return *node* as the record that its ``kind`` names."""
        kind = (
            next((v for k, v in node.pairs if k.text == "kind"), None) if isinstance(node, Entries) else None
        )
        if kind is None:
            return self.report(node, place, f"缺少“kind”；应为：{'、'.join(tagged)}")
        if not isinstance(kind, Scalar) or kind.text not in tagged:
            return self.report(kind, f"{place}.kind", f"得到{_found(kind)}；应为：{'、'.join(tagged)}")
        return self.record(node, tagged[kind.text], place)

    def items(self, node: Node, type_: Any, place: str) -> Any:
        if not isinstance(node, Items):
            return self.report(node, place, f"得到{_found(node)}；应为列表，每项前加“- ”")
        return tuple(self.value(item, type_, f"{place}[{i}]") for i, item in enumerate(node.items, 1))

    def table(self, node: Node, type_: Any, place: str) -> Any:
        if not isinstance(node, Entries):
            return self.report(node, place, f"得到{_found(node)}；应为“名称: 值”的若干行")
        values = {}
        for key, item in self.unique(node, place):
            self.lines[_join(place, key.text)] = key.line
            values[key.text] = self.value(item, type_, _join(place, key.text))
        return values

    def unique(self, node: Entries, place: str) -> list[tuple[Scalar, Node]]:
        """Return the entries of *node*, reporting keys that stand twice."""
        seen: dict[str, Scalar] = {}
        for key, _ in node.pairs:
            if key.text in seen:
                first = seen[key.text].line
                self.report(
                    key, _join(place, key.text), f"“{key.text}”写了两次，第一次在第 {first} 行；请只留一个"
                )
            seen.setdefault(key.text, key)
        return [(key, item) for key, item in node.pairs if seen[key.text] is key]

    def record(self, node: Node, type_: type, place: str) -> Any:
        fields = {field.name: field for field in dataclasses.fields(type_)}
        if not isinstance(node, Entries):
            return self.report(
                node, place, f"得到{_found(node)}；应为“名称: 值”的若干行，名称有：{'、'.join(fields)}"
            )
        hints, before, values = _hints(type_), len(self.faults), {}
        for key, item in self.unique(node, place):
            self.lines[_join(place, key.text)] = key.line
            if key.text in fields:
                values[key.text] = self.value(item, hints[key.text], _join(place, key.text))
            else:
                close = near(key.text, fields)
                hint = f"是否想写“{close}”？" if close else f"这里可写：{'、'.join(fields)}"
                self.report(key, _join(place, key.text), f"没有“{key.text}”这一项；{hint}")
        for name, field in fields.items():
            if name not in values and field.default is dataclasses.MISSING:
                self.report(node, _join(place, name), f"缺少“{name}”；请补上（{_name(hints[name])}）")
        return type_(**values) if len(self.faults) == before else None

    def choice(self, node: Node, choices: Mapping[str, Any], place: str) -> Any:
        if isinstance(node, Scalar) and node.text in choices:
            return choices[node.text]
        return self.report(node, place, f"得到{_found(node)}；应为以下之一：{'、'.join(choices)}")

    def scalar(self, node: Node, type_: Any, place: str) -> Any:
        if not isinstance(node, Scalar) or not _fits(node, type_):
            quoted = (
                "；文字请加引号" if type_ is str and isinstance(node, Scalar) and node.tag != "null" else ""
            )
            return self.report(node, place, f"得到{_found(node)}；应为{_name(type_)}{quoted}")
        try:
            return PARSED[type_](node.text)
        except FarDayError:
            first, last = limits.YEARS[0], limits.YEARS[-1]
            right = f"年份应在 {first} 至 {last} 之间，没有期限的请写文字，如 长期有效"
            return self.report(node, place, f"“{node.text}”太远；{right}")
        except ValueError:
            wrong = "没有这一天" if type_ is date else "不能这样写"
            return self.report(node, place, f"“{node.text}”{wrong}；应为{_name(type_)}")


@functools.cache
def _hints(type_: type) -> Mapping[str, Any]:
    """Return the types of the fields of *type_*; they are worked out from text, which takes its time."""
    return typing.get_type_hints(type_)


def _options(type_: Any) -> tuple[Any, ...]:
    return typing.get_args(type_) if isinstance(type_, types.UnionType) else (type_,)


def _choices(type_: Any) -> Mapping[str, Any]:
    """Return the texts that stand for the values of a Literal or an Enum; of any other type, none."""
    if typing.get_origin(type_) is typing.Literal:
        return {text: text for text in typing.get_args(type_)}
    if isinstance(type_, enum.EnumType):
        members: Mapping[str, enum.Enum] = type_.__members__
        return {member.value: member for member in members.values()}
    return {}


def _kinds(type_: Any) -> tuple[str, ...]:
    """Return the values of a dataclass's ``kind`` field, where it is a Literal."""
    return tuple(_choices(_hints(type_).get("kind"))) if _is_record(type_) else ()


def _is_record(type_: Any) -> bool:
    return dataclasses.is_dataclass(type_)


def _fits(node: Node, type_: Any) -> bool:
    """Return whether the shape of *node* is that of *type_*."""
    if isinstance(node, Items):
        return typing.get_origin(type_) is tuple
    if isinstance(node, Entries):
        return _is_record(type_) or typing.get_origin(type_) is dict
    return node.tag in TAGS.get(type_, ())


def _join(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key


def _name(type_: Any) -> str:
    options = [option for option in _options(type_) if option is not types.NoneType]
    if len(options) > 1:
        return "、".join(dict.fromkeys(map(_name, options)))
    (option,) = options
    if choices := _choices(option):
        return f"以下之一：{'、'.join(choices)}"
    return NAMES.get(option) or ("列表" if typing.get_origin(option) is tuple else "若干项")


def _found(node: Node) -> str:
    if isinstance(node, Scalar):
        return TAG_NAMES[node.tag] + (f"“{node.text}”" if node.tag != "null" else "")
    return "列表" if isinstance(node, Items) else "若干项"
