"""What a page says of itself to search engines: a sentence, and data in the words of schema.org (JSON-LD)."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from datetime import date

from policypress.addresses import form_file, page_of
from policypress.blocks import Blocks
from policypress.content import fill
from policypress.forms.model import Form
from policypress.markup import marked_text
from policypress.model.documents import Document
from policypress.model.policy import Policy
from policypress.model.questions import Question

CONTEXT = "https://schema.org"
LONGEST = 150
"""Most characters of a description; search engines show no more."""
FORMATS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
"""Media types of the blank forms."""
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
MARKUP = re.compile(r"<[^>]*>|\{:[^}]*\}|\*\*|^(?:- |\d+\. )", re.MULTILINE)


def plain(markdown: str) -> str:
    """Return the words of *markdown* alone, on one line."""
    return "".join(html.unescape(MARKUP.sub("", LINK.sub(r"\1", markdown))).split("\n")).strip()


def summary(body: str) -> str:
    """Return the first sentences of a page's text; empty where it begins with no paragraph."""
    first = body.strip().partition("\n\n")[0]
    if first.startswith(("<div", "<section", "<ul", "#", "-")):
        return ""
    words = plain(first)
    kept = words[:LONGEST]
    return words if kept == words else kept[: kept.rfind("。") + 1] or f"{kept[:-1]}…"


def notice_data(policy: Policy, document: Document, title: str) -> Mapping[str, object]:
    """Return the page *title* on *document* as an Article about a Legislation; what is not known is left out."""
    about = {"@type": "Legislation", "name": document.title, "legislationIdentifier": document.number}
    if isinstance(document.issuer, str):
        about["legislationPassedBy"] = document.issuer
    if isinstance(document.issued, date):
        about["legislationDate"] = document.issued.isoformat()
    return {
        "@context": CONTEXT,
        "@type": "Article",
        "headline": title,
        "inLanguage": "zh-CN",
        "datePublished": f"{policy.site.published.replace(' ', 'T')}:00+08:00",
        "publisher": {"@type": "Organization", "name": policy.site.source},
        "about": about,
    }


def service_data(policy: Policy, form: Form, source: str) -> Mapping[str, object] | None:
    """Return filing *form*, whose page is *source*, as a GovernmentService; None where its way is not stated."""
    if form.routing is None:
        return None
    facts, page = policy.newest.facts, policy.site.address + page_of(source)
    return {
        "@context": CONTEXT,
        "@type": "GovernmentService",
        "name": f"《{form.title}》报送备案",
        "url": page,
        "inLanguage": "zh-CN",
        "jurisdiction": {"@type": "AdministrativeArea", "name": policy.site.region},
        "serviceOperator": [
            {"@type": "GovernmentOrganization", "name": marked_text(facts[route.to])}
            for route in form.routing.routes
        ],
        "availableChannel": {"@type": "ServiceChannel", "name": marked_text(facts[form.routing.through])},
        "subjectOf": [_blank(policy, form, kind) for kind in FORMATS],
    }


def _blank(policy: Policy, form: Form, kind: str) -> Mapping[str, str]:
    """Return the blank form as a document to download."""
    return {
        "@type": "DigitalDocument",
        "name": form.title,
        "url": policy.site.address + form_file(form.id, kind),
        "encodingFormat": FORMATS[kind],
    }


def faq_data(blocks: Blocks) -> Mapping[str, object]:
    """Return the questions shown on a page as a FAQPage."""
    asked = blocks.policy.questions_of(blocks.year.year)
    return {
        "@context": CONTEXT,
        "@type": "FAQPage",
        "inLanguage": "zh-CN",
        "mainEntity": [_question(blocks, question) for question in asked],
    }


def _question(blocks: Blocks, question: Question) -> Mapping[str, object]:
    functions, year, site = blocks.functions(), blocks.year.year, blocks.policy.site
    answer = plain(fill(question.answer, functions, year, site))
    return {
        "@type": "Question",
        "name": plain(fill(question.question, functions, year, site)),
        "acceptedAnswer": {
            "@type": "Answer",
            "text": f"本通知未作规定。{answer}" if question.unstated else answer,
        },
    }
