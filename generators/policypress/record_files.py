"""学时记录模板.xlsx as a file of the site; one that has not changed is not made again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from policypress.forms.kept import keep, kept
from policypress.hours import Rule

ADDRESS = "assets/training-records.xlsx"
"""Where it stands, from the root of the site; the link to it carries its Chinese title."""
TITLE = "学时记录模板.xlsx"


def record_files(rule: Rule, folder: Path) -> Mapping[str, bytes]:
    """Return the sheet by path, from the root of the site; what was made once is kept in *folder*."""
    sources = [Path(__file__).with_name(f"{name}.py") for name in ("record_sheet", "training_records")]
    digest = hashlib.sha256(f"openpyxl {version('openpyxl')}\n{rule!r}".encode())
    for source in sources:
        digest.update(source.read_bytes())
    file = folder / f"training-records-{digest.hexdigest()[:32]}.xlsx"
    data = kept(file)
    if data is None:
        from policypress.record_sheet import record_sheet

        data = record_sheet(rule)
        for stale in folder.glob(f"training-records-{'?' * 32}.xlsx"):
            stale.unlink(missing_ok=True)
        keep(file, data)
    return {ADDRESS: data}
