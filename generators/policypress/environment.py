"""What the environment names: the font, and where converted glyphs are kept."""

from __future__ import annotations

import os
from pathlib import Path

from policypress.model.site import Site

CACHE = ".cache"
"""Folder of an output folder in which builds leave each other what they made."""


def font_of(root: Path, site: Site) -> Path | None:
    """Return the font file named in the environment or by *site*, None where in neither."""
    named = os.environ.get("POLICYPRESS_FONT") or site.font
    return root / named if named else None


def glyph_folder(out: Path) -> Path:
    """Return where converted glyphs are kept: the folder the environment names, which all projects share, else that of *out*."""
    return Path(os.environ.get("POLICYPRESS_CACHE") or out / CACHE)
