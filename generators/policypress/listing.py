"""What lies below a folder; one that cannot be listed is an error, where pathlib takes it for an empty one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def below(folder: Path) -> Iterator[Path]:
    """Yield every file and every link below *folder*, folder by folder in order; nothing where it is not there.

    No link to a folder is followed. Raise OSError where a folder cannot be listed.
    """
    if not folder.is_dir():
        return
    for at, folders, files in os.walk(folder, onerror=_refuse):
        folders.sort()
        links = [name for name in folders if Path(at, name).is_symlink()]
        yield from (Path(at, name) for name in sorted((*files, *links)))


def folders_in(folder: Path) -> list[str]:
    """Return the names of the folders in *folder*, in order; raise OSError where they cannot be listed."""
    return sorted(path.name for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []


def _refuse(error: OSError) -> None:
    raise error
