"""Further pages (附页) of a filled PDF: what did not fit its row, under the form's title and name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject

from policypress.forms.cells import PAD_X, PAD_Y, set_lines
from policypress.forms.fitting import LIMIT_UNITS
from policypress.forms.geometry import MM, PAGE_HEIGHT, PAGE_WIDTH, Line, Rect, TextEntry, Words
from policypress.forms.glyphs import GlyphPack
from policypress.forms.pdf import INNER_RULE, frame, marked, number, resource
from policypress.forms.pdf_drawing import HUNDREDTHS, SIZES, ShownWidths, Written, shown, write
from policypress.forms.pdf_fields import widget_entries
from policypress.forms.pdf_fonts import Subset
from policypress.forms.pdf_objects import Value, add, dictionary, put
from policypress.forms.pdf_tags import Element, Elements, printed
from policypress.forms.pdf_template import PdfTemplate, Roots, Spot, head_of
from policypress.forms.pdf_update import Update
from policypress.forms.wrapping import lines_within

TOP, FOOT = 25 * MM, 20 * MM
"""White above and below."""
HEADING = 12.0
"""Type size of 附页 and of the field's name."""
SIZE, LEADING = SIZES.usual / 2, 1.5
"""Of the lines that name the form."""
GAP = 6.0
FURTHER_WORDS = "附页（第0123456789页，共页）（续）："
SEPARATOR = "+"
"""Between a field's key and the number of the part, in the name of a widget that continues it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherPage:
    """One further page, laid out."""

    elements: tuple[Element, ...]
    box: Rect
    entry: TextEntry
    written: Written

    def characters(self) -> Iterator[str]:
        """Yield what it shows in the regular face."""
        for _, words in printed(Element("Document", self.elements)):
            if not words.bold:
                yield from (line.text for line in words.lines)
        yield from self.written.fitted.lines


def further_layout(
    template: PdfTemplate, name: str, naming: Sequence[str], widths: ShownWidths
) -> TextEntry:
    """Return the place for text on a further page of the field *name*; all its pages have the same."""
    return _page(template, "", name, naming, (1, 1), widths)[2]


def further_pages(
    template: PdfTemplate,
    field: str,
    name: str,
    naming: Sequence[str],
    parts: Sequence[Written],
    widths: ShownWidths,
) -> Iterator[FurtherPage]:
    """Yield a page for each of *parts*, the continuation of *field*, named by the lines of *naming*."""
    for at, written in enumerate(parts, 1):
        elements, box, entry = _page(template, field, name, naming, (at, len(parts)), widths)
        yield FurtherPage(elements=elements, box=box, entry=entry, written=written)


def _page(
    template: PdfTemplate,
    field: str,
    name: str,
    naming: Sequence[str],
    count: tuple[int, int],
    widths: ShownWidths,
) -> tuple[tuple[Element, ...], Rect, TextEntry]:
    pack, table = widths.pack, template.page.table
    title = _raised(template.page.title)
    at, of = count
    label = "附页" if of == 1 else f"附页（第{at}页，共{of}页）".replace(" ", "")
    top = title.lines[-1].y - title.size * 0.2 - GAP
    sub = Words(text=label, lines=_centred(label, pack, table, top), size=HEADING)
    top -= HEADING * LEADING + GAP
    named = []
    for line in naming:
        words, top = _paragraph(line, widths, table, top, SIZE)
        named.append(Element("P", (words,)))
    heading, top = _paragraph(f"{name}（续）", widths, table, top, HEADING)
    box = Rect(table.x0, FOOT, table.x1, top - GAP / 2)
    entry = TextEntry(
        path=(f"{field}{SEPARATOR}{at + 1}",),
        name=f"{name}（附页 {at}）",
        rect=box.inset(PAD_X, PAD_Y),
        lines=True,
    )
    elements = (Element("H1", (title, sub)), *named, Element("H2", (heading,)), Element("Form", (entry,)))
    return elements, box, entry


def _raised(title: Words) -> Words:
    """Return the form's title at the head of the page."""
    rise = PAGE_HEIGHT - TOP - title.size - title.lines[0].y
    return replace(title, lines=tuple(replace(line, y=line.y + rise) for line in title.lines))


def _centred(text: str, pack: GlyphPack, table: Rect, top: float) -> tuple[Line, ...]:
    return set_lines((text,), pack, Rect(table.x0, top - HEADING * LEADING, table.x1, top), HEADING)


def _paragraph(
    text: str, widths: ShownWidths, table: Rect, top: float, size: float
) -> tuple[Words, float]:
    """Return *text* from the left edge of *table*, and how far down it reaches."""
    limit = round(table.width * HUNDREDTHS) * LIMIT_UNITS // round(2 * size)
    broken = tuple(lines_within(text, widths, limit))
    lines = tuple(
        Line(shown(line), table.x0, top - size - at * size * LEADING) for at, line in enumerate(broken)
    )
    return Words(text=text, lines=lines, size=size), top - len(broken) * size * LEADING


def add_pages(
    update: Update, template: PdfTemplate, pages: Sequence[FurtherPage], subset: Subset, font: IndirectObject
) -> None:
    """Add *pages* with their fields and their part of the structure tree."""
    roots = template.roots
    additions = _Additions(key=_next_key(roots))
    for page in pages:
        _add_page(update, template, page, subset, font, additions)
    _extend(update, roots.pages, {"/Kids": additions.sheets}, {"/Count": 1 + len(pages)})
    _extend(update, roots.form, {"/Fields": additions.fields})
    _extend(update, roots.document, {"/K": additions.elements})
    _extend(update, roots.parents, {"/Nums": additions.numbers})
    _extend(update, roots.structure, {}, {"/ParentTreeNextKey": additions.key})


@dataclass(slots=True, kw_only=True)
class _Additions:
    """What the pages add to the lists of the file."""

    key: int
    """Next free key of the parent tree."""
    sheets: list[Value] = field(default_factory=list)
    fields: list[Value] = field(default_factory=list)
    elements: list[Value] = field(default_factory=list)
    numbers: list[Value] = field(default_factory=list)


def _next_key(roots: Roots) -> int:
    structure: Any = roots.structure.get_object()
    return int(structure["/ParentTreeNextKey"])


def _add_page(
    update: Update,
    template: PdfTemplate,
    page: FurtherPage,
    subset: Subset,
    font: IndirectObject,
    additions: _Additions,
) -> None:
    sheet = dictionary({"/Type": NameObject("/Page"), "/Parent": template.roots.pages})
    sheet_ref = add(update, sheet)
    entries = widget_entries(page.entry, sheet_ref, additions.key + 1)
    widget = add(update, entries)
    spot = Spot(entry=page.entry, number=widget.idnum, head=head_of(dictionary(entries)))
    write(update, spot, page.written, subset, font.idnum)
    tree = Elements(update, sheet_ref, {page.entry: widget})
    additions.elements += [tree.add(element, template.roots.document) for element in page.elements]
    put(
        sheet,
        {
            "/MediaBox": [0, 0, PAGE_WIDTH, PAGE_HEIGHT],
            "/Resources": {"/Font": {f"/{resource(True)}": template.roots.bold, f"/{resource(False)}": font}},
            "/Contents": update.add_stream(b"", _content(page, template.title, subset)),
            "/Annots": [widget],
            "/Tabs": NameObject("/S"),
            "/StructParents": additions.key,
        },
    )
    additions.numbers += [additions.key, add(update, tree.owners)]
    additions.numbers += [additions.key + 1, tree.forms[page.entry]]
    additions.sheets.append(sheet_ref)
    additions.fields.append(widget)
    additions.key += 2


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
    """Put a new state of the object *reference* into *update*: its *lists* longer, some entries *changed*."""
    held: Any = reference.get_object()
    state = DictionaryObject(held)
    for key, added in lists.items():
        before = held[key]
        put(state, {key: [*(before if isinstance(before, ArrayObject) else [held.raw_get(key)]), *added]})
    put(state, changed or {})
    update.objects[reference.idnum] = state
