"""A project whose files hold together → the Policy that everything is rendered from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from policypress.model import (
    DutiesFile,
    Fact,
    HoursFile,
    NoticeFile,
    Part,
    Policy,
    Site,
    SubjectsFile,
    Template,
    TrainingFile,
    Year,
)
from policypress.project import Project, YearFiles
from policypress.read import Located
from policypress.texts import locate, paragraphs

T = TypeVar("T")

PARTS: Mapping[type, Part] = {
    NoticeFile: Part.NOTICE,
    SubjectsFile: Part.SUBJECTS,
    HoursFile: Part.HOURS,
    TrainingFile: Part.TRAINING,
    DutiesFile: Part.DUTIES,
}


def policy_of(project: Project) -> Policy:
    """Return the Policy of a *project* that has no faults."""
    documents, site = _value(project.documents), _value(project.site)
    texts = {id_: paragraphs(text) for id_, text in project.texts.items()}
    return Policy(
        site=site,
        documents=documents,
        texts=texts,
        years={number: _year(number, files, texts, site) for number, files in sorted(project.years.items())},
        forms={form.value.id: form.value for form in project.forms},
        profiles=project.profiles.value.profiles if project.profiles else (),
        faq=tuple(sorted((file.value for file in project.faq), key=lambda file: (file.order, file.title))),
        pages={page.name: _template(page.name, page.text) for page in project.pages},
        navigation=_value(project.navigation),
    )


def _year(number: int, files: YearFiles, texts: Mapping[str, tuple[str, ...]], site: Site) -> Year:
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
        published=notice.published or date.fromisoformat(site.published[:10]),
    )


def _facts(number: int, files: YearFiles, texts: Mapping[str, tuple[str, ...]]) -> Mapping[str, Fact]:
    facts = {}
    for file in files.with_facts():
        for id_, entry in file.value.facts.items():
            document = entry.document or file.value.document
            facts[id_] = Fact(
                id=id_,
                year=number,
                part=PARTS[type(file.value)],
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
