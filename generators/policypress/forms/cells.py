"""What stands in one cell: its label, or its fields from top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import assert_never

from policypress.faults import UsageError
from policypress.forms.cell_words import LABEL_SIZE, Setting, label_words, line_words
from policypress.forms.fields import (
    ENDS,
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
from policypress.forms.geometry import MM, Item, Rect, TextEntry, TickEntry
from policypress.forms.glyphs import UNITS
from policypress.forms.model import Cell

PAD_X, PAD_Y = 3.0, 2.0
"""Left free between a cell's rules and what stands in it."""

TEXT_HEIGHT = 15.0
OPTION_HEIGHT = 17.0
DATE_HEIGHT = 20.0
"""What a line of text, a row of boxes, and a date or a seal need at least."""
DATE_FOOT = 3.0
DATE_SIDE = 8.0
"""Left free under and beside a date or a seal, where there is room."""
DAY = (("年", 4, 26.0, 36.0), ("月", 2, 15.0, 26.0), ("日", 2, 15.0, 26.0))
"""Of each part of a day: its printed word, digits, least and usual width of its entry."""
LEAST_DAY, USUAL_DAY = sum(narrow for _, _, narrow, _ in DAY), sum(wide for *_, wide in DAY)
"""Width of the entries of a whole day, without the printed words."""
BOX = 11.0
BOX_GAP = 4.0
"""Between a box and its option."""
OPTION_GAP = 26.0
OPTION_LEAST = 10.0
"""Usual and least distance of two options."""
OPTION_SIDE = 8.0
"""Left free before the first box and after the last option."""


@dataclass(frozen=True, slots=True)
class _Block:
    """One field of a cell, before its height is known."""

    height: float
    """Least height."""
    stretches: bool
    """Whether it takes what height is left."""
    fill: Callable[[Rect], tuple[Item, ...]]


def set_cell(cell: Cell, rect: Rect, setting: Setting) -> tuple[Item, ...]:
    """Return what stands in *cell*, in reading order; raise UsageError where it does not fit."""
    if cell.label is not None:
        return (label_words(cell.label, rect.inset(PAD_X, PAD_Y), setting),)
    blocks = [_block(field, rect.width, setting) for field in cell.fields]
    left = rect.height - sum(block.height for block in blocks)
    if left < 0:
        raise UsageError(f"{setting.place}：行高不够，至少还要加 {-left / MM:.1f} 毫米")
    takers = sum(block.stretches for block in blocks) or len(blocks)
    items: list[Item] = []
    top = rect.y1
    for block in blocks:
        takes = block.stretches or not any(other.stretches for other in blocks)
        foot = top - block.height - (left / takers if takes else 0)
        items += block.fill(Rect(rect.x0, foot, rect.x1, top))
        top = foot
    return tuple(items)


def _block(field: Field | Space, width: float, setting: Setting) -> _Block:
    match field:
        case TextField() | NumberField():
            return _Block(TEXT_HEIGHT, False, lambda band: (_text(field, band, setting),))
        case LinesField():
            return _Block(TEXT_HEIGHT, True, lambda band: (_text(field, band, setting),))
        case ChoiceField():
            return _choice(field, width, setting)
        case DateField() | PeriodField():
            return _days(field, width, setting)
        case Space():
            return _space(field, width, setting)
    assert_never(field)


def _text(field: TextField | LinesField | NumberField, band: Rect, setting: Setting) -> TextEntry:
    return TextEntry(
        path=(field.id,),
        name=setting.names[field.id],
        rect=band.inset(PAD_X, PAD_Y),
        length=None if isinstance(field, NumberField) else field.length,
        lines=isinstance(field, LinesField),
        centred=isinstance(field, NumberField) or (isinstance(field, TextField) and field.centred),
        required=field.required,
    )


def _space(space: Space, width: float, setting: Setting) -> _Block:
    """Return a photo's words in the middle of what height is left, or a seal's on a line at the lower right."""
    wide = setting.pack.width(space.label) * LABEL_SIZE / UNITS
    if space.kind == "photo" or wide + 2 * DATE_SIDE > width:
        stretches = space.kind == "photo"
        return _Block(
            TEXT_HEIGHT,
            stretches,
            lambda band: (label_words(space.label, band.inset(PAD_X, PAD_Y), setting),),
        )

    def fill(band: Rect) -> tuple[Item, ...]:
        middle = band.y0 + DATE_FOOT + TEXT_HEIGHT / 2
        return (line_words(space.label, band.x1 - DATE_SIDE - wide, middle, LABEL_SIZE, setting.pack),)

    return _Block(DATE_HEIGHT, False, fill)


def _choice(field: ChoiceField, width: float, setting: Setting) -> _Block:
    """Return boxes from left to right: on one line, else in as many columns as fit."""
    pack, size = setting.pack, LABEL_SIZE
    room = width - 2 * OPTION_SIDE
    widths = [BOX + BOX_GAP + pack.width(option.label) * size / UNITS for option in field.options]
    if max(widths) > room:
        raise UsageError(f"{setting.place}：格子太窄，写不下“{field.label}”的选项；请加宽这一列")
    starts = _starts(widths, room)
    columns = len(starts)
    rows = -(-len(widths) // columns)

    def fill(band: Rect) -> tuple[Item, ...]:
        items: list[Item] = []
        for i, option in enumerate(field.options):
            middle = band.middle + ((rows - 1) / 2 - i // columns) * OPTION_HEIGHT
            x = band.x0 + OPTION_SIDE + starts[i % columns]
            box = Rect(x, middle - BOX / 2, x + BOX, middle + BOX / 2)
            name = f"{setting.names[field.id]}：{option.label}"
            items.append(TickEntry(path=(field.id, option.id), name=name, rect=box))
            items.append(line_words(option.label, box.x1 + BOX_GAP, middle, size, pack))
        return tuple(items)

    return _Block(rows * OPTION_HEIGHT, False, fill)


def _starts(widths: Sequence[float], room: float) -> list[float]:
    """Return where the columns begin in which options of *widths* fit *room*; one column always does."""
    for columns in range(len(widths), 1, -1):
        columned = [max(widths[column::columns]) for column in range(columns)]
        gap = min(OPTION_GAP, (room - sum(columned)) / (columns - 1))
        if gap >= OPTION_LEAST:
            return [sum(columned[:column]) + gap * column for column in range(columns)]
    return [0.0]


def _days(field: DateField | PeriodField, width: float, setting: Setting) -> _Block:
    """Return entries before the printed 年 月 日, once or twice: a date at the lower right, a period in the middle."""
    pack, size = setting.pack, LABEL_SIZE
    ends = days_of(field)
    until = UNTIL * (len(ends) - 1)
    words = (sum(pack.width(part[0]) for part in DAY) * len(ends) + pack.width(until)) * size / UNITS
    share, free = _shared(width - 2 * PAD_X - words, len(ends), setting)
    taken = words + len(ends) * (LEAST_DAY + share * (USUAL_DAY - LEAST_DAY))
    side = PAD_X + free if len(ends) == 1 else (width - taken) / 2

    def fill(band: Rect) -> tuple[Item, ...]:
        low = len(ends) > 1 or band.height < 2 * DATE_HEIGHT
        foot = band.middle - TEXT_HEIGHT / 2 if low else band.y0 + DATE_FOOT
        items: list[Item] = []
        x = band.x1 - side - taken
        for at, keys in enumerate(ends):
            if at:
                items.append(line_words(UNTIL, x, foot + TEXT_HEIGHT / 2, size, pack))
                x += pack.width(UNTIL) * size / UNITS
            for key, (word, digits, narrow, wide) in zip(keys, DAY, strict=True):
                rect = Rect(x, foot, x + narrow + share * (wide - narrow), foot + TEXT_HEIGHT)
                items.append(_part(field, key, (word, digits), rect, setting))
                items.append(line_words(word, rect.x1, rect.middle, size, pack))
                x = rect.x1 + pack.width(word) * size / UNITS
        return tuple(items)

    return _Block(DATE_HEIGHT, False, fill)


def _shared(room: float, count: int, setting: Setting) -> tuple[float, float]:
    """Return how near the entries of *count* days in *room* come to their usual widths, and the white beside them.

    0 is their least width, 1 the usual one. Raise UsageError where there is no room for the least.
    """
    least, usual = count * LEAST_DAY, count * USUAL_DAY
    if room < least:
        raise UsageError(
            f"{setting.place}：格子太窄，写不下年月日，至少还要加宽 {(least - room) / MM:.1f} 毫米"
        )
    free = min(DATE_SIDE - PAD_X, (room - least) / 4)
    return min(1.0, (room - 2 * free - least) / (usual - least)), free


def _part(
    field: DateField | PeriodField, key: str, printed: tuple[str, int], rect: Rect, setting: Setting
) -> TextEntry:
    """Return the entry of one part of a day before its *printed* word, with the most digits."""
    end = ENDS.get(key.partition("_")[0], "")
    return TextEntry(
        path=(field.id, key),
        name=f"{setting.names[field.id]}：{end}{printed[0]}",
        rect=rect.inset(1, 0),
        length=printed[1],
        centred=True,
        required=field.required,
    )
