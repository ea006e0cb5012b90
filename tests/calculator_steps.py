"""What a person does on the calculator's page, and reads there: shared by the tests of it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page


def field(page: Page, number: int, label: str) -> Locator:
    """Return the field *label* of the record *number*."""
    return page.get_by_role("group", name=f"记录 {number}", exact=True).get_by_label(label, exact=True)


def fill_first(page: Page, **values: str) -> None:
    """Fill *values* into the fields of the first record that are labelled so."""
    for label, value in values.items():
        control = field(page, 1, label)
        control.select_option(label=value) if label in {"科目", "认定状态"} else control.fill(value)


def counted(page: Page, requirement: str) -> str:
    """Return what the table of results says is counted for *requirement*."""
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=requirement))
    return row.get_by_role("cell").first.inner_text().replace("已计入", "").strip()


def keep_box(page: Page) -> Locator:
    """Return the box that asks for what is typed to be kept."""
    return page.get_by_label("在这台设备的浏览器里记住")
