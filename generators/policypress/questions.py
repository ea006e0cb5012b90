"""The questions and answers as one page of Markdown, one anchor a question."""

from __future__ import annotations

from policypress.addresses import FAQ
from policypress.blocks import Blocks
from policypress.content import fill
from policypress.markup import safe
from policypress.model.questions import Question, matters
from policypress.templates import fill_template

UNSTATED = "**本通知未作规定。**"
"""Stands before what the notice does say of the matter."""


def questions(blocks: Blocks) -> str:
    """Return every question with its answer and the sentences it rests on, as Markdown; first, what they are about."""
    listed = list(matters(blocks.policy.faq, blocks.year.year))
    parts = [str(fill_template("matters.html", matters=listed))]
    for anchor, title, shown in listed:
        parts.append(f"## {safe(title)} {{#{anchor}}}")
        parts += [_question(blocks, question) for question in shown]
    return "\n\n".join(parts)


def common_questions(blocks: Blocks) -> str:
    """Return the questions asked most as a part of a page, each a link to its answer; nothing where there are none."""
    year, site = blocks.year.year, blocks.policy.site
    asked = [question for question in blocks.policy.questions_of(year) if question.common]
    if not asked or not blocks.policy.page(FAQ, year):
        return ""
    functions = blocks.functions()
    lines = [
        f"- [{fill(question.question, functions, year, site)}]({blocks.page(FAQ, question.id)})"
        for question in asked
    ]
    rest = f"没有找到的，在本页最上面搜索，或者看[全部常见问题]({blocks.page(FAQ)})。"
    listed = '<div class="asked" data-unsearched markdown="1">\n\n{}\n\n</div>'.format("\n".join(lines))
    return f"## 大家常问 {{#asked}}\n\n{listed}\n\n{rest}"


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
