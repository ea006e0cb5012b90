"""Redrawing a PDF form that some viewer typed into badly: its values are read, a clean form is filled."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from policypress.faults import UsageError
from policypress.forms.fonts import Fonts
from policypress.forms.model import Form
from policypress.forms.pdf_filler import PdfFiller
from policypress.forms.pdf_reading import read_pdf
from policypress.forms.refusals import RecordRefused, Refusal


def refreshed(data: bytes, forms: Mapping[str, Form], fonts: Fonts, cache: Path | None) -> bytes:
    """Return the form in the PDF file *data*, filled anew with the values that stand in it.

    Nothing is lost silently: raise RecordRefused where a value could not be read, does not fit or cannot
    be drawn, or a field is gone, UsageError where the file is none of *forms*. *cache* is as in :class:`PdfFiller`.
    """
    if not data:
        raise UsageError("文件是空的；请给出填好的 .pdf 表格")
    reading = read_pdf(data, forms)
    if told := (*reading.remarks, *reading.hints):
        raise RecordRefused(Refusal(field="", message=each) for each in told)
    return PdfFiller(reading.form, fonts, cache).fill(reading.values)
