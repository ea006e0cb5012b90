"""What people ask and in which words: content/faq and policy/vocabulary.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """Whom a question or a task concerns."""

    STAFF = "个人"
    UNIT = "单位"
    DEPARTMENT = "主管部门"
    BUREAU = "人社部门"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question people have, answered from the notice or honestly not."""

    id: str
    """问题在页面上的地址：小写字母、数字和连字符。"""
    question: str
    """问题，照人们的问法写。"""
    who: tuple[Role, ...]
    """谁会问：个人、单位、主管部门、人社部门。"""
    answer: str
    """回答，用 Markdown 写，第一句就说结论；规定中的数字只用 {{ fact("编号") }} 引用。"""
    facts: tuple[str, ...]
    """回答依据的条目编号；原句显示在回答下面。"""
    also: tuple[str, ...] = ()
    """其他问法，搜索时也能找到。"""
    unstated: bool = False
    """通知没有规定的写 true：回答前面显示“本通知未作规定”，后面列出向谁咨询。默认 false。"""
    common: bool = False
    """在首页“大家常问”里列出的写 true。默认 false。"""
    first_year: int | None = None
    """从哪一年起显示；不写则从最早的一年起。"""
    last_year: int | None = None
    """显示到哪一年为止；不写则一直显示。"""

    def shown_in(self, year: int) -> bool:
        """Return whether it is shown for *year*."""
        return (self.first_year or year) <= year <= (self.last_year or year)


@dataclass(frozen=True, slots=True, kw_only=True)
class FaqFile:
    """content/faq/*.yaml: questions on one matter."""

    title: str
    """这一组问题的标题。"""
    order: int
    """排在第几组，从 1 起。"""
    questions: tuple[Question, ...]
    """各个问题，按显示的次序写。"""

    def shown_in(self, year: int) -> tuple[Question, ...]:
        """Return those of the questions that are shown for *year*."""
        return tuple(question for question in self.questions if question.shown_in(year))


def in_order(files: Iterable[FaqFile]) -> tuple[FaqFile, ...]:
    """Return *files* as they are shown one after another."""
    return tuple(sorted(files, key=lambda file: (file.order, file.title)))


def matters(files: Iterable[FaqFile], year: int) -> Iterator[tuple[str, str, tuple[Question, ...]]]:
    """Yield of each of *files*, which are in order, its address on the page of *year*, its title and the questions shown there.

    Of one that shows none nothing is given, and the others keep their addresses.
    """
    for number, file in enumerate(files, 1):
        if shown := file.shown_in(year):
            yield f"matter-{number}", file.title, shown


Vocabulary = dict[str, tuple[str, ...]]
"""What the documents say → what people type for it."""
