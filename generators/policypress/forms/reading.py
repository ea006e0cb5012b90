"""What was read out of a filled form, Word or PDF: its values, and what could not be taken over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from policypress.forms.fields import ChoiceField, Field, NumberField
from policypress.forms.model import Form
from policypress.forms.repeating import columns, repeats_of, rows_in
from policypress.forms.values import number_faults, read_value


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The values of one filled form."""

    form: Form
    values: Mapping[str, str]
    """Field id → text; empty fields left out; a choice by its label, others as in a record; lines end with LF."""
    remarks: tuple[str, ...]
    """What stands in the file and not in the values, and why, in Chinese."""


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


def rows_beyond(
    form: Form, names: Mapping[str, str], text_of: Callable[[str], str]
) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """Return the values of repeated rows beyond those printed, and what could not be taken over.

    *text_of* gives what stands on the further pages of a repetition, by its id.
    """
    values: dict[str, str] = {}
    remarks: list[str] = []
    lists = columns(form, names)
    for repeat in repeats_of(lists):
        for found in rows_in(lists, text_of(repeat.id)):
            if isinstance(found, str):
                remarks.append(f"附页“{repeat.label}”里的“{found}”不知是哪一栏，没有读入；应如“栏目1：内容”")
                continue
            field, name, text = found
            value, remark = read_back(field, name, text)
            values |= {field.id: value} if value else {}
            remarks += [remark] if remark else []
    return values, tuple(remarks)
