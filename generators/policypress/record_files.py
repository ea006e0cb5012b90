"""学时记录模板.xlsx as a file of the site; one that has not changed is not made again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from policypress.hour_rule import Rule
from policypress.kept import kept_or_made, key_for
from policypress.program import program_digest

ADDRESS = "assets/training-records.xlsx"
"""Where it stands, from the root of the site; the link to it carries its Chinese title."""
TITLE = "学时记录模板.xlsx"
LIBRARIES = ("openpyxl",)
"""What its bytes depend on besides our own code."""
OURS = ("packages", "record_sheet", "training_records", "workbooks")
"""Modules of ours on which they depend."""


def record_files(rule: Rule, folder: Path) -> Mapping[str, bytes]:
    """Return the sheet by path, from the root of the site; what was made once is kept in *folder*."""
    sources = tuple(Path(__file__).with_name(f"{name}.py") for name in OURS)
    key = key_for(f"{program_digest(sources, LIBRARIES)}\n{rule!r}")
    return {ADDRESS: kept_or_made(folder, "training-records", key, "xlsx", partial(_sheet, rule))}


def _sheet(rule: Rule) -> bytes:
    from policypress.record_sheet import record_sheet

    return record_sheet(rule)
