"""The text of a file of a project, or why it is not read."""

from __future__ import annotations

from pathlib import Path

import pytest

from policypress import limits
from policypress.faults import PolicyError
from policypress.file_text import text_of


def refused_file(root: Path, file: str = "s.yaml") -> str:
    with pytest.raises(PolicyError) as caught:
        text_of(root, file)
    (fault,) = caught.value.faults
    return str(fault)


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    assert refused_file(tmp_path) == "s.yaml:1: 文件: 没有这个文件；请补上"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").mkdir()
    refusal = refused_file(tmp_path)
    assert refusal.startswith("s.yaml:1: 文件: 读不出这个文件（")
    assert refusal.endswith("）；请检查文件名和权限")
    assert "None" not in refusal


def test_a_file_of_which_nobody_can_say_where_it_leads_is_told_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "s").write_text("a", "utf-8")
    refusal = refused_file(tmp_path, "s/s.yaml")
    assert refusal == "s/s.yaml:1: 文件: 读不出这个文件（路径中有一段不是文件夹）；请检查文件名和权限"


def test_a_file_may_be_as_large_as_the_bound_and_no_larger(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_bytes(b"a" * limits.TEXT_BYTES)
    assert len(text_of(tmp_path, "s.yaml")) == limits.TEXT_BYTES
    (tmp_path / "s.yaml").write_bytes(b"a" * (limits.TEXT_BYTES + 1))
    assert refused_file(tmp_path) == "s.yaml:1: 文件: 文件太大；至多 5 MB，请分成几个文件"


@pytest.mark.parametrize("before", ["\r\nb: 2\r\nc: ", "\rb: 2\rc: ", "\nb: 2\n", "\ufeff\n\n"])
def test_the_line_that_is_no_utf_8_is_told(tmp_path: Path, before: str) -> None:
    (tmp_path / "s.yaml").write_bytes(before.encode() + "名称\r\n名称\r\n".encode("gbk"))
    assert refused_file(tmp_path) == (
        "s.yaml:3: 文件: 不是 UTF-8 编码（可能存成了 ANSI/GBK）；请用记事本另存为 UTF-8"
    )


def test_a_text_has_neither_the_mark_of_notepad_nor_line_ends_of_windows(tmp_path: Path) -> None:
    (tmp_path / "s.yaml").write_bytes(b"\xef\xbb\xbfa\r\nb\rc\n\xef\xbb\xbf")
    assert text_of(tmp_path, "s.yaml") == "a\nb\nc\n\ufeff"


def test_links_lead_no_further_than_the_folder(tmp_path: Path) -> None:
    root = tmp_path / "项目"
    root.mkdir()
    (root / "a.yaml").write_text("a", "utf-8")
    (tmp_path / "b.yaml").write_text("b", "utf-8")
    (root / "inside.yaml").symlink_to("a.yaml")
    (root / "outside.yaml").symlink_to("../b.yaml")
    (root / "circle.yaml").symlink_to("circle.yaml")
    (root / "nowhere.yaml").symlink_to("../none.yaml")
    told = "1: 文件: 是指向项目文件夹以外的链接；请把文件本身放进来"
    assert text_of(root, "inside.yaml") == "a"
    assert refused_file(root, "outside.yaml") == f"outside.yaml:{told}"
    assert refused_file(root, "circle.yaml") == f"circle.yaml:{told}"
    assert refused_file(root, "nowhere.yaml") == "nowhere.yaml:1: 文件: 没有这个文件；请补上"


def test_a_project_may_stand_behind_a_link(tmp_path: Path) -> None:
    (tmp_path / "项目").mkdir()
    (tmp_path / "项目" / "s.yaml").write_text("a", "utf-8")
    (tmp_path / "链接").symlink_to("项目")
    assert text_of(tmp_path / "链接", "s.yaml") == "a"
