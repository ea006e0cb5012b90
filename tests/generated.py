"""Pages made up for tests of search: as many as wanted, the same every time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from policypress.search.index import index
from policypress.search.sections import Page, Section
from policypress.search.shards import packed

SYLLABLES = (
    "培训学时公共专业科目备案表认定补训高级研修班线上下平台证书单位部门年度乡村振兴安全经费报销管理员合格"
)
WORDS = [
    "公共科目",
    "专业科目",
    "学时",
    "备案表",
    "补训",
    "30",
    "90",
    "12",
    "天",
    "Word",
    "E-mail",
    "2022",
    "2023",
    "𠮷",
    "㐀丶",
]


def generated_pages(count: int, characters: int = 600) -> Iterator[Page]:
    """Yield *count* pages of about *characters* characters, of three years in turn."""
    chance = random.Random(count)  # noqa: S311 - seeded on purpose: the pages must be the same every time
    for number in range(count):
        year = (None, 2021, 2022, 2023)[number % 4]
        title = f"{year or ''}{_words(chance, 8)}"
        places = range(1, 5)
        sections = [
            Section(anchor=f"s{place}", heading=_words(chance, 10), text=_text(chance, characters // 4))
            for place in places
        ]
        beginning = Section(anchor="", heading=title, text=_text(chance, 40))
        yield Page(
            path=f"{year or 'x'}/{number}.html", title=title, sections=(beginning, *sections), year=year
        )


def generated_store(folder: Path, count: int) -> None:
    """Write the index of *count* generated pages below *folder*."""
    pages = list(generated_pages(count))
    aliases = [("公需课", "公共科目"), ("网课", "线上"), ("报备", "备案"), ("线上课", "线上")]
    answer = {
        "title": "公共科目学时",
        "asked": ["公共科目学时", "公共科目多少学时"],
        "words": "不少于30学时",
        "unstated": False,
    }
    answers = {"answers": [{**answer, "quote": "", "address": "x.html"}], "ends": None, "ask": [], "try": []}
    for path, data in packed(pages, index(pages), aliases, answers, 2023).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def _words(chance: random.Random, length: int) -> str:
    words = ""
    while len(words) < length:
        words += chance.choice(WORDS) if chance.random() < 0.2 else chance.choice(SYLLABLES)
    return words


def _text(chance: random.Random, length: int) -> str:
    return "".join(
        _words(chance, chance.randint(5, 40)) + chance.choice("。；\n，") for _ in range(max(length // 25, 1))
    )
