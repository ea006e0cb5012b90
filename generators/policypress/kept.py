"""Results kept from one build to the next: found again whole, or not at all."""

from __future__ import annotations

import glob
import hashlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from policypress.whole_files import write_whole

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

    *kind* is the file's ending. What was kept of another key is dropped then, as far as it can be.
    """
    file = folder / f"{name}-{key}.{kind}"
    data = kept(file)
    if data is None:
        data = make()
        for stale in folder.glob(f"{glob.escape(name)}-{'?' * len(key)}.{kind}"):
            with suppress(OSError):
                stale.unlink(missing_ok=True)
        keep(file, data)
    return data
