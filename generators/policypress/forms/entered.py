"""A record as the places of a form take it: text for each entry, and which boxes are ticked.

site/js/form-entered.js does the same in the browser.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from policypress.forms.fields import (
    ChoiceField,
    DateField,
    Field,
    LinesField,
    NumberField,
    PeriodField,
    TextField,
    days_of,
)
from policypress.forms.model import Form
from policypress.forms.refusals import Refusal, unprintable
from policypress.forms.repeating import Beyond, beyond, columns, in_row
from policypress.forms.values import days, number_faults, shown_value

Path = tuple[str, ...]
"""Key of a field, then that of a part of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """What goes into the places of a form."""

    texts: Mapping[Path, str]
    """Never empty; lines end with a line feed."""
    ticks: frozenset[Path]
    beyond: tuple[Beyond, ...]
    """Rows of repeated rows beyond those printed."""
    refusals: tuple[Refusal, ...]
    """Why some of the record cannot."""


def naming_lines(form: Form, names: Mapping[str, str], given: Entered) -> tuple[str, ...]:
    """Return the lines that say on a further page to which filled form it belongs."""
    texts = ((id_, given.texts.get((id_,), "")) for id_ in form.named_by)
    return tuple(f"{names[id_]}：{text}" for id_, text in texts if text)


class Entering:
    """Puts the records of one form where its places take them."""

    def __init__(self, form: Form, names: Mapping[str, str]) -> None:
        """*names* are those of the form's fields."""
        self.title = form.title
        self.fields = {field.id: (field, names[field.id]) for _, _, field in form.placed()}
        self.columns = columns(form, names)

    def entered(self, record: Mapping[str, str]) -> Entered:
        """Return what of *record* (field id → text, as :mod:`policypress.forms.values` holds it) goes where."""
        placed: dict[Path, str | None] = {}
        further: dict[str, str] = {}
        refusals: list[Refusal] = []
        for id_, given in record.items():
            if not given:
                continue
            value = given.replace("\r\n", "\n").replace("\r", "\n")
            if (known := self._field(id_)) is None:
                refusals.append(Refusal(field=id_, message=f"表“{self.title}”没有“{id_}”这一栏"))
                continue
            places = list(_placed(*known, value))
            if faults := [place for place in places if isinstance(place, str)]:
                refusals += (Refusal(field=id_, message=fault) for fault in faults)
            elif id_ in self.fields:
                placed |= dict(place for place in places if not isinstance(place, str))
            else:
                further[id_] = shown_value(known[0], value)
        return Entered(
            texts={path: text for path, text in placed.items() if text is not None},
            ticks=frozenset(path for path, text in placed.items() if text is None),
            beyond=beyond(self.columns, further),
            refusals=tuple(refusals),
        )

    def _field(self, id_: str) -> tuple[Field, str] | None:
        """Return the field of the key *id_* with its name; it may stand in a row beyond those printed."""
        if id_ in self.fields:
            return self.fields[id_]
        place = in_row(self.columns, id_)
        return place[0].at(place[1]) if place else None


_Placed = tuple[Path, str | None]


def _placed(field: Field, name: str, value: str) -> Iterator[_Placed | str]:
    """Yield a path with its text, or with None for a tick; or why there is none."""
    match field:
        case TextField() | LinesField():
            yield _text(field, name, value)
        case NumberField():
            yield from number_faults(field, name, value)
            yield (field.id,), value
        case ChoiceField():
            yield _choice(field, name, value)
        case DateField() | PeriodField():
            yield from _days(field, name, value)
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


def _days(field: DateField | PeriodField, name: str, value: str) -> Iterator[_Placed | str]:
    parts = days_of(field)
    try:
        written = days(value)
    except ValueError:
        written = ()
    if len(written) != len(parts):
        right = "2023-06-05 这样的日期" if len(parts) == 1 else "2023-06-05/2023-06-09 这样的起止日期"
        yield f"“{name}”应写成 {right}，现在是“{value}”"
        return
    if sorted(written) != list(written):
        yield f"“{name}”的止日早于起日：{shown_value(field, value)}；请核对"
    for day, keys in zip(written, parts, strict=True):
        for key, text in zip(keys, (f"{day.year:04}", str(day.month), str(day.day)), strict=True):
            yield (field.id, key), text
