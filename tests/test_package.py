"""The offline package: what is in it, that it is always the same, and that it opens from any folder."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from checkout import ROOT
from policypress.build import build
from policypress.faults import UsageError
from policypress.manifest import NAME
from policypress.model.policy import Policy
from policypress.package import FIRST, TWIN, package, package_name
from policypress.verify import verify


@pytest.fixture(scope="session")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the offline package of the real project, as a build leaves it."""
    out = tmp_path_factory.mktemp("packed")
    build(ROOT, out, lambda _: None, packed=True)
    (archive,) = out.glob("*.zip")
    return archive


@pytest.fixture(scope="session")
def opened(packed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the unzipped package, in a folder with an awkward name."""
    folder = tmp_path_factory.mktemp("opened") / "下载 的#包 100% & 'x'"
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(folder)
    (top,) = folder.iterdir()
    return top


def test_the_package_is_the_site_in_one_folder_with_a_page_to_read_first(
    packed: Path, opened: Path, site: Path, policy: Policy
) -> None:
    name = package_name(policy.site)
    assert (packed.name, opened.name) == (f"{name}.zip", name)
    assert name == "training.example.org-2026-11-24"
    held = {path.relative_to(opened).as_posix() for path in opened.rglob("*") if path.is_file()}
    published = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert held == published | {FIRST, TWIN}
    for other in published - {NAME}:
        assert (opened / other).read_bytes() == (site / other).read_bytes()
    assert verify(str(opened)).problems == ()


def test_all_names_are_ascii_but_the_one_that_comes_last_and_is_marked(packed: Path) -> None:
    with zipfile.ZipFile(packed) as archive:
        members = archive.infolist()
    *others, last = members
    assert [member.filename for member in others if not member.filename.isascii()] == []
    assert last.filename.endswith("/先读我.txt")
    assert last.flag_bits & 0x800
    assert [member.filename for member in members] == sorted(member.filename for member in members)
    assert {(member.date_time, member.create_system, member.compress_type) for member in members} == {
        ((2026, 11, 24, 0, 0, 0), 3, zipfile.ZIP_DEFLATED)
    }


def test_what_to_read_first_is_shown_by_the_notepad_of_any_windows(opened: Path, policy: Policy) -> None:
    data = (opened / FIRST).read_bytes()
    text = data.decode("utf-8-sig")
    assert data.startswith(b"\xef\xbb\xbf")
    assert text.count("\n") == text.count("\r\n") > 10
    for words in (policy.site.name, policy.site.disclaimer, "解压", "index.html", "policypress verify"):
        assert words in text
    assert (opened / TWIN).read_bytes() == data


def test_the_same_files_give_the_same_package_in_any_order(policy: Policy) -> None:
    files = {"b.html": b"2", "a/index.html": b"1"}
    first = package(files, policy.site)
    assert package(dict(reversed(files.items())), policy.site) == first
    assert zipfile.ZipFile(io.BytesIO(first)).testzip() is None


def test_a_second_build_gives_the_same_package(packed: Path, project: Path) -> None:
    said: list[str] = []
    build(project, project / "dist", said.append, packed=True)
    again = project / "dist" / packed.name
    assert again.read_bytes() == packed.read_bytes()
    assert said[-1] == f"离线包：{again}"
    build(project, project / "dist", said.append)
    assert said[-1] == f"离线包 {again} 是以前生成的，这次没有更新；要更新请加 --zip"


@pytest.mark.parametrize(("year", "dated"), [("1979", 1980), ("2107", 2107), ("9999", 2107)])
def test_a_day_that_no_zip_can_hold_is_dated_as_near_as_it_can(policy: Policy, year: str, dated: int) -> None:
    site = replace(policy.site, published=f"{year}-12-31 09:00")
    with zipfile.ZipFile(io.BytesIO(package({"index.html": b""}, site))) as archive:
        assert {member.date_time for member in archive.infolist()} == {(dated, 12, 31, 0, 0, 0)}


def test_a_name_that_is_not_ascii_is_refused(policy: Policy) -> None:
    with pytest.raises(UsageError, match=r"请改名：学时\.html"):
        package({"学时.html": b""}, policy.site)


@pytest.mark.parametrize(
    ("domain", "name"),
    [("某省.example.org", "example.org"), ("", "site"), ("A/../b", "a-..-b"), ("..", "site")],
)
def test_the_package_s_name_is_one_every_system_can_hold(policy: Policy, domain: str, name: str) -> None:
    assert package_name(replace(policy.site, domain=domain)) == f"{name}-2026-11-24"


@pytest.mark.parametrize("name", ["index.html", "calculator.html", "forms/offline-training/index.html"])
def test_the_unzipped_package_opens_from_its_folder(browser: Browser, opened: Path, name: str) -> None:
    page = browser.new_page()
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("requestfailed", lambda request: wrong.append(request.url))
    page.goto((opened / name).as_uri())
    assert page.locator("h1").count() == 1
    assert page.evaluate("getComputedStyle(document.querySelector('.md-header')).position") == "sticky"
    page.locator("a.md-tabs__link[href$='faq.html']").first.click()
    page.wait_for_url("**/2023/faq.html")
    assert wrong == []
    page.context.close()
