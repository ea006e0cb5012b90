"""Further processes leave the script that starts them alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from checkout import HANGS, ROOT

SCRIPT = """\
import signal
from policypress.processes import Processes
print("begun", flush=True)
with Processes(2, print) as pool:
    print(sum(pool.map(abs, range(-3, 1))))
    print(pool.submit(signal.getsignal, signal.SIGINT).result() is signal.SIG_IGN)
"""
"""As people write one: nothing in it is guarded by ``if __name__ == "__main__"``."""


def test_a_script_without_a_guard_is_run_once_however_many_processes_work_for_it(tmp_path: Path) -> None:
    script = tmp_path / "脚本.py"
    script.write_text(SCRIPT, "utf-8")
    done = subprocess.run(
        [sys.executable, script],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT / "generators"), "PYTHONUTF8": "1"},
        timeout=HANGS,
    )
    said = [line for line in done.stdout.splitlines() if line]
    assert (said, done.stderr, done.returncode) == (["begun", "6", "True"], "", 0)
