"""Paragraphs, runs and content controls of a form's Word file, as WordprocessingML text.

Every control is written by :func:`entry` or :func:`box`, and stands in the file exactly so; a value is
put in by replacing that text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never
from uuid import NAMESPACE_OID, UUID, uuid5
from xml.sax.saxutils import escape

from policypress.forms.fields import (
    ENDS,
    ChoiceField,
    DateField,
    Field,
    LinesField,
    NumberField,
    PeriodField,
    TextField,
)
from policypress.forms.model import Form
from policypress.forms.word_parts import CHINESE
from policypress.texts import squeeze

LONGEST_NAME = 64
"""Word takes a file in which a control's name is longer for damaged."""

TEXT = "<w:text/>"
LINES = '<w:text w:multiLine="1"/>'
DATE = (
    '<w:date><w:dateFormat w:val="yyyy年M月d日"/><w:lid w:val="zh-CN"/>'
    '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
)
BOX = (
    '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2611" w14:font="宋体"/>'
    '<w14:uncheckedState w14:val="2610" w14:font="宋体"/></w14:checkbox>'
)


_BREAK = '</w:t><w:{}/><w:t xml:space="preserve">'
BREAKS: Mapping[str, str] = {"\n": _BREAK.format("br"), "\t": _BREAK.format("tab")}
"""What stands in a run for a line end and for a tab."""
_ESCAPED = re.compile("[&<>\n\t]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """What identifies a content control."""

    tag: str
    """Field id; for a box of a choice or an end of a period: field id, full stop, id of the option or the end."""
    name: str
    """Name that Word shows and screen readers speak."""
    number: int
    """Identity within the file: 1, 2, … in reading order."""


Controls = Mapping[str, Control]


def controls(form: Form) -> Controls:
    """Return tag → control in reading order; each box of a choice and each end of a period is one."""
    names = form.names()
    named = (
        (f"{field.id}{tag}", names[field.id] + name)
        for _, _, field in form.placed()
        for tag, name in _parts(field)
    )
    return {
        tag: Control(tag=tag, name=name[:LONGEST_NAME], number=number)
        for number, (tag, name) in enumerate(named, 1)
    }


def _parts(field: Field) -> Iterator[tuple[str, str]]:
    """Yield, for each control of *field*, what its tag and its name have besides those of the field."""
    match field:
        case ChoiceField():
            yield from ((f".{option.id}", f"：{squeeze(option.label)}") for option in field.options)
        case PeriodField():
            yield from ((f".{end}", f"：{name}") for end, name in ENDS.items())
        case TextField() | LinesField() | DateField() | NumberField():
            yield "", ""
        case _:
            assert_never(field)


def tags(field: Field) -> Iterator[str]:
    """Yield the tag of each control of *field*."""
    return (f"{field.id}{tag}" for tag, _ in _parts(field))


def paragraph(style: str, content: str, properties: str = "") -> str:
    """Return a paragraph of *style*, with what it has besides the style's properties."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def words(text: str, properties: str = "") -> str:
    """Return the run that prints *text*; line ends become line breaks, tabs what Word takes for one."""
    return f'<w:r><w:rPr>{CHINESE}{properties}</w:rPr><w:t xml:space="preserve">{shown(text)}</w:t></w:r>'


def shown(text: str) -> str:
    """Return what prints *text* within a run of :func:`words`."""
    return escape(text, dict(BREAKS)) if _ESCAPED.search(text) else text


def entry(control: Control, kind: str, placeholder: str) -> str:
    """Return a control for text or a day that is still empty; *kind* is TEXT, LINES or DATE."""
    shows = f'<w:placeholder><w:docPart w:val="{block(placeholder).hex}"/></w:placeholder><w:showingPlcHdr/>'
    return _control(control, shows + kind, placeholder_run(placeholder))


def box(control: Control) -> str:
    """Return a control for a box that is not ticked."""
    return _control(control, BOX, words("☐"))


def filled(control: Control, kind: str, content: str) -> str:
    """Return a control for text or a day that holds *content*; *kind* as for :func:`entry`."""
    return _control(control, kind, content)


def ticked(control: Control) -> tuple[str, str]:
    """Return the control of a box as it stands in the blank, and as it stands once ticked."""
    full = BOX.replace('<w14:checked w14:val="0"/>', '<w14:checked w14:val="1"/>')
    return box(control), _control(control, full, words("☑"))


def _control(control: Control, kind: str, content: str) -> str:
    name = escape(control.name, {'"': "&quot;"})
    return (
        f'<w:sdt><w:sdtPr><w:rPr>{CHINESE}</w:rPr><w:alias w:val="{name}"/><w:tag w:val="{control.tag}"/>'
        f'<w:id w:val="{control.number}"/><w:lock w:val="sdtLocked"/>{kind}</w:sdtPr>'
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def block(placeholder: str) -> UUID:
    """Return the identity of the building block from which a cleared control shows *placeholder* again."""
    return uuid5(NAMESPACE_OID, placeholder)


def placeholder_run(placeholder: str) -> str:
    """Return the run that shows *placeholder*."""
    return (
        '<w:r><w:rPr><w:rStyle w:val="PlaceholderText"/>'
        f'{CHINESE}</w:rPr><w:t xml:space="preserve">{placeholder}</w:t></w:r>'
    )
