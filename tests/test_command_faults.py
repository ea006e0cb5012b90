"""What a command that writes into a person's folders leaves at the worst moment: every file whole, old or new, none lost."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from breaking import COMMAND, Breaker, ran
from judged import COMMANDS, kind_of, project_at_work

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked and killed by signals")
SAMPLE = 24
"""At how many of all its calls to the system a command fails here; ``make faults`` tries all."""


@pytest.fixture
def project(tmp_path: Path, small_font: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a small project with records to fill in and a filled form."""
    monkeypatch.setenv("POLICYPRESS_FONT", str(small_font))
    return project_at_work(
        tmp_path / "省厅 项目", lambda *words, cwd: ran(*COMMAND, *words, cwd=cwd).returncode
    )


@pytest.mark.parametrize("kind", ["full", "refuse", "kill-at"])
@pytest.mark.parametrize("name", COMMANDS)
def test_wherever_a_command_fails_every_file_is_whole_and_the_next_try_succeeds(
    project: Path, tmp_path: Path, faulted: Breaker, name: str, kind: str
) -> None:
    command, scratch = COMMANDS[name], tmp_path / "scratch"
    # By line of the program; at every kind of call to the system; killed at every kind of change.
    which = {"full": "writes", "refuse": f"all-{SAMPLE}", "kill-at": f"changes-{SAMPLE}"}[kind]
    whole, *each = faulted("command", kind, project, scratch, which, "--", *command.words)
    assert whole["code"] == 0, whole
    assert len(each) >= 3
    assert len({kind_of(line) for line in each}) >= min(each[0]["kinds"], SAMPLE)
    for line in each:
        command.judged(line, whole)
