"""A unit is found by one name, and what is said of it is neither a person nor a telephone number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policypress.faults import Fault
from policypress.forms.fields import TextField, UnitPart
from policypress.forms.model import Form
from policypress.forms.refusals import unprintable
from policypress.project import Project
from policypress.units.ids import id_of
from policypress.units.lists import COLUMNS, ListedUnit

CALLED = re.compile(r"\d(?:[-—\s()（）]?\d){6,}|\S@\S")
"""A telephone number, or an address of electronic mail."""
LONGEST = 100
"""Characters of a name: no unit's is longer, and a cell that is holds something else."""


def units_are_told_apart(project: Project) -> Iterator[Fault]:
    """Yield a fault where a unit has no name, or one that another unit has."""
    seen: dict[str, ListedUnit] = {}
    for listed in project.units:
        if not listed.unit.name.strip():
            yield listed.fault(UnitPart.NAME, "没有写单位名称；请补上，或删去这一行")
            continue
        first = seen.setdefault(id_of(listed.unit.name), listed)
        if first is not listed:
            where = f"{first.file}:{first.line}（{first.unit.name}）"
            yield listed.fault(
                UnitPart.NAME, f"“{listed.unit.name}”与 {where}重名；请只留一处，或写全称以便区分"
            )


def units_say_what_a_form_can_print(project: Project) -> Iterator[Fault]:
    """Yield a fault where what is said of a unit is no name of an institution, or fits no form."""
    limits = {part: list(_limits(project, part)) for part in UnitPart}
    for listed in project.units:
        for part in UnitPart:
            said: str | None = getattr(listed.unit, part)
            if said is None:
                continue
            if fault := unprintable(COLUMNS[part], said, lines=False):
                yield listed.fault(part, fault)
            if CALLED.search(said):
                yield listed.fault(part, f"“{said}”像是电话或邮箱；名单里不要写人员和电话，只写单位名称")
            for most, whose in limits[part]:
                if len(said) > most:
                    yield listed.fault(part, f"有 {len(said)} 字；至多 {most} 字（{whose}）")


def _limits(project: Project, part: UnitPart) -> Iterator[tuple[int, str]]:
    """Yield how many characters *part* may have, and for whose sake."""
    yield LONGEST, "单位名称不会更长"
    for form in project.forms:
        for field in _text_fields(form.value):
            if field.from_unit == part and field.length is not None:
                yield field.length, f"《{form.value.title}》的“{field.label}”"


def _text_fields(form: Form) -> Iterator[TextField]:
    return (field for _, _, field in form.placed() if isinstance(field, TextField))
