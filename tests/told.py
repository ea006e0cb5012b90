"""A small fictional project, and what is told of it once one thing is amiss: ``tests/data/told``.

Each case is some edits of its files and the whole of what is then told, word for word.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from checkout import DATA
from policypress.faults import PolicyError
from policypress.policy import checked
from policypress.standing import open_points

FOLDER = DATA / "told"
Edit = Mapping[str, str] | str | None
"""What replaces what in a file, each once; or the whole file; None: there is no such file or folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One thing that is amiss, or that is not."""

    title: str
    edits: Mapping[str, Edit]
    told: tuple[str, ...] = ()
    """Every fault."""
    open: tuple[str, ...] = ()
    """Where there is no fault: everything that awaits confirmation."""


@cache
def cases() -> list[Case]:
    """Return every case of ``tests/data/told``."""
    return [_case(entry) for file in sorted(FOLDER.glob("*.yaml")) for entry in YAML(typ="safe").load(file)]


def _case(entry: dict[str, Any]) -> Case:
    return Case(
        title=entry["title"],
        edits=entry["edits"],
        told=tuple(entry.get("told", ())),
        open=tuple(entry.get("open", ())),
    )


def edited(folder: Path, edits: Mapping[str, Edit]) -> Path:
    """Make *folder* the project with *edits*; return it."""
    shutil.copytree(FOLDER / "project", folder)
    for file, edit in edits.items():
        _edit(folder / file, edit)
    return folder


def _edit(path: Path, edit: Edit) -> None:
    if edit is None:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
        return
    text = edit if isinstance(edit, str) else path.read_text("utf-8")
    for old, new in edit.items() if isinstance(edit, Mapping) else ():
        assert old in text, f"{path.name} does not hold {old!r}"
        text = text.replace(old, new, 1)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")


def told_of(folder: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return every fault of the project in *folder*, and where it has none what awaits confirmation."""
    try:
        project = checked(folder)
    except PolicyError as error:
        return tuple(map(str, error.faults)), ()
    return (), tuple(map(str, open_points(project)))
