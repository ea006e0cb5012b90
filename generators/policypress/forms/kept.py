"""Results kept from one build to the next: found again whole, or not at all."""

from __future__ import annotations

import hashlib
import os
import tempfile
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


def write_whole(file: Path, data: bytes) -> None:
    """Write *data* beside its place and move it there, so that no reader meets half a file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=file.parent, prefix=file.stem, suffix=".tmp")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
        move(Path(temporary), file)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise
