"""What was read out of filled forms, as YAML, JSON or CSV; each is a file that fills the same forms again.

YAML does as far as its reader goes: :func:`unfit`.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from typing import Protocol

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from policypress.faults import PolicyError
from policypress.forms.reading import Reading
from policypress.forms.repeating import columns, in_row
from policypress.guarded_csv import csv_text
from policypress.nodes import parse


class Writer(Protocol):
    """What writes readings, one record each, keyed by printed label, or by field id."""

    def __call__(self, readings: Sequence[Reading], *, by_id: bool) -> str:
        """Return the text of the file."""
        ...


def as_json(readings: Sequence[Reading], *, by_id: bool) -> str:
    """Return a list of records; repeated rows are a list under the label of the repetition."""
    return json.dumps([_record(each, by_id=by_id) for each in readings], ensure_ascii=False, indent=1) + "\n"


def as_yaml(readings: Sequence[Reading], *, by_id: bool) -> str:
    """Return a list of records as :func:`as_json` does; each text in quotes, lest it be a number or a date."""
    out = io.StringIO()
    yaml = YAML()
    yaml.width = 1_000_000
    yaml.dump([_quoted(_record(each, by_id=by_id)) for each in readings], out)
    return out.getvalue()


def unfit(text: str) -> str | None:
    """Return why *text*, which :func:`as_yaml` returned, fills no form again; None where it does."""
    try:
        parse("", text)
    except PolicyError as error:
        return error.faults[0].message
    return None


def as_csv(readings: Sequence[Reading], *, by_id: bool) -> str:
    """Return a table with a column for each field that some record has, those of repeated rows one by one."""
    rows = [_row(each, by_id=by_id) for each in readings]
    head = list(dict.fromkeys(key for row in rows for key in row))
    return csv_text([head, *([row.get(key, "") for key in head] for row in rows)])


WRITERS: Mapping[str, Writer] = {"yaml": as_yaml, "json": as_json, "csv": as_csv}
"""What writes readings, by the name of the format."""

_Record = dict[str, str | list[dict[str, str]]]


def _row(reading: Reading, *, by_id: bool) -> Mapping[str, str]:
    names = reading.form.names()
    lists = columns(reading.form, names)
    row = {}
    for id_, value in reading.values.items():
        place = in_row(lists, id_)
        row[id_ if by_id else place[0].at(place[1])[1] if place else names[id_]] = value
    return row


def _record(reading: Reading, *, by_id: bool) -> _Record:
    names = reading.form.names()
    lists = columns(reading.form, names)
    record: _Record = {}
    listed: dict[str, list[dict[str, str]]] = {}
    for id_, value in reading.values.items():
        if place := in_row(lists, id_):
            column, number = place
            key = column.repeat.id if by_id else column.repeat.label
            record[key] = rows = listed.setdefault(key, [])
            rows += ({} for _ in range(number - len(rows)))
            rows[number - 1][column.field.id if by_id else column.name] = value
        else:
            record[id_ if by_id else names[id_]] = value
    return record


def _quoted(record: _Record) -> _Record:
    return {
        key: DoubleQuotedScalarString(value)
        if isinstance(value, str)
        else [{name: DoubleQuotedScalarString(text) for name, text in row.items()} for row in value]
        for key, value in record.items()
    }
