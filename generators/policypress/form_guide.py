"""The page of a form: the form itself to fill, its files, where it is filed, what goes into each field."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from policypress.addresses import form_file, form_page, relative
from policypress.banners import banners
from policypress.described import service_data
from policypress.form_page import form_page_data
from policypress.forms.fields import ChoiceField
from policypress.forms.model import Form, Partial
from policypress.markup import document_name, fact_link, quotes, safe
from policypress.model.policy import Policy
from policypress.model.site import Section
from policypress.rendered import Rendered
from policypress.templates import fill_template, script_json


def form_guide(policy: Policy, form: Form, section: Section) -> Rendered:
    """Return the page of *form*, in the *section* of the navigation that lists the forms."""
    source = form_page(form.id)
    names = form.names()
    data = Markup(script_json(form_page_data(policy, form, source)))
    files = {kind: relative(source, form_file(form.id, kind)) for kind in ("docx", "pdf", "xlsx")}
    body = fill_template(
        "form.md",
        form=form,
        web_form=fill_template("form_fill.html", data=data),
        batch="" if policy.draft else fill_template("form_batch.html", form=form, template=files["xlsx"]),
        document=Markup(safe(document_name(policy.documents[form.document]))),
        files=files,
        presets=[] if policy.draft else [_preset(form, id_, source) for id_ in form.presets],
        routing=_routing(policy, form, source),
        fields=[
            {"name": names[field.id], "help": field.help, "filled_by": field.filled_by}
            for _, _, field in form.placed()
        ],
        examples=[_example(example, names) for example in form.examples],
    )
    return Rendered(
        source=source,
        title=safe(form.title),
        banner=banners(policy, source, "forms", None),
        body=str(body),
        section=section,
        year=None,
        data=service_data(policy, form, source),
    )


def _preset(form: Form, id_: str, source: str) -> Mapping[str, str]:
    files = {kind: relative(source, form_file(form.id, kind, id_)) for kind in ("docx", "pdf")}
    return {"title": form.presets[id_].title, "fill": f"#preset={id_}", **files}


def _routing(policy: Policy, form: Form, source: str) -> Mapping[str, object] | None:
    if form.routing is None:
        return None
    facts = policy.newest.facts
    field = form.field(form.routing.field)
    if not isinstance(field, ChoiceField):
        raise TypeError(form.routing.field)  # checked: a form is routed by a choice
    used = [facts[id_] for id_ in (form.routing.through, *(route.to for route in form.routing.routes))]
    return {
        "field": field.label,
        "through": Markup(fact_link(facts[form.routing.through], source)),
        "routes": [
            {"choice": field.labels[route.choice], "to": Markup(fact_link(facts[route.to], source))}
            for route in form.routing.routes
        ],
        "quotes": Markup(quotes(policy, used, source)),
    }


def _example(example: Partial, names: Mapping[str, str]) -> Mapping[str, object]:
    rows = [(names[id_], example.values[id_]) for id_ in names if id_ in example.values]
    return {"title": Markup(safe(example.title)), "rows": rows}
