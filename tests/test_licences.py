"""Whose work is used on what terms, and that nothing older than its known faults is."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from checkout import ROOT

COPYLEFT = re.compile(
    r"\b(?:[AL]?GPL|MPL|EPL|CDDL|EUPL|CC[- ]BY[- ]SA)\b|\bGNU\b|Mozilla Public", re.IGNORECASE
)
FREE = {
    "MIT",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "PSF-2.0",
    "OFL-1.1",
    "Apache-2.0 OR BSD-2-Clause",
}
FLOORS = {
    "pypdf": (7, 0, 1),
    "lxml": (6, 1, 0),
    "jinja2": (3, 1, 6),
    "mkdocs-material": (9, 7, 7),
    "openpyxl": (3, 1, 5),
    "defusedxml": (0, 7, 1),
    "python-docx": (1, 2, 0),
}
"""The first versions without faults that a hostile file or template could use."""


def notice() -> tuple[str, str]:
    """Return what NOTICE says of works that readers get, and of those that only a build uses."""
    to_readers, _, built_with = (ROOT / "NOTICE").read_text("utf-8").partition("生成网站时用到")
    return to_readers, built_with


def version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part.isdigit())


def test_notice_names_every_package_that_is_pinned_with_its_licence() -> None:
    subprocess.run([sys.executable, ROOT / "tools" / "notice.py", "--check"], check=True)


def test_what_readers_get_is_under_no_copyleft() -> None:
    entries = re.findall(r"^- .+：(\S+)，.+$", notice()[0], re.MULTILINE)
    assert len(entries) >= 3
    assert set(entries) <= FREE


def test_copyleft_stays_with_what_only_a_build_uses_and_is_known() -> None:
    entries = dict(re.findall(r"^- (\S+) \S+：(.+)$", notice()[1], re.MULTILINE))
    assert {name for name, terms in entries.items() if terms not in FREE} == {"certifi", "pathspec"}


def test_no_file_of_a_built_site_states_a_copyleft_licence(site: Path) -> None:
    texts = [path for path in site.rglob("*") if path.suffix in {".js", ".css", ".svg", ".map", ".txt"}]
    assert len(texts) > 20
    stated = {
        path.name: found.group() for path in texts if (found := COPYLEFT.search(path.read_text("utf-8")))
    }
    assert stated == {}


def test_a_built_site_holds_no_font_file(site: Path) -> None:
    assert [
        path for path in site.rglob("*") if path.suffix in {".ttf", ".otf", ".ttc", ".woff", ".woff2"}
    ] == []


def test_glyphs_of_a_built_site_stand_with_their_licence(site: Path) -> None:
    folders = {path.parent for path in site.rglob("*.js") if "glyphs" in path.parent.name}
    assert folders
    assert [
        folder for folder in folders if "SIL OPEN FONT LICENSE" not in (folder / "OFL.txt").read_text("utf-8")
    ] == []


@pytest.mark.parametrize("name", FLOORS)
def test_no_package_is_older_than_its_known_faults(name: str) -> None:
    pinned = dict(
        re.findall(r"^([a-z0-9.-]+)==([^\s;]+)", (ROOT / "requirements.txt").read_text("utf-8"), re.MULTILINE)
    )
    assert version(pinned[name]) >= FLOORS[name]
    asked = (ROOT / "pyproject.toml").read_text("utf-8")
    [floor] = re.findall(rf'"{name}[>=]=([0-9.]+)"', asked)
    assert version(floor) >= FLOORS[name]


def test_every_npm_package_is_pinned_with_the_hash_of_its_file() -> None:
    held = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    packages = {name: entry for name, entry in held.items() if name}
    assert packages
    assert [name for name, entry in packages.items() if not entry["integrity"].startswith("sha512-")] == []
    asked = json.loads((ROOT / "package.json").read_text("utf-8"))
    versions = (asked["devDependencies"] | asked["optionalDependencies"]).values()
    assert [each for each in versions if not re.fullmatch(r"[0-9.]+", each)] == []
