"""A command in a forked process in which something happens at one of its file calls, as Python's audit hooks see them."""

from __future__ import annotations

import errno
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO

from policypress.cli import main

FILE_CALLS = frozenset(
    {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.listdir", "os.scandir", "os.truncate"}
)
REASONS = {"full": (errno.ENOSPC, errno.EIO), "forbidden": (errno.EACCES,)}
CHANGED = "policy/documents.yaml"
"""The file that is met half written."""
HALF = 25
"""File calls for which it stays so."""
PACKAGE = f"{os.sep}policypress{os.sep}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a command ended."""

    code: int
    """Its exit code; negative: the signal it died of."""
    said: str
    calls: tuple[str, ...] = ()
    """From where in the program each of its file calls came."""


@dataclass
class Watch:
    """Counts file calls, and does something at some of them."""

    at: dict[int, Callable[[], object]] = field(default_factory=dict)
    sites: list[str] = field(default_factory=list)
    """From where in the program each call came."""
    busy: bool = False

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if event not in FILE_CALLS or self.busy:
            return
        self.busy = True
        try:
            does = "writes" if _writes(event, arguments) else "reads"
            self.sites.append(f"{does} {event} {_line_of_ours()}")
            act = self.at.get(len(self.sites))
            if act:
                act()
        finally:
            self.busy = False


def _writes(event: str, arguments: tuple[object, ...]) -> bool:
    if event == "open":
        flags = arguments[2]
        return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
    return event not in {"os.listdir", "os.scandir"}


def _line_of_ours() -> str:
    frame = sys._getframe(1)
    while frame.f_back and PACKAGE not in frame.f_code.co_filename:
        frame = frame.f_back
    return f"{frame.f_code.co_filename}:{frame.f_lineno}"


def acts(kind: str, moment: int, project: Path) -> dict[int, Callable[[], object]]:
    """Return what is to happen, by the number of the file call at which it does."""
    if kind == "kill":
        return {moment: partial(signal.raise_signal, signal.SIGKILL)}
    if kind == "change":
        file = project / CHANGED
        whole = file.read_bytes()
        return {
            moment: partial(file.write_bytes, whole[: len(whole) // 2]),
            moment + HALF: partial(file.write_bytes, whole),
        }
    return {moment: partial(_fail, REASONS[kind][moment % len(REASONS[kind])])}


def _fail(reason: int) -> None:
    raise OSError(reason, os.strerror(reason), "某个文件")


def run_watched(words: list[str], at: dict[int, Callable[[], object]]) -> Ended:
    """Run a command in which happens what *at* says, by the number of a file call; return how it ended."""
    watch = Watch(at)
    with tempfile.TemporaryFile() as sites:

        def run() -> int:
            sys.addaudithook(watch)
            code = command(words)
            os.write(sites.fileno(), "\n".join(watch.sites).encode())
            return code

        with forked(run) as (child, said):
            _, status = os.waitpid(child, 0)
            sites.seek(0)
            calls = tuple(sites.read().decode().splitlines())
            return Ended(code=os.waitstatus_to_exitcode(status), said=told(said), calls=calls)


@contextmanager
def forked(run: Callable[[], int]) -> Iterator[tuple[int, IO[bytes]]]:
    """Give the number of a forked process that does *run* and ends with its exit code, and the file it speaks into."""
    with tempfile.TemporaryFile() as said:
        child = os.fork()
        if not child:
            os.dup2(said.fileno(), 1)
            os.dup2(said.fileno(), 2)
            code = 99
            try:
                code = run()
            finally:
                os._exit(code)
        yield child, said


def told(said: IO[bytes]) -> str:
    """Return all that was said."""
    said.seek(0)
    return said.read().decode()


def command(words: list[str]) -> int:
    """Run the command *words* in this process; return its exit code, 99 where something else than that left it."""
    sys.argv = ["policypress", *words]
    code = 99
    try:
        main()
    except SystemExit as done:
        code = int(done.code or 0)
    except BaseException as error:  # noqa: BLE001 - what escapes is what is looked for
        sys.stderr.write(f"Traceback: {error!r}\n")
    sys.stdout.flush()
    sys.stderr.flush()
    return code
