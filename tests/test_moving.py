"""A move waits for a program that looks into a new file for a moment, and not for ever."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from policypress.moving import PAUSES, linked, move, patiently, shared


class Busy:
    """A file that some other program holds for so many tries."""

    def __init__(self, tries: int) -> None:
        self.tries = tries

    def take(self) -> str:
        self.tries -= 1
        if self.tries >= 0:
            raise PermissionError(13, "另一个程序正在使用此文件")
        return "moved"


@pytest.mark.parametrize("tries", range(4))
def test_what_is_held_for_a_moment_is_moved_in_the_end(tries: int) -> None:
    assert patiently(Busy(tries).take, pauses=(0, 0, 0)) == "moved"


def test_what_stays_held_is_told() -> None:
    busy = Busy(9)
    with pytest.raises(PermissionError):
        patiently(busy.take, pauses=(0, 0, 0))
    assert busy.tries == 5
    assert 2 < sum(PAUSES) < 5


def test_a_move_goes_over_a_file_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "new").write_text("新", "utf-8")
    (tmp_path / "old").write_text("旧", "utf-8")
    move(tmp_path / "new", tmp_path / "old")
    assert (tmp_path / "old").read_text("utf-8") == "新"
    assert not (tmp_path / "new").exists()


def test_a_file_is_shared_only_where_it_is_there_and_just_the_same(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"data")
    assert not shared(tmp_path / "none", tmp_path / "new", b"data")
    assert not shared(tmp_path / "old", tmp_path / "new", b"Data")
    assert shared(tmp_path / "old", tmp_path / "new", b"data")
    assert (tmp_path / "new").samefile(tmp_path / "old")


@pytest.mark.skipif(sys.platform == "win32", reason="making a link needs a right that few have on Windows")
def test_a_link_is_not_shared_and_nothing_is_put_over_a_file(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"data")
    (tmp_path / "link").symlink_to(tmp_path / "old")
    assert not linked(tmp_path / "link", tmp_path / "new")
    (tmp_path / "new").write_bytes(b"mine")
    assert not linked(tmp_path / "old", tmp_path / "new")
    assert (tmp_path / "new").read_bytes() == b"mine"
