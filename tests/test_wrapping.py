"""Text broken into lines as Chinese is set."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from glyph_samples import ALL, SIGNS
from policypress.forms.wrapping import NOT_FIRST, NOT_LAST, balance, wrap


@pytest.mark.parametrize(
    ("written", "width", "wanted"),
    [
        ("一二三四五", 30, ["一二三", "四五"]),
        ("一二三，四五", 30, ["一二", "三，四", "五"]),
        ("一二（三）四", 30, ["一二", "（三）", "四"]),
        ("一二三\n四", 90, ["一二三", "四"]),
        ("一E-mail二", 35, ["一", "E-mail", "二"]),
        ("ABCDEFGH", 20, ["ABCD", "EFGH"]),
        ("AB CD EF", 25, ["AB CD ", "EF"]),
        ("一", 5, ["一"]),
        ("", 30, [""]),
    ],
)
def test_lines_break_as_chinese_is_set(written: str, width: float, wanted: list[str]) -> None:
    assert list(wrap(written, ALL, width, 10)) == wanted


@given(
    written=st.text(st.sampled_from("一二三AB1 \n" + SIGNS), max_size=60),
    width=st.floats(5, 200),
    size=st.sampled_from([7.0, 9.0, 10.5, 22.0]),
)
@example(written="1“““", width=23.0, size=9.0)
def test_breaking_loses_nothing_and_keeps_the_width(written: str, width: float, size: float) -> None:
    paragraphs = written.split("\n")

    broken = [wrap(paragraph, ALL, width, size) for paragraph in paragraphs]

    assert ["".join(pieces) for pieces in broken] == paragraphs
    assert wrap(written, ALL, width, size) == tuple(line for pieces in broken for line in pieces)
    for line in (line for pieces in broken for line in pieces):
        assert ALL.width(line.rstrip()) * size / 1000 <= width + 0.001 or len(line.strip()) == 1


@given(written=st.text(st.sampled_from("一二三四五六七八，。（"), max_size=60))
def test_signs_stand_where_chinese_puts_them(written: str) -> None:
    for before, after in pairwise(wrap(written, ALL, 100, 10)):
        # Only where signs follow one another too long to carry is the rule given up.
        if not re.search(r"[，。（]{3}", written):
            assert after[0] not in NOT_FIRST
            assert before[-1] not in NOT_LAST


@given(written=st.text(st.sampled_from("一二三四五六七AB "), max_size=60), width=st.floats(11, 200))
def test_balanced_lines_are_as_many_and_no_wider(written: str, width: float) -> None:
    plain, balanced = wrap(written, ALL, width, 10), balance(written, ALL, width, 10)

    assert "".join(balanced) == written
    assert len(balanced) <= len(plain)
    assert max(map(ALL.width, balanced)) <= max(*map(ALL.width, plain), width * 100)


def test_a_long_label_is_broken_into_even_lines() -> None:
    assert balance("一二三四五六七", ALL, 60, 10) == ("一二三四", "五六七")
