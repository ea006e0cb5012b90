"""The years side by side: every number, day and list of any year, each linked to its sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from markupsafe import Markup

from policypress.addresses import TEXT, page_of, relative, source_of
from policypress.markup import fact_link
from policypress.model.facts import Fact, Part
from policypress.model.policy import Policy
from policypress.model.year import Year
from policypress.standing import differs
from policypress.templates import fill_template


def years_table(policy: Policy, in_force: int, source: str) -> Markup:
    """Return the table for the page *source*, the newest year first; *in_force* is the year that is so."""
    years = sorted(policy.years.values(), key=lambda year: -year.year)
    columns = [
        {
            "year": year.year,
            "address": relative(source, page_of(source_of(TEXT, policy, year.year))),
            "standing": standing(year.year, in_force),
        }
        for year in years
    ]
    return fill_template("years_table.html", columns=columns, groups=list(_groups(years, source)))


def standing(year: int, in_force: int) -> str:
    """Return how *year* stands to the one in force, in a word that claims nothing of whether it is valid."""
    return "本站所示年度" if year == in_force else "以后年度" if year > in_force else "以前年度"


def _groups(years: Sequence[Year], source: str) -> Iterator[Mapping[str, object]]:
    """Yield the rows of each part that has any."""
    shown: dict[str, Fact] = {}
    for year in years:
        for id_, fact in year.facts.items():
            if isinstance(fact.value, Decimal | date | tuple):
                shown.setdefault(id_, fact)
    for part in Part:
        rows = [_row(fact, years, source) for fact in shown.values() if fact.part is part]
        if rows:
            yield {"part": part.value, "rows": rows}


def _row(fact: Fact, years: Sequence[Year], source: str) -> Mapping[str, object]:
    befores: list[Year | None] = [*years[1:], None]
    cells = [_cell(fact.id, year, before, source) for year, before in zip(years, befores, strict=True)]
    return {"title": fact.title, "cells": cells}


def _cell(id_: str, year: Year, before: Year | None, source: str) -> Mapping[str, object]:
    """Return what *year* says of the fact, and how that stands to the year *before*."""
    if id_ not in year.facts:
        return {"link": None, "note": "不再规定" if id_ in year.ended else "没有这一条"}
    fact = year.facts[id_]
    if fact.carried is not None:
        return {"link": None, "note": "待确认"}
    note = ""
    if before is not None:
        old = before.facts.get(id_)
        note = "新增" if old is None else "有变化" if differs(old, fact, year.year - before.year) else ""
    return {"link": Markup(fact_link(fact, source)), "note": note}
