"""Spoilt files for the readers, each made of one that led to a new place in them (libFuzzer, by way of atheris).

``python bench/guided.py [TOTAL] [FOLDER]``: TOTAL files (a million unless given) are shared among the kinds as in
the tests, judged as in bench/fuzz.py, and counted as there. FOLDER (dist/fuzz/guided) keeps a folder a kind of the
files that led to new places, from which the next run goes on, and a file of each fault.
"""

from __future__ import annotations

import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "generators"), str(ROOT / "tests")]

TOTAL = 1_000_000
STEP = 5_000
"""Files that one process tries."""
LONGEST = 60_000
"""Most bytes of a file: more than any of those it begins with."""
BYTEWISE = 0.3
"""Share of the files that libFuzzer changes in its own way; the others are changed within their grammar."""
ARCHIVE = b"PK\3\4"
"""How an archive begins: it is changed in its members, as with any other byte changed it is none."""
MEMORY = 4_000_000_000
FOLLOWED = {"yaml": "ruamel", "pdf": "pypdf"}
"""The library in which, besides our own code, it is seen where a file of a kind leads."""


def guided(name: str, runs: int, folder: Path) -> None:
    """Try *runs* files of the kind *name*, telling each fault once; end the process."""
    import atheris

    followed = {"policypress", FOLLOWED.get(name, "policypress")}
    with atheris.instrument_imports(include=sorted(followed)):
        from fuzz import tried
        from fuzzing import changed, kinds

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    kind, told = kinds()[name], set[str]()
    path = Path(tempfile.mkdtemp()) / f"a{kind.suffix}"
    corpus = folder / name
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(kind.seeds):
        (corpus / f"seed-{number}").write_bytes(seed)

    def judge(data: bytes) -> None:
        path.write_bytes(data)
        wrong, _ = tried(kind, path)
        fault = re.sub(r"\W+", "-", wrong.partition(";")[0])[:60]
        if wrong and fault not in told:
            told.add(fault)
            (folder / f"{name}-{fault}{kind.suffix}").write_bytes(data)
            print(f"{name}: {wrong}", flush=True)

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        chance = random.Random(seed)  # noqa: S311 - libFuzzer's own seed
        if chance.random() < BYTEWISE and not data.startswith(ARCHIVE):
            return bytes(atheris.Mutate(data, most))
        try:
            return changed(data, kind, chance)[:most]
        except Exception:  # noqa: BLE001 - an archive that is none any more, in one of many ways
            return changed(chance.choice(kind.seeds), kind, chance)[:most]

    limits = [f"-runs={runs}", f"-max_len={LONGEST}", "-timeout=100", "-rss_limit_mb=3000"]
    atheris.Setup(
        [sys.argv[0], *limits, f"-artifact_prefix={folder}/{name}-", str(corpus)],
        judge,
        custom_mutator=mutate,
    )
    atheris.Fuzz()


def step(name: str, runs: int, folder: Path) -> int:
    """Let a process of its own try *runs* files of the kind *name*; return its exit code."""
    words = [sys.executable, str(Path(__file__).resolve()), "only", name, str(runs), str(folder)]
    with (folder / f"{name}.log").open("ab") as log:
        return subprocess.run(words, check=False, stdout=log, stderr=log).returncode


def main(total: int, folder: Path) -> int:
    """Try *total* files; return how many faults were found."""
    from fuzz import keep, record, so_far
    from fuzzing import SHARES

    folder.mkdir(parents=True, exist_ok=True)
    done = so_far("guided")
    wanted = {name: total * share // sum(SHARES.values()) for name, share in SHARES.items()}
    # One step of each kind in turn, so that what is stopped has seen all of them.
    while left := [name for name in wanted if done.get(name, [0, 0])[0] < wanted[name]]:
        for name in left:
            tried, start = done.get(name, [0, 0])[0], time.monotonic()
            runs = min(STEP, wanted[name] - tried)
            code = step(name, runs, folder)
            if code:  # nobody knows how many it tried; the next run may go on
                wanted[name], runs = tried, 0
            done[name] = [tried + runs, len(faults(folder, name))]
            keep("guided", done)
            kept, rate = len(list((folder / name).iterdir())), runs / (time.monotonic() - start)
            ended = "" if code == 0 else f"  ended with {code}: see {name}.log"
            print(f"{name:5} {done[name][0]:8} files  {rate:.0f} a second  {kept} kept{ended}", flush=True)
        record()
    return sum(found for _, found in done.values())


def faults(folder: Path, name: str) -> list[Path]:
    """Return the files of the kind *name* that were a fault, of libFuzzer's telling (crash, timeout, memory) too."""
    return [path for path in folder.glob(f"{name}-*") if path.suffix != ".log"]


if __name__ == "__main__":
    if not find_spec("atheris"):
        print("没有安装 atheris（见 requirements-bench.in），不做引导式试验")
    elif sys.argv[1:2] == ["only"]:
        guided(sys.argv[2], int(sys.argv[3]), Path(sys.argv[4]))
    else:
        given = sys.argv[1:]
        wanted = int(given[0]) if given else TOTAL
        folder = Path(given[1]) if len(given) > 1 else ROOT / "dist" / "fuzz" / "guided"
        sys.exit(main(wanted, folder) > 0)
