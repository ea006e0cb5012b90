"""What a kept result depends on besides its sources: our own code, Python, and the libraries it stands on."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path


@cache
def program_digest(sources: tuple[Path, ...], libraries: tuple[str, ...]) -> str:
    """Return a digest of our files *sources*, of this Python and of the installed versions of *libraries*."""
    digest = hashlib.sha256(sys.version.encode())
    for path in sources:
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    digest.update(" ".join(f"{name} {version(name)}" for name in libraries).encode())
    return digest.hexdigest()
