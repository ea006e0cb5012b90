"""A form with repeated rows, a period, numbers, a choice of five, a photo and a seal, and it filled."""

from __future__ import annotations

from functools import cache

from checkout import ROOT
from policypress.forms.fonts import find_fonts
from policypress.forms.model import Form
from policypress.forms.pdf_filler import PdfFiller
from policypress.forms.word_filling import fill_docx
from policypress.forms.word_template import word_template
from policypress.read import read

RECORD = {
    "unit": "某某县𠮷䶮镇医院",
    "span": "2023-06-05/2023-06-09",
    "people": "60",
    "way": "其他",
    "lesson_1": "急救",
    "hours_1": "7.5",
    "day_1": "2023-06-05",
    "lesson_6": "院感：防控 课程7：不是第七行",
    "hours_6": "8",
    "day_6": "2023-06-09",
    "opinion": "同意。",
}


@cache
def form() -> Form:
    return read(ROOT, "tests/data/forms/course-register.yaml", Form).value


def filled(kind: str, record: dict[str, str]) -> bytes:
    if kind == "docx":
        return fill_docx(word_template(form()), record)
    return PdfFiller(form(), find_fonts(None), None).fill(record)
