"""Every fact is proved by a sentence of a stored text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policypress.faults import Fault
from policypress.model import FactEntry
from policypress.project import FactFile, Project
from policypress.read import Located
from policypress.readings import contains
from policypress.texts import digest, locate, paragraphs, squeeze

OPEN = re.compile(r"[”’》）]*等")


def stored_texts_are_unchanged(project: Project) -> Iterator[Fault]:
    """Yield a fault where a stored text is not the one that was read when its quotes were taken."""
    documents = project.documents
    if documents is None:
        return
    for id_, document in documents.value.items():
        if document.text and ("/" in document.text.file or "\\" in document.text.file):
            message = "只写文件名，不带文件夹；文件放在 content/notices/ 下"
            yield documents.fault(f"{id_}.text.file", message)
        elif document.text and id_ in project.texts:
            found = digest(project.texts[id_])
            if found != document.text.sha256:
                message = (
                    f"所存文本 content/notices/{document.text.file} 与登记的不一致；"
                    f"请恢复原文，确需更正时改登记为 {found}"
                )
                yield documents.fault(f"{id_}.text.sha256", message)


def documents_are_cited(project: Project) -> Iterator[Fault]:
    """Yield a fault where the words by which a document is cited stand in no stored text."""
    held = squeeze("".join(project.texts.values()))
    documents = project.documents
    if documents is None or not project.texts:
        return
    for id_, document in documents.value.items():
        if squeeze(document.cited_as) not in held:
            message = f"“{document.cited_as}”不在任何所存文本中；应照抄通知引用它的字样"
            yield documents.fault(f"{id_}.cited_as", message)


def fact_ids_are_unique(project: Project) -> Iterator[Fault]:
    """Yield a fault where an id stands twice in one year, or is no name."""
    for year in project.years.values():
        seen: dict[str, str] = {}
        for file in year.with_facts():
            for id_ in file.value.facts:
                place = f"facts.{id_}"
                if id_ in seen:
                    yield file.fault(place, f"“{id_}”在 {seen[id_]} 里已有；请换一个名称")
                if not re.fullmatch(r"[a-z][a-z0-9_]*", id_):
                    yield file.fault(place, f"名称“{id_}”应由小写字母、数字和下划线组成，以字母开头")
                seen.setdefault(id_, file.file)


def facts_are_proved(project: Project) -> Iterator[Fault]:
    """Yield a fault where a quote does not stand in the stored text or does not state the value."""
    if project.documents is None:
        return
    for number, year in project.years.items():
        for file in year.with_facts():
            for id_, entry in file.value.facts.items():
                yield from _unproved(project, file, f"facts.{id_}", entry, number)


def _unproved(
    project: Project, file: Located[FactFile], place: str, entry: FactEntry, year: int
) -> Iterator[Fault]:
    document = entry.document or file.value.document
    where = f"{place}.document" if entry.document else "document"
    known = project.documents.value if project.documents else {}
    if document not in known:
        yield file.fault(where, f"没有编号为“{document}”的文件；已登记：{'、'.join(known)}")
    elif known[document].text is None:
        yield file.fault(
            where, f"“{known[document].title}”的文本本项目没有保存，不能作为依据；请换有文本的文件"
        )
    elif document in project.texts:
        text = paragraphs(project.texts[document])
        if not squeeze(entry.quote):
            yield file.fault(f"{place}.quote", "引文是空的；请照抄通知的原句")
        elif locate(text, entry.quote) is None:
            yield file.fault(f"{place}.quote", _missing(text, entry.quote))
        yield from _unread(file, place, entry, year)


def _missing(text: tuple[str, ...], quote: str) -> str:
    if squeeze(quote) in squeeze("".join(text)):
        return f"引文“{quote}”跨了段落；请只引一段之内的原句"
    return f"引文“{quote}”不在所存文本中；请照抄原句（空格不计）"


def _unread(file: Located[FactFile], place: str, entry: FactEntry, year: int) -> Iterator[Fault]:
    """Yield a fault where the quote does not state the value, its qualifier or its printed form."""
    for name, words in (("qualifier", entry.qualifier), ("as_printed", entry.as_printed)):
        if words is not None and (not squeeze(words) or squeeze(words) not in squeeze(entry.quote)):
            yield file.fault(f"{place}.{name}", f"“{words}”不在引文中；应照抄引文中的字样")
    if entry.as_printed is None and not contains(entry.quote, entry.value, entry.unit, year):
        value = (
            "、".join(entry.value) if isinstance(entry.value, tuple) else f"{entry.value}{entry.unit or ''}"
        )
        message = f"引文里读不出“{value}”；请核对数值和引文，或用 as_printed 写明引文的字样"
        yield file.fault(f"{place}.value", message)
    if isinstance(entry.value, tuple) and entry.qualifier is None:
        last = squeeze(entry.value[-1]) if entry.value else ""
        after = squeeze(entry.quote).partition(last)[2]
        if not last:
            yield file.fault(f"{place}.value", "列表是空的；至少写一项")
        elif OPEN.match(after) and not re.match(r"[”’》）]*等[\d一二三四五六七八九十]", after):
            yield file.fault(place, "原文以“等”结尾，不是全部；请加 qualifier: 等")
