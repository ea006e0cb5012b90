"""The maintainer's guide, run as written on the fictional notice of 2024: what is printed is what it shows."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from checkout import HANGS, ROOT
from guide import GUIDE, STEP, Run, on_this_system, pattern, steps
from policypress.cli import cli

CONSOLE = "cp936"
"""What a console of Chinese Windows writes."""


def printed(command: str, project: Path) -> str:
    """Return what *command*, as the guide writes it, prints in the folder *project*."""
    _, *words = on_this_system(command).split()
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "generators"), "PYTHONIOENCODING": CONSOLE}
    done = subprocess.run(
        [sys.executable, "-m", "policypress", *words],
        cwd=project,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding=CONSOLE,
        timeout=HANGS,
        check=False,
    )
    return done.stdout


def test_the_steps_of_the_guide_carry_the_project_over_and_print_what_it_shows(project: Path) -> None:
    for step in steps():
        if isinstance(step, Run):
            text = "".join(printed(command, project) for command in step.commands)
            assert pattern(on_this_system(step.shown)).fullmatch(text), (step.commands, text)
        else:
            step(project)


def test_no_block_and_no_row_of_the_guide_is_left_out() -> None:
    rest = STEP.sub("", GUIDE)
    assert "```" not in rest
    assert re.findall(r"^\| `.*", rest, re.MULTILINE) == []


def test_the_guide_shows_every_command_of_the_yearly_job_in_its_order() -> None:
    commands = [command for step in steps() if isinstance(step, Run) for command in step.commands]
    assert {command.split()[0] for command in commands} == {"policypress"}
    named = dict.fromkeys(command.split()[1] for command in commands)
    assert set(named) <= set(cli.commands)
    job = ("new-year", "cite", "check", "diff", "build --draft", "build --zip", "verify")
    places = [max(i for i, command in enumerate(commands) if f" {name}" in command) for name in job]
    assert places == sorted(places)
