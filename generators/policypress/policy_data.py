"""``data/policy.json`` and its JSON Schema, both made from the classes below.

The docstring under each field is what a developer elsewhere reads in the schema; so it is Chinese.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from policypress.addresses import proof_of
from policypress.json_schema import DRAFT_2020_12, Format, as_json, schema_of
from policypress.model.facts import Fact, Value
from policypress.model.policy import Policy
from policypress.model.year import Year
from policypress.standing import Standing, standing_of

SCHEMA = "policy.schema.json"
"""Name of the schema, beside the data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceData:
    """Where a fact stands: the document and the sentence."""

    number: str
    """发文字号。"""
    title: str
    """文件标题。"""
    address: Annotated[str, Format("uri-reference")]
    """句子在本站的地址，从站点根目录起。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactData:
    """A fact of one year."""

    id: str
    """编号，一年之内唯一，各年同一规定编号相同。"""
    year: int
    """年度。"""
    part: str
    """属于哪一部分。"""
    title: str
    """说的是什么。"""
    value: int | float | str | list[str]
    """值：数字（至多一位小数）、日期（YYYY-MM-DD）、文字，或一列文字。"""
    unit: str | None
    """数字的单位。"""
    qualifier: str | None
    """原文限定它的字样，如“不少于”“一般”“等”，引用时应一并写出。"""
    as_printed: str | None
    """原文的写法，与值不同时才有。"""
    quote: str
    """原文中证明它的话，一字未改。"""
    source: SourceData
    """出处。"""
    state: str
    """与上一年度相比：已确认、已变更、新增；待确认的还不能当作本年度的规定。"""
    carried: int | None
    """尚待确认：从哪一年带入，值不算本年度的；为空表示已确认。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedData:
    """A fact of the year before that the year no longer states."""

    id: str
    """上一年度的编号。"""
    on: Annotated[str, Format("date")]
    """自哪一天起不再适用。"""
    why: str
    """原因。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearData:
    """One year."""

    year: int
    """年度。"""
    in_force: bool
    """生成本文件时，是否为本站所示年度。"""
    shown_from: Annotated[str, Format("date")]
    """自哪一天起为本站所示年度。"""
    published: Annotated[str, Format("date")]
    """本站收录日期。"""
    notice: str
    """年度通知的发文字号。"""
    ended: list[EndedData]
    """不再规定的各条。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyData:
    """The whole file."""

    site: Annotated[str, Format("uri")]
    """站点地址。"""
    published: str
    """本站发布时间（北京时间），YYYY-MM-DD HH:MM。"""
    years: list[YearData]
    """各年度，从早到晚。"""
    facts: list[FactData]
    """各年规定，按年度和文件的顺序。"""


def policy_json(policy: Policy) -> bytes:
    """Return every fact of every year with value, unit, year, source and quote, as JSON."""
    data = PolicyData(
        site=policy.site.address,
        published=policy.site.published,
        years=[_year(policy, year) for year in policy.years.values()],
        facts=[_fact(policy, fact) for year in policy.years.values() for fact in year.facts.values()],
    )
    return as_json({"$schema": SCHEMA, **dataclasses.asdict(data)})


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
    schema = schema_of(PolicyData)
    schema["properties"] = {
        "$schema": {"description": "本文件的 JSON Schema", "const": SCHEMA},
        **schema["properties"],
    }
    schema["required"] = ["$schema", *schema["required"]]
    about = {"title": "policy.json", "description": "本站收录的各年规定，每条都有原文为据"}
    return as_json({"$schema": DRAFT_2020_12, **about, **schema})
