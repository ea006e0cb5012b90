"""One build at a time in one output folder."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
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
