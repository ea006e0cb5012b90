"""The blank, fillable PDF of a form: one tagged A4 page (PDF 1.7, ISO 32000-1)."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import NameObject

from policypress.forms.geometry import MM, PAGE_HEIGHT, PAGE_WIDTH, Line, Page, Rect, TickEntry, Words
from policypress.forms.glyphs import UNITS, GlyphPack
from policypress.forms.layout import lay_out
from policypress.forms.model import DRAFT, Form
from policypress.forms.pdf_fields import add_fields
from policypress.forms.pdf_fonts import Subset
from policypress.forms.pdf_objects import add, file_bytes, put, stream
from policypress.forms.pdf_tags import Element, add_structure, printed, structure

LANGUAGE = "zh-CN"
PRODUCER = "policypress"
OUTER_RULE, INNER_RULE, BOX_RULE = 1.5, 0.6, 0.8
"""Thickness in points: the table's frame, its inner rules, boxes to tick."""
DRAFT_SIZE, DRAFT_TOP = 14.0, 12 * MM
"""Type size of the word DRAFT, and how far its baseline stands below the upper edge."""
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def blank_pdf(form: Form, regular: GlyphPack, bold: GlyphPack, *, draft: bool = False) -> bytes:
    """Return the PDF file of *form* with every field empty; of a *draft* its head says so.

    *regular* needs the glyphs of :func:`policypress.forms.layout.printed_text`, *bold* those of the
    title, and of DRAFT where it is one. The same form and glyphs give the same bytes; no date stands in the file. Raise UsageError
    where the form does not fit its page or a glyph is missing.
    """
    page = lay_out(form, regular, bold)
    tree = structure(page)
    words = list(printed(tree))
    marks = [_draft_mark(bold)] if draft else []
    drawn = [*(text for _, text in words), *marks]
    subsets = {
        is_bold: Subset(
            pack, (char for w in drawn if w.bold is is_bold for line in w.lines for char in line.text)
        )
        for is_bold, pack in ((False, regular), (True, bold))
    }
    content = _content(page, words, subsets)
    for mark in marks:
        content += b"\n" + b"\n".join(_unmarked(mark, subsets[mark.bold]))
    return _file(page, tree, content, subsets)


def _draft_mark(bold: GlyphPack) -> Words:
    """Return the word DRAFT in the white above the form, in the middle."""
    left = (PAGE_WIDTH - bold.width(DRAFT) * DRAFT_SIZE / UNITS) / 2
    line = Line(DRAFT, left, PAGE_HEIGHT - DRAFT_TOP)
    return Words(text=DRAFT, lines=(line,), size=DRAFT_SIZE, bold=True)


def _file(page: Page, tree: Element, content: bytes, subsets: dict[bool, Subset]) -> bytes:
    """Return the file of one page with this drawing; all else in it is made here."""
    writer = PdfWriter()
    writer.pdf_header = "%PDF-1.7"
    writer.metadata = {"/Title": page.title.text, "/Producer": PRODUCER}
    sheet = writer.add_blank_page(PAGE_WIDTH, PAGE_HEIGHT)
    sheet_ref = add(writer, sheet)
    form, widgets = add_fields(writer, page, sheet_ref)
    fonts = {f"/{resource(is_bold)}": subset.embed(writer) for is_bold, subset in subsets.items()}
    put(
        sheet,
        {
            "/Resources": {"/Font": fonts},
            "/Contents": add(writer, stream(content)),
            "/Annots": list(widgets.values()),
            "/Tabs": NameObject("/S"),
            "/StructParents": 0,
        },
    )
    put(
        writer.root_object,
        {
            "/Lang": LANGUAGE,
            "/MarkInfo": {"/Marked": True},
            "/StructTreeRoot": add_structure(writer, tree, sheet_ref, widgets),
            "/ViewerPreferences": {"/DisplayDocTitle": True},
            "/AcroForm": form,
        },
    )
    _describe(writer, page.title.text)
    return file_bytes(writer)


def _describe(writer: PdfWriter, title: str) -> None:
    """Add the metadata stream: uncompressed, so that tools which know no PDF find the title (ISO 16684-1)."""
    text = XMP.format(title=escape(title, quote=False), language=LANGUAGE, producer=PRODUCER)
    writer.xmp_metadata = text.encode()
    metadata: Any = writer.root_object["/Metadata"]
    put(metadata, {"/Type": NameObject("/Metadata"), "/Subtype": NameObject("/XML")})


def resource(is_bold: bool) -> str:
    """Return the name under which a page knows the face."""
    return "Bold" if is_bold else "Regular"


def _content(page: Page, words: list[tuple[str, Words]], subsets: dict[bool, Subset]) -> bytes:
    """Return the page's drawing: rules as an artifact, then all words, marked for the structure tree."""
    parts = [b"/Artifact BMC", b"0 G", *_rules(page), b"EMC"]
    for identifier, (role, text) in enumerate(words):
        parts += marked(identifier, role, text, subsets[text.bold], resource(text.bold))
    return b"\n".join(parts)


def _rules(page: Page) -> Iterator[bytes]:
    yield f"{number(OUTER_RULE)} w {frame(page.table)} S".encode()
    yield f"{number(INNER_RULE)} w".encode()
    for cell in (cell for row in page.rows for cell in row):
        rect = cell.rect
        if rect.y1 < page.table.y1:
            yield _line(rect.x0, rect.y1, rect.x1, rect.y1)
        if rect.x0 > page.table.x0:
            yield _line(rect.x0, rect.y0, rect.x0, rect.y1)
    yield f"{number(BOX_RULE)} w".encode()
    for entry in page.entries():
        if isinstance(entry, TickEntry):
            yield f"{frame(entry.rect.inset(BOX_RULE / 2, BOX_RULE / 2))} S".encode()


def marked(identifier: int, role: str, words: Words, subset: Subset, font_name: str) -> Iterator[bytes]:
    """Yield the drawing of *words* in the font of that resource name, marked for the structure tree."""
    yield b"/%s <</MCID %d>> BDC" % (role.encode(), identifier)
    broken = len(words.lines) > 1
    if broken:
        # Broken words are one to whoever listens, searches or copies (ISO 32000-1, 14.9.4).
        spoken = f"\ufeff{words.text}".encode("utf-16-be").hex().upper()
        yield f"/Span <</ActualText <{spoken}>>> BDC".encode()
    yield from _lines(words, subset, font_name)
    yield b"EMC EMC" if broken else b"EMC"


def _unmarked(words: Words, subset: Subset) -> Iterator[bytes]:
    """Yield *words* as an artifact of the page, which is no part of the form's text (ISO 32000-1, 14.8.2.2)."""
    yield b"/Artifact <</Type /Pagination>> BDC"
    yield from _lines(words, subset, resource(words.bold))
    yield b"EMC"


def _lines(words: Words, subset: Subset, font_name: str) -> Iterator[bytes]:
    for line in words.lines:
        font = f"/{font_name} {number(words.size)} Tf {number(line.x)} {number(line.y)} Td "
        yield b"BT " + font.encode() + subset.encode(line.text) + b" Tj ET"


def number(value: float) -> str:
    """Return *value* to a hundredth, without needless digits."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def frame(rect: Rect) -> str:
    """Return the path of *rect*."""
    return f"{number(rect.x0)} {number(rect.y0)} {number(rect.width)} {number(rect.height)} re"


def _line(x0: float, y0: float, x1: float, y1: float) -> bytes:
    return f"{number(x0)} {number(y0)} m {number(x1)} {number(y1)} l S".encode()
