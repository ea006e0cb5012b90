"""Forms filled in Word are the same in Python and by the browser's modules: text, refusals, further pages."""

from __future__ import annotations

import base64
import io
import json
import random
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from policypress.forms.browser_form import form_data
from policypress.forms.fields import ChoiceField, DateField, LinesField, TextField
from policypress.forms.model import Form
from policypress.forms.naming import Names
from policypress.forms.refusals import RecordRefused
from policypress.forms.word_filling import DOCUMENT, fill_docx, word_template
from policypress.forms.word_reading import read_docx
from policypress.read import read

ROOT = Path(__file__).resolve().parent.parent
FILES = (
    "policy/forms/offline-training.yaml",
    "tests/data/forms_word/registration.yaml",
    "tests/data/forms/study-register.yaml",
)
FORMS = {form.id: form for form in (read(ROOT, file, Form).value for file in FILES)}
TEMPLATES = {id_: word_template(form) for id_, form in FORMS.items()}
PIECES = (
    *(
        "某某单位",
        "培训，计划。",
        "（续）",
        "“引号”",
        "𠮷䶮〇Ⅱ㐀",
        "😀",
        "é ü ",
        "<&>\"'",
        "\u3000\u3000",
        " ",
        "\u00a0",
    ),
    *("\t", "peixun@example.org", "A" * 60, "www.example.org/" * 8, "1", "……", "\u2028", "\x85", "\ufeff"),
)
BAD = (
    "\x00",
    "\x0b",
    "\x7f",
    "\ufffe",
    "\U0001ffff",
    "\ud800",
    "\n",
    "".join(map(chr, range(1, 9))) + "\x0e\x0f",
)
Record = Mapping[str, str]


def in_browser(records: Sequence[tuple[str, Record]], *without: str) -> list[dict[str, Any]]:
    """Return what the browser's modules make of records, run by node; *without* what older browsers lack."""
    forms = {id_: form_data(form) for id_, form in FORMS.items()}
    done = subprocess.run(
        ["node", str(ROOT / "tests" / "forms-stdin.js")],
        input=json.dumps({"forms": forms, "records": records, "without": without}),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said: list[dict[str, Any]] = json.loads(done.stdout)
    return said


def in_python(id_: str, record: Record) -> list[dict[str, str]] | str:
    """Return the refusals, or the text of the document."""
    try:
        return document(fill_docx(TEMPLATES[id_], record))
    except RecordRefused as refused:
        return [{"field": each.field, "message": each.message} for each in refused.refusals]


def document(docx: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        assert package.testzip() is None
        return package.read(DOCUMENT).decode()


def assert_equal(records: Sequence[tuple[str, Record]], *without: str) -> list[list[dict[str, str]] | str]:
    ours = [in_python(*each) for each in records]
    for each, here, there in zip(records, ours, in_browser(records, *without), strict=True):
        made = document(base64.b64decode(there["docx"])) if "docx" in there else there["refusals"]
        assert made == here, each
        id_, record = each
        assert there["name"] == Names("", FORMS[id_]).name(record), each
    return ours


def at_random(form: Form, chance: random.Random) -> Record:
    """Return a record of odd texts, some too long, some that cannot stand on any page."""
    mild = chance.random() < 0.6
    record = {}
    for _, _, field in form.placed():
        if chance.random() < 0.4:
            continue
        if isinstance(field, ChoiceField):
            labels = [option.label for option in field.options]
            record[field.id] = chance.choice(labels if mild else [*labels, "没有这一项"])
        elif isinstance(field, DateField):
            record[field.id] = chance.choice(
                ["2023-06-05", "0987-12-01", *([] if mild else ["2023-02-29", "六月"])]
            )
        elif isinstance(field, TextField | LinesField):
            count = chance.choice([1, 2, 3] if mild else [1, 3, 8, 20, 90, 400])
            record[field.id] = "".join(chance.choices(PIECES[:13] if mild else PIECES, k=count))
            if mild:
                record[field.id] = record[field.id][: field.length]
            if field.kind == "lines":
                record[field.id] = record[field.id].replace(
                    "某某单位", chance.choice(["\n", "\r\n", "某单位\n"])
                )
            if not mild and chance.random() < 0.1:
                record[field.id] += chance.choice(BAD)
    return record


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


def test_without_compression_the_file_is_stored_and_read_all_the_same() -> None:
    record = {"unit": "某某单位", "subject": "公共科目", "plan": "一、某某。\n二、某某。"}
    [said] = in_browser([("offline-training", record)], "CompressionStream")
    assert read_docx(base64.b64decode(said["docx"]), FORMS).values == record
    assert_equal([("offline-training", record)], "CompressionStream")
