"""What a query finds, in words for the command line."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from policypress.search.known import known_answer
from policypress.search.ranking import best_sentence, plan, rank
from policypress.search.store import Store


def found_text(query: str, store: Store) -> str:
    """Return the answer, where the policy has one, and the results in the site's own order."""
    return "\n".join([*_answer(query, store), *_results(query, store)]) + "\n"


def _answer(query: str, store: Store) -> Iterator[str]:
    answer = known_answer(query, store)
    if answer is None:
        return
    said = f"本通知未作规定。{answer['words']}" if answer["unstated"] else answer["words"]
    yield f"答　{answer['title']}"
    yield f"　　{said}"
    if answer["quote"]:
        yield f"　　通知原文：“{answer['quote']}”"
    yield f"　　{answer['address']}"


def _results(query: str, store: Store) -> Iterator[str]:
    planned = plan(query, store)
    hits = rank(query, planned, store)
    for place, hit in enumerate(hits, 1):
        section = store.section(hit.number)
        heading = f" > {section.heading}" if section.heading else ""
        yield f"{place}　{section.title}{heading}"
        sentence = best_sentence(section, planned).text
        if sentence:
            yield f"　　{sentence}"
        yield f"　　{section.path}{f'#{quote(section.anchor)}' if section.anchor else ''}"
    if not hits:
        words, ask = store.questions["try"], store.questions["ask"]
        yield f"没有找到“{query}”；换个说法试试，例如：{'、'.join(words)}"
        yield from (
            f"{one['matter']}：{one['whom']}{' ' + one['phone'] if one['phone'] else ''}" for one in ask
        )
