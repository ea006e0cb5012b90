"""Runs commands, and the program that breaks commands (``faulted.py``)."""

from __future__ import annotations

import json
import os
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


def breaking(*words: str | Path) -> list[str]:
    """Return the command that breaks a command as *words* say."""
    return [sys.executable, str(ROOT / "tests/faulted.py"), *map(str, words)]


def small_font_in(folder: Path) -> Path:
    """Write into *folder* a font of the characters that the project prints: all of it is converted in a moment."""
    texts = [path.read_text("utf-8") for path in (ROOT / "policy").rglob("*.yaml")]
    characters = {char for text in (*texts, string.printable) for char in text if ord(char) >= ord(" ")}
    terms = "SIL Open Font License 1.1"
    # A variable one: it has the bold weight too.
    font = sample_font(characters="".join(sorted(characters)), cubic=False, variable=True, licence=terms)
    return saved(font, folder / "small.ttf")


@pytest.fixture(scope="session")
def small_font(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a font whose glyphs are all converted in a moment."""
    return small_font_in(tmp_path_factory.mktemp("font"))


@pytest.fixture
def faulted(small_font: Path) -> Breaker:
    """Return a function that gives what the program that breaks commands tells of each."""

    def run(*words: str | Path) -> list[dict[str, Any]]:
        done = subprocess.run(
            breaking(*words),
            # A cache of its own: that of the checkout keeps one font of a name.
            env={
                **environment(),
                "POLICYPRESS_FONT": str(small_font),
                "POLICYPRESS_CACHE": str(small_font.parent),
            },
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=3 * HANGS,
        )
        if done.returncode == UNWATCHED:
            pytest.skip(f"no process may be watched here (tools/system_packages.sh tests): {done.stderr}")
        assert done.returncode == 0, done.stdout + done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    return run
