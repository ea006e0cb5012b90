"""Old and new sentence side by side: the likeliest is found, nothing is written, no value is guessed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from folders import project_copy
from guide import NOTICE
from policypress.faults import UsageError
from policypress.policy import checked
from policypress.texts import paragraphs, squeeze
from policypress.years.cite import cite, marked
from policypress.years.likeness import nearest, unlike
from policypress.years.roll import new_year
from rolled import ID, confirm_facts, confirm_files, paste

TEXT = tuple(line for line in paragraphs(NOTICE.read_text("utf-8")) if "\t" not in line)


@pytest.fixture(scope="session")
def pasted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project rolled to 2024 with the new notice pasted; tests read it only."""
    folder = project_copy(tmp_path_factory.mktemp("pasted"))
    new_year(folder, 2024)
    (folder / f"content/notices/{ID}.txt").write_bytes(NOTICE.read_bytes())
    return folder


def test_every_fact_is_cited_once_in_the_order_of_the_files(pasted: Path) -> None:
    text = cite(checked(pasted), 2024)
    places = re.findall(r"(\w+)\.yaml:\d+: ", text)
    assert len(places) == 79
    assert list(dict.fromkeys(places)) == ["notice", "subjects", "hours", "training", "duties"]
    assert text.startswith("2024 年还有 79 条待确认，出自 32 句旧引文。")


def test_facts_of_one_sentence_stand_together_with_what_differs_marked(pasted: Path) -> None:
    blocks = cite(checked(pasted), 2024).split("\n\n")
    (block,) = [block for block in blocks if "public_hours" in block]
    lines = [line.strip() for line in block.splitlines()]
    assert lines[1:6] == [
        "policy/years/2024/hours.yaml:13: counted_training 计入累计的培训",
        "policy/years/2024/hours.yaml:18: total_days 全年培训天数（与总学时任选其一达到）",
        "policy/years/2024/hours.yaml:25: total_hours 全年培训总学时（与天数任选其一达到）",
        "policy/years/2024/hours.yaml:32: public_hours 公共科目学时",
        "policy/years/2024/hours.yaml:39: professional_hours 专业科目学时",
    ]
    assert lines[6] == "相近程度：几乎相同"
    assert "或者【90】学时，其中公共科目培训不少于【30】学时" in lines[7]
    assert "或者【96】学时，其中公共科目培训不少于【36】学时" in lines[8]
    assert squeeze(lines[9].removeprefix("新（照抄用）：")) in squeeze("".join(TEXT))


def test_what_the_new_notice_no_longer_says_is_not_found(pasted: Path) -> None:
    blocks = cite(checked(pasted), 2024).split("\n\n")
    missing = [block for block in blocks if "没有找到\n" in block]
    assert [block.splitlines()[0].split()[2] for block in missing] == ["award"]


def test_what_only_the_new_notice_says_is_told_at_the_end(pasted: Path) -> None:
    assert cite(checked(pasted), 2024).split("\n\n")[-1].splitlines() == [
        "新通知里另有 2 句，2023 年通知里没有相近的，可能是新增的规定：",
        "   - 各单位须在3月31日前通过“培训管理平台”报送本单位年度培训计划。",
        "   - (本文为测试而虚构，不是任何机关印发的通知)",
    ]


def test_a_sentence_is_new_where_none_is_like_it_and_not_where_a_number_changed() -> None:
    old = ("一、要求。公共科目不少于 30 学时。",)
    assert unlike(("公共科目不少于 45 学时。 各单位须在3月31日前报送计划。",), old, 0.5) == (
        "各单位须在3月31日前报送计划。",
    )
    assert unlike(old, old, 0.5) == ()


def test_nothing_is_written(pasted: Path) -> None:
    before = {path: path.read_bytes() for path in pasted.rglob("*") if path.is_file()}
    cite(checked(pasted), 2024)
    assert {path: path.read_bytes() for path in pasted.rglob("*") if path.is_file()} == before


def test_a_part_of_a_sentence_is_found_as_a_part() -> None:
    old = "公共科目培训学时由各级事业单位人事综合管理部门认定，"
    assert nearest(old, TEXT) == (old, 1.0)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("甲乙丙丁戊，己庚辛壬癸。", "甲乙丙丁戊，己庚辛壬癸。"),
        ("共10个专题。", "共11个专题。"),
    ],
)
def test_a_changed_number_does_not_hide_a_sentence(old: str, new: str) -> None:
    assert nearest(old, ["别的话说了很多，都不相干。", new]) == (new, 1.0)


def test_numbers_are_marked_as_a_whole() -> None:
    assert marked("不少于 90 学时", "不少于 96 学时") == ("不少于【90】学时", "不少于【96】学时")
    assert marked("一般可计算", "可计算") == ("【一般】可计算", "可计算")


def test_a_year_without_a_text_or_without_anything_open_is_told(project: Path) -> None:
    with pytest.raises(UsageError, match="没有 2024 年；已有：2023"):
        cite(checked(project), 2024)
    new_year(project, 2024)
    with pytest.raises(UsageError, match="全文还没有粘贴"):
        cite(checked(project), 2024)
    paste(project)
    confirm_facts(project)
    confirm_files(project)
    assert cite(checked(project), 2024) == "2024 年没有待确认的条目，不用对照。\n"
