"""The engine's templates: compiled once, and looked for where they are only. It changes nothing of what is built."""

from __future__ import annotations

import os
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from mkdocs.theme import Theme

from policypress.compiled_templates import compiled_templates


def environment_of(theme: Theme) -> Environment:
    """Return the environment that *theme* makes itself, with what is kept."""
    environment = Theme.get_env(theme)
    environment.loader = _Shown(theme.dirs)
    environment.bytecode_cache = compiled_templates("theme", __file__)
    environment.auto_reload = False  # no file changes while it is built from
    return environment


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
