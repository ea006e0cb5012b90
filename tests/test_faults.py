"""What happens to a build at its worst moment: the published folder is whole, old or new, and the next build succeeds."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked and killed by signals")
SWAP = 90
"""Last file calls of a build, in which it swaps and clears away."""


@pytest.fixture
def other(project: Path, tmp_path: Path) -> Path:
    """Return a second project whose site differs from the first's."""
    folder = tmp_path / "另一版"
    shutil.copytree(project, folder)
    site = folder / "policy/site.yaml"
    text = site.read_text("utf-8")
    site.write_text(text.replace("name: ", "name: 又", 1), "utf-8")
    assert site.read_text("utf-8") != text
    return folder


def faulted(kind: str, projects: tuple[Path, Path], out: Path, moments: list[int]) -> list[dict[str, Any]]:
    """Return what came of builds of which each fails in its way at one of *moments*, and of one more."""
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'generators'}{os.pathsep}{ROOT / 'tests'}"}
    command = [sys.executable, str(ROOT / "tests/faulted.py"), kind, *map(str, projects), str(out)]
    done = subprocess.run(
        [*command, *map(str, moments)],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=500,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    _, *results = map(json.loads, done.stdout.splitlines())
    assert len(results) == len(moments) + 1
    return results


def moments(seed: int) -> list[int]:
    """Return moments all over a build, and more where it swaps."""
    chance = random.Random(seed)  # noqa: S311 - the same moments in every run
    return [chance.randint(1, 1_500) for _ in range(10)] + [-chance.randint(1, SWAP) for _ in range(12)]


def test_a_build_killed_at_any_moment_leaves_a_whole_site_and_the_next_succeeds(
    project: Path, other: Path, tmp_path: Path
) -> None:
    *killed, last = faulted("kill", (project, other), tmp_path / "out", moments(1))
    assert [result for result in killed if result["published"] == "broken"] == []
    assert {result["code"] for result in killed} <= {-9, 0}
    assert sum(result["code"] == -9 for result in killed) > len(killed) // 2
    assert (last["code"], last["published"]) == (0, "new"), last


def test_a_build_whose_file_call_fails_says_so_and_leaves_a_whole_site(
    project: Path, other: Path, tmp_path: Path
) -> None:
    *failed, last = faulted("fail", (project, other), tmp_path / "out", moments(2))
    assert [result for result in failed if result["published"] == "broken"] == []
    assert [
        result for result in failed if result["code"] not in {0, 1, 2} or "Traceback" in result["said"]
    ] == []
    refused = [result["said"] for result in failed if result["code"]]
    assert refused
    assert [said for said in refused if "读" not in said and "网站引擎" not in said] == []
    assert (last["code"], last["published"]) == (0, "new"), last
