"""Whole builds against peers, in one run: ``make bench``.

Ours makes everything (pages, forms, calculator, feeds); the peer, mkdocs-material with its own
Chinese search, is given the very pages that ours wrote. Both run as whole processes, in turn, so
that a drift of the machine touches both; what is printed is seconds and the ratio pair by pair.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

from peers import peer_folder, row

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 7
PEERS = ("mkdocs", "mkdocs-material", "jieba")


def main() -> None:
    """Print the times of both and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "ours"
        ours = [sys.executable, "-m", "policypress", "build", "--project", str(ROOT), "--out", str(out)]
        seconds(ours)  # fills the glyph cache and writes the pages for the peer
        peer = peer_folder(out, Path(folder) / "peer")
        theirs = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(peer / "mkdocs.yml")]
        seconds(theirs)
        pairs = [(seconds(ours), seconds(theirs)) for _ in range(ROUNDS)]
        pages = sum(1 for _ in (out / "pages").rglob("*.md"))
    print(f"{pages} pages, {ROUNDS} rounds; " + ", ".join(f"{name} {version(name)}" for name in PEERS))
    print(row("policypress build", [ours for ours, _ in pairs]))
    print(row("mkdocs-material, own search + jieba", [theirs for _, theirs in pairs]))
    print(row("ratio", [ours / theirs for ours, theirs in pairs]))


def seconds(command: list[str]) -> float:
    """Return how long *command* takes as a whole process, on the wall."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "generators"), "NO_MKDOCS_2_WARNING": "1"}
    start = time.perf_counter()
    subprocess.run(command, check=True, env=environment, capture_output=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
