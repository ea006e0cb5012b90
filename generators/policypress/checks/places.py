"""Where content that is shown for a year can point: the pages there are, and the places on each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from policypress import record_files
from policypress.addresses import (
    FAQ,
    FEEDS,
    FORM_KINDS,
    FORMS,
    PRESET_KINDS,
    TEXT,
    form_file,
    form_page,
    page_source,
    text_page,
)
from policypress.checks.references import facts_of
from policypress.content import calls
from policypress.forms.model import Form
from policypress.located import sound
from policypress.model.facts import Part
from policypress.model.questions import in_order, matters
from policypress.project import Page, Project
from policypress.spelling import near
from policypress.texts import paragraphs, sentences

GIVEN = re.compile(r"\{:?[^{}\n]*#([\w-]+)|\bid=\"([^\"]+)\"")
"""What gives a place an address in content: ``{#name}`` after a heading, or an element's id."""

TOLD = 20
"""So many addresses of a page are told where none is like the one that is missing."""


class Places:
    """The pages that content of a year can call, and the places on them."""

    def __init__(self, project: Project, year: int) -> None:
        self.project, self.year = project, year
        self.pages = project.pages_of(year)
        forms = project.forms if FORMS in self.pages else ()
        self.forms = {form_page(form.value.id).removesuffix(".md"): form.value for form in forms}
        self._known: dict[str, tuple[str, ...]] = {}

    def names(self) -> frozenset[str]:
        """Return the names of the pages."""
        return frozenset({TEXT, *self.pages, *self.forms})

    def missing(self, name: str, anchor: str = "") -> str | None:
        """Return that the page *name* is not there, or not the place *anchor* on it, and what is; None: both are."""
        names = self.names()
        if name not in names:
            return f"{self.year} 年没有“{name}”这一页；有：{'、'.join(sorted(names))}"
        if anchor and anchor not in self.on(name):
            return f"{self.year} 年的“{name}”这一页没有地址“{anchor}”；{_instead(anchor, self.on(name))}"
        return None

    def on(self, name: str) -> tuple[str, ...]:
        """Return the addresses of the places on the page *name*, which is there, in their order."""
        if name not in self._known:
            self._known[name] = tuple(dict.fromkeys(self._on(name)))
        return self._known[name]

    def _on(self, name: str) -> Iterator[str]:
        if name in self.pages:
            yield from self._on_page(self.pages[name])
        elif name == TEXT:
            notice = sound(self.project.years[self.year].notice)
            yield from _in_text(self.project.texts.get(notice.document, ""))
        else:
            yield from _on_form(self.forms[name])

    def _on_page(self, page: Page) -> Iterator[str]:
        for marked, named in GIVEN.findall(page.text):
            yield marked or named
        for call in calls(page.text):
            yield from BLOCKS.get(call.name, _nowhere)(self.project, self.year)


Made = Mapping[str, Callable[[], Iterable[str]] | None]
"""Files by path, each page with what gives the addresses of the places on it, any other with None."""


def sources(project: Project) -> Made:
    """Return what a build gives the engine that content can lead to."""
    made: dict[str, Callable[[], Iterable[str]] | None] = dict.fromkeys(_files(project))
    current = project.in_force or max(project.years)
    for year in project.years:
        places = Places(project, year)
        for name in (*places.pages, *places.forms):
            if name.startswith("year:") or year == current:
                made[page_source(name, year)] = partial(places.on, name)
    return made | {text_page(id_): partial(_in_text, text) for id_, text in project.texts.items()}


def _files(project: Project) -> Iterator[str]:
    """Yield the files that people and their programs take."""
    yield from (*FEEDS, record_files.ADDRESS)
    for form in (file.value for file in project.forms):
        yield from (form_file(form.id, kind) for kind in FORM_KINDS)
        yield from (form_file(form.id, kind, preset) for preset in form.presets for kind in PRESET_KINDS)


def _instead(anchor: str, places: Sequence[str]) -> str:
    """Return what was meant by *anchor* where that is a slip; else the first of *places*, which may be all sentences of a text."""
    if close := near(anchor, places):
        return f"是否想写“{close}”？"
    if not places:
        return "这一页没有写明地址的小标题；请在小标题后加 {#地址}"
    return f"有：{'、'.join(places[:TOLD])}{'等' if len(places) > TOLD else ''}"


def _nowhere(_project: Project, _year: int) -> Iterator[str]:
    yield from ()


def _in_text(text: str) -> Iterator[str]:
    """Yield the addresses of the paragraphs and sentences of a stored text."""
    for number, paragraph in enumerate(paragraphs(text), 1):
        yield f"p{number}"
        yield from (f"p{number}s{at}" for at, _ in enumerate(sentences(paragraph), 1))


def _on_form(form: Form) -> Iterator[str]:
    """Yield what ``site/templates/form.md`` gives an address."""
    yield from (f"preset={id_}" for id_ in form.presets)
    yield from ("fill", "batch", *(["routing"] if form.routing else []), "fields")
    yield from (f"example-{number}" for number, _ in enumerate(form.examples, 1))
    yield "troubles"


def _questions(project: Project, year: int) -> Iterator[str]:
    for matter, _, shown in matters(in_order(file.value for file in project.faq), year):
        yield matter
        yield from (question.id for question in shown)


def _common_questions(project: Project, year: int) -> Iterator[str]:
    asked = (question for file in project.faq for question in file.value.shown_in(year))
    if FAQ in project.pages_of(year) and any(question.common for question in asked):
        yield "asked"


def _cases(project: Project, year: int) -> Iterator[str]:
    file = project.years[year].cases
    yield from (case.id for case in file.value.cases) if file else ()


def _documents(project: Project, _year: int) -> Iterator[str]:
    yield from project.documents.value if project.documents else ()


def _facts(project: Project, year: int) -> Iterator[str]:
    yield from (f"fact-{id_}" for id_ in facts_of(project.years[year]))


def _changes(project: Project, _year: int) -> Iterator[str]:
    """Yield the headings that the page of changes has or may have."""
    for year in project.years:
        if project.before(year) is not None:
            yield f"year-{year}"
            yield from (f"year-{year}-{part.name.lower()}" for part in Part)
            yield from (f"year-{year}-{kind}" for kind in ("open", "same", "effects"))
    yield "years"


BLOCKS: Mapping[str, Callable[[Project, int], Iterator[str]]] = {
    "cases": _cases,
    "changes": _changes,
    "common_questions": _common_questions,
    "documents": _documents,
    "facts_table": _facts,
    "faq": _questions,
}
"""The places that a block gives an address, by the call that asks for it."""
