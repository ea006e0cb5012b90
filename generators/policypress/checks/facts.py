"""Every fact is proved by a sentence of a stored text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

from policypress.checks.references import PLAIN, WORD, unregistered
from policypress.faults import Fault
from policypress.located import Located
from policypress.model.documents import Document
from policypress.model.facts import FactEntry, Value
from policypress.project import FactFile, Project
from policypress.readings import NUMERAL, contains, plain, position, printed_otherwise
from policypress.standing import (
    TO_FILL,
    document_of,
    is_carried_notice,
    is_open_text,
    is_registered,
    located_facts,
)
from policypress.texts import digest, locate, paragraphs, squeeze

BEFORE = re.compile(
    r"(不(?:得|应|能)?(?:少于|低于|多于|高于|超过|[早晚迟]于)|至少|最少|最低|至多|最多|最高|[上下]限|一般|原则上"
    r"|大约|(?<![签特预节集制契条合违])约|(?<![就最附邻临靠])近|主要围绕)"
    r"可?(?:计算|折算|计|达到)?[为是]?"
    rf"(?:[\d.{NUMERAL}]+[^\W\d]{{0,4}}?或者?)?$"
)
AFTER = re.compile(
    rf"[\d.,，{NUMERAL}]+个?[^\W\d]{{0,4}}?(?:\([^()]*\))?(以上(?!述)|以下(?![简列述各几])|以内|左右|上下)"
)
"""What an office writes before and after a number or a list that it does not mean to the letter."""
BETWEEN = re.compile(r"[”’》)]*、([^,，。;；:：]+)、[“‘《(]*")
BEYOND = re.compile(r"[”’》)]*、([^、,，。;；:：]+?)(?:[、,，。;；:：]|等|$)")
"""An item of a list between two others, and after the last."""
NEXT = re.compile(r"[”’》)]*、[“‘《(]*")
"""What stands between two items next to each other."""
ENCLOSED = re.compile(r"《[^《》]*》|“[^“”]*”|‘[^‘’]*’|\([^()]*\)")
DAY = re.compile(r"\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日")
"""A day as people write it who mean one."""
OPEN = rf"[”’》）]*等(?![\d{NUMERAL}])"
"""What follows a list that is not whole; 等十家 counts a whole one."""


def stored_texts_are_unchanged(project: Project) -> Iterator[Fault]:
    """Yield a fault where a stored text is not the one that was read when its quotes were taken."""
    documents = project.documents
    if documents is None:
        return
    for id_, document in documents.value.items():
        if document.text and document.text.leads_elsewhere:
            message = "只写文件名，不带文件夹；文件放在 content/notices/ 下"
            yield documents.fault(f"{id_}.text.file", message)
        elif document.text and id_ in project.texts and not is_open_text(project, id_):
            found = digest(project.texts[id_])
            if not is_registered(document.text):
                message = f"没有填写；核对全文无误后，这一项写成 sha256: {found}"
                yield documents.fault(f"{id_}.text.sha256", message)
            elif found != document.text.sha256:
                message = (
                    f"所存文本 {document.text.path} 与登记的不一致；请恢复原文，确需更正时改登记为 {found}"
                )
                yield documents.fault(f"{id_}.text.sha256", message)


def documents_are_cited(project: Project) -> Iterator[Fault]:
    """Yield a fault where the words by which a document is cited stand in no stored text."""
    held = [squeeze(text) for text in project.texts.values()]
    documents = project.documents
    if documents is None or not project.texts:
        return
    for id_, document in documents.value.items():
        awaited = document.cited_as.startswith(TO_FILL) and is_carried_notice(project, id_)
        words = squeeze(document.cited_as)
        if not awaited and not (words and any(words in text for text in held)):
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
                if not WORD.fullmatch(id_):
                    yield file.fault(place, PLAIN.format(id_))
                seen.setdefault(id_, file.file)


def years_rest_on_held_documents(project: Project) -> Iterator[Fault]:
    """Yield a fault where the document of a file of facts is not registered, or its text not held."""
    if project.documents is None:
        return
    for year in project.years.values():
        for file in year.with_facts():
            if wrong := _unheld(project.documents.value, file.value.document):
                yield file.fault("document", wrong)


def _unheld(known: Mapping[str, Document], id_: str) -> str | None:
    """Return why the document *id_* proves nothing, None where it may."""
    if id_ not in known:
        return unregistered(id_, known)
    if known[id_].text is None:
        return f"“{known[id_].title}”的文本本项目没有保存，不能作为依据；请换有文本的文件"
    return None


def facts_are_proved(project: Project) -> Iterator[Fault]:
    """Yield a fault where a quote does not stand in the stored text or does not state the value."""
    if project.documents is None:
        return
    known = project.documents.value
    for number, year in project.years.items():
        for file in year.with_facts():
            for id_, entry in file.value.facts.items():
                if entry.carried is not None and (
                    wrong := _carried_amiss(project, number, id_, entry.carried)
                ):
                    yield file.fault(f"facts.{id_}.carried", wrong)
                else:
                    yield from _unproved(project, known, file, id_, number)


def _carried_amiss(project: Project, year: int, id_: str, carried: int) -> str | None:
    """Return what is wrong with a fact being carried over from the year *carried*, None where nothing is."""
    if project.years[year].model is not None:
        return None
    if carried not in project.years or carried >= year:
        there = "、".join(map(str, project.years))
        return f"没有 {carried} 年可以带过来；应为已有的年度（{there}）里更早的一年，新写的条目请删去 carried 这一行"
    was = located_facts(project.years[carried]).get(id_)
    if was is None or was[1].carried is not None:
        return f"{carried} 年没有已确认的“{id_}”；请填新通知的原句和数值，删去 carried 这一行"
    return None


def _unproved(
    project: Project, known: Mapping[str, Document], file: Located[FactFile], id_: str, year: int
) -> Iterator[Fault]:
    """Yield what is wrong with a fact's proof; of one carried over the value is not read, for it is not claimed."""
    entry, place = file.value.facts[id_], f"facts.{id_}"
    document = document_of(project, year, file, id_)
    where = "document" if entry.document is None else f"{place}.document"
    if wrong := _unheld(known, document):
        yield file.fault(where, wrong)
    elif document in project.texts:
        text = paragraphs(project.texts[document])
        if not squeeze(entry.quote):
            yield file.fault(f"{place}.quote", "引文是空的；请照抄通知的原句")
        elif locate(text, entry.quote) is None:
            yield file.fault(f"{place}.quote", _missing_of(project, file, entry, text))
        if entry.carried is None:
            yield from _unread(file, place, entry, year)


def _missing_of(project: Project, file: Located[FactFile], entry: FactEntry, text: tuple[str, ...]) -> str:
    """Return what is to be said of a quote that does not stand in *text*, the text of its document."""
    held = project.texts.get(file.value.document)
    if entry.carried is not None and held and locate(paragraphs(held), entry.quote):
        return "引文已经是新通知的原句；请核对 value，然后删去 carried 这一行"
    if held is not None and not held.strip() and is_open_text(project, file.value.document):
        return "新通知的全文还没有粘贴，无法核对引文；请先粘贴，再换引文、删去 carried 这一行"
    return _missing(text, entry.quote)


def _missing(text: tuple[str, ...], quote: str) -> str:
    if squeeze(quote) in squeeze("".join(text)):
        return f"引文“{quote}”跨了段落；请只引一段之内的原句"
    return f"引文“{quote}”不在所存文本中；请照抄原句（空格不计）"


def _unread(file: Located[FactFile], place: str, entry: FactEntry, year: int) -> Iterator[Fault]:
    """Yield a fault where the quote does not state the value, its qualifier or its printed form."""
    for name, words in (("qualifier", entry.qualifier), ("as_printed", entry.as_printed)):
        if words is not None and (not squeeze(words) or squeeze(words) not in squeeze(entry.quote)):
            yield file.fault(f"{place}.{name}", f"“{words}”不在引文中；应照抄引文中的字样")
    if _is_blank(entry.value):
        yield file.fault(f"{place}.value", "没有写值，或有一项是空的；请写全")
        return
    if wrong := _miswritten(entry) or _unstated(entry, year) or _run_together(entry):
        yield file.fault(f"{place}.value", wrong)
    elif entry.qualifier is None and (words := qualified(entry, year)):
        yield file.fault(place, f"原文写的是“{words}”；请加 qualifier: {words}")
    elif isinstance(entry.value, tuple) and (words := _left_out(entry.value, entry.quote)):
        yield file.fault(f"{place}.value", f"引文里这一列还有“{words}”；请补上")
    if isinstance(entry.value, tuple) and entry.qualifier is None and _is_open(entry.value, entry.quote):
        yield file.fault(place, "原文以“等”结尾，不是全部；请加 qualifier: 等")


def _miswritten(entry: FactEntry) -> str | None:
    """Return why the value of *entry* is words where it states a number or a day, None where it is not."""
    if entry.unit is not None and not isinstance(entry.value, Decimal):
        return "写了单位的，值应为数字，不加引号、不带单位，如 60；不是数字的请删去 unit"
    if isinstance(entry.value, str) and DAY.fullmatch(plain(entry.value)):
        return f"“{entry.value}”是日期；请写成 2024-12-31 这样，不加引号"
    return None


def _unstated(entry: FactEntry, year: int) -> str | None:
    """Return why the quote of *entry*, or what it is said to print, does not state the value; None where it does."""
    value = "、".join(entry.value) if isinstance(entry.value, tuple) else f"{entry.value}{entry.unit or ''}"
    if entry.as_printed is None:
        if contains(entry.quote, entry.value, entry.unit, year):
            return None
        return f"引文里读不出“{value}”；请核对数值和引文，或用 as_printed 写明引文的字样"
    if printed_otherwise(entry.as_printed, entry.value, entry.unit, year):
        return f"as_printed 的“{entry.as_printed}”不是“{value}”；请更正"
    return None


def qualified(entry: FactEntry, year: int) -> str | None:
    """Return how the quote of *entry* limits its number or list (不少于, 一般, 以上), None where it does not."""
    if not isinstance(entry.value, Decimal | tuple):
        return None
    text, printed = plain(entry.quote), entry.as_printed
    at = text.find(plain(printed)) if printed else position(entry.quote, entry.value, entry.unit, year)
    if at is None:
        return None
    found = BEFORE.search(text[:at]) or AFTER.match(text, at)
    return found[1] if found else None


def _is_open(items: tuple[str, ...], quote: str) -> bool:
    """Return whether *quote* says after *items* that there are more of them."""
    return re.search(re.escape(squeeze(items[-1])) + OPEN, squeeze(quote)) is not None


def _run_together(entry: FactEntry) -> str | None:
    """Return that an item of the list *entry* is several, parted as the quote parts its items; None where none is."""
    items = entry.value if isinstance(entry.value, tuple) else ()
    text, ends = plain(entry.quote), _stand(items, entry.quote)
    parted = len(items) == 1 or any(
        NEXT.fullmatch(text, end, begin) for (_, end), (begin, _) in pairwise(ends)
    )
    for item in items if parted else ():
        if "、" in ENCLOSED.sub("", plain(item)):
            return f"“{item}”是几项写成了一项；请每项一行，写在一行的用英文逗号分开"
    return None


def _stand(items: tuple[str, ...], quote: str) -> list[tuple[int, int]]:
    """Return where each of *items* begins and ends in *quote*, white space left out, in their order there."""
    text, listed = plain(quote), [plain(item) for item in items]
    return sorted((text.find(item), text.find(item) + len(item)) for item in listed)


def _left_out(items: tuple[str, ...], quote: str) -> str:
    """Return what stands in *quote* among or right after *items*, parted from them as they are; empty where nothing."""
    text, listed, ends = plain(quote), [plain(item) for item in items], _stand(items, quote)
    found = [BETWEEN.fullmatch(text[end:begin]) for (_, end), (begin, _) in pairwise(ends)]
    found.append(BEYOND.match(text, ends[-1][1]))
    more = [words for match in found if match for words in match[1].split("、")]
    return "、".join(words for words in more if words.strip("“”‘’《》()") not in listed)


def _is_blank(value: Value) -> bool:
    """Return whether *value* is no words, or words of which some are blank: any quote would hold them."""
    words = (value,) if isinstance(value, str) else value
    return isinstance(words, tuple) and not (words and all(map(squeeze, words)))
