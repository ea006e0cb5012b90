"""What was read out of a filled form, Word or PDF: its values, and what could not be taken over.

Which form a file is, and what is said of it, follow from one rule for both.

site/js/form-reading.js does the same in the browser.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from policypress.faults import UsageError
from policypress.forms.fields import DAY_WORDS, UNTIL, ChoiceField, Field, NumberField
from policypress.forms.fitting import unmarked
from policypress.forms.model import Form
from policypress.forms.repeating import columns, repeats_of, rows_in
from policypress.forms.values import number_faults, read_value
from policypress.texts import squeeze

LEAST_SHARE = 1 / 2
"""Of the fields of a file and a form together, those they have in common at least."""
SHOWN = 40
"""Characters shown of a text that was not taken over."""
MOST_PAGES = 99
"""Further pages of one text."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The values of one filled form."""

    form: Form
    values: Mapping[str, str]
    """Field id → text; empty fields left out; a choice by its label, others as in a record; lines end with LF."""
    remarks: tuple[str, ...]
    """What stands in the file and not in the values, and why, in Chinese."""
    hints: tuple[str, ...]
    """What the file lacks, in Chinese: nothing that stands in it is lost."""


def form_of(fields: AbstractSet[str], forms: Mapping[str, Form], kind: str) -> Form:
    """Return the form that has most in common with a file that has *fields*, by their ids.

    Raise UsageError where they share too little to be the same; *kind* is what sort of file it is: Word, PDF.
    """
    shares = [
        (len(fields & own) / len(fields | own), form)
        for form in forms.values()
        if (own := {field.id for _, _, field in form.placed()})
    ]
    share, form = max(shares, key=lambda pair: pair[0], default=(0.0, None))
    if form is None or share < LEAST_SHARE:
        titles = "、".join(dict.fromkeys(f"《{form.title}》" for form in forms.values()))
        raise UsageError(
            f"这份 {kind} 文件不是本项目的表，或被别的软件另存时丢了栏目；能读的有：{titles or '没有'}；"
            "请用从本站下载的表格填写"
        )
    return form


def refuse_two_tables(kind: str, places: Iterable[tuple[str, Iterable[str]]]) -> None:
    """Raise UsageError where a text stands twice in a file of sort *kind*, and not the same: it may hold two forms.

    *places* are the name of each place to type in, and every text the file has of it.
    """
    if twice := "、".join(f"“{name}”" for name, texts in places if len({*texts} - {""}) > 1):
        raise UsageError(
            f"这份 {kind} 文件里{twice}填了不止一处，内容不同，可能放了两张表；请每张表存为一份文件，每一栏只留一处"
        )


def differences(
    form: Form,
    strangers: Iterable[tuple[str, str, str]],
    pages_of: Callable[[str], Mapping[int, str]],
) -> Iterator[str]:
    """Yield what is lost where a file differs from the blank of *form*.

    *strangers* are key, name and text of what the form does not have; *pages_of* gives what the file has of a
    field or a repetition, by number of the page. A last page that says it goes on lacks the next.
    """
    for key, name, text in strangers:
        if text:
            called = f"“{name}”（{key}）" if name != key else f"“{key}”"
            yield f"现在的表没有{called}这一栏，可能是旧版的表；内容“{shortened(text)}”没有读入"
    names = form.names()
    lists = {repeat.id: repeat.label for repeat in repeats_of(columns(form, names))}
    for id_, name in {**names, **lists}.items():
        there = pages_of(id_)
        last = max(there, default=0)
        text = there.get(last, "")
        end = last if unmarked(text) == text else last + 1
        if lost := "、".join(str(page) for page in range(1, end + 1) if page not in there):
            yield f"“{name}”的附页缺第 {lost} 页，只读入了其余各页；请找回所缺的页，或照原表补全"


def shortened(text: str) -> str:
    """Return as much of *text* as is shown of what was not taken over."""
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}……"


def printed_texts(id_: str, forms: Iterable[Form]) -> frozenset[str]:
    """Return what the editions of one form, those of *forms* whose id is *id_*, print outside their fields.

    No text has white space in it; one is empty.
    """
    texts = chain.from_iterable(form.texts() for form in forms if form.id == id_)
    return frozenset(map(squeeze, texts)) | {"", UNTIL, DAY_WORDS}


def lacking(form: Form, missing: AbstractSet[str]) -> Iterator[str]:
    """Yield what to say of the fields of *form* that a file lacks, wholly or in part; nothing of none.

    *missing* are the keys of what it lacks: the id of a field, or, where a field has parts, that id, a full
    stop and the id of the part.
    """
    if told := "、".join(f"“{name}”" for name in _lacking(form, missing)):
        yield f"文件里没有{told}，按未填处理；可能是旧版的表，或被别的软件丢了栏目，请改用现在的表"


def _lacking(form: Form, missing: AbstractSet[str]) -> Iterator[str]:
    """Yield the name of each field that is gone; of a choice that has other boxes left, of each box."""
    names, heads = form.names(), {key.partition(".")[0] for key in missing}
    for _, _, field in form.placed():
        options = field.options if isinstance(field, ChoiceField) else ()
        gone = [option.label for option in options if f"{field.id}.{option.id}" in missing]
        if 0 < len(gone) < len(options):
            yield from (f"{names[field.id]}：{label}" for label in gone)
        elif field.id in heads:
            yield names[field.id]


def pages(found: Mapping[str, T], key_of: Callable[[int], str]) -> Mapping[int, T]:
    """Return what *found* holds of one text by number of the further page, 0 for its own place.

    *key_of* gives the key under which each is found.
    """
    keys = {page: key_of(page) for page in range(MOST_PAGES + 1)}
    return {page: found[key] for page, key in keys.items() if key in found}


def chosen(name: str, ticked: Sequence[str]) -> tuple[str, str]:
    """Return the label *ticked* in the choice *name*, empty where none is, and why there is none of several."""
    if len(ticked) > 1:
        return "", f"“{name}”勾了 {len(ticked)} 项（{'、'.join(ticked)}），只能选一项，没有读入；请只留一项"
    return (*ticked, "")[0], ""


def read_back(field: Field, name: str, text: str) -> tuple[str, str]:
    """Return what stands as *text* in *field*, called *name*, as a record holds it, and why it cannot be."""
    try:
        value = read_value(field, text)
    except ValueError as fault:
        return "", f"“{name}”写的是“{text}”，{fault}；没有读入"
    if isinstance(field, NumberField) and value and (faults := tuple(number_faults(field, name, value))):
        return "", "；".join((*faults, "没有读入"))
    if isinstance(field, ChoiceField) and value not in {option.label for option in field.options}:
        return "", f"“{name}”没有“{text}”这一项，没有读入"
    return value, ""


def read_fields(
    form: Form, value_of: Callable[[Field, str], tuple[str, str]], text_of: Callable[[str], str]
) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """Return the values of a file that is *form*, and what could not be taken over.

    *value_of* gives of a field and its name the value, empty where there is none, and why it was not taken
    over; *text_of* what stands on the further pages of a repetition, by its id.
    """
    values: dict[str, str] = {}
    remarks: list[str] = []
    names = form.names()
    for _, _, field in form.placed():
        value, remark = value_of(field, names[field.id])
        values |= {field.id: value} if value else {}
        remarks += [remark] if remark else []
    lists = columns(form, names)
    for repeat in repeats_of(lists):
        for found in rows_in(lists, unmarked(text_of(repeat.id))):
            if isinstance(found, str):
                remarks.append(f"附页“{repeat.label}”里的“{found}”不知是哪一栏，没有读入；应如“栏目1：内容”")
                continue
            field, name, text = found
            value, remark = read_back(field, name, text)
            values |= {field.id: value} if value else {}
            remarks += [remark] if remark else []
    return values, tuple(remarks)
