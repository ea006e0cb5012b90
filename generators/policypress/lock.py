"""One build at a time in one output folder, one change at a time of a project, one at a time at what builds share."""

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

    FAR = 1 << 30
    """Where no file of ours reaches: nobody may read what is locked there."""

    def _take(file: BinaryIO) -> None:
        file.seek(FAR)
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
    with alone(folder / LOCK, f"另一个 build 正在写“{folder}”；请等它结束再试"):
        yield


@contextmanager
def alone(file: Path, refusal: str) -> Iterator[None]:
    """Hold *file*, made where it is not there, as :func:`locked` does; UsageError says *refusal*."""
    with _let_go(file.open("ab")) as opened:
        with naming(file):
            taken = _taken(opened)
        if not taken:
            raise UsageError(refusal)
        yield


@contextmanager
def in_turn(file: Path) -> Iterator[None]:
    """Hold *file*, made where it is not there, while others who want it wait; in the end they go on regardless.

    It spares them work that another does already, and no more: what they do must be right without it, as it
    is where a folder knows no locks.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        opened = file.open("ab")
    except OSError:
        yield
        return
    with _let_go(opened) as held:
        for _ in range(MOST_PAUSES):
            with suppress(OSError):
                if not _taken(held):
                    time.sleep(PAUSE)
                    continue
            break
        yield


@contextmanager
def _let_go(opened: BinaryIO) -> Iterator[BinaryIO]:
    """Close *opened* in the end; nothing was written into it, so that a disk which refuses that takes no work back."""
    try:
        yield opened
    finally:
        with suppress(OSError):
            opened.close()


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
