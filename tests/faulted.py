"""Builds that are killed, whose file calls fail, or under which a file changes; run as a program of its own.

``python faulted.py KIND PROJECT OTHER OUT MOMENTS``: for each moment a forked copy of this process, with every
module already imported, builds PROJECT or OTHER in turn into OUT, and at its MOMENT-th file call (as Python's
audit hooks see them: open, mkdir, rename, remove, listing)

- dies of SIGKILL (KIND ``kill``),
- is told by the system that it cannot be done (``fail``: disk full, disk broken, no permission, in turn), or
- meets a file of its project half written, which is whole again a few calls later (``change``).

MOMENTS are numbers; negative ones count from a build's last call, in which it swaps. ``each`` stands for the
first and the last call of every line of the program that makes any: no place where it touches a file is left out.
Printed for each, as JSON: moment, exit code (negative: signal), what was said, and what is published
afterwards: ``old``, ``new`` or ``broken``; at last what a build without a fault does, and what lies in OUT then.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from policypress.cli import main
from policypress.policy import load
from policypress.verify import verify

FILE_CALLS = frozenset(
    {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.listdir", "os.scandir", "os.truncate"}
)
REASONS = (errno.ENOSPC, errno.EIO, errno.EACCES)
CHANGED = "policy/documents.yaml"
"""The file that is met half written."""
HALF = 25
"""File calls for which it stays so."""
PACKAGE = f"{os.sep}policypress{os.sep}"


@dataclass
class Watch:
    """Counts file calls, and does something at some of them."""

    at: dict[int, Callable[[], object]] = field(default_factory=dict)
    sites: list[str] = field(default_factory=list)
    """From where in the program each call came."""
    busy: bool = False

    def __call__(self, event: str, _: tuple[object, ...]) -> None:
        if event not in FILE_CALLS or self.busy:
            return
        self.busy = True
        try:
            self.sites.append(f"{event} {_line_of_ours()}")
            act = self.at.get(len(self.sites))
            if act:
                act()
        finally:
            self.busy = False


def _line_of_ours() -> str:
    frame = sys._getframe(1)
    while frame.f_back and PACKAGE not in frame.f_code.co_filename:
        frame = frame.f_back
    return f"{frame.f_code.co_filename}:{frame.f_lineno}"


def acts(kind: str, moment: int, project: Path) -> dict[int, Callable[[], object]]:
    """Return what is to happen, by the number of the file call at which it does."""
    if kind == "kill":
        return {moment: partial(os.kill, os.getpid(), signal.SIGKILL)}
    if kind == "change":
        file = project / CHANGED
        whole = file.read_bytes()
        return {
            moment: partial(file.write_bytes, whole[: len(whole) // 2]),
            moment + HALF: partial(file.write_bytes, whole),
        }
    return {moment: partial(_fail, REASONS[moment % len(REASONS)])}


def _fail(reason: int) -> None:
    raise OSError(reason, os.strerror(reason), "某个文件")


def built(project: Path, out: Path, kind: str, moment: int) -> tuple[int, str, list[str]]:
    """Build in a forked process; return its exit code, what it said, and from where its file calls came."""
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as sites:
        child = os.fork()
        if not child:
            os.dup2(said.fileno(), 1)
            os.dup2(said.fileno(), 2)
            _build(project, out, Watch(acts(kind, moment, project)), sites.fileno())
        _, status = os.waitpid(child, 0)
        said.seek(0)
        sites.seek(0)
        return os.waitstatus_to_exitcode(status), said.read().decode(), sites.read().decode().splitlines()


def _build(project: Path, out: Path, watch: Watch, sites: int) -> None:
    sys.addaudithook(watch)
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
        os.write(sites, "\n".join(watch.sites).encode())
        os._exit(code)


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


def chosen(words: list[str], sites: list[str]) -> Iterator[int]:
    """Yield the moments that *words* ask for of a build whose file calls came from *sites*."""
    if words == ["each"]:
        last = {site: number for number, site in enumerate(sites, 1)}
        first = {site: number for number, site in reversed(list(enumerate(sites, 1)))}
        yield from sorted({*first.values(), *last.values()})
    else:
        for moment in map(int, words):
            yield moment if moment > 0 else len(sites) + 1 + moment


def run(kind: str, projects: list[Path], out: Path, words: list[str]) -> None:
    """Print a line for each of the moments, and a last one for a build without a fault."""
    wholes: list[str] = []
    sites: list[str] = []
    for project in projects:
        load(project)
        code, said, sites = built(project, out, "none", 0)
        assert code == 0, said
        # A small project lacks pages to which every site's own pages lead.
        assert {problem.kind for problem in verify(str(out / "site")).problems} <= {"断链"}
        wholes.append(digest(out / "site"))
    for moment in chosen(words, sites):
        before = published(out)
        turn = 1 - wholes.index(before)
        whole = (projects[turn] / CHANGED).read_bytes()
        code, said, _ = built(projects[turn], out, kind, moment)
        (projects[turn] / CHANGED).write_bytes(whole)
        after = published(out)
        state = "new" if after == wholes[turn] else "old" if after == before else "broken"
        tell(moment=moment, code=code, said=said, published=state)
        if state == "broken":
            return
    code, said, _ = built(projects[0], out, "none", 0)
    state = "new" if digest(out / "site") == wholes[0] else "broken"
    tell(moment=0, code=code, said=said, published=state, left=sorted(path.name for path in out.iterdir()))


if __name__ == "__main__":
    # Everything imported by a first build, so that the calls counted are a build's own.
    with tempfile.TemporaryDirectory() as warm:
        from policypress.build import build

        build(Path(sys.argv[2]), Path(warm), lambda _: None)
    run(sys.argv[1], [Path(sys.argv[2]), Path(sys.argv[3])], Path(sys.argv[4]), sys.argv[5:])
