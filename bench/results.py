"""What a measurement prints is kept too: as its own section of ``bench/results.md``, with what it ran on."""

from __future__ import annotations

import io
import os
import platform
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, redirect_stdout
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TextIO

RESULTS = Path(__file__).with_name("results.md")
HEAD = """\
# Figures

Written by `make bench`: ours and the peers side by side in one run, so that what slows the machine touches both.
A ratio is that of each pair of turns; a wide spread, or a load above the number of processors, means that the
machine was doing something else. Each section says when it was measured, and with what.
"""
SECTIONS = (
    "Builds",
    "From a save to the page",
    "What search finds",
    "What search costs",
    "Lists of units",
    "The calculator",
    "Filling forms",
    "Filling a form on its page",
    "Hostile input",
    "Spoilt files",
)
"""The order in which sections stand in the file."""


@contextmanager
def recorded(title: str, packages: Iterable[str] = ()) -> Iterator[None]:
    """Keep what is printed as the section *title*, with the versions of *packages*, unless an error ends it."""
    if title not in SECTIONS:
        raise KeyError(title)
    load = os.getloadavg()[0]
    said = io.StringIO()
    with redirect_stdout(_Both(sys.stdout, said)):
        yield
    lines = f"{_circumstances(load, packages)}\n\n```text\n{said.getvalue().rstrip()}\n```\n"
    text = RESULTS.read_text("utf-8") if RESULTS.exists() else ""
    sections = {**_sections(text), title: lines}
    parts = [f"## {name}\n\n{sections[name]}" for name in SECTIONS if name in sections]
    RESULTS.write_text("\n".join([HEAD, *parts]), "utf-8", newline="\n")


def _circumstances(load: float, packages: Iterable[str]) -> str:
    """Return when and on what it was measured; no name of a machine or a person."""
    kind = (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, load {load:.1f} at the start"
    )
    used = ", ".join(f"{name} {version(name)}" for name in packages)
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC; {kind}; Python {platform.python_version()}" + (
        f"; {used}" if used else ""
    )


def _sections(text: str) -> dict[str, str]:
    """Return the sections of a file of results by their titles."""
    parts = re.split(r"^## (.*)\n\n", text, flags=re.MULTILINE)
    return {title: body.rstrip() + "\n" for title, body in zip(parts[1::2], parts[2::2], strict=True)}


class _Both(io.TextIOBase):
    """Writes what it is given to two streams."""

    def __init__(self, *streams: TextIO) -> None:
        self.streams = streams

    def write(self, text: str) -> int:
        for stream in self.streams:
            stream.write(text)
        return len(text)

    def flush(self) -> None:
        for stream in self.streams:
            stream.flush()
