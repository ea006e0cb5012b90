"""Python values as pypdf's objects, and the file pypdf writes of them (ISO 32000-1, 7.3 and 7.5).

bool, int, float, str (a text string), sequences and mappings stand for themselves; what Python has no
type for, names above all, is pypdf's own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Protocol, TypeAlias

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

Value: TypeAlias = "bool | int | float | str | PdfObject | Sequence[Value] | Mapping[str, Value]"


class Objects(Protocol):
    """What takes new objects in: a whole file, or what is appended to one."""

    def _add_object(self, obj: PdfObject) -> IndirectObject: ...


def pdf_value(value: Value) -> PdfObject:
    """Return *value* as pypdf's object; measures are rounded to a hundredth of a point."""
    match value:
        case PdfObject():
            return value
        case Mapping():
            return dictionary(value)
        case str():
            return TextStringObject(value)
        case Sequence():
            return ArrayObject(map(pdf_value, value))
        case float():
            return FloatObject(round(value, 2))
        case _:
            return BooleanObject(value) if isinstance(value, bool) else NumberObject(value)


def dictionary(entries: Mapping[str, Value]) -> DictionaryObject:
    """Return a dictionary; keys are written with their solidus."""
    return DictionaryObject({NameObject(key): pdf_value(value) for key, value in entries.items()})


def put(target: DictionaryObject, entries: Mapping[str, Value]) -> None:
    """Put *entries* into a dictionary, which may be an object of the file already."""
    target.update(dictionary(entries))


def stream(data: bytes, entries: Mapping[str, Value] | None = None) -> StreamObject:
    """Return a compressed stream with *entries* in its dictionary."""
    plain = DecodedStreamObject()
    plain.set_data(data)
    put(plain, entries or {})
    return plain.flate_encode(9)


def add(writer: Objects, value: Value) -> IndirectObject:
    """Return the reference of *value*, now an object of the file."""
    return writer._add_object(pdf_value(value))  # noqa: SLF001 - pypdf has no public name for it


def file_bytes(writer: PdfWriter) -> bytes:
    """Return the whole file; its identifier follows from its content, as pypdf's own is drawn by lot."""
    blank = ByteStringObject(bytes(16))
    writer._ID = ArrayObject([blank, blank])  # noqa: SLF001 - as above
    out = BytesIO()
    writer.write(out)
    # Filled in afterwards: to write twice would double the time of a form.
    body, keyword, trailer = out.getvalue().rpartition(b"trailer")
    identifier = hashlib.sha256(body).digest()[: len(blank)]
    return body + keyword + trailer.replace(blank.hex().encode(), identifier.hex().encode())
