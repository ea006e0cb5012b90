"""Reading a filled PDF back: which form it is, its values, and what could not be taken over.

site/js/form-reading-pdf.js does the same in the browser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import assert_never

from policypress.forms.fields import (
    DAY_WORDS,
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
from policypress.forms.pdf_values import PdfContents, PdfField, pdf_contents
from policypress.forms.reading import (
    Reading,
    chosen,
    differences,
    form_of,
    lacking,
    pages,
    read_back,
    read_fields,
    refuse_two_tables,
    shortened,
)
from policypress.forms.repeating import columns, repeats_of

BOX, OFF = "Btn", ("Off", "")
FURTHER = re.compile(r"(.*)" + re.escape(SEPARATOR) + r"(?:[2-9]|[1-9][0-9])", re.DOTALL)
RENAMED = re.compile(r"\+[0-9]+$")
"""What qpdf adds to the name of a field, where it puts together files that both have one of that name."""

BESIDE = {
    "FreeText": "写在栏目外的文字",
    "Stamp": "图章或图片",
    "Ink": "手写笔迹",
    "FileAttachment": "附件",
    "Sig": "电子签名",
}
"""What stands on a page and in no field, by kind; any other is a note."""

Fields = Mapping[str, Sequence[PdfField]]
"""By name: where files were put together, each stands there twice."""


def read_pdf(data: bytes, forms: Mapping[str, Form]) -> Reading:
    """Return what stands in the filled PDF *data*, one of *forms*.

    The fields may have been filled by us or typed into in any viewer. Raise UsageError where the file is
    damaged, locked or oversized, or is none of these forms.
    """
    contents = pdf_contents(data)
    fields = _by_first_name(contents.fields)
    form = form_of({_head(name) for name in fields}, forms, "PDF")
    places = ((same[0].label, map(_typed, same)) for same in fields.values() if same[0].kind != BOX)
    refuse_two_tables("PDF", places)
    values, remarks = read_fields(form, partial(_value, fields=fields), partial(_joined, fields=fields))
    return Reading(
        form=form,
        values=values,
        remarks=(*remarks, *_differences(form, fields), *_beside(contents)),
        hints=tuple(lacking(form, {*_widgets(form)} - fields.keys())),
    )


def _beside(contents: PdfContents) -> Iterator[str]:
    """Yield a remark for what stands on the pages and in no field."""
    told: dict[str, list[str]] = {}
    for kind, texts in contents.beside.items():
        told.setdefault(BESIDE.get(kind, "批注"), []).extend(texts)
    for word, texts in told.items():
        text = "；".join(filter(None, texts))
        said = f"（“{shortened(text)}”）" if text else ""
        yield (
            f"文件里有 {len(texts)} 处{word}{said}，不在表的栏目里，没有读入；"
            "要填的内容请填进栏目，不要的请删去，其余以原件为准"
        )


def _by_first_name(found: Fields) -> Fields:
    """Return *found* with every field that was renamed under the name it had in its own file."""
    fields: dict[str, list[PdfField]] = {}
    for name, same in found.items():
        fields.setdefault(_first_name(name, found), []).extend(same)
    return fields


def _first_name(name: str, found: Fields) -> str:
    """Return *name* as it was: that of a field called the same. A further page is called otherwise than its field."""
    label = found[name][0].label
    while True:
        head, dot, rest = name.partition(".")
        before = RENAMED.sub("", head) + dot + rest
        if before == name or before not in found or found[before][0].label != label:
            return name
        name = before


def _typed(field: PdfField) -> str:
    """Return what was typed or ticked in *field*, empty where nothing was."""
    return "" if field.kind == BOX and field.value in OFF else field.value


def _text(same: Sequence[PdfField]) -> str:
    """Return what stands in one of the fields of one name, of which no two hold different texts."""
    return next(filter(None, map(_typed, same)), "")


def _head(name: str) -> str:
    """Return the key of the field to which the widget *name* belongs."""
    head = name.partition(".")[0]
    return further[1] if (further := FURTHER.fullmatch(head)) else head


def _value(field: Field, name: str, fields: Fields) -> tuple[str, str]:
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


def _joined(id_: str, fields: Fields) -> str:
    """Return the text of a field with its continuation."""
    return join([*_pages(id_, fields).values()] or [""])


def _pages(id_: str, fields: Fields) -> Mapping[int, str]:
    """Return the text of a field, or of a repetition, by number of the further page, 0 for its own place."""
    there = pages(fields, lambda page: f"{id_}{SEPARATOR}{page + 1}" if page else id_)
    return {page: _text(same) for page, same in there.items()}


def _ticked(field: ChoiceField, option: Option, fields: Fields) -> bool:
    return bool(_text(fields.get(f"{field.id}.{option.id}", ())))


def _days(field: DateField | PeriodField, name: str, fields: Fields) -> tuple[str, str]:
    written = [
        [_text(fields.get(f"{field.id}.{key}", ())).strip() for key in keys] for keys in days_of(field)
    ]
    if not any(map(any, written)):
        return "", ""
    text = UNTIL.join(
        "".join(f"{part}{word}" for part, word in zip(day, DAY_WORDS, strict=True)) for day in written
    )
    return read_back(field, name, text)


def _differences(form: Form, fields: Fields) -> Iterator[str]:
    """Yield a remark for what belongs to another edition of the form."""
    known, names = set(_widgets(form)), form.names()
    may_continue = {*(known & names.keys()), *(repeat.id for repeat in repeats_of(columns(form, names)))}
    strangers = (
        (name, same[0].label, _text(same))
        for name, same in fields.items()
        if name not in known and not ((further := FURTHER.fullmatch(name)) and further[1] in may_continue)
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
