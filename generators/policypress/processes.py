"""Processes that work beside the first one; how many there are changes nothing of what is made."""

from __future__ import annotations

import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any


def processes(jobs: int, begin: Callable[..., None] | None = None, *task: Any) -> ProcessPoolExecutor:
    """Return a pool of so many processes, each of which begins by calling *begin* with *task*.

    They are spawned on every system, so that all behave as Windows does.
    """
    return ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (begin, task))


def _begin(begin: Callable[..., None] | None, task: tuple[Any, ...]) -> None:
    # To end is the first process's decision: it finishes what is being written.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if begin:
        begin(*task)
