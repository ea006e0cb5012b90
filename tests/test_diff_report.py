"""The changes as text and as JSON."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from policypress.diff_report import json_report, text_report
from policypress.model.policy import Policy
from second_year import with_second_year


@pytest.fixture(scope="module")
def two(policy: Policy) -> Policy:
    return with_second_year(policy)


def test_the_text_has_parts_numbered_sentences_and_both_quotes(two: Policy) -> None:
    before, after = two.years[2023], two.years[2024]
    text = text_report(two, before, after)
    quoted = "4. 公共科目学时：由不少于30学时改为不少于40学时。\n   原文同上一条\n5. 不再规定“全年培训天数"
    assert quoted in text
    first = before.facts["topics"].quote, after.facts["topics"].quote
    assert f"   2023 年原文：{first[0]}（湘人社函〔2023〕63号）\n   2024 年原文：{first[1]}" in text
    headings = [line for line in text.splitlines() if line[1:2] == "、"]
    assert headings == ["一、学什么", "二、学多少", "三、怎么学、怎么备案", "四、职责、时间与纪律"]
    assert "- 人员“两门科目都刚好学满的某甲”：按 2023 年规定，达标；" in text


def test_the_json_says_the_same_for_machines(two: Policy) -> None:
    data = json.loads(json_report(two, two.years[2023], two.years[2024]))
    assert (data["from"], data["to"]) == (2023, 2024)
    (hours,) = [change for change in data["changes"] if change["id"] == "public_hours"]
    assert (hours["kind"], hours["part"], hours["old"]["text"], hours["new"]["text"]) == (
        "已变更",
        "学多少",
        "不少于30学时",
        "不少于40学时",
    )
    assert hours["new"]["quote"] == two.years[2024].facts["public_hours"].quote
    assert [day["id"] for day in data["recurring_days"]] == ["year_end"]
    assert all(effect["changed"] for effect in data["effects"])


def test_what_is_not_confirmed_stands_apart_and_never_as_unchanged(two: Policy) -> None:
    year = two.years[2024]
    facts = {id_: replace(fact, carried=2023) for id_, fact in year.facts.items()}
    open_ = replace(year, facts=facts)
    text = text_report(replace(two, years={2023: two.years[2023], 2024: open_}), two.years[2023], open_)
    assert f"尚待确认（{len(facts)} 条，既不算变化，也不算没有变化）" in text
    assert "内容没有变化的规定共 0 条。" in text
    assert "新年度的学时要求尚待确认，暂不比较。" in text
