"""A project folder, read whole but not yet checked: every file's value or its faults."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from policypress.faults import Fault, PolicyError
from policypress.file_text import text_of
from policypress.forms.model import Form
from policypress.listing import below, folders_in
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
from policypress.nodes import parse
from policypress.read import Parse, read
from policypress.units.lists import FOLDER as UNITS
from policypress.units.lists import SHEETS, ListedUnit, read_units

T = TypeVar("T")
FactFile = NoticeFile | SubjectsFile | HoursFile | TrainingFile | DutiesFile
YEAR = re.compile(r"[12]\d{3}")
"""What a folder of a year is called."""
EVERY = "**/*"
"""Names every file below a folder, where another pattern names those in it."""
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
        """Return the year that *year* is compared with: the one it was carried from, else the last held before it."""
        review = self.years[year].review
        return year_before(year, self.years, review.value.carried_from if review else None)

    def pages_of(self, year: int) -> Mapping[str, Page]:
        """Return the pages of *year* by name; one that is limited to it stands in for the general one."""
        kept = [page for page in self.pages if page.year in (None, year)]
        return {page.name: page for page in sorted(kept, key=lambda page: page.year is not None)}


def read_project(root: Path, as_of: date | None = None, parsed: Parse = parse) -> Project:
    """Return everything under *root* that can be read, with the faults of what cannot.

    *as_of* is the day it is looked at; None: the day of publication. *parsed* gives the tree of a text in YAML.
    """
    reader = _Folder(root, parsed)
    documents = reader.read("policy/documents.yaml", dict[str, Document])
    site = reader.read("policy/site.yaml", Site)
    return Project(
        site=site,
        documents=documents,
        texts=dict(reader.texts(documents.value if documents else {})),
        years=dict(reader.years()),
        forms=tuple(reader.each("policy/forms", Form)),
        earlier_forms=dict(reader.earlier_forms()),
        profiles=reader.optional("policy/profiles.yaml", ProfilesFile),
        faq=tuple(reader.each("content/faq", FaqFile)),
        pages=tuple(reader.pages()),
        navigation=reader.read("content/navigation.yaml", tuple[Section, ...]),
        vocabulary=reader.optional("policy/vocabulary.yaml", Vocabulary),
        units=tuple(reader.units()),
        faults=(*reader.faults, *reader.strangers()),
        as_of=as_of or (published_day(site.value) if site else None),
    )


def published_day(site: Site) -> date | None:
    """Return the day on which *site* was published, None where it states none there is."""
    try:
        return date.fromisoformat(site.published[:10])
    except ValueError:
        return None


class _Folder:
    """Reads the files of a project, keeping faults and remembering what was asked for."""

    def __init__(self, root: Path, parsed: Parse) -> None:
        self.root, self.parsed = root, parsed
        self.faults: list[Fault] = []
        self.known: set[str] = set()

    def names(self, folder: str, pattern: str) -> list[str]:
        """Return the files of *folder* that match, as paths from the project, in order."""
        place = self.root / folder
        found = (path for path in below(place) if pattern == EVERY or path.parent == place)
        return sorted(
            path.relative_to(self.root).as_posix() for path in found if path.match(pattern) and path.is_file()
        )

    def read(self, file: str, type_: type[T]) -> Located[T] | None:
        self.known.add(file)
        try:
            return read(self.root, file, type_, self.parsed)
        except PolicyError as error:
            self.faults += error.faults
            return None

    def optional(self, file: str, type_: type[T]) -> Located[T] | None:
        """Return what *file* holds, None where it is not there or has faults."""
        return self.read(file, type_) if (self.root / file).is_file() else None

    def each(self, folder: str, type_: type[T]) -> Iterable[Located[T]]:
        values = [self.read(file, type_) for file in self.names(folder, "*.yaml")]
        return (value for value in values if value is not None)

    def text(self, file: str) -> str | None:
        try:
            return text_of(self.root, file)
        except PolicyError as error:
            self.faults += error.faults
            return None

    def texts(self, documents: Mapping[str, Document]) -> Iterator[tuple[str, str]]:
        for id_, document in documents.items():
            if document.text and not document.text.leads_elsewhere:
                text = self.text(document.text.path)
                if text is not None:
                    yield id_, text

    def years(self) -> Iterator[tuple[int, YearFiles]]:
        folder = self.root / "policy" / "years"
        for name in folders_in(folder):
            if not YEAR.fullmatch(name):
                self.report(f"policy/years/{name}", "文件夹名应为四位年份，如 2023")
                continue
            yield int(name), self.year(f"policy/years/{name}", f"policy/cases/{name}.yaml")

    def year(self, folder: str, cases: str) -> YearFiles:
        return YearFiles(
            notice=self.read(f"{folder}/notice.yaml", NoticeFile),
            subjects=self.read(f"{folder}/subjects.yaml", SubjectsFile),
            hours=self.read(f"{folder}/hours.yaml", HoursFile),
            training=self.read(f"{folder}/training.yaml", TrainingFile),
            duties=self.read(f"{folder}/duties.yaml", DutiesFile),
            cases=self.read(cases, CasesFile),
            review=self.optional(f"{folder}/review.yaml", ReviewFile),
        )

    def earlier_forms(self) -> Iterator[tuple[int, tuple[Located[Form], ...]]]:
        folder = self.root / "policy" / "forms"
        for name in folders_in(folder):
            if YEAR.fullmatch(name):
                yield int(name), tuple(self.each(f"policy/forms/{name}", Form))

    def units(self) -> Iterator[ListedUnit]:
        for file in self.names(UNITS, "*"):
            if Path(file).suffix.lower() in {".yaml", *SHEETS} and not Path(file).name.startswith(
                (".", "~$")
            ):
                self.known.add(file)
                try:
                    yield from read_units(self.root, file)
                except PolicyError as error:
                    self.faults += error.faults

    def pages(self) -> Iterator[Page]:
        for file in self.names("content/pages", EVERY):
            path = file.removeprefix("content/pages/")
            name = path.removesuffix(".md")
            if not re.fullmatch(r"([a-z0-9-]+/)*[a-z0-9-]+\.md", path):
                self.report(file, "页面文件名只能用小写字母、数字和连字符，并以 .md 结尾")
            elif (text := self.text(file)) is not None:
                folder, _, rest = name.partition("/")
                year = int(folder) if rest and YEAR.fullmatch(folder) else None
                of_years = rest and (year or folder == "year")
                yield Page(file=file, name=f"year:{rest}" if of_years else name, text=text, year=year)

    def strangers(self) -> Iterator[Fault]:
        """Yield a fault for every file that nothing reads: often a name typed wrongly."""
        for file in self.names("policy", EVERY) + self.names("content/faq", EVERY):
            name = file.rpartition("/")[2]
            if file not in self.known and not name.startswith(".") and name != TASKS:
                message = "这里不认识这个文件；请检查文件名，或移出 policy/ 和 content/faq/"
                yield Fault(file=file, line=1, place="文件", message=message)
        for folder in ("policy", "content"):
            for path in below(self.root / folder):
                if path.is_symlink() and not path.is_file():
                    file = path.relative_to(self.root).as_posix()
                    message = "是链接，里面的内容没有读；请把文件夹本身放进来，或删去"
                    yield Fault(file=file, line=1, place="文件", message=message)

    def report(self, file: str, message: str) -> None:
        self.faults.append(Fault(file=file, line=1, place="文件", message=message))
