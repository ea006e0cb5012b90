"""Pages made by as many processes as there are processors, where there are so many pages that it pays."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from policypress.engine_pages import Engine
from policypress.kept_pages import Made

FEW = 300
"""Pages for which no other process is worth its start."""
MOST_PROCESSES = 4
Pages = dict[str, Made]


@contextmanager
def heard() -> Iterator[list[str]]:
    """Give the list of what the engine warns of meanwhile."""
    said = _Heard()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(said)
    try:
        yield said.lines
    finally:
        logger.removeHandler(said)


def jobs_for(pages: int) -> int:
    """Return how many processes make so many *pages* soonest."""
    return min(os.cpu_count() or 1, MOST_PROCESSES, 1 + pages // FEW)


def pages_made(engine: Engine, keys: Mapping[str, str], jobs: int, lines: list[str]) -> Pages:
    """Return what *engine* makes, by so many processes, of the pages *keys*, a digest by source.

    What the engine warns of in another process is put to *lines*.
    """
    mine, *theirs = (list(keys.items())[at::jobs] for at in range(jobs))
    if not theirs:
        return _share(engine, mine)
    from concurrent.futures.process import BrokenProcessPool  # slow to import, rarely needed

    from policypress.processes import Processes

    made: Pages = {}
    with suppress(BrokenProcessPool), Processes(len(theirs), partial(_begin, engine.folder)) as pool:
        waited = [pool.submit(_other_share, share) for share in theirs]
        made |= _share(engine, mine)
        for other in waited:
            pages, said = other.result()
            made |= pages
            lines += said
    # Memory may have been too short for several at once.
    return made | _share(engine, [(name, key) for name, key in keys.items() if name not in made])


def _share(engine: Engine, share: Sequence[tuple[str, str]]) -> Pages:
    """Return what *engine* makes of the pages of *share*, each a source and its digest."""
    return {name: engine.make(name, key) for name, key in share}


class _Process:
    """What another process keeps from its beginning on."""

    engine: Engine


def _begin(folder: Path) -> None:
    _Process.engine = Engine(folder)


def _other_share(share: Sequence[tuple[str, str]]) -> tuple[Pages, list[str]]:
    """Return what another process makes of its *share*, and what the engine warned of there."""
    with heard() as lines:
        return _share(_Process.engine, share), lines


class _Heard(logging.Handler):
    """Keeps warnings and worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line."""
        self.lines.append(record.getMessage())
