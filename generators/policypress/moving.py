"""Putting a finished file or folder into its place, also where another program looks into it.

Windows refuses to move what is open, and virus scanners and indexers open whatever was just written:
a moment later the same move succeeds. Where it does not, somebody has the file open on purpose.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)
"""Seconds to wait before each further try."""


def move(source: Path, place: Path) -> None:
    """Move *source* to *place*, over a file that is there; raise OSError where it is kept open."""
    patiently(lambda: source.replace(place))


def patiently(act: Callable[[], T], pauses: Sequence[float] = PAUSES) -> T:
    """Return what *act* returns, trying again after each of the *pauses* while it is not permitted."""
    for pause in pauses:
        try:
            return act()
        except PermissionError:
            time.sleep(pause)
    return act()
