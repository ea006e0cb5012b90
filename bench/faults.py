"""Every call to the system that concerns a file, refused or killed at, one a run; what was stopped goes on.

``python bench/faults.py [RUN …]``: each RUN is a command and a kind, as ``build:refuse``; all of them unless given.
The tests try some calls of each. How far each run has come with the present program stands in bench/faulted.json;
what must not be is kept in dist/faults/.
"""

from __future__ import annotations

import ast
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "generators"), str(ROOT / "tests")]

from breaking import COMMAND, breaking, environment, ran, small_font_in  # noqa: E402 - found on the path set above
from faulted import rank  # noqa: E402 - as above
from judged import COMMANDS, Line, build_judged, project_at_work, two_projects  # noqa: E402 - as above

FAULTED = Path(__file__).with_name("faulted.json")
"""Run → the program it was of, the rank of the last call tried, how many were tried of how many, how many were a fault."""
KINDS = {"refuse": "all", "kill-at": "changes"}
RUNS = tuple(f"{name}:{kind}" for name in ("build", *COMMANDS) for kind in KINDS)
FOUND = ROOT / "dist" / "faults"
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of one's own is made there
"""Where the disk need not be waited for."""
Judged = Callable[[Line], None]


def so_far(name: str) -> dict[str, Any]:
    """Return how far the run *name* has come with the present program."""
    begun = {"program": program(), "after": "0", "tried": 0, "of": 0, "faults": 0}
    known = _runs().get(name, begun)
    return known if known["program"] == begun["program"] else begun


@cache
def program() -> str:
    """Return a digest of what our sources do, however they are set and commented on."""
    total = hashlib.sha256()
    for path in sorted((ROOT / "generators").rglob("*.py")):
        total.update(ast.dump(ast.parse(path.read_bytes())).encode())
    return total.hexdigest()[:16]


def keep(name: str, done: dict[str, Any]) -> None:
    """Write down how far the run *name* has come."""
    text = json.dumps({**_runs(), name: done}, indent=1, sort_keys=True)
    FAULTED.write_text(text + "\n", "utf-8", newline="\n")


def _runs() -> dict[str, dict[str, Any]]:
    return json.loads(FAULTED.read_text("utf-8")) if FAULTED.exists() else {}


def lines(name: str, after: str, folder: Path) -> Iterator[tuple[Line, Judged]]:
    """Yield what comes of the run *name* at each call whose rank is *after* this one, with what judges it."""
    command, kind = name.split(":")
    which = f"{KINDS[kind]}-after-{after}"
    if command == "build":
        out = folder / "out"
        told = _told(kind, *two_projects(folder), out, which)
        yield from ((line, lambda line: build_judged(line, out)) for line in told if line["call"] != "none")
        return
    project = project_at_work(
        folder / "省厅 项目", lambda *words, cwd: ran(*COMMAND, *words, cwd=cwd).returncode
    )
    known = COMMANDS[command]
    told = _told("command", kind, project, folder / "scratch", which, "--", *known.words)
    whole = next(told)
    yield from ((line, lambda line: known.judged(line, whole)) for line in told)


def _told(*words: str | Path) -> Iterator[Line]:
    """Yield what the program that breaks commands tells; raise CalledProcessError where it fails."""
    with subprocess.Popen(breaking(*words), env=environment(), stdout=subprocess.PIPE) as process:
        yield from map(json.loads, process.stdout or ())
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)


def run(name: str) -> int:
    """Go on with the run *name* to its end; return how many faults it has found."""
    done = so_far(name)
    # A build that leaves a broken site ends the program that breaks builds, and the next call is tried by another.
    while tried_some(name, done):
        pass
    print(f"{name:16} {done['tried']:6,} of {done['of']:6,} calls  {done['faults']} faults", flush=True)
    return int(done["faults"])


def tried_some(name: str, done: dict[str, Any]) -> bool:
    """Try the calls that are still to be tried, writing down in *done* how far it is; return whether there were any."""
    before = int(done["tried"])
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as scratch:
        os.environ["POLICYPRESS_FONT"] = str(small_font_in(Path(scratch)))
        os.environ["POLICYPRESS_CACHE"] = scratch
        for line, judged in lines(name, done["after"], Path(scratch)):
            done.update(after=rank(line["call"]), of=line["of"], tried=done["tried"] + 1)
            try:
                judged(line)
            except AssertionError as error:
                done["faults"] += 1
                FOUND.mkdir(parents=True, exist_ok=True)
                with (FOUND / f"{name.replace(':', '-')}.txt").open("a", encoding="utf-8") as file:
                    file.write(f"{error}\n")
                print(f"{name}: {line['call'][:100]}", flush=True)
            keep(name, done)
    return int(done["tried"]) > before


def main(names: list[str]) -> int:
    """Go on with the runs *names*; return how many faults they have found."""
    unknown = set(names) - set(RUNS)
    if unknown:
        sys.exit(f"unknown: {' '.join(sorted(unknown))}; there are: {' '.join(RUNS)}")
    return sum(map(run, names))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or list(RUNS)) > 0)
