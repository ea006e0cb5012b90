"""Forms filled in Word are the same in Python and by the browser's modules: text, refusals, further pages."""

from __future__ import annotations

import base64
import io
import random
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from any_forms import forms, records
from browser_modules import said_by
from policypress.forms.browser_form import form_data
from policypress.forms.model import Form
from policypress.forms.naming import Names
from policypress.forms.refusals import RecordRefused
from policypress.forms.repeating import columns
from policypress.forms.word_filling import fill_docx
from policypress.forms.word_reading import read_docx
from policypress.forms.word_template import DOCUMENT, WordTemplate, word_template
from random_records import (
    FORMS,
    Record,
    at_random,
)


def in_browser(
    records: Sequence[tuple[str, Record]], *without: str, forms: Mapping[str, Form] = FORMS
) -> list[dict[str, Any]]:
    """Return what the browser's modules make of records, run by node; *without* what older browsers lack."""
    data = {id_: form_data(forms[id_]) for id_ in {id_ for id_, _ in records}}
    return list(said_by("forms-stdin.js", {"forms": data, "records": records, "without": without}))


def in_python(template: WordTemplate, record: Record) -> list[dict[str, str]] | str:
    """Return the refusals, or the text of the document."""
    try:
        return document(fill_docx(template, record))
    except RecordRefused as refused:
        return [{"field": each.field, "message": each.message} for each in refused.refusals]


def document(docx: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        assert package.testzip() is None
        return package.read(DOCUMENT).decode()


def assert_equal(
    records: Sequence[tuple[str, Record]], *without: str, forms: Mapping[str, Form] = FORMS
) -> list[list[dict[str, str]] | str]:
    templates = {id_: word_template(form) for id_, form in forms.items()}
    ours = [in_python(templates[id_], record) for id_, record in records]
    said = in_browser(records, *without, forms=forms)
    for each, here, there in zip(records, ours, said, strict=True):
        made = document(base64.b64decode(there["docx"])) if "docx" in there else there["refusals"]
        assert made == here, each
        id_, record = each
        assert there["name"] == Names("", forms[id_]).name(record), each
    return ours


def test_random_records_give_the_same_document_or_the_same_refusals() -> None:
    chance = random.Random(6)  # noqa: S311 - seeded on purpose: the records must be the same every time
    records = [(id_, at_random(form, chance)) for id_, form in FORMS.items() for _ in range(120)]
    said = assert_equal(records)
    assert sum(isinstance(each, str) for each in said) > 20
    assert sum(isinstance(each, list) for each in said) > 60


@pytest.mark.parametrize(
    "unit",
    [
        *(
            "CON",
            "con.txt",
            "lpt¹.表",
            'a/b\\c:d*e?f"g<h>i|j',
            "..某某院..",
            "- -",
            "\ud800某\x07",
            "𠮷" * 90,
        ),
        *("某\n某", "", "a" * 79 + " b", "conin$"),
    ],
)
def test_files_are_named_alike(unit: str) -> None:
    assert_equal([("offline-training", {"unit": unit}), ("offline-training", {"unit": unit, "course": "班"})])


@pytest.mark.parametrize("length", [150, 320, 720, 2000, 30_000])
def test_a_plan_of_any_length_is_set_smaller_continued_or_refused_alike(length: int) -> None:
    plan = "\n".join(f"{number}、某某单位组织学习，𠮷 see § (a)。" for number in range(length // 20))
    record = {"unit": "某某单位", "course": "某某班", "plan": plan}
    [said] = assert_equal([("offline-training", record)])
    assert isinstance(said, str) == (length < 30_000)


def test_a_field_that_the_form_does_not_have_is_refused_alike() -> None:
    [said] = assert_equal([("offline-training", {"nobody": "某", "place": "某" * 900})])
    assert len(said) == 2


@pytest.mark.parametrize(
    "record",
    [
        {
            "lesson_1": "急救",
            "lesson_4": "末行",
            "lesson_5": "第五",
            "hours_12": "7.5",
            "day_5": "2023-06-05",
        },
        {"lesson_999": "院感：防控\t课程7：不是第七行", "lesson_100": "<&>", "lesson5": "又一个"},
        {"lesson_1000": "某", "lesson_0": "某", "lesson_05": "某", "lessons": "某", "课程1": "某"},
        {"hours_5": "7.25", "day_5": "2023-06-31", "lesson_5": "某\n某", "people": "0"},
        {f"lesson_{number}": f"某某课程{number}" * 6 for number in range(5, 120)},
        {f"lesson_{number}": "某" * 400 for number in range(5, 400)},
        {"unit": "某某县𠮷䶮镇医院", "opinion": "同意。\n" * 90, "lesson_5": "急救"},
    ],
)
def test_rows_beyond_those_printed_go_on_on_further_pages_alike(record: Record) -> None:
    assert_equal([("course-register", record)])


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_any_form_is_filled_alike_with_any_record(data: st.DataObject) -> None:
    made = [data.draw(forms()), data.draw(forms().filter(lambda form: columns(form, form.names())))]
    named = {f"sample-{at}": replace(form, named_by=_naming(form)) for at, form in enumerate(made)}
    drawn = [(id_, data.draw(records(form))) for id_, form in named.items() for _ in range(3)]
    assert_equal(drawn, forms=named)


def _naming(form: Form) -> tuple[str, ...]:
    return tuple(field.id for _, _, field in form.placed() if field.kind == "text")[:2]


def test_without_compression_the_file_is_stored_and_read_all_the_same() -> None:
    record = {"unit": "某某单位", "subject": "公共科目", "plan": "一、某某。\n二、某某。"}
    [said] = in_browser([("offline-training", record)], "CompressionStream")
    assert read_docx(base64.b64decode(said["docx"]), FORMS).values == record
    assert_equal([("offline-training", record)], "CompressionStream")
