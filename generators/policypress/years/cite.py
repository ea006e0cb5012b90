"""``cite``: beside each sentence carried over, the one of the new notice that most likely replaces it.

It only shows: it writes nothing and reads no value out of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from policypress.faults import UsageError
from policypress.located import Located
from policypress.model.facts import FactEntry
from policypress.project import FactFile, Project
from policypress.standing import located_facts
from policypress.texts import paragraphs, squeeze
from policypress.years.likeness import nearest, unlike

ALIKE, NEAR = 0.85, 0.5
"""Least likeness that is called 几乎相同, and 相近; below, a sentence is not offered."""
TOKEN = re.compile(r"\d+|.", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Facts that rest on one old sentence, and the new sentence most like it."""

    places: tuple[str, ...]
    """``file:line: id title`` of each fact, in the order of the files."""
    old: str
    new: str | None
    """None: nothing in the new text is like it."""
    likeness: float
    """From 0 to 1."""


def cite(project: Project, number: int) -> str:
    """Return, for every fact of the year *number* still carried over, old and new sentence side by side.

    Raise UsageError where there is no such year, or the text of its notice is still to be pasted.
    """
    if number not in project.years:
        there = "、".join(map(str, project.years))
        raise UsageError(f"没有 {number} 年；已有：{there}。新建请运行 policypress new-year {number}")
    groups = _groups(project, number)
    if not groups:
        return f"{number} 年没有待确认的条目，不用对照。\n"
    found = [_citation(text, facts) for text, facts in groups]
    facts = sum(len(citation.places) for citation in found)
    head = (
        f"{number} 年还有 {facts} 条待确认，出自 {len(found)} 句旧引文。新旧不同的字用【】标出。\n"
        "这里只供对照，不改任何文件；数值请从新通知的原句里自己读出。\n"
    )
    told = "".join(f"\n{i}. {_told(citation)}" for i, citation in enumerate(found, 1))
    return head + told + _added(project, number)


Group = tuple[tuple[str, ...], list[tuple[Located[FactFile], str, FactEntry]]]
"""Paragraphs in which to look, and the facts that share one old quote."""


def _groups(project: Project, number: int) -> list[Group]:
    """Return the facts still carried over, those of one quote and document together, in order."""
    groups: dict[tuple[str, str], Group] = {}
    for id_, (file, fact) in located_facts(project.years[number]).items():
        if fact.carried is not None:
            document = fact.document or file.value.document
            key = document, squeeze(fact.quote)
            if key not in groups:
                groups[key] = _text(project, document), []
            groups[key][1].append((file, id_, fact))
    return list(groups.values())


def _added(project: Project, number: int) -> str:
    """Return the sentences of the notice of the year *number* that the one of the year before has nothing like."""
    earlier = project.before(number)
    now, before = project.years[number].notice, project.years[earlier].notice if earlier is not None else None
    if now is None or before is None:
        return ""
    new, old = (_prose(project, file.value.document) for file in (now, before))
    found = unlike(new, old, NEAR)
    head = f"\n新通知里另有 {len(found)} 句，{earlier} 年通知里没有相近的，可能是新增的规定：\n"
    return head + "".join(f"   - {sentence}\n" for sentence in found) if found else ""


def _text(project: Project, document: str) -> tuple[str, ...]:
    """Return the paragraphs of *document*; raise UsageError where they are still to be pasted."""
    held = project.documents.value.get(document) if project.documents else None
    text = _prose(project, document)
    if not text and held and held.text:
        raise UsageError(
            f"新通知的全文还没有粘贴；请用记事本打开 {held.text.path}，粘贴后保存为 UTF-8，再运行 cite"
        )
    return text


def _prose(project: Project, document: str) -> tuple[str, ...]:
    """Return the paragraphs of *document* without the rows of its tables."""
    return tuple(text for text in paragraphs(project.texts.get(document, "")) if "\t" not in text)


def _citation(text: Sequence[str], facts: Sequence[tuple[Located[FactFile], str, FactEntry]]) -> Citation:
    old = facts[0][2].quote
    new, likeness = nearest(old, text)
    return Citation(
        places=tuple(
            f"{file.file}:{file.lines[f'facts.{id_}']}: {id_} {fact.title}" for file, id_, fact in facts
        ),
        old=old,
        new=new if likeness >= NEAR else None,
        likeness=likeness,
    )


def _told(citation: Citation) -> str:
    places = "\n   ".join(citation.places)
    if citation.new is None:
        advice = "新通知里没有找到相近的句子，可能不再规定"
        return f"{places}\n   相近程度：没有找到\n   旧：{citation.old}\n   新：（{advice}）\n"
    old, new = marked(citation.old, citation.new)
    copy = f"   新（照抄用）：{citation.new}\n" if "【" in new else ""
    return f"{places}\n   相近程度：{_likeness(citation)}\n   旧：{old}\n   新：{new}\n{copy}"


def _likeness(citation: Citation) -> str:
    if citation.new is not None and squeeze(citation.old) == squeeze(citation.new):
        return "几乎相同（一字未改）"
    return "几乎相同" if citation.likeness >= ALIKE else "相近"


def marked(old: str, new: str) -> tuple[str, str]:
    """Return both texts with what differs in 【】, a number as a whole; white space aside."""
    before, after = TOKEN.findall(squeeze(old)), TOKEN.findall(squeeze(new))
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return (
        "".join(_part(before[a:b], kind) for kind, a, b, _, _ in blocks),
        "".join(_part(after[a:b], kind) for kind, _, _, a, b in blocks),
    )


def _part(tokens: Sequence[str], kind: str) -> str:
    text = "".join(tokens)
    return f"【{text}】" if text and kind != "equal" else text
