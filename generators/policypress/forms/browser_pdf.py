"""A form's PDF template as the browser fills it: the blank file, its widgets, and what further pages change.

site/js/form-pdf*.js is the counterpart of :mod:`policypress.forms.pdf_filling`. Bytes of PDF objects are handed
over as text, one character a byte (Latin-1), with marks where something is put in.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from pypdf.generic import IndirectObject, NameObject

from policypress.forms.browser_form import RECEIVER
from policypress.forms.geometry import PAGE_HEIGHT, PAGE_WIDTH, Rect, TextEntry
from policypress.forms.pdf import marked, resource
from policypress.forms.pdf_drawing import SIZES, frame_of
from policypress.forms.pdf_fields import widget_entries
from policypress.forms.pdf_filling import TICKED
from policypress.forms.pdf_further import foot_of, raised
from policypress.forms.pdf_objects import Value, dictionary, pdf_value
from policypress.forms.pdf_pages import extended, next_key
from policypress.forms.pdf_template import PdfTemplate, Spot, head_of
from policypress.forms.pdf_update import written_out
from policypress.forms.printed import printed_further
from policypress.pieces import call

LIST, NUMBER = NameObject("/ListGoesOn"), NameObject("/NumberStands")
"""Mark, in the text of an object, where a list goes on and where a number stands."""
OPEN = {
    key: NameObject(f"/{mark}Stands")
    for key, mark in (("/T", "Key"), ("/TU", "Name"), ("/Rect", "Rect"), ("/P", "Page"))
}
"""Mark what differs between the widgets of further pages."""


def pdf_script(template: PdfTemplate) -> bytes:
    """Return the script of *template*; the page takes it in as ``policypressForms.pdf``."""
    return call(RECEIVER, "pdf", pdf_data(template), ascii_only=True)


def pdf_data(template: PdfTemplate) -> dict[str, Any]:
    """Return *template* as site/js/form-pdf.js describes it, ready for JSON."""
    growing = {field.id for row, _, field in template.form.placed() if row.grows}
    return {
        "file": base64.b64encode(template.data).decode(),
        "size": template.size,
        "start": template.start,
        "trailer": template.trailer.decode("ascii"),
        "identifier": template.identifier.decode("ascii"),
        "sizes": asdict(SIZES),
        "ticked": TICKED.decode("ascii"),
        "spots": [_spot(spot, growing) for spot in template.spots.values()],
        "further": _further(template),
    }


def _spot(spot: Spot, growing: frozenset[str] | set[str]) -> dict[str, Any]:
    entry = spot.entry
    data = {"path": ".".join(entry.path), "number": spot.number, "head": spot.head.decode("latin-1")}
    if not isinstance(entry, TextEntry):
        return data
    place = {
        "rect": [entry.rect.x0, entry.rect.y0, entry.rect.x1, entry.rect.y1],
        "frame": asdict(frame_of(entry)),
        "lines": entry.lines,
        "centred": entry.centred,
        "grows": entry.lines and entry.path[0] in growing,
    }
    return {**data, "text": place}


def _further(template: PdfTemplate) -> dict[str, Any]:
    """Return what every further page has in common, and the objects of the blank that change with it."""
    roots, title = template.roots, raised(template.page.title)
    return {
        "characters": "".join(sorted(printed_further(template.form))),
        "title": b"\n".join(marked(0, "H1", title, template.title, resource(True))).decode("ascii"),
        "left": template.page.table.x0,
        "right": template.page.table.x1,
        "top": foot_of(title),
        "media": written_out(pdf_value([0, 0, PAGE_WIDTH, PAGE_HEIGHT])).decode("ascii"),
        "widget": _widget(),
        "bold": _reference(roots.bold),
        "parent": _reference(roots.pages),
        "document": _reference(roots.document),
        "key": next_key(roots),
        "changed": {
            "sheets": _changed(roots.pages, "/Kids", {"/Count": NUMBER}),
            "fields": _changed(roots.form, "/Fields"),
            "elements": _changed(roots.document, "/K"),
            "numbers": _changed(roots.parents, "/Nums"),
            "key": _changed(roots.structure, None, {"/ParentTreeNextKey": NUMBER}),
        },
    }


def _widget() -> str:
    """Return how the widget of any further page begins."""
    entry = TextEntry(path=("",), name="", rect=Rect(0, 0, 0, 0), lines=True)
    entries = {**widget_entries(entry, IndirectObject(0, 0, None), 0), **OPEN, "/StructParent": NUMBER}
    return head_of(dictionary(entries)).decode("ascii")


def _changed(
    reference: IndirectObject, key: str | None, numbers: Mapping[str, Value] | None = None
) -> dict[str, Any]:
    """Return the object *reference* as text in which its list *key* goes on and *numbers* stand."""
    state = extended(reference, {key: [LIST]} if key else {}, numbers or {})
    return {"number": reference.idnum, "text": written_out(state).decode("latin-1")}


def _reference(reference: IndirectObject) -> str:
    return f"{reference.idnum} 0 R"
