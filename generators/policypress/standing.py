"""How each fact of a year stands to the year before it, and what of a year still awaits confirmation.

``new-year`` takes everything over as 待确认; the number of last year is never taken for this year's
until somebody has put this year's sentence beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from policypress.dates import shifted
from policypress.faults import Fault
from policypress.located import Located, sound
from policypress.model.documents import Document, HeldText, Unknown
from policypress.model.facts import Fact, FactEntry
from policypress.project import FactFile, Project, YearFiles
from policypress.texts import digest

TO_FILL = "待填"
"""What a value begins with that has still to be written."""


class Standing(StrEnum):
    """How a fact stands to the same fact of the year before."""

    CHANGED = "已变更"
    ENDED = "已取消"
    NEW = "新增"
    OPEN = "待确认"
    CONFIRMED = "已确认"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A fact of a year, where it is written and how it stands."""

    standing: Standing
    file: str
    line: int
    id: str
    title: str
    now: FactEntry | None
    """As this year states it; None: it is ended."""
    before: FactEntry | None
    """As the year before states it; None: it is new."""


def standing_of(now: Fact | FactEntry, before: Fact | FactEntry | None, years: int) -> Standing:
    """Return how a fact stands to the one of the same id so many *years* before (None: there is none)."""
    if now.carried is not None:
        return Standing.OPEN
    if before is None:
        return Standing.NEW
    return Standing.CHANGED if differs(before, now, years) else Standing.CONFIRMED


def differs(old: Fact | FactEntry, new: Fact | FactEntry, years: int) -> bool:
    """Return whether *new* states something else than *old* did so many *years* before.

    A day that recurs is the same: 31 December of the one year and of the other, and where the day was
    29 February the last of February.
    """
    expected = shifted(old.value, years) if isinstance(old.value, date) else old.value
    return (expected, old.unit, old.qualifier) != (new.value, new.unit, new.qualifier)


def entries(project: Project, number: int) -> tuple[Entry, ...]:
    """Return the facts of the year *number* in the order of its files, those that have ended after them."""
    year = project.years[number]
    before, since = facts_before(project, number), number - (project.before(number) or number)
    now = [
        Entry(
            standing=standing_of(fact, before.get(id_), since),
            file=file.file,
            line=file.lines[f"facts.{id_}"],
            id=id_,
            title=fact.title,
            now=fact,
            before=before.get(id_),
        )
        for id_, (file, fact) in located_facts(year).items()
    ]
    ended = [
        Entry(
            standing=Standing.ENDED,
            file=file.file,
            line=file.lines[f"ended.{id_}"],
            id=id_,
            title=before[id_].title,
            now=None,
            before=before[id_],
        )
        for file in year.with_facts()
        for id_ in file.value.ended or {}
    ]
    return (*now, *ended)


def facts_before(project: Project, number: int) -> Mapping[str, FactEntry]:
    """Return the facts of the year before the year *number* by id; none where that is the first."""
    earlier = project.before(number)
    facts = located_facts(project.years[earlier]) if earlier is not None else {}
    return {id_: fact for id_, (_, fact) in facts.items()}


def located_facts(year: YearFiles) -> Mapping[str, tuple[Located[FactFile], FactEntry]]:
    """Return the facts of *year* by id, each with the file it stands in."""
    return {id_: (file, fact) for file in year.with_facts() for id_, fact in file.value.facts.items()}


def document_of(project: Project, year: int, file: Located[FactFile], id_: str) -> str:
    """Return the id of the document that proves the fact *id_* of *file* of the *year*: its own, else its file's.

    A fact carried over rests on the document it rested on in the year it comes from, or on the model.
    """
    entry, model = file.value.facts[id_], project.years[year].model
    if entry.document is not None:
        return entry.document
    if entry.carried is None:
        return file.value.document
    if model is not None:
        return model
    source, was = located_facts(project.years[entry.carried])[id_]
    return was.document or source.value.document


def open_points(project: Project) -> tuple[Fault, ...]:
    """Return everything of every year that awaits confirmation, as places with what is to be done there."""
    return tuple(point for number in project.years for point in open_points_of(project, number))


def open_points_of(project: Project, number: int) -> Iterator[Fault]:
    """Yield what of the year *number* awaits confirmation: its notice, its facts, the files to read again."""
    year = project.years[number]
    yield from _notice_to_fill(project, year)
    for entry in entries(project, number):
        if entry.standing is Standing.OPEN:
            message = f"待确认（{entry.title}）；换上新通知的原句和数值后，删去 carried 这一行"
            yield Fault(file=entry.file, line=entry.line, place=f"facts.{entry.id}", message=message)
    if year.review:
        for file in sorted(year.unread):
            message = f"待确认；看过、改好 {file} 后，把这里改成“已确认”"
            yield year.review.fault(f"files.{file}", message)
        if year.model is not None:
            message = (
                f"范本还在，不是本省的规定；其余都确认以后，从 policy/documents.yaml 删去“{year.model}”，"
                "删去 content/notices/ 里它的全文，再删去整个 review.yaml"
            )
            yield year.review.fault("model", message)


def is_carried_notice(project: Project, id_: str) -> bool:
    """Return whether the document *id_* is the notice of a year that was carried over."""
    carried = (year.notice.value.document for year in project.years.values() if year.review and year.notice)
    return id_ in carried


def is_registered(text: HeldText) -> bool:
    """Return whether the hash of a stored *text* is written."""
    return not (text.sha256 or TO_FILL).startswith(TO_FILL)


def is_open_text(project: Project, id_: str) -> bool:
    """Return whether the document *id_* is the notice of a year carried over whose text is not yet registered."""
    text = sound(project.documents)[id_].text
    return text is not None and not is_registered(text) and is_carried_notice(project, id_)


def _notice_to_fill(project: Project, year: YearFiles) -> Iterator[Fault]:
    """Yield what is still to be written about the notice of a year carried over."""
    if not year.review or project.documents is None:
        return
    documents, id_ = project.documents, sound(year.notice).document
    document = documents.value[id_]
    for name, text in _written(document):
        if text.startswith(TO_FILL):
            yield documents.fault(f"{id_}.{name}", f"{TO_FILL}：{_WANTED[name]}")
    if document.text and is_open_text(project, id_):
        yield _text_to_fill(project, documents, document.text, id_)


def texts_to_fill(project: Project) -> Iterator[Fault]:
    """Yield what is still to be done with the texts of notices carried over; the *project* may have faults."""
    documents = project.documents
    for id_ in project.texts:
        if documents and (text := documents.value[id_].text) and is_open_text(project, id_):
            yield _text_to_fill(project, documents, text, id_)


def _text_to_fill(
    project: Project, documents: Located[dict[str, Document]], held: HeldText, id_: str
) -> Fault:
    text = project.texts[id_]
    if text.strip():
        message = f"通知全文已粘贴；核对无误后，这一项写成 sha256: {digest(text)}"
    else:
        message = f"待填：先把新通知的全文粘贴到 {held.path}，一段一行，保存为 UTF-8；再运行 check，会告诉您这里填什么"
    return documents.fault(f"{id_}.text.sha256", message)


def _written(document: Document) -> Iterator[tuple[str, str]]:
    for name in _WANTED:
        value = getattr(document, name)
        if isinstance(value, Unknown):
            yield name, value.unknown
        elif isinstance(value, str):
            yield name, value


_WANTED: Mapping[str, str] = {
    "title": "新通知的标题",
    "number": "新通知的发文字号",
    "issuer": "新通知的发文机关；通知上没有的，写 {unknown: 所存文本未载}",
    "issued": "新通知的成文日期，如 2024-03-01；通知上没有的，写 {unknown: 所存文本未载}",
    "validity": "有效性；通知上没有的，写 {unknown: 所存文本未载}",
    "cited_as": "照抄新通知的标题",
}
