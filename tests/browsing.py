"""A real browser for tests, and where it finds the built site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, Route, sync_playwright

from checkout import ROOT
from loopback import served

CHROMIUM = "/usr/bin/chromium"
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-sync",
]


AXE = ROOT / "node_modules/axe-core/axe.min.js"


def names(site: Path) -> list[str]:
    """Return the addresses of all pages of *site*, from its root."""
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def axe_faults(page: Page, **options: object) -> list[str]:
    """Return what axe finds wrong with *page*, and the markup it is about; *options* are those of its run."""
    page.evaluate(AXE.read_text("utf-8"))
    said = page.evaluate("options => axe.run(document, options)", {"resultTypes": ["violations"], **options})
    return [f"{fault['id']}: {node['html'][:160]}" for fault in said["violations"] for node in fault["nodes"]]


def choose_file(page: Page, button: str, path: Path) -> None:
    """Choose the file *path* by the *button* that a person would press."""
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name=button, exact=True).click()
    chooser.value.set_files(path)


def compose(page: Page, letters: str) -> None:
    """Type *letters* into what has the focus, as an input method shows those of a word that is not chosen yet."""
    place = {"text": letters, "selectionStart": len(letters), "selectionEnd": len(letters)}
    page.context.new_cdp_session(page).send("Input.imeSetComposition", place)


def hold(page: Page, pattern: str) -> list[Route]:
    """Return what *page* asks for at addresses like *pattern*, each kept waiting until it is let go.

    A page opened from a folder must be opened again before this holds.
    """
    held: list[Route] = []

    def keep(route: Route) -> None:
        held.append(route)

    page.route(pattern, keep)
    return held


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
    with served(root) as address:
        yield {"http": f"{address}某省/guide/", "file": f"{moved.resolve().as_uri()}/"}


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


@pytest.fixture
def scriptless(browser: Browser) -> Iterator[Page]:
    """Give a page in a browser that runs no script."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


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
    page.on("requestfailed", seen.failed)
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
