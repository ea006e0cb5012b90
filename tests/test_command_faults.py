"""What a command that writes into a person's folders leaves at the worst moment: every file whole, old or new, none lost."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from breaking import COMMAND, Breaker, own, ran, some, told
from small_project import small_project

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked and killed by signals")
FILL = ("fill", "offline-training", "记录.csv", "--format", "docx", "--format", "pdf", "--out", "表")
NEW = ("new", "某某省指南", "--region", "某某省", "--year", "2026")
RECORDS = "申报单位,培训名称\n某某单位,甲班\n某某学校,乙班\n"
EACH = pytest.mark.parametrize(
    ("kind", "which"), [("full", "writes"), ("refuse", "all"), ("kill-at", "changes")]
)
"""By program line, at every call to the system, and killed at every change."""


@pytest.fixture
def project(tmp_path: Path, small_font: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a small project with records to fill in and a filled form."""
    monkeypatch.setenv("POLICYPRESS_FONT", str(small_font))
    folder = small_project(tmp_path / "省厅 项目")
    (folder / "记录.csv").write_text(RECORDS, "utf-8")
    assert ran(*COMMAND, *FILL[:-1], "原表", "--name", "{培训名称}", cwd=folder).returncode == 0
    return folder


@pytest.fixture
def commanded(project: Path, tmp_path: Path, faulted: Breaker) -> Breaker:
    """Return a function that gives what a command leaves where it is broken, the faultless run first."""

    def run(kind: str, which: str, *words: str) -> list[dict[str, Any]]:
        moments = which.split() if which[0] not in "ac" else [some(which)]
        whole, *each = faulted("command", kind, project, tmp_path / "scratch", *moments, "--", *words)
        assert whole["code"] == 0, whole
        assert len(each) >= 3
        return [whole, *each]

    return run


def each_file_is_old_or_new(result: dict[str, Any], whole: dict[str, Any]) -> None:
    """Fail where a file is lost, or is neither as it was nor as the command *whole* leaves it."""
    left, before, after = own(result["tree"]), own(whole["before"]), own(whole["tree"])
    assert before.keys() & after.keys() <= left.keys(), result
    assert [name for name, one in left.items() if one not in {before.get(name), after.get(name)}] == [], (
        result
    )


@EACH
def test_wherever_a_new_year_fails_the_project_is_as_it_was_and_the_next_try_succeeds(
    commanded: Breaker, kind: str, which: str
) -> None:
    whole, *each = commanded(kind, which, "new-year", "2024")
    for result in each:
        each_file_is_old_or_new(result, whole)
        killed, done = result["code"] < 0, result["code"] == 0
        assert killed or own(result["tree"]) == (whole["tree"] if done else whole["before"]), result
        assert killed or done or told(result), result
        assert own(result["then"]) == whole["tree"], result


@EACH
def test_wherever_a_new_project_fails_there_is_all_of_it_or_nothing_and_the_next_try_succeeds(
    commanded: Breaker, kind: str, which: str
) -> None:
    whole, *each = commanded(kind, which, *NEW)
    for result in each:
        each_file_is_old_or_new(result, whole)
        done = result["code"] == 0
        assert own(result["tree"]) in (whole["before"], whole["tree"]), result
        assert done or result["code"] < 0 or told(result), result
        assert result["then"] == whole["tree"], result


@EACH
def test_wherever_filling_fails_every_record_has_all_its_files_whole_or_none(
    commanded: Breaker, kind: str, which: str
) -> None:
    whole, *each = commanded(kind, which, *FILL)
    made = own(whole["tree"])
    assert len(made.keys() - whole["before"].keys()) == 4
    for result in each:
        left, then = own(result["tree"]), own(result["then"])
        each_file_is_old_or_new(result, whole)
        filled = len(left.keys() - whole["before"].keys())
        killed = result["code"] < 0
        assert killed or filled in {0, 2, 4}, result
        assert killed or result["code"] == 0 or told(result), result
        said = killed or result["code"] == 0 or not filled
        assert said or f"在这之前已生成 {filled} 个文件" in result["said"], result
        # Records that were whole before are told as such, in a report; what they lacked is there.
        assert {name: one for name, one in then.items() if "报告" not in name} == made, result


@EACH
def test_wherever_a_form_drawn_anew_fails_the_filled_one_is_as_it_was_or_drawn_anew(
    commanded: Breaker, kind: str, which: str
) -> None:
    words = ("refresh", "原表/甲班.pdf", "--out", "原表/甲班.pdf", "--force")
    whole, *each = commanded(kind, which, *words)
    for result in each:
        each_file_is_old_or_new(result, whole)
        assert result["code"] <= 0 or told(result), result
        assert own(result["then"]) == whole["tree"], result


@EACH
def test_wherever_schemas_fail_every_file_is_whole_and_the_next_try_succeeds(
    commanded: Breaker, kind: str, which: str
) -> None:
    whole, *each = commanded(kind, which, "schema")
    for result in each:
        each_file_is_old_or_new(result, whole)
        assert result["code"] <= 0 or told(result), result
        assert own(result["then"]) == whole["tree"], result
