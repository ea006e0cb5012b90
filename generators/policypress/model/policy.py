"""A whole project, checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from policypress.forms.model import Form
from policypress.model.cases import Profile
from policypress.model.documents import Document
from policypress.model.questions import FaqFile, Question
from policypress.model.site import Section, Site, Template
from policypress.model.units import Unit
from policypress.model.year import Year, forms_in, in_force, year_before


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A whole project, checked: who holds one need not check it again."""

    site: Site
    documents: Mapping[str, Document]
    texts: Mapping[str, tuple[str, ...]]
    """Document id → paragraphs of its stored text."""
    years: Mapping[int, Year]
    """At least one, in order."""
    forms: Mapping[str, Form]
    """Today's, by id: those of the newest year."""
    earlier_forms: Mapping[int, Mapping[str, Form]]
    """Forms as they were up to and including a year, by that year and id."""
    profiles: tuple[Profile, ...]
    """In the order shown."""
    faq: tuple[FaqFile, ...]
    """In the order shown."""
    pages: Mapping[str, Template]
    """By name."""
    year_pages: Mapping[int, Mapping[str, Template]]
    """What stands in for a page in one year only, by year and name."""
    navigation: tuple[Section, ...]
    as_of: date
    """The day it is looked at: the day of publication, or the one that was asked for."""
    draft: bool
    """True: built to be looked over, while something may still await confirmation."""
    vocabulary: Mapping[str, tuple[str, ...]]
    """What the documents say → what people type for it."""
    units: tuple[Unit, ...] = ()

    @property
    def current(self) -> Year:
        """The year in force on :attr:`as_of`; what is loaded has one."""
        number = in_force({year.year: year.shown_from for year in self.years.values()}, self.as_of)
        if number is None:
            raise LookupError(self.as_of)
        return self.years[number]

    @property
    def newest(self) -> Year:
        """The newest year, in force or still to come: today's forms are of this one."""
        return self.years[max(self.years)]

    def before(self, year: int) -> Year | None:
        """Return the year that *year* is compared with: the last before it."""
        earlier = year_before(year, self.years)
        return None if earlier is None else self.years[earlier]

    @property
    def known_forms(self) -> Mapping[str, Form]:
        """Every form that is or was in use, today's first; an earlier one under its id and its last year."""
        earlier = {
            f"{id_} {until}": form
            for until in sorted(self.earlier_forms, reverse=True)
            for id_, form in self.earlier_forms[until].items()
        }
        return {**self.forms, **earlier}

    def page(self, name: str, year: int) -> Template | None:
        """Return the page *name* as it is in *year*, None where that year has none."""
        return self.year_pages.get(year, {}).get(name) or self.pages.get(name)

    def questions_of(self, year: int) -> tuple[Question, ...]:
        """Return the questions shown for *year*, in the order shown."""
        return tuple(question for file in self.faq for question in file.shown_in(year))

    def forms_of(self, year: int) -> Mapping[str, Form]:
        """Return the forms in force in *year*, by id."""
        return forms_in(year, self.earlier_forms, self.forms)
