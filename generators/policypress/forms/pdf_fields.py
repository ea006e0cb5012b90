"""The AcroForm of a blank form: one field for each entry, empty and open for typing.

A field's fully qualified name is its key in data files; the boxes of a choice are ``field.option``
and the parts of a date ``field.year``, ``field.month``, ``field.day``: children of a field ``field``
that has no value of its own. A ticked box has the value ``/Yes``, an empty one ``/Off``.
"""

from __future__ import annotations

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, IndirectObject, NameObject

from policypress.forms.cells import BOX
from policypress.forms.geometry import Entry, Page, TickEntry
from policypress.forms.pdf_fonts import song
from policypress.forms.pdf_objects import Value, add, stream

REQUIRED = 1 << 1
MULTILINE = 1 << 12
NO_SPELLING = 1 << 22
NO_SCROLLING = 1 << 23
PRINTED = 4
CENTRED = 1
APPEARANCE = "/Song 10.5 Tf 0 g"
"""五号. Never 0, by which each viewer would choose a size of its own."""
TICK = b"q 1.3 w 1 J 1 j 2.4 5.6 m 4.6 3 l 8.8 8.6 l S Q"
"""Our own drawing: no font is needed for it, and every viewer shows the same."""


def add_fields(
    writer: PdfWriter, page: Page, page_ref: IndirectObject
) -> tuple[IndirectObject, dict[Entry, IndirectObject]]:
    """Add the form dictionary and a widget for each entry of *page*; return their references.

    Widgets carry StructParent 1, 2, … in reading order; the page itself is 0.
    """
    fields, widgets = _fields(writer, page, page_ref)
    form = add(
        writer,
        {
            "/Fields": fields,
            "/DR": {"/Font": {"/Song": song(writer)}},
            "/DA": APPEARANCE,
            "/NeedAppearances": False,
        },
    )
    return form, widgets


def _fields(
    writer: PdfWriter, page: Page, page_ref: IndirectObject
) -> tuple[ArrayObject, dict[Entry, IndirectObject]]:
    """Add all widgets; return them by entry, after the fields that are no other's child."""
    states = _states(writer)
    fields = ArrayObject()
    widgets: dict[Entry, IndirectObject] = {}
    parents: dict[str, IndirectObject] = {}
    children: dict[str, ArrayObject] = {}
    for number, entry in enumerate(page.entries(), 1):
        key, siblings = entry.path[0], fields
        widget = widget_entries(entry, page_ref, number, states)
        if len(entry.path) > 1:
            if key not in parents:
                children[key] = ArrayObject()
                parents[key] = add(writer, {"/T": key, "/Kids": children[key]})
                fields.append(parents[key])
            siblings = children[key]
            widget["/Parent"] = parents[key]
        widgets[entry] = add(writer, widget)
        siblings.append(widgets[entry])
    return fields, widgets


def _states(writer: PdfWriter) -> Value:
    """Return what a box shows when ticked and when not."""
    frame: dict[str, Value] = {
        "/Type": NameObject("/XObject"),
        "/Subtype": NameObject("/Form"),
        "/BBox": [0, 0, BOX, BOX],
        "/Resources": {},
    }
    return {"/N": {"/Yes": add(writer, stream(TICK, frame)), "/Off": add(writer, stream(b"", frame))}}


def widget_entries(
    entry: Entry, page_ref: IndirectObject, number: int, states: Value | None = None
) -> dict[str, Value]:
    """Return the dictionary of an empty widget; *states* are what a box shows, and needless for a text."""
    return {**_widget(entry, page_ref, number), **_kind(entry, states)}


def _widget(entry: Entry, page_ref: IndirectObject, number: int) -> dict[str, Value]:
    rect = entry.rect
    return {
        "/Type": NameObject("/Annot"),
        "/Subtype": NameObject("/Widget"),
        "/T": entry.path[-1],
        "/TU": entry.name,
        "/Rect": [rect.x0, rect.y0, rect.x1, rect.y1],
        "/F": PRINTED,
        "/P": page_ref,
        "/StructParent": number,
    }


def _kind(entry: Entry, states: Value | None) -> dict[str, Value]:
    """Return what tells a box to tick from a place to type in."""
    if isinstance(entry, TickEntry):
        assert states is not None  # noqa: S101 - boxes come with theirs
        return {"/FT": NameObject("/Btn"), "/V": NameObject("/Off"), "/AS": NameObject("/Off"), "/AP": states}
    flags = NO_SPELLING | NO_SCROLLING
    flags |= (MULTILINE if entry.lines else 0) | (REQUIRED if entry.required else 0)
    kind: dict[str, Value] = {"/FT": NameObject("/Tx"), "/Ff": flags, "/DA": APPEARANCE}
    if entry.centred:
        kind["/Q"] = CENTRED
    if entry.length is not None:
        kind["/MaxLen"] = entry.length
    return kind
