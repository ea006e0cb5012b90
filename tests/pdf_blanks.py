"""Blank PDF forms for tests, and how they are looked at."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, PdfObject

from checkout import ROOT
from policypress.forms.fonts import find_fonts
from policypress.forms.geometry import Entry, Rect
from policypress.forms.glyph_cache import glyph_pack
from policypress.forms.glyphs import GlyphPack
from policypress.forms.layout import lay_out, printed_text
from policypress.forms.model import Form
from policypress.forms.pdf import blank_pdf
from policypress.read import read

FILING = "policy/forms/offline-training.yaml"
COURSES = "tests/data/forms/course-register.yaml"
FORMS = (FILING, "tests/data/forms/study-register.yaml", COURSES)
RESOLUTION = 144
every_form = pytest.mark.parametrize("file", FORMS)


@cache
def form_of(file: str) -> Form:
    """Return the form in *file*, read once for all tests of a process."""
    return read(ROOT, file, Form).value


@cache
def packs(file: str) -> tuple[GlyphPack, GlyphPack]:
    """Return the regular and the bold glyphs that the form prints."""
    form, fonts = form_of(file), find_fonts(None)
    return glyph_pack(fonts.regular, printed_text(form), None), glyph_pack(fonts.bold, form.title, None)


@cache
def blank(file: str) -> bytes:
    """Return the blank PDF of the form in *file*."""
    return blank_pdf(form_of(file), *packs(file))


def opened(file: str) -> Any:
    """Return the file as pypdf reads it; its objects are of any type."""
    return PdfReader(io.BytesIO(blank(file)), strict=True)


def run(*command: str, data: bytes | None = None) -> bytes:
    """Return what *command* prints, given *data*; raise CalledProcessError where it fails."""
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout


def pixels(pdf: bytes) -> list[bytes]:
    """Return the page as poppler draws it: rows of grey values, 0 black."""
    image = run("pdftoppm", "-gray", "-r", str(RESOLUTION), "-", data=pdf)
    found = re.match(rb"P5\s(\d+)\s(\d+)\s255\s", image)
    assert found
    width, height = int(found[1]), int(found[2])
    rows = image[found.end() :]
    return [rows[at * width : (at + 1) * width] for at in range(height)]


def entries(file: str) -> list[Entry]:
    """Return the places to fill, in reading order."""
    return list(lay_out(form_of(file), *packs(file)).entries())


def inside(rows: list[bytes], rect: Rect) -> bytes:
    """Return the grey values of a page's rows within *rect*, without its edges."""
    scale, box = RESOLUTION / 72, rect.inset(1.5, 1.5)
    top, bottom = (len(rows) - round(edge * scale) for edge in (box.y1, box.y0))
    return b"".join(row[round(box.x0 * scale) : round(box.x1 * scale)] for row in rows[top:bottom])


def changed(file: str, kind: str, value: Callable[[str], PdfObject]) -> bytes:
    """Return the form with a raw value in every field of *kind*, made of its name, as any tool may write it."""
    writer = PdfWriter(clone_from=opened(file))
    page: Any = writer.pages[0]
    for annotation in page["/Annots"]:
        widget = annotation.get_object()
        if widget["/FT"] == kind:
            widget[NameObject("/V")] = value(widget["/TU"])
            if "/AS" in widget:
                widget[NameObject("/AS")] = widget["/V"]
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def outline(element: Any, depth: int = 0) -> Iterator[str]:
    """Yield the structure tree, one element a line; a widget by its accessible name."""
    attributes = element.get("/A", {})
    marks = [
        f"{key[1:]}={str(attributes[key]).lstrip('/')}" for key in ("/Scope", "/ColSpan") if key in attributes
    ]
    kids = [kid.get_object() for kid in element["/K"]] if isinstance(element["/K"], list) else [element["/K"]]
    shown = [str(kid) if isinstance(kid, int) else kid["/Obj"]["/TU"] for kid in kids if not is_element(kid)]
    yield "  " * depth + " ".join([element["/S"][1:], *marks, *shown])
    for kid in kids:
        if is_element(kid):
            assert kid["/P"] == element
            yield from outline(kid, depth + 1)


def is_element(kid: Any) -> bool:
    return not isinstance(kid, int) and kid.get("/Type") == "/StructElem"
