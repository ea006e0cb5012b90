"""The paragraphs of a form's fields in Word, each with its controls, still empty."""

from __future__ import annotations

import math
from typing import assert_never

from policypress.forms.fields import (
    UNTIL,
    ChoiceField,
    DateField,
    Field,
    LinesField,
    NumberField,
    PeriodField,
    TextField,
)
from policypress.forms.word_controls import DATE, LINES, TEXT, Controls, box, entry, paragraph, tags, words
from policypress.forms.word_labels import LABEL_SIZES, ems
from policypress.forms.word_parts import (
    CELL_MARGIN,
    CHINESE,
    DAY_INDENT,
    INDENT,
    LONGEST_DAY,
    POINT,
    SIZE,
    twips,
    type_size,
)

EM = SIZE * POINT
"""Width of a Chinese character, in millimetres."""


def entry_width(width: float) -> float:
    """Return how much of a cell of *width* a line filled in has; both in millimetres."""
    return width - 2 * CELL_MARGIN - 2 * INDENT


def style_of(field: Field) -> str:
    """Return the style of the paragraph in which *field* stands."""
    match field:
        case LinesField():
            return "Lines"
        case DateField():
            return "Day"
        case ChoiceField():
            return "Choice"
        case TextField() | NumberField() | PeriodField():
            return "Entry"
    assert_never(field)


def field_paragraphs(field: Field, width: float, known: Controls) -> str:
    """Return what stands of *field* in a cell of *width* millimetres: one paragraph, or several of boxes."""
    if isinstance(field, ChoiceField):
        return _choice(field, width, known)
    entries = (entry(known[tag], _kind(field), placeholder(field, width)) for tag in tags(field))
    return paragraph(style_of(field), words(UNTIL).join(entries), alignment(field, width))


def _kind(field: Field) -> str:
    """Return what sort of control *field* takes."""
    if isinstance(field, DateField | PeriodField):
        return DATE
    return LINES if isinstance(field, LinesField) else TEXT


def _choice(field: ChoiceField, width: float, known: Controls) -> str:
    """Return the boxes in columns of one width, as many side by side as fit."""
    room = entry_width(width) / EM
    widest = max(ems(option.label) + 1 for option in field.options)
    lines = math.ceil(len(field.options) / max(1, math.floor((room + 1) / (widest + 1))))
    across = math.ceil(len(field.options) / lines)
    step = min(room / across, widest + 4) * EM
    stops = "".join(f'<w:tab w:val="left" w:pos="{twips(INDENT + step * n)}"/>' for n in range(1, across))
    tabs = f"<w:tabs>{stops}</w:tabs>" if stops else ""
    boxes = [box(known[f"{field.id}.{option.id}"]) + words(option.label) for option in field.options]
    tab = f"<w:r><w:rPr>{CHINESE}</w:rPr><w:tab/></w:r>"
    return "".join(
        paragraph(style_of(field), tab.join(boxes[n : n + across]), tabs)
        for n in range(0, len(boxes), across)
    )


def alignment(field: Field, width: float) -> str:
    """Return the paragraph properties of *field* besides its style, in a cell of *width* millimetres."""
    centred = isinstance(field, NumberField | PeriodField) or (isinstance(field, TextField) and field.centred)
    if isinstance(field, DateField) and _day_room(width) < LONGEST_DAY:
        indent = twips(INDENT)
        return f'<w:ind w:left="{indent}" w:right="{indent}"/><w:jc w:val="center"/>'
    return '<w:jc w:val="center"/>' if centred else ""


def _day_room(width: float) -> float:
    """Return how many characters stand before the white at the right of a day."""
    return (width - 2 * CELL_MARGIN - DAY_INDENT) / EM


def day_type(field: Field, width: float) -> str:
    """Return the run properties with which the day, or both days, of *field* stand on one line."""
    longest = LONGEST_DAY * 2 + len(UNTIL) if isinstance(field, PeriodField) else LONGEST_DAY
    size = math.floor(2 * entry_width(width) / (longest * POINT)) / 2
    return type_size(max(LABEL_SIZES[-1][0], size)) if size < SIZE else ""


def placeholder(field: Field, width: float) -> str:
    """Return what a control of *field* shows while it is empty; a box is no placeholder."""
    match field:
        case TextField() | LinesField() | NumberField():
            return _blank(width)
        case DateField():
            return _day(width)
        case PeriodField():
            return _end(width)
        case ChoiceField():
            return ""
    assert_never(field)


def _blank(width: float) -> str:
    """Return what an empty field shows: ideographic spaces over its line, so that a click finds it."""
    return "\u3000" * max(1, math.floor(entry_width(width) / EM) - 1)


def _day(width: float) -> str:
    """Return what a day shows until it is chosen: the printed 年 月 日, with room to write between."""
    return _printed_day(math.floor(_day_room(width)))


def _end(width: float) -> str:
    """Return what an end of a period shows until it is chosen."""
    return _printed_day(math.floor((entry_width(width) / EM - len(UNTIL)) / 2))


def _printed_day(room: int) -> str:
    gap = "\u3000" * (2 if room > len("年月日") + 4 else 1)
    year = "\u3000" * max(1, min(4, room - len("年月日") - 2 * len(gap)))
    return f"{year}年{gap}月{gap}日"
