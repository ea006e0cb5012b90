"""The search box in a real browser, from a server's sub-path and from a folder."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

import pytest
from lxml import html
from playwright.sync_api import Browser, Locator, Page, Route, expect

from browsing import Watched, axe_faults, hold
from checkout import DATA

CASES = json.loads((DATA / "search.json").read_text("utf-8"))


def box(page: Page) -> Locator:
    return page.get_by_role("combobox", name="搜索本站")


def ask(page: Page, query: str) -> list[str]:
    """Type *query* and return the addresses of the results."""
    status = "(empty) => (document.querySelector('.search [role=status]').textContent === '') === empty"
    box(page).fill("")
    page.wait_for_function(status, arg=True)
    box(page).fill(query)
    page.wait_for_function(status, arg=False)
    options = page.get_by_role("option").all()
    return [str(option.evaluate("option => option.href")) for option in options]


def ask_in_vain(page: Page, query: str) -> list[Route]:
    """Type *query*, of which nothing is read yet; return what is asked for, kept waiting."""
    held = hold(page, "**/search/**")
    with page.expect_request("**/search/**"):
        box(page).fill(query)
    return held


def target_text(site: Path, address: str) -> str:
    """Return the text of the page or section that *address*, from the root of the site, leads to."""
    path, _, anchor = unquote(address).partition("#")
    article = html.document_fromstring((site / path).read_text("utf-8")).find(".//article")
    assert article is not None
    if not anchor:
        return str(article.text_content())
    (target,) = article.xpath("//*[@id=$id]", id=anchor)
    parts = [target]
    if target.tag in {"h2", "h3"}:
        parts += itertools.takewhile(lambda part: part.tag not in {"h2", "h3"}, target.itersiblings())
    return "\n".join(part.text_content() for part in parts)


def test_the_queries_of_the_cases_lead_to_what_they_ask_within_five(watched: Watched, site: Path) -> None:
    page = watched.open("index.html")
    missed = []
    for query, pattern in CASES:
        addresses = ask(page, query)
        if not any(
            re.search(pattern, target_text(site, unquote(address).removeprefix(unquote(watched.base))))
            for address in addresses[:5]
        ):
            missed.append(query)
    assert missed == []
    assert watched.wrong == []


def test_nothing_is_loaded_before_somebody_goes_to_the_box_and_nothing_is_stored(watched: Watched) -> None:
    asked: list[str] = []
    watched.page.on("request", lambda request: asked.append(request.url))
    page = watched.open("2023/hours.html")
    page.wait_for_timeout(300)
    assert [url for url in asked if "/search/" in url] == []
    assert ask(page, "补训")
    assert [url for url in asked if "/search/" in url] != []
    assert page.url.endswith("2023/hours.html")
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_a_known_question_shows_its_number_and_sentence_first(watched: Watched) -> None:
    page = watched.open("index.html")
    ask(page, "公共科目多少学时")
    first = page.get_by_role("option").first
    assert "不少于30学时" in first.inner_text()
    assert "其中公共科目培训不少于 30 学时" in first.inner_text()
    first.click()
    page.wait_for_url("**/documents/xiangrenshehan-2023-63.html#p12s1")
    assert watched.wrong == []


@pytest.mark.parametrize(
    ("day", "said"), [("2023-12-31", "2023 年度"), ("2024-01-01", "2023 年度（已结束）")]
)
def test_an_answer_says_of_which_year_it_is_and_when_that_is_over(
    watched: Watched, day: str, said: str
) -> None:
    watched.page.clock.set_fixed_time(f"{day}T12:00:00")
    page = watched.open("index.html")
    ask(page, "今年要学多少")
    assert page.get_by_role("option").first.inner_text().splitlines()[0] == f"全年要学多少学时？　{said}"


def test_of_a_year_that_is_not_held_this_is_said_first(watched: Watched) -> None:
    page = watched.open("index.html")
    first = ask(page, "2024年学时要求")[0]
    assert first.endswith("2023/faq.html#other-years")
    assert page.get_by_role("option").first.inner_text().splitlines()[1] == "本站没有收录2024年的通知。"
    assert "没有收录" not in page.get_by_role("option").nth(1).inner_text()
    assert watched.wrong == []


def test_what_the_notice_leaves_open_is_said_with_whom_to_ask(watched: Watched) -> None:
    page = watched.open("index.html")
    ask(page, "当年退休的人员还要完成全年学时吗")
    first = page.get_by_role("option").first.inner_text()
    assert "本通知未作规定" in first
    assert "0731-84900080" in first


def test_the_keyboard_alone_searches_chooses_and_follows(watched: Watched) -> None:
    page = watched.open("2023/hours.html")
    page.keyboard.press("Control+k")
    page.keyboard.insert_text("备案表下载")
    page.get_by_role("option").first.wait_for()
    page.wait_for_timeout(200)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    chosen = page.get_by_role("option", selected=True)
    assert chosen.get_attribute("id") == box(page).get_attribute("aria-activedescendant")
    assert box(page).get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    assert (box(page).get_attribute("aria-expanded"), page.get_by_role("option").count()) == ("false", 0)
    assert box(page).input_value() == "备案表下载"
    page.keyboard.press("Escape")
    assert box(page).input_value() == ""
    page.keyboard.press("Tab")
    page.keyboard.press("Control+k")
    page.keyboard.insert_text("乡村振兴")
    page.get_by_role("option").first.wait_for()
    page.wait_for_timeout(200)
    address = page.get_by_role("option").first.get_attribute("href") or ""
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.split("/")[-1] == address.split("/")[-1])
    assert watched.wrong == []


def test_no_key_calls_for_the_box_by_itself(watched: Watched) -> None:
    # WCAG 2.1.4: who speaks to a page, or presses keys by accident, is not carried off by one letter or sign.
    page = watched.open("2023/hours.html")
    for key in ("/", "k"):
        page.keyboard.press(key)
        expect(box(page)).not_to_be_focused()
    assert box(page).get_attribute("aria-keyshortcuts") == "Control+K"


def test_what_could_not_be_read_for_an_earlier_query_is_not_told_of_a_later_one(
    browser: Browser, addresses: dict[str, str]
) -> None:
    page = browser.new_page()
    page.goto(addresses["http"] + "index.html")
    found = ask(page, "补训")
    held = ask_in_vain(page, "乡村振兴")
    assert ask(page, "补训") == found
    assert held
    for route in held:
        route.abort()
    page.wait_for_timeout(300)
    expect(page.get_by_role("option")).to_have_count(len(found))
    expect(page.locator(".search [role=status]")).to_have_text(f"找到 {len(found)} 条，按上下键选择")
    page.context.close()


def test_a_list_that_was_closed_stays_closed_whatever_is_found_meanwhile(
    browser: Browser, addresses: dict[str, str]
) -> None:
    page = browser.new_page()
    page.goto(addresses["http"] + "index.html")
    ask(page, "补训")
    held = ask_in_vain(page, "乡村振兴")
    page.keyboard.press("Escape")
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    assert held
    page.unroute_all()
    said = page.locator(".search [role=status]")
    expect(page.locator(".search [role=listbox]")).to_contain_text("乡村振兴")
    expect(said).to_contain_text("按上下键选择")
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    box(page).fill("乡村")
    box(page).fill("乡村振兴")
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    page.context.close()


def test_what_could_not_be_read_is_told_where_the_reader_still_is_and_asked_for_again(
    browser: Browser, addresses: dict[str, str]
) -> None:
    page, told = browser.new_page(), "搜索数据没有读出来，请刷新页面再试。"
    page.goto(addresses["http"] + "index.html")
    ask(page, "补训")
    held = ask_in_vain(page, "乡村振兴")
    page.keyboard.press("Shift+Tab")
    assert held
    for route in held:
        route.abort()
    expect(page.locator(".search [role=status]")).to_have_text(told)
    expect(page.locator(".search-empty")).to_be_hidden()
    box(page).focus()
    expect(page.locator(".search-empty")).to_have_text(told)
    page.unroute_all()
    page.keyboard.press("Enter")
    page.get_by_role("option").first.wait_for()
    page.context.close()


def test_a_word_being_composed_is_searched_only_when_it_is_done(watched: Watched) -> None:
    page = watched.open("index.html")
    box(page).focus()
    page.wait_for_timeout(200)
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "buxun", "selectionStart": 5, "selectionEnd": 5})
    page.wait_for_timeout(300)
    assert page.get_by_role("option").count() == 0
    assert page.locator(".search [role=status]").inner_text() == ""
    page.evaluate(
        """() => document.querySelector(".search input").dispatchEvent(
             new KeyboardEvent("keydown", {key: "Enter", keyCode: 229, bubbles: true}))"""
    )
    session.send("Input.insertText", {"text": "补训"})
    page.get_by_role("option").first.wait_for()
    assert box(page).input_value() == "补训"


def test_a_pasted_text_is_searched(watched: Watched) -> None:
    page = watched.open("index.html")
    box(page).focus()
    page.evaluate("() => document.execCommand('insertText', false, '⻓期高级研修班　３２学时')")
    page.get_by_role("option").first.wait_for()
    assert "高级研修班" in page.get_by_role("listbox").inner_text()


def test_results_are_counted_aloud_and_nothing_found_says_what_to_try_and_whom_to_call(
    watched: Watched,
) -> None:
    page = watched.open("index.html")
    count = len(ask(page, "公共科目"))
    status = page.locator(".search [role=status]")
    assert status.inner_text() == f"找到 {count} 条，按上下键选择"
    box(page).fill("呜哇魑魅")
    page.get_by_text("没有找到“呜哇魑魅”。", exact=True).wait_for()
    assert page.get_by_role("option").count() == 0
    told = page.locator(".search-empty").inner_text()
    assert "公共科目" in told
    assert "0731-84900080" in told
    page.locator(".search-empty").get_by_role("link", name="站内目录").click()
    page.wait_for_url("**/headings.html")


def test_what_is_typed_is_shown_as_text_and_never_as_markup(watched: Watched) -> None:
    page = watched.open("index.html")
    box(page).fill("<img src=x onerror=alert(1)>")
    page.wait_for_timeout(500)
    assert page.locator(".search img").count() == 0
    assert watched.wrong == []


@pytest.fixture(params=["light", "dark"])
def phone(browser: Browser, addresses: dict[str, str], request: pytest.FixtureRequest) -> Iterator[Page]:
    scheme: Literal["light", "dark"] = request.param
    context = browser.new_context(
        viewport={"width": 360, "height": 740},
        has_touch=True,
        color_scheme=scheme,
        bypass_csp=True,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(addresses["http"] + "index.html")
    yield page
    context.close()


def test_on_a_phone_an_icon_opens_the_box_and_axe_finds_nothing_closed_or_open(phone: Page) -> None:
    assert axe_faults(phone) == []
    assert not box(phone).is_visible()
    phone.get_by_role("button", name="搜索").tap()
    assert box(phone).is_visible()
    assert ask(phone, "多少学时")
    assert phone.evaluate("document.documentElement.scrollWidth") == 360
    assert axe_faults(phone) == []
    box(phone).fill("呜哇魑魅")
    phone.get_by_text("没有找到“呜哇魑魅”。", exact=True).wait_for()
    assert axe_faults(phone) == []
    phone.get_by_role("button", name="搜索").tap()
    assert not box(phone).is_visible()


COVERED = """() => {
  const target = document.querySelector(":target"), {left, top} = target.getBoundingClientRect();
  return !target.contains(document.elementFromPoint(left + 5, top + 5));
}"""


@pytest.mark.parametrize("by", ["finger", "key"])
def test_on_a_phone_the_box_does_not_stay_over_what_a_result_leads_to(phone: Page, by: str) -> None:
    phone.goto(phone.url.replace("index.html", "2023/hours.html"))
    phone.get_by_role("button", name="搜索").tap()
    addresses = ask(phone, "公共科目")
    place = next(at for at, address in enumerate(addresses) if address.startswith(f"{phone.url}#"))
    if by == "finger":
        phone.get_by_role("option").nth(place).tap()
    else:
        for _ in range(place + 1):
            phone.keyboard.press("ArrowDown")
        phone.keyboard.press("Enter")
    phone.wait_for_url(addresses[place])
    expect(box(phone)).to_be_hidden()
    expect(phone.get_by_role("button", name="搜索")).to_have_attribute("aria-expanded", "false")
    assert not phone.evaluate(COVERED)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_desk_and_at_twice_the_size_axe_finds_nothing_and_results_fit(
    browser: Browser, addresses: dict[str, str], scheme: Literal["light", "dark"]
) -> None:
    for width in (1280, 640):  # 640 CSS pixels are 1280 at 200 %
        context = browser.new_context(
            viewport={"width": width, "height": 450},
            color_scheme=scheme,
            bypass_csp=True,
            reduced_motion="reduce",
        )
        page = context.new_page()
        page.goto(addresses["http"] + "2023/hours.html")
        page.keyboard.press("Control+k")
        assert ask(page, "公共科目多少学时")
        page.keyboard.press("ArrowUp")
        last = page.get_by_role("option").last.bounding_box()
        assert last is not None
        assert last["x"] >= 0
        assert last["x"] + last["width"] <= width
        assert last["y"] + last["height"] <= 450
        assert axe_faults(page) == []
        context.close()


def test_the_page_of_missing_addresses_has_the_box_too(watched: Watched) -> None:
    page = watched.open("404.html")
    assert ask(page, "备案表")
    assert watched.wrong == []


def test_without_scripts_the_page_names_the_list_of_headings(
    scriptless: Page, addresses: dict[str, str]
) -> None:
    scriptless.goto(addresses["http"] + "2023/hours.html")
    link = scriptless.get_by_role("link", name="站内目录（搜索需要打开脚本功能）")
    assert link.is_visible()
    assert not box(scriptless).is_visible()
    tree = html.fromstring(scriptless.content())
    assert tree.xpath("//noscript") != []
    link.click()
    assert scriptless.url.endswith("/headings.html")
