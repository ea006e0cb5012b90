"""The policy → the Markdown pages given to the site engine. Pure: no clock, no writing."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping

from markupsafe import Markup

from policypress import record_files
from policypress.addresses import FORMS, TEXT, form_page, proof_of, relative, source_of, text_page
from policypress.banners import banners
from policypress.blocks import Blocks
from policypress.calculator import calculator_data
from policypress.content import calls, fill
from policypress.described import faq_data, notice_data, plain
from policypress.form_guide import form_guide
from policypress.fulltext import full_text
from policypress.markup import document_name, safe
from policypress.model.policy import Policy
from policypress.model.site import Section, Template
from policypress.model.year import Year
from policypress.questions import common_questions, questions
from policypress.rendered import HEADINGS, Rendered, file_of, listing_of
from policypress.templates import fill_template, script_json


def pages(policy: Policy) -> Mapping[str, bytes]:
    """Return every Markdown page by path, from the root of the site."""
    rendered = tuple(_all(policy))
    listing = "\n".join(listing_of(policy, page, rendered) for page in rendered if HEADINGS in page.body)
    return {page.source: file_of(policy, page, listing).encode() for page in rendered}


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
    return years + [f"/{text_page(id_)}" for id_ in policy.texts if id_ != current.document]


def _placed(policy: Policy, name: str) -> Iterator[str]:
    current = policy.current.year
    if name == TEXT or policy.page(name, current):
        yield source_of(name, policy, current)
    if name == FORMS:
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
            if name == FORMS:
                yield from (form_guide(policy, form, section) for form in policy.forms.values())


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
    return Rendered(
        source=source,
        title=title,
        banner=banners(policy, source, name, about),
        body=body,
        section=section,
        year=about.year if about else None,
        data=_data(blocks, template, plain(title)),
    )


def _data(blocks: Blocks, template: Template, title: str) -> Mapping[str, object] | None:
    """Return what a page says of itself in the words of schema.org; None where it is neither notice nor questions."""
    if template.name == "year:notice":
        return notice_data(blocks.policy, blocks.policy.documents[blocks.year.document], title)
    return faq_data(blocks) if any(call.name == "faq" for call in calls(template.text)) else None


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
        source = text_page(id_)
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
