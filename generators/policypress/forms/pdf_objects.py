"""PDF objects as Python values, and their bytes (ISO 32000-1, 7.3 and 7.5).

bool, int, float, str (a text string), bytes (a byte string), lists and dicts stand for themselves;
:class:`Name`, :class:`Ref` and :class:`Stream` for what Python has no type for.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Value: TypeAlias = (
    "bool | int | float | str | bytes | Name | Ref | Stream | Sequence[Value] | Mapping[str, Value]"
)
HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


@dataclass(frozen=True, slots=True)
class Name:
    """A name, without its solidus; printable ASCII without delimiters."""

    text: str


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to an object."""

    number: int


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream: its dictionary (Length and Filter are added) and its data."""

    entries: Mapping[str, Value]
    data: bytes
    packed: bool = True
    """Whether the data is compressed."""


class Objects:
    """Indirect objects on their way into a file, numbered as they come from *first* on."""

    def __init__(self, first: int = 1) -> None:
        self.first = first
        self.bodies: list[bytes | None] = []

    def reserve(self) -> Ref:
        """Return the reference of an object that :meth:`put` gives later."""
        self.bodies.append(None)
        return Ref(self.first + len(self.bodies) - 1)

    def put(self, ref: Ref, value: Value) -> Ref:
        """Give the object reserved as *ref*; return *ref*."""
        self.bodies[ref.number - self.first] = serialise(value)
        return ref

    def add(self, value: Value) -> Ref:
        """Return the reference of *value*, now an object."""
        return self.put(self.reserve(), value)


def serialise(value: Value) -> bytes:
    """Return the bytes of *value*."""
    match value:
        case bool():
            return b"true" if value else b"false"
        case int() | float():
            return number(value).encode()
        case str():
            return _text(value)
        case bytes():
            return b"<" + value.hex().upper().encode() + b">"
        case _:
            return _compound(value)


def _compound(value: Name | Ref | Stream | Sequence[Value] | Mapping[str, Value]) -> bytes:
    match value:
        case Name():
            return b"/" + value.text.encode("ascii")
        case Ref():
            return b"%d 0 R" % value.number
        case Stream():
            return _stream(value)
        case Mapping():
            entries = (b"/" + key.encode("ascii") + b" " + serialise(item) for key, item in value.items())
            return b"<<" + b" ".join(entries) + b">>"
        case _:
            return b"[" + b" ".join(map(serialise, value)) + b"]"


def number(value: float) -> str:
    """Return *value* to a hundredth, without needless digits."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def write(objects: Objects, root: Ref, info: Ref) -> bytes:
    """Return a whole file; its identifier follows from its content."""
    out = bytearray(HEADER)
    offsets = []
    for place, body in enumerate(objects.bodies, objects.first):
        if body is None:
            raise ValueError(f"object {place} was never given")
        offsets.append(len(out))
        out += b"%d 0 obj\n" % place + body + b"\nendobj\n"
    identifier = hashlib.sha256(out).digest()[:16]
    start, size = len(out), len(offsets) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = serialise({"Size": size, "Root": root, "Info": info, "ID": [identifier, identifier]})
    out += b"trailer\n" + trailer + b"\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


def _text(text: str) -> bytes:
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        return b"(" + escaped.encode("ascii") + b")"
    return b"<FEFF" + text.encode("utf-16-be").hex().upper().encode() + b">"


def _stream(stream: Stream) -> bytes:
    data = zlib.compress(stream.data, 9) if stream.packed else stream.data
    packed: Mapping[str, Value] = {"Filter": Name("FlateDecode")} if stream.packed else {}
    entries = serialise({**stream.entries, **packed, "Length": len(data)})
    return entries + b"\nstream\n" + data + b"\nendstream"
