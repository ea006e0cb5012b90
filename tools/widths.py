"""Write generators/policypress/forms/widths.json: how wide the characters of Noto Serif CJK SC are.

``python tools/widths.py [--check]``; with ``--check`` nothing is written, and what differs is an error. What is
one em wide is left out, as nearly all Chinese characters are.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from policypress.forms.fonts import find_fonts
from policypress.forms.glyphs import UNITS
from policypress.forms.outlines import opened
from policypress.forms.widths import FILE

TABLE = Path(__file__).resolve().parent.parent / "generators/policypress/forms" / FILE


def main() -> None:
    """Write the file, or look whether it is as it would be written."""
    with opened(find_fonts(None).regular) as font:
        advances = {code: font["hmtx"][name][0] for code, name in font.getBestCmap().items()}
    text = written(advances)
    if "--check" not in sys.argv[1:]:
        TABLE.write_text(text, "utf-8", newline="\n")
    elif TABLE.read_text("utf-8") != text:
        sys.exit(f"{FILE} 与字体不符；请运行 python tools/widths.py")


def written(advances: Mapping[int, int]) -> str:
    """Return the file of *advances* by code point: a run of neighbours a line, as widths.py reads them."""
    runs: list[tuple[int, list[int]]] = []
    for code, width in sorted(advances.items()):
        if width == UNITS:
            continue
        if runs and code == runs[-1][0] + len(runs[-1][1]):
            runs[-1][1].append(width)
        else:
            runs.append((code, [width]))
    lines = (json.dumps(_shortened(*run), separators=(",", ":")) for run in runs)
    return "[\n" + ",\n".join(lines) + "\n]\n"


def _shortened(first: int, widths: list[int]) -> list[int | list[int]]:
    """Return a run as it is written: one of a single width by their count."""
    same = len(widths) > 1 and len(set(widths)) == 1
    return [first, len(widths), widths[0]] if same else [first, widths]


if __name__ == "__main__":
    main()
