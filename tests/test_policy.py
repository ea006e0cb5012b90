"""What the Policy of a project holds, and when there is none."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from policypress.assemble import policy_of
from policypress.change import Kind, sentence
from policypress.changes import changes_between
from policypress.faults import Fault, OpenError, PolicyError, UsageError
from policypress.model.facts import FactEntry
from policypress.nodes import Node, parse
from policypress.policy import checked, confirmed, load, year_of
from policypress.policy_data import policy_json
from policypress.standing import Standing, entries, open_points, standing_of
from policypress.texts import digest
from policypress.years.roll import new_year
from told import FOLDER, Case, cases, edited, project_of

PROJECT = FOLDER / "project"
FACT = FactEntry(title="全年天数", value=date(2028, 2, 29), quote="甲", unit="天", qualifier="不少于")


def case_of(title: str) -> Case:
    (case,) = (case for case in cases() if case.title == title)
    return case


def with_edits(folder: Path, title: str) -> Path:
    return edited(folder / "某某省", case_of(title).edits)


def test_the_data_of_the_project_hold_each_fact_with_the_sentence_that_proves_it() -> None:
    data = json.loads(policy_json(load(PROJECT)))
    assert data == json.loads((FOLDER / "policy.json").read_text("utf-8"))


def test_the_policy_holds_what_the_files_state() -> None:
    policy = load(PROJECT)
    assert policy.site.name == "某某省培训指南"
    assert policy.documents["mou-2029-1"].title == "某某省培训规定"
    assert policy.texts["mou-2031-1"][1] == "各市州人力资源和社会保障局："
    assert {id_: form.document for id_, form in policy.forms.items()} == {"sheet": "mou-2031-1"}
    assert {year: forms["sheet"].document for year, forms in policy.earlier_forms.items()} == {
        2030: "mou-2030-1"
    }
    assert [profile.id for profile in policy.profiles] == ["staff", "late"]
    assert {name: page.title for name, page in policy.pages.items()} == {
        "about": "关于本站",
        "changes": "历年变化",
        "documents": "依据",
        "forms": "表格",
        "headings": "站内目录",
        "index": "首页",
        "year:hours": "学时",
        "year:notice": "{{ year }} 年通知",
    }
    assert policy.pages["about"].name == "about"
    assert policy.pages["about"].text.startswith("\n虚构，见[表格]")
    assert {year: list(pages) for year, pages in policy.year_pages.items()} == {
        2030: ["year:hours"],
        2031: [],
    }
    assert [section.title for section in policy.navigation] == ["首页", "规定"]
    assert policy.as_of == date(2031, 3, 1)
    assert policy.vocabulary["补训"] == ("补课",)
    assert [unit.name for unit in policy.units] == ["某某省某某医院", "某某市某某中学"]


def test_a_year_holds_what_its_files_state() -> None:
    years = load(PROJECT).years
    assert list(years) == [2030, 2031]
    year = years[2031]
    assert (year.year, year.document, year.unread) == (2031, "mou-2031-1", frozenset())
    assert (year.shown_from, year.published) == (date(2031, 1, 1), date(2031, 2, 1))
    assert [ask.matter for ask in year.ask] == ["备案", "其他"]
    assert {id_: subject.label for id_, subject in year.subjects.items()} == {
        "public": "公共科目",
        "professional": "专业科目",
    }
    assert year.ends.value == date(2031, 12, 31)
    assert [*year.offers] == ["online", "seminar"]
    assert [deadline.task for deadline in year.deadlines] == ["报送计划。"]
    assert [case.id for case in year.cases] == ["enough", "none"]
    assert [*year.ended] == ["award"]
    assert year.facts["total_hours"].carried is None


def test_a_fact_holds_the_words_that_its_quote_prints_for_its_value(tmp_path: Path) -> None:
    edits = {"policy/years/2031/hours.yaml": {"    value: 80\n": "    value: 80\n    as_printed: 80 学时\n"}}
    facts = load(edited(tmp_path / "某某省", edits)).years[2031].facts
    assert (facts["total_hours"].as_printed, facts["total_days"].as_printed) == ("80 学时", None)


def test_forms_of_a_year_are_those_kept_for_it_and_no_later_one() -> None:
    policy = load(PROJECT)
    today = {**policy.forms, "other": replace(policy.forms["sheet"], id="other", title="某某表")}
    added, dropped = replace(policy, forms=today), replace(policy, forms={})
    assert [added.forms_of(year) for year in (2030, 2031)] == [policy.earlier_forms[2030], today]
    assert [dropped.forms_of(year) for year in (2030, 2031)] == [policy.earlier_forms[2030], {}]
    (told,) = (
        change
        for change in changes_between(added, *added.years.values()).told
        if sentence(change.words) == "新增《某某表》。"
    )
    assert told.kind is Kind.ADDED


def test_a_year_is_published_with_the_site_where_its_notice_does_not_say_when(tmp_path: Path) -> None:
    policy = load(with_edits(tmp_path, "没有收录日期"))
    assert policy.years[2031].published == date(2031, 3, 1)


def test_questions_are_in_the_order_of_their_files_by_number_and_title(tmp_path: Path) -> None:
    faq = (PROJECT / "content/faq/01.yaml").read_text("utf-8")
    first, *_ = faq.partition("  - id: award")
    files = {
        f"content/faq/{name}.yaml": first.replace("学时", title, 1)
        .replace("order: 1", f"order: {order}")
        .replace("id: least", f"id: {name}")
        .replace("要学多少？", f"{title}多少？")
        for name, title, order in (("a", "乙", 2), ("b", "甲", 2), ("c", "丙", 0))
    }
    policy = load(edited(tmp_path / "某某省", files))
    assert [file.title for file in policy.faq] == ["丙", "学时", *sorted(("甲", "乙"))]


def test_a_project_may_do_without_profiles_and_other_words(tmp_path: Path) -> None:
    policy = load(
        edited(
            tmp_path / "某某省",
            {
                "policy/profiles.yaml": None,
                "policy/vocabulary.yaml": None,
                "policy/years/2031/review.yaml": {"  policy/profiles.yaml: 已确认\n": ""},
            },
        )
    )
    assert (policy.profiles, policy.vocabulary) == ((), {})


def test_a_policy_is_a_draft_only_where_one_is_asked_for() -> None:
    project = checked(PROJECT)
    assert policy_of(project).draft is False
    assert policy_of(project, draft=True).draft is True


def test_a_project_with_faults_has_no_policy() -> None:
    with pytest.raises(ValueError, match=r"^a project with faults has no policy$"):
        policy_of(project_of(case_of("站点读不出")))


def test_faults_are_told_once_each_in_order() -> None:
    later, first = (Fault(file="a.yaml", line=line, place="文件", message="甲") for line in (2, 1))
    error = PolicyError([later, first, later])
    assert error.faults == (first, later)
    assert str(error) == "a.yaml:1: 文件: 甲\na.yaml:2: 文件: 甲"


def test_a_project_is_looked_at_on_the_day_asked_for_or_on_that_of_publication(tmp_path: Path) -> None:
    assert load(PROJECT).current.year == 2031
    assert load(PROJECT, as_of=date(2030, 12, 31)).current.year == 2030
    before = date(2029, 12, 31)
    with pytest.raises(UsageError) as told:
        load(PROJECT, as_of=before)
    assert str(told.value) == "到 2029-12-31 还没有一个年度开始：最早的是 2030 年；请用 --as-of 换一个日期"
    # What is wrong with the files themselves is told first.
    for number, (title, day) in enumerate(
        (("站点读不出", before), ("没有任何年度", before), ("还没有一个年度开始", None))
    ):
        with pytest.raises(PolicyError) as faulty:
            load(with_edits(tmp_path / str(number), title), as_of=day)
        assert tuple(map(str, faulty.value.faults)) == case_of(title).told


def test_the_trees_of_files_are_those_that_are_given() -> None:
    asked = []

    def parsed(file: str, text: str) -> Node:
        asked.append(file)
        return parse(file, text)

    load(PROJECT, parsed=parsed)
    assert "policy/site.yaml" in asked


def test_no_year_is_given_for_another(tmp_path: Path) -> None:
    policy = load(PROJECT)
    assert year_of(policy, None).year == 2031
    assert year_of(policy, 2030).year == 2030
    with pytest.raises(UsageError) as told:
        year_of(policy, 2029)
    assert str(told.value) == "没有 2029 年的通知；已有：2030、2031。不会用其他年度的规定代替"
    with pytest.raises(UsageError) as told:
        load(tmp_path)
    assert str(told.value) == (
        f"“{tmp_path}”里没有 policy 文件夹，不是 policypress 项目；请换到项目文件夹，或用 --project 指明"
    )


def test_what_is_carried_over_is_shown_in_a_draft_only_and_nobody_is_judged_by_it(tmp_path: Path) -> None:
    case = case_of("带入的一条，引文是那一年的")
    folder = edited(tmp_path / "某某省", case.edits)
    with pytest.raises(OpenError) as told:
        load(folder)
    assert str(told.value) == "\n".join(case.open)
    policy = load(folder, draft=True)
    assert policy.draft is True
    assert load(PROJECT).draft is False
    assert confirmed(policy.years[2030]) is policy.years[2030]
    carried = policy.years[2031].facts["total_hours"]
    assert (carried.carried, carried.document) == (2030, "mou-2030-1")
    with pytest.raises(UsageError) as refused:
        confirmed(policy.years[2031])
    assert str(refused.value) == (
        "2031 年还有 1 条规定待确认，不能据以判定；请先确认，或用 --year 指明其他年度"
    )


def test_a_year_begun_asks_first_for_its_notice(tmp_path: Path) -> None:
    folder = edited(tmp_path / "某某省", {})
    new_year(folder, 2032, document="mou-2032-1")
    text = folder / "content/notices/mou-2032-1.txt"

    def asked() -> dict[str, str]:
        points = open_points(checked(folder))
        return {point.place: point.message for point in points if point.file == "policy/documents.yaml"}

    assert asked()["mou-2032-1.text.sha256"] == (
        f"待填：先把新通知的全文粘贴到 content/notices/{text.name}，一段一行，保存为 UTF-8；"
        "再运行 check，会告诉您这里填什么"
    )
    text.write_text("关于做好2032年某某省培训工作的通知\n", "utf-8", newline="\n")
    pasted = f"通知全文已粘贴；核对无误后，这一项写成 sha256: {digest(text.read_text('utf-8'))}"
    assert asked()["mou-2032-1.text.sha256"] == pasted
    (folder / "policy/forms/sheet.yaml").write_text("id: [", "utf-8")
    with pytest.raises(PolicyError) as told:
        checked(folder)
    assert {fault.file: fault.message for fault in told.value.faults}["policy/documents.yaml"] == pasted


def test_each_fact_stands_to_the_year_before_as_the_two_years_state_it() -> None:
    found = {entry.id: entry for entry in entries(checked(PROJECT), 2031)}
    changed = {
        id_: (entry.title, entry.before and entry.before.value, entry.now and entry.now.value)
        for id_, entry in found.items()
        if entry.standing is Standing.CHANGED
    }
    assert changed == {
        "contact_phone": ("联系电话", "0000-1000000", "0000-2000000"),
        "total_days": ("全年天数", 9, 10),
        "total_hours": ("全年学时", 70, 80),
    }
    others = {id_: entry for id_, entry in found.items() if entry.standing is not Standing.CONFIRMED}
    assert {id_: entry.standing for id_, entry in others.items() if id_ not in changed} == {
        "seminar_hours": Standing.NEW,
        "award": Standing.ENDED,
    }
    ended = found["award"]
    assert ended.before is not None
    assert ended.before.value == "对成绩突出者给予奖励"
    assert (ended.title, ended.now, ended.file, ended.line) == (
        "奖励",
        None,
        "policy/years/2031/duties.yaml",
        13,
    )
    assert found["seminar_hours"].before is None


@pytest.mark.parametrize(
    ("now", "standing"),
    [
        ({"value": date(2029, 2, 28)}, Standing.CONFIRMED),
        ({"value": date(2029, 2, 27)}, Standing.CHANGED),
        ({"value": date(2029, 2, 28), "unit": "学时"}, Standing.CHANGED),
        ({"value": date(2029, 2, 28), "qualifier": "至少"}, Standing.CHANGED),
        ({"value": date(2029, 2, 28), "quote": "乙", "title": "丙"}, Standing.CONFIRMED),
        ({"value": date(2029, 2, 28), "carried": 2028}, Standing.OPEN),
    ],
)
def test_a_fact_is_changed_where_its_value_unit_or_qualifier_is(
    now: dict[str, Any], standing: Standing
) -> None:
    assert standing_of(replace(FACT, **now), FACT, 1) is standing


def test_a_project_that_a_new_year_was_broken_off_in_is_refused(tmp_path: Path) -> None:
    folder = edited(tmp_path / "某某省", {".new-year.json": "{}"})
    with pytest.raises(UsageError, match="中途断了"):
        checked(folder)
