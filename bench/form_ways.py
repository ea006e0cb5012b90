"""The ways in which bench/forms.py fills a form: ours, and what a program gets from a library today."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from policypress.forms.fields import ChoiceField, DateField, LinesField
from policypress.forms.filling import fillers
from policypress.forms.fonts import find_fonts
from policypress.forms.model import Form
from policypress.forms.pdf_filler import PdfFiller
from policypress.forms.values import shown_day

CACHE = Path(gettempdir()) / "policypress-bench"
WORDS = "湖南省某某市县区医院学校中心局处科室培训班护理骨干能力提升急救院感沟通教学管理人员专业技术公共科目继续教育学院大学南校区报告厅"


def records(form: Form, count: int) -> Iterator[dict[str, str]]:
    """Yield records that differ in every field, the same in every run; one in twenty has a long plan."""
    chance = random.Random(7)  # noqa: S311 - the same records for all
    for number in range(count):
        record = {}
        for row, _, field in form.placed():
            if isinstance(field, ChoiceField):
                record[field.id] = chance.choice(field.options).id
            elif isinstance(field, DateField):
                record[field.id] = f"2023-{number % 12 + 1:02}-{number % 28 + 1:02}"
            elif isinstance(field, LinesField):
                sentences = 40 if row.grows and number % 20 == 0 else 3
                record[field.id] = "\n".join(sentence(chance, at) for at in range(1, sentences + 1))
            else:
                record[field.id] = "".join(
                    chance.choices(WORDS, k=min(getattr(field, "length", None) or 9, 5))
                )
        yield record


WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WORD_2010 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


def sentence(chance: random.Random, at: int) -> str:
    """Return a line of a plan, about as long as people write them."""
    heading, what = ("".join(chance.choices(WORDS, k=chance.randint(*size))) for size in ((2, 2), (3, 10)))
    return f"{at}、{heading}：{what}。"


Given = Iterable[Mapping[str, str]]
Way = Callable[[Form, Given], Iterator[bytes]]


def ours(kind: str) -> Way:
    """Return what yields our files of a kind."""

    def files(form: Form, given: Given) -> Iterator[bytes]:
        return map(fillers(form, [kind], None, CACHE)[kind], given)

    return files


def each_control(document: Any) -> Iterator[tuple[str, Any]]:
    """Yield the tag of each content control of a document of python-docx, and the control."""
    for control in document.element.body.iter(f"{WORD}sdt"):
        yield next(control.iter(f"{WORD}tag")).get(f"{WORD}val"), control


def put(control: Any, text: str, state: str) -> None:
    """Put into a control what it shows and, for a date or a box, the value that Word keeps."""
    next(control.iter(f"{WORD}r")).text = text
    for name, value in ((f"{WORD}date", f"{WORD}fullDate"), (f"{WORD_2010}checked", f"{WORD_2010}val")):
        for kept in control.iter(name):
            kept.set(value, state)


def entries(form: Form, record: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Return the values of a record by the tags of the controls, as :func:`put` takes them."""
    values = {}
    for _, _, field in form.placed():
        value = record[field.id]
        if isinstance(field, ChoiceField):
            for option in field.options:
                on = option.id == value
                values[f"{field.id}.{option.id}"] = "☑" if on else "☐", "1" if on else "0"
        elif isinstance(field, DateField):
            values[field.id] = shown_day(date.fromisoformat(value)), f"{value}T00:00:00Z"
        else:
            values[field.id] = value, ""
    return values


def with_values(form: Form) -> bytes:
    """Return the form in Word with a value in every place, none of them long."""
    _, record = records(form, 2)
    return fillers(form, ["docx"], None, CACHE)["docx"](record)


def saved(document: Any) -> bytes:
    """Return the file of a document of python-docx or docxtpl."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def docxtpl(form: Form, given: Given) -> Iterator[bytes]:
    """Yield the files of docxtpl, whose marks stand in every place."""
    from docx import Document
    from docxtpl import DocxTemplate

    marked = Document(io.BytesIO(with_values(form)))
    for tag, control in each_control(marked):
        put(control, f"{{{{ entries['{tag}'][0] }}}}", f"{{{{ entries['{tag}'][1] }}}}")
    template = saved(marked)
    for record in given:
        document = DocxTemplate(io.BytesIO(template))
        document.render({"entries": entries(form, record)}, autoescape=True)
        yield saved(document)


def python_docx(form: Form, given: Given) -> Iterator[bytes]:
    """Yield the files of a program that opens the form with python-docx and fills its controls."""
    from docx import Document

    template = with_values(form)
    for record in given:
        document, values = Document(io.BytesIO(template)), entries(form, record)
        for tag, control in each_control(document):
            put(control, *values[tag])
        yield saved(document)


def pypdf(form: Form, given: Given) -> Iterator[bytes]:
    """Yield the files of pypdf's own filling."""
    from pypdf import PdfReader, PdfWriter

    reader = PdfReader(io.BytesIO(PdfFiller(form, find_fonts(None), CACHE).template.data))
    for record in given:
        writer = PdfWriter(clone_from=reader)
        writer.update_page_form_field_values(writer.pages[0], widgets(form, record), auto_regenerate=False)
        out = io.BytesIO()
        writer.write(out)
        yield out.getvalue()


def widgets(form: Form, record: Mapping[str, str]) -> dict[str, str]:
    """Return the values of a record by the names of the widgets."""
    values: dict[str, str] = {}
    for _, _, field in form.placed():
        value = record[field.id]
        if isinstance(field, ChoiceField):
            values[f"{field.id}.{value}"] = "/Yes"
        elif isinstance(field, DateField):
            keys = (f"{field.id}.{part}" for part in ("year", "month", "day"))
            values |= dict(zip(keys, value.split("-"), strict=True))
        else:
            values[field.id] = value
    return values


WAYS: Mapping[str, Way] = {
    "Word, policypress": ours("docx"),
    "Word, docxtpl (fits nothing)": docxtpl,
    "Word, python-docx open and fill (fits nothing)": python_docx,
    "PDF, policypress": ours("pdf"),
    "PDF, pypdf's own filling (Chinese drawn wrongly)": pypdf,
}
