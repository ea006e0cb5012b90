"""A form as its YAML defines it: rows of cells, cells of fields.

Everything that is drawn, filled, read back or explained comes from these values; no field of any
form is named in code.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain
from typing import TypeVar

from policypress.forms.fields import Field, Space, UnitPart
from policypress.texts import squeeze

DRAFT = "草稿"
"""Stands at the head of a form that is built to be looked over only."""
MOST_PRINTED = 99
"""A row is never printed more often."""
NUMBER = "{n}"
"""Stands in a label of a repeated row for the number of the row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell: a printed label, or the fields to fill."""

    label: str | None = None
    """Printed words of a label cell; a line break in it is kept; ``{n}`` is the number of a repeated row."""
    fields: tuple[Field | Space, ...] = ()
    """Fields and spaces of a cell to fill, top to bottom."""
    span: int = 1
    """How many columns it covers."""
    down: int = 1
    """How many printed rows it covers; the rows below leave it out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """What makes one row many, as in a list of courses or people."""

    id: str
    """Key of the list in YAML and JSON files."""
    label: str
    """Name of the list, also a key; it heads what goes on on further pages."""
    times: int
    """How many rows are printed; what is filled in beyond them goes on on further pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of cells whose spans add up to the form's columns."""

    height: Decimal
    """Height in millimetres."""
    cells: tuple[Cell, ...]
    """Cells, left to right."""
    grows: bool = False
    """Whether the row may break onto a further page."""
    repeat: Repeat | None = None
    """Prints the row several times; its fields then are ``id_1``, ``id_2`` … and ``label1``, ``label2`` …"""

    @property
    def name(self) -> str:
        """The row's first label, spaces and line breaks left out; empty where it has none."""
        if self.repeat is not None:
            return squeeze(self.repeat.label)
        return next((squeeze(cell.label) for cell in self.cells if cell.label), "")

    def printed(self) -> tuple[Row, ...]:
        """Return the row as often as it is printed, each with fields of its own."""
        if self.repeat is None:
            return (self,)
        return tuple(self._numbered(number) for number in range(1, min(self.repeat.times, MOST_PRINTED) + 1))

    def _numbered(self, number: int) -> Row:
        cells = (
            replace(
                cell,
                label=cell.label and cell.label.replace(NUMBER, str(number)),
                fields=tuple(numbered(field, number) for field in cell.fields),
            )
            for cell in self.cells
        )
        return replace(self, cells=tuple(cells))


AnyField = TypeVar("AnyField", bound=Field | Space)


def numbered(field: AnyField, number: int) -> AnyField:
    """Return *field* as it stands in the repeated row *number*; a space is the same in each."""
    if isinstance(field, Space):
        return field
    return replace(field, id=f"{field.id}_{number}", label=f"{field.label}{number}")


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell where it stands in a row of the printed table."""

    column: int
    """Its first column, from 0."""
    cell: Cell
    above: bool
    """Whether it began in a row above."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Where a form goes once an option is chosen."""

    choice: str
    """Option id of the routing field."""
    to: str
    """Id of the fact that names the office."""
    from_unit: UnitPart | None = None
    """What of a chosen unit says which office that is; null: nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Routing:
    """Where the form is filed, by what is chosen in one field."""

    field: str
    """Id of a choice field."""
    through: str
    """Id of the fact that says by which way it is filed."""
    routes: tuple[Route, ...]
    """One route for each option."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Partial:
    """A named set of values: an example, or a preset to start from."""

    title: str
    """Name shown to readers."""
    values: dict[str, str]
    """Field id → text; a choice by the label of its option, a date as ``YYYY-MM-DD``, a period as two with
    a slash between; rows of a repeated row by ``id_1``, ``id_2`` …"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A filing form, one A4 page when blank."""

    id: str
    """Address of the form: lower-case ASCII letters, digits and hyphens."""
    document: str
    """Id of the document that prints the form; every printed word stands in its text."""
    title: str
    """Title as printed."""
    note: str
    """Note under the table as printed."""
    columns: tuple[Decimal, ...]
    """Widths of the columns in millimetres."""
    rows: tuple[Row, ...]
    """Rows, top to bottom."""
    routing: Routing | None
    """Where it is filed; null: the source does not say."""
    examples: tuple[Partial, ...]
    """Filled examples, visibly fictional."""
    presets: dict[str, Partial]
    """Partial records offered as ready-made downloads, by id."""
    named_by: tuple[str, ...] = ()
    """Ids of the fields that tell one filled form from another; its further pages (附页) print them."""

    def printed(self) -> tuple[Row, ...]:
        """Return the rows as they are printed, repeated ones one by one."""
        return tuple(chain.from_iterable(row.printed() for row in self.rows))

    def grid(self) -> Iterator[tuple[GridCell, ...]]:
        """Yield, for each printed row, what stands in it from left to right, last what another cell overlaps."""
        hanging: dict[int, tuple[Cell, int]] = {}
        for row in self.printed():
            placed, column = [], 0
            waiting = list(row.cells)
            while waiting or column in hanging:
                cell, left = hanging.pop(column, (None, 0))
                above = cell is not None
                if cell is None:
                    cell = waiting.pop(0)
                    left = cell.down
                placed.append((GridCell(column, cell, above), left - 1))
                column += cell.span
            placed += ((GridCell(at, cell, True), left - 1) for at, (cell, left) in hanging.items())
            hanging = {each.column: (each.cell, left) for each, left in placed if left > 0}
            yield tuple(each for each, _ in placed)

    def placed(self) -> Iterator[tuple[Row, Cell, Field]]:
        """Yield every field with the printed row and the cell it stands in, in reading order."""
        for row in self.printed():
            for cell in row.cells:
                for field in cell.fields:
                    if not isinstance(field, Space):
                        yield row, cell, field

    def names(self) -> Mapping[str, str]:
        """Return field id → name: its label, after the row's name where the label stands twice.

        The names are the keys of data files, and the accessible names in Word and PDF.
        """
        placed = tuple(self.placed())
        count = Counter(squeeze(field.label) for _, _, field in placed)
        return {
            field.id: (
                row.name if count[squeeze(field.label)] > 1 and row.name != squeeze(field.label) else ""
            )
            + squeeze(field.label)
            for row, _, field in placed
        }
