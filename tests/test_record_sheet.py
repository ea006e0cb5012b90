"""The workbook that training records are written in."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from policypress.faults import UsageError
from policypress.record_sheet import record_sheet
from policypress.tables import read_table
from policypress.training_records import OPTIONAL, REQUIRED, read_records
from years import RULE


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "模板.xlsx"
    made.write_bytes(record_sheet(RULE))
    return made


def test_the_sheet_to_write_in_has_every_column_and_no_record(path: Path) -> None:
    [header] = read_table(path).rows
    assert header.cells == REQUIRED + OPTIONAL
    with pytest.raises(UsageError, match="只有表头，没有记录"):
        read_records(read_table(path), RULE)


def test_a_record_written_into_it_is_read(path: Path) -> None:
    book = load_workbook(path)
    book["学时记录"].append(["甲", None, "课程", "公共科目", "网络培训", 30, None, "已认定", 2023, "已批准"])
    book.save(path)
    [record] = read_records(read_table(path), RULE).records
    assert not read_table(path).unread
    assert (record.name, record.hours, record.makeup_year) == ("甲", 300, 2023)


def test_it_offers_the_subjects_and_states_and_explains_every_column(path: Path) -> None:
    book = load_workbook(path)
    lists = [each.formula1 for each in book["学时记录"].data_validations.dataValidation]
    assert lists == ['"公共科目,专业科目"', '"已认定,待认定"']
    assert [row[0] for row in book["填写说明"].values] == ["列", *REQUIRED, *OPTIONAL]


def test_its_bytes_repeat() -> None:
    assert record_sheet(RULE) == record_sheet(RULE)
