"""The command as people run it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from checkout import HANGS, ROOT


def policypress(
    *words: str | Path, cwd: Path = ROOT, encoding: str = "utf-8"
) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "generators"), "PYTHONIOENCODING": encoding}
    command = [sys.executable, "-m", "policypress", *map(str, words)]
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, encoding=encoding, timeout=HANGS, check=False
    )
    assert "Traceback" not in done.stderr
    return done
