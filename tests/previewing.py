"""``policypress serve`` as a program of its own, for tests and measurements."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from checkout import ROOT


@contextmanager
def serving(project: Path, program: Path = ROOT) -> Iterator[str]:
    """Give the address at which *project* is shown by the *program* of that folder, once it is."""
    command = command_of("serve", project, "--port", "0")
    with subprocess.Popen(
        command, env=environment_of(program), stderr=subprocess.PIPE, encoding="utf-8"
    ) as running:
        try:
            yield address_of(running)
        finally:
            running.terminate()


def command_of(name: str, project: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "policypress", name, "--project", str(project), *options]


def environment_of(program: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(program / "generators"), "PYTHONIOENCODING": "utf-8"}


def address_of(running: subprocess.Popen[str]) -> str:
    """Return the address that the program tells, once it is shown there."""
    assert running.stderr
    said = []
    for line in running.stderr:
        said.append(line)
        if found := re.search(r"http://\S+/", line):
            return found[0]
    raise AssertionError("".join(said))
