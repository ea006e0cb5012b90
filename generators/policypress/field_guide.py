"""The field guide: what may stand in each kind of file, told to its editor as Markdown."""

from __future__ import annotations

import dataclasses
import enum
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from policypress.field_docs import descriptions
from policypress.file_kinds import KINDS, FileKind
from policypress.plain_values import NAMES

HEAD = """\
# 字段说明

每种 YAML 文件里可以写哪些项、写什么。由 `policypress schema` 生成，请不要手工修改。

“必写”一栏空着的可以不写。没有列出的名称不能写，`policypress check` 会指出。带 `null` 的，没有就写 `null`。
"""
TABLE = "| 名称 | 必写 | 写什么 | 说明 |\n|---|---|---|---|\n"


def field_guide() -> str:
    """Return the guide to every kind of file; what several kinds hold alike is told once."""
    told: set[type] = set()
    return HEAD + "".join(part for kind in KINDS for part in _kind(kind, told))


def _kind(kind: FileKind, told: set[type]) -> Iterator[str]:
    places = "、".join(f"`{place}`" for place in kind.places)
    yield f"\n## {kind.title}\n\n文件：{places}。{kind.about}\n"
    if not dataclasses.is_dataclass(kind.type_):
        yield f"\n整个文件是{_words(kind.type_)}。\n"
    for path, record in _records(kind.type_, ()):
        if record not in told:
            told.add(record)
            yield from _section(path, record)


def _records(type_: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], type]]:
    """Yield every dataclass within *type_*, with the names that lead to it."""
    if dataclasses.is_dataclass(type_):
        record = typing.cast("type", type_)
        yield path, record
        for name, hint in typing.get_type_hints(record).items():
            yield from _records(hint, (*path, name))
    for part in typing.get_args(type_):
        yield from _records(part, path)


def _section(path: tuple[str, ...], record: type) -> Iterator[str]:
    heading = " > ".join(f"`{name}`" for name in path)
    kinds = typing.get_args(typing.get_type_hints(record).get("kind"))
    named = f"（`kind: {'`、`'.join(kinds)}`）" if kinds else ""
    yield f'\n<a id="{_anchor(record)}"></a>\n' + (f"\n### {heading}{named}\n" if path else "")
    yield f"\n{TABLE}"
    hints, said = typing.get_type_hints(record), descriptions(record)
    for field in dataclasses.fields(record):
        must = "是" if field.default is dataclasses.MISSING else ""
        yield f"| `{field.name}` | {must} | {_words(hints[field.name])} | {_cell(said[field.name])} |\n"


def _words(type_: Any) -> str:
    """Return what is written for *type_*, in words."""
    if type_ in PLAIN:
        return PLAIN[type_]
    if composed := COMPOSED.get(typing.get_origin(type_)):
        return composed(*typing.get_args(type_))
    return _choice(type_) if issubclass(type_, enum.Enum) else f"[{_title(type_)}](#{_anchor(type_)})"


PLAIN: Mapping[Any, str] = {**NAMES, types.NoneType: " `null`"}
COMPOSED: Mapping[Any, Callable[..., str]] = {
    types.UnionType: lambda *options: "，或".join(dict.fromkeys(map(_words, options))),
    typing.Literal: lambda *values: "、".join(f"`{value}`" for value in values),
    tuple: lambda item, _: f"列表，每项是{_words(item)}",
    dict: lambda _, value: f"若干行“名称: 值”，值是{_words(value)}",
}
"""What a type made of others is made of → how it is written, given the others."""


def _choice(type_: type[enum.Enum]) -> str:
    said = descriptions(type_)
    about = {member.value: f"（{said[member.name].rstrip('。')}）" if said else "" for member in type_}
    return "、".join(f"`{value}`{text}" for value, text in about.items())


def _title(record: type) -> str:
    kinds = typing.get_args(typing.get_type_hints(record).get("kind"))
    return "、".join(kinds) if kinds else "下列各项"


def _anchor(record: type) -> str:
    return record.__name__.lower()


def _cell(text: str) -> str:
    return text.replace("|", r"\|")
