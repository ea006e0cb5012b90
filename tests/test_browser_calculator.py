"""The calculator page, driven and judged by its labels and its words."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page

from browsing import Watched
from calculator_steps import counted, field, fill_first
from policypress.hour_vectors import vectors
from policypress.markup import number_text
from policypress.model.cases import Case, CaseRecord
from policypress.model.policy import Policy
from policypress.stated_rule import compile_rule


def enter(page: Page, number: int, record: CaseRecord) -> None:
    field(page, number, "日期").fill(record.day.isoformat())
    field(page, number, "培训名称").fill(record.title)
    field(page, number, "科目").select_option(label=record.subject) if record.subject else None
    field(page, number, "形式").fill(record.way)
    if record.hours is not None:
        field(page, number, "学时").fill(number_text(record.hours))
    if record.days is not None:
        field(page, number, "天数").fill(number_text(record.days))
    field(page, number, "认定状态").select_option(label=record.status)
    if record.makeup_year is not None:
        page.get_by_role("group", name=f"记录 {number}", exact=True).get_by_text("这是补训").click()
        field(page, number, "补训年度").fill(str(record.makeup_year))
        field(page, number, "补训批准").fill(record.makeup_approval or "")


def verdict(page: Page) -> str:
    return page.locator("[data-part=verdict]").inner_text()


def expected(case: Case) -> str:
    return "已达标" if case.result.qualified else "不能判定" if case.result.undecided else "未达标"


def test_every_worked_example_typed_in_gives_its_result(watched: Watched, policy: Policy) -> None:
    for case in policy.current.cases:
        page = watched.open("calculator.html")
        for number, record in enumerate(case.records, 1):
            if number > 1:
                page.get_by_role("button", name="添加一条记录").click()
            enter(page, number, record)
        assert expected(case) in verdict(page), case.id
        for id_, hours in case.result.subjects.items():
            label = policy.current.subjects[id_].label
            assert counted(page, label) == f"{number_text(hours)} 学时", case.id
        assert counted(page, "累计").startswith(f"{number_text(case.result.total)} 学时"), case.id
    assert watched.wrong == []


def test_a_result_names_what_is_missing_its_sentence_and_who_recognises(watched: Watched) -> None:
    page = watched.open("calculator.html")
    assert "还没有可以计算的记录" in verdict(page)
    assert "还差累计 90 学时（或 12 天），公共科目 30 学时，专业科目 60 学时" in verdict(page)
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="专业科目"))
    assert "各级事业单位主管部门" in row.inner_text()
    sentence = row.get_by_role("link").filter(has_text="专业科目培训不少于 60 学时")
    sentence.first.click()
    page.wait_for_url("**#p12s1")
    assert watched.wrong == []


@pytest.mark.parametrize(
    ("label", "value"),
    [("学时", "-1"), ("学时", "1e308"), ("学时", "三十"), ("天数", "1.55"), ("学时", "99999")],
)
def test_what_cannot_be_is_told_at_its_field_and_not_counted(
    watched: Watched, label: str, value: str
) -> None:
    page = watched.open("calculator.html")
    field(page, 1, "日期").fill("2023-03-01")
    field(page, 1, "培训名称").fill("甲")
    field(page, 1, "认定状态").select_option(label="已认定")
    box = field(page, 1, label)
    box.fill(value)
    box.press("Tab")
    assert box.get_attribute("aria-invalid") == "true"
    described = str(box.get_attribute("aria-describedby")).split()
    assert any(page.locator(f"[id='{id_}']").inner_text() for id_ in described)
    assert counted(page, "累计") == "0 学时"


def test_records_are_added_by_preset_and_removed_by_keyboard(watched: Watched) -> None:
    page = watched.open("calculator.html")
    page.get_by_role("button", name="高级研修班").click()
    assert field(page, 2, "学时").input_value() == "32"
    assert field(page, 2, "科目").input_value() == ""
    remove = page.get_by_role("button", name="删除记录 2")
    remove.focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("group", name="记录 2", exact=True).count() == 0
    assert page.locator(":focus").inner_text() == "删除记录 1"


def tab_to(page: Page, control: Locator) -> None:
    """Press Tab until *control* has the focus."""
    for _ in range(12):
        if control.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab does not lead to {control}")


def test_a_record_is_entered_copied_and_judged_by_keyboard_alone(watched: Watched) -> None:
    page = watched.open("calculator.html")
    page.get_by_role("tab", name="一个人").focus()
    tab_to(page, field(page, 1, "日期"))
    page.keyboard.type("03012023")
    tab_to(page, field(page, 1, "培训名称"))
    page.keyboard.insert_text("课程")
    tab_to(page, field(page, 1, "科目"))
    page.keyboard.press("ArrowDown")
    tab_to(page, field(page, 1, "学时"))
    page.keyboard.type("20")
    tab_to(page, field(page, 1, "认定状态"))
    page.keyboard.press("ArrowDown")
    tab_to(page, page.get_by_role("button", name="复制记录 1"))
    page.keyboard.press("Enter")
    assert counted(page, "公共科目") == "40 学时"
    assert "还差" in verdict(page)
    assert watched.wrong == []


def test_nothing_typed_leaves_the_page_or_stays_behind(watched: Watched) -> None:
    sent: list[str] = []
    watched.page.on("request", lambda request: sent.append(request.url + (request.post_data or "")))
    page = watched.open("calculator.html")
    for label in ("培训名称", "形式", "学时", "天数"):
        field(page, 1, label).fill("机密七三一")
    page.get_by_role("button", name="添加一条记录").click()
    assert not any("机密" in url or "%E6%9C%BA" in url for url in sent)
    stored = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, location.href])")
    assert "机密" not in stored
    page.reload()
    assert field(page, 1, "培训名称").input_value() == ""


def test_a_record_is_copied_and_a_deletion_undone(watched: Watched) -> None:
    page = watched.open("calculator.html")
    fill_first(page, 日期="2023-03-01", 培训名称="课程", 科目="公共科目", 学时="20", 认定状态="已认定")
    page.get_by_role("button", name="复制记录 1").click()
    assert counted(page, "公共科目") == "40 学时"
    page.get_by_role("button", name="删除记录 1").click()
    assert counted(page, "公共科目") == "20 学时"
    page.get_by_role("button", name="撤销删除").click()
    assert counted(page, "公共科目") == "40 学时"
    assert watched.wrong == []


def test_every_record_is_explained_with_its_sentence(watched: Watched) -> None:
    page = watched.open("calculator.html")
    fill_first(page, 日期="2022-12-31", 培训名称="去年", 科目="公共科目", 学时="20", 认定状态="已认定")
    page.get_by_text("为什么：").click()
    line = page.get_by_role("listitem").filter(has_text="记录 1“去年”")
    assert "不计入：日期不在 2023-01-01 至 2023-12-31 之间" in line.inner_text()
    line.get_by_role("link").first.click()
    page.wait_for_url("**#p12s1")


NOTE_SAID = """
window.said = [];
for (const place of document.querySelectorAll("[role=status]")) {
  new MutationObserver(() => said.push(place.textContent)).observe(place, {childList: true, subtree: true});
}
"""


def test_a_verdict_is_seen_at_once_and_read_out_when_typing_pauses(watched: Watched) -> None:
    page = watched.open("calculator.html")
    fill_first(page, 日期="2023-03-01", 科目="公共科目", 认定状态="已认定")
    said = page.get_by_role("status")
    said.filter(has_text="没有填完").wait_for()
    page.evaluate(NOTE_SAID)
    field(page, 1, "学时").press_sequentially("12.5")
    assert "还差累计 77.5 学时" in verdict(page)
    said.filter(has_text="77.5").wait_for()
    assert page.evaluate("said") == [verdict(page).replace("\n", "")]
    assert watched.wrong == []


def test_once_the_year_is_closed_only_make_up_training_is_spoken_of(watched: Watched) -> None:
    for day, closed in (("2023-12-31", False), ("2024-01-01", True)):
        watched.page.clock.set_fixed_time(f"{day}T12:00")
        page = watched.open("calculator.html")
        page.get_by_text("年度截止日期 2023-12-31").wait_for()
        assert page.get_by_text("用得最少的排在前面").is_visible() == (not closed)
        assert page.get_by_role("heading", name="向谁咨询").is_visible() == closed
        sentence = page.get_by_role("link", name="经同级事业单位人事综合管理部门批准允许补训外")
        assert sentence.is_visible() == closed
    sentence.click()
    page.wait_for_url("**#p12s2")
    assert watched.wrong == []


def test_who_qualifies_in_a_year_that_is_closed_need_not_ask(watched: Watched) -> None:
    watched.page.clock.set_fixed_time("2024-01-01T12:00")
    page = watched.open("calculator.html")
    for number, (subject, hours) in enumerate((("公共科目", "30"), ("专业科目", "60")), 1):
        if number > 1:
            page.get_by_role("button", name="添加一条记录").click()
        field(page, number, "日期").fill("2023-03-01")
        field(page, number, "科目").select_option(label=subject)
        field(page, number, "学时").fill(hours)
        field(page, number, "认定状态").select_option(label="已认定")
    assert "已达标" in verdict(page)
    for heading in ("怎样补上差额", "向谁咨询"):
        assert page.get_by_role("heading", name=heading).count() == 0


def test_the_ways_to_close_a_gap_begin_with_the_fewest(watched: Watched) -> None:
    watched.page.clock.set_fixed_time("2023-06-01T12:00")
    page = watched.open("calculator.html")
    plans = page.locator("[data-part=plans] > li").all_inner_texts()
    assert [text.count("＋") for text in plans] == sorted(text.count("＋") for text in plans)
    assert any("免费的公共科目线上课程（30" in text and "专业科目线上课程" in text for text in plans)


def test_the_page_tries_its_own_cases(watched: Watched, policy: Policy) -> None:
    page = watched.open("calculator.html")
    page.get_by_role("button", name="自检").click()
    count = len(list(vectors(compile_rule(policy.current))))
    assert page.get_by_text(f"自检通过：{count} 例").is_visible()


def test_the_printed_sheet_names_its_source_and_says_what_it_is_not(watched: Watched) -> None:
    page = watched.open("calculator.html")
    fill_first(page, 日期="2023-03-01", 培训名称="课程", 科目="公共科目", 学时="20", 认定状态="已认定")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    text = page.locator(".calculator-sheet").inner_text()
    for words in ("学时自测表", "来源：《", "打印日期：", "不是培训合格证书", "累计 70 学时（或 12 天）"):
        assert words in text
    assert not page.get_by_role("button", name="添加一条记录").is_visible()
    assert "没有计入" not in text
    assert watched.wrong == []


def test_the_printed_sheet_says_how_many_records_it_leaves_out(watched: Watched) -> None:
    page = watched.open("calculator.html")
    fill_first(page, 日期="2023-03-01", 培训名称="课程", 学时="20")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    left_out = "有 1 条记录没有填完或填写有误，没有计入。"
    assert left_out in page.locator(".calculator-sheet").inner_text()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert left_out in verdict(page)
    assert watched.wrong == []
