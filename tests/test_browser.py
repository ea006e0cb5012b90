"""The published pages in a real browser, from a server's sub-path and from a folder."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from conftest import ROOT

CHROMIUM = "/usr/bin/chromium"
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-sync",
]
AXE = ROOT / "node_modules/axe-core/axe.min.js"


class Silent(SimpleHTTPRequestHandler):
    """A plain file server that says nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def addresses(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Return where the site is reached: below a sub-path of a server, and as a folder."""
    root = tmp_path_factory.mktemp("served")
    moved = root / "某省" / "guide"
    moved.parent.mkdir()
    moved.symlink_to(site, target_is_directory=True)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=str(root))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield {
            "http": f"http://127.0.0.1:{server.server_port}/某省/guide/",
            "file": f"{moved.resolve().as_uri()}/",
        }
        server.shutdown()


@dataclass
class Watched:
    """A page, and everything about it that should not be."""

    page: Page
    base: str
    wrong: list[str] = field(default_factory=list)

    def failed(self, request: Request) -> None:
        # Leaving a page gives up what it was still asking for; that is no fault of the page.
        if request.failure != "net::ERR_ABORTED":
            self.wrong.append(f"{request.failure}: {request.url}")

    def open(self, name: str) -> Page:
        self.page.goto(self.base + name)
        self.page.wait_for_load_state("load")
        return self.page


@pytest.fixture(params=["http", "file"])
def watched(browser: Browser, addresses: dict[str, str], request: pytest.FixtureRequest) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    page = context.new_page()
    seen = Watched(page, addresses[request.param])
    page.on(
        "console",
        lambda message: seen.wrong.append(message.text) if message.type in {"error", "warning"} else None,
    )
    page.on("pageerror", lambda error: seen.wrong.append(str(error)))
    page.on("requestfailed", lambda failed: seen.wrong.append(f"failed: {failed.url}"))
    page.on(
        "request",
        lambda sent: (
            None if sent.url.startswith(("data:", origin(seen.base))) else seen.wrong.append(sent.url)
        ),
    )
    yield seen
    context.close()


def origin(base: str) -> str:
    return base.partition("/某省")[0] if base.startswith("http") else base


def names(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def test_every_page_opens_without_complaint_and_asks_nobody_else(watched: Watched, site: Path) -> None:
    for name in names(site):
        page = watched.open(name)
        assert page.locator("h1").count() == 1, name
        assert watched.wrong == [], name


def test_no_page_stores_anything(watched: Watched, site: Path) -> None:
    for name in names(site):
        watched.open(name)
    stored = watched.page.evaluate("[Object.keys(localStorage).length, Object.keys(sessionStorage).length]")
    assert stored == [0, 0]
    assert watched.page.context.cookies() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_fault_that_axe_finds(
    browser: Browser, addresses: dict[str, str], site: Path, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    found = {}
    for name in names(site):
        page.goto(addresses["http"] + name)
        page.evaluate(AXE.read_text("utf-8"))
        result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        faults = [
            f"{fault['id']}: {node['html'][:120]}"
            for fault in result["violations"]
            for node in fault["nodes"][:3]
        ]
        if faults:
            found[name] = faults
    context.close()
    assert found == {}


@pytest.mark.parametrize("width", [360, 768])
def test_no_page_is_wider_than_the_screen(
    browser: Browser, addresses: dict[str, str], site: Path, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    wide = []
    for name in names(site):
        page.goto(addresses["http"] + name)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(name)
    page.context.close()
    assert wide == []


def test_a_number_leads_to_its_sentence_in_the_notice(watched: Watched) -> None:
    page = watched.open("index.html")
    page.get_by_role("link", name="不少于30学时", exact=True).first.click()
    page.wait_for_url("**/documents/xiangrenshehan-2023-63.html#p12s1")
    target = page.locator(":target")
    assert "其中公共科目培训不少于 30 学时" in target.inner_text()
    assert target.bounding_box()["y"] < 900  # type: ignore[index] # a box there is, or the test fails
    assert watched.wrong == []


@pytest.mark.parametrize(("words", "ending"), [("下载 Word 空白表", "docx"), ("下载 PDF 空白表", "pdf")])
def test_the_blank_forms_download_under_their_printed_title(
    browser: Browser, addresses: dict[str, str], site: Path, words: str, ending: str
) -> None:
    page = browser.new_page(accept_downloads=True)
    page.goto(addresses["http"] + "forms/offline-training/index.html")
    with page.expect_download() as download:
        page.get_by_role("link", name=words).first.click()
    assert download.value.suggested_filename == f"事业单位工作人员线下培训备案表.{ending}"
    blank = site / f"forms/offline-training/offline-training.{ending}"
    assert download.value.path().read_bytes() == blank.read_bytes()
    page.context.close()


def test_the_keyboard_alone_reaches_the_content(watched: Watched) -> None:
    page = watched.open("2023/hours.html")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text().strip() == "跳转至"
    page.keyboard.press("Enter")
    assert "#" in page.url
