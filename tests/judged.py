"""What must be found after a command that was broken (``faulted.py``): by the tests at some moments, by bench/faults.py at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from small_project import small_project

CHINESE = re.compile(r"[\u4e00-\u9fff]")
HIDDEN = re.compile(r"/\.cache/|/\.\d+-[0-9a-f]{16}\.(tmp|old)$|^/\.new-year\.json$|/\.[^/]+\.new/")
RECORDS = "申报单位,培训名称\n某某单位,甲班\n某某学校,乙班\n"
EMPTY = "空文件夹"
FORMATS = ("--format", "docx", "--format", "pdf")
FILL = ("fill", "offline-training", "记录.csv", *FORMATS, "--out")
Line = Mapping[str, Any]
"""What ``faulted.py`` tells of one run."""


def own(tree: Mapping[str, str]) -> dict[str, str]:
    """Return *tree* without what is kept between runs, and the hidden files of what is under way or was broken off."""
    return {name: digest for name, digest in tree.items() if not HIDDEN.search(f"/{name}")}


def told(line: Line) -> bool:
    """Return whether a failure was told in our own words."""
    said = line["said"]
    return line["code"] in {1, 2} and "Traceback" not in said and bool(CHINESE.search(said))


def kind_of(line: Line) -> str:
    """Return which kind of call to the system was broken."""
    return str(line["call"].split()[0])


def two_projects(folder: Path) -> tuple[Path, Path]:
    """Write into *folder* two small projects whose sites differ, in folders with Chinese names and a space."""
    first = small_project(folder / "省厅 项目")
    second = small_project(folder / "另一版")
    site = second / "policy/site.yaml"
    site.write_text(site.read_text("utf-8").replace("name: ", "name: 又", 1), "utf-8")
    return first, second


def build_judged(line: Line, out: Path) -> None:
    """Fail where a build into *out* that a call was refused, or that was killed at one, left anything but a whole site."""
    assert line["published"] in {"old", "new"}, line
    assert line["then"] == "new", line
    assert line["code"] <= 0 or told(line), line
    assert line["code"] or line["published"] == "new", line
    assert "以外的链接" not in line["said"], line
    named = line["code"] > 0 and kind_of(line) in {"write", "fsync"}
    assert not named or str(out) in line["said"], line


def each_file_is_old_or_new(line: Line, whole: Line) -> None:
    """Fail where a file is lost, or is neither as it was nor as the command *whole* leaves it."""
    left, before, after = own(line["tree"]), own(whole["before"]), own(whole["tree"])
    assert before.keys() & after.keys() <= left.keys(), line
    assert [name for name, one in left.items() if one not in {before.get(name), after.get(name)}] == [], line


def all_or_nothing(line: Line, whole: Line) -> None:
    """Fail where what was not killed left part of its work, or what was killed cannot be done again."""
    each_file_is_old_or_new(line, whole)
    left = whole["tree"] if line["code"] == 0 else whole["before"]
    assert line["code"] < 0 or own(line["tree"]) == own(left), line
    done_by_the_next(line, whole)


def started(line: Line, whole: Line) -> None:
    """Fail as :func:`all_or_nothing` does, and where the next try leaves more than there is to be."""
    all_or_nothing(line, whole)
    assert line["then"] == whole["tree"], line


def started_at_once(line: Line, whole: Line) -> None:
    """Fail as :func:`started` does, and where what was killed left part of its work in sight."""
    assert own(line["tree"]) in (whole["before"], whole["tree"]), line
    started(line, whole)


def each_whole(line: Line, whole: Line) -> None:
    """Fail where a file is not whole, or the next try does not do all that this one left."""
    each_file_is_old_or_new(line, whole)
    done_by_the_next(line, whole)


def done_by_the_next(line: Line, whole: Line) -> None:
    """Fail where the next try does not end with all that the command *whole* leaves, or a failure is not told."""
    assert line["code"] <= 0 or told(line), line
    assert own(line["then"]) == own(whole["tree"]), line


def each_record_whole(line: Line, whole: Line) -> None:
    """Fail where of a record one file was written without the other, but by what was killed.

    Records that are whole are refused by the next try, in a report.
    """
    reported = {name: one for name, one in line["then"].items() if "报告" not in name}
    each_whole({**line, "then": reported}, whole)
    filled = len(own(line["tree"]).keys() - whole["before"].keys())
    assert line["code"] < 0 or filled in {0, 2, 4}, line
    assert line["code"] <= 0 or not filled or f"在这之前已生成 {filled} 个文件" in line["said"], line


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command that writes into a person's folders."""

    words: tuple[str, ...]
    judged: Callable[[Line, Line], None]
    """Fails where a run that was broken, given after one that was not, left what it must not."""


COMMANDS = {
    "new-year": Command(words=("new-year", "2024"), judged=all_or_nothing),
    "fill": Command(words=(*FILL, "表"), judged=each_record_whole),
    "refresh": Command(
        words=("refresh", "原表/甲班.pdf", "--out", "原表/甲班.pdf", "--force"), judged=each_whole
    ),
    "schema": Command(words=("schema",), judged=each_whole),
    "new": Command(
        words=("new", "某某省指南", "--region", "某某省", "--year", "2026"), judged=started_at_once
    ),
    "new-here": Command(words=("new", EMPTY, "--region", "某某省", "--year", "2026"), judged=started),
}


def project_at_work(folder: Path, run: Callable[..., int]) -> Path:
    """Write into *folder* a small project with records to fill in, a filled form and an empty folder; return it.

    *run* runs a command in a folder and returns its exit code.
    """
    small_project(folder)
    (folder / EMPTY).mkdir()
    (folder / "记录.csv").write_text(RECORDS, "utf-8")
    assert run(*FILL, "原表", "--name", "{培训名称}", cwd=folder) == 0
    return folder
