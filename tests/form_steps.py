"""What people do on the page of a form."""

from __future__ import annotations

import io
from pathlib import Path

from openpyxl import Workbook
from playwright.sync_api import Page

FORM = "offline-training"
PAGE = f"forms/{FORM}/index.html"


def choose(page: Page, option: str) -> None:
    page.get_by_label(option, exact=True).check()


def take(page: Page, path: Path) -> None:
    """Choose a file to import."""
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="导入内容").click()
    chooser.value.set_files(path)


def workbook(rows: list[list[str]]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(out)
    return out.getvalue()
