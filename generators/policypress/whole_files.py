"""Files written whole or not at all, and several of them all or none while the process lives."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from policypress.moving import move, naming, settle_one


def write_whole(file: Path, data: bytes, *, lasting: bool = True) -> None:
    """Write *data* into *file*, so that no reader meets half a file; *lasting* is as in :func:`write_all`."""
    write_all({file: data}, lasting=lasting)


def write_all(files: Mapping[Path, bytes], *, lasting: bool = True) -> None:
    """Write all of *files*, or none: first beside their places, then one after another into them.

    What is there before is there again where that fails. *lasting*: a power cut right afterwards finds them
    whole, too, for which the disk is waited for.
    """
    beside = {file: _beside(file, "tmp") for file in files}
    before = {file: _beside(file, "old") for file in files if len(files) > 1 and file.exists()}
    new = [file for file in files if not file.exists()]
    try:
        for file, temporary in beside.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            with naming(file):
                temporary.write_bytes(files[file])
            if lasting:
                settle_one(temporary)
        for file, kept_aside in before.items():
            shutil.copyfile(file, kept_aside)
        for file, temporary in beside.items():
            move(temporary, file)
    except BaseException:
        for file, kept_aside in before.items():
            if not beside[file].exists() and kept_aside.exists():
                move(kept_aside, file)
        _drop((*beside.values(), *before.values(), *new))
        raise
    _drop(before.values())


def left_beside(file: Path) -> Iterator[Path]:
    """Yield what processes that were killed while they wrote *file* have left beside it."""
    yield from file.parent.glob(f".*-{_digits(file)}.tmp")


def _beside(file: Path, ending: str) -> Path:
    # A plain file, so that it gets the rights that files of this person get; the name is this process's own.
    return file.with_name(f".{os.getpid()}-{_digits(file)}.{ending}")


def _digits(file: Path) -> str:
    return hashlib.sha256(file.name.encode()).hexdigest()[:16]


def _drop(files: Iterable[Path]) -> None:
    for file in files:
        with suppress(OSError):
            file.unlink(missing_ok=True)
