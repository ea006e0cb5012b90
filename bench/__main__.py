"""Whole builds against peers, in one run: ``make bench``; ``python bench 1000`` does one size alone.

Ours makes everything (pages, forms, calculator, search, feeds) of the real project and of generated ones. The
peer, mkdocs-material with its own Chinese search, is given the very pages that ours wrote. All run as whole
processes, in turn, so that a drift of the machine touches each; what is printed is seconds on the wall and of the
processors, memory with that of children, and the ratio turn by turn.

Ours is measured three ways: anew (nothing is kept but converted glyphs and what Python compiles once), again after
an edit of one page, and again with nothing edited. What only makes pages, without search or forms, is reported beside.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from builders import Builder, material, others
from peers import row
from processes import Cost, cost
from results import recorded

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "generators"), str(ROOT / "tests")]

from folders import project_copy  # noqa: E402 - found on the path set above
from generated_project import generated_project  # noqa: E402

GLYPHS = Path(tempfile.gettempdir()) / "policypress-bench"
"""Where the glyphs of a whole face are kept once they are converted."""
PEERS = ("mkdocs", "mkdocs-material", "jieba", "zensical")
ROUNDS: Mapping[int, int] = {0: 7, 100: 5, 1_000: 3, 5_000: 1}
"""Pages → rounds; 0: the real project."""
GOALS: Mapping[int, float] = {0: 0.6, 1_000: 0.4}
"""Pages → most that the ratio should be."""
ANEW, EDITED, SAME = "policypress, anew", "policypress, one page edited", "policypress, nothing edited"


def main() -> None:
    """Print the figures of every size, and how they grow."""
    sizes = [int(size) for size in sys.argv[1:]] or list(ROUNDS)
    found = {size: measured(size) for size in sizes}
    if {1_000, 5_000} <= found.keys():
        for way in (ANEW, EDITED):
            small, large = found[1_000][way][0], found[5_000][way][0]
            print(
                f"{way}: 5,000 pages take {large.seconds / small.seconds:.1f} times the time (goal 5.5) and "
                f"{large.megabytes / small.megabytes:.1f} times the memory (goal 3) of 1,000"
            )


def measured(size: int) -> Mapping[str, list[Cost]]:
    """Print the figures of *size* pages (0: the real project) and return them by the builder's name."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        project_copy(root) if not size else generated_project(root, size)
        ways = _ours(root)
        ways[ANEW]()  # converts the glyphs and writes the pages for the peers
        peer = material(root / "dist", Path(folder) / "peer")
        beside = [_tried(builder) for builder in others(peer.folder)]
        peers = [peer, *(builder for builder in beside if isinstance(builder, Builder))]
        ways |= {builder.name: partial(_cost, builder) for builder in peers}
        rounds = ROUNDS.get(size, 1)
        costs: dict[str, list[Cost]] = {name: [] for name in ways}
        for _ in range(rounds):
            for name, way in ways.items():
                costs[name].append(way())
        pages = sum(1 for _ in (root / "dist/pages").rglob("*.md"))
        print(f"{'generated' if size else 'the real project'}: {pages:,} pages, rounds: {rounds}")
        for name, found in costs.items():
            print(f"  {row(name, [each.seconds for each in found])} s   {_rest(found)}")
        for name in (ANEW, EDITED, SAME):
            ratios = [
                mine.seconds / theirs.seconds
                for mine, theirs in zip(costs[name], costs[peer.name], strict=True)
            ]
            goal = f"   goal {GOALS[size]}" if size in GOALS else ""
            print(f"  {row(f'{name} / material', ratios)}{goal}")
        for missing in beside:
            if isinstance(missing, str):
                print(f"  {missing}")
        sys.stdout.flush()
    return costs


def _rest(costs: list[Cost]) -> str:
    processor = sorted(each.processor for each in costs)[len(costs) // 2]
    return f"processors {processor:6.2f} s   {max(each.megabytes for each in costs):5.0f} MB"


def _ours(root: Path) -> dict[str, Callable[[], Cost]]:
    """Return the ways to build the project in *root* by ours."""
    command = (sys.executable, "-m", "policypress", "build", "--project", str(root))
    builder = Builder(name=ANEW, command=command, folder=ROOT)
    about = root / "content/pages/about.md"

    def anew() -> Cost:
        for path in (root / "dist").glob("*"):
            if path.name != ".cache":
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        for path in (root / "dist/.cache").glob("*"):
            if path.suffix != ".glyphs":
                path.unlink()
        return _cost(builder)

    def edited() -> Cost:
        about.write_text(f"{about.read_text('utf-8')}\n某某又添一句。\n", "utf-8", newline="\n")
        return _cost(builder)

    return {ANEW: anew, EDITED: edited, SAME: partial(_cost, builder)}


def _cost(builder: Builder) -> Cost:
    environment = {
        "PYTHONPATH": str(ROOT / "generators"),
        "POLICYPRESS_CACHE": str(GLYPHS),
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONDONTWRITEBYTECODE": "",  # ours is compiled once, as what pip installs is
    }
    return cost(builder.command, builder.folder, environment)


def _tried(builder: Builder | str) -> Builder | str:
    """Return *builder*; say of one that cannot build these pages that it is none."""
    if isinstance(builder, Builder):
        try:
            _cost(builder)
        except subprocess.CalledProcessError as error:
            return f"{builder.name}: {error.stderr.decode().strip().splitlines()[-1][:80]}"
    return builder


if __name__ == "__main__":
    with recorded("Builds", PEERS):
        main()
