"""One list of units, YAML or a spreadsheet → units that know where they stand, or every fault of its shape."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from policypress.faults import Fault, PolicyError, UsageError
from policypress.file_text import ELSEWHERE, is_elsewhere
from policypress.forms.fields import UnitPart
from policypress.model.units import Unit
from policypress.read import read
from policypress.texts import squeeze

if TYPE_CHECKING:
    from policypress.tables import Row, Table

FOLDER = "policy/units"
SHEETS = (".csv", ".xlsx")
COLUMNS: Mapping[UnitPart, str] = {
    UnitPart.NAME: "单位名称",
    UnitPart.DEPARTMENT: "主管部门",
    UnitPart.BUREAU: "同级人事综合管理部门",
}
"""What a list says of a unit, as a spreadsheet heads it. No people, no telephone numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedUnit:
    """A unit and where it stands."""

    unit: Unit
    file: str
    line: int
    """Line of a YAML file, row of a spreadsheet."""
    place: str
    """``[3]`` or ``第 3 行``."""

    def fault(self, part: UnitPart, message: str) -> Fault:
        """Return a fault in what is said of the unit."""
        named = f"{self.place}.{part}" if self.place.startswith("[") else f"{self.place}“{COLUMNS[part]}”"
        return Fault(file=self.file, line=self.line, place=named, message=message)


def read_units(root: Path, file: str) -> tuple[ListedUnit, ...]:
    """Return the units of *file* under *root*; raise PolicyError with every fault of its shape."""
    if Path(file).suffix.lower() in SHEETS:
        return tuple(_from_table(file, _table(root, file)))
    located = read(root, file, tuple[Unit, ...])
    return tuple(
        ListedUnit(unit=unit, file=file, line=located.lines[f"[{at}]"], place=f"[{at}]")
        for at, unit in enumerate(located.value, 1)
    )


def _table(root: Path, file: str) -> Table:
    if is_elsewhere(root, file):
        raise PolicyError([Fault(file=file, line=1, place="文件", message=ELSEWHERE)])
    from policypress.tables import read_table, refuse_together  # most projects have no spreadsheet

    try:
        table = read_table(root / file)
        refuse_together(table.file, table.rows[0], lambda text: squeeze(text) in COLUMNS.values())
    except UsageError as error:
        # It names the file by its whole path; a fault names it from the project.
        message = str(error).replace(f"“{root / file}”", "这个文件")
        raise PolicyError([Fault(file=file, line=1, place="文件", message=message)]) from None
    return table


def _from_table(file: str, table: Table) -> Iterator[ListedUnit]:
    head, *rows = table.rows
    columns = [squeeze(name) for name in head.cells]
    if faults := [
        *_sheets(file, table),
        *_headings(file, head.number, columns),
        *(fault for row in rows for fault in _cells(file, columns, row)),
    ]:
        raise PolicyError(faults)
    places = {part: columns.index(label) for part, label in COLUMNS.items() if label in columns}
    for row in rows:
        said = {part: row.cell(at).strip() or None for part, at in places.items()}
        unit = Unit(
            name=said[UnitPart.NAME] or "",
            department=said.get(UnitPart.DEPARTMENT),
            bureau=said.get(UnitPart.BUREAU),
        )
        yield ListedUnit(unit=unit, file=file, line=row.number, place=f"第 {row.number} 行")


def _sheets(file: str, table: Table) -> Iterator[Fault]:
    """Yield a fault where a sheet has content that was not read: units would be missing, and nobody told."""
    if table.unread:
        message = f"{table.unread}，再从这个文件里删去，用不着的直接删去"
        yield Fault(file=file, line=1, place="文件", message=message)


def _cells(file: str, columns: list[str], row: Row) -> Iterator[Fault]:
    """Yield a fault of each cell that shows no value of its own, or stands under no heading."""
    for at, text in enumerate(row.cells):
        headed = at < len(columns)
        if at in row.faults:
            message = (f"“{text}”" if text else "") + row.faults[at]
        elif text.strip() and not headed:
            message = f"“{text}”上面没有表头；请移到有表头的列，或删去"
        else:
            continue
        place = f"第 {row.number} 行“{columns[at] if headed else f'第 {at + 1} 列'}”"
        yield Fault(file=file, line=row.number, place=place, message=message)


def _headings(file: str, row: int, columns: list[str]) -> Iterator[Fault]:
    def fault(name: str, message: str) -> Fault:
        return Fault(file=file, line=row, place=f"第 {row} 行“{name}”", message=message)

    if COLUMNS[UnitPart.NAME] not in columns:
        yield fault(
            COLUMNS[UnitPart.NAME],
            f"表头没有“{COLUMNS[UnitPart.NAME]}”一列；表头应为：{'、'.join(COLUMNS.values())}",
        )
    for at, name in enumerate(columns, 1):
        if name not in COLUMNS.values():
            taken = "、".join(COLUMNS.values())
            yield fault(name or f"第 {at} 列", f"名单不收这一列，也不收人员和电话；只收：{taken}。请删去")
        elif columns.index(name) != at - 1:
            yield fault(name, "这一列写了两次；请只留一列")
