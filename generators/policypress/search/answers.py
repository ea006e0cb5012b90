"""What the policy itself answers: its questions and its facts, each with words, sentence and address.

An answer comes from the policy by its id; only which question is meant is found in the query.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from policypress.addresses import FAQ, page_of, proof_of, source_of
from policypress.blocks import Blocks
from policypress.content import fill
from policypress.markup import fact_text
from policypress.model.facts import Fact
from policypress.model.policy import Policy
from policypress.model.questions import Question
from policypress.model.year import Year
from policypress.model.year_files import Ask

LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
TAG = re.compile(r"<[^>]*>")
FIRST = re.compile(r"[^。！？]*[。！？]?")
SHORT = 6
"""A first sentence up to this length (不能。) says little without the next."""

Data = Mapping[str, object]


def answers_data(policy: Policy) -> Data:
    """Return the answers of the year in force and its last day, whom to ask, and words that surely find something."""
    year = policy.current
    ends = year.ends.value
    labels = [subject.label for subject in year.subjects.values()]
    return {
        "answers": [*_questions(policy, year), *_facts(year)],
        "ends": ends.isoformat() if isinstance(ends, date) else None,
        "ask": [_ask(entry, year) for entry in year.ask],
        "try": [*labels, *(form.title for form in policy.forms.values())],
    }


def _questions(policy: Policy, year: Year) -> Iterator[Data]:
    source = source_of(FAQ, policy, year.year)
    if policy.page(FAQ, year.year) is None:
        return
    blocks = Blocks(policy=policy, year=year, source=source)
    for question in policy.questions_of(year.year):
        yield _question(question, blocks, f"{page_of(source)}#{question.id}")


def _question(question: Question, blocks: Blocks, address: str) -> Data:
    functions, year = blocks.functions(), blocks.year

    def words(text: str) -> str:
        return _plain(fill(text, functions, year.year, blocks.policy.site))

    title = words(question.question)
    return {
        "asked": [title, *map(words, question.also)],
        "title": title,
        "words": _first(words(question.answer)),
        "unstated": question.unstated,
        "quote": year.facts[question.facts[0]].quote if question.facts else "",
        "address": address,
    }


def _facts(year: Year) -> Iterator[Data]:
    for fact in year.facts.values():
        yield {
            "asked": [fact.title, *_asking(fact)],
            "title": fact.title,
            "words": fact_text(fact),
            "unstated": False,
            "quote": fact.quote,
            "address": proof_of(fact),
        }


def _asking(fact: Fact) -> Iterator[str]:
    """Yield how a number or a day is asked for."""
    if isinstance(fact.value, date):
        yield f"{fact.title}什么时候"
    elif isinstance(fact.value, Decimal):
        yield f"{fact.title}多少"


def _ask(entry: Ask, year: Year) -> Data:
    phone: Fact | None = year.facts[entry.phone] if entry.phone else None
    return {
        "matter": entry.matter,
        "whom": fact_text(year.facts[entry.whom]),
        "phone": fact_text(phone) if phone else None,
    }


def _plain(text: str) -> str:
    """Return Markdown with our own markup in it as plain words, a list as one line."""
    listed = text.replace("</li><li>", "、").replace("</ul>", "。")
    return " ".join(html.unescape(TAG.sub("", LINK.sub(r"\1", listed))).split())


def _first(text: str) -> str:
    """Return the first sentence, in which the answer stands, and the next where the first is but a word."""
    sentences = [found for found in FIRST.findall(text) if found]
    return "".join(sentences[: 1 if len(sentences[0]) > SHORT else 2]) if sentences else ""
