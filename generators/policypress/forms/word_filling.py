"""Filling a Word form: what was entered is put into the compiled blank at known places.

The blank's text is cut once at the paragraphs that hold its fields; a record is then a matter of
joining strings. All but ``word/document.xml`` is the blank's own.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import assert_never

from policypress.forms.entered import Entered, Entering, naming
from policypress.forms.fields import (
    UNTIL,
    ChoiceField,
    DateField,
    LinesField,
    NumberField,
    PeriodField,
    TextField,
    days_of,
)
from policypress.forms.fitting import Frame, Overflow, Sizes, fit, fit_growing, split, too_long
from policypress.forms.model import Form
from policypress.forms.refusals import RecordRefused, Refusal
from policypress.forms.repeating import Beyond
from policypress.forms.values import shown_day
from policypress.forms.widths import width_table
from policypress.forms.word import blank_docx
from policypress.forms.word_cells import Slot, slots, style_of
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
    shown,
    tags,
    ticked,
    words,
)
from policypress.forms.word_parts import INDENT, LINE, LINES_GAP, POINT, SIZE, exact_line, type_size
from policypress.packages import Unfinished

DOCUMENT = "word/document.xml"
SIZES = Sizes(usual=round(SIZE * 2), leading=round(100 * LINE / SIZE))
"""Half points; the distance of lines is that of the file's styles."""
FURTHER = re.compile(r"(.*)\.further\.[1-9][0-9]*", re.DOTALL)
"""Tag of a control on a further page: that of the field it continues, and its number."""
FURTHER_HEIGHT = round(200 / POINT * 100)
"""Hundredths of a point for text on a further page: 200 mm."""
HERE = "\ufdd0"
"""A character that stands for none (Unicode 23.7) marks where a text is put in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordTemplate:
    """A blank Word form, ready to be filled many times."""

    form: Form
    slots: tuple[Slot, ...]
    """In the order of the file."""
    names: Mapping[str, str]
    """Field id → name."""
    entering: Entering
    controls: Controls
    boxes: Mapping[str, tuple[str, str]]
    """Tag of a box → its control in the blank, and ticked."""
    days: Mapping[str, tuple[str, ...]]
    """Tag of a day → its control, cut where the day is put in."""
    around: Mapping[tuple[str, int], tuple[str, str]]
    """Field id and type size, in half points → what stands before and after a text."""
    width: int
    """Of the text on a further page, in hundredths of a point."""
    between: tuple[str, ...]
    """What stands before each slot."""
    after: str
    """What stands after the last one, down to where further pages go."""
    end: str
    """The rest."""
    rest: bytes
    """The file without its ``word/document.xml``."""
    package: Unfinished
    """The same, ready to be completed with one."""


def word_template(form: Form) -> WordTemplate:
    """Return the template of *form*."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(blank_docx(form))) as blank, zipfile.ZipFile(out, "w") as rest:
        text = blank.read(DOCUMENT).decode()
        for part in blank.infolist():
            if part.filename != DOCUMENT:
                rest.writestr(part, blank.read(part), zipfile.ZIP_DEFLATED, 9)
    found, names, known = tuple(slots(form)), form.names(), controls(form)
    between = []
    for slot in found:
        before, cut, text = text.partition(slot.blank)
        if not cut:
            raise ValueError(slot.field.id)
        between.append(before)
    after, mark, end = text.rpartition("<w:sectPr")
    return WordTemplate(
        form=form,
        names=names,
        entering=Entering(form, names),
        slots=found,
        controls=known,
        boxes=dict(_boxes(found, known)),
        days=dict(_days(found, known)),
        around=dict(_texts(found, known)),
        width=round((float(sum(form.columns)) - 2 * INDENT) / POINT * 100),
        between=tuple(between),
        after=after,
        end=mark + end,
        rest=out.getvalue(),
        package=Unfinished(out.getvalue(), DOCUMENT),
    )


def _boxes(found: Iterable[Slot], known: Controls) -> Iterator[tuple[str, tuple[str, str]]]:
    for slot in found:
        if isinstance(slot.field, ChoiceField):
            yield from ((tag, ticked(known[tag])) for tag in tags(slot.field))


def _days(found: Iterable[Slot], known: Controls) -> Iterator[tuple[str, tuple[str, ...]]]:
    for slot in found:
        if isinstance(slot.field, DateField | PeriodField):
            yield from ((tag, _around_day(known[tag], slot.run)) for tag in tags(slot.field))


def _texts(found: Iterable[Slot], known: Controls) -> Iterator[tuple[tuple[str, int], tuple[str, str]]]:
    for slot in found:
        if isinstance(slot.field, TextField | LinesField | NumberField):
            control = known[slot.field.id]
            for size in range(SIZES.least, SIZES.usual + 1):
                yield (slot.field.id, size), _around(slot, control, size)


def fill_docx(template: WordTemplate, record: Mapping[str, str]) -> bytes:
    """Return the form filled with *record*: field id → text, as :mod:`policypress.forms.values` holds it.

    The same record gives the same bytes. Raise RecordRefused, with every reason, where something does
    not fit.
    """
    given = template.entering.entered(record)
    filling = _Filling(template, given)
    texts = [filling.slot(slot) for slot in template.slots]
    for beyond in given.beyond:
        filling.list(beyond, template.width)
    if refusals := (*given.refusals, *filling.refusals):
        raise RecordRefused(refusals)
    pieces = chain.from_iterable(zip(template.between, texts, strict=True))
    document = "".join((*pieces, template.after, *filling.further(), template.end))
    return template.package.completed(document.encode())


class _Filling:
    """One record on its way into the file."""

    def __init__(self, template: WordTemplate, given: Entered) -> None:
        self.template, self.given = template, given
        self.form, self.known, self.names = template.form, template.controls, template.names
        self.refusals: list[Refusal] = []
        self.continued: list[_Continued] = []

    def slot(self, slot: Slot) -> str:
        """Return the paragraphs that stand in *slot* for this record."""
        match slot.field:
            case TextField() | LinesField() | NumberField():
                text = self.given.texts.get((slot.field.id,))
                return slot.blank if text is None else self._text(slot, text)
            case ChoiceField():
                return self._choice(slot)
            case DateField() | PeriodField():
                return self._days(slot, slot.field)
        assert_never(slot.field)

    def _choice(self, slot: Slot) -> str:
        xml = slot.blank
        for path in self.given.ticks:
            if path[0] == slot.field.id:
                xml = xml.replace(*self.template.boxes[".".join(path)])
        return xml

    def _days(self, slot: Slot, field: DateField | PeriodField) -> str:
        written = [[self.given.texts.get((field.id, key), "") for key in keys] for keys in days_of(field)]
        if not written[0][0]:
            return slot.blank
        days = (
            _day(self.template.days[tag], date(*map(int, parts)))
            for tag, parts in zip(tags(field), written, strict=True)
        )
        return paragraph(style_of(field), words(UNTIL, slot.run).join(days), slot.properties)

    def _text(self, slot: Slot, text: str) -> str:
        id_, lines = slot.field.id, isinstance(slot.field, LinesField)
        if slot.grows:
            return self._growing(slot, text)
        fitted = fit(text, slot.frame, width_table(), SIZES, lines=lines)
        if isinstance(fitted, Overflow):
            self._refuse(id_, self.names[id_], text, fitted)
            return slot.blank
        return self._set(id_, text, fitted.size)

    def _growing(self, slot: Slot, text: str) -> str:
        id_ = slot.field.id
        if fitted := fit_growing(text, slot.frame, width_table(), SIZES):
            return self._set(id_, text, fitted.size)
        parts = self._split(id_, self.names[id_], text, slot.frame)
        return self._set(id_, parts[0], SIZES.usual) if parts else slot.blank

    def _set(self, id_: str, text: str, size: int) -> str:
        before, after = self.template.around[id_, size]
        return before + shown(text) + after

    def list(self, beyond: Beyond, width: int) -> None:
        """Let the rows *beyond* those printed stand on further pages, *width* wide."""
        self._split(beyond.id, beyond.label, beyond.text, Frame(width=width, height=0))

    def _split(self, id_: str, name: str, text: str, frame: Frame) -> tuple[str, ...]:
        """Return the parts of *text*, the first for *frame*, with the others on further pages; none where it is refused."""
        further = replace(frame, height=FURTHER_HEIGHT)
        parts = split(text, frame if frame.height else further, further, width_table(), SIZES)
        if isinstance(parts, Overflow):
            self._refuse(id_, name, text, parts)
            return ()
        self.continued.append(_Continued(id=id_, name=name, parts=parts[1:] if frame.height else parts))
        return parts

    def _refuse(self, id_: str, name: str, text: str, overflow: Overflow) -> None:
        self.refusals.append(Refusal(field=id_, message=too_long(name, text, overflow)))

    def further(self) -> Iterator[str]:
        """Yield the paragraphs of the further pages: what they belong to, then the text."""
        number = len(self.known)
        for each in self.continued:
            for at, part in enumerate(each.parts, 1):
                number += 1
                title = self.form.title.replace("\n", "")
                yield paragraph("Title", words(f"{title}附页"), "<w:pageBreakBefore/>")
                which = f" {at}/{len(each.parts)}" if len(each.parts) > 1 else ""
                for line in (*naming(self.form, self.names, self.given), f"{each.name}（续{which}）"):
                    yield paragraph("Note", words(line))
                tag = f"{each.id}.further.{at}"
                control = Control(tag=tag, name=f"{each.name}（附页）"[:LONGEST_NAME], number=number)
                yield paragraph("Lines", filled(control, LINES, words(part)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Continued:
    """What stands on further pages."""

    id: str
    """Of the field, or of the repetition."""
    name: str
    parts: tuple[str, ...]
    """One a page."""


def _day(around: tuple[str, ...], day: date) -> str:
    before, between, after = around
    return f"{before}{day.isoformat()}{between}{shown_day(day)}{after}"


def _around_day(control: Control, run: str) -> tuple[str, ...]:
    """Return what stands before the day that Word keeps, between it and the day shown, and after that."""
    kind = DATE.replace("<w:date>", f'<w:date w:fullDate="{HERE}T00:00:00Z">')
    return tuple(filled(control, kind, words(HERE, run)).split(HERE))


def _around(slot: Slot, control: Control, size: int) -> tuple[str, str]:
    """Return what stands in *slot* before and after a text of *size* half points."""
    lines = isinstance(slot.field, LinesField)
    run, properties = "", slot.properties
    if size != SIZES.usual:
        leading, around = size / 2 * SIZES.leading / 100, LINES_GAP if lines else 0
        run, properties = type_size(size / 2), exact_line(leading, around, around) + properties
    content = filled(control, LINES if lines else TEXT, words(HERE, run))
    before, _, after = paragraph(style_of(slot.field), content, properties).rpartition(HERE)
    return before, after
