"""The maintainer's guide, docs/new-year.md, as steps: what it says is run, edited and shown, in its order."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from checkout import DATA, ROOT

GUIDE = (ROOT / "docs/new-year.md").read_text("utf-8")
NOTICE = DATA / "notice-2024.txt"
"""The notice that the guide has pasted: fictional throughout."""

LEFT_OUT = "……"
BLOCK = r"\n\n```(?:yaml|markdown)\n(?P<{}>.*?)```"
STEP = re.compile(
    "|".join(
        (
            r"^```cmd\n(?P<commands>.*?)```\n\n```text\n(?P<shown>.*?)```",
            rf"打开 `(?P<changed>[^`]+)`[^`]*?把{BLOCK.format('before')}\n\n改成[^\n]*{BLOCK.format('after')}",
            rf"打开 `(?P<shortened>[^`]+)`，删去{BLOCK.format('gone')}",
            rf"在 `(?P<lengthened>[^`]+)` 末尾加上[^\n]*{BLOCK.format('added')}",
            r"打开 `(?P<pasted>[^`]+)`[^\n]*全部粘贴进去",
            r"^\| `(?P<original>\S+/\S+)` \| `(?P<copy>\S+/\S+)` \|$",
            r"^\| `(?P<searched>[^`]+)` \| `(?P<found>[^`]+)` \| (?:`(?P<put>[^`]+)` )?\|$",
        )
    ),
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Commands to run, and what they print."""

    commands: tuple[str, ...]
    shown: str
    """Lines; …… stands for any number of them, within a line for any of its words."""


Edit = Callable[[Path], None]
"""What is done by hand in the project's folder; it fails where a file is not as the guide says."""


def steps(guide: str = GUIDE) -> Iterator[Run | Edit]:
    """Yield what *guide* has its reader do, in its order."""
    for match in STEP.finditer(guide):
        yield _step({name: text for name, text in match.groupdict().items() if text is not None})


def edits(heading: str) -> tuple[Edit, ...]:
    """Return what is done by hand in the section of the guide under *heading*."""
    (section,) = re.findall(rf"^## {heading}.*?(?=^## 第|\Z)", GUIDE, re.MULTILINE | re.DOTALL)
    return tuple(step for step in steps(section) if not isinstance(step, Run))


def _step(said: dict[str, str]) -> Run | Edit:
    match said:
        case {"commands": commands, "shown": shown}:
            return Run(commands=tuple(commands.splitlines()), shown=shown)
        case {"changed": file, "before": old, "after": new} | {"searched": file, "found": old, "put": new}:
            return _replacing(file, old, new)
        case {"shortened": file, "gone": old} | {"searched": file, "found": old}:
            return _replacing(file, old, "")
        case {"lengthened": file, "added": text}:
            return lambda root: write(root / file, (root / file).read_text("utf-8") + text)
        case {"pasted": file}:
            return lambda root: write(root / file, NOTICE.read_text("utf-8"))
        case {"original": file, "copy": copy}:
            return lambda root: _copied(root / file, root / copy)
    raise AssertionError(said)


def _replacing(file: str, old: str, new: str) -> Edit:
    """Return the edit that replaces *old* everywhere in *file*."""
    return lambda root: change(root / file, ((old, new),))


def change(path: Path, edits: tuple[tuple[str, str], ...]) -> None:
    """Replace text in *path* everywhere it stands; fail where it does not."""
    text = path.read_text("utf-8")
    for old, new in edits:
        assert old in text, f"{path.name} does not hold {old!r}"
        text = text.replace(old, new)
    write(path, text)


def _copied(original: Path, copy: Path) -> None:
    copy.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(original, copy)


def write(path: Path, text: str) -> None:
    """Write *text* with the line ends of this project's files."""
    path.write_text(text, "utf-8", newline="\n")


def on_this_system(shown: str) -> str:
    """Return what the guide shows of Windows as this system shows it."""
    return shown.replace("\\", os.sep)


def pattern(shown: str) -> re.Pattern[str]:
    """Return what a print must match to be what the guide shows."""
    return re.compile("".join(_line(line) for line in shown.splitlines()))


def _line(shown: str) -> str:
    if shown == LEFT_OUT:
        return r"(?:.*\n)*?"
    return ".*".join(map(re.escape, shown.split(LEFT_OUT))) + r"\n"
