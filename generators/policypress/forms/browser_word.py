"""A form's Word template as site/js/form-word.js takes it: that of the command line, ready for JSON."""

from __future__ import annotations

import base64
from dataclasses import asdict
from typing import Any, assert_never

from policypress.forms.fields import LinesField
from policypress.forms.word_controls import BREAKS
from policypress.forms.word_template import SIZES, ChoiceSlot, DaysSlot, TextSlot, WordTemplate


def word_data(template: WordTemplate) -> dict[str, Any]:
    """Return what site/js/form-word.js needs to fill *template*, ready for JSON."""
    return {
        "rest": base64.b64encode(template.rest).decode(),
        "between": template.between,
        "after": template.after,
        "end": template.end,
        "sizes": asdict(SIZES),
        "types": {size: asdict(kind) for size, kind in template.types.items()},
        "breaks": BREAKS,
        "slots": [{"field": slot.field.id, "blank": slot.blank, **_places(slot)} for slot in template.slots],
        "further": asdict(template.further),
        "controls": template.controls,
    }


def _places(slot: TextSlot | ChoiceSlot | DaysSlot) -> dict[str, Any]:
    """Return where in *slot* what is put in."""
    match slot:
        case ChoiceSlot():
            return {"boxes": slot.boxes}
        case DaysSlot():
            return {"days": slot.days}
        case TextSlot():
            return {
                "text": slot.text,
                "frame": asdict(slot.frame),
                "lines": isinstance(slot.field, LinesField),
                "grows": slot.grows,
            }
    assert_never(slot)
