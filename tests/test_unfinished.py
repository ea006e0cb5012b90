"""A change of several files that is broken off: it is told, and taken back by the next try; nobody's work is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from folders import contents
from policypress.faults import UsageError
from policypress.policy import checked
from policypress.unfinished import NAME, _begin, take_back
from policypress.years.roll import new_year

FILES = {
    "policy/documents.yaml": b"new\n",
    "policy/years/2024/notice.yaml": b"new\n",
    "content/notices/x.txt": b"",
}


def break_off(project: Path) -> None:
    """Leave *project* with two of three files of a change written."""
    _begin(project, FILES)
    for file, data in list(FILES.items())[:2]:
        (project / file).parent.mkdir(exist_ok=True)
        (project / file).write_bytes(data)


@pytest.fixture
def broken_off(project: Path) -> Path:
    """Return a project with a change that was broken off."""
    break_off(project)
    return project


def test_a_change_that_was_broken_off_is_told_before_anything_is_made_of_it(broken_off: Path) -> None:
    with pytest.raises(UsageError, match=r"上一次 new-year 中途断了.*请再运行一次 policypress new-year"):
        checked(broken_off)


def test_what_was_broken_off_is_taken_back_whole(project: Path) -> None:
    before = contents(project)
    break_off(project)
    take_back(project)
    assert contents(project) == before
    assert not (project / "policy/years/2024").exists()


def test_a_new_year_after_one_that_was_broken_off_is_as_the_first(broken_off: Path) -> None:
    new_year(broken_off, 2024)
    assert checked(broken_off).years.keys() == {2023, 2024}
    assert not (broken_off / NAME).exists()


def test_what_somebody_changed_since_is_left_and_named(broken_off: Path) -> None:
    mine = broken_off / "policy/documents.yaml"
    mine.write_text("我的", "utf-8")
    before = contents(broken_off)
    with pytest.raises(UsageError, match=r"之后“.*documents\.yaml”又改过；请先把它移到项目以外"):
        new_year(broken_off, 2024)
    assert contents(broken_off) == before
    mine.unlink()
    new_year(broken_off, 2024)
    assert checked(broken_off).years.keys() == {2023, 2024}


@pytest.mark.parametrize(
    "began",
    [
        "",
        "[]",
        "{}",
        json.dumps({"files": [["../x", None, ""]], "folders": []}),
        json.dumps({"files": [], "folders": ["policy/../.."]}),
        json.dumps({"files": [["policy/x", "我", ""]], "folders": []}),
    ],
)
def test_what_no_change_wrote_down_is_not_followed(project: Path, began: str) -> None:
    (project / NAME).write_text(began, "utf-8")
    (project.parent / "x").write_text("我的", "utf-8")
    before = contents(project.parent)
    with pytest.raises(UsageError, match="不是 new-year 写的，或者被改过；请核对项目文件后删去它"):
        new_year(project, 2024)
    assert contents(project.parent) == before
