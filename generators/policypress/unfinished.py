"""Files of a project changed together: all of them or none, also where the process is killed in between.

What was there is written down first, in a file of the project; while that is there the change counts as
unfinished, and whoever makes the next one takes it back before anything else.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from policypress.faults import UsageError
from policypress.manifest import digest
from policypress.whole_files import left_beside, write_whole

NAME = ".new-year.json"
"""File in the project's folder that says what an unfinished change began with."""


def change_together(root: Path, files: Mapping[str, bytes]) -> None:
    """Write *files*, by path from *root*; put back what was there where one of them cannot be written."""
    _begin(root, files)
    try:
        for file, data in files.items():
            write_whole(root / file, data)
        (root / NAME).unlink()
    except BaseException:
        with suppress(OSError):
            take_back(root)
        raise


def _begin(root: Path, files: Mapping[str, bytes]) -> None:
    """Write down what is where *files* are to be, and what of them will be there."""
    made = {folder for file in files for folder in (root / file).parents if not folder.exists()}
    before = {file: (root / file).read_bytes() if (root / file).exists() else None for file in files}
    began = {
        "files": [
            [file, None if data is None else base64.b64encode(data).decode(), digest(files[file])]
            for file, data in before.items()
        ],
        "folders": [folder.relative_to(root).as_posix() for folder in sorted(made, reverse=True)],
    }
    write_whole(root / NAME, json.dumps(began, ensure_ascii=False).encode())


def refuse_unfinished(root: Path) -> None:
    """Raise UsageError where a change of the project in *root* was broken off."""
    if (root / NAME).exists():
        raise UsageError(
            "上一次 new-year 中途断了，文件只写了一部分；请再运行一次 policypress new-year，会先恢复原样再写"
        )


def take_back(root: Path) -> None:
    """Undo a change of the project in *root* that was broken off, if one was.

    Raise UsageError, and undo nothing, where a file of it was changed by somebody since.
    """
    if not (root / NAME).exists():
        return
    files, folders = _began(root)
    touched = [str(file) for file, before, after in files if not _ours(file, before, after)]
    if touched:
        raise UsageError(
            f"上一次 new-year 中途断了，之后“{'”“'.join(touched)}”又改过；请先把它移到项目以外，再运行一次，"
            "会先恢复原样再写"
        )
    for file, before, _ in files:
        if before is None:
            file.unlink(missing_ok=True)
        elif not file.exists() or file.read_bytes() != before:
            write_whole(file, before)
        for left in left_beside(file):
            left.unlink(missing_ok=True)
    for folder in folders:
        with suppress(OSError):  # somebody keeps something there
            folder.rmdir()
    (root / NAME).unlink()


def _began(root: Path) -> tuple[list[tuple[Path, bytes | None, str]], list[Path]]:
    """Return what :func:`change_together` wrote down: each file with its bytes before and their digest after, and new folders."""
    try:
        began: dict[str, Any] = json.loads((root / NAME).read_bytes())
        files = [
            (_inside(root, file), None if before is None else base64.b64decode(before), str(after))
            for file, before, after in began["files"]
        ]
        return files, [_inside(root, folder) for folder in began["folders"]]
    except (ValueError, TypeError, KeyError) as error:
        raise UsageError(f"“{root / NAME}”不是 new-year 写的，或者被改过；请核对项目文件后删去它") from error


def _inside(root: Path, name: str) -> Path:
    """Return the path *name* in *root*; raise ValueError where it leads elsewhere."""
    path = root / name
    if not path.resolve().is_relative_to(root.resolve()):
        raise ValueError(name)
    return path


def _ours(file: Path, before: bytes | None, after: str) -> bool:
    """Return whether *file* is as it was *before* the change, or as that left it; one that is gone is, too."""
    if not file.exists():
        return True
    data = file.read_bytes()
    return data == before or digest(data) == after
