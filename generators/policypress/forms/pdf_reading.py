"""Reading a filled PDF back: which form it is, its values, and what could not be taken over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import assert_never

from policypress.faults import UsageError
from policypress.forms.fields import (
    UNTIL,
    ChoiceField,
    DateField,
    Field,
    LinesField,
    NumberField,
    PeriodField,
    TextField,
    days_of,
)
from policypress.forms.fitting import MOST_PARTS, join
from policypress.forms.model import Form
from policypress.forms.pdf_further import SEPARATOR
from policypress.forms.pdf_values import PdfField, pdf_fields
from policypress.forms.reading import Reading, read_back, rows_beyond
from policypress.forms.repeating import columns, repeats_of

OFF = ("Off", "")
SHOWN = 40
"""Characters shown of a value that was not taken over."""
FURTHER = re.compile(re.escape(SEPARATOR) + r"[0-9]{1,2}$")


def read_pdf(data: bytes, forms: Mapping[str, Form]) -> Reading:
    """Return what stands in the filled PDF *data*, one of *forms*.

    The fields may have been filled by us or typed into in any viewer. Raise UsageError where the file is
    damaged, locked or oversized, or is none of these forms.
    """
    fields = pdf_fields(data)
    form = _form(fields, forms)
    names = form.names()
    values: dict[str, str] = {}
    remarks: list[str] = []
    for _, _, field in form.placed():
        for value, remark in _value(field, names[field.id], fields):
            if remark:
                remarks.append(remark)
            elif value:
                values[field.id] = value
    beyond, told = rows_beyond(form, names, partial(_joined, fields=fields))
    values |= beyond
    remarks += told
    return Reading(form=form, values=values, remarks=(*remarks, *_strangers(form, fields)))


def _form(fields: Mapping[str, PdfField], forms: Mapping[str, Form]) -> Form:
    """Return the form most of whose fields stand in the file, at least half of them."""
    heads = {_head(name) for name in fields}
    shares = [
        (len(heads & keys) / len(heads | keys), form)
        for form in forms.values()
        if (keys := {field.id for _, _, field in form.placed()})
    ]
    share, form = max(shares, key=lambda pair: pair[0], default=(0.0, None))
    if form is None or share < 1 / 2:
        titles = "、".join(dict.fromkeys(f"《{form.title}》" for form in forms.values()))
        raise UsageError(f"这份 PDF 不是本项目的表；能读的有：{titles or '没有'}")
    return form


def _head(name: str) -> str:
    """Return the key of the field to which the widget *name* belongs."""
    return FURTHER.sub("", name.partition(".")[0])


_Found = Iterator[tuple[str, str]]
"""Values, or remarks why there is none."""


def _value(field: Field, name: str, fields: Mapping[str, PdfField]) -> _Found:
    match field:
        case TextField() | LinesField():
            yield _joined(field.id, fields), ""
        case ChoiceField():
            yield from _choice(field, name, fields)
        case NumberField():
            yield read_back(field, name, _joined(field.id, fields))
        case DateField() | PeriodField():
            yield from _days(field, name, fields)
        case _:
            assert_never(field)


def _joined(id_: str, fields: Mapping[str, PdfField]) -> str:
    """Return the text of a field with its continuation."""
    further = (fields.get(f"{id_}{SEPARATOR}{number}") for number in range(2, MOST_PARTS + 1))
    parts = [fields.get(id_), *further]
    return join([part.value for part in parts if part is not None] or [""])


def _choice(field: ChoiceField, name: str, fields: Mapping[str, PdfField]) -> _Found:
    ticked = [
        option.label
        for option in field.options
        if (box := fields.get(f"{field.id}.{option.id}")) is not None and box.value not in OFF
    ]
    if len(ticked) > 1:
        yield "", f"“{name}”勾了 {len(ticked)} 项（{'、'.join(ticked)}），只能选一项，没有读入；请只留一项"
    elif ticked:
        yield ticked[0], ""


def _days(field: DateField | PeriodField, name: str, fields: Mapping[str, PdfField]) -> _Found:
    written = [
        [part.value.strip() if (part := fields.get(f"{field.id}.{key}")) is not None else "" for key in keys]
        for keys in days_of(field)
    ]
    if any(map(any, written)):
        text = UNTIL.join(
            "".join(f"{part}{word}" for part, word in zip(day, "年月日", strict=True)) for day in written
        )
        yield read_back(field, name, text)


def _strangers(form: Form, fields: Mapping[str, PdfField]) -> Iterator[str]:
    """Yield a remark for what belongs to another edition of the form."""
    known = set(_widgets(form))
    lists = {repeat.id for repeat in repeats_of(columns(form, form.names()))}
    for name, field in fields.items():
        if FURTHER.sub("", name) not in known | lists:
            text = field.value if len(field.value) <= SHOWN else f"{field.value[:SHOWN]}……"
            has = "没有内容" if field.value in OFF else f"内容“{text}”没有读入"
            yield f"现在的表没有“{field.label}”（{name}）这一栏，可能是旧版的表；{has}"
    if missing := sorted({name.partition(".")[0] for name in known - fields.keys()}):
        names = form.names()
        lacking = "、".join(f"“{names[id_]}”" for id_ in missing)
        yield f"文件里没有{lacking}，可能是旧版的表；请改用现在的表"


def _widgets(form: Form) -> Iterator[str]:
    """Yield the names of all widgets that the blank of *form* has."""
    for _, _, field in form.placed():
        if isinstance(field, ChoiceField):
            yield from (f"{field.id}.{option.id}" for option in field.options)
        elif isinstance(field, DateField | PeriodField):
            yield from (f"{field.id}.{key}" for keys in days_of(field) for key in keys)
        else:
            yield field.id
