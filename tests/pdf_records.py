"""Records, the PDF forms filled with them, and what is read back."""

from __future__ import annotations

import json
from functools import cache

import pytest

from checkout import DATA
from pdf_blanks import FILING, FORMS, form_of
from policypress.forms.fields import ChoiceField, DateField, LinesField, NumberField, PeriodField
from policypress.forms.fonts import find_fonts
from policypress.forms.model import Form
from policypress.forms.pdf_filler import PdfFiller
from policypress.forms.pdf_reading import read_pdf
from policypress.forms.refusals import RecordRefused

CASES = json.loads((DATA / "form.json").read_text("utf-8"))
RARE = "𠮷䶮〇Ⅱ㐀𫟹龘①—…“”‘’·％℃"
LATIN = "".join(map(chr, range(0x20, 0x7F))) + "éüñ"
DRAWABLE = RARE + LATIN + "某单位培训的计划，。、；：？！（）《》\u3000\u00a0"
LONG = "\n".join(f'第{number}节　某某培训，𠮷 䶮 〇 Ⅱ；see § (a) <b>&"c"。' * 3 for number in range(1, 60))


@cache
def filler(file: str = FILING) -> PdfFiller:
    """Return what fills the form in *file*, made once for all tests of a process."""
    return PdfFiller(form_of(file), find_fonts(None), None)


def by_id(record: dict[str, str]) -> dict[str, str]:
    """Return *record*, which is keyed by printed labels, by the ids of its fields."""
    ids = {name: id_ for id_, name in form_of(FILING).names().items()}
    return {ids[name]: text for name, text in record.items()}


def sample(form: Form) -> dict[str, str]:
    """Return a record with something in every field."""
    record = {}
    for _, _, field in form.placed():
        if isinstance(field, ChoiceField):
            record[field.id] = field.options[-1].label
        elif isinstance(field, DateField):
            record[field.id] = "2023-06-05"
        elif isinstance(field, PeriodField):
            record[field.id] = "2023-06-05/2024-01-09"
        elif isinstance(field, NumberField):
            record[field.id] = "12.5" if field.decimals else "60"
        elif isinstance(field, LinesField):
            record[field.id] = "某某，\n某某。"
        else:
            record[field.id] = "某某"[: getattr(field, "length", None)]
    return record


def filled(record: dict[str, str], file: str = FILING) -> bytes:
    """Return the PDF of the form in *file* filled with *record*."""
    return filler(file).fill(record)


def read(pdf: bytes, file: str = FILING) -> dict[str, str]:
    """Return the values in a filled *pdf*, in which nothing is to remark."""
    reading = read_pdf(pdf, {"other": form_of(FORMS[1]), "this": form_of(file)})
    assert reading.form == form_of(file)
    assert (reading.remarks, reading.hints) == ((), ())
    return dict(reading.values)


def refused(record: dict[str, str]) -> list[str]:
    """Return why *record* cannot be filled in."""
    with pytest.raises(RecordRefused) as caught:
        filled(record)
    return [refusal.message for refusal in caught.value.refusals]
