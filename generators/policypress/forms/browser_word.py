"""A form's Word template as the browser fills it: the same text, cut where something is put in.

site/js/form-word.js is the counterpart of :mod:`policypress.forms.word_filling`; it joins these pieces and
knows no WordprocessingML itself.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from policypress.forms.fields import ChoiceField, DateField, LinesField
from policypress.forms.word_cells import Slot
from policypress.forms.word_controls import (
    BREAKS,
    DATE,
    LINES,
    LONGEST_NAME,
    TEXT,
    Control,
    filled,
    paragraph,
    ticked,
    words,
)
from policypress.forms.word_filling import FURTHER_HEIGHT, SIZES, WordTemplate
from policypress.forms.word_parts import LINES_GAP, exact_line, type_size

MARKS = re.compile("[\ufdd0-\ufdd3]")
"""Characters that stand for none (Unicode 23.7) mark where something is put in."""
LINE, RUN, SHOWN, NUMBER = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"


def word_data(template: WordTemplate) -> dict[str, Any]:
    """Return what site/js/form-word.js needs to fill *template*, ready for JSON."""
    return {
        "rest": base64.b64encode(template.rest).decode(),
        "between": template.between,
        "after": template.after,
        "end": template.end,
        "sizes": asdict(SIZES),
        "types": {size: _type(size) for size in range(SIZES.least, SIZES.usual + 1)},
        "breaks": BREAKS,
        "slots": [_slot(slot, template) for slot in template.slots],
        "further": _further(template),
        "controls": len(template.controls),
    }


def _type(size: int) -> Mapping[str, str]:
    """Return what text of *size* half points has besides its style: its run, and its paragraph by kind."""
    if size == SIZES.usual:
        return {"run": "", "entry": "", "lines": ""}
    leading = size / 2 * SIZES.leading / 100
    return {
        "run": type_size(size / 2),
        "entry": exact_line(leading),
        "lines": exact_line(leading, LINES_GAP, LINES_GAP),
    }


def _slot(slot: Slot, template: WordTemplate) -> dict[str, Any]:
    field = slot.field
    data: dict[str, Any] = {"field": field.id, "blank": slot.blank}
    if isinstance(field, ChoiceField):
        tags = {option.id: f"{field.id}.{option.id}" for option in field.options}
        return {**data, "boxes": {id_: ticked(template.controls[tag]) for id_, tag in tags.items()}}
    control = template.controls[field.id]
    if isinstance(field, DateField):
        kind = DATE.replace("<w:date>", f'<w:date w:fullDate="{LINE}T00:00:00Z">')
        return {
            **data,
            "day": MARKS.split(
                paragraph("Day", filled(control, kind, words(SHOWN, slot.run)), slot.properties)
            ),
        }
    lines = isinstance(field, LinesField)
    content = filled(control, LINES if lines else TEXT, words(SHOWN, RUN))
    return {
        **data,
        "text": MARKS.split(paragraph("Lines" if lines else "Entry", content, LINE + slot.properties)),
        "lines": lines,
        "grows": slot.grows,
        "frame": asdict(slot.frame),
        "further": asdict(replace(slot.frame, height=FURTHER_HEIGHT)),
    }


def _further(template: WordTemplate) -> dict[str, Any]:
    """Return the paragraphs of a further page: its title, a line under it, and the text of each field."""
    title = template.form.title.replace("\n", "")
    return {
        "title": paragraph("Title", words(f"{title}附页"), "<w:pageBreakBefore/>"),
        "note": MARKS.split(paragraph("Note", words(SHOWN))),
        "text": {
            slot.field.id: _continued(slot.field.id, template.names[slot.field.id])
            for slot in template.slots
            if slot.grows
        },
    }


def _continued(id_: str, name: str) -> list[str]:
    """Return a further page's control, cut at its number on the pages, in the file, and at its text."""
    control = Control(tag=f"{id_}.further.{LINE}", name=f"{name}（附页）"[:LONGEST_NAME], number=0)
    xml = paragraph("Lines", filled(control, LINES, words(SHOWN)))
    return MARKS.split(xml.replace('<w:id w:val="0"/>', f'<w:id w:val="{NUMBER}"/>'))
