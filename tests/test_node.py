"""Runs the tests of the browser code, tests/*.test.js, under Node.js."""

from __future__ import annotations

import subprocess

import pytest

from checkout import ROOT

TESTS = ROOT / "tests"
FILES = sorted(path.name for path in TESTS.glob("*.test.js"))


@pytest.mark.parametrize("name", FILES)
def test_the_browser_code_passes_its_own_tests(name: str) -> None:
    run = subprocess.run(
        ["node", "--test", str(TESTS / name)], cwd=TESTS.parent, capture_output=True, check=False
    )
    assert run.returncode == 0, (run.stdout + run.stderr).decode("utf-8", "replace")
