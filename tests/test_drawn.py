"""Filled forms as they are seen: in Word, drawn by LibreOffice, and in PDF, the same words in the same places."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
from docx.oxml.ns import qn
from lxml import etree

from pdf_blanks import FILING, FORMS, RESOLUTION, blank, form_of, pixels, run
from pdf_records import filled, sample
from policypress.forms.repeating import columns
from policypress.forms.values import shown_value
from policypress.forms.word_filling import fill_docx
from policypress.forms.word_template import word_template
from policypress.texts import squeeze
from word_drawing import DOCUMENT, drawn_by_libreoffice

MILLIMETRE = RESOLUTION / 25.4
APART = 3 * MILLIMETRE
"""Most by which a rule may be farther from the table's upper edge in Word than in PDF, or nearer."""
LIFTED = 6 * MILLIMETRE
"""Most by which the table itself may stand higher or lower: a title of two lines is spaced differently."""

every_form = pytest.mark.parametrize("file", FORMS)


@cache
def record_of(file: str) -> Mapping[str, str]:
    """Return a record with something in every field, and in one row beyond those printed."""
    form = form_of(file)
    lists = columns(form, form.names()).values()
    beyond = (column.at(column.repeat.times + 1)[0] for column in lists)
    first = sample(form)
    return {**first, **{field.id: first[f"{field.id.rpartition('_')[0]}_1"] for field in beyond}}


def values_of(file: str) -> list[str]:
    """Return the values of the record as they are printed, without white space; choices are boxes."""
    form, record = form_of(file), record_of(file)
    fields = [field for _, _, field in form.placed() if field.kind != "choice"]
    return [squeeze(shown_value(field, record[field.id])) for field in fields]


@pytest.fixture(scope="module")
def word(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Return the PDF that LibreOffice makes of each form: blank under its file's name, filled with ``+`` before."""
    templates = {file: word_template(form_of(file)) for file in FORMS}
    files = {file: fill_docx(template, {}) for file, template in templates.items()}
    files |= {f"+{file}": fill_docx(template, record_of(file)) for file, template in templates.items()}
    drawn = drawn_by_libreoffice(files, tmp_path_factory.mktemp("drawn"))
    return {name: path.read_bytes() for name, path in drawn.items()}


def text_in(pdf: bytes) -> str:
    return squeeze(run("pdftotext", "-raw", "-", "-", data=pdf).decode())


def rules(pdf: bytes) -> list[float]:
    """Return where rules that cross most of the first page stand, from its upper edge."""
    rows = pixels(pdf)[: round(297 * MILLIMETRE)]
    across = [
        number for number, row in enumerate(rows) if sum(value < 128 for value in row) > len(row) * 0.55
    ]
    return [number for number in across if number - 1 not in across]


@every_form
def test_every_value_is_drawn_in_word_and_nothing_besides(file: str, word: Mapping[str, bytes]) -> None:
    drawn = text_in(word[f"+{file}"])
    with zipfile.ZipFile(io.BytesIO(fill_docx(word_template(form_of(file)), record_of(file)))) as package:
        document: Any = etree.fromstring(package.read(DOCUMENT))

    written = squeeze("".join(each.text for each in document.iter(qn("w:t"))))

    assert sorted(drawn) == sorted(written)
    assert [value for value in values_of(file) if value not in drawn] == []
    assert drawn.count("☑") == sum(field.kind == "choice" for _, _, field in form_of(file).placed())


@every_form
def test_every_value_is_drawn_in_pdf_and_nothing_besides(file: str) -> None:
    form, record = form_of(file), record_of(file)
    before, drawn = text_in(blank(file)), text_in(filled(dict(record), file))
    lists = {column.repeat.label for column in columns(form, form.names()).values()}
    named = [f"{form.names()[id_]}：{record[id_]}" for id_ in form.named_by] if lists else []
    further = [form.title, "附页", *named, *(f"{label}（续）" for label in lists)]
    beyond = [
        f"{name}：{shown_value(field, record[field.id])}"
        for column in columns(form, form.names()).values()
        for field, name in [column.at(column.repeat.times + 1)]
    ]

    added = squeeze("".join([*(further if lists else []), *beyond]))

    values = [value.translate(DATE_WORDS) if day else value for value, day in shown(file)]
    assert sorted(drawn) == sorted(before + "".join(values) + added)


DATE_WORDS = str.maketrans("", "", "年月日至")
"""What stands on the blank already."""


def shown(file: str) -> list[tuple[str, bool]]:
    """Return each printed value, and whether it is a day or two."""
    fields = [field for _, _, field in form_of(file).placed() if field.kind != "choice"]
    days = [field.kind in {"date", "period"} for field in fields]
    return list(zip(values_of(file), days, strict=True))


@every_form
def test_word_and_pdf_look_alike(file: str, word: Mapping[str, bytes]) -> None:
    in_word, in_pdf = rules(word[file]), rules(blank(file))

    assert len(in_word) == len(in_pdf) == len(form_of(file).printed()) + 1
    lifted = in_word[0] - in_pdf[0]
    assert abs(lifted) < LIFTED
    assert [one - other - lifted for one, other in zip(in_word, in_pdf, strict=True)] == pytest.approx(
        [0.0] * len(in_pdf), abs=APART
    )


def test_filling_a_word_form_moves_nothing(word: Mapping[str, bytes]) -> None:
    assert rules(word[f"+{FILING}"]) == rules(word[FILING])
