"""When the files of a project were last changed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG

from policypress.listing import is_own

FOLDERS = ("policy", "content")
Times = Mapping[str, tuple[int, int]]
"""File → time of its last change, in nanoseconds, and its size."""


def times_of(root: Path) -> Times:
    """Return the times of every file of the project in *root*, by path from there."""
    found = times_in(root / name for name in FOLDERS)
    return {Path(file).relative_to(root).as_posix(): time for file, time in found.items()}


def times_in(folders: Iterable[Path]) -> Times:
    """Return the times of every file of a person in *folders*; what cannot be looked at is left out."""
    found = {}
    for folder in folders:
        for at, inner, files in os.walk(folder):
            inner[:] = filter(is_own, inner)
            for path in (Path(at, name) for name in files if is_own(name)):
                with suppress(OSError):  # an editor renames while it saves
                    state = path.stat()
                    if S_ISREG(state.st_mode):
                        found[str(path)] = state.st_mtime_ns, state.st_size
    return found
