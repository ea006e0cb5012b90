"""A command in a forked process that the system itself refuses one call, or kills at one.

Every call is counted by which a command opens, reads, writes, lists, moves, links, removes, settles or closes a
file, from whatever library it comes; each call by its name and how often that thread has made it. strace tells
them, once a command; one of them is refused by the kernel, which asks of those of that name alone (``supervised``).
"""

from __future__ import annotations

import ctypes
import os
import re
import signal
import socket
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from supervised import answer, submit
from watched_calls import Ended, command, forked, told

CHANGING = (
    "mkdir mkdirat rename renameat renameat2 link linkat symlink symlinkat unlink unlinkat rmdir openat"
)
READING = "newfstatat getdents64 readlink readlinkat flock chmod fchmodat utimensat"
OPENED = "write sendfile copy_file_range ftruncate fsync close"
REASONS = {
    **dict.fromkeys(CHANGING.split(), ("EIO", "ENOSPC", "EACCES")),
    **dict.fromkeys(READING.split(), ("EIO", "EACCES")),
    **dict.fromkeys(OPENED.split(), ("EIO", "ENOSPC")),
    **dict.fromkeys(("read", "pread64"), ("EIO",)),
}
"""Why the system may refuse each kind of call; a system lacks some of them."""
READS = {"newfstatat", "getdents64", "readlink", "readlinkat", "flock", "fsync", "close", "read", "pread64"}
"""Those after which everything is as before; so it is after the opening of a file that is there."""
LINE = re.compile(r"(?P<process>\d+) +(?P<name>\w+)\((?P<rest>.*)")
OF_A_FILE = re.compile(r'"[^"]+"|</[^>]*(?<!\(deleted\))>(?!\(deleted\))')
"""A path, or an open file that has one; what a command says goes into one that has none."""
ANYONE = 0x59616D61, ctypes.c_ulong(-1)
"""PR_SET_PTRACER, PR_SET_PTRACER_ANY: some systems let a process be watched only by its parents."""


class UnwatchedError(Exception):
    """No process can be watched here: strace or libseccomp is missing, or may not."""


def run_refused(words: list[str], call: str, *, kill: bool = False) -> Ended:
    """Run a command that is refused *call*, one of :func:`calls_of`, or is killed there; return how it ended."""
    name, number = call.split(maxsplit=1)[0], int(call.split()[1])
    reason = None if kill else REASONS[name][number % len(REASONS[name])]
    here, there = socket.socketpair()

    def run() -> int:
        submit(name, there)
        return command(words)

    with here, forked(run) as (child, said):
        there.close()
        try:
            answer(child, here, number, reason)
        except OSError as error:
            os.kill(child, signal.SIGKILL)
            raise UnwatchedError(f"{error} {told(said)}") from error
        finally:
            _, status = os.waitpid(child, 0)
        return Ended(code=os.waitstatus_to_exitcode(status), said=told(said))


def calls_of(words: list[str]) -> Ended:
    """Run a command; return how it ended, with its calls: name, number, whether it changes anything, and the rest."""

    def run() -> int:
        ctypes.CDLL(None).prctl(*ANYONE)
        os.kill(os.getpid(), signal.SIGSTOP)
        return command(words)

    with tempfile.TemporaryDirectory() as folder, forked(run) as (child, said):
        os.waitpid(child, os.WUNTRACED)
        log = Path(folder, "log")
        with _traced(child, ["-y", "-o", str(log), "-e", f"trace=?{',?'.join(REASONS)}"]):
            os.kill(child, signal.SIGCONT)
            _, status = os.waitpid(child, 0)
        lines = log.read_text("utf-8", "replace").splitlines()
        return Ended(code=os.waitstatus_to_exitcode(status), said=told(said), calls=tuple(_calls(lines)))


def _calls(lines: Sequence[str]) -> Iterator[str]:
    made: Counter[tuple[str, str]] = Counter()
    seen = set()
    for found in filter(None, map(LINE.match, lines)):
        process, name, rest = found.groups()
        made[process, name] += 1
        call = f"{name} {made[process, name]}"
        if OF_A_FILE.search(rest) and call not in seen:
            seen.add(call)
            reads = name in READS or (name == "openat" and "O_CREAT" not in rest)
            yield f"{call} {'reads' if reads else 'changes'} {rest}"


@contextmanager
def _traced(process: int, options: Sequence[str]) -> Iterator[None]:
    """Let strace come between the stopped *process* and the system; raise UnwatchedError where it cannot."""
    watching = ["strace", "-qq", "-f", "-s", "0", *options, "-p", str(process)]
    try:
        with subprocess.Popen(watching, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE) as strace:
            status = Path(f"/proc/{process}/status")
            while "TracerPid:\t0\n" in status.read_text("utf-8"):
                _refuse_ended(strace)
                time.sleep(0.001)
            yield
    except (FileNotFoundError, UnwatchedError) as error:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        raise UnwatchedError(str(error)) from error


def _refuse_ended(strace: subprocess.Popen[bytes]) -> None:
    if strace.poll() is not None:
        raise UnwatchedError(strace.communicate()[1].decode())
