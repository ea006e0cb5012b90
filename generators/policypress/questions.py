"""The questions and answers as one page of Markdown, one anchor a question."""

from __future__ import annotations

from policypress.blocks import Blocks
from policypress.content import fill
from policypress.markup import safe
from policypress.model import Question
from policypress.templates import fill_template

UNSTATED = "**本通知未作规定。**"
"""Stands before what the notice does say of the matter."""


def questions(blocks: Blocks) -> str:
    """Return every question with its answer and the sentences it rests on, as Markdown; first, what they are about."""
    matters = [
        (f"matter-{number}", file.title, shown)
        for number, file in enumerate(blocks.policy.faq, 1)
        if (shown := [question for question in file.questions if question.shown_in(blocks.year.year)])
    ]
    parts = [str(fill_template("matters.html", matters=matters))]
    for anchor, title, shown in matters:
        parts.append(f"## {safe(title)} {{#{anchor}}}")
        parts += [_question(blocks, question) for question in shown]
    return "\n\n".join(parts)


def _question(blocks: Blocks, question: Question) -> str:
    functions, year, site = blocks.functions(), blocks.year.year, blocks.policy.site
    title = fill(question.question, functions, year, site)
    parts = [
        f"### {title} {{#{question.id}}}",
        f'<p class="who" data-unsearched>{safe("、".join(question.who))}</p>',
        (UNSTATED if question.unstated else "") + fill(question.answer, functions, year, site).strip(),
        blocks.quote(*question.facts),
        blocks.ask_line() if question.unstated else "",
    ]
    return "\n\n".join(part for part in parts if part)
