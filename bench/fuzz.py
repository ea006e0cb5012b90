"""A million spoilt files for the readers, in steps that go on where the last one stopped.

``python bench/fuzz.py [TOTAL] [FOLDER]``: TOTAL files (a million unless given) are shared among the kinds as
in the tests. FOLDER (dist/fuzz) keeps every file that was neither read nor refused in our own words, or took more
than the goals of bench/hostile.py. How far each kind has come stands in bench/fuzzed.json and bench/results.md.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "generators"), str(ROOT / "tests")]

from fuzzing import SHARES, Kind, fault_of, kinds, spoilt  # noqa: E402 - found on the path set above
from hostile import MEGABYTES, SECONDS, peak  # noqa: E402 - as above
from results import recorded  # noqa: E402 - as above

STEP = 1_000
"""Files after which it is written down how far it is."""
TOTAL = 1_000_000
FUZZED = Path(__file__).with_name("fuzzed.json")
"""Way (``seeded``, ``guided``) → kind → how many files were tried and how many were a fault. Whoever wants to
begin anew, as after a change of the readers, deletes it."""
Done = dict[str, list[int]]


def so_far(way: str) -> Done:
    """Return how far each kind has come by one *way*."""
    return dict(_fuzzed().get(way, {}))


def keep(way: str, done: Done) -> None:
    """Write down how far each kind has come by one *way*."""
    text = json.dumps({**_fuzzed(), way: done}, indent=1, sort_keys=True)
    FUZZED.write_text(text + "\n", "utf-8", newline="\n")


def record() -> None:
    """Print how far every way has come, into the results too."""
    with recorded("Spoilt files", ("lxml", "pypdf", "python-docx", "ruamel.yaml")):
        for way, done in sorted(_fuzzed().items()):
            for name, (tried_, found) in done.items():
                print(f"{way:7} {name:5} {tried_:8,} files  {found} faults")


def _fuzzed() -> dict[str, Done]:
    return json.loads(FUZZED.read_text("utf-8")) if FUZZED.exists() else {}


def tried(kind: Kind, path: Path) -> tuple[str, float]:
    """Read *path*; return what is wrong with how it is read, empty where nothing is, and the processor time it took."""
    Path("/proc/self/clear_refs").write_text("5", "utf-8")
    before, start = peak(), time.process_time()
    fault = fault_of(kind, path)
    seconds, grown = time.process_time() - start, (peak() - before) / 1024
    if fault or seconds > SECONDS or grown > MEGABYTES:
        return f"{fault or 'too much'}; {seconds:.1f} s, {grown:.0f} MB", seconds
    return "", seconds


def step(kind: Kind, first: int, count: int, folder: Path) -> tuple[int, float]:
    """Try *count* files from the *first* on; return how many faults were found, and the longest time."""
    found, longest = 0, 0.0
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / f"a{kind.suffix}"
        for number in range(first, first + count):
            path.write_bytes(spoilt(kind, number))
            wrong, seconds = tried(kind, path)
            longest = max(longest, seconds)
            if wrong:
                found += 1
                (folder / f"{number}{kind.suffix}").write_bytes(path.read_bytes())
                print(f"{number}{kind.suffix}: {wrong}", flush=True)
    return found, longest


def main(total: int, folder: Path) -> int:
    """Try *total* files; return how many faults were found."""
    resource.setrlimit(resource.RLIMIT_AS, (4_000_000_000, 4_000_000_000))
    folder.mkdir(parents=True, exist_ok=True)
    done, known = so_far("seeded"), kinds()
    wanted = {name: total * share // sum(SHARES.values()) for name, share in SHARES.items()}
    # One step of each kind in turn, so that what is stopped has seen all of them.
    while left := [name for name in known if done.get(name, [0, 0])[0] < wanted[name]]:
        for name in left:
            tried, found = done.get(name, [0, 0])
            count = min(STEP, wanted[name] - tried)
            faults, longest = step(known[name], tried, count, folder)
            done[name] = [tried + count, found + faults]
            keep("seeded", done)
            print(
                f"{name:5} {tried + count:8} files  {found + faults} faults  longest {longest:.2f} s",
                flush=True,
            )
        record()
    return sum(found for _, found in done.values())


if __name__ == "__main__":
    given = sys.argv[1:]
    total = int(given[0]) if given else TOTAL
    sys.exit(main(total, Path(given[1]) if len(given) > 1 else ROOT / "dist" / "fuzz") > 0)
