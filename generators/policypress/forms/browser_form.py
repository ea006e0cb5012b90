"""A form as data for the page on which it is filled: one classic script that hands it over.

The modules site/js/form-*.js fill it in the browser as :mod:`policypress.forms` does on the command line.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from policypress.forms.fields import ChoiceField, Field
from policypress.forms.model import Form, Row
from policypress.forms.widths import FILE

KINDS = frozenset({"text", "lines", "choice", "date"})
"""Kinds of fields that the browser's modules can put into a file."""


def fills_in_browser(form: Form) -> bool:
    """Return whether the browser's modules can fill *form*; else its page offers the fields only to be kept."""
    kinds = {field.kind for _, _, field in form.placed()}
    return kinds <= KINDS and all(row.repeat is None for row in form.rows)


def form_script(form: Form) -> bytes:
    """Return the script of *form*; the page takes it in as ``policypressForms.form``."""
    return _call("form", form_data(form))


def form_data(form: Form) -> dict[str, Any]:
    """Return *form* as site/js/form-data.js describes it, ready for JSON."""
    # Slow to import, and needed only where the form has changed.
    from policypress.forms.browser_word import word_data
    from policypress.forms.word_filling import word_template

    names = form.names()
    return {
        "id": form.id,
        "title": form.title,
        "note": form.note,
        "namedBy": form.named_by,
        "fields": [_field(row, field, names[field.id]) for row, _, field in form.placed()],
        "widths": json.loads((files(__package__) / FILE).read_text("utf-8")),
        "word": word_data(word_template(form)),
    }


def _field(row: Row, field: Field, name: str) -> dict[str, Any]:
    return {
        "id": field.id,
        "kind": field.kind,
        "name": name,
        "label": field.label,
        "help": field.help,
        "filledBy": field.filled_by,
        "required": field.required,
        "row": row.name,
        "length": getattr(field, "length", None),
        "grows": row.grows and field.kind == "lines",
        "options": [{"id": option.id, "label": option.label} for option in field.options]
        if isinstance(field, ChoiceField)
        else [],
    }


def _call(name: str, *arguments: object) -> bytes:
    """Return a script that hands *arguments* to the page's forms."""
    # Only ASCII: U+2028 and U+2029 end a line in scripts of older browsers, and no encoding can be mistaken.
    data = (json.dumps(argument, separators=(",", ":")) for argument in arguments)
    return f"policypressForms.{name}({','.join(data)});\n".encode()
