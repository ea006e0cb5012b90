"""The pictures: made from the policy, every number with its sentence, the words within their frames."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from policypress import pictures
from policypress.drawing import NOT_FIRST, NOT_LAST, WIDTH, wrapped
from policypress.model.facts import Fact
from policypress.model.policy import Policy
from policypress.model.questions import Role
from policypress.model.year import Year
from policypress.model.year_files import Deadline
from second_year import with_second_year
from years import FICTIONAL_YEAR

SVG = "{http://www.w3.org/2000/svg}"
SOURCE = "2023/hours.md"


def drawn(markup: str) -> etree._Element:
    """Return the one picture of *markup*."""
    assert markup.count("<svg") == 1
    return etree.fromstring(
        markup[markup.index("<svg") : markup.index("</figure>")].rpartition("<figcaption")[0]
    )


def words(svg: etree._Element) -> str:
    return "".join(map(str, svg.xpath(".//*[local-name() = 'text']//text()")))


def changed(year: Year, id_: str, fact: Fact) -> Year:
    return replace(year, facts={**year.facts, id_: fact})


def all_of(policy: Policy) -> dict[str, str]:
    year = policy.current
    return {
        "filing": pictures.filing(policy, year, SOURCE),
        "recognition": pictures.recognition(year, SOURCE),
        "hours": pictures.hours(year, SOURCE),
        "calendar": pictures.calendar(year, SOURCE),
    }


@pytest.mark.parametrize("name", ["filing", "recognition", "hours", "calendar"])
def test_a_picture_is_a_named_group_whose_numbers_are_links_and_whose_parts_lie_within(
    policy: Policy, name: str
) -> None:
    svg = drawn(all_of(policy)[name])
    assert svg.get("role") == "group"
    assert svg.xpath("string(*[local-name() = 'title']/@id)") == svg.get("aria-labelledby")
    _, _, width, height = map(float, str(svg.get("viewBox")).split())
    for frame in svg.iter(f"{SVG}rect"):
        x, y, w, h = (float(frame.get(name) or "") for name in ("x", "y", "width", "height"))
        assert x >= 0
        assert x + w <= width == WIDTH
        assert y + h <= height
    for link in svg.iter(f"{SVG}a"):
        assert link.get("class") == "fact"
        assert link.get("title")
        assert "#p" in str(link.get("href"))
    loose = svg.xpath(".//*[local-name() = 'text'][not(ancestor::*[local-name() = 'a'])]")
    assert [text for text in map(words, loose) if re.search(r"\d+\s*(?:学时|天|日)", text)] == []


def test_a_changed_number_changes_the_picture_of_the_hours(policy: Policy) -> None:
    year, before = policy.current, pictures.hours(policy.current, SOURCE)
    fact = replace(year.facts["public_hours"], value=Decimal(45))
    after = pictures.hours(changed(year, "public_hours", fact), SOURCE)
    assert "不少于45学时" in words(drawn(after))
    assert "不少于30学时" not in words(drawn(after))
    assert [part.get("width") for part in drawn(before).iter(f"{SVG}rect")] != [
        part.get("width") for part in drawn(after).iter(f"{SVG}rect")
    ]


def test_the_parts_of_the_hours_are_as_wide_as_they_are_many(policy: Policy) -> None:
    _, public, professional, _ = drawn(pictures.hours(policy.current, SOURCE)).iter(f"{SVG}rect")
    assert float(professional.get("width") or "") == pytest.approx(
        2 * float(public.get("width") or ""), rel=0.01
    )


def test_a_year_without_days_and_one_with_a_share_are_drawn_as_they_are(policy: Policy) -> None:
    second = with_second_year(policy).years[2024]
    assert "天" not in words(drawn(pictures.hours(second, SOURCE)))
    shared = words(drawn(pictures.hours(FICTIONAL_YEAR, SOURCE)))
    assert "三分之二" in shared
    assert "12.5天" in shared


def test_a_year_that_states_only_a_total_is_drawn_without_parts(policy: Policy) -> None:
    year = policy.current
    rule = replace(year.rule, subject_hours={}, subject_shares={})
    told = words(drawn(pictures.hours(replace(year, rule=rule), SOURCE)))
    assert "其中" not in told
    assert "累计也可以按天数" in told
    assert "科目" not in told
    assert pictures.recognition(replace(year, rule=rule, subjects={}), SOURCE) == ""


def test_the_chart_of_filing_follows_the_routes_of_the_form(policy: Policy) -> None:
    year = policy.current
    route = replace(year.facts["filing_public"], value="某某部门", as_printed="某某部门")
    text = words(drawn(pictures.filing(policy, changed(year, "filing_public", route), SOURCE)))
    assert "某某部门" in text
    assert "公共科目" in text


def test_a_year_that_does_not_state_the_way_of_filing_has_no_chart_of_it(policy: Policy) -> None:
    year = policy.current
    facts = {id_: fact for id_, fact in year.facts.items() if id_ != "filing_platform"}
    assert pictures.filing(policy, replace(year, facts=facts), SOURCE) == ""


def test_the_chart_of_recognition_shows_a_report_only_where_there_is_one(policy: Policy) -> None:
    text = words(drawn(pictures.recognition(policy.current, SOURCE)))
    assert text.count("认定后报送备案") == 1
    subjects = {id_: replace(subject, reported_to=None) for id_, subject in policy.current.subjects.items()}
    without = words(drawn(pictures.recognition(replace(policy.current, subjects=subjects), SOURCE)))
    assert "报送备案" not in without


def test_the_calendar_runs_over_the_days_to_keep_and_keeps_them_apart(policy: Policy) -> None:
    year = policy.current
    crowded = replace(
        year,
        deadlines=(*year.deadlines, Deadline(day="platform_data", who=(Role.STAFF,), task="再看一遍。" * 9)),
    )
    svg = drawn(pictures.calendar(crowded, SOURCE))
    tops = [float(y) for y in svg.xpath(".//*[@class='picture-day']/*[1]/@y")]
    ends = [float(y) for y in svg.xpath(".//*[@class='picture-task']/*[last()]/@y")]
    assert all(after > before for before, after in zip(ends, tops[1:], strict=False))
    assert float(str(svg.get("viewBox")).split()[3]) >= ends[-1]
    assert "本页约定" in words(svg)


def test_the_calendar_of_a_year_into_the_next_shows_its_own_days() -> None:
    text = words(drawn(pictures.calendar(FICTIONAL_YEAR, SOURCE)))
    assert "次年1月" in text
    assert "2031年2月28日" in text
    assert "本页约定" not in text


@given(st.text(alphabet="公共科目学时，。（《》）“”abc 12年-", max_size=60), st.integers(4, 24))
def test_wrapped_words_keep_every_letter_and_no_line_begins_with_a_closing_mark(
    text: str, width: int
) -> None:
    lines = wrapped(text, width)
    assert "".join(lines) == text
    for before, line in pairwise(lines):
        assert before[-1] not in NOT_LAST
        assert line[0] not in NOT_FIRST
