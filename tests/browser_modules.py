"""What the browser's modules say, asked by a program for node that lies beside the tests."""

from __future__ import annotations

import json
import subprocess
from typing import Any

from checkout import HANGS, ROOT


def said_by(program: str, asked: object, *arguments: str) -> Any:
    """Return, from JSON, what *program* of ``tests`` says to *asked*; fail with its own words where it ends badly."""
    done = subprocess.run(
        ["node", str(ROOT / "tests" / program), *arguments],
        input=json.dumps(asked),
        capture_output=True,
        encoding="utf-8",
        timeout=HANGS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
