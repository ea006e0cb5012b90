"""Reading a filled PDF back: which form it is, its values, and what could not be taken over.

site/js/form-reading-pdf.js does the same in the browser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import assert_never

from policypress.forms.fields import (
    UNTIL,
    ChoiceField,
    DateField,
    Field,
    LinesField,
    NumberField,
    Option,
    PeriodField,
    TextField,
    days_of,
)
from policypress.forms.fitting import join
from policypress.forms.model import Form
from policypress.forms.pdf_further import SEPARATOR
from policypress.forms.pdf_values import PdfField, pdf_fields
from policypress.forms.reading import (
    Reading,
    chosen,
    differences,
    form_of,
    lacking,
    pages,
    read_back,
    read_fields,
)
from policypress.forms.repeating import columns, repeats_of

OFF = ("Off", "")
FURTHER = re.compile(re.escape(SEPARATOR) + r"[0-9]{1,2}$")


def read_pdf(data: bytes, forms: Mapping[str, Form]) -> Reading:
    """Return what stands in the filled PDF *data*, one of *forms*.

    The fields may have been filled by us or typed into in any viewer. Raise UsageError where the file is
    damaged, locked or oversized, or is none of these forms.
    """
    fields = pdf_fields(data)
    form = form_of({_head(name) for name in fields}, forms, "PDF")
    values, remarks = read_fields(form, partial(_value, fields=fields), partial(_joined, fields=fields))
    return Reading(
        form=form,
        values=values,
        remarks=(*remarks, *_differences(form, fields)),
        hints=tuple(lacking(form, {*_widgets(form)} - fields.keys())),
    )


def _head(name: str) -> str:
    """Return the key of the field to which the widget *name* belongs."""
    return FURTHER.sub("", name.partition(".")[0])


def _value(field: Field, name: str, fields: Mapping[str, PdfField]) -> tuple[str, str]:
    """Return the value of *field*, empty where there is none, and what could not be taken over."""
    match field:
        case TextField() | LinesField():
            return _joined(field.id, fields), ""
        case ChoiceField():
            return chosen(name, [option.label for option in field.options if _ticked(field, option, fields)])
        case NumberField():
            return read_back(field, name, _joined(field.id, fields))
        case DateField() | PeriodField():
            return _days(field, name, fields)
    assert_never(field)


def _joined(id_: str, fields: Mapping[str, PdfField]) -> str:
    """Return the text of a field with its continuation."""
    return join([part.value for part in _pages(id_, fields).values()] or [""])


def _pages(id_: str, fields: Mapping[str, PdfField]) -> Mapping[int, PdfField]:
    """Return a field, or a repetition, by number of the further page, 0 for its own place."""
    return pages(fields, lambda page: f"{id_}{SEPARATOR}{page + 1}" if page else id_)


def _ticked(field: ChoiceField, option: Option, fields: Mapping[str, PdfField]) -> bool:
    box = fields.get(f"{field.id}.{option.id}")
    return box is not None and box.value not in OFF


def _days(field: DateField | PeriodField, name: str, fields: Mapping[str, PdfField]) -> tuple[str, str]:
    written = [
        [part.value.strip() if (part := fields.get(f"{field.id}.{key}")) is not None else "" for key in keys]
        for keys in days_of(field)
    ]
    if not any(map(any, written)):
        return "", ""
    text = UNTIL.join(
        "".join(f"{part}{word}" for part, word in zip(day, "年月日", strict=True)) for day in written
    )
    return read_back(field, name, text)


def _differences(form: Form, fields: Mapping[str, PdfField]) -> Iterator[str]:
    """Yield a remark for what belongs to another edition of the form."""
    known = set(_widgets(form))
    lists = {repeat.id for repeat in repeats_of(columns(form, form.names()))}
    strangers = (
        (name, field.label, "" if field.value in OFF else field.value)
        for name, field in fields.items()
        if FURTHER.sub("", name) not in known | lists
    )
    return differences(form, strangers, partial(_pages, fields=fields))


def _widgets(form: Form) -> Iterator[str]:
    """Yield the names of all widgets that the blank of *form* has."""
    for _, _, field in form.placed():
        if isinstance(field, ChoiceField):
            yield from (f"{field.id}.{option.id}" for option in field.options)
        elif isinstance(field, DateField | PeriodField):
            yield from (f"{field.id}.{key}" for keys in days_of(field) for key in keys)
        else:
            yield field.id
