"""A blank PDF made ready for filling: where its objects are, and how each widget begins."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from policypress.forms.entered import Entering
from policypress.forms.geometry import Entry, Page
from policypress.forms.glyphs import GlyphPack
from policypress.forms.layout import lay_out
from policypress.forms.model import Form
from policypress.forms.pdf import blank_pdf
from policypress.forms.pdf_fonts import Subset

FILLED_IN = ("/V", "/AS", "/DA")
"""What a filled widget says anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One widget of the blank."""

    entry: Entry
    number: int
    """Number of its object."""
    head: bytes
    """Its dictionary but for what filling says anew, and its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Roots:
    """The objects of the blank that a further page changes, by reference and as they stand."""

    pages: IndirectObject
    form: IndirectObject
    structure: IndirectObject
    parents: IndirectObject
    document: IndirectObject
    bold: IndirectObject


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfTemplate:
    """A form's blank PDF with all that filling it needs."""

    form: Form
    names: Mapping[str, str]
    """Names of the form's fields."""
    entering: Entering
    page: Page
    data: bytes
    title: Subset
    """The bold glyphs the blank carries."""
    spots: Mapping[tuple[str, ...], Spot]
    roots: Roots
    size: int
    start: int
    trailer: bytes
    identifier: bytes


def pdf_template(form: Form, regular: GlyphPack, bold: GlyphPack) -> PdfTemplate:
    """Return the template of *form*; the packs are those of :func:`policypress.forms.pdf.blank_pdf`."""
    data, page = blank_pdf(form, regular, bold), lay_out(form, regular, bold)
    reader, names = PdfReader(BytesIO(data)), form.names()
    sheet: Any = reader.pages[0]
    spots = {
        entry.path: _spot(entry, reference)
        for entry, reference in zip(page.entries(), sheet.get("/Annots", ()), strict=True)
    }
    tail = data[data.rindex(b"trailer") :]
    return PdfTemplate(
        form=form,
        names=names,
        entering=Entering(form, names),
        page=page,
        data=data,
        title=Subset(bold, (char for line in page.title.lines for char in line.text)),
        spots=spots,
        roots=_roots(reader.root_object, sheet),
        size=int(_found(rb"/Size (\d+)", tail)),
        start=int(_found(rb"startxref\s+(\d+)", tail)),
        trailer=b"/Root %s/Info %s" % (_found(rb"/Root (\d+ 0 R)", tail), _found(rb"/Info (\d+ 0 R)", tail)),
        identifier=_found(rb"/ID \[ <([0-9a-f]+)>", tail),
    )


def _spot(entry: Entry, reference: IndirectObject) -> Spot:
    widget: Any = reference.get_object()
    return Spot(entry=entry, number=reference.idnum, head=head_of(widget))


def head_of(widget: DictionaryObject) -> bytes:
    """Return how a widget's dictionary is written, but for what filling says anew, and its end."""
    kept = DictionaryObject({key: widget.raw_get(key) for key in widget if key not in FILLED_IN})
    out = BytesIO()
    kept.write_to_stream(out)
    return out.getvalue().removesuffix(b">>").rstrip()


def _roots(catalog: Any, sheet: Any) -> Roots:
    structure = catalog["/StructTreeRoot"]
    return Roots(
        pages=catalog.raw_get("/Pages"),
        form=catalog.raw_get("/AcroForm"),
        structure=catalog.raw_get("/StructTreeRoot"),
        parents=structure.raw_get("/ParentTree"),
        document=structure.raw_get("/K"),
        bold=sheet["/Resources"]["/Font"].raw_get("/Bold"),
    )


def _found(pattern: bytes, data: bytes) -> bytes:
    found = re.search(pattern, data)
    if found is None:
        raise AssertionError(pattern)
    return found[1]
