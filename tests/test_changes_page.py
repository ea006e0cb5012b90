"""The page of changes, and the years side by side."""

from __future__ import annotations

import pytest
from lxml import html

from policypress.change import anchor_of
from policypress.changes import changes_between
from policypress.changes_page import changes_section
from policypress.model.policy import Policy
from second_year import with_second_year


@pytest.fixture(scope="module")
def two(policy: Policy) -> Policy:
    return with_second_year(policy)


def parsed(text: str) -> html.HtmlElement:
    return html.fromstring(f"<main>{text}</main>")


def test_with_one_year_the_page_says_that_there_is_nothing_to_compare(policy: Policy) -> None:
    text = changes_section(policy, 2023, "changes.md")
    assert "没有另一年度可以对照" in text
    assert "年相比" not in text
    assert len(parsed(text).xpath("//thead//th")) == 2


def test_each_change_stands_at_its_address_with_old_and_new_linked_to_their_sentences(two: Policy) -> None:
    before, after = two.years[2023], two.years[2024]
    page = parsed(changes_section(two, 2024, "changes.md"))
    for change in changes_between(two, before, after).told:
        (entry,) = page.xpath(f"//li[@id='{anchor_of(after, change)}']")
        quotes = [" ".join(quote.text_content().split()) for quote in entry.xpath(".//blockquote/p")]
        facts = [fact for fact in (change.old, change.new) if fact]
        assert quotes == [" ".join(fact.quote.split()) for fact in facts]
    (hours,) = page.xpath("//li[@id='2024-public_hours']/p")
    links = [(link.text_content(), link.get("href")) for link in hours.xpath("./a")]
    assert links == [
        ("不少于30学时", f"documents/{before.document}.html#{before.facts['public_hours'].anchor}"),
        ("不少于40学时", f"documents/{after.document}.html#{after.facts['public_hours'].anchor}"),
    ]


def test_a_year_not_yet_in_force_is_labelled_so(two: Policy) -> None:
    ahead = changes_section(two, 2023, "changes.md")
    assert "## 2024 年与 2023 年相比（以后年度） {#year-2024}" in ahead
    assert "2024 年的规定用于 2024 年度；本站所示年度是 2023 年。" in ahead
    assert "以后年度" not in changes_section(two, 2024, "changes.md")
    assert [note.text_content() for note in parsed(ahead).xpath("//thead//span")] == [
        "以后年度",
        "本站所示年度",
    ]


def test_every_number_day_and_list_of_any_year_has_a_row_with_a_linked_cell_a_year(two: Policy) -> None:
    page = parsed(changes_section(two, 2024, "changes.md"))
    rows = {row.xpath("string(th)"): row for row in page.xpath("//table//tr[td]")}
    days = rows["全年培训天数（与总学时任选其一达到）"]
    assert [cell.text_content() for cell in days.xpath("td")] == ["不再规定", "不少于12天"]
    hours = rows["公共科目学时"]
    assert [cell.text_content() for cell in hours.xpath("td")] == ["不少于40学时有变化", "不少于30学时"]
    assert len(hours.xpath("td/a[contains(@href, '#p')]")) == 2
    assert [cell.text_content() for cell in rows["年度培训截止日期"].xpath("td")] == [
        "2024年12月31日",
        "2023年12月31日",
    ]
    assert page.xpath("count(//table//tr[td]/th[@scope='row'])") == len(rows)


def test_the_effects_stand_below_the_changes(two: Policy) -> None:
    page = parsed(changes_section(two, 2024, "changes.md"))
    effects = [entry.text_content() for entry in page.xpath("//ul[contains(@class, 'effects')]/li")]
    assert effects[0].startswith("人员“两门科目都刚好学满的某甲”：按 2023 年规定，达标；")
