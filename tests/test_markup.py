"""Values as readers see them."""

from __future__ import annotations

import html
from datetime import date
from decimal import Decimal

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policypress.markup import fact_link, fact_text, quotes, safe
from policypress.model.facts import Fact, Part, Value
from policypress.model.policy import Policy


def fact(
    value: Value,
    quote: str,
    unit: str | None = None,
    qualifier: str | None = None,
    as_printed: str | None = None,
) -> Fact:
    return Fact(
        id="x",
        year=2023,
        part=Part.HOURS,
        title="题",
        value=value,
        unit=unit,
        qualifier=qualifier,
        as_printed=as_printed,
        quote=quote,
        document="d",
        anchor="p1s1",
    )


@pytest.mark.parametrize(
    ("given_fact", "words"),
    [
        (fact(Decimal(30), "不少于 30 学时", "学时", "不少于"), "不少于30学时"),
        (fact(Decimal("29.5"), "29.5 学时", "学时"), "29.5学时"),
        (fact(Decimal(100), "100 学时", "学时"), "100学时"),
        (fact(("甲", "乙"), "采取甲、乙等方式", None, "等"), "甲、乙等"),
        (fact(("甲", "乙"), "主要围绕甲、乙", None, "主要围绕"), "主要围绕甲、乙"),
        (fact(date(2023, 6, 30), "须在6月30日前完善", None, "前"), "2023年6月30日前"),
        (fact(Decimal(32), "一般可计算 32 个学时", "学时", "一般"), "一般32学时"),
        (fact(("转岗", "等级晋升"), "办理转岗、等级晋升等业务", None, "等"), "转岗、等级晋升等"),
        (fact("办法", "按通知的方法", None, None, "方法"), "方法"),
    ],
)
def test_a_qualifier_stands_where_the_notice_has_it(given_fact: Fact, words: str) -> None:
    assert fact_text(given_fact) == words


def test_a_fact_leads_to_its_sentence() -> None:
    link = fact_link(fact(Decimal(30), "不少于 30 学时", "学时"), "2023/hours.md")
    assert 'href="../documents/d.html#p1s1"' in link
    assert html.unescape(link).endswith(">30学时</a>")


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=40))
def test_no_text_of_a_policy_becomes_markup(text: str) -> None:
    shown = markdown.markdown(f"甲{safe(text)}乙", extensions=["attr_list", "tables", "toc"])
    assert html.unescape(shown) == f"<p>甲{text}乙</p>"


def test_a_sentence_that_proves_two_facts_is_quoted_once(policy: Policy) -> None:
    facts = policy.current.facts
    shown = quotes(policy, [facts["public_hours"], facts["total_days"], facts["makeup"]], "2023/hours.md")
    assert shown.count("<blockquote") == 2
