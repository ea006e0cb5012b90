"""Further processes, each begun afresh on every system, as Windows begins them."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from types import ModuleType
from typing import ParamSpec, TypeVar

T = TypeVar("T")
P = ParamSpec("P")


class Processes(ProcessPoolExecutor):
    """Processes that do our own work and nothing of the program that asks for it.

    Python would run that program's script once more in each: needlessly, and with a traceback where it lacks
    the ``__main__`` guard.
    """

    def __init__(self, most: int, prepare: Callable[[], object] | None = None) -> None:
        """So many as *most*, begun when the first work is given; each is made ready by *prepare*."""
        super().__init__(most, get_context("spawn"), _begin, (prepare,))
        # All at once: Python would wait without end for one begun while it ends the others, as one of them broke.
        self._safe_to_dynamically_spawn_children = False

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Return what will come of *fn*; the processes are begun here."""
        with _script_left_out():
            return super().submit(fn, *args, **kwargs)


@contextmanager
def _script_left_out() -> Iterator[None]:
    """Let Python find no script of this program that a new process would have to run."""
    program = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = program


def _begin(prepare: Callable[[], object] | None) -> None:
    # To end is the first process's decision: it finishes what is under way.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if prepare is not None:
        prepare()
