"""The structure tree: what a screen reader is told about the page (ISO 32000-1, 14.7 and 14.8)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pypdf.generic import IndirectObject, NameObject

from policypress.forms.geometry import Entry, Page, PlacedCell, Words
from policypress.forms.pdf_objects import Objects, Value, add, dictionary, put


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


def add_structure(
    writer: Objects, tree: Element, page: IndirectObject, widgets: Mapping[Entry, IndirectObject]
) -> IndirectObject:
    """Add the *tree* of the one page and return the reference of its root.

    The parent tree has under 0 the owners of the page's words, and under each widget's number its Form.
    """
    root = dictionary({"/Type": NameObject("/StructTreeRoot"), "/ParentTreeNextKey": len(widgets) + 1})
    reference = add(writer, root)
    elements = Elements(writer, page, widgets)
    document = elements.add(tree, reference)
    numbers: list[Value] = [0, add(writer, elements.owners)]
    for number, entry in enumerate(widgets, 1):
        numbers += [number, elements.forms[entry]]
    put(root, {"/K": document, "/ParentTree": add(writer, {"/Nums": numbers})})
    return reference


def _cell(cell: PlacedCell, row: tuple[PlacedCell, ...]) -> Element:
    covered: dict[str, int] = {"/ColSpan": cell.span, "/RowSpan": cell.down}
    attributes: dict[str, Value] = {key: count for key, count in covered.items() if count > 1}
    if not cell.header:
        kids = (Element("Span" if isinstance(item, Words) else "Form", (item,)) for item in cell.items)
        return Element("TD", tuple(kids), attributes)
    scope = "Column" if all(other.header for other in row) else "Row"
    return Element("TH", cell.items, {"/Scope": NameObject(f"/{scope}"), **attributes})


class Elements:
    """Adds elements, and notes who owns which words and entries."""

    def __init__(
        self, writer: Objects, page: IndirectObject, widgets: Mapping[Entry, IndirectObject]
    ) -> None:
        """Elements of the one *page*; their words are numbered in the order in which they are added."""
        self.writer = writer
        self.page = page
        self.widgets = widgets
        self.owners: list[IndirectObject] = []
        self.forms: dict[Entry, IndirectObject] = {}

    def add(self, element: Element, parent: IndirectObject) -> IndirectObject:
        """Add *element* with all below it."""
        entries = dictionary(
            {
                "/Type": NameObject("/StructElem"),
                "/S": NameObject(f"/{element.role}"),
                "/P": parent,
                "/Pg": self.page,
            }
        )
        if element.attributes:
            put(entries, {"/A": {"/O": NameObject("/Table"), **element.attributes}})
        reference = add(self.writer, entries)
        put(entries, {"/K": [self._kid(kid, reference) for kid in element.kids]})
        return reference

    def _kid(self, kid: Element | Words | Entry, owner: IndirectObject) -> Value:
        if isinstance(kid, Element):
            return self.add(kid, owner)
        if isinstance(kid, Words):
            self.owners.append(owner)
            return len(self.owners) - 1
        self.forms[kid] = owner
        return {"/Type": NameObject("/OBJR"), "/Obj": self.widgets[kid], "/Pg": self.page}
