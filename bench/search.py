"""How well search finds what people ask, against peers, on the same pages and queries in one run.

Prints recall@5 and hit@1 of bench/queries.json in two halves (every second query was set aside before
anything was tuned, and never tuned on), of queries-later.json, written when all was done, of queries-spoken.json,
written before the words people use were gathered but open while they were, and of the cases.
A query hits where one of the first five results leads to a page or section whose text matches the pattern
written for it beforehand.
"""

from __future__ import annotations

import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path
from urllib.parse import unquote

from lxml import html
from lxml.html import HtmlElement
from playwright.sync_api import Page, sync_playwright

from policypress.search.known import known_answer
from policypress.search.ranking import plan, rank
from policypress.search.sections import read_pages
from policypress.search.store import Store

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT / "tests"))

from browsing import CHROMIUM  # noqa: E402 - found on the path set above
from loopback import served  # noqa: E402
from peers import peer_folder  # noqa: E402
from results import recorded  # noqa: E402

FIRST = 5
Queries = Sequence[tuple[str, str]]
Engine = Callable[[str], list[str]]
"""Query → the addresses of the first results, from the root of the site."""


def main() -> None:
    """Print a line for every engine."""
    queries: Queries = json.loads((HERE / "queries.json").read_text("utf-8"))
    cases: Queries = json.loads((ROOT / "tests/data/search.json").read_text("utf-8"))
    later: Queries = json.loads((HERE / "queries-later.json").read_text("utf-8"))
    spoken: Queries = json.loads((HERE / "queries-spoken.json").read_text("utf-8"))
    halves = {"open half": queries[0::2], "half set aside": queries[1::2]}
    sets = {**halves, "written last": later, "as spoken": spoken, "shared cases": cases}
    print("  ".join(f"{name}: {len(asked)}" for name, asked in sets.items()))
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "ours"
        run(sys.executable, "-m", "policypress", "build", "--project", ROOT, "--out", out)
        report("policypress", ours(out / "site"), sets, out / "site")
        report("MiniSearch, bigrams, OR", minisearch(out / "site", sets, Path(folder)), sets, out / "site")
        peer = material(out, Path(folder) / "peer")
        with served(peer) as address, sync_playwright() as playwright:
            page = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"]).new_page()
            report("mkdocs-material + jieba", partial(ask_material, page, address), sets, peer)
            report("Pagefind", partial(ask_pagefind, page, address), sets, peer)


def report(name: str, engine: Engine, sets: dict[str, Queries], site: Path) -> None:
    """Print recall@5 and hit@1 of *engine* on every set of queries."""
    cells = []
    for queries in sets.values():
        found = [[fits(site, address, pattern) for address in engine(query)] for query, pattern in queries]
        recall, hit = sum(map(any, found)), sum(1 for fitting in found if fitting[:1] == [True])
        cells.append(
            f"recall@5 {recall:3} {recall / len(queries):4.0%}  hit@1 {hit:3} {hit / len(queries):4.0%}"
        )
    print(f"{name:26}" + "  |  ".join(cells), flush=True)


@cache
def fits(site: Path, address: str, pattern: str) -> bool:
    """Return whether what *address* leads to matches *pattern*: a section where it names one, else the page."""
    path, _, anchor = unquote(address).partition("#")
    file = site / path / "index.html" if (site / path).is_dir() else site / path
    article = html.document_fromstring(file.read_text("utf-8")).find(".//article")
    if article is None:
        return False
    parts: list[HtmlElement] = list(article.xpath("//*[@id=$id]", id=anchor)) if anchor else [article]
    if parts and parts[0].tag in {"h2", "h3"}:
        parts += itertools.takewhile(lambda part: part.tag not in {"h2", "h3"}, parts[0].itersiblings())
    return re.search(pattern, "\n".join(part.text_content() for part in parts)) is not None


def ours(site: Path) -> Engine:
    """Return the engine of the site itself; tests hold the browser equal to it."""
    store = Store(site)

    def ask(query: str) -> list[str]:
        sections = [store.section(hit.number) for hit in rank(query, plan(query, store), store)]
        found = [
            f"{section.path}#{section.anchor}" if section.anchor else section.path for section in sections
        ]
        answer = known_answer(query, store)
        if answer:
            found = [answer["address"], *(address for address in found if address != answer["address"])]
        return found[:FIRST]

    return ask


def minisearch(site: Path, sets: dict[str, Queries], folder: Path) -> Engine:
    """Return the answers of MiniSearch to all queries, as an engine; it is given our sections."""
    shutil.copytree(HERE / "minisearch", folder / "minisearch", ignore=shutil.ignore_patterns("node_modules"))
    run("npm", "ci", "--silent", cwd=folder / "minisearch")
    sections = [
        {
            "id": f"{page.path}#{part.anchor}" if part.anchor else page.path,
            "heading": part.heading,
            "text": part.text,
        }
        for page in read_pages(site)
        for part in page.sections
    ]
    queries = [query for asked in sets.values() for query, _ in asked]
    said = subprocess.run(
        ["node", "search.js"],
        cwd=folder / "minisearch",
        input=json.dumps({"sections": sections, "queries": queries}),
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    return dict(zip(queries, json.loads(said.stdout), strict=True)).__getitem__


def material(out: Path, peer: Path) -> Path:
    """Return our pages built by mkdocs-material with its own Chinese search, and indexed by Pagefind."""
    peer_folder(out, peer, own_box=True)
    run(sys.executable, "-m", "mkdocs", "build", "-q", "-f", peer / "mkdocs.yml")
    run(
        sys.executable,
        "-m",
        "pagefind",
        "--site",
        peer / "site",
        "--root-selector",
        "article",
        "--force-language",
        "zh",
    )
    return peer / "site"


def ask_material(page: Page, address: str, query: str) -> list[str]:
    """Return what the theme's own search shows first."""
    page.goto(f"{address}about.html?{os.urandom(4).hex()}")
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").fill(query)
    page.locator(".md-search__input").dispatch_event("keyup")
    page.wait_for_function(
        "() => /符合条件/.test(document.querySelector('.md-search-result__meta').textContent)",
        timeout=20_000,
    )
    page.wait_for_timeout(400)
    found = page.locator(".md-search-result__item > a").evaluate_all(
        "links => links.map((link) => link.href)"
    )
    return [re.sub(r"\?[^#]*", "", unquote(link).removeprefix(address)) for link in found[:FIRST]]


def ask_pagefind(page: Page, address: str, query: str) -> list[str]:
    """Return what Pagefind's own default interface would show first: pages."""
    if "about.html" not in page.url or "?" in page.url:
        page.goto(f"{address}about.html")
    found = page.evaluate(
        """async ([address, query, first]) => {
          const pagefind = await import(`${address}pagefind/pagefind.js`);
          const { results } = await pagefind.search(query);
          const pages = await Promise.all(results.slice(0, first).map((result) => result.data()));
          return pages.map(({ url }) => url);
        }""",
        [address, query, FIRST],
    )
    return [unquote(link.lstrip("/")) for link in found]


def run(*command: str | Path, cwd: Path | None = None) -> None:
    """Run a peer as its own process; stop where it fails."""
    places = os.pathsep.join([str(ROOT / "generators"), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, "PYTHONPATH": places, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(list(map(str, command)), check=True, env=environment, cwd=cwd, capture_output=True)


if __name__ == "__main__":
    with recorded("What search finds", ("mkdocs-material", "jieba", "pagefind")):
        main()
