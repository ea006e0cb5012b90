"""A project whose files hold together → the Policy that everything is rendered from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from policypress.forms.model import Form
from policypress.located import Located, sound
from policypress.model.facts import Fact, Part
from policypress.model.policy import Policy
from policypress.model.questions import in_order
from policypress.model.site import Template
from policypress.model.year import Year, first_shown
from policypress.model.year_files import DutiesFile, HoursFile, NoticeFile, SubjectsFile, TrainingFile
from policypress.project import Page, Project
from policypress.standing import document_of
from policypress.texts import locate, paragraphs

PARTS: Mapping[type, Part] = {
    NoticeFile: Part.NOTICE,
    SubjectsFile: Part.SUBJECTS,
    HoursFile: Part.HOURS,
    TrainingFile: Part.TRAINING,
    DutiesFile: Part.DUTIES,
}


def policy_of(project: Project, *, draft: bool = False) -> Policy:
    """Return the Policy of a *project* that has no faults, to be looked over where it is a *draft*."""
    documents, site = sound(project.documents), sound(project.site)
    return Policy(
        site=site,
        documents=documents,
        texts={id_: paragraphs(text) for id_, text in project.texts.items()},
        years={number: held_year(project, number) for number in sorted(project.years)},
        forms=_forms(project.forms),
        earlier_forms={year: _forms(forms) for year, forms in project.earlier_forms.items()},
        profiles=project.profiles.value.profiles if project.profiles else (),
        faq=in_order(file.value for file in project.faq),
        pages=_templates(project.pages, None),
        year_pages={number: _templates(project.pages, number) for number in project.years},
        navigation=sound(project.navigation),
        as_of=project.as_of or date.min,
        draft=draft,
        vocabulary=project.vocabulary.value if project.vocabulary else {},
        units=tuple(listed.unit for listed in project.units),
    )


def _forms(files: Iterable[Located[Form]]) -> Mapping[str, Form]:
    return {form.value.id: form.value for form in files}


def held_year(project: Project, number: int) -> Year:
    """Return the year *number* of a *project* whose files of that year, stored texts and site have no faults."""
    files = project.years[number]
    notice, hours = sound(files.notice), sound(files.hours)
    return Year(
        year=number,
        document=notice.document,
        facts=_facts(project, number),
        ask=notice.ask,
        subjects=sound(files.subjects).subjects,
        rule=hours.rule,
        offers=sound(files.training).offers,
        deadlines=sound(files.duties).deadlines,
        cases=sound(files.cases).cases,
        shown_from=first_shown(notice, hours),
        ended={id_: end for file in files.with_facts() for id_, end in (file.value.ended or {}).items()},
        unread=files.unread,
        published=notice.published or date.fromisoformat(sound(project.site).published[:10]),
    )


def _facts(project: Project, number: int) -> Mapping[str, Fact]:
    texts = {id_: paragraphs(text) for id_, text in project.texts.items()}
    facts = {}
    for file in project.years[number].with_facts():
        for id_, entry in file.value.facts.items():
            document = document_of(project, number, file, id_)
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


def _templates(pages: Iterable[Page], year: int | None) -> Mapping[str, Template]:
    return {page.name: _template(page.name, page.text) for page in pages if page.year == year}


def _template(name: str, text: str) -> Template:
    first, _, rest = text.partition("\n")
    return Template(name=name, title=first.removeprefix("#").strip(), text=rest)
