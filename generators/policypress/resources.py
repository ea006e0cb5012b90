"""What the package brings along: the site's own source, and the project that a new one starts from."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def site_source() -> Path:
    """Return the folder ``site/``: within the installed package, else beside ``generators/``."""
    packed = PACKAGE / "_site"
    return packed if packed.is_dir() else PACKAGE.parent.parent / "site"


def starter() -> Path:
    """Return the folder with the ``policy`` and ``content`` of the model: in the package, else beside ``generators/``."""
    packed = PACKAGE / "_starter"
    return packed if packed.is_dir() else PACKAGE.parent.parent
