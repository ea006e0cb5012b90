"""Putting a finished file or folder into its place, also where another program looks into it.

Windows refuses to move what is open, and virus scanners and indexers open whatever was just written:
a moment later the same move succeeds. Where it does not, somebody has the file open on purpose.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from policypress.listing import below

T = TypeVar("T")
PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)
"""Seconds to wait before each further try."""
AT_ONCE = 8
"""Files seen to at one time; a disk settles several in the time of one."""


def move(source: Path, place: Path) -> None:
    """Move *source* to *place*, over a file that is there; raise OSError where it is kept open."""
    patiently(lambda: source.replace(place))


def patiently(act: Callable[[], T], pauses: Sequence[float] = PAUSES) -> T:
    """Return what *act* returns, trying again after each of the *pauses* while it is not permitted."""
    for pause in pauses:
        try:
            return act()
        except PermissionError:
            time.sleep(pause)
    return act()


def shared(source: Path, place: Path, data: bytes) -> bool:
    """Make *place* another name of the file *source* where that holds just *data*; return whether it did."""
    try:
        alike = source.read_bytes() == data
    except OSError:  # it is not there
        return False
    return alike and linked(source, place)


def linked(source: Path, place: Path) -> bool:
    """Make *place* another name of the file *source*; return whether this disk knows several names a file."""
    try:
        if source.is_symlink():
            return False
        place.hardlink_to(source)
    except OSError:
        return False
    return True


def copied(source: Path, place: Path, listed: Callable[[Path], Iterator[Path]] = below) -> None:
    """Copy the files *listed* below the folder *source* to *place*, with the rights that new files of this person get."""
    for file in listed(source):
        target = place / file.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)


def settle(folder: Path) -> None:
    """See to it that *folder* and all in it has reached the disk: a power cut then finds what was put in place whole.

    A file with another name was settled under that one. Raise OSError where the disk did not take it.
    """
    files = [file for file in below(folder) if file.lstat().st_nlink == 1]
    changed = {file.parent for file in files}
    folders = {at for place in changed for at in (place, *place.parents) if at.is_relative_to(folder)}
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for _ in pool.map(settle_one, (*files, *folders)):
            pass


def settle_one(path: Path) -> None:
    """See to it that the file *path*, or the list of what is in the folder *path*, has reached the disk."""
    if sys.platform == "win32" and path.is_dir():
        return  # a folder cannot be opened there; its journal keeps what is in it
    with naming(path):
        opened = os.open(path, os.O_RDWR if sys.platform == "win32" else os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Let an OSError from within name *path*: of what fails in an open file the system says no name."""
    try:
        yield
    except OSError as error:
        if error.filename is None:
            error.filename = str(path)
        raise
