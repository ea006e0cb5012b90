"""Values in the cells of a Word form: set smaller, wrapped, continued, or refused with how much fits."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkout import HANGS, ROOT
from policypress.forms.fitting import (
    CONTINUED,
    CONTINUED_PARAGRAPH,
    MOST_PARTS,
    Fitted,
    Frame,
    Overflow,
    Sizes,
    fit_line,
    fit_lines,
    join,
    split,
    too_long,
)
from policypress.forms.widths import width_table

SIZES = Sizes()
ROW = Frame(width=20_000, height=2_150)
"""200 × 21.5 pt: as high as a row of the filing form, less its padding."""
BOX = Frame(width=30_000, height=14_000)
PAGE = Frame(width=45_000, height=60_000)

texts = st.text(st.sampled_from("培训，。（）、ab1 \n\tABC—…𠮷%W"), max_size=400)


def lined(text: str, frame: Frame = ROW) -> tuple[float, int, bool]:
    """Return in what size a single line is set, on how many lines, and whether it was wrapped."""
    fitted = fit_line(text, frame, width_table(), SIZES)
    assert isinstance(fitted, Fitted)
    return fitted.size / 2, len(fitted.lines), fitted.wrapped


def test_the_table_is_what_the_tool_makes_of_the_font() -> None:
    subprocess.run([sys.executable, ROOT / "tools/widths.py", "--check"], check=True, timeout=HANGS)


@pytest.mark.parametrize(
    ("count", "wanted"),
    [
        (1, (10.5, 1, False)),
        (19, (10.5, 1, False)),
        (20, (10.0, 1, False)),
        (25, (8.0, 1, False)),
        (26, (8.0, 2, True)),
        (50, (8.0, 2, True)),
        (52, (7.5, 2, True)),
        (56, (7.0, 2, True)),
    ],
)
def test_a_line_is_set_smaller_then_wrapped_within_its_row(
    count: int, wanted: tuple[float, int, bool]
) -> None:
    assert lined("培" * count) == wanted


def test_a_line_that_does_not_fit_says_how_much_of_it_does() -> None:
    text = "培" * 60
    overflow = fit_line(text, ROW, width_table(), SIZES)

    assert overflow == Overflow(fits=56, least=14)
    assert (
        too_long("培训地点", text, overflow)
        == "“培训地点”内容过长：60 字，最小字号 7 磅时约可容纳 56 字；请缩短"
    )


def test_a_long_latin_run_is_broken_rather_than_refused() -> None:
    size, lines, wrapped = lined("a" * 70 + "@example.org")
    assert (size, lines, wrapped) == (8.0, 2, True)


def test_lines_are_set_smaller_as_far_as_they_may_be() -> None:
    table = width_table()
    for count, grows, size in ((250, True, 21), (400, True, 17), (470, True, 16), (600, False, 14)):
        fitted = fit_lines("培" * count, BOX, table, SIZES, grows=grows)
        assert isinstance(fitted, Fitted)
        assert fitted.size == size, count
    assert isinstance(fit_lines("培" * 600, BOX, table, SIZES, grows=True), Overflow)
    assert fit_lines("培" * 900, BOX, table, SIZES) == Overflow(fits=630, least=14)


def test_what_goes_on_says_so_and_whether_a_paragraph_ended() -> None:
    whole = split("培" * 1_000, BOX, PAGE, width_table(), SIZES)
    paragraphs = split("\n".join(["培训"] * 100), BOX, PAGE, width_table(), SIZES)

    assert not isinstance(whole, Overflow)
    assert not isinstance(paragraphs, Overflow)
    assert [part.rpartition("\n")[2] for part in whole[:-1]] == [CONTINUED]
    assert [part.rpartition("\n")[2] for part in paragraphs[:-1]] == [CONTINUED_PARAGRAPH] * 3


def test_a_text_of_too_many_pages_is_refused_with_what_fits() -> None:
    overflow = split("培" * 100_000, BOX, PAGE, width_table(), SIZES)

    assert isinstance(overflow, Overflow)
    assert 20_000 < overflow.fits < 100_000
    assert MOST_PARTS == 30


@given(texts, st.integers(1, 40))
def test_parts_joined_are_the_text_and_each_stands_in_its_place(text: str, times: int) -> None:
    written = text * times
    table = width_table()
    parts = split(written, BOX, PAGE, table, SIZES)

    assert not isinstance(parts, Overflow)
    assert join(parts) == written
    for number, part in enumerate(parts):
        fitted = fit_lines(part, PAGE if number else BOX, table, SIZES, grows=True)
        assert isinstance(fitted, Fitted)
        assert fitted.size == SIZES.usual


@given(texts, st.integers(3_000, 40_000), st.integers(1_050, 30_000))
def test_what_fits_stands_within_its_frame_and_loses_nothing(text: str, width: int, height: int) -> None:
    frame, table = Frame(width=width, height=height), width_table()
    fitted = fit_lines(text, frame, table, SIZES)

    if isinstance(fitted, Overflow):
        assert fitted.fits < len(text)
        assert not isinstance(fit_lines(text[: fitted.fits], frame, table, SIZES), Overflow)
    else:
        assert "".join(fitted.lines) == text.replace("\n", "")
        assert len(fitted.lines) <= SIZES.capacity(frame, fitted.size)
        assert all(table.width(line.rstrip()) * fitted.size <= width * 20 for line in fitted.lines)


def test_a_mark_that_somebody_deleted_does_no_harm() -> None:
    assert join(["甲\n乙", "丙"]) == "甲\n乙丙"
    assert join([f"甲\n{CONTINUED}", ""]) == "甲"
    assert join([f"甲\n{CONTINUED}"]) == f"甲\n{CONTINUED}"
