"""One build at a time in one output folder, and one at a time at what several builds share."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from policypress.faults import UsageError

LOCK = ".lock"
"""File of an output folder that a build holds; where it is, builds have been."""

if sys.platform == "win32":
    import msvcrt

    def _take(file: BinaryIO) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


PAUSE, MOST_PAUSES = 0.2, 1_500
"""Seconds between two tries, and how many there are: five minutes."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold *folder* for one build; raise UsageError where another build holds it.

    The system lets go of the lock when the process ends, however it ends.
    """
    with (folder / LOCK).open("ab") as file:
        try:
            _take(file)
        except OSError:
            message = f"另一个 build 正在写“{folder}”；请等它结束再试"
            raise UsageError(message) from None
        yield


@contextmanager
def in_turn(file: Path) -> Iterator[None]:
    """Hold *file*, made where it is not there, while others who want it wait; in the end they go on regardless.

    It spares them work that another does already, and no more: what they do must be right without it, as it
    is where a folder knows no locks.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        held = file.open("ab")
    except OSError:
        yield
        return
    with held:
        for _ in range(MOST_PAUSES):
            with suppress(OSError):
                _take(held)
                break
            time.sleep(PAUSE)
        yield
