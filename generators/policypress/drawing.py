"""Drawing for pages: boxes of words, and the lines between them, as SVG that is text to a screen reader.

Every length is in units of a picture :data:`WIDTH` wide, which is a telephone's width in CSS pixels.
Colours stand in ``site.css``, so that dark mode, paper and forced colours need no second picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from unicodedata import east_asian_width

from markupsafe import Markup

from policypress.markup import anchored, marked_text, safe
from policypress.model.facts import Fact
from policypress.templates import fill_template

WIDTH = 360
SIZE, LINE = 14, 20
"""Height of a letter, and from line to line."""
INSET, GAP = 10, 26
"""Between a box and its words; between boxes, for an arrow."""
EDGE = 1
"""Room at the edges for half a line."""
NARROW = 0.56
"""Width of a Latin letter or a digit, where a Chinese character has 1."""
NOT_FIRST, NOT_LAST = "、，。；：？！）》”’〕】」…", "（《“‘〔【「"
LEAST = rf"[{NOT_LAST}]*(?:[!-~]+|.)[{NOT_FIRST}]*"
"""What is never broken: a run of Latin letters and digits, else one character, with the marks that cling to it."""
TOKEN = re.compile(rf"“[^“”]+”[{NOT_FIRST}]*|{LEAST}")
"""What is not broken where a line has room for it: quoted words too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Words in a frame: a small line of what they are about, and under it the words themselves."""

    words: str
    label: str = ""
    fact: Fact | None = None
    """The fact that the words state; they link to its sentence."""
    round: bool = False
    """Whether it is a choice, drawn with round ends, and not a step."""


def of_fact(label: str, fact: Fact) -> Box:
    """Return the box that states *fact*."""
    return Box(label=label, words=marked_text(fact), fact=fact)


def wrapped(words: str, width: float) -> list[str]:
    """Return *words* in lines of at most *width* letters' widths; none begins with a closing mark or ends with an opening one."""
    lines = [""]
    for token in _tokens(words, width):
        if lines[-1] and _breadth(lines[-1] + token) > width:
            lines.append("")
        lines[-1] += token
    return lines if words else []


def _tokens(words: str, width: float) -> Iterator[str]:
    for token in TOKEN.findall(words):
        yield from [token] if _breadth(token) <= width else re.findall(LEAST, token)


def _breadth(words: str) -> float:
    return sum(1 if east_asian_width(c) in "WFA" else NARROW for c in words)


def height_of(box: Box, width: float) -> float:
    """Return how high *box* is at *width*."""
    lines = len(_lines(box, width)) + bool(box.label)
    return 2 * INSET + LINE * lines


def _lines(box: Box, width: float) -> list[str]:
    return wrapped(box.words, (width - 2 * INSET) / SIZE)


def framed(box: Box, place: tuple[float, float], size: tuple[float, float], source: str) -> Markup:
    """Return *box* drawn with its upper left corner at *place*; its words stand in the middle."""
    (x, y), (width, height) = place, size
    kind = "picture-choice" if box.round else "picture-step"
    frame = Markup('<rect class="{}" x="{:g}" y="{:g}" width="{:g}" height="{:g}" rx="{}"/>').format(
        kind, x, y, width, height, height / 2 if box.round else 4
    )
    top = y + (height - height_of(box, width)) / 2 + INSET
    return frame + _written(box, (x + width / 2, top), width, source)


def _written(box: Box, place: tuple[float, float], width: float, source: str) -> Markup:
    """Return the words of *box*, centred on and below *place*."""
    x, y = place
    label = lines_at([box.label], place, "picture-label") if box.label else Markup()
    words = lines_at(_lines(box, width), (x, y + LINE * bool(box.label)), "picture-words")
    return label + (Markup(anchored(box.fact, source, words)) if box.fact else words)  # noqa: S704 - made of escaped words


def lines_at(lines: Iterable[str], place: tuple[float, float], kind: str) -> Markup:
    """Return *lines* one under another, the first one's upper edge at *place*."""
    x, y = place
    spans = "".join(
        f'<tspan x="{x:g}" y="{y + LINE * number + SIZE:g}">{safe(line)}</tspan>'
        for number, line in enumerate(lines)
    )
    return Markup(f'<text class="{kind}">{spans}</text>')  # noqa: S704 - every line is escaped by safe


def arrow(x: float, top: float, bottom: float) -> Markup:
    """Return an arrow that points down."""
    return line(f"M{x:g} {top:g}V{bottom:g}m-4 -6l4 6l4 -6")


def line(path: str) -> Markup:
    """Return a line along *path*, in the letters of SVG."""
    return Markup('<path class="picture-line" d="{}"/>').format(path)


def picture(id_: str, title: str, drawn: Iterable[Markup], height: float) -> Markup:
    """Return the whole picture with its *title*, which is both its name and its caption."""
    return fill_template(
        "picture.html", id=id_, title=title, width=WIDTH, height=f"{height:g}", drawn=Markup().join(drawn)
    )
