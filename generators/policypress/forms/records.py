"""Records to fill into a form, from .yaml, .json, .csv and .xlsx; one that cannot be used is told, not lost.

site/js/form-json.js and site/js/form-records.js do the same in the browser.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path

from policypress.faults import PolicyError, UsageError
from policypress.file_text import text_of
from policypress.forms.fields import ChoiceField, Field
from policypress.forms.json_records import json_values
from policypress.forms.model import Form
from policypress.forms.refusals import Refusal
from policypress.forms.repeating import columns, in_row, named
from policypress.forms.values import comparable, read_value
from policypress.nodes import Entries, Items, Node, Scalar, parse
from policypress.tables import EPOCH, Row, count_rows, open_table, opened, refuse_together

KINDS = (".yaml", ".yml", ".json", ".csv", ".xlsx")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record as it was given."""

    place: str
    """Where it stands in its file: ``第 3 行`` or ``第 2 条``."""
    values: Mapping[str, str]
    """Field id → text; a choice by option id, a date in ISO form; empty ones left out."""
    refusals: tuple[Refusal, ...] = ()
    """Why it cannot be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """The records of a file; all but those of a YAML file are read one at a time."""

    each: Iterator[Record]
    """In their order; at least one. UsageError: the file cannot be read to its end."""
    count: int | None
    """How many there are; None where that takes long to find out."""
    unread: str = ""
    """Which sheets of a workbook were not read, in words; empty where there is none."""


def read_records(path: Path, form: Form) -> Records:
    """Return the records in *path*, keyed by field id or printed label.

    Raise UsageError where the file cannot be read at all or holds no record.
    """
    kind = path.suffix.lower()
    if kind not in KINDS:
        raise UsageError(f"“{path}”不是 {'、'.join(KINDS)} 文件；请另存为其中一种")
    reader, unread = _Reader(form), list[str]()
    if kind in {".csv", ".xlsx"}:
        rows = count_rows(path)
        each, count = _from_table(path, reader, unread), None if rows is None else rows - 1
    elif kind == ".json":
        # Read once beforehand: what is no JSON is refused before anything is made of it.
        each, count = _from_list(_from_json(path), reader), sum(1 for _ in _from_json(path))
    else:
        given = list(_from_yaml(path))
        each, count = _from_list(given, reader), len(given)
    first = next(each, None)
    if first is None:
        raise UsageError(f"“{path}”里没有记录；表头下面应至少有一条")
    return Records(each=chain([first], each), count=count, unread="".join(unread))


_Pairs = Iterable[tuple[str, str] | Refusal]
"""Keys and texts of a record; in their place, why there is none."""


def _from_table(path: Path, reader: _Reader, unread: list[str]) -> Iterator[Record]:
    """Yield the records of a table; before the first, put into *unread* what of the file is not read."""
    with open_table(path) as table:
        unread.append(table.unread)
        head = next(table.rows)
        refuse_together(path, head, reader.is_heading)
        for row in table.rows:
            yield reader.record(f"第 {row.number} 行", _row_pairs(head, row), table.epoch)


def _row_pairs(head: Row, row: Row) -> Iterator[tuple[str, str] | Refusal]:
    """Yield headings and texts, then texts under no heading."""
    for at in sorted(range(len(row.cells)), key=lambda at: not head.cell(at).strip()):
        name, text = head.cell(at), row.cells[at]
        if not name.strip():
            name = f"第 {at + 1} 列"
        if at in row.faults:
            shown = f"写的“{text}”" if text else ""
            yield Refusal(field=name, message=f"“{name}”{shown}{row.faults[at]}")
        elif text.strip():
            yield name, text


def _from_list(given: Iterable[_Pairs], reader: _Reader) -> Iterator[Record]:
    for at, pairs in enumerate(given, 1):
        yield reader.record(f"第 {at} 条", pairs, EPOCH)


def _from_json(path: Path) -> Iterator[_Pairs]:
    with opened(path) as file:
        try:
            yield from map(_json_pairs, json_values(file))
        except ValueError as fault:
            raise UsageError(f"“{path}”{fault}") from None


def _json_pairs(record: object) -> Iterator[tuple[str, str] | Refusal]:
    """Yield keys and texts; a list holds the rows of a repeated row, whose keys get the row's number."""
    if not isinstance(record, tuple):
        yield Refusal(field="", message="不是一条记录；请写成“栏目: 内容”")
        return
    for key, value in record:
        if not isinstance(value, list):
            yield from _json_pair(key, value)
            continue
        for number, row in enumerate(value, 1):
            if isinstance(row, tuple):
                for name, text in row:
                    yield from _json_pair(f"{name}{number}", text)
            else:
                message = f"“{key}”的内容应为文字，或每行为“栏目: 内容”的列表"
                yield Refusal(field=key, message=message)


def _json_pair(key: str, value: object) -> Iterator[tuple[str, str] | Refusal]:
    """Yield *key* with the text *value*; nothing where that is null."""
    if isinstance(value, str):
        yield key, value
    elif value is not None:
        yield Refusal(field=key, message=f"“{key}”的内容应为文字；请加引号")


def _from_yaml(path: Path) -> Iterator[_Pairs]:
    try:
        node = parse(path.name, text_of(path.parent, path.name))
    except PolicyError as error:
        raise UsageError(str(error)) from None
    if isinstance(node, Scalar):
        raise UsageError(f"“{path}”第 {node.line} 行应为“栏目: 内容”；多条记录每条前加“- ”")
    yield from map(_yaml_pairs, node.items if isinstance(node, Items) else [node])


def _yaml_pairs(record: Node) -> Iterator[tuple[str, str] | Refusal]:
    """Yield keys and texts, as :func:`_json_pairs` does."""
    if not isinstance(record, Entries):
        message = f"第 {record.line} 行应为“栏目: 内容”；多条记录每条前加“- ”"
        yield Refusal(field="", message=message)
        return
    for key, item in record.pairs:
        if not isinstance(item, Items):
            yield from _yaml_pair(key.text, item)
            continue
        for number, row in enumerate(item.items, 1):
            if isinstance(row, Entries):
                for name, text in row.pairs:
                    yield from _yaml_pair(f"{name.text}{number}", text)
            else:
                message = f"“{key.text}”第 {row.line} 行应为“栏目: 内容”，每行前加“- ”"
                yield Refusal(field=key.text, message=message)


def _yaml_pair(key: str, node: Node) -> Iterator[tuple[str, str] | Refusal]:
    """Yield *key* with the text of *node*; nothing where that is null."""
    if not isinstance(node, Scalar):
        message = f"第 {node.line} 行：“{key}”的内容应为文字，不能再分层"
        yield Refusal(field=key, message=message)
    elif node.tag != "null":
        yield key, node.text


class _Reader:
    """Reads the records of one form."""

    def __init__(self, form: Form) -> None:
        self.names = form.names()
        self.fields = {field.id: field for _, _, field in form.placed()}
        self.columns = columns(form, self.names)
        labels = {comparable(name): id_ for id_, name in self.names.items()}
        self.keys = {**labels, **{id_: id_ for id_ in self.names}}

    def record(self, place: str, pairs: _Pairs, epoch: date) -> Record:
        """Return the record of *pairs* of key and text, with all that is wrong with it."""
        values: dict[str, str] = {}
        refusals: list[Refusal] = []
        for pair in pairs:
            if isinstance(pair, Refusal):
                refusals.append(pair)
                continue
            key, text = pair
            known = self._field(key)
            if known is None:
                refusals.append(Refusal(field=key, message=_unknown(key, self.names)))
                continue
            field, name = known
            value = _value(field, name, text, epoch)
            if isinstance(value, Refusal):
                refusals.append(value)
            elif value and values.setdefault(field.id, value) != value:
                message = f"“{name}”给了两次，内容不同；请只留一个"
                refusals.append(Refusal(field=field.id, message=message))
        return Record(place=place, values=values, refusals=tuple(refusals))

    def is_heading(self, text: str) -> bool:
        """Return whether *text* names a field."""
        return self._field(text) is not None

    def _field(self, key: str) -> tuple[Field, str] | None:
        """Return the field with its name that *key* names; it may stand in a row beyond those printed."""
        id_ = self.keys.get(key) or self.keys.get(comparable(key))
        if id_ is not None:
            return self.fields[id_], self.names[id_]
        place = in_row(self.columns, key) or named(self.columns, comparable(key), comparable)
        return place[0].at(place[1]) if place else None


def _unknown(key: str, names: Mapping[str, str]) -> str:
    close = difflib.get_close_matches(comparable(key), [comparable(name) for name in names.values()], 1)
    near = next((name for name in names.values() if [comparable(name)] == close), None)
    hint = f"是否想写“{near}”？" if near else f"栏目有：{'、'.join(names.values())}"
    return f"表上没有“{key}”这一栏；{hint}"


def _value(field: Field, name: str, text: str, epoch: date) -> str | Refusal:
    if isinstance(field, ChoiceField):
        given = comparable(text)
        named_so = (each.id for each in field.options if given in {comparable(each.label), each.id})
        return next(named_so, text)
    try:
        return read_value(field, text, epoch)
    except ValueError as fault:
        return Refusal(field=field.id, message=f"“{name}”写的“{text}”{fault}")
