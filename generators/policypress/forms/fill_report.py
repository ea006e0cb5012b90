"""What is told after filling: how many files, and which records could not be filled and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TextIO

from policypress.forms.filling import Filled
from policypress.guarded_csv import csv_text

REPORT = "填表报告.csv"
"""Name of the report, beside the filled files; there only where a record was refused."""
HEAD = ("位置", "栏目", "问题")
MOST_TOLD = 200
"""Reasons that are told on the screen; the report has all."""


class Report:
    """Counts what becomes of records, and writes down as it goes which were refused: one line a reason."""

    def __init__(self, folder: Path, names: Mapping[str, str]) -> None:
        """Count from nothing; the report will stand in *folder*, and call fields by their *names*."""
        self.folder, self.file, self.names = folder, folder / REPORT, names
        self.files = self.there = self.bad = self.reasons = 0
        self.told: list[str] = []
        """The first reasons, each after its place."""
        self._lines: TextIO | None = None

    def take(self, results: Iterable[Filled]) -> None:
        """Take in what became of each record; a report of an earlier time is taken away."""
        self.file.unlink(missing_ok=True)
        try:
            for done in results:
                self._add(done)
        finally:
            if self._lines:
                self._lines.close()

    def _add(self, done: Filled) -> None:
        self.files += done.files
        self.there += done.there
        if not done.refusals:
            return
        self.bad += 1
        self.reasons += len(done.refusals)
        room = MOST_TOLD - len(self.told)
        self.told += [f"{done.place}：{refusal.message}" for refusal in done.refusals[:room]]
        self._write(
            [done.place, self.names.get(refusal.field, refusal.field), refusal.message]
            for refusal in done.refusals
        )

    def _write(self, rows: Iterable[Sequence[str]]) -> None:
        if self._lines is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            # With a byte order mark, so that spreadsheets take it for UTF-8; half a character is told by its code.
            self._lines = self.file.open("w", encoding="utf-8-sig", errors="backslashreplace", newline="")
            rows = [HEAD, *rows]
        self._lines.write(csv_text(rows))

    @property
    def closing(self) -> str:
        """The closing line: what was written where."""
        written = f"生成 {self.files} 个文件，在 {self.folder}"
        if self.there:
            written += f"；另有 {self.there} 个原来就有、内容相同，没有动"
        if not self.bad:
            return written
        above = (
            "见上" if self.reasons == len(self.told) else f"共 {self.reasons} 处，上面只列了 {MOST_TOLD} 处"
        )
        return f"{written}；{self.bad} 条记录没有填，原因{above}，全部写在 {self.file}"
