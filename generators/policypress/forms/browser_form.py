"""A form as data for the page on which it is filled: one classic script that hands it over.

The modules site/js/form-*.js fill it in the browser as :mod:`policypress.forms` does on the command line.

site/js/form-data.js reads it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from importlib.resources import files
from typing import Any

from policypress.forms.fields import ChoiceField, Field
from policypress.forms.model import Form, Row
from policypress.forms.repeating import Column, columns
from policypress.forms.widths import FILE
from policypress.pieces import call

RECEIVER = "policypressForms"
"""What takes a form's data in on its page."""


def form_script(form: Form) -> bytes:
    """Return the script of *form*; the page takes it in as ``policypressForms.form``."""
    return call(RECEIVER, "form", form_data(form), ascii_only=True)


def form_data(form: Form) -> dict[str, Any]:
    """Return *form* as site/js/form-data.js describes it, ready for JSON."""
    # Slow to import, and needed only where the form has changed.
    from policypress.forms.browser_word import word_data
    from policypress.forms.word_template import word_template

    return {
        "title": form.title,
        "namedBy": form.named_by,
        **fields_data(form),
        "widths": json.loads((files(__package__) / FILE).read_text("utf-8")),
        "word": word_data(word_template(form)),
    }


def fields_data(form: Form) -> dict[str, list[dict[str, Any]]]:
    """Return the fields of *form*, and those of its repeated rows without the number of a row, ready for JSON."""
    names = form.names()
    rows = {row.repeat.id: row for row in form.rows if row.repeat is not None}
    return {
        "fields": [_field(row, field, names[field.id]) for row, _, field in form.placed()],
        "columns": [_column(column, rows) for column in columns(form, names).values()],
    }


def _field(row: Row, field: Field, name: str) -> dict[str, Any]:
    return {
        "id": field.id,
        "kind": field.kind,
        "name": name,
        "help": field.help,
        "filledBy": field.filled_by,
        "length": getattr(field, "length", None),
        "grows": row.grows and field.kind == "lines",
        "options": [{"id": option.id, "label": option.label} for option in field.options]
        if isinstance(field, ChoiceField)
        else [],
        "decimals": getattr(field, "decimals", 0),
        "least": _bound(getattr(field, "least", None)),
        "most": _bound(getattr(field, "most", None)),
    }


def _column(column: Column, rows: Mapping[str, Row]) -> dict[str, Any]:
    """Return *column* as a field without the number of a row, and of which repetition it is."""
    repeat = {"id": column.repeat.id, "label": column.repeat.label}
    return {**_field(rows[column.repeat.id], column.field, column.name), "repeat": repeat}


def _bound(value: Decimal | None) -> str | None:
    """Return *value* as text, for it is exact."""
    return None if value is None else str(value)
