"""What WCAG 2.2 asks for beyond what axe finds: the keyboard, spacing, narrow screens, targets, colours and motion."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browsing import axe_faults, names

STOPS = 60
"""Most stops of the keyboard looked at on a page: its head, its parts, and the beginning of its text."""
STOP = """() => {
  const at = document.activeElement;
  if (!at || at === document.body || at.dataset.seen) return null;
  at.dataset.seen = "1";
  const style = getComputedStyle(at), box = at.getBoundingClientRect();
  const [x, y] = [box.x + Math.min(box.width / 2, 20), box.y + box.height / 2];
  const top = document.elementFromPoint(Math.min(Math.max(x, 0), innerWidth - 1), Math.min(Math.max(y, 0), innerHeight - 1));
  const marked = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
  const seen = top && (top === at || at.contains(top) || top.contains(at));
  return {name: at.outerHTML.slice(0, 90), fine: Boolean(marked && seen)};
}"""
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""


def test_every_stop_of_the_keyboard_is_marked_and_in_sight(
    browser: Browser, addresses: dict[str, str], site: Path
) -> None:
    # WCAG 2.1.1, 2.4.7, 2.4.11: nothing that has the focus lies under the head of the page.
    page, faults = browser.new_page(viewport={"width": 1280, "height": 800}), []
    for name in names(site):
        page.goto(addresses["http"] + name)
        for _ in range(STOPS):
            page.keyboard.press("Tab")
            stop = page.evaluate(STOP)
            if stop is None:
                break
            if not stop["fine"]:
                faults.append((name, stop["name"]))
    page.context.close()
    assert faults == []


def test_a_reader_s_own_spacing_and_the_narrowest_screen_widen_no_page(
    browser: Browser, addresses: dict[str, str], site: Path
) -> None:
    # WCAG 1.4.12 and 1.4.10: a window of 1280 at 400 % is 320 CSS pixels.
    context = browser.new_context(bypass_csp=True, viewport={"width": 320, "height": 640})
    page, wide = context.new_page(), []
    for name in names(site):
        page.goto(addresses["http"] + name)
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append((name, "320"))
        page.add_style_tag(content=SPACING)
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append((name, "spacing"))
    context.close()
    assert wide == []


@pytest.mark.parametrize("width", [360, 1440])
def test_what_is_pressed_is_large_enough_or_apart_enough(
    browser: Browser, addresses: dict[str, str], site: Path, width: int
) -> None:
    # WCAG 2.5.8, which axe looks for only when asked.
    context = browser.new_context(
        bypass_csp=True, viewport={"width": width, "height": 900}, reduced_motion="reduce"
    )
    page, small = context.new_page(), {}
    for name in names(site):
        page.goto(addresses["http"] + name)
        if found := axe_faults(page, runOnly={"type": "rule", "values": ["target-size"]}):
            small[name] = found
    context.close()
    assert small == {}


def test_nothing_moves_where_less_motion_is_asked_for(
    browser: Browser, addresses: dict[str, str], site: Path
) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    for name in names(site):
        page.goto(addresses["http"] + name)
        assert page.evaluate("document.getAnimations().length") == 0, name
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto", name
    context.close()


def test_in_forced_colours_found_words_and_the_chosen_result_are_seen(
    browser: Browser, addresses: dict[str, str]
) -> None:
    context = browser.new_context(forced_colors="active", viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(addresses["http"] + "index.html")
    page.get_by_role("combobox").fill("补训")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    chosen = page.locator('[role="option"][aria-selected="true"]')
    assert style(page, '[role="option"][aria-selected="true"]', "outlineStyle") == "solid"
    assert chosen.count() == 1
    found = style(page, ".search-option mark", "color")
    assert found != style(page, ".search-list", "backgroundColor")
    context.close()


def style(page: Page, selector: str, name: str) -> str:
    return str(page.locator(selector).first.evaluate("(at, name) => getComputedStyle(at)[name]", name))
