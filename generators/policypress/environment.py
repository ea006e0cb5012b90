"""What the environment names: the font, and where converted glyphs are kept."""

from __future__ import annotations

import os
from pathlib import Path

from policypress.model.policy import Policy

CACHE = ".cache"
"""Folder of an output folder in which builds leave each other what they made."""


def font_of(root: Path, policy: Policy) -> Path | None:
    """Return the font file named in the environment or in ``policy/site.yaml``, None where in neither."""
    named = os.environ.get("POLICYPRESS_FONT") or policy.site.font
    return root / named if named else None


def glyph_folder(out: Path) -> Path:
    """Return where converted glyphs are kept: the folder the environment names, which all projects share, else that of *out*."""
    return Path(os.environ.get("POLICYPRESS_CACHE") or out / CACHE)
