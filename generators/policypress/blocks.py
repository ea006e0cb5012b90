"""The blocks that a page asks for by name: lists, tables, cards, all made from the policy."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from policypress import pictures
from policypress.addresses import (
    document_address,
    form_file,
    form_page,
    page_of,
    relative,
    source_of,
)
from policypress.banners import notice_page, state_of
from policypress.changes_page import changes_section
from policypress.markup import (
    OPEN,
    day_text,
    document_name,
    fact_link,
    fact_text,
    figure_link,
    mark,
    marked_text,
    quotes,
    safe,
)
from policypress.model.documents import Unknown
from policypress.model.policy import Policy
from policypress.model.year import Year
from policypress.model.year_files import Ask
from policypress.templates import fill_template
from policypress.worked import case_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """What the page *source* of *year* may ask for."""

    policy: Policy
    year: Year
    source: str
    """The Markdown file of the page, from the root of the site."""

    def functions(self) -> Mapping[str, Callable[..., str]]:
        """Return what content may call, by name."""
        return {
            "fact": self.fact,
            "plain": self.plain,
            "items": self.items,
            "quote": self.quote,
            "document": self.document,
            "notice": self.notice,
            "page": self.page,
            "ask": self.ask,
            "unstated": self.unstated,
            "figures": self.figures,
            "deadlines": self.deadlines,
            "documents": self.documents,
            "facts_table": self.facts_table,
            "cases": self.cases,
            "changes": self.changes,
            "forms": self.forms,
            "years": self.years,
            "filing_picture": lambda: pictures.filing(self.policy, self.year, self.source),
            "recognition_picture": lambda: pictures.recognition(self.year, self.source),
            "calendar_picture": lambda: pictures.calendar(self.year, self.source),
            "hours_picture": lambda: pictures.hours(self.year, self.source),
        }

    def fact(self, id_: str) -> str:
        """Return the fact as a link to its sentence."""
        return fact_link(self.year.facts[id_], self.source)

    def figure(self, id_: str) -> str:
        """Return the fact as a link to its sentence, its digits marked as what is to be large."""
        return figure_link(self.year.facts[id_], self.source)

    def plain(self, id_: str) -> str:
        """Return the fact in words, without a link."""
        return safe(marked_text(self.year.facts[id_]))

    def items(self, id_: str) -> str:
        """Return a list of a fact's items, with its qualifier where the notice limits it."""
        fact = self.year.facts[id_]
        values = fact.value if isinstance(fact.value, tuple) else (fact_text(fact),)
        rows = "".join(f"<li>{fact_link(fact, self.source, value)}</li>" for value in values)
        return f'<ul class="items">{rows}</ul>{_limited(fact.qualifier)}'

    def quote(self, *ids: str) -> str:
        """Return the sentences that prove the facts."""
        return quotes(self.policy, [self.year.facts[id_] for id_ in ids], self.source)

    def document(self, id_: str) -> str:
        """Return a document's title and number, linked to its entry."""
        address = relative(self.source, document_address(id_))
        return f'<a href="{html.escape(address)}">{safe(document_name(self.policy.documents[id_]))}</a>'

    def notice(self) -> str:
        """Return the title and number of the year's notice, linked to its entry."""
        return self.document(self.year.document)

    def page(self, name: str, anchor: str = "") -> str:
        """Return the address of a page, for a Markdown link."""
        target = relative(self.source, source_of(name, self.policy, self.year.year))
        return f"{target}#{anchor}" if anchor else target

    def ask(self) -> Markup:
        """Return whom to ask where the notice is silent."""
        return fill_template("ask.html", ask=self._asked())

    def ask_line(self) -> Markup:
        """Return the same in a few short lines, for a page that says it many times."""
        return fill_template("ask_line.html", ask=self._asked())

    def _asked(self) -> list[Mapping[str, object]]:
        return [self._ask(entry) for entry in self.year.ask]

    def _ask(self, entry: Ask) -> Mapping[str, object]:
        return {
            "matter": entry.matter,
            "whom": Markup(self.fact(entry.whom)),
            "phone": Markup(self.fact(entry.phone)) if entry.phone else None,
        }

    def unstated(self) -> Markup:
        """Return the answer where the notice does not say."""
        return fill_template("unstated.html", ask=self.ask())

    def figures(self) -> Markup:
        """Return this year's key numbers as cards, each linked to its sentence."""
        rule = self.year.rule
        cards = [("全年累计", rule.total_facts)]
        cards += [(self.year.subjects[id_].label, (fact,)) for id_, fact in rule.subject_facts.items()]
        cards.append(("截止时间", (rule.ends,)))
        figures = [
            {
                "title": title,
                "links": [Markup(self.figure(id_)) for id_ in ids],
                "day": isinstance(self.year.facts[ids[0]].value, date),
            }
            for title, ids in cards
        ]
        return fill_template("figures.html", figures=figures)

    def deadlines(self) -> Markup:
        """Return the days to keep, as a table."""
        rows = [
            {
                "day": Markup(self.fact(entry.day)),
                "task": entry.task,
                "who": "、".join(entry.who),
                "quote": self.year.facts[entry.day].quote + mark(self.year.facts[entry.day]),
            }
            for entry in self.year.deadlines
        ]
        return fill_template("deadlines.html", deadlines=rows)

    def documents(self) -> Markup:
        """Return every cited document with what is known of it."""
        rows = [
            {
                "id": id_,
                "name": f"《{document.title}》",
                "number": document.number,
                "issuer": _known(document.issuer),
                "issued": _known(document.issued),
                "validity": _known(document.validity),
                "cited_as": document.cited_as,
                "text": relative(self.source, f"documents/{id_}.html") if document.text else None,
            }
            for id_, document in self.policy.documents.items()
        ]
        return fill_template("documents.html", documents=rows)

    def facts_table(self) -> Markup:
        """Return every fact of the year with its sentence."""
        rows = [
            {
                "id": fact.id,
                "title": fact.title,
                "quote": fact.quote + mark(fact),
                "link": Markup(fact_link(fact, self.source)),
            }
            for fact in self.year.facts.values()
        ]
        return fill_template("facts.html", facts=rows, year=self.year.year)

    def cases(self) -> Markup:
        """Return the worked examples of the hour rule."""
        unread = f"policy/cases/{self.year.year}.yaml" in self.year.unread
        return fill_template("cases.html", cases=case_rows(self.year), open=OPEN if unread else "")

    def years(self) -> Markup:
        """Return the years held, newest first, each with its notice and whether it is in force."""
        rows = [
            {
                "year": year.year,
                "name": document_name(self.policy.documents[year.document]),
                "address": relative(self.source, page_of(notice_page(self.policy, year))),
                "state": state_of(self.policy, year),
            }
            for year in sorted(self.policy.years.values(), key=lambda year: -year.year)
        ]
        return fill_template("years.html", years=rows)

    def changes(self) -> str:
        """Return what changed from year to year, and the years side by side."""
        return changes_section(self.policy, self.policy.current.year, self.source)

    def forms(self) -> Markup:
        """Return the forms with their downloads."""
        rows = [
            {
                "title": form.title,
                "page": relative(self.source, page_of(form_page(form.id))),
                "docx": relative(self.source, form_file(form.id, "docx")),
                "pdf": relative(self.source, form_file(form.id, "pdf")),
            }
            for form in self.policy.forms.values()
        ]
        return fill_template("forms.html", forms=rows)


def _limited(qualifier: str | None) -> str:
    """Return what is said below a list that the notice limits by *qualifier*."""
    if qualifier is None:
        return ""
    rest = "，列举的不是全部" if qualifier == "等" else ""
    return f'<p class="qualifier">通知原文写的是“{safe(qualifier)}”{rest}。</p>'


def _known(value: str | date | Unknown) -> str:
    if isinstance(value, Unknown):
        return f"未知（{value.unknown}）"
    return day_text(value) if isinstance(value, date) else value
