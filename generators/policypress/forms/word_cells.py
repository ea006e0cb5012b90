"""The rows of a form's table in Word, as WordprocessingML text.

Text is 12 points; a label that its cell cannot hold is set smaller. Widths of letters are reckoned, for
the font that will show them is not known: Chinese ones whole, Latin ones half.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never

from policypress.forms.fields import (
    UNTIL,
    ChoiceField,
    DateField,
    Field,
    LinesField,
    NumberField,
    PeriodField,
    Space,
    TextField,
)
from policypress.forms.fitting import Frame
from policypress.forms.glyphs import UNITS
from policypress.forms.model import Cell, Form, Row
from policypress.forms.word_controls import (
    DATE,
    LINES,
    TEXT,
    Controls,
    box,
    controls,
    entry,
    paragraph,
    tags,
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
    LONGEST_DAY,
    POINT,
    SIZE,
    exact_line,
    twips,
    type_size,
)
from policypress.forms.wrapping import lines_within

EM = SIZE * POINT
"""Width of a Chinese character, in millimetres."""
LABEL_SIZES = ((SIZE, LINE), (12.0, 15.0), (11.0, 14.0), (10.0, 12.5), (9.0, 11.0), (8.0, 10.0))
"""Sizes of a label and of its line, in points; the first is the style's, the first that fits is taken."""
SPREAD = 4
"""Characters over which a label of two or three is spread, as official forms have it."""


def rows(form: Form) -> str:
    """Return the rows of the table; a row is at least as high as the form says."""
    known = controls(form)
    return "".join(_row(row, cells, known) for row, cells in _grid(form))


@dataclass(frozen=True, slots=True)
class _Wide:
    """A cell of a printed row with its width in millimetres."""

    cell: Cell
    width: float
    height: float
    """Of all rows it covers, in millimetres."""
    above: bool
    """Whether it began in a row above."""


def _grid(form: Form) -> Iterator[tuple[Row, tuple[_Wide, ...]]]:
    """Yield each printed row with what stands in it from left to right."""
    printed = form.printed()
    for number, (row, grid) in enumerate(zip(printed, form.grid(), strict=True)):
        yield (
            row,
            tuple(
                _Wide(
                    cell=each.cell,
                    width=float(sum(form.columns[each.column : each.column + each.cell.span])),
                    height=float(sum(row.height for row in printed[number : number + each.cell.down])),
                    above=each.above,
                )
                for each in grid
            ),
        )


def _own(form: Form) -> Iterator[tuple[Row, _Wide, Field]]:
    """Yield every field in the order of the file, with its row and its cell."""
    for row, cells in _grid(form):
        for wide in cells:
            if not wide.above:
                yield from ((row, wide, field) for field in wide.cell.fields if not isinstance(field, Space))


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """Where a field stands in the file."""

    field: Field
    blank: str
    """Its paragraphs in the blank, exactly as they stand there."""
    properties: str
    """What its paragraph has besides its style."""
    run: str
    """What the run of a day has besides its style."""
    frame: Frame
    """Room for its text."""
    grows: bool
    """Whether its text may go on elsewhere."""


def slots(form: Form) -> Iterator[Slot]:
    """Yield the place of every field, in the order of the file."""
    known = controls(form)
    for row, wide, field in _own(form):
        printed = sum(isinstance(other, DateField | Space) for other in wide.cell.fields)
        shared = max(1, len(wide.cell.fields) - printed)
        lines = isinstance(field, LinesField)
        height = wide.height / POINT - printed * DAY_HEIGHT - (2 * LINES_GAP if lines else 0)
        yield Slot(
            field=field,
            blank=_field(field, wide.width, known),
            properties=_beside(field, wide.width),
            run=_day_type(field, wide.width),
            frame=Frame(
                width=round((wide.width - 2 * CELL_MARGIN - 2 * INDENT) / POINT * 100),
                height=round(height / shared * 100),
            ),
            grows=row.grows and lines,
        )


def _beside(field: Field, width: float) -> str:
    """Return what the paragraph of *field* has besides its style in a cell of *width*."""
    centred = isinstance(field, NumberField | PeriodField) or (isinstance(field, TextField) and field.centred)
    if isinstance(field, DateField) and _day_room(width) < LONGEST_DAY:
        indent = twips(INDENT)
        return f'<w:ind w:left="{indent}" w:right="{indent}"/><w:jc w:val="center"/>'
    return '<w:jc w:val="center"/>' if centred else ""


def _day_room(width: float) -> float:
    """Return how many characters stand before the white at the right of a day."""
    return (width - 2 * CELL_MARGIN - DAY_INDENT) / EM


def _day_type(field: Field, width: float) -> str:
    """Return the run properties with which the day, or both days, of *field* stand on one line."""
    ems = LONGEST_DAY * 2 + len(UNTIL) if isinstance(field, PeriodField) else LONGEST_DAY
    size = math.floor(2 * (width - 2 * CELL_MARGIN - 2 * INDENT) / (ems * POINT)) / 2
    return type_size(max(LABEL_SIZES[-1][0], size)) if size < SIZE else ""


def placeholders(form: Form) -> list[str]:
    """Return what the empty controls of *form* show, each once, sorted."""
    return sorted({_empty(field, wide.width) for _, wide, field in _own(form)} - {""})


def _empty(field: Field, width: float) -> str:
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


def _row(row: Row, cells: Iterable[_Wide], known: Controls) -> str:
    whole = "" if row.grows else "<w:cantSplit/>"
    height = f'<w:trHeight w:val="{twips(row.height)}" w:hRule="atLeast"/>'
    return f"<w:tr><w:trPr>{whole}{height}</w:trPr>{''.join(_cell(wide, known) for wide in cells)}</w:tr>"


def _cell(wide: _Wide, known: Controls) -> str:
    cell, width = wide.cell, wide.width
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    content = "" if wide.above else _content(wide, known)
    merged = f'<w:vMerge w:val="{"continue" if wide.above else "restart"}"/>' if cell.down > 1 else ""
    properties = f'<w:tcW w:w="{twips(width)}" w:type="dxa"/>{span}{merged}<w:vAlign w:val="{_place(cell)}"/>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content or paragraph('Entry', '')}</w:tc>"


def _content(wide: _Wide, known: Controls) -> str:
    label = "" if wide.cell.label is None else _label(wide.cell.label, wide.width, wide.height)
    return label + "".join(
        _space(field, wide) if isinstance(field, Space) else _field(field, wide.width, known)
        for field in wide.cell.fields
    )


def _space(space: Space, wide: _Wide) -> str:
    """Return the words of a photo like a label, those of a seal on a line at the lower right."""
    if space.kind == "photo":
        return _label(space.label, wide.width, wide.height)
    return paragraph("Day", words(space.label))


def _place(cell: Cell) -> str:
    """Return where the content of *cell* stands: a day at the foot, long text from the top."""
    if any(isinstance(field, DateField) or _is_seal(field) for field in cell.fields):
        return "bottom"
    return "top" if any(isinstance(field, LinesField) for field in cell.fields) else "center"


def _is_seal(field: Field | Space) -> bool:
    return isinstance(field, Space) and field.kind == "seal"


def _label(label: str, width: float, height: float) -> str:
    """Return the label's paragraph, small enough for its cell; short labels are spread, long ones even."""
    lines = label.split("\n")
    size, leading = _label_size(lines, width, height)
    room = _room(width, size)
    properties = run = ""
    if (size, leading) != LABEL_SIZES[0]:
        properties, run = exact_line(leading), type_size(size)
    if ems(label) == len(label) in {2, 3}:
        properties += _sides(min(SPREAD, room), width, size) + '<w:jc w:val="distribute"/>'
    elif (count := _lines(lines, room)) > len(lines):
        even = next(length for length in range(1, room + 1) if _lines(lines, length) <= count)
        properties += _sides(even, width, size)
    return paragraph("Label", words(label, run), properties)


def _label_size(lines: list[str], width: float, height: float) -> tuple[float, float]:
    """Return the first size at which *lines* fit, else the last; the row then grows."""
    for size, leading in LABEL_SIZES:
        if _lines(lines, _room(width, size)) * leading * POINT <= height:
            return size, leading
    return LABEL_SIZES[-1]


def _lines(lines: list[str], length: int) -> int:
    """Return over how many lines of *length* characters *lines* run."""
    return sum(len(tuple(lines_within(line, _Reckoned(), length * UNITS))) for line in lines)


class _Reckoned:
    """Widths of no font in particular."""

    def width(self, text: str) -> int:
        """Return the width of *text* in 1/1000 of the type size."""
        return round(ems(text) * UNITS)


def _room(width: float, size: float) -> int:
    """Return how many characters of *size* points a line of a cell holds, at least one."""
    return max(1, math.floor((width - 2 * CELL_MARGIN) / (size * POINT)))


def _sides(length: int, width: float, size: float) -> str:
    """Return indents that leave *length* characters of *size* points between them."""
    # A tenth less than is free, so that rounding never takes the room of a character.
    free = (width - 2 * CELL_MARGIN) / (size * POINT) - length - 0.1
    indent = twips(max(0.0, free) / 2 * size * POINT)
    return f'<w:ind w:left="{indent}" w:right="{indent}"/>'


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


def _field(field: Field, width: float, known: Controls) -> str:
    if isinstance(field, ChoiceField):
        return _choice(field, width, known)
    entries = (entry(known[tag], _kind(field), _empty(field, width)) for tag in tags(field))
    return paragraph(style_of(field), words(UNTIL).join(entries), _beside(field, width))


def _kind(field: Field) -> str:
    """Return what sort of control *field* takes."""
    if isinstance(field, DateField | PeriodField):
        return DATE
    return LINES if isinstance(field, LinesField) else TEXT


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
        paragraph(style_of(field), tab.join(boxes[n : n + across]), tabs)
        for n in range(0, len(boxes), across)
    )


def _blank(width: float) -> str:
    """Return what an empty field shows: ideographic spaces over its line, so that a click finds it."""
    return "\u3000" * max(1, math.floor((width - 2 * CELL_MARGIN - 2 * INDENT) / EM) - 1)


def _day(width: float) -> str:
    """Return what a day shows until it is chosen: the printed 年 月 日, with room to write between."""
    return _printed_day(math.floor(_day_room(width)))


def _end(width: float) -> str:
    """Return what an end of a period shows until it is chosen."""
    return _printed_day(math.floor(((width - 2 * CELL_MARGIN - 2 * INDENT) / EM - len(UNTIL)) / 2))


def _printed_day(room: int) -> str:
    gap = "\u3000" * (2 if room > len("年月日") + 4 else 1)
    year = "\u3000" * max(1, min(4, room - len("年月日") - 2 * len(gap)))
    return f"{year}年{gap}月{gap}日"


def ems(text: str) -> float:
    """Return the width of *text* in Chinese characters; Latin letters count half, as in Times New Roman."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.5 for sign in text)


def wrapped(length: float, room: float) -> int:
    """Return over how many lines of *room* characters a text of *length* characters runs."""
    return max(1, math.ceil(length / room))
