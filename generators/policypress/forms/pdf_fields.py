"""The AcroForm of a blank form: one field for each entry, empty and open for typing.

A field's fully qualified name is its key in data files; the boxes of a choice are ``field.option``
and the parts of a date ``field.year``, ``field.month``, ``field.day``: children of a field ``field``
that has no value of its own. A ticked box has the value ``/Yes``, an empty one ``/Off``.
"""

from __future__ import annotations

from collections.abc import Mapping

from policypress.forms.cells import BOX
from policypress.forms.geometry import Entry, Page, TickEntry
from policypress.forms.pdf_fonts import song
from policypress.forms.pdf_objects import Name, Objects, Ref, Stream, Value

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


def add_fields(objects: Objects, page: Page, page_ref: Ref) -> tuple[Ref, dict[Entry, Ref]]:
    """Add the form dictionary and a widget for each entry of *page*; return their references.

    Widgets carry StructParent 1, 2, … in reading order; the page itself is 0.
    """
    box: list[Value] = [0, 0, BOX, BOX]
    frame: Mapping[str, Value] = {
        "Type": Name("XObject"),
        "Subtype": Name("Form"),
        "BBox": box,
        "Resources": {},
    }
    states: Value = {"N": {"Yes": objects.add(Stream(frame, TICK)), "Off": objects.add(Stream(frame, b""))}}
    shared = dict.fromkeys(entry.path[0] for entry in page.entries() if len(entry.path) > 1)
    parents = {key: objects.reserve() for key in shared}
    widgets: dict[Entry, Ref] = {}
    roots: dict[str, list[Ref]] = {}
    for number, entry in enumerate(page.entries(), 1):
        widget = {**_widget(entry, page_ref, number), **_kind(entry, states)}
        if len(entry.path) > 1:
            widget["Parent"] = parents[entry.path[0]]
        widgets[entry] = objects.add(widget)
        roots.setdefault(entry.path[0], []).append(widgets[entry])
    for key, parent in parents.items():
        objects.put(parent, {"T": key, "Kids": roots[key]})
        roots[key] = [parent]
    form = objects.add(
        {
            "Fields": [ref for refs in roots.values() for ref in refs],
            "DR": {"Font": {"Song": song(objects)}},
            "DA": APPEARANCE,
            "NeedAppearances": False,
        }
    )
    return form, widgets


def _widget(entry: Entry, page_ref: Ref, number: int) -> dict[str, Value]:
    rect = entry.rect
    return {
        "Type": Name("Annot"),
        "Subtype": Name("Widget"),
        "T": entry.path[-1],
        "TU": entry.name,
        "Rect": [rect.x0, rect.y0, rect.x1, rect.y1],
        "F": PRINTED,
        "P": page_ref,
        "StructParent": number,
    }


def _kind(entry: Entry, states: Value) -> dict[str, Value]:
    """Return what tells a box to tick from a place to type in."""
    if isinstance(entry, TickEntry):
        return {"FT": Name("Btn"), "V": Name("Off"), "AS": Name("Off"), "AP": states}
    flags = NO_SPELLING | NO_SCROLLING
    flags |= (MULTILINE if entry.lines else 0) | (REQUIRED if entry.required else 0)
    kind: dict[str, Value] = {"FT": Name("Tx"), "Ff": flags, "DA": APPEARANCE}
    if entry.centred:
        kind["Q"] = CENTRED
    if entry.length is not None:
        kind["MaxLen"] = entry.length
    return kind
