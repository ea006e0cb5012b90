"""What is told after filling: how many files, and which records could not be filled and why."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from policypress.forms.filling import Filled
from policypress.guarded_csv import csv_text

REPORT = "填表报告.csv"
"""Name of the report, beside the filled files; there only where a record was refused."""


def report_of(bad: Sequence[Filled]) -> str:
    """Return the report as CSV text: one line a reason."""
    rows = [[done.record.place, refusal.field, refusal.message] for done in bad for refusal in done.refusals]
    return csv_text([["位置", "栏目", "问题"], *rows])


def summary(results: Sequence[Filled], folder: Path) -> str:
    """Return the closing line: what was written where."""
    files = sum(len(done.files) for done in results)
    bad = sum(bool(done.refusals) for done in results)
    if bad:
        return f"生成 {files} 个文件，在 {folder}；{bad} 条记录没有填，原因见上，也写在 {folder / REPORT}"
    return f"生成 {files} 个文件，在 {folder}"
