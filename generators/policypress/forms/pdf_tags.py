"""The structure tree: what a screen reader is told about the page (ISO 32000-1, 14.7 and 14.8)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from policypress.forms.geometry import Entry, Page, PlacedCell, Words
from policypress.forms.pdf_objects import Name, Objects, Ref, Value


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the tree; its leaves are printed words and entries."""

    role: str
    kids: tuple[Element | Words | Entry, ...]
    attributes: Mapping[str, Value] = field(default_factory=dict)
    """Of the owner Table."""


def structure(page: Page) -> Element:
    """Return the tree of *page*: a heading, the table, the note."""
    rows = tuple(Element("TR", tuple(_cell(cell, row) for cell in row)) for row in page.rows)
    note = (Element("P", (page.note,)),) if page.note else ()
    return Element("Document", (Element("H1", (page.title,)), Element("Table", rows), *note))


def printed(element: Element) -> Iterator[tuple[str, Words]]:
    """Yield all words of the tree with the role of their element, in reading order.

    Their place in this order is their marked content identifier (MCID) on the page.
    """
    for kid in element.kids:
        if isinstance(kid, Words):
            yield element.role, kid
        elif isinstance(kid, Element):
            yield from printed(kid)


def add_structure(objects: Objects, tree: Element, page_ref: Ref, widgets: Mapping[Entry, Ref]) -> Ref:
    """Add the *tree* of the one page and return the reference of its root.

    The parent tree has under 0 the owners of the page's words, and under each widget's number its Form.
    """
    writer = _Writer(objects, page_ref, widgets)
    root = objects.reserve()
    document = writer.element(tree, root)
    forms: list[Value] = []
    for number, widget in enumerate(widgets.values(), 1):
        forms += [number, writer.forms[widget]]
    parents = objects.add({"Nums": [0, objects.add(writer.owners), *forms]})
    return objects.put(
        root,
        {
            "Type": Name("StructTreeRoot"),
            "K": document,
            "ParentTree": parents,
            "ParentTreeNextKey": len(widgets) + 1,
        },
    )


def _cell(cell: PlacedCell, row: tuple[PlacedCell, ...]) -> Element:
    attributes: dict[str, Value] = {"ColSpan": cell.span} if cell.span > 1 else {}
    if not cell.header:
        kids = (Element("Span" if isinstance(item, Words) else "Form", (item,)) for item in cell.items)
        return Element("TD", tuple(kids), attributes)
    scope = "Column" if all(other.header for other in row) else "Row"
    return Element("TH", cell.items, {"Scope": Name(scope), **attributes})


class _Writer:
    """Adds elements, and notes who owns which words and widgets."""

    def __init__(self, objects: Objects, page_ref: Ref, widgets: Mapping[Entry, Ref]) -> None:
        self.objects = objects
        self.page_ref = page_ref
        self.widgets = widgets
        self.owners: list[Ref] = []
        self.forms: dict[Ref, Ref] = {}

    def element(self, element: Element, parent: Ref) -> Ref:
        ref = self.objects.reserve()
        entries: dict[str, Value] = {
            "Type": Name("StructElem"),
            "S": Name(element.role),
            "P": parent,
            "Pg": self.page_ref,
            "K": [self.kid(kid, ref) for kid in element.kids],
        }
        if element.attributes:
            entries["A"] = {"O": Name("Table"), **element.attributes}
        return self.objects.put(ref, entries)

    def kid(self, kid: Element | Words | Entry, owner: Ref) -> Value:
        if isinstance(kid, Element):
            return self.element(kid, owner)
        if isinstance(kid, Words):
            self.owners.append(owner)
            return len(self.owners) - 1
        self.forms[self.widgets[kid]] = owner
        return {"Type": Name("OBJR"), "Obj": self.widgets[kid], "Pg": self.page_ref}
