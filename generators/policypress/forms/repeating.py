"""Repeated rows: how their fields are keyed, and the rows that go on beyond those printed.

A record is flat: the field ``lesson`` of a repeated row is ``lesson_1``, ``lesson_2`` …, and 课程名称1,
课程名称2 … in spreadsheets. YAML and JSON files may give a list of rows under the id or label of the
repetition instead. Rows beyond those printed stand on further pages, one value a line, each line led
by its name, so that they read back exactly; an empty line parts two rows.

site/js/form-rows.js does the same in the browser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter

from policypress.forms.fields import Field, Space
from policypress.forms.model import Form, Repeat, numbered

LED_BY = "："
"""Between the name of a value and the value, on a further page."""
NUMBERED = re.compile(r"(.+?)_?([1-9][0-9]{0,2})")
"""A key or name with the number of its row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A field of a repeated row, whatever the row's number."""

    repeat: Repeat
    field: Field
    """As the form defines it."""
    name: str
    """Its name without the number."""

    def at(self, number: int) -> tuple[Field, str]:
        """Return the field as it stands in the row *number*, and its name."""
        return numbered(self.field, number), f"{self.name}{number}"


Columns = Mapping[str, Column]
"""By id of the field as the form defines it, in reading order."""


def columns(form: Form, names: Mapping[str, str]) -> Columns:
    """Return the fields of repeated rows; *names* are those of the form's fields."""
    return {
        field.id: Column(repeat=row.repeat, field=field, name=names[numbered(field, 1).id].removesuffix("1"))
        for row in form.rows
        if row.repeat is not None
        for cell in row.cells
        for field in cell.fields
        if not isinstance(field, Space)
    }


def in_row(of: Columns, id_: str) -> tuple[Column, int] | None:
    """Return the column and the row number that the key *id_* names; None where it is no such key."""
    found = NUMBERED.fullmatch(id_)
    column = found and of.get(found[1])
    return (column, int(found[2])) if found and column else None


def named(of: Columns, name: str, alike: Callable[[str], str] = str) -> tuple[Column, int] | None:
    """Return the column and the row number that *name* names; None where it is no such name.

    *alike* gives of a printed name what *name* is compared with.
    """
    found = NUMBERED.fullmatch(name)
    stem = found and found[1]
    column = next((column for column in of.values() if alike(column.name) == stem), None)
    return (column, int(found[2])) if found and column else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Beyond:
    """The rows of one repetition that stand on further pages."""

    id: str
    label: str
    text: str
    """One line a value."""


def beyond(of: Columns, values: Mapping[str, str]) -> tuple[Beyond, ...]:
    """Return what goes on further pages of *values*: key of a row beyond those printed → text as shown."""
    order = list(of)
    rows: dict[str, dict[int, list[tuple[int, str]]]] = {}
    for id_, text in values.items():
        if place := in_row(of, id_):
            column, number = place
            line = f"{column.name}{number}{LED_BY}{text}"
            lines = rows.setdefault(column.repeat.id, {}).setdefault(number, [])
            lines.append((order.index(column.field.id), line))
    return tuple(
        Beyond(id=repeat.id, label=repeat.label, text=_written(rows[repeat.id]))
        for repeat in repeats_of(of)
        if repeat.id in rows
    )


def _written(rows: Mapping[int, Iterable[tuple[int, str]]]) -> str:
    """Return the lines of *rows* by their numbers, those of a row by the places of its columns."""
    ordered = (sorted(rows[number], key=itemgetter(0)) for number in sorted(rows))
    return "\n\n".join("\n".join(line for _, line in row) for row in ordered)


def rows_in(of: Columns, text: str) -> Iterator[tuple[Field, str, str] | str]:
    """Yield field, name and text of each line of *text*, which stood on further pages; or a line that is none."""
    for line in filter(None, text.split("\n")):
        name, mark, value = line.partition(LED_BY)
        if mark and (place := named(of, name)):
            column, number = place
            yield *column.at(number), value
        else:
            yield line


def repeats_of(of: Columns) -> Iterable[Repeat]:
    """Return the repetitions, in reading order."""
    return {column.repeat.id: column.repeat for column in of.values()}.values()
