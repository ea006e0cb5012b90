"""One build at a time in one output folder, and one at a time at what several builds share."""

from __future__ import annotations

import errno
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from policypress.faults import UsageError
from policypress.moving import naming

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
NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)
"""What a disk says that knows no locks, as some shared folders do."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold *folder* for one build; raise UsageError where another build holds it, OSError where that cannot be known.

    The system lets go of the lock when the process ends, however it ends. Where a disk knows no locks, nothing is held.
    """
    with (folder / LOCK).open("ab") as file:
        with naming(folder / LOCK):
            taken = _taken(file)
        if not taken:
            raise UsageError(f"另一个 build 正在写“{folder}”；请等它结束再试")
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
                if not _taken(held):
                    time.sleep(PAUSE)
                    continue
            break
        yield


def _taken(file: BinaryIO) -> bool:
    """Return whether nobody else holds *file*; its disk may know no locks. Raise OSError where that cannot be known."""
    try:
        _take(file)
    except (BlockingIOError, PermissionError):  # as Linux and macOS, and as Windows say it
        return False
    except OSError as error:
        if error.errno not in NO_LOCKS:
            raise
    return True
