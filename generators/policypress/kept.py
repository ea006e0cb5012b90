"""Results kept from one build to the next: found again whole, or not at all."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from policypress.moving import move, naming, settle_one

DIGEST = hashlib.sha256().digest_size


def kept(file: Path) -> bytes | None:
    """Return what :func:`keep` put into *file*; None where nothing is there, or something else."""
    try:
        stored = file.read_bytes()
    except OSError:
        return None
    data = stored[DIGEST:]
    return data if hashlib.sha256(data).digest() == stored[:DIGEST] else None


def keep(file: Path, data: bytes) -> None:
    """Keep *data* in *file*; what cannot be kept costs time, not results."""
    with suppress(OSError):
        write_whole(file, hashlib.sha256(data).digest() + data, lasting=False)


def key_for(stated: str) -> str:
    """Return the key of what follows from all that is *stated*: the program, and the values it is made of."""
    return hashlib.sha256(stated.encode()).hexdigest()[:32]


def kept_or_made(folder: Path, name: str, key: str, kind: str, make: Callable[[], bytes]) -> bytes:
    """Return what is kept in *folder* as *name* of this *key*; make and keep it where nothing is.

    *kind* is the file's ending. What was kept of another key is dropped then.
    """
    file = folder / f"{name}-{key}.{kind}"
    data = kept(file)
    if data is None:
        data = make()
        for stale in folder.glob(f"{name}-{'?' * len(key)}.{kind}"):
            stale.unlink(missing_ok=True)
        keep(file, data)
    return data


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
