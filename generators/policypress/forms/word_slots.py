"""Where each field of a form stands in its Word file, and what room its text has there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policypress.forms.fields import DateField, Field, LinesField, Space
from policypress.forms.fitting import Frame
from policypress.forms.model import Form, Row
from policypress.forms.word_cells import Wide, grid
from policypress.forms.word_controls import controls
from policypress.forms.word_entries import alignment, day_type, entry_width, field_paragraphs, placeholder
from policypress.forms.word_parts import DAY_HEIGHT, LINES_GAP, POINT


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
    for row, wide, field in _fields(form):
        printed = sum(isinstance(other, DateField | Space) for other in wide.cell.fields)
        shared = max(1, len(wide.cell.fields) - printed)
        lines = isinstance(field, LinesField)
        height = wide.height / POINT - printed * DAY_HEIGHT - (2 * LINES_GAP if lines else 0)
        yield Slot(
            field=field,
            blank=field_paragraphs(field, wide.width, known),
            properties=alignment(field, wide.width),
            run=day_type(field, wide.width),
            frame=Frame(
                width=round(entry_width(wide.width) / POINT * 100),
                height=round(height / shared * 100),
            ),
            grows=row.grows and lines,
        )


def _fields(form: Form) -> Iterator[tuple[Row, Wide, Field]]:
    """Yield every field in the order of the file, with its row and its cell."""
    for row, cells in grid(form):
        for wide in cells:
            if not wide.above:
                yield from ((row, wide, field) for field in wide.cell.fields if not isinstance(field, Space))


def placeholders(form: Form) -> list[str]:
    """Return what the empty controls of *form* show, each once, sorted."""
    return sorted({placeholder(field, wide.width) for _, wide, field in _fields(form)} - {""})
