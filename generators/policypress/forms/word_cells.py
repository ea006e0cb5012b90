"""The rows and cells of a form's table in Word, as WordprocessingML text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policypress.forms.fields import DateField, Field, LinesField, Space
from policypress.forms.model import Cell, Form, Row
from policypress.forms.word_controls import Controls, controls, paragraph, words
from policypress.forms.word_entries import field_paragraphs
from policypress.forms.word_labels import label_paragraph
from policypress.forms.word_parts import twips


def rows(form: Form) -> str:
    """Return the rows of the table; a row is at least as high as the form says."""
    known = controls(form)
    return "".join(_row(row, cells, known) for row, cells in grid(form))


@dataclass(frozen=True, slots=True)
class Wide:
    """A cell of a printed row with its width in millimetres."""

    cell: Cell
    width: float
    height: float
    """Of all rows it covers, in millimetres."""
    above: bool
    """Whether it began in a row above."""


def grid(form: Form) -> Iterator[tuple[Row, tuple[Wide, ...]]]:
    """Yield each printed row with what stands in it from left to right."""
    printed = form.printed()
    for number, (row, placed) in enumerate(zip(printed, form.grid(), strict=True)):
        yield (
            row,
            tuple(
                Wide(
                    cell=each.cell,
                    width=float(sum(form.columns[each.column : each.column + each.cell.span])),
                    height=float(sum(row.height for row in printed[number : number + each.cell.down])),
                    above=each.above,
                )
                for each in placed
            ),
        )


def _row(row: Row, cells: Iterable[Wide], known: Controls) -> str:
    whole = "" if row.grows else "<w:cantSplit/>"
    height = f'<w:trHeight w:val="{twips(row.height)}" w:hRule="atLeast"/>'
    return f"<w:tr><w:trPr>{whole}{height}</w:trPr>{''.join(_cell(wide, known) for wide in cells)}</w:tr>"


def _cell(wide: Wide, known: Controls) -> str:
    cell, width = wide.cell, wide.width
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    content = "" if wide.above else _content(wide, known)
    merged = f'<w:vMerge w:val="{"continue" if wide.above else "restart"}"/>' if cell.down > 1 else ""
    properties = f'<w:tcW w:w="{twips(width)}" w:type="dxa"/>{span}{merged}<w:vAlign w:val="{_place(cell)}"/>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content or paragraph('Entry', '')}</w:tc>"


def _content(wide: Wide, known: Controls) -> str:
    label = "" if wide.cell.label is None else label_paragraph(wide.cell.label, wide.width, wide.height)
    return label + "".join(
        _space(field, wide) if isinstance(field, Space) else field_paragraphs(field, wide.width, known)
        for field in wide.cell.fields
    )


def _space(space: Space, wide: Wide) -> str:
    """Return the words of a photo like a label, those of a seal on a line at the lower right."""
    if space.kind == "photo":
        return label_paragraph(space.label, wide.width, wide.height)
    return paragraph("Day", words(space.label))


def _place(cell: Cell) -> str:
    """Return where the content of *cell* stands: a day at the foot, long text from the top."""
    if any(isinstance(field, DateField) or _is_seal(field) for field in cell.fields):
        return "bottom"
    return "top" if any(isinstance(field, LinesField) for field in cell.fields) else "center"


def _is_seal(field: Field | Space) -> bool:
    return isinstance(field, Space) and field.kind == "seal"
