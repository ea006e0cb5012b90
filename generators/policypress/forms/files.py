"""The blank forms of a project as files, in Word and PDF; one that has not changed is not drawn again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from policypress.addresses import PRESET_KINDS, form_file
from policypress.faults import UsageError
from policypress.forms.browser_form import form_script
from policypress.forms.fonts import Fonts, find_fonts
from policypress.forms.model import DRAFT, Form, Partial
from policypress.forms.refusals import RecordRefused
from policypress.kept import kept_or_made, key_for
from policypress.program import program_digest

if TYPE_CHECKING:
    from policypress.forms.filling import Fill

LIBRARIES = ("fonttools", "lxml", "openpyxl", "pypdf", "python-docx")
"""What the bytes of a form depend on besides our own code."""
BESIDE = ("packages", "texts", "workbooks")
"""Modules of ours outside this folder on which they depend."""


def blank_forms(
    forms: Mapping[str, Form], font: Path | None, folder: Path, glyphs: Path, *, draft: bool = False
) -> Mapping[str, bytes]:
    """Return every form by path, from the root of the site: blank, for many records, with each preset.

    Besides, the data with which its page fills it. Of a *draft* each says so at its head. *font* is the
    font file a person named, None to look for an installed one. What was drawn once is kept in *folder*,
    by all that it depends on, and what was converted for it in *glyphs*. Raise UsageError where there is no font, or a form fits no page.
    """
    return dict(_files(forms, font, folder, glyphs, draft)) if forms else {}


def _files(
    forms: Mapping[str, Form], font: Path | None, folder: Path, glyphs: Path, draft: bool
) -> Iterator[tuple[str, bytes]]:
    fonts = find_fonts(font)
    for id_, form in forms.items():
        key = key_for(f"{_program()}\n{form!r}\n{fonts!r}\n{draft}")
        for kind, draw in DRAWN.items():
            make = partial(draw, form, fonts, glyphs, draft)
            yield form_file(id_, kind), kept_or_made(folder, f"form-{id_}", key, kind, make)
        # A draft has neither: what is filled from it would not say that it is one.
        if not draft:
            fills = cache(partial(_fillers, form, font, glyphs))
            yield from _presets(form, fills, folder, key)
            for kind, script in SCRIPTS.items():
                make = partial(script, form, fonts, glyphs)
                yield form_file(id_, kind), kept_or_made(folder, f"form-{id_}", key, kind, make)


def _presets(
    form: Form, fills: Callable[[], Mapping[str, Fill]], folder: Path, key: str
) -> Iterator[tuple[str, bytes]]:
    """Yield the form filled with each preset."""
    for id_, preset in form.presets.items():
        for kind in PRESET_KINDS:
            make = partial(_filled, fills, kind, preset, f"{form.title}（presets.{id_}）")
            name = f"form-{form.id}.{id_}"
            yield form_file(form.id, kind, id_), kept_or_made(folder, name, key, kind, make)


def _fillers(form: Form, font: Path | None, glyphs: Path) -> Mapping[str, Fill]:
    from policypress.forms.filling import fillers

    return fillers(form, PRESET_KINDS, font, glyphs)


def _filled(fills: Callable[[], Mapping[str, Fill]], kind: str, preset: Partial, name: str) -> bytes:
    try:
        return fills()[kind](preset.values)
    except RecordRefused as refused:
        reasons = "；".join(refusal.message for refusal in refused.refusals)
        raise UsageError(f"{name}填不进表里：{reasons}") from None


def _docx(form: Form, _: Fonts, __: Path, draft: bool) -> bytes:
    from policypress.forms.word import blank_docx

    return blank_docx(form, draft=draft)


def _pdf(form: Form, fonts: Fonts, glyphs: Path, draft: bool) -> bytes:
    from policypress.forms.glyph_cache import glyph_pack
    from policypress.forms.layout import printed_text
    from policypress.forms.pdf import blank_pdf

    regular = glyph_pack(fonts.regular, printed_text(form), glyphs)
    bold = glyph_pack(fonts.bold, form.title + (DRAFT if draft else ""), glyphs)
    return blank_pdf(form, regular, bold, draft=draft)


def _xlsx(form: Form, _: Fonts, __: Path, ___: bool) -> bytes:
    from policypress.forms.batch import batch_workbook

    return batch_workbook(form)


def _form_script(form: Form, _: Fonts, __: Path) -> bytes:
    return form_script(form)


def _pdf_script(form: Form, fonts: Fonts, glyphs: Path) -> bytes:
    from policypress.forms.browser_pdf import pdf_script
    from policypress.forms.pdf_filler import PdfFiller

    return pdf_script(PdfFiller(form, fonts, glyphs).template)


def _sheet_script(form: Form, fonts: Fonts, glyphs: Path) -> bytes:
    from policypress.forms.browser_sheet import sheet_script
    from policypress.forms.pdf_filler import PdfFiller

    filler = PdfFiller(form, fonts, glyphs)
    return sheet_script(filler.template.page, filler.widths.pack)


SCRIPTS: Mapping[str, Callable[[Form, Fonts, Path], bytes]] = {
    "js": _form_script,
    "pdf.js": _pdf_script,
    "sheet.js": _sheet_script,
}
"""What makes the scripts with which a form's page fills it in Word and in PDF, and shows it, by the kind of file."""
DRAWN: Mapping[str, Callable[[Form, Fonts, Path, bool], bytes]] = {"docx": _docx, "pdf": _pdf, "xlsx": _xlsx}
"""What draws a form, by the kind of file."""


def _program() -> str:
    """Return a digest of the code that draws forms and of what it stands on."""
    here = Path(__file__).parent
    beside = (here.parent / f"{name}.py" for name in BESIDE)
    return program_digest((*sorted(here.glob("*.py")), here / "widths.json", *beside), LIBRARIES)
