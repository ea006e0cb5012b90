"""How a filing form changed from one year to another: fields are told apart by their ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from policypress.change import Change, Kind
from policypress.forms.fields import ChoiceField, Field, NumberField, Space
from policypress.forms.model import Form
from policypress.forms.repeating import columns, repeats_of
from policypress.model.facts import Part
from policypress.texts import squeeze


def form_changes(before: Mapping[str, Form], after: Mapping[str, Form]) -> Iterator[Change]:
    """Yield what changed from the forms of one year to those of another, by id."""
    for id_, form in after.items():
        if id_ in before:
            yield from _fields(before[id_], form)
        else:
            yield _change(form, "", Kind.ADDED, form.title, f"新增《{form.title}》。")
    for id_, form in before.items():
        if id_ not in after:
            yield _change(form, "", Kind.ENDED, form.title, f"不再使用《{form.title}》。")


def _fields(before: Form, after: Form) -> Iterator[Change]:
    """Yield how one form changed: its title and note, then its fields in reading order."""
    name = f"《{after.title}》"
    if before.title != after.title:
        text = f"《{before.title}》改名为{name}。"
        yield _change(after, "title", Kind.CHANGED, after.title, text)
    if squeeze(before.note) != squeeze(after.note):
        text = f"{name}的注：原为“{before.note}”；现为“{after.note}”。"
        yield _change(after, "note", Kind.CHANGED, f"{name}的注", text)
    was, is_ = _placed(before), _placed(after)
    for id_, (label, field) in is_.items():
        if id_ not in was:
            yield _field(after, id_, label, Kind.ADDED, f"{name}新增“{label}”一栏。")
        elif text := "；".join(_differences(*was[id_], label, field)):
            yield _field(after, id_, label, Kind.CHANGED, f"{name}的“{was[id_][0]}”一栏：{text}。")
    for id_, (label, _) in was.items():
        if id_ not in is_:
            yield _field(before, id_, label, Kind.ENDED, f"{name}去掉“{label}”一栏。")
    yield from _repeats(before, after)
    yield from _spaces(before, after)


def _placed(form: Form) -> Mapping[str, tuple[str, Field]]:
    """Return every field with its name, by id; one of a repeated row once, without a number."""
    names = form.names()
    repeated = columns(form, names)
    return {
        field.id: (repeated[field.id].name if row.repeat else names[field.id], field)
        for row in form.rows
        for cell in row.cells
        for field in cell.fields
        if not isinstance(field, Space)
    }


def _repeats(before: Form, after: Form) -> Iterator[Change]:
    """Yield how many rows are printed of what is repeated in both, where that changed."""
    was, is_ = (
        {repeat.id: repeat for repeat in repeats_of(columns(form, form.names()))} for form in (before, after)
    )
    for id_, repeat in is_.items():
        if id_ in was and was[id_].times != repeat.times:
            text = f"《{after.title}》的“{repeat.label}”由印 {was[id_].times} 行改为印 {repeat.times} 行。"
            title = f"{after.title}的“{repeat.label}”"
            yield _change(after, f"field-{id_}", Kind.CHANGED, title, text)


SPACES: Mapping[str, str] = {"photo": "贴照片", "seal": "盖章"}


def _spaces(before: Form, after: Form) -> Iterator[Change]:
    """Yield which spaces for a photo or a seal came and went: all that tells them apart is their words."""
    was, is_ = (
        Counter(
            field
            for row in form.rows
            for cell in row.cells
            for field in cell.fields
            if isinstance(field, Space)
        )
        for form in (before, after)
    )
    for verb, kind, spaces in (("新增", Kind.ADDED, is_ - was), ("去掉", Kind.ENDED, was - is_)):
        for number, space in enumerate(spaces.elements(), 1):
            what = f"{SPACES[space.kind]}处“{squeeze(space.label)}”"
            which = f"{space.kind}-{kind.name.lower()}-{number}"
            yield _change(after, which, kind, f"{after.title}的{what}", f"《{after.title}》{verb}{what}。")


KINDS: Mapping[str, str] = {
    "text": "单行文字",
    "lines": "多行文字",
    "choice": "选项",
    "date": "日期",
    "period": "起止日期",
    "number": "数字",
}


def _differences(old_name: str, old: Field, name: str, new: Field) -> Iterator[str]:
    """Yield what differs in one field, in words."""
    if old_name != name:
        yield f"改名为“{name}”"
    if old.kind != new.kind:
        yield f"由填{KINDS[old.kind]}改为填{KINDS[new.kind]}"
    if isinstance(old, ChoiceField) and isinstance(new, ChoiceField):
        yield from _options(old, new)
    if isinstance(old, NumberField) and isinstance(new, NumberField):
        yield from _limits(old, new)
    if old.required != new.required:
        yield "改为必填" if new.required else "不再是必填"
    lengths = (getattr(old, "length", None), getattr(new, "length", None))
    if lengths[0] != lengths[1]:
        yield f"至多填 {lengths[1]} 字" if lengths[1] else "不再限制字数"
    if old.filled_by != new.filled_by:
        yield f"由{old.filled_by}填写改为由{new.filled_by}填写"


def _limits(old: NumberField, new: NumberField) -> Iterator[str]:
    if old.decimals != new.decimals:
        yield f"至多写 {new.decimals} 位小数" if new.decimals else "只写整数"
    for words, was, is_ in (("小于", old.least, new.least), ("大于", old.most, new.most)):
        if was != is_:
            yield f"不再限制不能{words}多少" if is_ is None else f"不能{words} {is_}"


def _options(old: ChoiceField, new: ChoiceField) -> Iterator[str]:
    was, is_ = old.labels, new.labels
    for verb, labels in (
        ("增加选项", [label for id_, label in is_.items() if id_ not in was]),
        ("去掉选项", [label for id_, label in was.items() if id_ not in is_]),
    ):
        if labels:
            yield f"{verb}“{'”“'.join(labels)}”"
    for id_, label in is_.items():
        if id_ in was and was[id_] != label:
            yield f"选项“{was[id_]}”改为“{label}”"


def _field(form: Form, id_: str, label: str, kind: Kind, text: str) -> Change:
    return _change(form, f"field-{id_}", kind, f"{form.title}的“{label}”一栏", text)


def _change(form: Form, which: str, kind: Kind, title: str, text: str) -> Change:
    """Return the change of *form*, or of *which* part of it: no form's id holds two hyphens in a row."""
    id_ = f"form-{form.id}--{which}" if which else f"form-{form.id}"
    return Change(id=id_, part=Part.FORMS, kind=kind, title=title, words=(text,))
