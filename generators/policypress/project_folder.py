"""The folder of a project → what could be read of it, and the faults of the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar

from policypress.faults import Fault, PolicyError
from policypress.file_text import text_of
from policypress.forms.model import Form
from policypress.listing import folders_in, own_below
from policypress.located import Located
from policypress.model.cases import CasesFile, ProfilesFile
from policypress.model.documents import Document
from policypress.model.questions import FaqFile, Vocabulary
from policypress.model.site import Section, Site
from policypress.model.year_files import (
    DutiesFile,
    HoursFile,
    NoticeFile,
    ReviewFile,
    SubjectsFile,
    TrainingFile,
)
from policypress.nodes import parse
from policypress.project import TASKS, Page, Project, YearFiles, published_day
from policypress.read import Parse, read
from policypress.units.lists import FOLDER as UNITS
from policypress.units.lists import SHEETS, ListedUnit, read_units

T = TypeVar("T")
YEAR = re.compile(r"[12]\d{3}")
"""What a folder of a year is called."""
CASES = re.compile(rf"policy/cases/({YEAR.pattern})\.yaml")
EVERY = "**/*"
"""Names every file below a folder, where another pattern names those in it."""


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


class _Folder:
    """Reads the files of a project, keeping faults and remembering what was asked for."""

    def __init__(self, root: Path, parsed: Parse) -> None:
        self.root, self.parsed = root, parsed
        self.faults: list[Fault] = []
        self.known: set[str] = set()

    def names(self, folder: str, pattern: str) -> list[str]:
        """Return the files of *folder* that match, as paths from the project, in order."""
        place = self.root / folder
        found = (path for path in own_below(place) if pattern == EVERY or path.parent == place)
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
            if Path(file).suffix.lower() in {".yaml", *SHEETS}:
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
            if file not in self.known and file.rpartition("/")[2] != TASKS:
                message = "这里不认识这个文件；请检查文件名，或移出 policy/ 和 content/faq/"
                if cases := CASES.fullmatch(file):
                    message = f"没有 {cases[1]} 年；请补上 policy/years/{cases[1]}/ 文件夹，不要这一年的请删去这个文件"
                yield Fault(file=file, line=1, place="文件", message=message)
        for folder in ("policy", "content"):
            for path in own_below(self.root / folder):
                if path.is_symlink() and not path.is_file():
                    file = path.relative_to(self.root).as_posix()
                    message = "是链接，里面的内容没有读；请把文件夹本身放进来，或删去"
                    yield Fault(file=file, line=1, place="文件", message=message)

    def report(self, file: str, message: str) -> None:
        self.faults.append(Fault(file=file, line=1, place="文件", message=message))
