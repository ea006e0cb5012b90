"""A project as it was read, not yet checked: every file's value, and the faults of what could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from policypress.faults import Fault
from policypress.forms.model import Form
from policypress.located import Located
from policypress.model.cases import CasesFile, ProfilesFile
from policypress.model.documents import Document
from policypress.model.questions import FaqFile, Vocabulary
from policypress.model.site import Section, Site
from policypress.model.year import first_shown, in_force, year_before
from policypress.model.year_files import (
    DutiesFile,
    HoursFile,
    NoticeFile,
    Review,
    ReviewFile,
    SubjectsFile,
    TrainingFile,
)
from policypress.units.lists import ListedUnit

FactFile = NoticeFile | SubjectsFile | HoursFile | TrainingFile | DutiesFile
TASKS = "任务清单.txt"
"""A year's list of what is to be done, for its editor: it stands beside the year's files, and nothing reads it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearFiles:
    """The files of one year; None stands for a file with faults."""

    notice: Located[NoticeFile] | None
    subjects: Located[SubjectsFile] | None
    hours: Located[HoursFile] | None
    training: Located[TrainingFile] | None
    duties: Located[DutiesFile] | None
    cases: Located[CasesFile] | None
    review: Located[ReviewFile] | None
    """None too where the year was not carried over."""

    @property
    def model(self) -> str | None:
        """The notice of another province that the year was started from; None: it was not."""
        return self.review.value.model if self.review else None

    @property
    def unread(self) -> frozenset[str]:
        """Files carried over and not yet read again for this year."""
        files = self.review.value.files if self.review else {}
        return frozenset(file for file, review in files.items() if review is Review.OPEN)

    def with_facts(self) -> Iterator[Located[FactFile]]:
        """Yield the readable files that hold facts."""
        files: tuple[Located[Any] | None, ...] = (
            self.notice,
            self.subjects,
            self.hours,
            self.training,
            self.duties,
        )
        return (file for file in files if file is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A Markdown file of ``content/pages``."""

    file: str
    name: str
    """``year:hours`` for ``content/pages/year/hours.md``, ``about`` for ``content/pages/about.md``."""
    text: str
    year: int | None = None
    """The only year it is of: ``content/pages/2023/hours.md`` is ``year:hours`` in 2023; None: not limited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """What could be read of a project, and the faults of the rest."""

    site: Located[Site] | None
    documents: Located[dict[str, Document]] | None
    texts: Mapping[str, str]
    """Document id → stored text."""
    years: Mapping[int, YearFiles]
    forms: tuple[Located[Form], ...]
    """Today's."""
    earlier_forms: Mapping[int, tuple[Located[Form], ...]]
    """Forms as they were up to and including a year, by that year."""
    profiles: Located[ProfilesFile] | None
    """None: the project has none, or the file has faults."""
    faq: tuple[Located[FaqFile], ...]
    pages: tuple[Page, ...]
    navigation: Located[tuple[Section, ...]] | None
    vocabulary: Located[Vocabulary] | None
    """None where the project has none."""
    units: tuple[ListedUnit, ...]
    """Of every list, in order."""
    faults: tuple[Fault, ...]
    as_of: date | None
    """The day it is looked at: the one asked for, else the day of publication; None: that cannot be read."""

    def of_every_year(self) -> Iterator[Located[Any]]:
        """Yield the readable files, besides pages, that are shown for a year without being its own."""
        single = (self.profiles, self.vocabulary, self.navigation, self.site)
        yield from (file for file in (*self.faq, *self.forms, *single) if file is not None)

    @property
    def in_force(self) -> int | None:
        """The year in force on :attr:`as_of`, None where there is none or its files have faults."""
        first = {
            number: first_shown(year.notice.value, year.hours.value)
            for number, year in self.years.items()
            if year.notice and year.hours
        }
        return in_force(first, self.as_of) if self.as_of else None

    def before(self, year: int) -> int | None:
        """Return the year that *year* is compared with: the last held before it."""
        return year_before(year, self.years)

    def pages_of(self, year: int) -> Mapping[str, Page]:
        """Return the pages of *year* by name; one that is limited to it stands in for the general one."""
        kept = [page for page in self.pages if page.year in (None, year)]
        return {page.name: page for page in sorted(kept, key=lambda page: page.year is not None)}


def published_day(site: Site) -> date | None:
    """Return the day on which *site* was published, None where it states none there is."""
    try:
        return date.fromisoformat(site.published[:10])
    except ValueError:
        return None
