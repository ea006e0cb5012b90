"""What lies below a folder; one that cannot be listed is an error, where pathlib takes it for an empty one."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

LEFT = re.compile(r"[.~].*|.*~|#.*#|thumbs\.db|desktop\.ini", re.IGNORECASE | re.DOTALL)
"""What editors and systems leave beside the files of a person: locks, backups, what is unsaved, pictures of a folder."""


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


def own_below(folder: Path) -> Iterator[Path]:
    """Yield what :func:`below` does, as far as it is a person's own by every name on the way."""
    return (path for path in below(folder) if all(map(is_own, path.relative_to(folder).parts)))


def is_own(name: str) -> bool:
    """Return whether a file or folder of this *name* is a person's own."""
    return LEFT.fullmatch(name) is None


def folders_in(folder: Path) -> list[str]:
    """Return the names of a person's folders in *folder*, in order; raise OSError where they cannot be listed."""
    there = folder.iterdir() if folder.is_dir() else ()
    return sorted(path.name for path in there if path.is_dir() and is_own(path.name))


def _refuse(error: OSError) -> None:
    raise error
