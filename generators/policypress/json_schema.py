"""Dataclasses → JSON Schema, as strict as :mod:`policypress.read`: every entry described, no other allowed.

Only words common to draft 7, which editors know best, and draft 2020-12 are used.
"""

from __future__ import annotations

import dataclasses
import enum
import json
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from policypress.field_docs import descriptions

DRAFT_7 = "http://json-schema.org/draft-07/schema#"
DRAFT_2020_12 = "https://json-schema.org/draft/2020-12/schema"

PLAIN: Mapping[Any, Mapping[str, str]] = {
    int: {"type": "integer"},
    float: {"type": "number"},
    Decimal: {"type": "number"},
    str: {"type": "string"},
    date: {"type": "string", "format": "date"},
    bool: {"type": "boolean"},
    types.NoneType: {"type": "null"},
}


@dataclass(frozen=True, slots=True)
class Format:
    """Marks, within ``Annotated``, a text of one of JSON Schema's formats."""

    name: str


def schema_of(type_: Any) -> dict[str, Any]:
    """Return the schema of what stands as *type_*: a plain type, a choice, a list, a table or a dataclass."""
    if type_ in PLAIN:
        return dict(PLAIN[type_])
    if composed := COMPOSED.get(typing.get_origin(type_)):
        return composed(*typing.get_args(type_))
    return _choice(type_) if issubclass(type_, enum.Enum) else _record(type_)


COMPOSED: Mapping[Any, Callable[..., dict[str, Any]]] = {
    types.UnionType: lambda *options: {"anyOf": [schema_of(option) for option in options]},
    typing.Annotated: lambda type_, format_: {**schema_of(type_), "format": format_.name},
    typing.Literal: lambda *values: {"type": "string", "enum": list(values)},
    list: lambda item: {"type": "array", "items": schema_of(item)},
    tuple: lambda item, _: {"type": "array", "items": schema_of(item)},
    dict: lambda _, value: {"type": "object", "additionalProperties": schema_of(value)},
}
"""What a type made of others is made of → its schema, given the others."""


def _choice(type_: type[enum.Enum]) -> dict[str, Any]:
    said = descriptions(type_)
    # An editor's own word: it shows the text beside each value it offers.
    about = {"enumDescriptions": [said[member.name] for member in type_]} if said else {}
    return {"type": "string", "enum": [member.value for member in type_], **about}


def _record(type_: type) -> dict[str, Any]:
    hints, said = typing.get_type_hints(type_, include_extras=True), descriptions(type_)
    fields = dataclasses.fields(type_)
    return {
        "type": "object",
        "properties": {
            field.name: {**schema_of(hints[field.name]), "description": said[field.name]} for field in fields
        },
        "required": [field.name for field in fields if field.default is dataclasses.MISSING],
        "additionalProperties": False,
    }


def as_json(data: Mapping[str, Any]) -> bytes:
    """Return *data* as a JSON file."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
