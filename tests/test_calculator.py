"""What the calculator page is given: the compiled rule, its words and sources, the worked examples."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from checkout import ROOT
from policypress.calculator import calculator_data, conventions
from policypress.hour_rule import Credit
from policypress.model.hours import Reckoning
from policypress.model.policy import Policy
from policypress.model.year import Year
from policypress.templates import script_json
from years import RULE


@pytest.fixture(scope="module")
def year(policy: Policy) -> Year:
    return policy.years[2023]


@pytest.fixture(scope="module")
def data(policy: Policy, year: Year) -> dict[str, Any]:
    return calculator_data(policy, year, lambda fact: f"text.html#{fact.anchor}")


def test_the_rule_is_the_compiled_one(data: dict[str, Any]) -> None:
    assert data["rule"] == {
        "year": 2023,
        "starts": "2023-01-01",
        "ends": "2023-12-31",
        "totalHours": 900,
        "totalDays": 120,
        "subjects": [
            {"id": "public", "label": "公共科目", "hours": 300},
            {"id": "professional", "label": "专业科目", "hours": 600},
        ],
        "credits": [],
        "makeupOpens": None,
        "makeupCloses": None,
    }


def test_each_requirement_has_its_words_its_sentence_and_who_recognises_it(data: dict[str, Any]) -> None:
    total, public, professional = data["requirements"]
    assert [row["words"] for row in data["requirements"]] == [
        *("不少于90学时，或者不少于12天", "不少于30学时", "不少于60学时"),
    ]
    assert [(entry["label"], entry["words"]) for entry in total["recognisers"]] == [
        ("公共科目", "各级事业单位人事综合管理部门"),
        ("专业科目", "各级事业单位主管部门"),
    ]
    assert [entry["label"] for row in (public, professional) for entry in row["recognisers"]] == [None, None]
    assert len(total["sentences"]) == 1
    assert "报送同级事业单位人事综合管理部门备案" in professional["sentences"][1]["text"]
    assert all(
        sentence["link"].startswith("text.html#p")
        for row in data["requirements"]
        for sentence in row["sentences"]
    )


def test_an_offer_fills_only_what_the_notice_states(data: dict[str, Any]) -> None:
    offers = {
        offer["title"]: (offer["subject"], offer["way"], offer["hours"], offer["words"])
        for offer in data["offers"]
    }
    assert offers["高级研修班"][:3] == (None, None, 320)
    assert offers["高级研修班"][3].startswith("一般32")
    assert offers["免费的公共科目线上课程"][:3] == ("public", "网络培训", 300)
    assert offers["专业科目线上课程"] == ("professional", "网络培训", None, None)
    assert {offer["title"]: offer["form"] for offer in data["offers"]}[
        "线下培训"
    ] == "事业单位工作人员线下培训备案表"
    assert all(offer["sentences"] for offer in data["offers"])


def test_whom_to_ask_is_named_with_links(data: dict[str, Any]) -> None:
    assert data["ask"][-1]["phone"]["words"] == "0731-84900080"
    assert all(entry["whom"]["words"] and entry["whom"]["link"] for entry in data["ask"])


def test_the_worked_examples_stand_there_as_vectors(data: dict[str, Any], year: Year) -> None:
    assert [case["id"] for case in data["cases"]] == [case.id for case in year.cases]
    case = next(case for case in data["cases"] if case["id"] == "days-without-hours")
    assert case["result"] == {
        "total": 300,
        "subjects": {"public": 300, "professional": 0},
        "days": 120,
        "qualified": False,
        "undecided": True,
    }
    assert case["records"][1] == {
        "row": 2,
        "day": "2023-10-16",
        "title": "专业技术集中培训",
        "subject": "professional",
        "way": "脱产培训",
        "hours": None,
        "days": 120,
        "status": "已认定",
        "makeupYear": None,
        "makeupApproval": None,
    }


def test_our_conventions_are_told_with_the_values_of_the_policy(policy: Policy, year: Year) -> None:
    no_days = replace(year, rule=replace(year.rule, total_days=None, makeup=None))
    with_days, without = (calculator_data(policy, each, lambda _: "") for each in (year, no_days))
    assert any("“12 天”" in text for text in with_days["conventions"])
    assert not any("“" in text for text in without["conventions"] if "折算" in text)
    assert (without["makeup"], without["rule"]["totalDays"]) == ([], None)


@pytest.mark.parametrize("kind", Reckoning)
def test_days_become_hours_only_where_the_notice_states_a_rate_per_day(kind: Reckoning) -> None:
    credit = Credit(way="某某培训", kind=kind, hours=None, item_cap=80, year_cap=None)
    (apart,) = (text for text in conventions(replace(RULE, credits=(credit,))) if "互不折算" in text)
    assert ("每天折合多少学时的形式除外" in apart) == (kind is Reckoning.PER_DAY)


def test_the_page_data_may_stand_in_a_script_element() -> None:
    hostile = {"text": "</script><script>alert(1)</script><!-- & -->"}
    text = script_json(hostile)
    assert not set("<>&") & set(text)
    assert json.loads(text) == hostile


def test_the_template_holds_no_number_of_the_rule() -> None:
    text = (ROOT / "site" / "templates" / "calculator.html").read_text("utf-8")
    assert not [c for c in re.sub(r"<[^>]*>", "", text) if c.isdigit()]
