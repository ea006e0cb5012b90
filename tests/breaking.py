"""What the program that breaks commands (``faulted.py``) tells of each, for the tests that judge it."""

from __future__ import annotations

import json
import os
import re
import string
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from checkout import HANGS, ROOT
from faulted import UNWATCHED
from font_samples import sample_font, saved

REFUSED = os.environ.get("POLICYPRESS_REFUSED", "24")
"""At how many of all its calls to the system a command fails: ``make faults`` asks for ``all``."""
CHINESE = re.compile(r"[\u4e00-\u9fff]")
HIDDEN = re.compile(r"/\.cache/|/\.\d+-[0-9a-f]{16}\.(tmp|old)$|^/\.new-year\.json$|^/\.[^/]+\.new/")
Breaker = Callable[..., list[dict[str, Any]]]


def environment() -> dict[str, str]:
    """Return the variables under which commands of the checkout are run."""
    return {**os.environ, "PYTHONPATH": f"{ROOT / 'generators'}{os.pathsep}{ROOT / 'tests'}"}


COMMAND = [sys.executable, "-m", "policypress"]


def ran(*words: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    options.setdefault("env", environment())
    return subprocess.run(
        [*map(str, words)], capture_output=True, encoding="utf-8", timeout=HANGS, check=False, **options
    )


@pytest.fixture(scope="session")
def small_font(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a font of the characters that the project prints: all of it is converted in a moment."""
    texts = [path.read_text("utf-8") for path in (ROOT / "policy").rglob("*.yaml")]
    characters = {char for text in (*texts, string.printable) for char in text if ord(char) >= ord(" ")}
    terms = "SIL Open Font License 1.1"
    # A variable one: it has the bold weight too.
    font = sample_font(characters="".join(sorted(characters)), cubic=False, variable=True, licence=terms)
    return saved(font, tmp_path_factory.mktemp("font") / "small.ttf")


@pytest.fixture
def faulted(small_font: Path) -> Breaker:
    """Return a function that gives what the program that breaks commands tells of each."""

    def run(*words: str | Path) -> list[dict[str, Any]]:
        done = subprocess.run(
            [sys.executable, str(ROOT / "tests/faulted.py"), *map(str, words)],
            env={**environment(), "POLICYPRESS_FONT": str(small_font)},
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=None if REFUSED == "all" else 3 * HANGS,
        )
        if done.returncode == UNWATCHED:
            pytest.skip(f"no process may be watched here (tools/system_packages.sh tests): {done.stderr}")
        assert done.returncode == 0, done.stdout + done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    return run


def some(what: str) -> str:
    """Return the word for as many calls of the kind *what* (``all``, ``changes``) as are asked for."""
    return what if REFUSED == "all" else f"{what}-{REFUSED}"


def own(tree: dict[str, str]) -> dict[str, str]:
    """Return *tree* without what is kept between runs, and the hidden files of what is under way or was broken off."""
    return {name: digest for name, digest in tree.items() if not HIDDEN.search(f"/{name}")}


def told(result: dict[str, Any]) -> bool:
    """Return whether a failure was told in our own words."""
    said = result["said"]
    return result["code"] in {1, 2} and "Traceback" not in said and bool(CHINESE.search(said))


def kind_of(result: dict[str, Any]) -> str:
    """Return which kind of call to the system was broken."""
    return str(result["call"].split()[0])
