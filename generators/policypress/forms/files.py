"""The blank forms of a project as files, in Word and PDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from policypress.addresses import form_file
from policypress.forms.fonts import Fonts, find_fonts
from policypress.forms.glyph_cache import glyph_pack
from policypress.forms.layout import printed_text
from policypress.forms.model import Form
from policypress.forms.pdf import blank_pdf
from policypress.forms.word import blank_docx


def blank_forms(forms: Mapping[str, Form], font: Path | None, cache: Path) -> Mapping[str, bytes]:
    """Return every blank form by path, from the root of the site.

    *font* is the font file a person named, None to look for an installed one; glyphs that were
    converted once are kept in the folder *cache*. Raise UsageError where there is no font, or a
    form fits no page.
    """
    return dict(_files(forms, find_fonts(font), cache)) if forms else {}


def _files(forms: Mapping[str, Form], fonts: Fonts, cache: Path) -> Iterator[tuple[str, bytes]]:
    regular = glyph_pack(fonts.regular, "".join(map(printed_text, forms.values())), cache)
    bold = glyph_pack(fonts.bold, "".join(form.title for form in forms.values()), cache)
    for id_, form in forms.items():
        yield form_file(id_, "docx"), blank_docx(form)
        yield form_file(id_, "pdf"), blank_pdf(form, regular, bold)
