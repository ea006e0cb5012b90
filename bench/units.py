"""What lists of units cost: time to build against half as many, and what the first answer on the page takes.

``python bench/units.py``; the units are made up. The page is a whole site, opened from a folder.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from playwright.sync_api import Request, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from folders import project_copy  # noqa: E402 - found by the line above
from generated_units import generated_units  # noqa: E402
from policypress.build import build  # noqa: E402
from policypress.guarded_csv import csv_text  # noqa: E402
from policypress.model.units import Unit  # noqa: E402
from policypress.units.index import unit_files  # noqa: E402
from results import recorded  # noqa: E402

CHROMIUM = "/usr/bin/chromium"
SIZES = (12_500, 25_000, 50_000, 100_000)
"""Among these units pieces of names begin to be had by many between the second and the third, once."""
ANSWERED, ANSWERS = 50_000, 9
"""Among how many units answers are asked for, and how many answers."""


def main() -> None:
    """Print how the time grows with the number of units, then the first answer among the most."""
    before = 0.0
    for size in SIZES:
        units = generated_units(size)
        took = statistics.median(seconds(units) for _ in range(3))
        ratio = f", {took / before:.2f} times half as many" if before else ""
        print(f"{size} units: {took:.2f} s of one processor{ratio}", flush=True)
        before = took
    units = generated_units(ANSWERED)
    with tempfile.TemporaryDirectory() as folder:
        first_answers(built(Path(folder), units), units)


def seconds(units: list[Unit]) -> float:
    """Return how long laying out *units* takes."""
    started = time.process_time()
    unit_files(units)
    return time.process_time() - started


def built(folder: Path, units: list[Unit]) -> Path:
    """Return the site of the real project with *units*."""
    project_copy(folder)
    rows = [[unit.name, unit.department or "", unit.bureau or ""] for unit in units]
    (folder / "policy/units").mkdir()
    head = ["单位名称", "主管部门", "同级人事综合管理部门"]
    (folder / "policy/units/units.csv").write_text(csv_text([head, *rows]), "utf-8")
    return build(folder, folder / "dist", lambda _: None)


def first_answers(site: Path, units: list[Unit]) -> None:
    """Print the time from the first letter to the first answer on a page just opened, and the bytes it loads."""
    page_file = next((site / "forms").glob("*/index.html"))
    times, sizes = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for unit in units[:: len(units) // ANSWERS]:
            page = browser.new_page()
            asked: list[str] = []
            page.goto(page_file.as_uri())
            page.on("request", partial(note, asked))
            box = page.get_by_role("combobox", name="先找到本单位")
            started = time.perf_counter()
            box.fill(unit.name[2:])
            page.get_by_role("option").first.wait_for()
            times.append((time.perf_counter() - started) * 1000)
            sizes.append(sum((site / url.rpartition("/site/")[2]).stat().st_size for url in asked))
            page.close()
        browser.close()
    print(f"first answer: median {statistics.median(times):.0f} ms, most {max(times):.0f} ms")
    print(f"loaded for it: median {statistics.median(sizes) / 1000:.1f} KB, most {max(sizes) / 1000:.1f} KB")


def note(asked: list[str], sent: Request) -> None:
    """Note what a page asks for."""
    asked.append(sent.url)


if __name__ == "__main__":
    with recorded("Lists of units", ("playwright",)):
        main()
