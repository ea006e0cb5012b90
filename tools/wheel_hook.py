"""Puts the compiled glyphs into a wheel, where there are any: ``make wheel`` sees to that."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class GlyphsHook(BuildHookInterface[Any]):
    """Includes the folder ``build/glyphs``, or the one that POLICYPRESS_GLYPHS names."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the folder to a wheel to be handed out; an editable one takes glyphs from a font."""
        folder = Path(self.root) / os.environ.get("POLICYPRESS_GLYPHS", "build/glyphs")
        if version == "standard" and folder.is_dir():
            build_data["force_include"][str(folder)] = "policypress/_glyphs"
