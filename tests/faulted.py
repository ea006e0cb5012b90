"""Builds that are killed, whose file calls fail, or under which a file changes; run as a program of its own.

``python faulted.py KIND PROJECT OTHER OUT MOMENTS``: for each moment a forked copy of this process, with every
module already imported, builds PROJECT or OTHER in turn into OUT, and at its MOMENT-th file call (as Python's
audit hooks see them: open, mkdir, rename, remove, listing)

- dies of SIGKILL (KIND ``kill``),
- is told by the system that this cannot be done (``full``: the disk is full or broken; ``forbidden``: no
  permission, which libraries like to pass over), or
- meets a file of its project half written, which is whole again a few calls later (``change``).

MOMENTS are numbers; negative ones count from a build's last call, in which it swaps. ``first`` and ``last`` stand
for the first and the last call of every line of the program that makes any: no place where it touches a file is
left out; ``writes`` is as ``last``, of those that change anything. Printed for each, as JSON: moment, exit code
(negative: signal), what was said, and what is published afterwards: ``old``, ``new`` or ``broken``; at last what
a build without a fault does, and what lies in OUT then.

``python faulted.py command KIND FOLDER FOLDER-OUT MOMENTS -- WORDS``: the same of any command, which each time
finds FOLDER as it is, copied to FOLDER-OUT; printed are besides the files it leaves, by their digests, and what
the same command does then. The first line is of the command without a fault, with ``before`` what FOLDER holds.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
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
REASONS = {"full": (errno.ENOSPC, errno.EIO), "forbidden": (errno.EACCES,)}
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
    if kind in REASONS:
        return {moment: partial(_fail, REASONS[kind][moment % len(REASONS[kind])])}
    return {}


def _fail(reason: int) -> None:
    raise OSError(reason, os.strerror(reason), "某个文件")


def run_forked(words: list[str], watch: Watch) -> tuple[int, str, list[str]]:
    """Run a command in a forked process; return its exit code, what it said, and from where its file calls came."""
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as sites:
        child = os.fork()
        if not child:
            os.dup2(said.fileno(), 1)
            os.dup2(said.fileno(), 2)
            _run(words, watch, sites.fileno())
        _, status = os.waitpid(child, 0)
        said.seek(0)
        sites.seek(0)
        return os.waitstatus_to_exitcode(status), said.read().decode(), sites.read().decode().splitlines()


def _run(words: list[str], watch: Watch, sites: int) -> None:
    sys.addaudithook(watch)
    sys.argv = ["policypress", *words]
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


def built(project: Path, out: Path, kind: str, moment: int) -> tuple[int, str, list[str]]:
    """Build *project* into *out*, with what *kind* does at *moment*."""
    return run_forked(
        ["build", "--project", str(project), "--out", str(out)], Watch(acts(kind, moment, project))
    )


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
    for word in words:
        numbered = list(enumerate(sites, 1))
        if word in {"first", "last", "writes"}:
            order = reversed(numbered) if word == "first" else numbered
            if word == "writes":
                order = [(number, site) for number, site in numbered if site.startswith("writes")]
            yield from sorted({site: number for number, site in order}.values())
        else:
            yield int(word) if int(word) > 0 else len(sites) + 1 + int(word)


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


def tree(folder: Path) -> dict[str, str]:
    """Return the digest of every file in *folder*, by its path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def run_command(kind: str, given: Path, scratch: Path, moments: list[str], words: list[str]) -> None:
    """Print a line for the command *words* without a fault, and one for each of the moments."""

    def once(at: dict[int, Callable[[], object]]) -> tuple[int, str, list[str]]:
        shutil.rmtree(scratch, ignore_errors=True)
        shutil.copytree(given, scratch)
        os.chdir(scratch)
        return run_forked(words, Watch(at))

    code, said, sites = once({})
    tell(code=code, said=said, tree=tree(scratch), before=tree(given))
    for moment in chosen(moments, sites):
        code, said, _ = once(acts(kind, moment, scratch))
        left = tree(scratch)
        again, _, _ = run_forked(words, Watch())
        tell(moment=moment, code=code, said=said, tree=left, again=again, then=tree(scratch))


def warm_up(project: Path) -> None:
    """Import everything, so that the calls counted are a command's own."""
    from policypress.build import build

    with tempfile.TemporaryDirectory() as warm:
        build(project, Path(warm), lambda _: None)


if __name__ == "__main__":
    if sys.argv[1] == "command":
        at = sys.argv.index("--")
        warm_up(Path(sys.argv[3]))
        run_command(sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]), sys.argv[5:at], sys.argv[at + 1 :])
    else:
        warm_up(Path(sys.argv[2]))
        run(sys.argv[1], [Path(sys.argv[2]), Path(sys.argv[3])], Path(sys.argv[4]), sys.argv[5:])
