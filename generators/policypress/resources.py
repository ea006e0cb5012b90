"""The site's own source: templates, theme, styles and scripts."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def site_source() -> Path:
    """Return the folder ``site/``: within the installed package, else beside ``generators/``."""
    packed = PACKAGE / "_site"
    return packed if packed.is_dir() else PACKAGE.parent.parent / "site"
