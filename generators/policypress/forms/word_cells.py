"""The rows of a form's table in Word, as WordprocessingML text.

Text is 12 points; a label that its cell cannot hold is set smaller. Widths of letters are reckoned, for
the font that will show them is not known: Chinese ones whole, Latin ones half.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from policypress.forms.fitting import Frame
from policypress.forms.model import Cell, ChoiceField, DateField, Field, Form, LinesField, Row, TextField
from policypress.forms.word_controls import (
    DATE,
    LINES,
    TEXT,
    Controls,
    box,
    controls,
    entry,
    paragraph,
    words,
)
from policypress.forms.word_parts import (
    CELL_MARGIN,
    CHINESE,
    DAY_HEIGHT,
    DAY_INDENT,
    INDENT,
    LINE,
    LINES_GAP,
    POINT,
    SIZE,
    exact_line,
    twips,
    type_size,
)

EM = SIZE * POINT
"""Width of a Chinese character, in millimetres."""
LABEL_SIZES = ((SIZE, LINE), (12.0, 15.0), (11.0, 14.0), (10.0, 12.5), (9.0, 11.0), (8.0, 10.0))
"""Sizes of a label and of its line, in points; the first is the style's, the first that fits is taken."""
SPREAD = 4
"""Characters over which a label of two or three is spread, as official forms have it."""


def rows(form: Form) -> str:
    """Return the rows of the table; a row is at least as high as the form says."""
    known = controls(form)
    return "".join(_row(row, form, known) for row in form.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """Where a field stands in the file."""

    field: Field
    blank: str
    """Its paragraphs in the blank, exactly as they stand there."""
    properties: str
    """What its paragraph has besides its style."""
    frame: Frame
    """Room for its text."""
    grows: bool
    """Whether its text may go on elsewhere."""


def slots(form: Form) -> Iterator[Slot]:
    """Yield the place of every field, in the order of the file."""
    known = controls(form)
    for row in form.rows:
        for cell, width in _widths(row, form):
            days = sum(isinstance(field, DateField) for field in cell.fields)
            shared = max(1, len(cell.fields) - days)
            for field in cell.fields:
                lines = isinstance(field, LinesField)
                height = float(row.height) / POINT - days * DAY_HEIGHT - (2 * LINES_GAP if lines else 0)
                yield Slot(
                    field=field,
                    blank=_field(field, width, known),
                    properties=_middle(field),
                    frame=Frame(
                        width=round((width - 2 * CELL_MARGIN - 2 * INDENT) / POINT * 100),
                        height=round(height / shared * 100),
                    ),
                    grows=row.grows and lines,
                )


def _middle(field: Field) -> str:
    return '<w:jc w:val="center"/>' if isinstance(field, TextField) and field.centred else ""


def placeholders(form: Form) -> list[str]:
    """Return what the empty controls of *form* show, each once, sorted."""
    shown = set()
    for row in form.rows:
        for cell, width in _widths(row, form):
            for field in cell.fields:
                if not isinstance(field, ChoiceField):
                    shown.add(_day(width) if isinstance(field, DateField) else _blank(width))
    return sorted(shown)


def _row(row: Row, form: Form, known: Controls) -> str:
    whole = "" if row.grows else "<w:cantSplit/>"
    height = f'<w:trHeight w:val="{twips(row.height)}" w:hRule="atLeast"/>'
    cells = "".join(_cell(cell, width, row, known) for cell, width in _widths(row, form))
    return f"<w:tr><w:trPr>{whole}{height}</w:trPr>{cells}</w:tr>"


def _widths(row: Row, form: Form) -> Iterator[tuple[Cell, float]]:
    """Yield the cells of *row* with their widths in millimetres."""
    start = 0
    for cell in row.cells:
        yield cell, float(sum(form.columns[start : start + cell.span]))
        start += cell.span


def _cell(cell: Cell, width: float, row: Row, known: Controls) -> str:
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    label = "" if cell.label is None else _label(cell.label, width, float(row.height))
    fields = "".join(_field(field, width, known) for field in cell.fields)
    content = label + fields or paragraph("Entry", "")
    properties = f'<w:tcW w:w="{twips(width)}" w:type="dxa"/>{span}<w:vAlign w:val="{_place(cell)}"/>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def _place(cell: Cell) -> str:
    """Return where the content of *cell* stands: a day at the foot, long text from the top."""
    if any(isinstance(field, DateField) for field in cell.fields):
        return "bottom"
    return "top" if any(isinstance(field, LinesField) for field in cell.fields) else "center"


def _label(label: str, width: float, height: float) -> str:
    """Return the label's paragraph, small enough for its cell; short labels are spread, long ones even."""
    lengths = [ems(line) for line in label.split("\n")]
    size, leading = _label_size(lengths, width, height)
    room = _room(width, size)
    properties = run = ""
    if (size, leading) != LABEL_SIZES[0]:
        properties, run = exact_line(leading), type_size(size)
    if lengths == [len(label)] and len(label) in {2, 3}:
        properties += _sides(min(SPREAD, room), width, size) + '<w:jc w:val="distribute"/>'
    elif max(lengths) > room:
        even = max(length / wrapped(length, room) for length in lengths)
        properties += _sides(math.ceil(even), width, size)
    return paragraph("Label", words(label, run), properties)


def _label_size(lengths: list[float], width: float, height: float) -> tuple[float, float]:
    """Return the first size at which lines of *lengths* fit, else the last; the row then grows."""
    for size, leading in LABEL_SIZES:
        lines = sum(wrapped(length, _room(width, size)) for length in lengths)
        if lines * leading * POINT <= height:
            return size, leading
    return LABEL_SIZES[-1]


def _room(width: float, size: float) -> int:
    """Return how many characters of *size* points a line of a cell holds, at least one."""
    return max(1, math.floor((width - 2 * CELL_MARGIN) / (size * POINT)))


def _sides(length: int, width: float, size: float) -> str:
    """Return indents that leave *length* characters of *size* points between them."""
    # A tenth less than is free, so that rounding never takes the room of a character.
    free = (width - 2 * CELL_MARGIN) / (size * POINT) - length - 0.1
    indent = twips(max(0.0, free) / 2 * size * POINT)
    return f'<w:ind w:left="{indent}" w:right="{indent}"/>'


def _field(field: Field, width: float, known: Controls) -> str:
    match field:
        case TextField():
            return paragraph("Entry", entry(known[field.id], TEXT, _blank(width)), _middle(field))
        case LinesField():
            return paragraph("Lines", entry(known[field.id], LINES, _blank(width)))
        case DateField():
            return paragraph("Day", entry(known[field.id], DATE, _day(width)))
        case ChoiceField():
            return _choice(field, width, known)
    assert_never(field)


def _choice(field: ChoiceField, width: float, known: Controls) -> str:
    """Return the boxes in columns of one width, as many side by side as fit."""
    room = (width - 2 * CELL_MARGIN - 2 * INDENT) / EM
    widest = max(ems(option.label) + 1 for option in field.options)
    lines = math.ceil(len(field.options) / max(1, math.floor((room + 1) / (widest + 1))))
    across = math.ceil(len(field.options) / lines)
    step = min(room / across, widest + 4) * EM
    stops = "".join(f'<w:tab w:val="left" w:pos="{twips(INDENT + step * n)}"/>' for n in range(1, across))
    tabs = f"<w:tabs>{stops}</w:tabs>" if stops else ""
    boxes = [box(known[f"{field.id}.{option.id}"]) + words(option.label) for option in field.options]
    tab = f"<w:r><w:rPr>{CHINESE}</w:rPr><w:tab/></w:r>"
    return "".join(
        paragraph("Choice", tab.join(boxes[n : n + across]), tabs) for n in range(0, len(boxes), across)
    )


def _blank(width: float) -> str:
    """Return what an empty field shows: ideographic spaces over its line, so that a click finds it."""
    return "\u3000" * max(1, math.floor((width - 2 * CELL_MARGIN - 2 * INDENT) / EM) - 1)


def _day(width: float) -> str:
    """Return what a day shows until it is chosen: the printed 年 月 日, with room to write between."""
    room = math.floor((width - 2 * CELL_MARGIN - DAY_INDENT) / EM)
    gap = "\u3000" * (2 if room > len("年月日") + 4 else 1)
    year = "\u3000" * max(1, min(4, room - len("年月日") - 2 * len(gap)))
    return f"{year}年{gap}月{gap}日"


def ems(text: str) -> float:
    """Return the width of *text* in Chinese characters; Latin letters count half, as in Times New Roman."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.5 for sign in text)


def wrapped(length: float, room: float) -> int:
    """Return over how many lines of *room* characters a text of *length* characters runs."""
    return max(1, math.ceil(length / room))
