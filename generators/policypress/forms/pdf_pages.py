"""Adding further pages to a filled PDF: the page tree, the fields and the structure tree grow with them.

site/js/form-pdf-pages.js does the same in the browser.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject

from policypress.forms.geometry import PAGE_HEIGHT, PAGE_WIDTH
from policypress.forms.pdf import INNER_RULE, frame, marked, number, resource
from policypress.forms.pdf_drawing import Written, write
from policypress.forms.pdf_fields import widget_entries
from policypress.forms.pdf_fonts import Subset
from policypress.forms.pdf_further import FurtherPage
from policypress.forms.pdf_objects import Value, add, dictionary, put
from policypress.forms.pdf_tags import Element, Elements, printed
from policypress.forms.pdf_template import PdfTemplate, Roots, Spot, head_of
from policypress.forms.pdf_update import Update


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyphs:
    """The filled-in glyphs of one file."""

    subset: Subset
    font: IndirectObject


def add_pages(
    update: Update, template: PdfTemplate, pages: Sequence[tuple[FurtherPage, Written]], glyphs: Glyphs
) -> None:
    """Add *pages*, each with its text in a field of its own."""
    roots = template.roots
    grown = _Grown(update=update, template=template, glyphs=glyphs, key=next_key(roots))
    for page, written in pages:
        grown.add(page, written)
    _extend(update, roots.pages, {"/Kids": grown.sheets}, {"/Count": 1 + len(pages)})
    _extend(update, roots.form, {"/Fields": grown.fields})
    _extend(update, roots.document, {"/K": grown.elements})
    _extend(update, roots.parents, {"/Nums": grown.numbers})
    _extend(update, roots.structure, {}, {"/ParentTreeNextKey": grown.key})


@dataclass(slots=True, kw_only=True)
class _Grown:
    """The pages added so far, and what they add to the lists of the file."""

    update: Update
    template: PdfTemplate
    glyphs: Glyphs
    key: int
    """Next free key of the parent tree: a page takes one for its words and one for its field."""
    sheets: list[Value] = field(default_factory=list)
    fields: list[Value] = field(default_factory=list)
    elements: list[Value] = field(default_factory=list)
    numbers: list[Value] = field(default_factory=list)

    def add(self, page: FurtherPage, written: Written) -> None:
        """Add one page."""
        sheet = dictionary({"/Type": NameObject("/Page"), "/Parent": self.template.roots.pages})
        reference = add(self.update, sheet)
        widget = self._field(page, written, reference)
        put(sheet, self._entries(page, widget))
        tree = Elements(self.update, reference, {page.entry: widget})
        self.elements += [tree.add(element, self.template.roots.document) for element in page.elements]
        self.numbers += [self.key, add(self.update, tree.owners), self.key + 1, tree.forms[page.entry]]
        self.sheets.append(reference)
        self.fields.append(widget)
        self.key += 2

    def _field(self, page: FurtherPage, written: Written, sheet: IndirectObject) -> IndirectObject:
        entries = widget_entries(page.entry, sheet, self.key + 1)
        widget = add(self.update, entries)
        spot = Spot(entry=page.entry, number=widget.idnum, head=head_of(dictionary(entries)))
        write(self.update, spot, written, self.glyphs.subset, self.glyphs.font.idnum)
        return widget

    def _entries(self, page: FurtherPage, widget: IndirectObject) -> Mapping[str, Value]:
        content = _content(page, self.template.title, self.glyphs.subset)
        faces = {resource(True): self.template.roots.bold, resource(False): self.glyphs.font}
        return {
            "/MediaBox": [0, 0, PAGE_WIDTH, PAGE_HEIGHT],
            "/Resources": {"/Font": {f"/{name}": font for name, font in faces.items()}},
            "/Contents": self.update.add_stream(b"", content),
            "/Annots": [widget],
            "/Tabs": NameObject("/S"),
            "/StructParents": self.key,
        }


def next_key(roots: Roots) -> int:
    """Return the next free key of the parent tree."""
    structure: Any = roots.structure.get_object()
    return int(structure["/ParentTreeNextKey"])


def _content(page: FurtherPage, title: Subset, subset: Subset) -> bytes:
    parts = [b"/Artifact BMC", f"0 G {number(INNER_RULE)} w {frame(page.box)} S".encode(), b"EMC"]
    for identifier, (role, words) in enumerate(printed(Element("Document", page.elements))):
        parts += marked(identifier, role, words, title if words.bold else subset, resource(words.bold))
    return b"\n".join(parts)


def _extend(
    update: Update,
    reference: IndirectObject,
    lists: Mapping[str, Sequence[Value]],
    changed: Mapping[str, Value] | None = None,
) -> None:
    """Put a new state of the object *reference* into *update*."""
    update.objects[reference.idnum] = extended(reference, lists, changed or {})


def extended(
    reference: IndirectObject, lists: Mapping[str, Sequence[Value]], changed: Mapping[str, Value]
) -> DictionaryObject:
    """Return a new state of the object *reference*: its *lists* longer, some entries *changed*."""
    held: Any = reference.get_object()
    state = DictionaryObject(held)
    for key, added in lists.items():
        before = held[key]
        put(state, {key: [*(before if isinstance(before, ArrayObject) else [held.raw_get(key)]), *added]})
    put(state, changed)
    return state
