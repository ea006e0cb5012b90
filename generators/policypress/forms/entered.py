"""A record as the places of a form take it: text for each entry, and which boxes are ticked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from policypress.forms.model import ChoiceField, DateField, Field, Form, LinesField, TextField
from policypress.forms.refusals import Refusal, unprintable

Path = tuple[str, ...]
"""Key of a field, then that of a part of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """What goes into the places of a form."""

    texts: Mapping[Path, str]
    """Never empty; lines end with a line feed."""
    ticks: frozenset[Path]
    refusals: tuple[Refusal, ...]
    """Why some of the record cannot."""


def naming(form: Form, names: Mapping[str, str], given: Entered) -> tuple[str, ...]:
    """Return the lines that say on a further page to which filled form it belongs."""
    texts = ((id_, given.texts.get((id_,), "")) for id_ in form.named_by)
    return tuple(f"{names[id_]}：{text}" for id_, text in texts if text)


def entered(form: Form, names: Mapping[str, str], record: Mapping[str, str]) -> Entered:
    """Return what of *record* (field id → text; a choice by id or label, a date in ISO form) goes where.

    *names* are those of the form's fields.
    """
    fields = {field.id: field for _, _, field in form.placed()}
    texts: dict[Path, str] = {}
    ticks: set[Path] = set()
    refusals: list[Refusal] = []
    for id_, given in record.items():
        value = given.replace("\r\n", "\n").replace("\r", "\n")
        if not value:
            continue
        if (field := fields.get(id_)) is None:
            refusals.append(Refusal(field=id_, message=f"表“{form.title}”没有“{id_}”这一栏"))
            continue
        for place in _placed(field, names[id_], value):
            if isinstance(place, str):
                refusals.append(Refusal(field=id_, message=place))
            elif place[1] is None:
                ticks.add(place[0])
            else:
                texts[place[0]] = place[1]
    return Entered(texts=texts, ticks=frozenset(ticks), refusals=tuple(refusals))


_Placed = tuple[Path, str | None]


def _placed(field: Field, name: str, value: str) -> Iterator[_Placed | str]:
    """Yield a path with its text, or with None for a tick; or why there is none."""
    match field:
        case TextField() | LinesField():
            yield _text(field, name, value)
        case ChoiceField():
            yield _choice(field, name, value)
        case DateField():
            yield from _date(field, name, value)
        case _:
            assert_never(field)


def _text(field: TextField | LinesField, name: str, value: str) -> _Placed | str:
    if fault := unprintable(name, value, lines=isinstance(field, LinesField)):
        return fault
    if field.length is not None and len(value) > field.length:
        return f"“{name}”共 {len(value)} 字，这一栏至多 {field.length} 字；请缩短"
    return (field.id,), value


def _choice(field: ChoiceField, name: str, value: str) -> _Placed | str:
    for option in field.options:
        if value in (option.id, option.label):
            return (field.id, option.id), None
    labels = "、".join(option.label for option in field.options)
    return f"“{name}”没有“{value}”这一项；应为：{labels}"


def _date(field: DateField, name: str, value: str) -> Iterator[_Placed | str]:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        yield f"“{name}”应写成 2023-06-05 这样的日期，现在是“{value}”"
        return
    yield (field.id, "year"), f"{day.year:04}"
    yield (field.id, "month"), str(day.month)
    yield (field.id, "day"), str(day.day)
