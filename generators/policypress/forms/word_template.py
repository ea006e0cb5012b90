"""A form's Word template: the text of its blank, cut once wherever what was entered is put in.

:mod:`policypress.forms.word_filling` joins the pieces, and so does site/js/form-word.js in the browser, which
gets them as they are; neither writes WordprocessingML of its own.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import assert_never

from policypress.forms.entered import Entering
from policypress.forms.fields import (
    UNTIL,
    ChoiceField,
    DateField,
    LinesField,
    NumberField,
    PeriodField,
    TextField,
)
from policypress.forms.fitting import Frame, Sizes
from policypress.forms.model import Form
from policypress.forms.repeating import columns, repeats_of
from policypress.forms.word import blank_docx
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
    tags,
    ticked,
    words,
)
from policypress.forms.word_entries import style_of
from policypress.forms.word_parts import INDENT, LINE, LINES_GAP, POINT, SIZE, exact_line, type_size
from policypress.forms.word_slots import Slot, slots
from policypress.packages import Unfinished

DOCUMENT = "word/document.xml"
SIZES = Sizes(usual=round(SIZE * 2), leading=round(100 * LINE / SIZE))
"""Half points; the distance of lines is that of the file's styles."""
FURTHER = re.compile(r"(.*)\.further\.[1-9][0-9]?", re.DOTALL)
"""Tag of a control on a further page: that of the field it continues, and its number."""
FURTHER_HEIGHT = round(200 / POINT * 100)
"""Hundredths of a point for text on a further page: 200 mm."""
MARKS = re.compile("[\ufdd0-\ufdd2]")
"""Characters that stand for none (Unicode 23.7) mark where something is put in."""
FIRST, SECOND, SHOWN = "\ufdd0", "\ufdd1", "\ufdd2"

Cut = tuple[str, ...]
"""A text cut where something is put in: one piece more than there are such places."""


def joined(cut: Cut, *between: str) -> str:
    """Return the text of *cut*, with *between* put in one after another."""
    return "".join(chain.from_iterable(zip_longest(cut, between, fillvalue="")))


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSlot:
    """Where a text goes."""

    field: TextField | LinesField | NumberField
    blank: str
    """Its paragraphs while it is empty."""
    text: Cut
    """At what the paragraph of its size has, what the run has, and the text."""
    frame: Frame
    """Room for the text."""
    grows: bool
    """Whether it may go on on further pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceSlot:
    """Where one of several boxes is ticked."""

    field: ChoiceField
    blank: str
    boxes: Mapping[str, tuple[str, str]]
    """Id of an option → its box in the blank, and ticked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysSlot:
    """Where a day goes, or two."""

    field: DateField | PeriodField
    blank: str
    days: Cut
    """For each day at the one that Word keeps, in ISO form, and at the one shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """What text of one size has besides its style."""

    run: str
    entry: str
    """Its paragraph, where it is one line."""
    lines: str
    """Its paragraph, where it is several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Further:
    """What stands on a further page."""

    title: str
    note: Cut
    """A line under the title, at its text."""
    text: Mapping[str, Cut]
    """Id of a field or of a repetition → its control, at the page's number, the control's, and the text."""
    frame: Frame
    """Room for the rows of a repetition; for the text of a field it is as wide as its slot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordTemplate:
    """A blank Word form, ready to be filled many times."""

    form: Form
    names: Mapping[str, str]
    """Field id → name."""
    entering: Entering
    slots: tuple[TextSlot | ChoiceSlot | DaysSlot, ...]
    """In the order of the file."""
    types: Mapping[int, Type]
    """By size in half points."""
    further: Further
    controls: int
    """How many the blank has."""
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
    text, rest = _taken_apart(blank_docx(form))
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
        slots=tuple(_slot(slot, known) for slot in found),
        types={size: _type(size) for size in range(SIZES.least, SIZES.usual + 1)},
        further=_further(form, names, found),
        controls=len(known),
        between=tuple(between),
        after=after,
        end=mark + end,
        rest=rest,
        package=Unfinished(rest, DOCUMENT),
    )


def _taken_apart(docx: bytes) -> tuple[str, bytes]:
    """Return the text of the document, and the file without it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as blank, zipfile.ZipFile(out, "w") as rest:
        text = blank.read(DOCUMENT).decode()
        for part in blank.infolist():
            if part.filename != DOCUMENT:
                rest.writestr(part, blank.read(part), zipfile.ZIP_DEFLATED, 9)
    return text, out.getvalue()


def _slot(slot: Slot, known: Controls) -> TextSlot | ChoiceSlot | DaysSlot:
    field = slot.field
    match field:
        case TextField() | LinesField() | NumberField():
            content = filled(
                known[field.id], LINES if isinstance(field, LinesField) else TEXT, words(SHOWN, SECOND)
            )
            text = _cut(paragraph(style_of(field), content, FIRST + slot.properties))
            return TextSlot(field=field, blank=slot.blank, text=text, frame=slot.frame, grows=slot.grows)
        case ChoiceField():
            ids = (option.id for option in field.options)
            boxes = {id_: ticked(known[tag]) for id_, tag in zip(ids, tags(field), strict=True)}
            return ChoiceSlot(field=field, blank=slot.blank, boxes=boxes)
        case DateField() | PeriodField():
            kind = DATE.replace("<w:date>", f'<w:date w:fullDate="{FIRST}T00:00:00Z">')
            days = (filled(known[tag], kind, words(SHOWN, slot.run)) for tag in tags(field))
            content = words(UNTIL, slot.run).join(days)
            cut = _cut(paragraph(style_of(field), content, slot.properties))
            return DaysSlot(field=field, blank=slot.blank, days=cut)
    assert_never(field)


def _type(size: int) -> Type:
    if size == SIZES.usual:
        return Type(run="", entry="", lines="")
    leading = size / 2 * SIZES.leading / 100
    return Type(
        run=type_size(size / 2),
        entry=exact_line(leading),
        lines=exact_line(leading, LINES_GAP, LINES_GAP),
    )


def _further(form: Form, names: Mapping[str, str], found: Iterable[Slot]) -> Further:
    named = {slot.field.id: names[slot.field.id] for slot in found if slot.grows}
    named |= {repeat.id: repeat.label for repeat in repeats_of(columns(form, names))}
    width = round((float(sum(form.columns)) - 2 * INDENT) / POINT * 100)
    return Further(
        title=paragraph("Title", words(form.further_title), "<w:pageBreakBefore/>"),
        note=_cut(paragraph("Note", words(SHOWN))),
        text={id_: _continued(id_, name) for id_, name in named.items()},
        frame=Frame(width=width, height=FURTHER_HEIGHT),
    )


def _continued(id_: str, name: str) -> Cut:
    control = Control(tag=f"{id_}.further.{FIRST}", name=f"{name}（附页）"[:LONGEST_NAME], number=0)
    xml = paragraph("Lines", filled(control, LINES, words(SHOWN)))
    return _cut(xml.replace('<w:id w:val="0"/>', f'<w:id w:val="{SECOND}"/>'))


def _cut(text: str) -> Cut:
    return tuple(MARKS.split(text))
