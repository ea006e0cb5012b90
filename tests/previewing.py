"""``policypress serve`` as a program of its own, for tests and measurements."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def serving(project: Path, *options: str) -> Iterator[str]:
    """Give the address at which *project* is shown, once it is."""
    command = [
        sys.executable,
        "-m",
        "policypress",
        "serve",
        "--project",
        str(project),
        "--port",
        "0",
        *options,
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "generators"), "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, encoding="utf-8") as program:
        try:
            yield _address(program)
        finally:
            program.terminate()


def _address(program: subprocess.Popen[str]) -> str:
    assert program.stderr
    said = []
    for line in program.stderr:
        said.append(line)
        if found := re.search(r"http://\S+/", line):
            return found[0]
    raise AssertionError("".join(said))
