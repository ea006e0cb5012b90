"""CSV text that no spreadsheet runs as a formula, and the guard taken away again.

site/js/csv.js does the same in the browser.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

FORMULA = re.compile(r"'*[=+\-@\t\r\n\0＝＋－＠]")
"""Text that a spreadsheet may take for a formula, with or without quote marks before it."""


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Return *rows* as CSV text, every field quoted, lines ended by CR LF; without BOM.

    A field that a spreadsheet could run as a formula gets an apostrophe before it, which
    unguarded takes away again.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([f"'{text}" if FORMULA.match(text) else text for text in row] for row in rows)
    return out.getvalue()


def unguarded(text: str) -> str:
    """Return *text* without the apostrophe that csv_text puts before what could run as a formula."""
    return text[1:] if text.startswith("'") and FORMULA.match(text) else text
