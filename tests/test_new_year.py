"""A year carried over: what is written, what is refused, and that nothing half-written stays."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from command_line import policypress
from folders import contents
from policypress.dates import shifted
from policypress.faults import PolicyError, UsageError
from policypress.lock import alone
from policypress.policy import checked
from policypress.years.carry import HEAD, MODEL_HEAD, carried_cases, carried_facts
from policypress.years.roll import HELD, new_year
from rolled import ID

OLD = "xiangrenshehan-2023-63"
Edit = Callable[[str, str, str], int]


def test_a_year_s_file_is_the_old_one_but_for_carried_the_document_and_the_days(project: Path) -> None:
    new_year(project, 2024)
    for name in ("notice", "subjects", "hours", "training", "duties"):
        old = (project / f"policy/years/2023/{name}.yaml").read_text("utf-8")
        new = (project / f"policy/years/2024/{name}.yaml").read_text("utf-8")
        assert new.startswith(HEAD.format(old=2023, new=2024))
        assert new.count("    carried: 2023\n") == old.count("\n    title:") - old.split("\noffers:")[
            -1
        ].count("\n    title:") * ("\noffers:" in old)
        kept = new.removeprefix(HEAD.format(old=2023, new=2024)).replace("    carried: 2023\n", "")
        for moved, day in (("2024-12-31", "2023-12-31"), ("2024-06-30", "2023-06-30"), (ID, OLD)):
            kept = kept.replace(moved, day)
        without = re.sub(r"(?m)^published: .*\n", "", old)
        assert kept.replace("2024-01-01", "2023-01-01") == without


def test_everything_that_is_taken_over_is_written_and_nothing_else(project: Path) -> None:
    before = contents(project)
    tasks = new_year(project, 2024)
    after = contents(project)
    form = "policy/forms/offline-training.yaml"
    assert {name for name in before if after[name] != before[name]} == {"policy/documents.yaml", form}
    assert set(after) - set(before) == {
        f"content/notices/{ID}.txt",
        "policy/cases/2024.yaml",
        "policy/forms/2023/offline-training.yaml",
        *(
            f"policy/years/2024/{name}"
            for name in (
                "notice.yaml",
                "subjects.yaml",
                "hours.yaml",
                "training.yaml",
                "duties.yaml",
                "review.yaml",
                "任务清单.txt",
            )
        ),
    }
    assert after[f"content/notices/{ID}.txt"] == b""
    assert after["policy/forms/2023/offline-training.yaml"] == before[form]
    assert after[form] == before[form].replace(OLD.encode(), ID.encode(), 1)
    assert after["policy/documents.yaml"].startswith(before["policy/documents.yaml"])
    assert after["policy/years/2024/任务清单.txt"].decode() == tasks
    assert all(b"\r" not in data for name, data in after.items() if name not in before)


def test_the_files_to_read_again_are_all_that_is_shown_and_not_the_new_year_s_own(project: Path) -> None:
    shown = {file for file in contents(project) if file.endswith((".md", ".yaml"))}
    tasks = new_year(project, 2024)
    review = (project / "policy/years/2024/review.yaml").read_text("utf-8")
    old = {file for file in shown if file.startswith("policy/years/")} | {"policy/cases/2023.yaml"}
    files = shown - old - {"policy/documents.yaml"} | {"policy/cases/2024.yaml"}
    assert "content/pages/index.md" in files
    assert sorted(line.strip() for line in review.splitlines() if line.startswith("  ")) == sorted(
        f"{file}: 待确认" for file in files
    )
    assert [file for file in files if f"   - {file}\n" not in tasks] == []


def test_the_task_list_names_every_step_in_order_and_every_file(project: Path) -> None:
    tasks = new_year(project, 2024)
    places = [
        tasks.index(words)
        for words in (
            "记事本",
            f"content/notices/{ID}.txt",
            "policy/documents.yaml",
            "sha256",
            "policypress cite 2024",
            "policy/years/2024/hours.yaml（9 条）",
            "ended:",
            "first_year: 2024",
            "policy/forms/offline-training.yaml",
            "content/pages/about.md",
            "policypress check，直到",
            "policypress build --draft --as-of 2024-01-01",
            "打开 policy/site.yaml",
        )
    ]
    assert places == sorted(places)


def test_two_runs_are_byte_equal_and_line_ends_of_windows_change_nothing(
    project: Path, tmp_path: Path
) -> None:
    again, windows = tmp_path / "again", tmp_path / "windows"
    shutil.copytree(project, again)
    shutil.copytree(project, windows)
    for path in [*windows.rglob("*.yaml"), *windows.rglob("*.md"), *windows.rglob("*.txt")]:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    for folder in (project, again, windows):
        new_year(folder, 2024)
    assert contents(project) == contents(again)
    written = [name for name in contents(project) if "2024" in name or name == "policy/documents.yaml"]
    assert {name: contents(windows)[name] for name in written} == {
        name: contents(project)[name] for name in written
    }


@pytest.mark.parametrize(
    ("new", "old", "told"),
    [
        (2023, None, "2023 年已经有了；准备下一年请写 2024"),
        (2024, 2022, "没有 2022 年；已有：2023"),
        (2022, None, "应晚于 2023"),
        (20240, None, "不像年份"),
    ],
)
def test_a_year_that_cannot_be_made_is_refused_and_nothing_is_written(
    project: Path, new: int, old: int | None, told: str
) -> None:
    before = contents(project)
    with pytest.raises(UsageError, match=told):
        new_year(project, new, old)
    assert contents(project) == before


def test_a_project_with_faults_is_refused(project: Path, edit: Edit) -> None:
    edit("policy/years/2023/hours.yaml", "value: 90", "value: 91")
    before = contents(project)
    with pytest.raises(PolicyError):
        new_year(project, 2024)
    assert contents(project) == before


def test_a_year_still_open_is_not_carried_on(project: Path) -> None:
    new_year(project, 2024)
    with pytest.raises(UsageError, match="2024 年还有 120 处待确认"):
        new_year(project, 2025)


def test_a_year_before_the_newest_is_not_made(project: Path) -> None:
    new_year(project, 2025)
    with pytest.raises(UsageError, match=r"已有更晚的 2025 年；new-year 只准备最新的一年，请从 2026 年起"):
        new_year(project, 2024, 2023)


def test_a_year_is_not_taken_over_from_an_older_one_than_the_newest(project: Path) -> None:
    new_year(project, 2024)
    before = contents(project)
    with pytest.raises(UsageError, match="从 2023 年带过来会漏掉 2024 年才有的规定；请写 --from 2024"):
        new_year(project, 2025, 2023)
    assert contents(project) == before


def test_an_id_that_another_document_has_is_not_given_again(project: Path) -> None:
    documents = project / "policy/documents.yaml"
    entry = documents.read_text("utf-8").partition("xiangrenshefa-2023-14:")[2]
    with documents.open("a", encoding="utf-8", newline="\n") as added:
        added.write("".join(f"{id_}:{entry}" for id_ in ("xiangrenshehan-2024-63", "notice-2024")))
    with pytest.raises(UsageError, match="里已有“notice-2024”；请先改掉这个编号"):
        new_year(project, 2024)


def test_what_cannot_be_written_to_the_end_is_undone(project: Path) -> None:
    (project / "policy/cases/2024.yaml").mkdir()
    before = contents(project)
    with pytest.raises(OSError, match=r".+"):
        new_year(project, 2024)
    assert contents(project) == before
    assert not (project / "policy/forms/2023").exists()
    assert not (project / "policy/years/2024").exists()


def test_a_document_whose_id_holds_no_year_gets_a_plain_one(project: Path) -> None:
    for path in [*project.rglob("*.yaml"), *project.rglob("*.md")]:
        path.write_text(
            path.read_text("utf-8")
            .replace(f"{OLD}:", "notice:")
            .replace(f"document: {OLD}", "document: notice"),
            "utf-8",
            newline="\n",
        )
    new_year(project, 2024)
    assert "\nnotice-2024:\n" in (project / "policy/documents.yaml").read_text("utf-8")


def test_a_page_that_only_the_old_year_has_is_taken_along(project: Path, edit: Edit) -> None:
    edit("content/navigation.yaml", '"year:notice"', '"year:notice", "year:extra"')
    (project / "content/pages/2023").mkdir()
    (project / "content/pages/2023/extra.md").write_text("# 另页\n", "utf-8", newline="\n")
    new_year(project, 2024)
    assert (project / "content/pages/2024/extra.md").read_text("utf-8") == "# 另页\n"
    assert "content/pages/2024/extra.md: 待确认" in (project / "policy/years/2024/review.yaml").read_text(
        "utf-8"
    )


def test_what_is_said_of_the_old_year_alone_is_left_out_and_comments_stay() -> None:
    text = """\
# 一
document: a-2023
shown_from: 2023-03-01 # 二
facts:
  # 三
  one: {title: 甲, value: 2023-06-30, quote: "2023-06-30", document: b}
  two:   # 四
    title:   "2023-06-30"
    value: [1, 2]   # 五
    quote: |-
      原句
ended:
  old: {on: 2023-01-01, why: 不再规定}
# 六
ask: []
"""
    assert (
        carried_facts(text, 2023, 2024, "a-2024")
        == HEAD.format(old=2023, new=2024)
        + """\
# 一
document: a-2024
facts:
  # 三
  one: {carried: 2023, title: 甲, value: 2024-06-30, quote: "2023-06-30", document: b}
  two:   # 四
    carried: 2023
    title:   "2023-06-30"
    value: [1, 2]   # 五
    quote: |-
      原句
# 六
ask: []
"""
    )


@pytest.mark.parametrize("head", [HEAD, MODEL_HEAD])
def test_what_stood_at_the_head_of_the_old_year_is_not_carried_and_comments_stay(head: str) -> None:
    was = head.format(old=2023, new=2024)
    for before in (was, was * 2, f"# 一\n{was}"):
        carried = carried_facts(f"{before}# 二\nfacts: {{}}\n", 2024, 2025, "a")
        kept = before.replace(was, "")
        assert carried == f"{HEAD.format(old=2024, new=2025)}{kept}# 二\nfacts: {{}}\n"


@pytest.mark.parametrize(
    ("ended", "left"),
    [
        ("ended:\n  old:\n    on: 2023-01-01\n    why: >-\n      不再\n      规定\n", ""),
        ("ended: {\n  old: {on: 2023-01-01, why: 不再规定},\n}\n", ""),
        ("ended:\n  old:\n    why: |+\n      不再规定\n\n    # 二\n\n# 三\n\n", "\n# 三\n\n"),
        ("ended: {}   # 二\n", ""),
    ],
)
def test_what_ended_is_left_out_whole_however_it_is_written(ended: str, left: str) -> None:
    head = HEAD.format(old=2023, new=2024)
    for before, after in (("facts: {}\n", ""), ("", "facts: {}\n"), ("document: a\n", "ask: []\n")):
        carried = carried_facts(before + ended + after, 2023, 2024, "a")
        assert carried == head + before + left + after


def test_a_file_written_in_braces_keeps_them() -> None:
    text = "{document: a, ended: {old: {on: 2023-01-01, why: 不再规定}}, facts: {}, shown_from: 2023-03-01}\n"
    head = HEAD.format(old=2023, new=2024)
    assert carried_facts(text, 2023, 2024, "b") == head + "{document: b, facts: {}, }\n"


def test_worked_examples_move_by_a_year_with_their_make_up_years_and_words() -> None:
    text = (
        "# 2023 年度\ncases:\n  - {day: 2024-01-15, makeup_year: 2023, title: 计入 2023 年度, hours: 2023}\n"
    )
    assert carried_cases(text, 2023, 2024) == (
        "# 2024 年度\ncases:\n  - {day: 2025-01-15, makeup_year: 2024, title: 计入 2024 年度, hours: 2023}\n"
    )


def test_make_up_years_other_than_the_year_itself_move_too() -> None:
    text = (
        "cases:\n  - {makeup_year: 2022, title: 为2022年补训}\n  - {makeup_year: 2024, title: 按1995年规定}\n"
    )
    assert carried_cases(text, 2023, 2025) == (
        "cases:\n  - {makeup_year: 2024, title: 为2024年补训}\n  - {makeup_year: 2026, title: 按1995年规定}\n"
    )
    unstated = "cases:\n  - {makeup_year: null}\n"
    assert carried_cases(unstated, 2023, 2024) == unstated


def test_a_day_that_does_not_exist_becomes_the_last_of_its_month() -> None:
    assert shifted(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert shifted(date(2024, 2, 29), 4) == date(2028, 2, 29)


def test_a_new_year_is_no_fault(project: Path) -> None:
    new_year(project, 2024)
    assert set(checked(project).years) == {2023, 2024}


def test_while_a_new_year_is_being_written_no_other_one_begins(project: Path) -> None:
    before = contents(project)
    with alone(project / HELD, ""), pytest.raises(UsageError, match=r"另一个 new-year 正在写“.*”；请等它"):
        new_year(project, 2024)
    assert contents(project) == before
    new_year(project, 2024)


def test_of_two_new_years_at_once_one_is_written_whole(project: Path, tmp_path: Path) -> None:
    def alone_written(year: int) -> dict[str, bytes]:
        folder = tmp_path / f"{year}"
        shutil.copytree(project, folder)
        new_year(folder, year)
        return contents(folder)

    wholes = [alone_written(2024), alone_written(2025)]
    with ThreadPoolExecutor() as pool:
        done = list(
            pool.map(lambda year: policypress("new-year", year, "--project", project), ("2024", "2025"))
        )
    assert sorted(each.returncode for each in done) == [0, 2]
    assert contents(project) in wholes
