"""When the files of a project were last changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

FOLDERS = ("policy", "content")
Times = Mapping[str, tuple[int, int]]
"""File → time of its last change, in nanoseconds, and its size."""


def times_of(root: Path) -> Times:
    """Return the times of every file of the project in *root*, by path from there."""
    found = times_in(root / name for name in FOLDERS)
    return {Path(file).relative_to(root).as_posix(): time for file, time in found.items()}


def times_in(folders: Iterable[Path]) -> Times:
    """Return the times of every file in *folders*; hidden ones, in which editors keep what is unsaved, left out."""
    found = {}
    for folder in folders:
        for path in folder.rglob("*"):
            try:
                if not path.name.startswith((".", "~$")) and path.is_file():
                    state = path.stat()
                    found[str(path)] = state.st_mtime_ns, state.st_size
            except OSError:
                continue  # an editor renames while it saves
    return found
