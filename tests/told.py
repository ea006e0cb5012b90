"""A small fictional project, and what is told of it once one thing is amiss: ``tests/data/told``.

Each case is some edits of its files and the whole of what is then told, word for word.
"""

from __future__ import annotations

import gc
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from ruamel.yaml import YAML

from checkout import DATA
from policypress.checks import examined
from policypress.project import Project
from policypress.project_folder import read_project
from policypress.standing import open_points

FOLDER = DATA / "told"
Edit = Mapping[str, str] | str | None
"""What replaces what in a file, each once; or the whole file; None: there is no such file or folder."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Case:
    """One thing that is amiss, or that is not."""

    subject: str
    """The name of its file."""
    title: str
    edits: Mapping[str, Edit]
    told: tuple[str, ...] = ()
    """Every fault."""
    open: tuple[str, ...] = ()
    """Where there is no fault: everything that awaits confirmation."""


@cache
def cases() -> list[Case]:
    """Return every case of ``tests/data/told``."""
    return [
        _case(file.stem, entry)
        for file in sorted(FOLDER.glob("*.yaml"))
        for entry in YAML(typ="safe").load(file)
    ]


def _case(subject: str, entry: dict[str, Any]) -> Case:
    return Case(
        subject=subject,
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


@cache
def project_of(case: Case) -> Project:
    """Return the project of *case* as it is read; one already read is not read again."""
    with TemporaryDirectory() as folder:
        return read_project(edited(Path(folder) / "某某省", case.edits))


def told_of(project: Project) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return every fault of *project*, and where it has none what awaits confirmation."""
    faults = examined(project).faults
    return tuple(map(str, faults)), () if faults else tuple(map(str, open_points(project)))


def pytest_collection_finish(session: pytest.Session) -> None:
    """Read every case where changes of the code are tried: processes are forked from what has collected only."""
    options = session.config.option
    if options.collectonly and options.hypothesis_profile == "mutants":
        for item in session.items:
            case = item.callspec.params.get("case") if hasattr(item, "callspec") else None
            if isinstance(case, Case):
                project_of(case)
        gc.freeze()  # or each of those processes looks through all of it for garbage
