"""Results kept from one build to the next: found again whole, or not at all."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from policypress.moving import move

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
        write_whole(file, hashlib.sha256(data).digest() + data)


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


def write_whole(file: Path, data: bytes) -> None:
    """Write *data* beside its place and move it there, so that no reader meets half a file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    # A plain file, so that it gets the rights that files of this person get; the name is this process's own.
    temporary = file.with_name(f".{os.getpid()}-{hashlib.sha256(file.name.encode()).hexdigest()[:16]}.tmp")
    try:
        temporary.write_bytes(data)
        move(temporary, file)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
