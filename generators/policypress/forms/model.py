"""A form as its YAML defines it: rows of cells, cells of fields.

Everything that is drawn, filled, read back or explained comes from these values; no field of any
form is named in code.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from policypress.texts import squeeze

DRAFT = "草稿"
"""Stands at the head of a form that is built to be looked over only."""


class UnitPart(StrEnum):
    """What the lists of units say of one."""

    NAME = "name"
    """单位名称."""
    DEPARTMENT = "department"
    """主管部门."""
    BUREAU = "bureau"
    """同级人事综合管理部门."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextField:
    """One line of text."""

    kind: Literal["text"]
    """``text``."""
    id: str
    """Key of the field in data files: lower-case ASCII letters, digits and underscores."""
    label: str
    """Label as printed; where a label stands twice in the form, the row's name is put before it."""
    help: str
    """What belongs here, one or two sentences."""
    filled_by: str
    """Who fills it."""
    length: int | None = None
    """Most characters; null: as many as fit."""
    required: bool = False
    """Whether the source says the field must be filled."""
    centred: bool = False
    """Whether the text stands in the middle of its cell."""
    from_unit: UnitPart | None = None
    """What of the unit stands here once a unit is chosen from ``policy/units``; null: nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesField:
    """Text of several lines, which may grow onto a further page."""

    kind: Literal["lines"]
    """``lines``."""
    id: str
    """Key of the field in data files."""
    label: str
    """Label as printed."""
    help: str
    """What belongs here."""
    filled_by: str
    """Who fills it."""
    length: int | None = None
    """Most characters; null: as many as fit, then a further page."""
    required: bool = False
    """Whether the source says the field must be filled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One box of a choice."""

    id: str
    """Key of the option."""
    label: str
    """Label as printed; also its value in data files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceField:
    """One of several boxes to tick."""

    kind: Literal["choice"]
    """``choice``."""
    id: str
    """Key of the field in data files."""
    label: str
    """Label as printed."""
    help: str
    """How to choose."""
    filled_by: str
    """Who fills it."""
    options: tuple[Option, ...]
    """The boxes, left to right."""
    required: bool = False
    """Whether the source says the field must be filled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateField:
    """A date on printed 年 月 日, at the lower right of its cell."""

    kind: Literal["date"]
    """``date``."""
    id: str
    """Key of the field in data files."""
    label: str
    """Name of the date; where it stands twice, the row's name is put before it."""
    help: str
    """Which date."""
    filled_by: str
    """Who fills it."""
    required: bool = False
    """Whether the source says the field must be filled."""


Field = TextField | LinesField | ChoiceField | DateField


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell: a printed label, or the fields to fill."""

    label: str | None = None
    """Printed words of a label cell; a line break in it is kept."""
    fields: tuple[Field, ...] = ()
    """Fields of a cell to fill, top to bottom."""
    span: int = 1
    """How many columns it covers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of cells whose spans add up to the form's columns."""

    height: Decimal
    """Height in millimetres."""
    cells: tuple[Cell, ...]
    """Cells, left to right."""
    grows: bool = False
    """Whether the row may break onto a further page."""

    @property
    def name(self) -> str:
        """The row's first label, spaces and line breaks left out; empty where it has none."""
        return next((squeeze(cell.label) for cell in self.cells if cell.label), "")


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
    """Field id → text; a choice by the label of its option, a date as ``YYYY-MM-DD``."""


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

    def placed(self) -> Iterator[tuple[Row, Cell, Field]]:
        """Yield every field with the row and cell it stands in, in reading order."""
        for row in self.rows:
            for cell in row.cells:
                for field in cell.fields:
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
