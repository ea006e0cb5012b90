"""How a filing form changed from one year to another: fields are told apart by their ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policypress.change import Change, Kind
from policypress.forms.fields import ChoiceField, Field
from policypress.forms.model import Form
from policypress.model import Part
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
        yield _change(after, "-title", Kind.CHANGED, after.title, text)
    if squeeze(before.note) != squeeze(after.note):
        text = f"{name}的注：原为“{before.note}”；现为“{after.note}”。"
        yield _change(after, "-note", Kind.CHANGED, f"{name}的注", text)
    was, is_ = _placed(before), _placed(after)
    for id_, (label, field) in is_.items():
        if id_ not in was:
            yield _field(after, field, Kind.ADDED, f"{name}新增“{label}”一栏。")
        elif text := "；".join(_differences(*was[id_], label, field)):
            yield _field(after, field, Kind.CHANGED, f"{name}的“{was[id_][0]}”一栏：{text}。")
    for id_, (label, field) in was.items():
        if id_ not in is_:
            yield _field(before, field, Kind.ENDED, f"{name}去掉“{label}”一栏。")


def _placed(form: Form) -> Mapping[str, tuple[str, Field]]:
    """Return every field with its name, by id."""
    names = form.names()
    return {field.id: (names[field.id], field) for _, _, field in form.placed()}


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
    if old.required != new.required:
        yield "改为必填" if new.required else "不再是必填"
    lengths = (getattr(old, "length", None), getattr(new, "length", None))
    if lengths[0] != lengths[1]:
        yield f"至多填 {lengths[1]} 字" if lengths[1] else "不再限制字数"
    if old.filled_by != new.filled_by:
        yield f"由{old.filled_by}填写改为由{new.filled_by}填写"


def _options(old: ChoiceField, new: ChoiceField) -> Iterator[str]:
    was, is_ = ({option.id: option.label for option in field.options} for field in (old, new))
    for verb, labels in (
        ("增加选项", [label for id_, label in is_.items() if id_ not in was]),
        ("去掉选项", [label for id_, label in was.items() if id_ not in is_]),
    ):
        if labels:
            yield f"{verb}“{'”“'.join(labels)}”"
    for id_, label in is_.items():
        if id_ in was and was[id_] != label:
            yield f"选项“{was[id_]}”改为“{label}”"


def _field(form: Form, field: Field, kind: Kind, text: str) -> Change:
    title = f"{form.title}的“{form.names()[field.id]}”一栏"
    return _change(form, f"-{field.id}", kind, title, text)


def _change(form: Form, which: str, kind: Kind, title: str, text: str) -> Change:
    return Change(id=f"form-{form.id}{which}", part=Part.FORMS, kind=kind, title=title, words=(text,))
