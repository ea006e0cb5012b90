"""A command in a forked process that the system itself refuses one call, or kills at one: strace puts itself between.

Every call is counted by which a command opens, reads, writes, lists, moves, links, removes, settles or closes a
file, from whatever library it comes; each call by its name and how often that thread has made it.
"""

from __future__ import annotations

import ctypes
import os
import re
import signal
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

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
OF_A_FILE = re.compile(r'"[^"]|</(?![^>]*\(deleted\)>)')
"""A path, or an open file that has one; what a command says goes into one that has none."""
ANYONE = 0x59616D61, ctypes.c_ulong(-1)
"""PR_SET_PTRACER, PR_SET_PTRACER_ANY: some systems let a process be watched only by its parents."""


class UnwatchedError(Exception):
    """No process can be watched here: strace is missing, or may not."""


def run_refused(words: list[str], call: str, *, kill: bool = False) -> Ended:
    """Run a command that is refused *call*, one of :func:`calls_of`, or is killed there; return how it ended."""
    name, number = call.split()[:2]
    reason = REASONS[name][int(number) % len(REASONS[name])]
    fate = "signal=KILL" if kill else f"error={reason}"
    return _run(words, "-o", os.devnull, "-e", f"trace={name}", "-e", f"inject={name}:{fate}:when={number}")


def calls_of(words: list[str]) -> Ended:
    """Run a command; return how it ended, with its calls: name, number, whether it changes anything, and the rest."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "log")
        ended = _run(words, "-y", "-o", str(log), "-e", f"trace=?{',?'.join(REASONS)}")
        lines = log.read_text("utf-8", "replace").splitlines()
    return Ended(code=ended.code, said=ended.said, calls=tuple(_calls(lines)))


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


def _run(words: list[str], *options: str) -> Ended:
    def run() -> int:
        ctypes.CDLL(None).prctl(*ANYONE)
        os.kill(os.getpid(), signal.SIGSTOP)
        return command(words)

    with forked(run) as (child, said):
        os.waitpid(child, os.WUNTRACED)
        with _traced(child, options):
            os.kill(child, signal.SIGCONT)
            _, status = os.waitpid(child, 0)
        return Ended(code=os.waitstatus_to_exitcode(status), said=told(said))


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
