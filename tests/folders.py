"""A copy of the real project, what is in a folder, and building without a word."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from checkout import ROOT


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below *folder* by its path from there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def project_copy(folder: Path) -> Path:
    """Copy the real project into *folder* and return it."""
    for name in ("policy", "content"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def copied_without(file: str, site: Path, folder: Path) -> bytes:
    """Make *folder* a copy of *site* that lacks *file*; return what that holds."""
    shutil.copytree(site, folder, copy_function=os.link)
    held = (folder / file).read_bytes()
    (folder / file).unlink()
    return held


def quiet(_: str) -> None:
    """Say nothing of what takes long."""
