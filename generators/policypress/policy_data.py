"""``data/policy.json`` and its JSON Schema, both made from the classes below.

The descriptions are what a developer elsewhere reads in the schema; so they are Chinese.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from policypress.addresses import proof_of
from policypress.model import Fact, Policy, Value, Year
from policypress.standing import Standing, standing_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SCHEMA = "policy.schema.json"
"""Name of the schema, beside the data."""


@dataclass(frozen=True, slots=True)
class About:
    """What the schema says of an entry."""

    text: str
    format: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceData:
    """Where a fact stands: the document and the sentence."""

    number: Annotated[str, About("发文字号")]
    title: Annotated[str, About("文件标题")]
    address: Annotated[str, About("句子在本站的地址，从站点根目录起", "uri-reference")]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactData:
    """A fact of one year."""

    id: Annotated[str, About("编号，一年之内唯一，各年同一规定编号相同")]
    year: Annotated[int, About("年度")]
    part: Annotated[str, About("属于哪一部分")]
    title: Annotated[str, About("说的是什么")]
    value: Annotated[
        int | float | str | list[str], About("值：数字（至多一位小数）、日期（YYYY-MM-DD）、文字，或一列文字")
    ]
    unit: Annotated[str | None, About("数字的单位")]
    qualifier: Annotated[str | None, About("原文限定它的字样，如“不少于”“一般”“等”，引用时应一并写出")]
    as_printed: Annotated[str | None, About("原文的写法，与值不同时才有")]
    quote: Annotated[str, About("原文中证明它的话，一字未改")]
    source: Annotated[SourceData, About("出处")]
    state: Annotated[str, About("与上一年度相比：已确认、已变更、新增；待确认的还不能当作本年度的规定")]
    carried: Annotated[int | None, About("尚待确认：从哪一年带入，值不算本年度的；为空表示已确认")]


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedData:
    """A fact of the year before that the year no longer states."""

    id: Annotated[str, About("上一年度的编号")]
    on: Annotated[str, About("自哪一天起不再适用", "date")]
    why: Annotated[str, About("原因")]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearData:
    """One year."""

    year: Annotated[int, About("年度")]
    in_force: Annotated[bool, About("生成本文件时是否现行")]
    shown_from: Annotated[str, About("自哪一天起现行", "date")]
    published: Annotated[str, About("本站收录日期", "date")]
    notice: Annotated[str, About("年度通知的发文字号")]
    ended: Annotated[list[EndedData], About("不再规定的各条")]


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyData:
    """The whole file."""

    site: Annotated[str, About("站点地址", "uri")]
    published: Annotated[str, About("本站发布时间（北京时间），YYYY-MM-DD HH:MM")]
    years: Annotated[list[YearData], About("各年度，从早到晚")]
    facts: Annotated[list[FactData], About("各年规定，按年度和文件的顺序")]


def policy_json(policy: Policy) -> bytes:
    """Return every fact of every year with value, unit, year, source and quote, as JSON."""
    data = PolicyData(
        site=policy.site.address,
        published=policy.site.published,
        years=[_year(policy, year) for year in policy.years.values()],
        facts=[_fact(policy, fact) for year in policy.years.values() for fact in year.facts.values()],
    )
    return _bytes({"$schema": SCHEMA, **dataclasses.asdict(data)})


def _year(policy: Policy, year: Year) -> YearData:
    ended = [EndedData(id=id_, on=end.on.isoformat(), why=end.why) for id_, end in year.ended.items()]
    return YearData(
        year=year.year,
        in_force=year.year == policy.current.year,
        shown_from=year.shown_from.isoformat(),
        published=year.published.isoformat(),
        notice=policy.documents[year.document].number,
        ended=ended,
    )


def _fact(policy: Policy, fact: Fact) -> FactData:
    document = policy.documents[fact.document]
    return FactData(
        id=fact.id,
        year=fact.year,
        part=fact.part.value,
        title=fact.title,
        value=_plain(fact.value),
        unit=fact.unit,
        qualifier=fact.qualifier,
        as_printed=fact.as_printed,
        quote=fact.quote,
        source=SourceData(number=document.number, title=document.title, address=proof_of(fact)),
        state=_standing(policy, fact),
        carried=fact.carried,
    )


def _standing(policy: Policy, fact: Fact) -> Standing:
    """Return how *fact* stands to the year before; in a first year, to itself."""
    before = policy.before(fact.year)
    if before is None:
        return standing_of(fact, fact, 0)
    return standing_of(fact, before.facts.get(fact.id), fact.year - before.year)


def _plain(value: Value) -> int | float | str | list[str]:
    """Return *value* as JSON has it: numbers to a tenth, days as ``YYYY-MM-DD``."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str) else list(value)


def policy_schema() -> bytes:
    """Return the JSON Schema (draft 2020-12) of ``data/policy.json``."""
    schema = _record(PolicyData)
    schema["properties"] = {
        "$schema": {"description": "本文件的 JSON Schema", "const": SCHEMA},
        **schema["properties"],
    }
    schema["required"] = ["$schema", *schema["required"]]
    about = {"title": "policy.json", "description": "本站收录的各年规定，每条都有原文为据"}
    return _bytes({"$schema": DIALECT, **about, **schema})


def _record(type_: type) -> dict[str, Any]:
    hints = typing.get_type_hints(type_, include_extras=True)
    return {
        "type": "object",
        "properties": {name: _entry(hint) for name, hint in hints.items()},
        "required": list(hints),
        "additionalProperties": False,
    }


def _entry(hint: Any) -> dict[str, Any]:
    """Return the schema of one entry: of its type, with what is said of it."""
    type_, about = typing.get_args(hint)
    format_ = {"format": about.format} if about.format else {}
    return {**_schema(type_), "description": about.text, **format_}


JSON_TYPES: Mapping[Any, str] = {
    int: "integer",
    float: "number",
    str: "string",
    bool: "boolean",
    types.NoneType: "null",
}


def _schema(type_: Any) -> dict[str, Any]:
    if isinstance(type_, types.UnionType):
        return {"anyOf": [_schema(option) for option in typing.get_args(type_)]}
    if typing.get_origin(type_) is list:
        return {"type": "array", "items": _schema(typing.get_args(type_)[0])}
    if dataclasses.is_dataclass(type_):
        return _record(typing.cast("type", type_))
    return {"type": JSON_TYPES[type_]}


def _bytes(data: Mapping[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
