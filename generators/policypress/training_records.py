"""A table of training records → the records that can be judged, and the rows that cannot.

site/js/training-table.js does the same in the browser.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from policypress.faults import UsageError
from policypress.hour_rule import Record, Rule
from policypress.model.cases import Status
from policypress.model.hours import Reckoning
from policypress.record_fields import (
    FIELD_FAULTS,
    FieldFault,
    common_form,
    read_amount,
    read_approval,
    read_day,
    read_year,
)
from policypress.texts import is_unseen, squeeze

if TYPE_CHECKING:  # reading spreadsheets takes a while to load, and the names of columns are wanted without
    from policypress.tables import Row, Table

T = TypeVar("T")
REQUIRED = ("姓名", "日期", "培训名称", "科目", "形式", "学时", "天数", "认定状态")
OPTIONAL = ("补训年度", "补训批准")
OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "姓名": ("人员姓名", "学员姓名", "职工姓名", "参训人员"),
    "日期": ("培训日期", "学习日期", "结束日期", "培训时间"),
    "培训名称": ("名称", "课程名称", "培训班名称", "培训项目", "项目名称"),
    "科目": ("培训科目", "科目类别", "课程类别"),
    "形式": ("培训形式", "培训方式", "学习形式", "方式"),
    "学时": ("学时数", "培训学时", "获得学时", "认定学时"),
    "天数": ("培训天数", "折合天数", "天"),
    "认定状态": ("状态", "认定情况", "认定结果"),
    "补训年度": ("补训所属年度",),
    "补训批准": ("补训批准情况", "批准情况"),
}
"""Column → headings that units write for it; each counts only where the column's own is not there."""
IDEOGRAPH = r"[\u3007\u3400-\u9fff\ue000-\ufaff\U00020000-\U0010ffff]"
"""Those of a system's own too, which older ones write rare names with."""
SPACED_NAME = re.compile(f"(?<={IDEOGRAPH}) (?={IDEOGRAPH})")
SHOWN = 40
"""Most characters shown of a value that is refused."""


class RowFault(StrEnum):
    """What is wrong with a row, beyond what is wrong with one field's writing."""

    NO_NAME = "no_name"
    NO_DAY = "no_day"
    NO_AMOUNT = "no_amount"
    NOT_A_SUBJECT = "not_a_subject"
    NO_STATUS = "no_status"
    NOT_A_STATUS = "not_a_status"
    BEYOND_HEADER = "beyond_header"


def row_faults(rule: Rule) -> Mapping[RowFault, str]:
    """Return the sentence for each fault: the fault and what would be right."""
    subjects, statuses = "、".join(subject.label for subject in rule.subjects), "、".join(Status)
    right = f"应为：{subjects}，通知没有说明科目的培训留空" if subjects else "请留空"
    return {
        RowFault.NO_NAME: "空缺；请填写姓名，合并的单元格请取消合并后每行填写",
        RowFault.NO_DAY: "日期空缺，无法判断属于哪一年；请填写培训日期",
        RowFault.NO_AMOUNT: "学时和天数都空缺；请至少填写一项",
        RowFault.NOT_A_SUBJECT: f"不是规定了最低学时的科目；{right}",
        RowFault.NO_STATUS: f"空缺；应为：{statuses}",
        RowFault.NOT_A_STATUS: f"不是认定状态；应为：{statuses}",
        RowFault.BEYOND_HEADER: "在表头以外；请检查这一行是否多了一格，或给这一列写上表头",
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class BadRow:
    """One fault of a row that is not judged; a row may have several."""

    row: int
    """Row number in the file, from 1."""
    column: str
    """Label of the column."""
    value: str
    """What stands there."""
    fault: str
    """The fault and what would be right."""

    def __str__(self) -> str:
        shown = self.value if len(self.value) <= SHOWN else self.value[:SHOWN] + "…"
        return f"第 {self.row} 行“{self.column}”：{f'“{shown}”' if shown else ''}{self.fault}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a table of training records holds."""

    records: tuple[Record, ...]
    bad: tuple[BadRow, ...]
    """Every fault, by row and column."""
    unread: Mapping[str, int]
    """Name → how many rows of that person have a fault, by first such row; without rows that name nobody."""
    ignored: tuple[str, ...]
    """Labels of columns that are not known and were not read."""


def read_records(table: Table, rule: Rule) -> Reading:
    """Return the records of *table* with subjects of *rule*; raise UsageError where it holds none.

    The first row with content is the header; spaces and full-width forms in it do not matter.
    """
    header, *rows = table.rows
    columns = _columns(table.file, header)
    if not rows:
        message = f"“{table.file}”只有表头，没有记录；请从表头下一行起每行写一条培训记录"
        raise UsageError(message)
    width, unused = len(header.cells), _unused(columns)
    readers = [
        _RowReader(row, columns, width, rule, table.epoch) for row in rows if _says_something(row, unused)
    ]
    records = [reader.record() for reader in readers]
    return Reading(
        records=tuple(record for record in records if record is not None),
        bad=tuple(fault for reader in readers for fault in reader.faults),
        unread=Counter(reader.whose for reader in readers if reader.faults and reader.whose),
        ignored=tuple(_unused(columns)),
    )


def _unused(columns: Mapping[str, int]) -> Mapping[str, int]:
    """Return those of *columns* that say nothing of a record, with their places."""
    return {label: place for label, place in columns.items() if label not in REQUIRED + OPTIONAL}


def _says_something(row: Row, unused: Mapping[str, int]) -> bool:
    """Return whether *row* holds more than formulas without a result in columns that are *unused*."""
    return any(text.strip() for text in row.cells) or not row.faults.keys() <= set(unused.values())


def _columns(file: str, header: Row) -> Mapping[str, int]:
    """Return the labels of *header* with their places; raise UsageError where one is missing."""
    from policypress.tables import refuse_together  # it is loaded: it gave the header

    refuse_together(file, header, _is_heading)
    written = [_heading(text) for text in header.cells]
    labels = [_label(name, written) for name in written]
    missing = [label for label in REQUIRED if label not in labels]
    if missing:
        message = (
            f"“{file}”第 {header.number} 行应为表头，缺少：{'、'.join(missing)}；"
            f"表头应有：{'、'.join(REQUIRED)}，可另有：{'、'.join(OPTIONAL)}，表头以上的标题行请删去"
        )
        raise UsageError(message)
    count = Counter(label for label in labels if label in REQUIRED + OPTIONAL)
    twice = [label for label in count if count[label] > 1]
    if twice:
        message = f"“{file}”第 {header.number} 行的表头重复：{'、'.join(twice)}；每列只留一个"
        raise UsageError(message)
    return {label: index for index, label in enumerate(labels) if label}


def _heading(text: str) -> str:
    return squeeze(common_form(text))


def _is_heading(text: str) -> bool:
    return _label(_heading(text), ()) in REQUIRED + OPTIONAL


def _label(name: str, written: Sequence[str]) -> str:
    """Return the column that the heading *name* stands for; *name* where it is none of ours."""
    known = (label for label, others in OTHER_NAMES.items() if name in others and label not in written)
    return next(known, name)


class _RowReader:
    """Reads one row, keeping every fault."""

    def __init__(self, row: Row, columns: Mapping[str, int], width: int, rule: Rule, epoch: date) -> None:
        self.row = row
        self.columns = columns
        self.width = width
        self.rule = rule
        self.epoch = epoch
        self.words = row_faults(rule)
        self.faults: list[BadRow] = []
        self.whose = ""
        """The name in the row, once it is read; empty where none can be."""

    def record(self) -> Record | None:
        """Return the record, or None where the row has a fault."""
        self.faults += self.broken_cells()
        self.whose = self.name()
        makeup_year = self.field("补训年度", read_year(self.text("补训年度")))
        day = self.day(makeup_given=bool(common_form(self.text("补训年度"))))
        subject, status = self.subject(), self.status()
        way = common_form(self.text("形式"))
        hours, days = self.amounts(way)
        self.faults.sort(key=lambda fault: self.columns[fault.column])
        self.faults += self.beyond_header()
        if self.faults or status is None:
            return None
        return Record(
            row=self.row.number,
            name=self.whose,
            day=day,
            title=common_form(self.text("培训名称")),
            subject=subject,
            way=way,
            hours=hours,
            days=days,
            status=status,
            makeup_year=makeup_year,
            makeup_approval=read_approval(self.text("补训批准")),
        )

    def text(self, column: str) -> str:
        """Return the cell's text; empty where the table lacks an optional column."""
        return self.row.cell(self.columns[column]) if column in self.columns else ""

    def is_broken(self, column: str) -> bool:
        """Return whether the cell shows no value of its own."""
        return self.columns.get(column) in self.row.faults

    def broken_cells(self) -> list[BadRow]:
        """Return the faults that the cells had before anybody read them."""
        broken = [column for column in REQUIRED + OPTIONAL if self.is_broken(column)]
        return [self.bad(column, self.row.faults[self.columns[column]]) for column in broken]

    def report(self, column: str, fault: str) -> None:
        """Take note of a fault; of a broken cell nothing more is told."""
        if not self.is_broken(column):
            self.faults.append(self.bad(column, fault))

    def beyond_header(self) -> Iterator[BadRow]:
        """Yield the cells with something in them that no heading stands above."""
        for at in range(self.width, len(self.row.cells)):
            if value := self.row.cells[at].strip():
                yield BadRow(
                    row=self.row.number,
                    column=f"第 {at + 1} 列",
                    value=value,
                    fault=self.words[RowFault.BEYOND_HEADER],
                )

    def bad(self, column: str, fault: str) -> BadRow:
        return BadRow(row=self.row.number, column=column, value=self.text(column).strip(), fault=fault)

    def field(self, column: str, value: T | FieldFault) -> T | None:
        """Return *value*, or None after reporting the fault it is."""
        if isinstance(value, FieldFault):
            self.report(column, FIELD_FAULTS[value])
            return None
        return value

    def name(self) -> str:
        """Return the name on one line; two-character names are often written with a space in them."""
        text = "" if self.is_broken("姓名") else self.text("姓名")
        seen = "".join(c for c in text if c.isspace() or not is_unseen(c))
        name = SPACED_NAME.sub("", " ".join(common_form(seen).split()))
        if not name:
            self.report("姓名", self.words[RowFault.NO_NAME])
        return name

    def day(self, *, makeup_given: bool) -> date | None:
        day = self.field("日期", found := read_day(self.text("日期"), self.epoch))
        if found is None and not makeup_given:
            self.report("日期", self.words[RowFault.NO_DAY])
        return day

    def subject(self) -> str | None:
        label = squeeze(common_form(self.text("科目")))
        subjects = {subject.label: subject.id for subject in self.rule.subjects}
        if label and label not in subjects:
            self.report("科目", self.words[RowFault.NOT_A_SUBJECT])
        return subjects.get(label)

    def status(self) -> Status | None:
        label = squeeze(common_form(self.text("认定状态")))
        if label in tuple(Status):
            return Status(label)
        self.report("认定状态", self.words[RowFault.NOT_A_STATUS if label else RowFault.NO_STATUS])
        return None

    def amounts(self, way: str) -> tuple[int | None, int | None]:
        """Return hours and days in tenths; one must be written, unless each item brings the same."""
        found = {column: read_amount(self.text(column)) for column in ("学时", "天数")}
        by_item = any(credit.way == way and credit.kind is Reckoning.PER_ITEM for credit in self.rule.credits)
        blank = all(value is None and not self.is_broken(column) for column, value in found.items())
        if blank and not by_item:
            self.report("学时", self.words[RowFault.NO_AMOUNT])
        hours, days = (self.field(column, value) for column, value in found.items())
        return hours, days
