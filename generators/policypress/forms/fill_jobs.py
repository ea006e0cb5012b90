"""Many records filled at once by several processes: the same files, told in the same order, as by one."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable, Iterator, Mapping
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from policypress.faults import UsageError
from policypress.forms.filling import Fill, Filled, Planned, fill_one, fillers
from policypress.forms.model import Form
from policypress.processes import Processes

SHARE = 20
"""Records handed to a process at a time."""
AHEAD = 3
"""Shares that wait for each process, so that none is idle and few are held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is done with every record; it can be sent to another process."""

    form: Form
    kinds: tuple[str, ...]
    font: Path | None
    cache: Path | None
    force: bool
    """Whether files that were there before are overwritten."""

    def fillers(self) -> Mapping[str, Fill]:
        """Return what fills the form; raise UsageError where there is no font."""
        return fillers(self.form, self.kinds, self.font, self.cache)


def fill_all(plans: Iterable[Planned], task: Task, jobs: int) -> Generator[Filled]:
    """Fill every record by *jobs* processes; yield what became of each, in order.

    Raise UsageError where there is no font, before anything is written.
    """
    fills = task.fillers()
    if jobs == 1:
        yield from (fill_one(plan, fills, force=task.force) for plan in plans)
        return
    pool = Processes(jobs, partial(_begin, task))
    try:
        yield from _in_order(pool, iter(plans), jobs * AHEAD)
    except BrokenProcessPool:
        message = "有一个填表的进程意外中止，多半是内存不够；请把 --jobs 改小"
        raise UsageError(message) from None
    finally:
        pool.shutdown(cancel_futures=True)


def _in_order(pool: Processes, plans: Iterator[Planned], most: int) -> Iterator[Filled]:
    """Yield what became of *plans*; no more than *most* shares of them are under way."""
    under_way: deque[Future[list[Filled]]] = deque()
    while share := list(islice(plans, SHARE)):
        under_way.append(pool.submit(_fill_share, share))
        if len(under_way) >= most:
            yield from under_way.popleft().result()
    while under_way:
        yield from under_way.popleft().result()


class _Process:
    """What a process of the pool keeps from one share to the next."""

    task: Task
    fills: Mapping[str, Fill]


def _begin(task: Task) -> None:
    _Process.task, _Process.fills = task, task.fillers()


def _fill_share(share: list[Planned]) -> list[Filled]:
    return [fill_one(plan, _Process.fills, force=_Process.task.force) for plan in share]
