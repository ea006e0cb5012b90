"""学时记录模板.xlsx as a file of the site; one that has not changed is not made again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import partial
from importlib.metadata import version
from pathlib import Path

from policypress.forms.kept import kept_or_made
from policypress.hour_rule import Rule

ADDRESS = "assets/training-records.xlsx"
"""Where it stands, from the root of the site; the link to it carries its Chinese title."""
TITLE = "学时记录模板.xlsx"


def record_files(rule: Rule, folder: Path) -> Mapping[str, bytes]:
    """Return the sheet by path, from the root of the site; what was made once is kept in *folder*."""
    sources = [
        Path(__file__).with_name(f"{name}.py")
        for name in ("packages", "record_sheet", "training_records", "workbooks")
    ]
    digest = hashlib.sha256(f"openpyxl {version('openpyxl')}\n{rule!r}".encode())
    for source in sources:
        digest.update(source.read_bytes())
    return {
        ADDRESS: kept_or_made(
            folder, "training-records", digest.hexdigest()[:32], "xlsx", partial(_sheet, rule)
        )
    }


def _sheet(rule: Rule) -> bytes:
    from policypress.record_sheet import record_sheet

    return record_sheet(rule)
