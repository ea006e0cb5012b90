"""Where this checkout lies, and how long its programs may take."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "tests" / "data"
HANGS = 600
"""Seconds after which a program is held to hang: a busy machine that also counts branches takes minutes for a build."""
