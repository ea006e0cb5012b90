"""What people type stands for words that the pages hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from policypress.checks.pages import texts_of
from policypress.checks.references import facts_of
from policypress.faults import Fault
from policypress.markup import value_text
from policypress.project import Project
from policypress.search.words import folded, runs


def aliases_stand_for_words_of_the_pages(project: Project) -> Iterator[Fault]:
    """Yield a fault where a term stands on no page, or an alias could find nothing or says nothing new."""
    vocabulary = project.vocabulary
    if vocabulary is None:
        return
    said = folded("\n".join(_said(project)))
    terms_of: dict[str, list[str]] = defaultdict(list)
    for term, aliases in vocabulary.value.items():
        if not runs(folded(term)) or folded(term) not in said:
            yield vocabulary.fault(term, f"“{term}”在各页和通知里都找不到；请改成文件里的说法")
        for i, alias in enumerate(aliases, 1):
            place = f"{term}[{i}]"
            if not runs(folded(alias)):
                yield vocabulary.fault(place, f"“{alias}”里没有可查的字；请写人们会打的词")
            elif folded(term) in folded(alias):
                yield vocabulary.fault(place, f"“{alias}”里已有“{term}”，不用另列；请删去")
            elif term in terms_of[folded(alias)]:
                yield vocabulary.fault(place, f"“{alias}”在“{term}”下写了两次；请只留一个")
            terms_of[folded(alias)].append(term)


def _said(project: Project) -> Iterator[str]:
    """Yield what the pages will say: content, facts, forms and stored texts."""
    yield from (text.text for text in texts_of(project))
    yield from project.texts.values()
    for year in project.years.values():
        for entry in facts_of(year).values():
            yield entry.title
            yield entry.as_printed or value_text(entry.value, entry.unit)
    for form in project.forms:
        yield form.value.title
        yield from (field.help for _, _, field in form.value.placed())
