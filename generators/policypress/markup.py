"""Values as readers see them: words, links to the proving sentence, quotes.

Everything returned is HTML that also survives as inline Markdown: no character of a policy's text
is left that Markdown or HTML would take for markup.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache

from policypress import readings
from policypress.addresses import proof_of, relative
from policypress.model.documents import Document
from policypress.model.facts import Fact, Value
from policypress.model.policy import Policy
from policypress.texts import squeeze

OPEN = "待确认"
"""Stands beside a value that no sentence of its year's notice proves yet."""
DIGITS = re.compile(r"(\d+(?:\.\d+)?)")
SHORT = 14
"""Most characters of a number or a day that is kept on one line."""
MARKDOWN = {ord(c): f"&#{ord(c)};" for c in "\\`*_{}[]()#+-.!|~^=:$"}


@lru_cache(maxsize=4096, typed=True)
def safe(text: str) -> str:
    """Return *text* as HTML that neither Markdown nor HTML reads as markup."""
    pieces = html.escape(text).replace("&#x27;", "&#39;").split("&")
    head, *entities = pieces
    rest = [f"&{name};{tail.translate(MARKDOWN)}" for name, _, tail in (e.partition(";") for e in entities)]
    return head.translate(MARKDOWN) + "".join(rest)


def number_text(value: Decimal) -> str:
    """Return a number without needless zeros: ``30``, ``29.5``."""
    return f"{value.normalize():f}"


def day_text(day: date) -> str:
    """Return a day as 2023年12月31日."""
    return f"{day.year}年{day.month}月{day.day}日"


def value_text(value: Value, unit: str | None) -> str:
    """Return a value in words, without its qualifier."""
    if isinstance(value, Decimal):
        return number_text(value) + (unit or "")
    if isinstance(value, date):
        return day_text(value)
    return value if isinstance(value, str) else "、".join(value)


def fact_text(fact: Fact) -> str:
    """Return a fact in words, its qualifier before or after the value as the quote has it."""
    words = fact.as_printed or value_text(fact.value, fact.unit)
    if fact.qualifier is None or words.startswith(fact.qualifier) or words.endswith(fact.qualifier):
        return words
    quote = squeeze(fact.quote)
    place = readings.position(fact.quote, fact.as_printed or fact.value, fact.unit, fact.year)
    before = quote.find(squeeze(fact.qualifier)) < (place if place is not None else len(quote))
    return fact.qualifier + words if before else words + fact.qualifier


def mark(fact: Fact) -> str:
    """Return the mark of a value still carried over from the year before; empty where it is confirmed."""
    return "" if fact.carried is None else f"（{OPEN}）"


def marked_text(fact: Fact) -> str:
    """Return a fact in words, marked where it awaits confirmation."""
    return fact_text(fact) + mark(fact)


def fact_link(fact: Fact, source: str, words: str | None = None) -> str:
    """Return the fact as a link, from the page *source*, to the sentence that proves it."""
    words = fact_text(fact) if words is None else words
    kind = "fact fact-short" if len(words) <= SHORT and DIGITS.search(words) else "fact"
    return anchored(fact, source, safe(words), kind) + _badge(fact)


def figure_link(fact: Fact, source: str) -> str:
    """Return the fact as :func:`fact_link` does, the digits in it marked as what is to be large."""
    parts = DIGITS.split(fact_text(fact))
    inner = "".join(f"<b>{safe(part)}</b>" if at % 2 else safe(part) for at, part in enumerate(parts))
    return anchored(fact, source, inner) + _badge(fact)


def anchored(fact: Fact, source: str, inner: str, kind: str = "fact") -> str:
    """Return *inner*, which is markup, as a link from the page *source* to the sentence that proves *fact*."""
    address = html.escape(relative(source, proof_of(fact)))
    return f'<a class="{kind}" href="{address}" title="{safe(fact.quote)}">{inner}</a>'


def _badge(fact: Fact) -> str:
    """Return the mark of :func:`mark` as an element."""
    return "" if fact.carried is None else f'<span class="open">{OPEN}</span>'


def document_name(document: Document) -> str:
    """Return how a document is cited: 《标题》（发文字号）."""
    return f"《{document.title}》（{document.number}）"


def quotes(policy: Policy, facts: Iterable[Fact], source: str) -> str:
    """Return the sentences that prove *facts*, each once, as block quotes with their source."""
    kept: list[Fact] = []
    for fact in sorted(facts, key=lambda fact: -len(squeeze(fact.quote))):
        if not any(squeeze(fact.quote) in squeeze(other.quote) for other in kept):
            kept.append(fact)
    kept.sort(key=lambda fact: (fact.document, _order(fact)))
    return "\n".join(_quote(policy.documents[fact.document], fact, source) for fact in kept)


def _order(fact: Fact) -> tuple[int, int]:
    paragraph, _, sentence = fact.anchor.removeprefix("p").partition("s")
    return int(paragraph), int(sentence)


def _quote(document: Document, fact: Fact, source: str) -> str:
    address = html.escape(relative(source, proof_of(fact)))
    return (
        f'<blockquote class="proof"><p>{safe(fact.quote)}</p>'
        f'<footer><a href="{address}">{safe(document.number)} 原文</a>{_badge(fact)}</footer></blockquote>'
    )
