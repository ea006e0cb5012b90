"""Builds that are killed, or whose file calls fail, at chosen moments; run as a program of its own.

``python faulted.py KIND PROJECT OTHER OUT MOMENT…``: for each moment a forked copy of this process, with every
module already imported, builds PROJECT or OTHER in turn into OUT, and at its MOMENT-th file call (as Python's
audit hooks see them: open, mkdir, rename, remove, listing) dies of SIGKILL (KIND ``kill``) or is told that the
disk is full (KIND ``fail``). Printed for each, as JSON: moment, exit code (negative: signal), what was said,
and what is published afterwards: ``old``, ``new`` or ``broken``.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import signal
import sys
import tempfile
from pathlib import Path

from policypress.cli import main
from policypress.policy import load

FILE_CALLS = frozenset(
    {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.listdir", "os.scandir", "os.truncate"}
)


def at_moment(kind: str, moment: int) -> list[int]:
    """Let the *moment*-th file call from now on be the one; return the count, which grows."""
    count = [0]

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event not in FILE_CALLS:
            return
        count[0] += 1
        if count[0] == moment:
            if kind == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(arguments[0]))

    sys.addaudithook(watch)
    return count


def built(project: Path, out: Path, kind: str, moment: int) -> tuple[int, str, int]:
    """Build in a forked process; return its exit code, what it said and how many file calls it made."""
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as counted:
        child = os.fork()
        if not child:
            os.dup2(said.fileno(), 1)
            os.dup2(said.fileno(), 2)
            count = at_moment(kind, moment)
            sys.argv = ["policypress", "build", "--project", str(project), "--out", str(out)]
            code = 99
            try:
                main()
            except SystemExit as done:
                code = int(done.code or 0)
            except BaseException as error:  # noqa: BLE001 - what escapes is what is looked for
                sys.stderr.write(f"Traceback: {error!r}\n")
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os.write(counted.fileno(), str(count[0]).encode())
                os._exit(code)
        _, status = os.waitpid(child, 0)
        said.seek(0)
        counted.seek(0)
        return os.waitstatus_to_exitcode(status), said.read().decode(), int(counted.read() or 0)


def digest(site: Path) -> str:
    """Return one number for every name and byte of *site*; empty where it is not there."""
    total = hashlib.sha256()
    for path in sorted(site.rglob("*")):
        if path.is_file():
            total.update(path.relative_to(site).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest() if site.is_dir() else ""


def published(out: Path) -> str:
    """Return the number of what is published; between two moves of a swap the old one stands aside, whole."""
    return digest(out / "site") or digest(out / "site.old")


def tell(**what: object) -> None:
    """Print a line of JSON."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def run(kind: str, projects: list[Path], out: Path, moments: list[int]) -> None:
    """Print a line for each of *moments*, a first one that tells how many there are."""
    wholes, calls = [], 0
    for project in projects:
        load(project)
        code, said, calls = built(project, out, kind, 0)
        assert code == 0, said
        wholes.append(digest(out / "site"))
    # In the last of a build's calls the swap happens: negative moments count from the end.
    tell(calls=calls)
    for moment in moments:
        before = published(out)
        turn = 1 - wholes.index(before)
        code, said, _ = built(projects[turn], out, kind, moment if moment > 0 else calls + 1 + moment)
        after = published(out)
        state = "new" if after == wholes[turn] else "old" if after == before else "broken"
        tell(moment=moment, code=code, said=said, published=state)
        if state == "broken":
            return
    code, said, _ = built(projects[0], out, kind, 0)
    state = "new" if digest(out / "site") == wholes[0] else "broken"
    tell(moment=0, code=code, said=said, published=state)


if __name__ == "__main__":
    # Everything imported by a first build, so that the calls counted are a build's own.
    with tempfile.TemporaryDirectory() as warm:
        sys.argv = [*sys.argv, warm]
        from policypress.build import build

        build(Path(sys.argv[2]), Path(warm), lambda _: None)
    run(
        sys.argv[1],
        [Path(sys.argv[2]), Path(sys.argv[3])],
        Path(sys.argv[4]),
        [int(word) for word in sys.argv[5:-1]],
    )
