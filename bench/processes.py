"""What a command costs as a whole: seconds on the wall, of the processors, and memory of it and its children."""

from __future__ import annotations

import os
import resource
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PAUSE = 0.05
"""Seconds between two looks at the memory in use."""
PAGE = resource.getpagesize()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a command took."""

    seconds: float
    """On the wall."""
    processor: float
    """Seconds of all processors together."""
    megabytes: float
    """Most memory that the command and its children held at one time; pages they share count for each."""


def cost(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Run *command* in *folder* and return what it cost; raise CalledProcessError where it fails."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **(environment or {})},
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as running:
        memory = _Memory(running.pid)
        memory.start()
        _, said = running.communicate()
        seconds = time.perf_counter() - start
        memory.ended.set()
        memory.join()
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, command, stderr=said)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(seconds=seconds, processor=used, megabytes=memory.most / 1_000_000)


class _Memory(threading.Thread):
    """Keeps the most memory that the processes of one session hold."""

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self.session, self.most, self.ended = session, 0, threading.Event()

    def run(self) -> None:
        while not self.ended.wait(PAUSE):
            self.most = max(self.most, sum(self._held()))

    def _held(self) -> list[int]:
        held = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                fields = (folder / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
            except OSError:
                continue  # it has just ended
            if int(fields[3]) == self.session:
                held.append(int(fields[21]) * PAGE)
        return held
