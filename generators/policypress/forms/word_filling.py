"""Filling a Word form: what was entered is put into the compiled blank at known places.

The blank's text is cut once at the paragraphs that hold its fields; a record is then a matter of
joining strings. All but ``word/document.xml`` is the blank's own.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from policypress.forms.entered import Entered, entered, naming
from policypress.forms.fitting import Frame, Overflow, Sizes, fit, split, too_long
from policypress.forms.model import ChoiceField, DateField, Form, LinesField
from policypress.forms.refusals import RecordRefused, Refusal
from policypress.forms.widths import width_table
from policypress.forms.word import blank_docx
from policypress.forms.word_cells import Slot, slots
from policypress.forms.word_controls import (
    DATE,
    LINES,
    LONGEST_NAME,
    TEXT,
    Control,
    Controls,
    controls,
    filled,
    paragraph,
    ticked,
    words,
)
from policypress.forms.word_parts import LINE, LINES_GAP, POINT, SIZE, exact_line, type_size
from policypress.packages import member

DOCUMENT = "word/document.xml"
SIZES = Sizes(usual=round(SIZE * 2), leading=round(100 * LINE / SIZE))
"""Half points; the distance of lines is that of the file's styles."""
FURTHER = re.compile(r"(.*)\.further\.[1-9][0-9]*", re.DOTALL)
"""Tag of a control on a further page: that of the field it continues, and its number."""
FURTHER_HEIGHT = 200
"""Millimetres for text on a further page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordTemplate:
    """A blank Word form, ready to be filled many times."""

    form: Form
    slots: tuple[Slot, ...]
    """In the order of the file."""
    names: Mapping[str, str]
    """Field id → name."""
    controls: Controls
    between: tuple[str, ...]
    """What stands before each slot."""
    after: str
    """What stands after the last one, down to where further pages go."""
    end: str
    """The rest."""
    rest: bytes
    """The file without its ``word/document.xml``."""


def word_template(form: Form) -> WordTemplate:
    """Return the template of *form*."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(blank_docx(form))) as blank, zipfile.ZipFile(out, "w") as rest:
        text = blank.read(DOCUMENT).decode()
        for part in blank.infolist():
            if part.filename != DOCUMENT:
                rest.writestr(part, blank.read(part), zipfile.ZIP_DEFLATED, 9)
    found = tuple(slots(form))
    between = []
    for slot in found:
        before, cut, text = text.partition(slot.blank)
        if not cut:
            raise ValueError(slot.field.id)
        between.append(before)
    after, mark, end = text.rpartition("<w:sectPr")
    return WordTemplate(
        form=form,
        names=form.names(),
        slots=found,
        controls=controls(form),
        between=tuple(between),
        after=after,
        end=mark + end,
        rest=out.getvalue(),
    )


def fill_docx(template: WordTemplate, record: Mapping[str, str]) -> bytes:
    """Return the form filled with *record*: field id → text, a choice by id or label, a date in ISO form.

    The same record gives the same bytes. Raise RecordRefused, with every reason, where something does
    not fit.
    """
    given = entered(template.form, template.names, record)
    filling = _Filling(template, given)
    texts = [filling.slot(slot) for slot in template.slots]
    if refusals := (*given.refusals, *filling.refusals):
        raise RecordRefused(refusals)
    pieces = chain.from_iterable(zip(template.between, texts, strict=True))
    document = "".join((*pieces, template.after, *filling.further(), template.end))
    out = io.BytesIO()
    out.write(template.rest)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr(member(DOCUMENT), document.encode(), compresslevel=6)
    return out.getvalue()


def further_frame(slot: Slot) -> Frame:
    """Return the room for text on a further page."""
    return replace(slot.frame, height=round(FURTHER_HEIGHT / POINT * 100))


class _Filling:
    """One record on its way into the file."""

    def __init__(self, template: WordTemplate, given: Entered) -> None:
        self.form, self.given = template.form, given
        self.known, self.names = template.controls, template.names
        self.refusals: list[Refusal] = []
        self.continued: list[tuple[Slot, tuple[str, ...]]] = []

    def slot(self, slot: Slot) -> str:
        """Return the paragraphs that stand in *slot* for this record."""
        field = slot.field
        if isinstance(field, ChoiceField):
            return self._choice(slot)
        if isinstance(field, DateField):
            return self._date(slot)
        text = self.given.texts.get((field.id,))
        return slot.blank if text is None else self._text(slot, text)

    def _choice(self, slot: Slot) -> str:
        xml = slot.blank
        for path in self.given.ticks:
            if path[0] == slot.field.id:
                empty, full = ticked(self.known[".".join(path)])
                xml = xml.replace(empty, full)
        return xml

    def _date(self, slot: Slot) -> str:
        parts = [self.given.texts.get((slot.field.id, part)) for part in ("year", "month", "day")]
        if None in parts:
            return slot.blank
        year, month, day = (int(part) for part in parts if part)
        kind = DATE.replace("<w:date>", f'<w:date w:fullDate="{year:04}-{month:02}-{day:02}T00:00:00Z">')
        shown = words(f"{year:04}年{month}月{day}日")
        return paragraph("Day", filled(self.known[slot.field.id], kind, shown))

    def _text(self, slot: Slot, text: str) -> str:
        lines = isinstance(slot.field, LinesField)
        fitted = fit(text, slot.frame, width_table(), SIZES, lines=lines, grows=slot.grows)
        if isinstance(fitted, Overflow) and slot.grows:
            parts = split(text, slot.frame, further_frame(slot), width_table(), SIZES)
            if not isinstance(parts, Overflow):
                self.continued.append((slot, parts))
                return self._paragraph(slot, self.known[slot.field.id], parts[0], SIZES.usual)
            fitted = parts
        if isinstance(fitted, Overflow):
            message = too_long(self.names[slot.field.id], text, fitted)
            self.refusals.append(Refusal(field=slot.field.id, message=message))
            return slot.blank
        return self._paragraph(slot, self.known[slot.field.id], text, fitted.size)

    @staticmethod
    def _paragraph(slot: Slot, control: Control, text: str, size: int) -> str:
        lines = isinstance(slot.field, LinesField)
        run, properties = "", slot.properties
        if size != SIZES.usual:
            leading, around = size / 2 * SIZES.leading / 100, LINES_GAP if lines else 0
            run, properties = type_size(size / 2), exact_line(leading, around, around) + properties
        content = filled(control, LINES if lines else TEXT, words(text, run))
        return paragraph("Lines" if lines else "Entry", content, properties)

    def further(self) -> Iterator[str]:
        """Yield the paragraphs of the further pages: what they belong to, then the text."""
        number = len(self.known)
        for slot, (_, *parts) in self.continued:
            name = self.names[slot.field.id]
            for at, part in enumerate(parts, 1):
                number += 1
                title = self.form.title.replace("\n", "")
                yield paragraph("Title", words(f"{title}附页"), "<w:pageBreakBefore/>")
                for line in (
                    *naming(self.form, self.names, self.given),
                    f"{name}（续{f' {at}/{len(parts)}' if len(parts) > 1 else ''}）",
                ):
                    yield paragraph("Note", words(line))
                tag = f"{slot.field.id}.further.{at}"
                control = Control(tag=tag, name=f"{name}（附页）"[:LONGEST_NAME], number=number)
                yield paragraph("Lines", filled(control, LINES, words(part)))
