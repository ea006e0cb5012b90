"""What filling a form on its page takes in a browser: from the click to the file, and what is loaded for it.

``python bench/form_page.py``; the site is opened from a folder, the records are those of ``forms.py``. The first
record of a kind loads what fills it; the others are warm, though each may load slices of glyphs of its own.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import islice
from pathlib import Path

from playwright.sync_api import Page, Request, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from browsing import CHROMIUM, OPTIONS  # noqa: E402 - found by the line above
from form_ways import records  # noqa: E402
from peers import row  # noqa: E402
from policypress.build import build  # noqa: E402
from policypress.forms.model import Form  # noqa: E402
from policypress.policy import load  # noqa: E402

FORM = "offline-training"
RECORDS = 40
CLICK = """async (kind) => {
  const made = document.querySelector('[data-part="made"]');
  const start = performance.now();
  const done = new Promise((resolve) => {
    new MutationObserver(() => made.textContent.includes("已生成") && resolve(performance.now() - start))
      .observe(made, { childList: true });
  });
  document.querySelector(`[data-action="${kind}"]`).click();
  return done;
}"""
"""From a click to the word that the file is made, in milliseconds."""


def main() -> None:
    """Print the times of both kinds of file, and what was loaded."""
    form = load(ROOT).forms[FORM]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = build(ROOT, Path(folder), lambda _: None)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        for kind in ("docx", "pdf"):
            loaded: list[str] = []
            page = browser.new_page()
            page.on("request", partial(noted, loaded))
            page.goto((site / f"forms/{FORM}/index.html").as_uri())
            first, *warm = times(page, form, kind)
            slices = [site / url.partition("/site/")[2] for url in loaded if "/glyphs/" in url]
            size = sum(path.stat().st_size for path in slices) / 1000
            print(row(f"{kind}, warm, ms (goal 100)", warm))
            print(f"{kind}, first: {first:.0f} ms; {len(slices)} files of glyphs, {size:.0f} KB in all")
        browser.close()


def noted(loaded: list[str], request: Request) -> None:
    """Put the address of *request* into *loaded*."""
    loaded.append(request.url)


def times(page: Page, form: Form, kind: str) -> Iterator[float]:
    """Yield how long each record takes."""
    for record in islice(records(form, RECORDS), RECORDS):
        fill(page, form, record)
        yield float(page.evaluate(CLICK, kind))


def fill(page: Page, form: Form, record: Mapping[str, str]) -> None:
    """Write *record* into the controls of *page*."""
    for _, _, field in form.placed():
        if field.kind == "choice":
            page.locator(f"#form-field-{field.id}-{record[field.id]}").check()
        else:
            page.locator(f"#form-field-{field.id}").fill(record[field.id])


if __name__ == "__main__":
    main()
