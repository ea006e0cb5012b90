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

from policypress.forms.fields import ChoiceField, Field, Space, UnitPart
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
    """标题格里印的字，换行照样保留；重复的行里用 {n} 表示第几行。"""
    fields: tuple[Field | Space, ...] = ()
    """要填的格里的栏目，从上到下。"""
    span: int = 1
    """占几列，默认 1。"""
    down: int = 1
    """占几行，默认 1；下面的行不再写这一格。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """What makes one row many, as in a list of courses or people."""

    id: str
    """名单的编号，也是 YAML、JSON 数据里的键。"""
    label: str
    """名单的名称，也可用作数据里的键；接到附页时印在上面。"""
    times: int
    """表上印几行；填不下的接到附页。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of cells whose spans add up to the form's columns."""

    height: Decimal
    """行高，单位毫米。"""
    cells: tuple[Cell, ...]
    """各格，从左到右；各格 span 之和等于列数。"""
    grows: bool = False
    """写不下时能否接到下一页，默认 false。"""
    repeat: Repeat | None = None
    """把这一行印若干次；栏目的编号后面依次加 _1、_2，名称后面依次加 1、2。"""

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
    """选了哪个选项，写选项的编号。"""
    to: str
    """写明报哪个部门的条目编号。"""
    from_unit: UnitPart | None = None
    """选定单位后，由单位的哪一项得知具体是哪个部门；不写则没有。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Routing:
    """Where the form is filed, by what is chosen in one field."""

    field: str
    """由哪个选择栏决定，写栏目的编号。"""
    through: str
    """写明通过什么途径报送的条目编号。"""
    routes: tuple[Route, ...]
    """每个选项报到哪里，一个选项一条。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Partial:
    """A named set of values: an example, or a preset to start from."""

    title: str
    """显示给读者的名称。"""
    values: dict[str, str]
    """栏目的编号 → 填的文字；选择写选项的字，日期写成 2024-03-01，起止日期用斜线隔开，重复的行写 编号_1、编号_2。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A filing form, one A4 page when blank."""

    id: str
    """表的编号，也是网页地址：小写字母、数字和连字符。"""
    document: str
    """印有这张表的文件的编号；表上每个字都要在它的全文里。"""
    title: str
    """表的标题，照原样。"""
    note: str
    """表下的注，照原样。"""
    columns: tuple[Decimal, ...]
    """各列的宽度，单位毫米。"""
    rows: tuple[Row, ...]
    """各行，从上到下。"""
    routing: Routing | None
    """报到哪里；来源文件没有规定的写 null。"""
    examples: tuple[Partial, ...]
    """填好的样例，一看就知道是虚构的。"""
    presets: dict[str, Partial]
    """可以直接下载的、填好一部分的表，按编号写。"""
    named_by: tuple[str, ...] = ()
    """能区分各份表的栏目编号；附页上印出这几栏。"""

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

    @property
    def further_title(self) -> str:
        """The title of further pages in Word, on one line."""
        return f"{self.title}附页".replace("\n", "")

    def texts(self) -> Iterator[str]:
        """Yield the texts that are printed whatever is filled in, those of further pages too."""
        yield from (self.title, self.further_title, self.note)
        for cell in chain.from_iterable(row.cells for row in self.printed()):
            yield cell.label or ""
            for field in cell.fields:
                match field:
                    case Space():
                        yield field.label
                    case ChoiceField():
                        yield from field.labels.values()

    def field(self, id_: str) -> Field | None:
        """Return the field *id_* as it is printed; None where there is none."""
        return next((field for _, _, field in self.placed() if field.id == id_), None)

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
