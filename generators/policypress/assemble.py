"""A project whose files hold together → the Policy that everything is rendered from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from policypress.model import Fact, Policy, Template, Year
from policypress.project import Project, YearFiles
from policypress.read import Located
from policypress.texts import locate, paragraphs

T = TypeVar("T")


def policy_of(project: Project) -> Policy:
    """Return the Policy of a *project* that has no faults."""
    documents = _value(project.documents)
    texts = {id_: paragraphs(text) for id_, text in project.texts.items()}
    return Policy(
        site=_value(project.site),
        documents=documents,
        texts=texts,
        years={number: _year(number, files, texts) for number, files in sorted(project.years.items())},
        forms={form.value.id: form.value for form in project.forms},
        faq=tuple(sorted((file.value for file in project.faq), key=lambda file: (file.order, file.title))),
        pages={page.name: _template(page.name, page.text) for page in project.pages},
        navigation=_value(project.navigation),
        vocabulary=project.vocabulary.value if project.vocabulary else {},
    )


def _year(number: int, files: YearFiles, texts: Mapping[str, tuple[str, ...]]) -> Year:
    notice, hours = _value(files.notice), _value(files.hours)
    return Year(
        year=number,
        document=notice.document,
        facts=_facts(number, files, texts),
        ask=notice.ask,
        subjects=_value(files.subjects).subjects,
        rule=hours.rule,
        offers=_value(files.training).offers,
        deadlines=_value(files.duties).deadlines,
        cases=_value(files.cases).cases,
        shown_from=notice.shown_from or hours.rule.starts,
        ended={id_: end for file in files.with_facts() for id_, end in (file.value.ended or {}).items()},
    )


def _facts(number: int, files: YearFiles, texts: Mapping[str, tuple[str, ...]]) -> Mapping[str, Fact]:
    facts = {}
    for file in files.with_facts():
        for id_, entry in file.value.facts.items():
            document = entry.document or file.value.document
            facts[id_] = Fact(
                id=id_,
                year=number,
                title=entry.title,
                value=entry.value,
                unit=entry.unit,
                qualifier=entry.qualifier,
                as_printed=entry.as_printed,
                quote=entry.quote,
                document=document,
                anchor=locate(texts[document], entry.quote) or "",
                carried=entry.carried,
            )
    return facts


def _template(name: str, text: str) -> Template:
    first, _, rest = text.partition("\n")
    return Template(name=name, title=first.removeprefix("#").strip(), text=rest)


def _value(located: Located[T] | None) -> T:
    if located is None:
        message = "a project with faults has no policy"
        raise ValueError(message)
    return located.value
