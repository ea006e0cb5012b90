"""What the engine takes of its theme: templates, compiled once, and assets, each looked for where they are only."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, TemplateNotFound
from jinja2.loaders import split_template_path
from mkdocs.theme import Theme

from policypress.compiled_templates import compiled_templates

ASSETS = "assets"
"""Folder of a theme with what its pages load."""


def environment_of(theme: Theme) -> Environment:
    """Return the environment that *theme* makes itself, with what is kept."""
    environment = Theme.get_env(theme)
    environment.loader = _Found(theme.dirs)
    environment.bytecode_cache = compiled_templates("theme", __file__)
    environment.auto_reload = False  # no file changes while it is built from
    return environment


class _Found(FileSystemLoader):
    """Finds a template where it is: one of ours that cannot be read is not taken for one that is not there.

    The engine would use the theme's own in its place.
    """

    def get_source(
        self,
        environment: Environment,  # noqa: ARG002 - loaders are asked so
        template: str,
    ) -> tuple[str, str, Callable[[], bool]]:
        for folder in self.searchpath:
            file = Path(folder, *split_template_path(template))
            with suppress(FileNotFoundError, NotADirectoryError):
                return file.read_text("utf-8"), str(file), lambda: True
        raise TemplateNotFound(template)


def assets_of(theme: Theme) -> Mapping[str, Path]:
    """Return the files that *theme* brings along for pages to load, by address: each with the folder it is in.

    The engine would leave one out that it cannot look at, and look through thousands of icons first. Raise
    OSError where a folder cannot be listed.
    """
    found: dict[str, Path] = {}
    for folder in map(Path, reversed(theme.dirs)):
        for at, _, files in os.walk(folder / ASSETS, onerror=_refuse):
            found |= {(Path(at) / name).relative_to(folder).as_posix(): folder for name in files}
    return dict(sorted(found.items()))


def _refuse(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):  # a folder of templates without assets
        raise error
