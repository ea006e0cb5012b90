"""Filling a Word form: what was entered is put into the compiled blank at known places.

A record is a matter of joining strings; all but ``word/document.xml`` is the blank's own.
site/js/form-word.js is the same in the browser.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import assert_never

from policypress.forms.entered import Entered, naming_lines
from policypress.forms.fields import LinesField, days_of
from policypress.forms.fitting import Frame, Overflow, fit, fit_growing, split, too_long
from policypress.forms.refusals import RecordRefused, Refusal
from policypress.forms.repeating import Beyond
from policypress.forms.values import shown_day
from policypress.forms.widths import width_table
from policypress.forms.word_controls import shown
from policypress.forms.word_template import (
    SIZES,
    ChoiceSlot,
    DaysSlot,
    TextSlot,
    WordTemplate,
    joined,
)


def fill_docx(template: WordTemplate, record: Mapping[str, str]) -> bytes:
    """Return the form filled with *record*: field id → text, as :mod:`policypress.forms.values` holds it.

    The same record gives the same bytes. Raise RecordRefused, with every reason, where something does
    not fit.
    """
    given = template.entering.entered(record)
    filling = _Filling(template, given)
    texts = [filling.slot(slot) for slot in template.slots]
    for rows in given.beyond:
        filling.rows(rows)
    if refusals := (*given.refusals, *filling.refusals):
        raise RecordRefused(refusals)
    pieces = chain.from_iterable(zip(template.between, texts, strict=True))
    document = "".join((*pieces, template.after, *filling.further(), template.end))
    return template.package.completed(document.encode())


class _Filling:
    """One record on its way into the file."""

    def __init__(self, template: WordTemplate, given: Entered) -> None:
        self.template, self.given = template, given
        self.refusals: list[Refusal] = []
        self.continued: list[_Continued] = []

    def slot(self, slot: TextSlot | ChoiceSlot | DaysSlot) -> str:
        """Return the paragraphs that stand in *slot* for this record."""
        match slot:
            case TextSlot():
                text = self.given.texts.get((slot.field.id,))
                return slot.blank if text is None else self._text(slot, text)
            case ChoiceSlot():
                return self._choice(slot)
            case DaysSlot():
                return self._days(slot)
        assert_never(slot)

    def _choice(self, slot: ChoiceSlot) -> str:
        xml = slot.blank
        for option, (empty, full) in slot.boxes.items():
            if (slot.field.id, option) in self.given.ticks:
                xml = xml.replace(empty, full)
        return xml

    def _days(self, slot: DaysSlot) -> str:
        id_, parts = slot.field.id, days_of(slot.field)
        written = [[self.given.texts.get((id_, key), "") for key in keys] for keys in parts]
        if not written[0][0]:
            return slot.blank
        days = [date(*map(int, day)) for day in written]
        return joined(slot.days, *chain.from_iterable((day.isoformat(), shown_day(day)) for day in days))

    def _text(self, slot: TextSlot, text: str) -> str:
        lines = isinstance(slot.field, LinesField)
        if slot.grows:
            return self._growing(slot, text)
        fitted = fit(text, slot.frame, width_table(), SIZES, lines=lines)
        if isinstance(fitted, Overflow):
            self._refuse(slot.field.id, self.template.names[slot.field.id], text, fitted)
            return slot.blank
        return self._set(slot, text, fitted.size)

    def _growing(self, slot: TextSlot, text: str) -> str:
        id_, name = slot.field.id, self.template.names[slot.field.id]
        if fitted := fit_growing(text, slot.frame, width_table(), SIZES):
            return self._set(slot, text, fitted.size)
        further = replace(slot.frame, height=self.template.further.frame.height)
        first, *others = self._split(id_, name, text, slot.frame, further) or ("",)
        self.continued.append(_Continued(id=id_, name=name, parts=tuple(others)))
        return self._set(slot, first, SIZES.usual)

    def _set(self, slot: TextSlot, text: str, size: int) -> str:
        kind = self.template.types[size]
        paragraph = kind.lines if isinstance(slot.field, LinesField) else kind.entry
        return joined(slot.text, paragraph, kind.run, shown(text))

    def rows(self, beyond: Beyond) -> None:
        """Let the rows *beyond* those printed stand on further pages."""
        frame = self.template.further.frame
        parts = self._split(beyond.id, beyond.label, beyond.text, frame, frame)
        self.continued.append(_Continued(id=beyond.id, name=beyond.label, parts=parts))

    def _split(self, id_: str, name: str, text: str, frame: Frame, further: Frame) -> tuple[str, ...]:
        """Return the parts of *text*; none where it is refused."""
        parts = split(text, frame, further, width_table(), SIZES)
        if isinstance(parts, Overflow):
            self._refuse(id_, name, text, parts)
            return ()
        return parts

    def _refuse(self, id_: str, name: str, text: str, overflow: Overflow) -> None:
        self.refusals.append(Refusal(field=id_, message=too_long(name, text, overflow)))

    def further(self) -> Iterator[str]:
        """Yield the paragraphs of the further pages: what they belong to, then the text."""
        further, number = self.template.further, self.template.controls
        lines = naming_lines(self.template.form, self.template.names, self.given)
        for each in self.continued:
            for at, part in enumerate(each.parts, 1):
                number += 1
                which = f" {at}/{len(each.parts)}" if len(each.parts) > 1 else ""
                yield further.title
                for line in (*lines, f"{each.name}（续{which}）"):
                    yield joined(further.note, shown(line))
                yield joined(further.text[each.id], str(at), str(number), shown(part))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Continued:
    """What stands on further pages."""

    id: str
    """Of the field, or of the repetition."""
    name: str
    parts: tuple[str, ...]
    """One a page."""
