"""From a save to the change seen in Chromium: ``policypress serve`` beside the engine's own ``mkdocs serve``.

Ours reads the whole project, checks it and builds everything; the peer, mkdocs-material with its own
Chinese search, is given the very pages that ours wrote. Each round edits a sentence of a page, in turn in
both, and each runs as a program of its own; ours is also given an edit of a fact, and a fault. What is
printed is milliseconds, and the ratio pair by pair.
"""

from __future__ import annotations

import os
import re
import secrets
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "generators"), str(ROOT / "tests")]

from browsing import CHROMIUM, OPTIONS  # noqa: E402 - found on the path set above
from folders import project_copy  # noqa: E402
from peers import peer_folder, row  # noqa: E402
from previewing import serving  # noqa: E402
from results import recorded  # noqa: E402

ROUNDS = 7
SENTENCE = "本站也不推测"
"""Stands in ``content/pages/about.md``, and so in the page made of it."""
TITLE = "年度培训截止日期"
"""Stands in ``policy/years/2023/hours.yaml``, and with that fact on ``documents.html``."""


def main() -> None:
    """Print how long each kind of edit takes to be seen."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        project, peer = Path(folder) / "project", Path(folder) / "peer"
        project_copy(project)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        with serving(project) as ours, peer_serving(peer_folder(project / "dist", peer)) as theirs:
            print_rows(browser.new_page(), project, ours, browser.new_page(), peer, theirs)
        browser.close()


def print_rows(mine: Page, project: Path, ours: str, other: Page, peer: Path, theirs: str) -> None:  # noqa: PLR0913, PLR0917 - three of each
    """Edit in turn, and print what was measured."""
    about, hours = project / "content/pages/about.md", project / "policy/years/2023/hours.yaml"
    mine.goto(f"{ours}about.html")
    other.goto(f"{theirs}about.html")
    pairs = [
        (edited(mine, about, SENTENCE), edited(other, peer / "pages/about.md", SENTENCE))
        for _ in range(ROUNDS)
    ]
    mine.goto(f"{ours}documents.html")
    facts = [edited(mine, hours, TITLE) for _ in range(ROUNDS)]
    print(f"save → seen in Chromium, ms, {ROUNDS} rounds")
    print(row("policypress serve, a page", [mine for mine, _ in pairs]))
    print(row("mkdocs serve, own search + jieba", [theirs for _, theirs in pairs]))
    print(row("ratio", [mine / theirs for mine, theirs in pairs]))
    print(row("policypress serve, a fact", facts))
    print(row("policypress serve, a fault", [faulted(mine, hours) for _ in range(ROUNDS)]))


def edited(page: Page, file: Path, words: str) -> float:
    """Add to *words* in *file* and return how many milliseconds later the *page* shows it."""
    new = f"{words}{secrets.token_hex(3)}"
    text = file.read_text("utf-8")
    return seen(page, file, re.sub(rf"{words}\w{{0,6}}(?=\W)", new, text, count=1, flags=re.ASCII), new)


def faulted(page: Page, file: Path) -> float:
    """Put a fault into *file*, return how many milliseconds later it is shown, and mend it."""
    text = file.read_text("utf-8")
    took = seen(page, file, text.replace("quote:", "qoute:", 1), "没有“qoute”这一项")
    seen(page, file, text, TITLE)
    return took


def seen(page: Page, file: Path, text: str, words: str) -> float:
    """Save *text* and return how many milliseconds later *page* shows *words*."""
    start = time.perf_counter()
    file.write_text(text, "utf-8", newline="\n")
    page.get_by_text(words).first.wait_for(state="attached", timeout=60_000)
    return (time.perf_counter() - start) * 1000


@contextmanager
def peer_serving(folder: Path) -> Iterator[str]:
    """Give the address at which the engine's own preview shows *folder*."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "-q", "-a", f"127.0.0.1:{port}"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    with subprocess.Popen(
        [*command, "-f", str(folder / "mkdocs.yml")], env=environment, stderr=subprocess.DEVNULL
    ) as running:
        try:
            yield until_up(f"http://127.0.0.1:{port}/")
        finally:
            running.terminate()


def until_up(address: str) -> str:
    """Return the root of the site below *address* once it answers; raise OSError where it does not within a minute."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(address) as answer:  # noqa: S310 - loopback
                return str(answer.url)
        except OSError:
            time.sleep(0.2)
    message = f"nothing answers at {address}"
    raise OSError(message)


if __name__ == "__main__":
    with recorded("From a save to the page", ("mkdocs", "mkdocs-material", "jieba", "playwright")):
        main()
