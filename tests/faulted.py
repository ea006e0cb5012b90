"""Commands that are killed, whose file calls fail, or under which a file changes; run as a program of its own.

``python faulted.py KIND PROJECT OTHER OUT MOMENTS``: for each moment a forked copy of this process, with every
module already imported, builds PROJECT or OTHER in turn into OUT, and at its MOMENT-th file call

- dies of SIGKILL (KIND ``kill``),
- is told by the system that this cannot be done (``full``: the disk is full or broken; ``forbidden``: no
  permission, which libraries like to pass over), or
- meets a file of its project half written, which is whole again a few calls later (``change``).

File calls are those that Python's audit hooks see (open, mkdir, rename, remove, listing); of KIND ``refuse`` and
``kill-at`` they are all calls to the system that concern files, which it refuses, or at which it kills.

MOMENTS are numbers; negative ones count from a build's last call, in which it swaps, and ``37%`` is the call after
so much of all of them. ``first`` and ``last`` stand for the first and the last call of every line of the program that
makes any: no place where it touches a file is left out; ``writes`` is as ``last``, of those that change anything.
``all`` stands for all calls, ``changes`` for those that change anything in the folder of OUT, in the order of their
ranks; ``all-60`` and ``changes-60`` for 60 of them, of every kind some, ``all-after-RANK`` for those that come after
one of that rank: what was stopped goes on.

Printed for each, as JSON: call, exit code (negative: signal), what was said, and what is published afterwards:
``old``, ``new`` or ``broken``; ``then``: what a build without a fault publishes after that; at last what such a
build does, and what lies in OUT then. What a run without a fault makes of a folder is asked once: every other one
that holds just the same is known by it. ``of`` says of how many calls a word chose the moment, ``kinds`` of how
many kinds these are.

``python faulted.py command KIND FOLDER FOLDER-OUT MOMENTS -- WORDS``: the same of any command, which each time
finds FOLDER as it is, copied to FOLDER-OUT; printed are besides the files it leaves, by their digests, and what
the same command does then. The first line is of the command without a fault, with ``before`` what FOLDER holds.

The exit code is 3, with the reason told, where no process can be watched here.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest
from pathlib import Path

from policypress.policy import load
from policypress.verify import verify
from refused_calls import UnwatchedError, calls_of, run_refused
from watched_calls import CHANGED, Ended, acts, command, run_watched

UNWATCHED = 3
SOME = re.compile(r"(?P<what>all|changes)(-after-(?P<after>[0-9a-f]+)|-(?P<count>\d+))?")
BY_SYSTEM = {"refuse": False, "kill-at": True}
"""Kinds that the system brings about, and whether they kill."""
HEALED = {"kill": 2}
"""After how many faults of a kind a build without one is made; by default after each."""


def faultless(words: list[str], kind: str) -> Ended:
    """Run the command *words*, with the file calls in which *kind* brings something about."""
    return calls_of(words) if kind in BY_SYSTEM else run_watched(words, {})


def broken(words: list[str], kind: str, moment: int, calls: Sequence[str], project: Path) -> Ended:
    """Run the command *words*, with what *kind* does at the call *moment*, counted from 1, of its *calls*."""
    if kind in BY_SYSTEM:
        return run_refused(words, calls[moment - 1], kill=BY_SYSTEM[kind])
    return run_watched(words, acts(kind, moment, project))


def digest(folder: Path) -> str:
    """Return one number for every name and byte of *folder*; empty where it is not there."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        data = b"\0" + path.read_bytes() if path.is_file() else b""
        total.update(path.relative_to(folder).as_posix().encode() + data + b"\0")
    return total.hexdigest() if folder.is_dir() else ""


def published(out: Path) -> str:
    """Return the number of what is published; between two moves of a swap the old one stands aside, whole."""
    return digest(out / "site") or digest(out / "site.old")


def tell(**what: object) -> None:
    """Print a line of JSON."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def chosen(words: Sequence[str], calls: Sequence[str], folder: Path) -> Iterator[int]:
    """Yield the moments that *words* ask for of a command with these *calls*; what it changes lies in *folder*."""
    for word in words:
        if found := SOME.fullmatch(word):
            yield from _of_all(found, calls, folder)
        elif word in {"first", "last", "writes"}:
            yield from _by_line(word, calls)
        elif word.endswith("%"):
            yield max(1, round(len(calls) * float(word[:-1]) / 100))
        else:
            yield int(word) if int(word) > 0 else len(calls) + 1 + int(word)


def _by_line(word: str, calls: Sequence[str]) -> list[int]:
    """Return the ``first`` or ``last`` call of every line of the program; of ``writes`` the last that changes anything."""
    numbered = [
        (call, number)
        for number, call in enumerate(calls, 1)
        if word != "writes" or call.startswith("writes")
    ]
    return sorted(dict(reversed(numbered) if word == "first" else numbered).values())


def _changes(call: str, folder: Path) -> bool:
    """Return whether a *call* to the system changes anything in *folder*, or at a path from there."""
    return call.split()[2] == "changes" and (str(folder) in call or '"/' not in call)


def _of_all(found: re.Match[str], calls: Sequence[str], folder: Path) -> list[int]:
    """Return the moments that a word of the form SOME asks for."""
    ranked = sorted((rank(calls[n - 1]), n) for n in _among(found, calls, folder))
    if found["count"]:
        return _by_turns([n for _, n in ranked], calls)[: int(found["count"])]
    return [n for place, n in ranked if place > (found["after"] or "")]


def _among(found: re.Match[str], calls: Sequence[str], folder: Path) -> list[int]:
    """Return all moments among which a word of the form SOME chooses."""
    changing = found["what"] == "changes"
    return [n for n, call in enumerate(calls, 1) if not changing or _changes(call, folder)]


def scope(words: Sequence[str], calls: Sequence[str], folder: Path) -> dict[str, int]:
    """Return among how many calls, and how many kinds of them, *words* choose."""
    choices = filter(None, map(SOME.fullmatch, words))
    among = {moment for found in choices for moment in _among(found, calls, folder)}
    return {"of": len(among), "kinds": len({calls[moment - 1].split()[0] for moment in among})}


def rank(call: str) -> str:
    """Return where *call* stands in the order of trying: mixed, so that what is stopped has seen all of a command.

    It does not move when the program makes a call more or less elsewhere.
    """
    return hashlib.sha256(" ".join(call.split()[:2]).encode()).hexdigest()[:12]


def _by_turns(moments: Sequence[int], calls: Sequence[str]) -> list[int]:
    """Return *moments* so that of each kind of call one comes after the other."""
    kinds: dict[str, list[int]] = {}
    for moment in moments:
        kinds.setdefault(calls[moment - 1].split()[0], []).append(moment)
    turns = chain.from_iterable(zip_longest(*(kinds[name] for name in sorted(kinds))))
    return [moment for moment in turns if moment]


def run(kind: str, projects: list[Path], out: Path, words: list[str]) -> None:
    """Print a line for each of the moments, and a last one for a build without a fault."""
    with tempfile.TemporaryDirectory() as warm:
        warm_up(["build", "--project", str(projects[0]), "--out", warm])
    builds = [["build", "--project", str(project), "--out", str(out)] for project in projects]
    wholes, calls = _whole(kind, projects, builds, out)
    among = scope(words, calls, out)
    healed: dict[tuple[int, str], str] = {}
    for count, moment in enumerate(chosen(words, calls, out), 1):
        before = published(out)
        turn = 1 - wholes.index(before)
        whole = (projects[turn] / CHANGED).read_bytes()
        ended = broken(builds[turn], kind, moment, calls, projects[turn])
        (projects[turn] / CHANGED).write_bytes(whole)
        after = published(out)
        state = "new" if after == wholes[turn] else "old" if after == before else "broken"
        then = {}
        if count % HEALED.get(kind, 1) == 0:
            left = turn, digest(out)
            if left not in healed:
                code = run_watched(builds[turn], {}).code
                healed[left] = "new" if (code, published(out)) == (0, wholes[turn]) else "broken"
            then = {"then": healed[left]}
        tell(call=calls[moment - 1], code=ended.code, said=ended.said, published=state, **then, **among)
        if "broken" in {state, *then.values()}:
            return
    done = run_watched(builds[0], {})
    state = "new" if digest(out / "site") == wholes[0] else "broken"
    left_there = sorted(path.name for path in out.iterdir())
    tell(call="none", code=done.code, said=done.said, published=state, left=left_there)


def _whole(
    kind: str, projects: list[Path], builds: list[list[str]], out: Path
) -> tuple[list[str], Sequence[str]]:
    """Build each of *projects* in turn; return the numbers of their sites, and the calls of a build that finds the other's."""
    wholes = []
    for project, build in zip(projects * 2, builds * 2, strict=True):
        load(project)
        done = faultless(build, kind)
        assert done.code == 0, done.said
        # A small project lacks pages to which every site's own pages lead.
        assert {problem.kind for problem in verify(str(out / "site")).problems} <= {"断链"}
        wholes.append(digest(out / "site"))
    assert wholes[:2] == wholes[2:]
    return wholes[:2], done.calls


def tree(folder: Path) -> dict[str, str]:
    """Return the digest of every file in *folder*, by its path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def run_command(kind: str, given: Path, scratch: Path, moments: list[str], words: list[str]) -> None:
    """Print a line for the command *words* without a fault, and one for each of the moments."""

    def anew() -> None:
        shutil.rmtree(scratch, ignore_errors=True)
        shutil.copytree(given, scratch)
        os.chdir(scratch)

    anew()
    start = digest(scratch)
    warm_up(words)
    anew()
    done = faultless(words, kind)
    tell(code=done.code, said=done.said, tree=tree(scratch), before=tree(given))
    among, known = scope(moments, done.calls, scratch), {}
    for moment in chosen(moments, done.calls, scratch):
        if digest(scratch) != start:
            anew()
        ended = broken(words, kind, moment, done.calls, scratch)
        left, state = tree(scratch), digest(scratch)
        if state not in known:
            again = run_watched(words, {})
            known[state] = {"again": again.code, "said_again": again.said, "then": tree(scratch)}
        what = {"call": done.calls[moment - 1], "code": ended.code, "said": ended.said, "tree": left}
        tell(**what, **known[state], **among)


def warm_up(words: list[str]) -> None:
    """Run the command *words* once in this process, so that the calls counted are its own, not those of importing."""
    sys.stdout.flush()
    spoken = os.dup(1), os.dup(2)
    with Path(os.devnull).open("wb") as nowhere:
        for stream in (1, 2):
            os.dup2(nowhere.fileno(), stream)
        command(words)
        for stream, to in zip((1, 2), spoken, strict=True):
            os.dup2(to, stream)


def main(kind: str, first: str, given: list[str]) -> None:
    """Do what the command line says."""
    if kind == "command":
        folder, scratch, *moments = given[: given.index("--")]
        run_command(first, Path(folder), Path(scratch), moments, given[given.index("--") + 1 :])
    else:
        other, out, *moments = given
        run(kind, [Path(first), Path(other)], Path(out), moments)


if __name__ == "__main__":
    try:
        main(sys.argv[1], sys.argv[2], sys.argv[3:])
    except UnwatchedError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(UNWATCHED)
