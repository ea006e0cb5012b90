"""What the engine's templates cost once a program, not once a build: ``serve`` builds after every save.

It changes nothing of what is built. The compiled templates are kept in memory only: on disk they would
be code, in a folder that people hand to each other.
"""

from __future__ import annotations

import os
from pathlib import Path
from types import CodeType

from jinja2 import BytecodeCache, Environment, FileSystemLoader
from jinja2.bccache import Bucket
from mkdocs.theme import Theme


def environment_of(theme: Theme) -> Environment:
    """Return the environment that *theme* makes itself, with what is kept."""
    environment = Theme.get_env(theme)
    environment.loader = _Shown(theme.dirs)
    environment.bytecode_cache = COMPILED
    environment.auto_reload = False  # no file changes while it is built from
    return environment


class _Compiled(BytecodeCache):
    """Compiled templates by name and text, wherever the file lies: each build has a theme folder of its own."""

    def __init__(self) -> None:
        self.codes: dict[tuple[str, str], CodeType] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002 - the base class's
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self.codes[bucket.key, bucket.checksum] = bucket.code


COMPILED = _Compiled()


class _Shown(FileSystemLoader):
    """Lists no hidden folder: the engine would sort and then drop the theme's thousands of icons."""

    def list_templates(self) -> list[str]:
        return sorted({name for folder in self.searchpath for name in _shown(Path(folder))})


def _refuse(error: OSError) -> None:
    raise error


def _shown(folder: Path) -> set[str]:
    found = set()
    for at, folders, files in os.walk(folder, onerror=_refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found |= {(Path(at) / name).relative_to(folder).as_posix() for name in files}
    return found
