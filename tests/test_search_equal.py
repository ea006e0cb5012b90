"""Searching gives the same in Python and in the browser's modules: plan, order, score, sentence, marks, answer."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from browser_modules import said_by
from checkout import ROOT
from generated import generated_store
from policypress.search.known import known_answer, years_not_held
from policypress.search.ranking import best_sentence, mark, plan, rank
from policypress.search.store import Store

ASKED = [
    query
    for name in ("queries.json", "queries-spoken.json")
    for query, _ in json.loads((ROOT / "bench" / name).read_text("utf-8"))
]
ODD = [
    *(
        "",
        " ",
        "?",
        "*",
        "备?表",
        "备*",
        "．",
        "３０学时",
        "30",
        "2030",
        "2023",
        "2022年",
        "２０２２年公共科目学时",
        "2024学时要求",
        "2025、2023、2024、2025年",
        "〔2019〕4号",
        "2019 4",
        "12天等于多少学时",
        "０.5天抵几个学时",
        "半天=8个学时",
        "今天学30学时",
    ),
    *(
        "E-mail",
        "ＥＭＡＩＬ",
        "wps",
        "WORD",
        "İ",
        "ß",
        "Σ",
        "ﬁ",
        "①",
        "½",
        "⻓期",
        "⻔",
        "⻚面",
        "⺠事",
        "⼀年",
        "㍿",
    ),
    *(
        "公需课多少学时",
        "公共科木",
        "备标",
        "备按表",
        "备表",
        "乡村镇兴",
        "学",
        "的",
        "了解",
        "为了",
        "多少",
        "什么时候",
    ),
    *(
        "\U00020000\U0002a6df",
        "𠮷公共",
        "公𠮷共科目",
        "学\u3000时",
        "学\n时",
        "a" * 300,
        "公共科目" * 30,
        "$&",
        "\\",
        "([",
    ),
]
RANDOM = 600


def in_browser(site: Path, queries: Sequence[str]) -> list[dict[str, Any]]:
    """Return what the browser's modules find, run by node."""
    said: list[dict[str, Any]] = said_by("search-stdin.js", {"site": str(site), "queries": queries})
    return said


def in_python(query: str, store: Store) -> dict[str, Any]:
    planned = plan(query, store)
    answer = known_answer(query, store)
    hits = []
    for hit in rank(query, planned, store):
        section = store.section(hit.number)
        best = best_sentence(section, planned)
        title = mark(section.title, planned)
        marks = [list(place) for place in best.marks]
        hits.append(
            [
                hit.number,
                hit.score,
                section.path,
                best.text,
                marks,
                best.weight,
                [list(p) for p in title.marks],
            ]
        )
    return {
        "plan": dict(planned),
        "answer": answer and [answer["title"], answer["address"]],
        "notHeld": years_not_held(query, store),
        "hits": hits,
    }


def at_random(store: Store) -> list[str]:
    """Return pieces of the site's own text, put together, damaged and mixed with what it does not hold."""
    chance = random.Random(2023)  # noqa: S311 - seeded on purpose: the queries must be the same every time
    text = "".join(store.section(number).text for number in range(len(store.page_of)))
    spices = [*"吗的谁怎么20３ａZ?* ，龘𠮷⻔", "怎么", "多少", "公需课", "2022", "2023年", "网课", "word"]

    def piece() -> str:
        begin = chance.randrange(len(text))
        return text[begin : begin + chance.randint(1, 9)]

    def damaged(query: str) -> str:
        place = chance.randrange(len(query) + 1)
        spice: str = chance.choice(["", *spices])
        return query[:place] + spice + query[place + chance.randint(0, 1) :]

    return [damaged("".join(piece() for _ in range(chance.randint(1, 3)))) for _ in range(RANDOM)]


def differences(site: Path) -> list[object]:
    store = Store(site)
    queries = [*ASKED, *ODD, *at_random(store)]
    said = in_browser(site, queries)
    assert sum(bool(found["hits"]) for found in said) > len(queries) * 0.8
    return [
        (query, ours, theirs)
        for query, theirs in zip(queries, said, strict=True)
        if (ours := in_python(query, store)) != theirs
    ]


def test_both_find_the_same_on_the_real_site(site: Path) -> None:
    assert differences(site) == []


@pytest.mark.parametrize("pages", [1, 60])
def test_both_find_the_same_on_generated_pages_of_several_years(tmp_path: Path, pages: int) -> None:
    generated_store(tmp_path, pages)
    assert differences(tmp_path) == []
