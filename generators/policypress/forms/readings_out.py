"""What was read out of filled forms, as YAML, JSON or CSV."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping, Sequence

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from policypress.forms.reading import Reading
from policypress.guarded_csv import csv_text

Rows = Sequence[Mapping[str, str]]


def rows_of(readings: Sequence[Reading], *, by_id: bool) -> Rows:
    """Return a row for each reading, keyed by printed label, or by field id."""
    return [
        {id_ if by_id else reading.form.names()[id_]: value for id_, value in reading.values.items()}
        for reading in readings
    ]


def as_json(rows: Rows) -> str:
    """Return a list of records."""
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def as_yaml(rows: Rows) -> str:
    """Return a list of records; each text in quotes, so that none is taken for a number or a date."""
    out = io.StringIO()
    yaml = YAML()
    yaml.width = 1_000_000
    yaml.dump([{key: DoubleQuotedScalarString(value) for key, value in row.items()} for row in rows], out)
    return out.getvalue()


def as_csv(rows: Rows) -> str:
    """Return a table with a column for each field that some record has."""
    head = list(dict.fromkeys(key for row in rows for key in row))
    return csv_text([head, *([row.get(key, "") for key in head] for row in rows)])


WRITERS: Mapping[str, Callable[[Rows], str]] = {"yaml": as_yaml, "json": as_json, "csv": as_csv}
"""What writes records, by the name of the format."""
