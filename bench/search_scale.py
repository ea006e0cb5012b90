"""What search costs on many pages: index time, memory, bytes a query, page open → first result, warm query.

Times of queries are taken in Chromium, on pages opened from a folder. The pages are made up: five sections of
about 460 characters each, words drawn as in a natural language (few often, many rarely); aliases and answers
are those of the project. Each size is a process of its own, so that its memory is its own.
"""

from __future__ import annotations

import gzip
import itertools
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from policypress.bundle import bundle
from policypress.policy import load
from policypress.search.answers import answers_data
from policypress.search.index import index
from policypress.search.published import aliases_of
from policypress.search.sections import read_pages
from policypress.search.shards import DIRECTORY, packed
from results import recorded

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
CHROMIUM = "/usr/bin/chromium"
SIZES = (1_000, 5_000)
SECTIONS, CHARACTERS = 5, 460
QUERIES = 60
ROUNDS = 9
WARM = """
import { openIndex } from "./search-index.js";
const index = openIndex(new URL(".", location.href).href);
window.warm = async (query, rounds) => {
  await index.ask(query);
  const times = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await index.ask(query);
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[rounds >> 1];
};
"""
HAN = [chr(code) for code in range(0x4E00, 0x4E00 + 2_500)]


def main() -> None:
    """Print the figures of every size."""
    for size in SIZES:
        command = [sys.executable, __file__, str(size)]
        print(subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout, end="")


def measure(size: int) -> None:
    """Print the figures of *size* pages."""
    chance = random.Random(size)  # noqa: S311 - seeded on purpose: the same pages every time
    words = vocabulary(chance)
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        queries = write_pages(site, size, words, chance)
        policy = load(ROOT)
        aliases = aliases_of(policy)
        answers = answers_data(policy)
        started = time.process_time()
        pages = list(read_pages(site))
        read = time.process_time()
        for path, data in packed(pages, index(pages), aliases, answers, policy.current.year).items():
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_bytes(data)
        done = time.process_time()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        files = sum(1 for _ in (site / "search").rglob("*.js"))
        print(
            f"{size} pages: read {read - started:.1f} s, index {done - read:.1f} s of one processor, {memory} MB, {files} files"
        )
        (kept,) = (site / "search").glob("*/questions.js")
        once = [gzipped(file) for file in (site / DIRECTORY, kept, site / "assets/search.js")]
        loaded = sorted(
            sum(gzipped(site / "search" / file) for file in files) for files in files_asked(site, queries)
        )
        print(f"  a query: mean {statistics.mean(loaded) / 1000:.1f} KB, {spread(loaded)} KB gzip")
        print(
            f"  once: directory {once[0] / 1000:.1f} KB, questions {once[1] / 1000:.1f} KB, script {once[2] / 1000:.1f} KB gzip"
        )
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            print(f"  page open → first result: {spread(sorted(first_results(browser, site, queries)))} s")
            print(f"  warm query: {spread(sorted(warm(browser, site, queries)))} ms", flush=True)


def spread(values: Sequence[float]) -> str:
    """Return the median and the 95th percentile of sorted *values*; bytes are given as kilobytes."""
    unit = 1000 if isinstance(values[0], int) else 1
    return f"median {values[len(values) // 2] / unit:.2f}, p95 {values[int(len(values) * 0.95)] / unit:.2f}"


def vocabulary(chance: random.Random) -> tuple[list[str], list[float]]:
    """Return words of two to four characters with cumulated weights by Zipf's law."""
    weights = [1 / (rank + 3) for rank in range(len(HAN))]
    cumulated = list(itertools.accumulate(weights))
    words = [
        "".join(chance.choices(HAN, cum_weights=cumulated, k=chance.choice((2, 2, 2, 3, 4))))
        for _ in range(20_000)
    ]
    return words, list(itertools.accumulate(1 / (rank + 3) for rank in range(len(words))))


def write_pages(
    site: Path, size: int, words: tuple[list[str], list[float]], chance: random.Random
) -> list[str]:
    """Write the pages and the script of the box; return queries such as people would put to them."""
    (site / "assets").mkdir()
    modules = {path.name: path.read_text("utf-8") for path in (ROOT / "site/js").glob("*.js")}
    (site / "assets/search.js").write_text(bundle("search.js", modules), "utf-8")
    box = (ROOT / "site/theme/partials/search-box.html").read_text("utf-8")
    queries = []

    def text(characters: int) -> str:
        drawn = chance.choices(words[0], cum_weights=words[1], k=characters // 2)
        return "".join(word + ("。" if chance.random() < 0.08 else "") for word in drawn)[:characters]

    for number in range(size):
        sections = [(text(10).replace("。", ""), text(CHARACTERS)) for _ in range(SECTIONS)]
        body = "".join(
            f'<h2 id="s{i}">{heading}</h2><p>{words}</p>' for i, (heading, words) in enumerate(sections)
        )
        (site / f"{number:05}.html").write_text(
            f'<!doctype html><meta charset="utf-8"><title>{number}</title>'
            f'<div class="search" data-module="search">{box}</div><article><h1>{text(12)}</h1>{body}</article>'
            '<script src="assets/search.js"></script>',
            "utf-8",
        )
        if number % (size // QUERIES + 1) == 0:
            sentence = sections[1][1]
            begin = chance.randrange(len(sentence) - 12)
            queries.append(
                chance.choice(("{}怎么办", "{}", "请问{}吗")).format(
                    sentence[begin : begin + chance.randint(3, 9)]
                )
            )
    return queries


def gzipped(file: Path) -> int:
    """Return how large *file* is on the wire."""
    return len(gzip.compress(file.read_bytes(), 6))


def warm(browser: Browser, site: Path, queries: list[str]) -> list[float]:
    """Return milliseconds of each query, asked as the box asks, with every piece loaded: the median of rounds."""
    modules = {path.name: path.read_text("utf-8") for path in (ROOT / "site/js").glob("*.js")}
    (site / "warm.js").write_text(bundle("warm.js", {**modules, "warm.js": WARM}), "utf-8")
    (site / "warm.html").write_text(
        '<!doctype html><meta charset="utf-8"><title>warm</title><script src="warm.js"></script>', "utf-8"
    )
    page = browser.new_page()
    page.goto((site / "warm.html").as_uri())
    return [page.evaluate("([query, rounds]) => warm(query, rounds)", [query, ROUNDS]) for query in queries]


def files_asked(site: Path, queries: list[str]) -> list[list[str]]:
    """Return the pieces of the index that each query loads where none is there, as bench/search-cost.js says."""
    done = subprocess.run(
        ["node", str(HERE / "search-cost.js")],
        input=json.dumps({"site": str(site), "queries": queries}),
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    said: list[list[str]] = json.loads(done.stdout)
    return said


def first_results(browser: Browser, site: Path, queries: list[str]) -> list[float]:
    """Return seconds from opening a page from the folder to its first result, in a fresh browser context."""
    typed = """(query) => new Promise((done) => {
      const input = document.querySelector("[role=combobox]");
      new MutationObserver(() => document.querySelector("[role=option]") && done(performance.now()))
        .observe(document.querySelector("[role=listbox]"), {childList: true});
      input.focus();
      input.value = query;
      input.dispatchEvent(new InputEvent("input"));
    })"""
    found = []
    for query in queries[:30]:
        context = browser.new_context()
        page = context.new_page()
        page.goto((site / "00000.html").as_uri())
        found.append(page.evaluate(typed, query) / 1000)
        context.close()
    return found


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(int(sys.argv[1]))
    else:
        with recorded("What search costs", ("lxml", "playwright")):
            main()
