"""The page of a form by keyboard, for screen readers, enlarged and in every look; a unit finds itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browsing import axe_faults, compose, hold
from folders import project_copy
from form_steps import PAGE, choose
from generated_units import generated_units
from policypress.build import build
from policypress.guarded_csv import csv_text
from policypress.model.units import Unit
from policypress.units.ids import id_of

LOOKS: Mapping[str, Mapping[str, str]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
}


@pytest.fixture(scope="module")
def with_units(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, list[Unit]]:
    """Return the address of a site that knows units, and the units."""
    folder = tmp_path_factory.mktemp("units") / "省厅 项目"
    project_copy(folder)
    units = generated_units(2_000)
    units.append(Unit(name="某某省直属中心"))
    rows = [["单位名称", "主管部门", "同级人事综合管理部门"]]
    rows += [[unit.name, unit.department or "", unit.bureau or ""] for unit in units]
    form = folder / "policy/forms/offline-training.yaml"
    held = "id: organiser\n"
    form.write_text(
        form.read_text("utf-8").replace(held, f"{held}            from_unit: department\n"), "utf-8"
    )
    (folder / "policy/units").mkdir()
    (folder / "policy/units/名单.csv").write_text(csv_text(rows), "utf-8")
    return f"{build(folder, folder / 'dist', lambda _: None).as_uri()}/", units


@pytest.fixture
def unit_page(browser: Browser, with_units: tuple[str, list[Unit]]) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 360, "height": 800}, reduced_motion="reduce", bypass_csp=True)
    page.goto(with_units[0] + PAGE)
    yield page
    page.context.close()


def unit_box(page: Page) -> Locator:
    return page.get_by_role("combobox", name="先找到本单位")


def test_a_unit_finds_itself_by_keyboard_and_can_keep_the_address(
    unit_page: Page, with_units: tuple[str, list[Unit]]
) -> None:
    address, units = with_units
    unit = units[7]
    box = unit_box(unit_page)
    box.focus()
    unit_page.keyboard.insert_text(unit.name[2:])
    unit_page.get_by_role("option").first.wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    unit_page.keyboard.press("ArrowDown")
    assert unit_page.locator(f"[id='{box.get_attribute('aria-activedescendant')}']").inner_text() == unit.name
    unit_page.keyboard.press("Enter")
    unit_page.get_by_text(f"已填好“{unit.name}”").wait_for()
    assert unit_page.url == f"{address}{PAGE}#unit={id_of(unit.name)}"
    unit_page.reload()
    unit_page.get_by_text(f"已填好“{unit.name}”").wait_for()
    assert unit_page.get_by_label("申报单位", exact=True).input_value() == unit.name
    choose(unit_page, "专业科目")
    assert unit_page.get_by_text(f"主管部门（{unit.department}）备案。").is_visible()


def test_nothing_of_one_unit_is_left_in_the_form_of_another(
    unit_page: Page, with_units: tuple[str, list[Unit]]
) -> None:
    page, first, last = unit_page, with_units[1][7], with_units[1][-1]
    name, office = (page.get_by_label(label, exact=True) for label in ("申报单位", "培训机构"))
    filed = page.get_by_role("status").filter(has_text="备案。")
    choose(page, "专业科目")
    find(page, first)
    assert (name.input_value(), office.input_value()) == (first.name, first.department)
    assert f"（{first.department}）" in filed.inner_text()
    name.fill("某某院")
    assert "（" not in filed.inner_text()
    find(page, last)
    assert (name.input_value(), office.input_value()) == (last.name, "")
    assert "（" not in filed.inner_text()
    find(page, first)
    office.fill("别的机构")
    find(page, last)
    assert office.input_value() == "别的机构"
    find(page, first)
    page.get_by_role("button", name="清除全部内容").click()
    choose(page, "专业科目")
    assert "（" not in filed.inner_text()


def test_the_address_of_a_unit_changes_nothing_where_another_was_typed_since(
    unit_page: Page, with_units: tuple[str, list[Unit]]
) -> None:
    page, unit = unit_page, with_units[1][7]
    name, office = (page.get_by_label(label, exact=True) for label in ("申报单位", "培训机构"))
    find(page, unit)
    name.fill("某某院")
    office.fill("")
    page.get_by_label("在这台设备的浏览器里记住").check()
    page.reload()
    page.get_by_text(f"表里已填了别的单位，没有改动；要换成“{unit.name}”，请在上面重新查找。").wait_for()
    assert (name.input_value(), office.input_value()) == ("某某院", "")
    choose(page, "专业科目")
    assert "（" not in page.get_by_role("status").filter(has_text="备案。").inner_text()
    name.fill("")
    office.fill("某某局")
    page.reload()
    page.get_by_text("没有改动").wait_for()
    assert (name.input_value(), office.input_value()) == ("", "某某局")
    find(page, unit)
    assert (name.input_value(), office.input_value()) == (unit.name, unit.department)
    office.fill("某某学校")
    page.reload()
    page.get_by_text(f"已填好“{unit.name}”").wait_for()
    assert office.input_value() == "某某学校"


def test_what_is_cleared_is_no_more_filled_in_for_a_unit_nor_is_that_said(
    unit_page: Page, with_units: tuple[str, list[Unit]]
) -> None:
    page, unit = unit_page, with_units[1][7]
    box, clear = unit_box(page), page.get_by_role("button", name="清除全部内容")
    status = page.locator(".form-unit [role=status]")
    find(page, unit)
    box.fill(unit.name[:2])
    page.get_by_role("option").first.wait_for()
    clear.click()
    assert (box.input_value(), status.inner_text(), page.get_by_role("option").count()) == ("", "", 0)
    page.reload()
    assert page.url == with_units[0] + PAGE
    page.wait_for_timeout(300)
    assert page.get_by_label("申报单位", exact=True).input_value() == ""
    find(page, unit)
    clear.click()
    assert status.inner_text() == ""
    held = hold(page, "**/units/*/ids-*.js")
    page.reload()
    with page.expect_request("**/units/*/ids-*.js"):
        page.evaluate("id => { location.hash = `#unit=${id}` }", id_of(unit.name))
    clear.click()
    (route,) = held
    route.continue_()
    page.wait_for_timeout(500)
    assert (page.get_by_label("申报单位", exact=True).input_value(), status.inner_text()) == ("", "")


def test_on_the_way_back_to_a_unit_it_is_not_said_to_be_filled_in(
    unit_page: Page, with_units: tuple[str, list[Unit]]
) -> None:
    page, first, last = unit_page, with_units[1][7], with_units[1][-1]
    find(page, first)
    find(page, last)
    page.go_back()
    page.get_by_text(f"没有改动；要换成“{first.name}”，请在上面重新查找。").wait_for()
    assert page.get_by_text("已填好").count() == 0
    assert page.get_by_label("申报单位", exact=True).input_value() == last.name


def test_a_unit_that_was_chosen_is_taken_over_whatever_the_address_names_meanwhile(
    unit_page: Page, with_units: tuple[str, list[Unit]]
) -> None:
    page, unit = unit_page, with_units[1][7]
    held = hold(page, "**/units/*/ids-*.js")
    page.reload()
    name = page.get_by_label("申报单位", exact=True)
    name.fill("某某院")
    page.get_by_role("combobox", name="先找到本单位").fill(unit.name)
    with page.expect_request("**/units/*/ids-*.js"):
        page.get_by_role("option", name=unit.name, exact=True).click()
    page.evaluate("location.hash = '#preset=none'")
    (route,) = held
    route.continue_()
    page.get_by_text(f"已填好“{unit.name}”").wait_for()
    assert name.input_value() == unit.name


def find(page: Page, unit: Unit) -> None:
    """Find *unit* by its name and choose it."""
    page.get_by_role("combobox", name="先找到本单位").fill(unit.name)
    page.get_by_role("option", name=unit.name, exact=True).click()
    page.get_by_text(f"已填好“{unit.name}”").wait_for()


def test_a_name_that_no_list_has_is_told(unit_page: Page) -> None:
    unit_box(unit_page).fill("不存在的单位名称")
    unit_page.get_by_text("名单里没有这个单位").wait_for()
    unit_page.evaluate("location.hash = '#unit=000000000000'")
    unit_page.get_by_text("已不在名单里").wait_for()


def test_enter_right_after_typing_takes_nothing_of_what_was_found_before(
    unit_page: Page, with_units: tuple[str, list[Unit]]
) -> None:
    address, units = with_units
    box, unit = unit_box(unit_page), units[7]
    box.fill(unit.name[:2])
    unit_page.get_by_role("option").first.wait_for()
    box.evaluate(
        """(box, typed) => {
             box.value = typed;
             box.dispatchEvent(new InputEvent("input", {bubbles: true}));
             box.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", bubbles: true}));
           }""",
        unit.name,
    )
    expect(unit_page.get_by_role("option")).to_have_text([unit.name])
    assert unit_page.url == f"{address}{PAGE}"
    unit_page.keyboard.press("Enter")
    unit_page.get_by_text(f"已填好“{unit.name}”").wait_for()


def test_a_name_being_composed_is_looked_for_only_when_it_is_done(unit_page: Page) -> None:
    unit_box(unit_page).focus()
    compose(unit_page, "zhongxue")
    unit_page.wait_for_timeout(300)
    assert unit_page.locator(".form-unit [role=status]").inner_text() == ""
    unit_page.keyboard.insert_text("中学")
    unit_page.get_by_role("option").first.wait_for()


def test_the_list_of_units_is_open_only_while_somebody_is_at_the_box(unit_page: Page) -> None:
    box = unit_box(unit_page)
    box.fill("中学")
    expect(box).to_have_attribute("aria-expanded", "true")
    fields = unit_page.locator("[data-part=fields]")
    top = fields.evaluate("at => at.offsetTop")
    unit_page.keyboard.press("Tab")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(unit_page.get_by_role("option")).to_have_count(0)
    # What is pressed does not move away while it is pressed.
    assert fields.evaluate("at => at.offsetTop") == top
    box.focus()
    expect(box).to_have_attribute("aria-expanded", "true")


def test_units_found_after_somebody_left_the_box_wait_until_it_is_gone_back_to(unit_page: Page) -> None:
    held = hold(unit_page, "**/units/directory.js")
    unit_page.reload()
    box = unit_box(unit_page)
    with unit_page.expect_request("**/units/directory.js"):
        box.fill("中学")
    unit_page.keyboard.press("Tab")
    (route,) = held
    route.continue_()
    unit_page.get_by_text("个单位，按上下键选择").wait_for()
    expect(box).to_have_attribute("aria-expanded", "false")
    box.focus()
    expect(box).to_have_attribute("aria-expanded", "true")


def test_of_two_units_chosen_quickly_the_form_shows_the_one_its_address_names(
    unit_page: Page, with_units: tuple[str, list[Unit]]
) -> None:
    first, *others = with_units[1]
    start = id_of(first.name)[0]
    last = next(unit for unit in others if id_of(unit.name)[0] != start)
    held = hold(unit_page, f"**/units/*/ids-{start}.js")
    unit_page.reload()
    with unit_page.expect_request(f"**/ids-{start}.js"):
        unit_page.evaluate("id => { location.hash = `#unit=${id}` }", id_of(first.name))
    unit_page.evaluate("id => { location.hash = `#unit=${id}` }", id_of(last.name))
    unit_page.get_by_text(f"已填好“{last.name}”").wait_for()
    (route,) = held
    route.continue_()
    unit_page.wait_for_timeout(500)
    assert unit_page.get_by_label("申报单位", exact=True).input_value() == last.name
    assert unit_page.get_by_text(f"已填好“{last.name}”").is_visible()


def bring(page: Page, state: str) -> None:
    """Bring the page into a state."""
    if state == "finding":
        unit_box(page).fill("中学")
        page.get_by_role("option").first.wait_for()
        page.keyboard.press("ArrowDown")
    if state in {"filled", "faulty", "preview"}:
        page.get_by_label("邮编", exact=True).fill("1234567" if state == "faulty" else "123456")
        choose(page, "公共科目")
    if state == "said":
        page.get_by_role("button", name="清除全部内容").click()
    if state == "preview":
        page.get_by_text("预览打印的样子").click()
        page.get_by_role("img", name="第 1 页，共 1 页").wait_for()
    if state == "batch":
        page.get_by_label("也可以从 Excel 或 WPS 复制").fill("申报单位\t邮编\t备注\n某某院\t1234567\t无\n")
        page.get_by_role("heading", name="有问题的行").wait_for()
        page.get_by_label("文件名", exact=True).fill("{车牌}")


@pytest.mark.parametrize("state", ["empty", "finding", "filled", "faulty", "said", "preview", "batch"])
@pytest.mark.parametrize("look", list(LOOKS))
def test_no_state_has_a_fault_that_axe_finds(unit_page: Page, state: str, look: str) -> None:
    page = unit_page
    page.emulate_media(reduced_motion="reduce", **LOOKS[look])  # type: ignore[arg-type]
    bring(page, state)
    # Where the system chooses the colours, axe reckons with those the style asked for.
    found = axe_faults(page, rules={"color-contrast": {"enabled": look != "forced"}})
    assert (found, page.evaluate("document.documentElement.scrollWidth")) == ([], 360)


@pytest.mark.parametrize("state", ["filled", "preview", "batch"])
def test_at_twice_the_size_nothing_is_cut_off(unit_page: Page, state: str) -> None:
    # A window of 1280 points at 200 % has 640 (WCAG 2.2, 1.4.4).
    unit_page.set_viewport_size({"width": 640, "height": 480})
    bring(unit_page, state)
    assert unit_page.evaluate("document.documentElement.scrollWidth") == 640


def test_many_forms_are_made_by_keyboard_alone(unit_page: Page) -> None:
    page = unit_page
    page.get_by_label("也可以从 Excel 或 WPS 复制").focus()
    page.keyboard.insert_text("申报单位\t备注\n某某院\t无\n")
    page.get_by_text("已读入 1 行").wait_for()
    seen = []
    for _ in range(8):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.innerText || document.activeElement.id"))
    assert seen[0] == "各列填到哪一栏"
    assert "全部生成并下载（.zip）" in seen
    while page.evaluate("document.activeElement.innerText") != "全部生成并下载（.zip）":
        page.keyboard.press("Shift+Tab")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith("（1份）.zip")
    page.get_by_text("已生成").wait_for()
    assert page.evaluate("document.activeElement.innerText") == "全部生成并下载（.zip）"
