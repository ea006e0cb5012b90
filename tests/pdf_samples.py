"""PDF files written by hand, as some program may write them."""

from __future__ import annotations

import zlib


def made(*objects: bytes) -> bytes:
    """Return a PDF file of these objects, the first its catalogue."""
    out, offsets = b"%PDF-1.7\n", []
    for number, entry in enumerate(objects, 1):
        offsets.append(b"%010d 00000 n \n" % len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, entry)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(offsets)
    end = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + table + end


def form_file(field: bytes, *others: bytes) -> bytes:
    return made(b"<</Type/Catalog/AcroForm<</Fields[2 0 R]>>>>", field, *others)


def stream(data: bytes, times: int = 1) -> bytes:
    for _ in range(times):
        data = zlib.compress(data, 9)
    filters = b"/FlateDecode" * times
    return b"<</Length %d/Filter[%s]>>\nstream\n%s\nendstream" % (len(data), filters, data)
