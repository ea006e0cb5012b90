"""Fitting what is filled in into its place: set smaller by fixed steps, then wrapped, then continued.

All measures are integers, so that the browser reckons the same: widths of characters in 1/1000 of the
type size, frames in 1/100 point, type sizes in half points (21 is 10.5 pt, 五号).

site/js/form-continued.js and site/js/form-fitting.js do the same in the browser.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from policypress.forms.widths import Widths
from policypress.forms.wrapping import Measured, lines_within

CONTINUED = "（下接附页）"
"""Last line of a part that was cut within a paragraph."""
CONTINUED_PARAGRAPH = "（下接附页，另起一段）"
"""Last line of a part that was cut between two paragraphs."""
MOST_PARTS = 30
"""A text that needs more pages than this is a mistake."""
LIMIT_UNITS = 20
"""Half points in a hundredth of a point, times the 1000 of a width: 1000 / (100 / 2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The room for a text."""

    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Type sizes, in half points, and the distance of lines."""

    usual: int = 21
    one_line: int = 16
    """A single line is set no smaller; beyond that it is wrapped within its row."""
    least: int = 14
    """Nothing is set smaller."""
    continued: int = 16
    """Text that may go on elsewhere is set no smaller."""
    leading: int = 130
    """Per cent of the type size from one line to the next."""

    def capacity(self, frame: Frame, size: int) -> int:
        """Return how many lines of *size* stand in *frame*."""
        spare = 2 * frame.height - 100 * size
        return 1 + spare // (size * self.leading) if spare >= 0 else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """A text as it is drawn."""

    size: int
    lines: tuple[str, ...]
    """The lines of a paragraph joined are the paragraph."""
    wrapped: bool = False
    """Whether a single line had to be wrapped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overflow:
    """A text that does not fit."""

    fits: int
    """How many characters of it would."""
    least: int
    """The type size at which they were counted."""


def fit_line(text: str, frame: Frame, widths: Widths, sizes: Sizes) -> Fitted | Overflow:
    """Return *text* on one line, else wrapped within the height of its row, Latin runs broken if need be."""
    return _line(text, frame, widths, sizes) or _overflow(text, sizes, _line, frame, widths)


def fit_lines(
    text: str, frame: Frame, widths: Widths, sizes: Sizes, *, grows: bool = False
) -> Fitted | Overflow:
    """Return *text* in the largest size in which it stands in *frame*.

    *grows*: whether it may be continued elsewhere, and so is not set in the smallest sizes.
    """
    fit = fit_growing if grows else _lines
    return fit(text, frame, widths, sizes) or _overflow(text, sizes, fit, frame, widths)


def fit_growing(text: str, frame: Frame, widths: Widths, sizes: Sizes) -> Fitted | None:
    """Return *text* in the largest size in which it stands in *frame*; None where it is to be continued elsewhere."""
    return _largest(text, frame, widths, sizes, sizes.continued)


def fit(  # noqa: PLR0913 - what is fitted, where, and by which rule
    text: str, frame: Frame, widths: Widths, sizes: Sizes, *, lines: bool, grows: bool = False
) -> Fitted | Overflow:
    """Return *text* as :func:`fit_lines` sets it where the field takes several *lines*, else as :func:`fit_line`."""
    if lines:
        return fit_lines(text, frame, widths, sizes, grows=grows)
    return fit_line(text, frame, widths, sizes)


def too_long(label: str, text: str, overflow: Overflow) -> str:
    """Return what to tell the person whose *text* does not fit the field *label*."""
    points = f"{overflow.least / 2:g}"
    return f"“{label}”内容过长：{len(text)} 字，最小字号 {points} 磅时约可容纳 {overflow.fits} 字；请缩短"


def split(
    text: str, frame: Frame, further: Frame, widths: Widths, sizes: Sizes
) -> tuple[str, ...] | Overflow:
    """Return *text* in parts, the first for *frame*, each other for a *further* one, in the usual size.

    Every part but the last ends with a line that says it goes on. :func:`join` is the inverse.
    """
    parts: list[str] = []
    rest, room = text, frame
    while _set(Measured(rest, widths), room, sizes, sizes.usual) is None:
        part, left = _cut(rest, room, widths, sizes)
        if len(left) == len(rest) or len(parts) + 2 > MOST_PARTS:
            return Overflow(fits=len(text) - len(rest), least=sizes.usual)
        parts.append(part)
        rest, room = left, further
    return (*parts, rest)


def join(parts: Sequence[str]) -> str:
    """Return the text whose parts :func:`split` made; a mark that somebody deleted does no harm."""
    *cut, last = parts
    return "".join(map(unmarked, cut)) + last


def unmarked(part: str) -> str:
    """Return *part* as it is joined with the next; itself where no last line of it says that it goes on."""
    for mark, stands_for in ((CONTINUED_PARAGRAPH, "\n"), (CONTINUED, "")):
        if part.endswith(f"\n{mark}"):
            return part[: -len(mark) - 1] + stands_for
    return part


def _cut(text: str, frame: Frame, widths: Widths, sizes: Sizes) -> tuple[str, str]:
    """Return the part that stands in *frame* above its mark, with the mark, and the rest."""
    limit = frame.width * LIMIT_UNITS // sizes.usual
    room = sizes.capacity(frame, sizes.usual) - len(tuple(lines_within(CONTINUED_PARAGRAPH, widths, limit)))
    at, mark = 0, CONTINUED
    for end, ends_paragraph in _ends(text, widths, limit):
        if room <= 0:
            break
        room -= 1
        at, mark = end, CONTINUED_PARAGRAPH if ends_paragraph else CONTINUED
    return f"{text[:at]}\n{mark}", text[at + (mark == CONTINUED_PARAGRAPH) :]


def _ends(text: str, widths: Widths, limit: int) -> Iterator[tuple[int, bool]]:
    """Yield where each line of *text* ends, and whether its paragraph does."""
    at = 0
    for paragraph in text.split("\n"):
        end = at + len(paragraph)
        for line in lines_within(paragraph, widths, limit):
            at += len(line)
            yield at, at == end
        at += 1


_Fit = Callable[[str, Frame, Widths, Sizes], "Fitted | None"]


def _line(text: str, frame: Frame, widths: Widths, sizes: Sizes) -> Fitted | None:
    width = widths.width(text)
    for size in range(sizes.usual, sizes.one_line - 1, -1):
        if width * size <= frame.width * LIMIT_UNITS and sizes.capacity(frame, size):
            return Fitted(size=size, lines=(text,))
    measured = Measured(text, widths)
    for size in range(min(sizes.one_line, sizes.usual), sizes.least - 1, -1):
        if lines := _set(measured, frame, sizes, size):
            return Fitted(size=size, lines=lines, wrapped=True)
    return None


def _lines(text: str, frame: Frame, widths: Widths, sizes: Sizes) -> Fitted | None:
    return _largest(text, frame, widths, sizes, sizes.least)


def _largest(text: str, frame: Frame, widths: Widths, sizes: Sizes, least: int) -> Fitted | None:
    measured = Measured(text, widths)
    for size in range(sizes.usual, least - 1, -1):
        if lines := _set(measured, frame, sizes, size):
            return Fitted(size=size, lines=lines)
    return None


def _set(text: Measured, frame: Frame, sizes: Sizes, size: int) -> tuple[str, ...] | None:
    """Return the lines of *text* in *size*; None where *frame* does not hold them."""
    limit, room = frame.width * LIMIT_UNITS // size, sizes.capacity(frame, size)
    if len(text.paragraphs) > room or limit <= 0 or text.fewest(limit) > room:
        return None
    lines = tuple(islice(text.lines(limit), room + 1))
    return lines if len(lines) <= room else None


def _overflow(text: str, sizes: Sizes, fit: _Fit, frame: Frame, widths: Widths) -> Overflow:
    """Return how much of *text* fits, found by halving."""
    fits, over = 0, len(text)
    while over - fits > 1:
        middle = (fits + over) // 2
        if fit(text[:middle], frame, widths, sizes):
            fits = middle
        else:
            over = middle
    return Overflow(fits=fits, least=sizes.continued if fit is fit_growing else sizes.least)
