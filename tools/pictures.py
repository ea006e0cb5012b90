"""Draw the two pictures of README.md: the built site's home page and the blank form.

Run after ``make site``; needs Chromium and poppler's pdftoppm.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "dist" / "site"
PICTURES = ROOT / "docs"


def main() -> None:
    """Write ``docs/site.png`` and ``docs/form.png``."""
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 960})
        page.goto((SITE / "index.html").as_uri())
        page.screenshot(path=PICTURES / "site.png")
        browser.close()
    form = SITE / "forms/offline-training/offline-training.pdf"
    subprocess.run(
        ["pdftoppm", "-png", "-r", "70", "-singlefile", str(form), str(PICTURES / "form")], check=True
    )


if __name__ == "__main__":
    main()
