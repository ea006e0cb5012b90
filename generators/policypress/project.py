"""A project folder, read whole but not yet checked: every file's value or its faults."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from policypress.faults import Fault, PolicyError
from policypress.forms.model import Form
from policypress.model import (
    CasesFile,
    Document,
    DutiesFile,
    FaqFile,
    HoursFile,
    NoticeFile,
    Section,
    Site,
    SubjectsFile,
    TrainingFile,
    Vocabulary,
)
from policypress.read import Located, read, text_of

T = TypeVar("T")
FactFile = NoticeFile | SubjectsFile | HoursFile | TrainingFile | DutiesFile


@dataclass(frozen=True, slots=True, kw_only=True)
class YearFiles:
    """The files of one year; None stands for a file with faults."""

    notice: Located[NoticeFile] | None
    subjects: Located[SubjectsFile] | None
    hours: Located[HoursFile] | None
    training: Located[TrainingFile] | None
    duties: Located[DutiesFile] | None
    cases: Located[CasesFile] | None

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """What could be read of a project, and the faults of the rest."""

    site: Located[Site] | None
    documents: Located[dict[str, Document]] | None
    texts: Mapping[str, str]
    """Document id → stored text."""
    years: Mapping[int, YearFiles]
    forms: tuple[Located[Form], ...]
    faq: tuple[Located[FaqFile], ...]
    pages: tuple[Page, ...]
    navigation: Located[tuple[Section, ...]] | None
    vocabulary: Located[Vocabulary] | None
    """None where the project has none."""
    faults: tuple[Fault, ...]


def read_project(root: Path) -> Project:
    """Return everything under *root* that can be read, with the faults of what cannot."""
    reader = _Folder(root)
    documents = reader.read("policy/documents.yaml", dict[str, Document])
    return Project(
        site=reader.read("policy/site.yaml", Site),
        documents=documents,
        texts=dict(reader.texts(documents.value if documents else {})),
        years=dict(reader.years()),
        forms=tuple(reader.each("policy/forms", Form)),
        faq=tuple(reader.each("content/faq", FaqFile)),
        pages=tuple(reader.pages()),
        navigation=reader.read("content/navigation.yaml", tuple[Section, ...]),
        vocabulary=reader.read_if_there("policy/vocabulary.yaml", Vocabulary),
        faults=(*reader.faults, *reader.strangers()),
    )


class _Folder:
    """Reads the files of a project, keeping faults and remembering what was asked for."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.faults: list[Fault] = []
        self.known: set[str] = set()

    def names(self, folder: str, pattern: str) -> list[str]:
        """Return the files of *folder* that match, as paths from the project, in order."""
        found = (self.root / folder).glob(pattern)
        return sorted(path.relative_to(self.root).as_posix() for path in found if path.is_file())

    def read(self, file: str, type_: type[T]) -> Located[T] | None:
        self.known.add(file)
        try:
            return read(self.root, file, type_)
        except PolicyError as error:
            self.faults += error.faults
            return None

    def read_if_there(self, file: str, type_: type[T]) -> Located[T] | None:
        return self.read(file, type_) if (self.root / file).exists() else None

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
            if document.text and "/" not in document.text.file and "\\" not in document.text.file:
                text = self.text(f"content/notices/{document.text.file}")
                if text is not None:
                    yield id_, text

    def years(self) -> Iterator[tuple[int, YearFiles]]:
        folder = self.root / "policy" / "years"
        for name in sorted(path.name for path in folder.glob("*") if path.is_dir()):
            if not re.fullmatch(r"[12]\d{3}", name):
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
        )

    def pages(self) -> Iterator[Page]:
        for file in self.names("content/pages", "**/*"):
            path = file.removeprefix("content/pages/")
            name = path.removesuffix(".md")
            if not re.fullmatch(r"(year/)?([a-z0-9-]+/)*[a-z0-9-]+\.md", path):
                self.report(file, "页面文件名只能用小写字母、数字和连字符，并以 .md 结尾")
            elif (text := self.text(file)) is not None:
                year_page = name.startswith("year/")
                yield Page(file=file, name=f"year:{name[5:]}" if year_page else name, text=text)

    def strangers(self) -> Iterator[Fault]:
        """Yield a fault for every file that nothing reads: often a name typed wrongly."""
        for file in self.names("policy", "**/*") + self.names("content/faq", "**/*"):
            if file not in self.known and not file.rpartition("/")[2].startswith("."):
                message = "这里不认识这个文件；请检查文件名，或移出 policy/ 和 content/faq/"
                yield Fault(file=file, line=1, place="文件", message=message)

    def report(self, file: str, message: str) -> None:
        self.faults.append(Fault(file=file, line=1, place="文件", message=message))
