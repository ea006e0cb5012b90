"""Real viewers typing into PDF forms: PDFium, which Chromium shows PDF with, and pdf.js, which Firefox does."""

from __future__ import annotations

import base64
import io
import json
import struct
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped] # it ships no types
from pypdf import PdfReader
from pypdfium2 import raw as pdfium

BACKSPACE = 8
TYPE_IN_PDFJS = Path(__file__).with_name("pdfjs-type.mjs")


def typed_in_pdfium(pdf: bytes, values: Mapping[str, str | bool]) -> bytes:
    """Return *pdf* as PDFium saves it after a click on each field and its text instead of what is there."""
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    pages = list(document)
    for name, page, spot in _spots(pdf):
        if name in values:
            _click(document.formenv, pages[page], spot)
            if isinstance(value := values[name], str):
                _replace(document.formenv, pages[page], value)
    pdfium.FORM_ForceToKillFocus(document.formenv)
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def typed_in_pdfjs(pdf: bytes, values: Mapping[str, str | bool]) -> bytes:
    """Return *pdf* as pdf.js saves it with *values* typed in."""
    given = json.dumps({"pdf": base64.b64encode(pdf).decode(), "values": values})
    done = subprocess.run(["node", str(TYPE_IN_PDFJS)], input=given.encode(), capture_output=True, check=True)
    return done.stdout


def drawn_by_pdfium(pdf: bytes, resolution: int) -> list[tuple[int, int, bytes]]:
    """Return each page as PDFium draws it, fields and all: width, height, grey values."""
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    pages = []
    for page in document:
        picture = page.render(scale=resolution / 72, grayscale=True)
        grey, stride = bytes(picture.buffer), picture.stride
        rows = (grey[at : at + picture.width] for at in range(0, stride * picture.height, stride))
        pages.append((picture.width, picture.height, b"".join(rows)))
    document.close()
    return pages


def _spots(pdf: bytes) -> Iterator[tuple[str, int, tuple[float, float]]]:
    """Yield the full name of each widget, its page, and its middle."""
    for number, page in enumerate(PdfReader(io.BytesIO(pdf)).pages):
        annotations: Any = page.get("/Annots", [])
        for annotation in annotations:
            widget = annotation.get_object()
            parent = f"{widget['/Parent']['/T']}." if "/Parent" in widget else ""
            x0, y0, x1, y1 = map(float, widget["/Rect"])
            yield f"{parent}{widget['/T']}", number, ((x0 + x1) / 2, (y0 + y1) / 2)


def _click(environment: Any, page: Any, spot: tuple[float, float]) -> None:
    # A click reaches the field the mouse was last seen over.
    for act in (pdfium.FORM_OnMouseMove, pdfium.FORM_OnLButtonDown, pdfium.FORM_OnLButtonUp):
        act(environment, page, 0, *spot)


def _replace(environment: Any, page: Any, text: str) -> None:
    """Type *text* in place of what the focused field holds: one call for each UTF-16 unit, as keyboards send it."""
    pdfium.FORM_SelectAllText(environment, page)
    if not text:
        pdfium.FORM_OnChar(environment, page, BACKSPACE, 0)
    for (unit,) in struct.iter_unpack("<H", text.replace("\n", "\r").encode("utf-16-le")):
        pdfium.FORM_OnChar(environment, page, unit, 0)
