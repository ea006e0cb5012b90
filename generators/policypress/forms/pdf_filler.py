"""Filling a form again and again: glyphs are converted when a record first needs them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from policypress.forms.fonts import Fonts
from policypress.forms.glyph_cache import glyph_pack
from policypress.forms.model import Form
from policypress.forms.pdf_drawing import ShownWidths
from policypress.forms.pdf_filling import entered_characters, fill_pdf
from policypress.forms.pdf_template import pdf_template
from policypress.forms.printed import printed_beside


class PdfFiller:
    """Fills one form in PDF."""

    def __init__(self, form: Form, fonts: Fonts, cache: Path | None) -> None:
        """Draw the blank once; converted glyphs are kept in the folder *cache*, None: not at all."""
        self.face, self.cache = fonts.regular, cache
        pack = glyph_pack(fonts.regular, printed_beside(form), cache)
        self.widths = ShownWidths(pack)
        self.template = pdf_template(form, pack, glyph_pack(fonts.bold, form.title, cache))
        self.lacking: set[str] = set()

    def fill(self, record: Mapping[str, str]) -> bytes:
        """Return the form filled with *record*; see :func:`policypress.forms.pdf_filling.fill_pdf`."""
        wanted = entered_characters(record) - self.lacking
        known = self.widths.pack.glyphs
        if missing := wanted - known.keys():
            self.widths = ShownWidths(glyph_pack(self.face, {*known, *missing}, self.cache))
            self.lacking |= missing - self.widths.pack.glyphs.keys()
        return fill_pdf(self.template, record, self.widths)
