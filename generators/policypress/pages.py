"""The policy → the Markdown pages given to the site engine. Pure: no clock, no writing."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from policypress import record_files
from policypress.addresses import TEXT, form_file, form_page, proof_of, relative, source_of
from policypress.banners import banners, state_of
from policypress.blocks import Blocks
from policypress.calculator import calculator_data
from policypress.content import calls, fill
from policypress.described import faq_data, notice_data, plain, service_data, summary
from policypress.form_page import form_page_data
from policypress.forms.fields import ChoiceField
from policypress.forms.model import Form, Partial
from policypress.fulltext import full_text
from policypress.markup import document_name, fact_link, quotes, safe
from policypress.model.policy import Policy
from policypress.model.site import Section
from policypress.model.year import Year
from policypress.questions import common_questions, questions
from policypress.templates import fill_template, script_json

HEADINGS = "\N{OBJECT REPLACEMENT CHARACTER}headings"
"""Stands for the list of all headings until every page is there."""
MODULE = re.compile(r'data-module="([a-z-]+)"')
"""Names the script and the style that a block of a page needs."""
HEADING = re.compile(r"^(#{2,3}) (.*) \{#(\S+)\}$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A page ready for the site engine."""

    source: str
    """Its Markdown file, from the root of the site."""
    title: str
    """As HTML."""
    banner: str
    """What stands above its text; no part of it, so that neither lists nor search hold it."""
    body: str
    section: Section
    year: int | None
    """The year it speaks of; None: of none."""
    whole_title: str | None = None
    """A title that stands alone, where the one in the navigation does not."""
    data: Mapping[str, object] | None = None
    """What it says of itself in the words of schema.org."""


def pages(policy: Policy) -> Mapping[str, bytes]:
    """Return every Markdown page by path, from the root of the site."""
    rendered = tuple(_all(policy))
    listing = "\n".join(_headings(policy, page, rendered) for page in rendered if HEADINGS in page.body)
    return {page.source: _file(policy, page, listing).encode() for page in rendered}


def navigation(policy: Policy) -> list[object]:
    """Return the engine's ``nav``: sections of pages of the year in force, forms after the page that lists them."""
    entries: list[object] = []
    for section in policy.navigation:
        children = [path for name in section.pages for path in _placed(policy, name)]
        if children:
            entries.append({html.escape(section.title): children if len(children) > 1 else children[0]})
    return entries


def unlisted(policy: Policy) -> list[str]:
    """Return what is built and stands in no navigation, as the engine's patterns: other years and their texts."""
    current = policy.current
    years = [f"/{year}/" for year in policy.years if year != current.year]
    return years + [f"/documents/{id_}.md" for id_ in policy.texts if id_ != current.document]


def _placed(policy: Policy, name: str) -> Iterator[str]:
    current = policy.current.year
    if name == TEXT or policy.page(name, current):
        yield source_of(name, policy, current)
    if name == "forms":
        yield from (form_page(id_) for id_ in policy.forms)


def _all(policy: Policy) -> Iterator[Rendered]:
    for section in policy.navigation:
        for name in section.pages:
            if name == TEXT:
                yield from _texts(policy, section)
            elif name.startswith("year:"):
                for year in policy.years.values():
                    if policy.page(name, year.year):
                        yield _page(policy, year, name, section)
            else:
                yield _page(policy, policy.current, name, section)
            if name == "forms":
                yield from (_form(policy, form, section) for form in policy.forms.values())


def _page(policy: Policy, year: Year, name: str, section: Section) -> Rendered:
    template, source = policy.page(name, year.year), source_of(name, policy, year.year)
    if template is None:
        raise KeyError(name)  # checked: every page of the navigation is there
    blocks = Blocks(policy=policy, year=year, source=source)
    functions = {
        **blocks.functions(),
        "faq": lambda: questions(blocks),
        "common_questions": lambda: common_questions(blocks),
        "headings": lambda: HEADINGS,
        "calculator": lambda: _calculator(policy, source),
    }
    body = fill(template.text, functions, year.year, policy.site)
    title = fill(template.title, functions, year.year, policy.site)
    title = title if "<" in title else safe(html.unescape(title))
    about = year if name.startswith("year:") else None
    data = None
    if name == "year:notice":
        data = notice_data(policy, policy.documents[year.document], plain(title))
    elif any(call.name == "faq" for call in calls(template.text)):
        data = faq_data(blocks)
    return Rendered(
        source=source,
        title=title,
        banner=banners(policy, source, name, about),
        body=body,
        section=section,
        year=about.year if about else None,
        data=data,
    )


def _calculator(policy: Policy, source: str) -> str:
    data = [
        calculator_data(policy, year, lambda fact: relative(source, proof_of(fact)))
        for year in policy.years.values()
    ]
    template = relative(source, record_files.ADDRESS)
    return fill_template(
        "calculator.html",
        year=policy.current.year,
        data=Markup(script_json(data)),
        template=template,
        template_title=record_files.TITLE,
    )


def _texts(policy: Policy, section: Section) -> Iterator[Rendered]:
    notices = {year.document: year for year in policy.years.values()}
    for id_, paragraphs in policy.texts.items():
        document, year = policy.documents[id_], notices.get(id_)
        body = f"下面是《{safe(document.title)}》（{safe(document.number)}）的全文，一字未改。\n{{: .text-intro }}\n\n"
        body += full_text(document, paragraphs)
        source = f"documents/{id_}.md"
        yield Rendered(
            source=source,
            title=safe(f"{document.number} 全文"),
            whole_title=f"{document_name(document)}全文",
            banner=banners(policy, source, TEXT, year),
            body=body if paragraphs else "全文还没有粘贴（待确认）。",
            section=section,
            year=year.year if year else None,
            data=notice_data(policy, document, document.title),
        )


def _form(policy: Policy, form: Form, section: Section) -> Rendered:
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


def _headings(policy: Policy, page: Rendered, all_: tuple[Rendered, ...]) -> str:
    """Return a list of every page with its headings, as seen from *page*; other years' pages last, by title only."""
    years = [year for year in policy.years.values() if year is not policy.current]
    states: Mapping[int | None, str] = {year.year: state_of(policy, year) for year in years}
    lines = []
    for other in sorted(all_, key=lambda other: other.year in states):
        address = relative(page.source, other.source)
        lines.append(f"- [{safe(plain(other.title))}]({address})")
        if other.year in states:
            lines[-1] += f"（{states[other.year]}）"
            continue
        for level, text, anchor in HEADING.findall(other.body):
            words = safe(plain(text))
            lines.append(f"{'    ' * (len(level) - 1)}- [{words}]({address}#{anchor})")
    return "\n".join(lines)


def _unsearched(listing: str) -> str:
    """Return *listing* as what search passes over: it would find every heading twice."""
    return f'<div class="headings" data-unsearched markdown="1">\n\n{listing}\n\n</div>'


def _hidden(page: Rendered) -> list[str]:
    """Return which columns beside *page* the engine leaves out: an empty table of contents takes room too."""
    if page.source == "index.md":
        return ["navigation", "toc"]
    return [] if HEADING.search(page.body) else ["toc"]


def _file(policy: Policy, page: Rendered, headings: str) -> str:
    about = policy.current if page.year is None else policy.years[page.year]
    title = plain(page.title)
    words = {
        "title": title,
        "whole_title": page.whole_title or title,
        "description": summary(page.body) or policy.site.description,
        "column": page.section.title,
        "column_type": page.section.kind,
        "published": policy.site.published,
        "notice_number": policy.documents[about.document].number,
    }
    meta = {
        # The theme puts them into markup as they are.
        **{key: html.escape(text) for key, text in words.items()},
        "data": script_json(page.data) if page.data else "",
        "in_sitemap": about.year >= policy.current.year or page.source.startswith("documents/"),
        "modules": sorted(set(MODULE.findall(page.body))),
        "hide": _hidden(page),
    }
    front = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in meta.items())
    return f"---\n{front}---\n\n# {page.title}\n\n{page.banner}\n\n{page.body.replace(HEADINGS, _unsearched(headings)).strip()}\n"
