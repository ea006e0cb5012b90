"""How a form changed from one year to another, in sentences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from checkout import ROOT
from policypress.change import sentence
from policypress.form_changes import form_changes
from policypress.forms.fields import ChoiceField, Field, NumberField, Space
from policypress.forms.model import Cell, Form
from policypress.model.policy import Policy
from policypress.read import read


def with_fields(form: Form, change: Callable[[Field | Space], Field | Space | None]) -> Form:
    """Return *form* with what *change* makes of each field; None leaves it out."""
    rows = tuple(
        replace(
            row,
            cells=tuple(
                replace(cell, fields=tuple(filter(None, map(change, cell.fields)))) for cell in row.cells
            ),
        )
        for row in form.rows
    )
    return replace(form, rows=rows)


def edit_field(form: Form, id_: str, **changes: object) -> Form:
    """Return *form* with *changes* in one field."""
    return with_fields(
        form,
        lambda field: (
            field if isinstance(field, Space) or field.id != id_ else replace(field, **changes)  # type: ignore[arg-type]
        ),
    )


def without_field(form: Form, id_: str) -> Form:
    return with_fields(form, lambda field: field if isinstance(field, Space) or field.id != id_ else None)


def test_fields_of_a_form_that_came_went_or_changed_are_told(policy: Policy) -> None:
    (old,) = policy.forms.values()
    options = next(field for _, _, field in old.placed() if isinstance(field, ChoiceField)).options
    new = edit_field(old, "subject", options=(replace(options[0], label="公需科目"),))
    new = edit_field(without_field(new, "email"), "scope", label="培训范围及人数", required=True)
    new = edit_field(edit_field(new, "postcode", length=None), "plan", filled_by="培训机构")
    words = [sentence(change.words) for change in form_changes({old.id: old}, {new.id: new})]
    name = "《事业单位工作人员线下培训备案表》"
    assert words == [
        f"{name}的“培训科目”一栏：去掉选项“专业科目”；选项“公共科目”改为“公需科目”。",
        f"{name}的“邮编”一栏：不再限制字数。",
        f"{name}的“培训及范围人数”一栏：改名为“培训范围及人数”；改为必填。",
        f"{name}的“培训计划”一栏：由申报单位填写改为由培训机构填写。",
        f"{name}去掉“E-mail”一栏。",
    ]
    back = [sentence(change.words) for change in form_changes({new.id: new}, {old.id: old})]
    assert f"{name}新增“E-mail”一栏。" in back


def test_a_form_s_own_title_and_note_that_changed_are_told(policy: Policy) -> None:
    (old,) = policy.forms.values()
    new = replace(old, title="某某培训备案表", note="注：一式两份。")
    assert [sentence(change.words) for change in form_changes({old.id: old}, {old.id: new})] == [
        "《事业单位工作人员线下培训备案表》改名为《某某培训备案表》。",
        f"《某某培训备案表》的注：原为“{old.note}”；现为“注：一式两份。”。",
    ]


def test_a_field_filled_in_another_way_and_numbers_bounded_otherwise_are_told() -> None:
    old = read(ROOT, "tests/data/forms/course-register.yaml", Form).value
    fields = {field.id: field for _, _, field in old.placed()}
    people = fields["people"]
    assert isinstance(people, NumberField)
    for new, words in (
        (replace(people, least=Decimal(5)), "不能小于 5"),
        (replace(people, least=None), "不再限制不能小于多少"),
        (replace(people, most=Decimal(300)), "不能大于 300"),
        (replace(people, decimals=2), "至多写 2 位小数"),
        (replace(fields["opinion"], id="people", label="人数"), "由填数字改为填多行文字"),
    ):
        changed = with_fields(old, lambda field, new=new: new if field == people else field)  # type: ignore[misc]
        (change,) = form_changes({old.id: old}, {old.id: changed})
        assert sentence(change.words) == f"《{old.title}》的“人数”一栏：{words}。"


def test_a_repeated_row_is_told_once() -> None:
    old = read(ROOT, "tests/data/forms/course-register.yaml", Form).value
    hours = [
        field
        for row in old.rows
        for cell in row.cells
        for field in cell.fields
        if isinstance(field, NumberField)
    ]
    *_, lessons, _ = old.rows
    assert lessons.repeat
    cells = tuple(
        replace(
            cell,
            fields=tuple(replace(each, decimals=0) if each == hours[-1] else each for each in cell.fields),
        )
        for cell in lessons.cells[:-1]
    )
    changed = replace(lessons, cells=(*cells, Cell()), repeat=replace(lessons.repeat, times=6))
    new = replace(old, rows=tuple(changed if row == lessons else row for row in old.rows))
    name = "《某某省某某系统培训课程登记表》"
    assert [sentence(change.words) for change in form_changes({old.id: old}, {new.id: new})] == [
        f"{name}的“学时”一栏：只写整数。",
        f"{name}去掉“日期”一栏。",
        f"{name}的“课程表”由印 4 行改为印 6 行。",
    ]


def test_spaces_for_photos_and_seals_that_came_or_went_are_told() -> None:
    def changed(field: Field | Space) -> Field | Space | None:
        if not isinstance(field, Space):
            return field
        return replace(field, label="（某某印章）") if field.kind == "seal" else None

    old = read(ROOT, "tests/data/forms/course-register.yaml", Form).value
    new = with_fields(old, changed)
    name, changes = f"《{old.title}》", list(form_changes({old.id: old}, {new.id: new}))
    assert [sentence(change.words) for change in changes] == [
        f"{name}新增盖章处“（某某印章）”。",
        f"{name}去掉贴照片处“照片”。",
        f"{name}去掉盖章处“（盖章）”。",
    ]
    assert len({change.id for change in changes}) == len(changes)


def test_no_two_changes_of_forms_have_one_id(policy: Policy) -> None:
    (form,) = policy.forms.values()
    ids = ("title", "note", "field", "photo")
    names = iter(ids)
    old = with_fields(
        form,
        lambda field: (
            field
            if isinstance(field, Space) or (id_ := next(names, None)) is None
            else replace(field, id=id_)
        ),
    )
    new = with_fields(
        replace(old, title="某某表", note="一式两份。"),
        lambda field: (
            field
            if isinstance(field, Space) or field.id not in ids
            else replace(field, label=f"新{field.label}")
        ),
    )
    others = {f"{form.id}-{which}": form for which in (*ids, "field-title")}
    added = {id_: replace(other, id=id_) for id_, other in others.items()}
    found = [change.id for change in form_changes({form.id: old}, {form.id: new, **added})]
    assert len(found) == 2 + len(ids) + len(added)
    assert sorted(set(found)) == sorted(found)


def test_forms_that_came_and_went_are_told_whole(policy: Policy) -> None:
    (form,) = policy.forms.values()
    other = replace(form, id="other", title="某某表")
    words = [sentence(change.words) for change in form_changes({form.id: form}, {"other": other})]
    assert words == ["新增《某某表》。", "不再使用《事业单位工作人员线下培训备案表》。"]
