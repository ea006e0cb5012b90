"""The engine's templates: compiled once, and looked for where they are only. It changes nothing of what is built."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, TemplateNotFound
from jinja2.loaders import split_template_path
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
    """Finds a template where it is, and lists no hidden folder.

    The engine would take one of ours that cannot be read for one that is not there, and use the theme's own; it
    would sort and then drop the theme's thousands of icons.
    """

    def get_source(
        self,
        environment: Environment,  # noqa: ARG002 - loaders are asked so
        template: str,
    ) -> tuple[str, str, Callable[[], bool]]:
        for folder in self.searchpath:
            file = Path(folder, *split_template_path(template))
            with suppress(FileNotFoundError, NotADirectoryError):
                return file.read_text(self.encoding), str(file), lambda: True
        raise TemplateNotFound(template)

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
