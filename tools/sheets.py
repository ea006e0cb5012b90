"""Draw every built page as people meet it: three widths, light and dark, and printed, on one sheet a page.

Run after ``make site``: ``.venv/bin/python tools/sheets.py [PAGE…]``. The sheets lie in ``dist/sheets/``.
Needs Chromium and poppler's pdftoppm. Look at each sheet before a change of style is published.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "dist" / "site"
SHEETS = ROOT / "dist" / "sheets"
WIDTHS = (360, 768, 1440)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
TALLEST = 3200
"""Most CSS pixels of a page shown; what is below shows nothing new."""
PRINTED = 3
"""Most sheets of paper shown."""
GAP, LABEL = 24, 28


def main(names: list[str]) -> None:
    """Draw the sheets of the pages *names*, of every page where none is named."""
    SHEETS.mkdir(parents=True, exist_ok=True)
    pages = names or sorted(path.relative_to(SITE).as_posix() for path in SITE.rglob("*.html"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for page in pages:
            target = SHEETS / f"{page.removesuffix('.html').replace('/', '-')}.png"
            _sheet([*_screens(browser, page), *_papers(browser, page)]).save(target)
            print(target.relative_to(ROOT))
        browser.close()


def _screens(browser: Browser, page: str) -> Iterator[tuple[str, Image.Image]]:
    """Yield *page* at each width in each colour scheme."""
    with tempfile.TemporaryDirectory() as folder:
        for width in WIDTHS:
            for scheme in SCHEMES:
                opened = browser.new_page(
                    viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
                )
                opened.goto((SITE / page).as_uri())
                height = min(TALLEST, opened.evaluate("document.documentElement.scrollHeight"))
                shot = Path(folder) / "shot.png"
                opened.screenshot(
                    path=shot, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height}
                )
                opened.close()
                with Image.open(shot) as image:
                    yield f"{width} {scheme}", image.convert("RGB")


def _papers(browser: Browser, page: str) -> Iterator[tuple[str, Image.Image]]:
    """Yield the first sheets of paper of *page*."""
    with tempfile.TemporaryDirectory() as folder:
        printed = Path(folder) / "printed.pdf"
        opened = browser.new_page()
        opened.goto((SITE / page).as_uri())
        opened.pdf(path=printed, format="A4", prefer_css_page_size=True)
        opened.close()
        subprocess.run(["pdftoppm", "-png", "-r", "80", "-l", str(PRINTED), printed, printed], check=True)
        for number, path in enumerate(sorted(Path(folder).glob("*.png")), 1):
            with Image.open(path) as image:
                yield f"paper {number}", image.convert("RGB")


def _sheet(shots: list[tuple[str, Image.Image]]) -> Image.Image:
    """Return the pictures side by side, each with its name above."""
    width = GAP + sum(shot.width + GAP for _, shot in shots)
    sheet = Image.new("RGB", (width, LABEL + max(shot.height for _, shot in shots) + GAP), "#8a8f94")
    draw, left = ImageDraw.Draw(sheet), GAP
    for name, shot in shots:
        draw.text((left, 6), name, fill="#fff", font_size=16)
        sheet.paste(shot, (left, LABEL))
        left += shot.width + GAP
    return sheet


if __name__ == "__main__":
    main(sys.argv[1:])
