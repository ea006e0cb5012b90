"""Flow charts: steps one under another, then ways side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from markupsafe import Markup

from policypress.drawing import EDGE, GAP, WIDTH, Box, arrow, framed, height_of, line, picture

BETWEEN = 12
"""Between two lanes."""


def flow(id_: str, title: str, trunk: Sequence[Box], lanes: Sequence[Sequence[Box]], source: str) -> Markup:
    """Return the chart of *trunk*, step by step, and then of *lanes*, of which one is taken."""
    drawn, y = _trunk(trunk, source)
    parts, bottom = _lanes(lanes, y, source)
    return picture(id_, title, [*drawn, *parts], bottom + EDGE)


def _trunk(trunk: Sequence[Box], source: str) -> tuple[list[Markup], float]:
    """Return the steps that all take, and where the last one ends."""
    width, y = WIDTH - 2 * EDGE, float(EDGE)
    drawn: list[Markup] = []
    for number, box in enumerate(trunk):
        if number:
            drawn.append(arrow(WIDTH / 2, y, y + GAP))
            y += GAP
        height = height_of(box, width)
        drawn.append(framed(box, (EDGE, y), (width, height), source))
        y += height
    return drawn, y


def _lanes(lanes: Sequence[Sequence[Box]], top: float, source: str) -> tuple[list[Markup], float]:
    """Return the ways below *top*, row by row at one height, and where the longest one ends."""
    width = (WIDTH - 2 * EDGE - BETWEEN * (len(lanes) - 1)) / len(lanes)
    lefts = [EDGE + number * (width + BETWEEN) for number in range(len(lanes))]
    centres = [left + width / 2 for left in lefts]
    drawn, y = (
        [line(f"M{WIDTH / 2:g} {top:g}v{GAP / 2:g}M{centres[0]:g} {top + GAP / 2:g}H{centres[-1]:g}")],
        top,
    )
    drawn += [arrow(x, top + GAP / 2, top + GAP) for x in centres]
    for row, boxes in enumerate(zip_longest(*lanes)):
        height = max(height_of(box, width) for box in boxes if box)
        if row:
            drawn += [arrow(x, y, y + GAP) for x, box in zip(centres, boxes, strict=True) if box]
        y += GAP
        drawn += _row(boxes, lefts, y, (width, height), source)
        y += height
    return drawn, y


def _row(
    boxes: Sequence[Box | None], lefts: Sequence[float], y: float, size: tuple[float, float], source: str
) -> Iterator[Markup]:
    for box, left in zip(boxes, lefts, strict=True):
        if box:
            yield framed(box, (left, y), size, source)
