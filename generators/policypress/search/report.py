"""What a query finds, in words for the command line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from policypress.faults import UsageError
from policypress.search.known import known_answer, years_not_held
from policypress.search.ranking import best_sentence, plan, rank
from policypress.search.store import Store


def found_text(query: str, store: Store) -> str:
    """Return the answer, where the policy has one, and the results in the site's own order.

    First stands which of the years that *query* names the site does not hold. Raise UsageError where *query* holds no word.
    """
    if not query.strip():
        raise UsageError("没有写要找的话；请写几个字，如 policypress search 公共科目多少学时")
    answer = known_answer(query, store)
    found = [*_answer(answer, store.year), *_results(query, answer, store)]
    return "\n".join([*_not_held(query, store), *(found or _nothing(query, store))]) + "\n"


def _not_held(query: str, store: Store) -> Iterator[str]:
    years = years_not_held(query, store)
    if years:
        yield f"本站没有收录{'、'.join(map(str, years))}年的通知。"


def _answer(answer: Any | None, year: int) -> Iterator[str]:
    """Yield the *answer*, which is of *year*; whether that is over, the reader's clock would have to say."""
    if answer is None:
        return
    said = f"本通知未作规定。{answer['words']}" if answer["unstated"] else answer["words"]
    yield f"答　{answer['title']}　{year} 年度"
    yield f"　　{said}"
    if answer["quote"]:
        yield f"　　通知原文：“{answer['quote']}”"
    yield f"　　{answer['address']}"


def _results(query: str, answer: Any | None, store: Store) -> Iterator[str]:
    """Yield what was found besides the *answer*'s own section, as site/js/search-index.js gives it."""
    planned = plan(query, store)
    found = (store.section(hit.number) for hit in rank(query, planned, store))
    others = [section for section in found if answer is None or section.address != answer["address"]]
    for place, section in enumerate(others, 1):
        heading = f" > {section.heading}" if section.heading else ""
        yield f"{place}　{section.title}{heading}"
        sentence = best_sentence(section, planned).text
        if sentence:
            yield f"　　{sentence}"
        yield f"　　{section.address}"


def _nothing(query: str, store: Store) -> Iterator[str]:
    words = "、".join(store.questions["try"])
    yield f"没有找到“{query}”；换个说法试试，例如：{words}"
    for one in store.questions["ask"]:
        yield f"{one['matter']}：{one['whom']}{' ' + one['phone'] if one['phone'] else ''}"
