"""A form on its A4 page: title, table, note, and every place to fill.

The page follows GB/T 9704-2012 (A4, text 156 mm wide, 37 mm above it) as far as the form is long:
the block stands in the middle of the page, but never lower than those 37 mm.
"""

from __future__ import annotations

from itertools import accumulate
from typing import assert_never

from policypress.faults import UsageError
from policypress.forms.cell_words import Setting, set_lines
from policypress.forms.cells import DAY, set_cell
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
    days_of,
)
from policypress.forms.geometry import MM, PAGE_HEIGHT, PAGE_WIDTH, Line, Page, PlacedCell, Rect, Words
from policypress.forms.glyphs import UNITS, GlyphPack
from policypress.forms.model import Form
from policypress.forms.wrapping import balance, wrap

TOP = 37 * MM
"""White above the block, where the form is short enough."""
MARGIN = 15 * MM
"""Least white on every side."""
TITLE_SIZES = (22.0, 20.0, 18.0)
"""二号, 小二 and between; the title is broken only where none of them fits."""
TITLE_LEADING = 1.3
TITLE_GAP = 14.0
"""Between title and table."""
NOTE_SIZES = (10.0, 9.5, 9.0)
"""The first in which the note stands on one line; where there is none, the first, and more lines."""
NOTE_LEADING = 1.4
NOTE_GAP = 6.0
"""Between table and note."""


def printed_text(form: Form) -> str:
    """Return every character that *form* prints in the regular face; the title is in the bold one."""
    parts = [form.note]
    for row in form.printed():
        for cell in row.cells:
            parts += [cell.label or "", *(_words(field) for field in cell.fields)]
    return "".join(parts).replace("\n", "")


def _words(field: Field | Space) -> str:
    """Return what is printed of *field* itself."""
    match field:
        case Space():
            return field.label
        case ChoiceField():
            return "".join(option.label for option in field.options)
        case DateField() | PeriodField():
            return "".join(part[0] for part in DAY) + UNTIL * (len(days_of(field)) - 1)
        case TextField() | LinesField() | NumberField():
            return ""
    assert_never(field)


def lay_out(form: Form, regular: GlyphPack, bold: GlyphPack) -> Page:
    """Return *form* laid out on one A4 page.

    Raise UsageError where it fits no page or a cell cannot hold its label or fields (naming the row
    and, where it can be told, the millimetres), or where the font lacks a character it prints.
    """
    _check_glyphs(form, regular, bold)
    width = _width(form)
    size, title = _title(form, bold, width)
    note_size, note = _note_lines(form.note, regular, width)
    heights = (
        len(title) * size * TITLE_LEADING + TITLE_GAP,
        float(sum(row.height for row in form.printed())) * MM,
        NOTE_GAP + len(note) * note_size * NOTE_LEADING if form.note else 0,
    )
    top, left = PAGE_HEIGHT - _white(form, sum(heights)), (PAGE_WIDTH - width) / 2
    head = top - heights[0]
    table = Rect(left, head - heights[1], left + width, head)
    frame = Rect(left, head + TITLE_GAP, left + width, top)
    return Page(
        title=Words(
            text=form.title.replace("\n", ""),
            lines=set_lines(title, bold, frame, size, leading=TITLE_LEADING),
            size=size,
            bold=True,
        ),
        table=table,
        rows=_rows(form, regular, table),
        note=_note(form.note, note, note_size, table, regular) if form.note else None,
    )


def _check_glyphs(form: Form, regular: GlyphPack, bold: GlyphPack) -> None:
    for pack, text in ((regular, printed_text(form)), (bold, form.title.replace("\n", ""))):
        if missing := pack.missing(text):
            shown = "、".join(f"{char}（U+{ord(char):04X}）" for char in missing)
            raise UsageError(f"表“{form.title}”要印的字，字体 {pack.name} 里没有：{shown}；请换用思源宋体")


def _width(form: Form) -> float:
    """Return the width of the table."""
    width = float(sum(form.columns)) * MM
    if width > PAGE_WIDTH - 2 * MARGIN:
        over = (width - PAGE_WIDTH + 2 * MARGIN) / MM
        raise UsageError(f"表“{form.title}”比一页 A4 宽出 {over:.1f} 毫米；请减小列宽（columns）")
    return width


def _white(form: Form, height: float) -> float:
    """Return the white above a block of *height*."""
    white = min(TOP, (PAGE_HEIGHT - height) / 2)
    if white < MARGIN:
        over = 2 * (MARGIN - white) / MM
        raise UsageError(f"表“{form.title}”比一页 A4 高出 {over:.1f} 毫米；请减小行高（height）或减少行数")
    return white


def _title(form: Form, bold: GlyphPack, width: float) -> tuple[float, tuple[str, ...]]:
    """Return the size and the lines of the title."""
    written = form.title.split("\n")
    for size in TITLE_SIZES:
        if max(bold.width(line) for line in written) * size / UNITS <= width:
            return size, tuple(written)
    return TITLE_SIZES[-1], balance(form.title, bold, width, TITLE_SIZES[-1])


def _note_lines(note: str, regular: GlyphPack, width: float) -> tuple[float, tuple[str, ...]]:
    """Return the size and the lines of the note."""
    broken = [(size, wrap(note, regular, width, size)) for size in NOTE_SIZES]
    return next((pair for pair in broken if len(pair[1]) == 1), broken[0])


def _note(text: str, lines: tuple[str, ...], size: float, table: Rect, pack: GlyphPack) -> Words:
    first = table.y0 - NOTE_GAP - (NOTE_LEADING - 1) / 2 * size - pack.ascent * size / UNITS
    return Words(
        text=text.replace("\n", ""),
        lines=tuple(
            Line(line, table.x0, first - number * size * NOTE_LEADING) for number, line in enumerate(lines)
        ),
        size=size,
    )


def _rows(form: Form, regular: GlyphPack, table: Rect) -> tuple[tuple[PlacedCell, ...], ...]:
    names = form.names()
    printed = form.printed()
    edges = [table.x0 + float(at) * MM for at in accumulate(form.columns, initial=form.columns[0] * 0)]
    tops = [
        table.y1 - float(at) * MM
        for at in accumulate((row.height for row in printed), initial=printed[0].height * 0)
    ]
    rows = []
    for number, (row, grid) in enumerate(zip(printed, form.grid(), strict=True)):
        place = f"表“{form.title}”第 {number + 1} 行" + (f"“{row.name}”" if row.name else "")
        setting = Setting(pack=regular, names=names, place=place)
        cells = []
        for placed in grid:
            cell = placed.cell
            if not placed.above:
                foot, right = tops[number + cell.down], edges[placed.column + cell.span]
                rect = Rect(edges[placed.column], foot, right, tops[number])
                items = set_cell(cell, rect, setting)
                cells.append(
                    PlacedCell(
                        rect=rect, span=cell.span, down=cell.down, header=cell.label is not None, items=items
                    )
                )
        rows.append(tuple(cells))
    return tuple(rows)
