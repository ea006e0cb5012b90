"""What the page of a form carries so that it can be filled there: fields, routing, presets.

site/js/form-page.js reads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from policypress.addresses import form_file, proof_of, relative
from policypress.forms.browser_form import fields_data
from policypress.forms.fields import ChoiceField
from policypress.forms.model import Form, Partial
from policypress.forms.reading import printed_texts
from policypress.markup import marked_text
from policypress.model.facts import Fact
from policypress.model.policy import Policy
from policypress.record_fields import FIELD_FAULTS, FieldFault


def form_page_data(policy: Policy, form: Form, source: str) -> dict[str, Any]:
    """Return what site/js/form-page.js describes, ready for JSON; addresses are as seen from *source*."""
    data = reading_data(form, policy.known_forms.values())
    of_unit = {field.id: getattr(field, "from_unit", None) for _, _, field in form.placed()}
    return {
        **data,
        "id": form.id,
        "title": form.title,
        "namedBy": form.named_by,
        "fields": [{**field, "fromUnit": of_unit[field["id"]]} for field in data["fields"]],
        "routing": _routing(policy, form, source),
        "presets": [preset_data(form, id_, preset) for id_, preset in form.presets.items()],
        "units": bool(policy.units),
        "root": relative(source, ".") + "/",
        "scripts": None if policy.draft else _scripts(form.id),
    }


def _scripts(id_: str) -> Mapping[str, str]:
    kinds = {"form": "js", "pdf": "pdf.js", "sheet": "sheet.js"}
    return {name: form_file(id_, kind) for name, kind in kinds.items()}


def reading_data(form: Form, known: Iterable[Form]) -> dict[str, Any]:
    """Return what reading records of *form* and *form* itself, filled, takes: site/js/form-reading.js says which.

    *known* are the forms among which its other editions are.
    """
    faults = (FieldFault.NOT_A_DAY, FieldFault.NO_SUCH_DAY)
    return {
        **fields_data(form),
        "dayFaults": {fault: FIELD_FAULTS[fault] for fault in faults},
        "printed": sorted(printed_texts(form.id, known)),
    }


def preset_data(form: Form, id_: str, preset: Partial) -> dict[str, Any]:
    """Return *preset* as a record: a choice by the id of its option."""
    return {"id": id_, "title": preset.title, "values": record_of(form, preset)}


def record_of(form: Form, partial: Partial) -> Mapping[str, str]:
    """Return the values of *partial* as forms are filled with them: a choice by the id of its option."""
    options = {
        field.id: {option.label: option.id for option in field.options}
        for _, _, field in form.placed()
        if isinstance(field, ChoiceField)
    }
    return {id_: options.get(id_, {}).get(value, value) for id_, value in partial.values.items()}


def _routing(policy: Policy, form: Form, source: str) -> Mapping[str, Any] | None:
    if form.routing is None:
        return None
    facts = policy.newest.facts
    return {
        "field": form.routing.field,
        "through": _named(facts[form.routing.through], source),
        "routes": [
            {"choice": route.choice, **_named(facts[route.to], source), "fromUnit": route.from_unit}
            for route in form.routing.routes
        ],
    }


def _named(fact: Fact, source: str) -> Mapping[str, str]:
    return {"words": marked_text(fact), "link": relative(source, proof_of(fact))}
