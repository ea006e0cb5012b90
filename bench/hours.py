"""How fast the calculator page is in Chromium, and how far its rule is the same as Python's.

1,000 records recomputed (median of rounds), 10,000 people with ten records each pasted and judged,
each measured on the built page, and the two implementations compared on a million seeded cases.
"""

from __future__ import annotations

import gzip
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "generators"), str(ROOT / "tests")]

from browsing import CHROMIUM, OPTIONS  # noqa: E402 - found on the path set above
from hour_cases import random_differences  # noqa: E402
from policypress.build import build  # noqa: E402
from policypress.bundle import bundle  # noqa: E402
from policypress.resources import site_source  # noqa: E402
from results import recorded  # noqa: E402

ROUNDS = 30
PEOPLE = 10_000
EACH = 10
CASES = 1_000_000

JUDGE = """
export function bench(rule, rounds) {
  const records = Array.from({ length: 1000 }, (_, row) => ({
    row, day: "2023-03-01", title: "课程", subject: row % 3 ? "public" : null, way: "网络培训",
    hours: row % 7 ? row % 40 : null, days: row % 5 ? null : 10, status: row % 4 ? "已认定" : "待认定",
    makeupYear: null, makeupApproval: null,
  }));
  return Array.from({ length: rounds }, () => {
    const start = performance.now();
    judge(rule, records);
    return performance.now() - start;
  });
}
"""
PASTE = """async (text) => {
  const box = document.querySelector('[data-part="paste"]');
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  const start = performance.now();
  box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, cancelable: true }));
  await new Promise((done) => setTimeout(done));
  const said = document.querySelector('[data-part="unit-status"]');
  while (/^(正在|$)/.test(said.textContent)) await new Promise((done) => setTimeout(done));
  if (!/已读入 10000 人/.test(said.textContent)) throw new Error(said.textContent);
  return performance.now() - start;
}"""


def main() -> None:
    """Print the sizes of the page's own scripts, the two times, and the differences."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = build(ROOT, Path(folder), lambda _: None)
        for name in ("calculator", "calculator-work"):
            script = (site / "assets" / f"{name}.js").read_bytes()
            print(f"{name}.js {len(script)} bytes, {len(gzip.compress(script, 9))} in gzip")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        print(f"Chromium {browser.version}")
        page = browser.new_page(bypass_csp=True)
        page.goto((site / "calculator.html").as_uri())
        report("1,000 records recomputed", recomputed(page))
        text = table()
        report(
            f"{PEOPLE:,} people x {EACH} records pasted and judged", [pasted(page, text) for _ in range(5)]
        )
        browser.close()
    start = time.perf_counter()
    found = len(random_differences(random.Random(731), CASES))  # noqa: S311 - the same cases every time
    print(
        f"{CASES:,} seeded cases in Python and JavaScript: {found} differences, {time.perf_counter() - start:.0f} s"
    )


def recomputed(page: Page) -> list[float]:
    """Return the milliseconds that judging 1,000 records takes, by the page's own modules."""
    modules = {path.name: path.read_text("utf-8") for path in (site_source() / "js").glob("*.js")}
    root = 'import { judge } from "./hours.js";\n' + JUDGE
    script = bundle("bench.js", {**modules, "bench.js": root})
    start, end = script.index("{") + 1, script.rindex("}")
    rule = "JSON.parse(document.getElementById('calculator-data').textContent)[0].rule"
    values: list[float] = page.evaluate(f"() => {{ {script[start:end]}; return bench({rule}, {ROUNDS}); }}")
    return values


def pasted(page: Page, text: str) -> float:
    """Return the milliseconds from pasting to the list on the page, on a fresh page."""
    page.reload()
    page.get_by_role("tab", name="整个单位").click()
    value: float = page.evaluate(PASTE, text)
    return value


def table() -> str:
    """Return what a spreadsheet puts on the clipboard: a header and ten rows a person."""
    lines = ["姓名\t日期\t培训名称\t科目\t形式\t学时\t天数\t认定状态"]
    for person in range(PEOPLE):
        for row in range(EACH):
            day = f"2023-{1 + (person + row) % 12:02d}-{1 + (person * 7 + row) % 28:02d}"
            subject = ("公共科目", "专业科目", "")[row % 3]
            status = "待认定" if row == EACH - 1 else "已认定"
            hours = f"{(person + row) % 30}.{row % 2 * 5}"
            lines.append(f"某某{person:05d}\t{day}\t业务培训{row}\t{subject}\t网络培训\t{hours}\t\t{status}")
    return "\n".join(lines)


def report(name: str, values: list[float]) -> None:
    """Print one line: least, median and most of *values*, in milliseconds."""
    print(
        f"{name:50} min {min(values):8.2f}  median {statistics.median(values):8.2f}  max {max(values):8.2f} ms"
    )


if __name__ == "__main__":
    with recorded("The calculator", ("playwright",)):
        main()
