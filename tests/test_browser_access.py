"""What WCAG 2.2 asks for beyond what axe finds: the keyboard, spacing, narrow screens, targets, colours and motion."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browsing import axe_faults, names

STOPS = 60
"""Most stops of the keyboard looked at on a page: its head, its parts, and the beginning of its text."""
STOP = """() => {
  const at = document.activeElement;
  if (!at || at === document.body || at.dataset.seen) return null;
  at.dataset.seen = "1";
  const style = getComputedStyle(at), box = at.getBoundingClientRect();
  const shown = box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight;
  const [x, y] = [box.x + Math.min(box.width / 2, 20), box.y + box.height / 2];
  const top = document.elementFromPoint(Math.min(Math.max(x, 0), innerWidth - 1), Math.min(Math.max(y, 0), innerHeight - 1));
  const marked = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
  const seen = top && (top === at || at.contains(top) || top.contains(at));
  const within = Boolean(at.closest(".md-sidebar--primary"));
  return {name: at.outerHTML.slice(0, 90), within, fine: Boolean(marked && shown && seen)};
}"""
SETTLED = "document.getAnimations().length === 0"
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""


@pytest.mark.parametrize("width", [360, 900, 1280])
def test_every_stop_of_the_keyboard_is_marked_and_in_sight(
    browser: Browser, addresses: dict[str, str], site: Path, width: int
) -> None:
    # WCAG 2.1.1, 2.4.7, 2.4.11: nothing that has the focus lies under the head of the page, or in a closed menu.
    page, faults = browser.new_page(viewport={"width": width, "height": 800}), []
    for name in names(site):
        page.goto(addresses["http"] + name)
        faults += [(name, stop["name"]) for stop in stops(page) if not stop["fine"]]
    page.context.close()
    assert faults == []


MENU = "nav.md-nav--primary"


@pytest.mark.parametrize("width", [360, 1200])
@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_the_menu_of_a_narrow_screen_is_opened_walked_and_left_by_keyboard(
    browser: Browser, addresses: dict[str, str], width: int, motion: Literal["no-preference", "reduce"]
) -> None:
    # WCAG 2.1.1, 2.4.3, 2.4.7, 4.1.2. A window of 1280 at 200 % is narrow too.
    context = browser.new_context(
        bypass_csp=True, viewport={"width": width, "height": 740}, reduced_motion=motion
    )
    page = context.new_page()
    page.goto(addresses["http"] + "2023/hours.html")
    button, menu = page.get_by_role("button", name="菜单", exact=True), page.locator(MENU)
    close = page.get_by_role("button", name="关闭菜单", exact=True)
    for key in ("Enter", "Space"):
        expect(menu).to_be_hidden()
        expect(button).to_have_attribute("aria-expanded", "false")
        walk_to(page, button)
        page.keyboard.press(key)
        expect(button).to_have_attribute("aria-expanded", "true")
        expect(close).to_be_focused()
        page.keyboard.press("Escape")
        expect(button).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_function(SETTLED)
    assert axe_faults(page) == []
    links = menu.get_by_role("link").count()
    walked = [stop for stop in stops(page) if stop["within"]]
    assert [stop["name"] for stop in walked if not stop["fine"]] == []
    assert len(walked) == links - 1, "all but the site's name, which stands before the button that closes it"
    expect(menu).to_be_hidden()
    expect(button).to_have_attribute("aria-expanded", "false")
    button.press("Enter")
    close.press("Enter")
    expect(button).to_be_focused()
    context.close()


def test_a_part_chosen_in_the_menu_is_shown_and_the_menu_gone(
    browser: Browser, addresses: dict[str, str]
) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(addresses["http"] + "2023/hours.html")
    page.get_by_role("button", name="菜单", exact=True).click()
    page.locator(MENU).get_by_role("link", name="学时由谁认定").click()
    expect(page.locator(MENU)).to_be_hidden()
    expect(page.locator(":target")).to_be_in_viewport()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")
    page.context.close()


def test_the_menu_opens_by_mouse_without_script(scriptless: Page, addresses: dict[str, str]) -> None:
    scriptless.set_viewport_size({"width": 360, "height": 740})
    scriptless.goto(addresses["http"] + "2023/hours.html")
    expect(scriptless.locator(MENU)).to_be_hidden()
    scriptless.locator(".md-header [for=__drawer]").click()
    scriptless.locator(MENU).get_by_role("link", name="学时自测").click()
    expect(scriptless.get_by_role("heading", name="学时自测")).to_be_visible()


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


def stops(page: Page) -> Iterator[dict[str, Any]]:
    """Yield what Tab comes to next on *page*, until it has been everywhere or is back where it was."""
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        if (stop := page.evaluate(STOP)) is None:
            return
        yield stop


def walk_to(page: Page, place: Locator) -> None:
    """Press Tab until *place* has the focus."""
    for _ in range(STOPS):
        if place.evaluate("at => at === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"the keyboard does not come to {place}")
