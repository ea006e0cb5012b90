"""The questions and answers as one page of Markdown, one anchor a question."""

from __future__ import annotations

from collections.abc import Iterator

from policypress.blocks import Blocks
from policypress.content import fill
from policypress.markup import safe
from policypress.model import Question


def questions(blocks: Blocks) -> str:
    """Return every question with its answer and the sentences it rests on, as Markdown."""
    return "\n\n".join(_matters(blocks))


def _matters(blocks: Blocks) -> Iterator[str]:
    for number, file in enumerate(blocks.policy.faq, 1):
        shown = [question for question in file.questions if question.shown_in(blocks.year.year)]
        if shown:
            yield f"## {safe(file.title)} {{#matter-{number}}}"
        for question in shown:
            yield _question(blocks, question)


def _question(blocks: Blocks, question: Question) -> str:
    functions, year, site = blocks.functions(), blocks.year.year, blocks.policy.site
    title = fill(question.question, functions, year, site)
    parts = [
        f"### {title} {{#{question.id}}}",
        f'<p class="who" data-unsearched>{safe("、".join(question.who))}</p>',
        blocks.unstated() if question.unstated else "",
        fill(question.answer, functions, year, site).strip(),
        blocks.quote(*question.facts),
    ]
    return "\n\n".join(part for part in parts if part)
