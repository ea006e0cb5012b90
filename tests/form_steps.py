"""What people do on the page of a form."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from browsing import choose_file

FORM = "offline-training"
PAGE = f"forms/{FORM}/index.html"


def choose(page: Page, option: str) -> None:
    page.get_by_label(option, exact=True).check()


def take(page: Page, path: Path) -> None:
    """Choose a file to import."""
    choose_file(page, "导入内容", path)
