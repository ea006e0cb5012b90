"""The blank Word file of a form: every word as printed, every field a content control.

The file asks for no font but 宋体, 仿宋 and Times New Roman, and is protected without a password:
labels refuse input, controls accept it.
"""

from __future__ import annotations

import math
from importlib.resources import files
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import etree

from policypress.forms.model import DRAFT, Form
from policypress.forms.word_cells import rows
from policypress.forms.word_controls import paragraph, words
from policypress.forms.word_labels import ems
from policypress.forms.word_package import EPOCH, add_glossary, packed, parsed, slim
from policypress.forms.word_parts import NOTE_GAP, NOTE_LINE, NOTE_SIZE, POINT, TITLE_GAP, TITLE_LINE, twips
from policypress.forms.word_slots import placeholders

WIDTH, HEIGHT = 210, 297
"""A4, in millimetres."""
TITLE_SIZES = (22, 20, 18)
"""Points; the first in which the title stands on one line is taken, else the last."""
DRAFT_SIZE = 14
"""Points; it stands in the white above the form."""
RULE = 0.5
"""Points that a row takes beyond its height for its rule."""
TOP_LEAST, TOP, BOTTOM = 12, 37, 12
"""White above and below, in millimetres: at the top as GB/T 9704-2012 has it, less where the form is long."""
SLACK = 12
"""Millimetres kept free above the white at the foot, so that what is filled in may take a line more."""
DESCRIPTION = "每个栏目名称旁边的单元格供填写。"


def blank_docx(form: Form, *, draft: bool = False) -> bytes:
    """Return the Word file of *form*, ready to be filled: the same bytes for the same form, always.

    Of a *draft* the page's header says so, which neither moves nor touches what is to be filled.
    """
    # Read here: python-docx takes what cannot be read for what is not there.
    document = docx.Document(BytesIO(files(docx).joinpath("templates/default.docx").read_bytes()))
    slim(document)
    _describe(document, form)
    _set_page(document, form)
    if draft:
        _mark_draft(document)
    table = _add_table(document, form)
    table.extend(parsed(rows(form)))
    for heading in parsed(paragraph("Title", words(form.title))):
        table.addprevious(heading)
    for note in parsed(paragraph("Note", words(form.note))):
        table.addnext(note)
    _declare(document)
    add_glossary(document, placeholders(form))
    return packed(document)


def _describe(document: Document, form: Form) -> None:
    about = document.core_properties
    about.title, about.identifier, about.language = _one_line(form.title), form.id, "zh-CN"
    about.author = about.comments = about.keywords = about.last_modified_by = ""
    about.created = about.modified = EPOCH


def _set_page(document: Document, form: Form) -> None:
    """Make it A4, the text as wide as the table, with as much white above as one page leaves."""
    width = float(sum(form.columns))
    title = next((size for size in TITLE_SIZES if _lines(form.title, width, size) == 1), TITLE_SIZES[-1])
    document.styles["Title"].font.size = Pt(title)
    rows = sum(float(row.height) + RULE * POINT for row in form.printed())
    heading = _lines(form.title, width, title) * TITLE_LINE + TITLE_GAP
    note = _lines(form.note, width, NOTE_SIZE) * NOTE_LINE + NOTE_GAP
    free = HEIGHT - BOTTOM - SLACK - rows - (heading + note) * POINT
    section = document.sections[0]
    section.page_width, section.page_height = Mm(WIDTH), Mm(HEIGHT)
    section.left_margin = section.right_margin = Mm((WIDTH - width) / 2)
    section.top_margin, section.bottom_margin = Mm(min(TOP, max(TOP_LEAST, free))), Mm(BOTTOM)
    section.header_distance = section.footer_distance = Mm(BOTTOM / 2)


def _mark_draft(document: Document) -> None:
    header = document.sections[0].header.paragraphs[0]
    header.style, header.alignment = document.styles["Normal"], WD_PARAGRAPH_ALIGNMENT.CENTER
    run = header.add_run(DRAFT)
    run.bold, run.font.size = True, Pt(DRAFT_SIZE)


def _lines(text: str, width: float, size: float) -> int:
    """Return over how many lines of *width* millimetres *text* runs in *size* points."""
    room = width / (size * POINT)
    return sum(max(1, math.ceil(ems(line) / room)) for line in text.split("\n"))


def _add_table(document: Document, form: Form) -> Any:
    """Add the table without its rows, and return its element."""
    table = document.add_table(0, len(form.columns), style="表格")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, form.columns, strict=True):
        column.width = Mm(float(width))
    element: Any = next(document.element.body.iterchildren(qn("w:tbl")))
    properties = element.find(qn("w:tblPr"))
    size, look = properties.find(qn("w:tblW")), properties.find(qn("w:tblLook"))
    size.set(qn("w:type"), "dxa")
    size.set(qn("w:w"), str(twips(sum(form.columns))))
    look.attrib.clear()
    look.set(qn("w:val"), "0600")  # no header row or column, no bands: the style has none
    title = escape(_one_line(form.title), {'"': "&quot;"})
    properties.extend(parsed(f'<w:tblCaption w:val="{title}"/><w:tblDescription w:val="{DESCRIPTION}"/>'))
    return element


def _one_line(text: str) -> str:
    return text.replace("\n", "")


def _declare(document: Document) -> None:
    """Declare every namespace once, at the root, so that controls stand in the file as they were written."""
    root = document.element
    etree.cleanup_namespaces(root, keep_ns_prefixes=["mc", "w14"])
    root.set("{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable", "w14")
