"""What is appended to a PDF file to change it: an incremental update (ISO 32000-1, 7.5.6).

site/js/form-pdf-update.js does the same in the browser.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from io import BytesIO

from pypdf.generic import IndirectObject, PdfObject

LEVEL = 6
"""Of compression; a higher one takes time and saves next to nothing."""
SMALL = 200
"""Bytes of a stream that compression would hardly shorten."""


class Update:
    """New objects of a file, and new states of those it has."""

    def __init__(self, size: int) -> None:
        """Begin with the first object number that is free."""
        self.size = size
        self.objects: dict[int, PdfObject | bytes] = {}

    def _add_object(self, obj: PdfObject) -> IndirectObject:
        return self.add_raw(obj)

    def add_raw(self, obj: PdfObject | bytes) -> IndirectObject:
        """Return the reference of a new object, which may be its bytes."""
        self.objects[self.size] = obj
        self.size += 1
        return IndirectObject(self.size - 1, 0, self)

    def add_stream(self, entries: bytes, data: bytes) -> IndirectObject:
        """Return the reference of a new stream with *entries* in its dictionary, compressed where it pays."""
        if len(data) > SMALL:
            data, entries = zlib.compress(data, LEVEL), entries + b"/Filter/FlateDecode"
        return self.add_raw(b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data))

    def appended_to(self, data: bytes, *, start: int, trailer: bytes, identifier: bytes) -> bytes:
        """Return the file *data* with the update after it.

        *start* is where its last cross-reference table stands, *trailer* what its trailer says of root
        and information, *identifier* its own, in hexadecimal; the file's new one follows from its content.
        """
        out = BytesIO()
        out.write(data if data.endswith(b"\n") else data + b"\n")
        digest = hashlib.sha256(data)
        offsets: dict[int, int] = {}
        for number in sorted(self.objects):
            offsets[number] = out.tell()
            written = b"%d 0 obj\n%s\nendobj\n" % (number, written_out(self.objects[number]))
            digest.update(written)
            out.write(written)
        table = out.tell()
        out.write(b"xref\n" + b"".join(_table(offsets)))
        new = digest.hexdigest()[: len(identifier)].encode()
        entries = (self.size, trailer, identifier, new, start)
        out.write(b"trailer\n<</Size %d%s/ID[<%s><%s>]/Prev %d>>\n" % entries)
        out.write(b"startxref\n%d\n%%%%EOF\n" % table)
        return out.getvalue()


def written_out(obj: PdfObject | bytes) -> bytes:
    """Return *obj* as it stands in a file."""
    if isinstance(obj, bytes):
        return obj
    out = BytesIO()
    obj.write_to_stream(out)
    return out.getvalue()


def _table(offsets: dict[int, int]) -> Iterator[bytes]:
    """Yield the cross-reference table, one section for each run of numbers."""
    numbers = sorted(offsets)
    starts = [at for at, number in enumerate(numbers) if not at or number != numbers[at - 1] + 1]
    for start, end in zip(starts, [*starts[1:], len(numbers)], strict=True):
        yield b"%d %d\n" % (numbers[start], end - start)
        for number in numbers[start:end]:
            yield b"%010d 00000 n \n" % offsets[number]
