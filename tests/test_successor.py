"""The way out of a theme whose end is announced: its successor builds the same pages from the same files."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from policypress import csp
from policypress.model.policy import Policy
from policypress.search.published import search_files

SUCCESSOR = Path(sys.executable).with_name("zensical")


@pytest.fixture(scope="module")
def rebuilt(site: Path, policy: Policy, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site as the successor builds it, with what a build adds afterwards."""
    if not SUCCESSOR.exists():
        pytest.skip("zensical is not installed: it has no package for this system (see requirements-dev.in)")
    folder = tmp_path_factory.mktemp("successor")
    for part in ("pages", "theme"):
        shutil.copytree(site.parent / part, folder / part)
    shutil.copy(site.parent / "mkdocs.yml", folder)
    done = subprocess.run(
        [SUCCESSOR, "build"], cwd=folder, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for page in (folder / "site").rglob("*.html"):
        page.write_text(csp.secured(page.read_text("utf-8")), "utf-8", newline="\n")
    for name, data in search_files(folder / "site", policy, folder / "cache").items():
        (folder / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "site" / name).write_bytes(data)
    return folder / "site"


def test_the_successor_builds_the_same_pages(site: Path, rebuilt: Path) -> None:
    def pages(folder: Path) -> list[str]:
        return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))

    assert pages(rebuilt) == pages(site)


def test_search_and_proofs_and_the_calculator_work_on_its_pages(browser: Browser, rebuilt: Path) -> None:
    page, wrong = browser.new_page(), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.goto((rebuilt / "index.html").as_uri())
    page.get_by_role("combobox").fill("补训")
    expect(page.get_by_role("option").first).to_contain_text("补训")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="不少于30学时").first.click()
    expect(page.locator(":target")).to_contain_text("公共科目培训不少于 30 学时")
    page.goto((rebuilt / "calculator.html").as_uri())
    expect(page.get_by_role("button", name="添加一条记录")).to_be_visible()
    page.context.close()
    assert wrong == []
