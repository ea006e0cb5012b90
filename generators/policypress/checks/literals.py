"""What people read never types a number of the rule: content refers to facts, templates show them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain
from pathlib import Path

from policypress.checks.pages import texts_of
from policypress.checks.references import facts_of
from policypress.content import prose
from policypress.faults import Fault, PolicyError
from policypress.file_text import text_of
from policypress.listing import own_below
from policypress.project import Project
from policypress.readings import NUMERAL
from policypress.resources import site_source
from policypress.templates import COMMENT

DAY = r"\d{1,2}\s*月\s*\d{1,2}\s*日"
WHOLE_DAY = r"(?<!\d)\d{4}([-/.])\d{1,2}\1\d{1,2}(?!\d)"
LINK = re.compile(r"\[([^\]\n]*)\]\([^)\n]*\)")
UNSEEN = re.compile(
    r"<!--.*?-->|</?[a-z][^<>]*>|https?://[^\s）)]+|\{:?[^{}\n]*\}|[*_`~\\]", re.DOTALL | re.IGNORECASE
)
"""What a reader of Markdown or HTML does not see: comments, tags, addresses, attributes, emphasis."""
ENTITY = re.compile(r"&#?\w+;")
REMARK = re.compile(f"{re.escape(COMMENT[0])}.*?{re.escape(COMMENT[1])}", re.DOTALL)
"""A comment in a template."""
TEMPLATES = frozenset({".html", ".md", ".xml"})
"""Kinds of files that are templates; others beside them are for pages to load."""
NUMBER = rf"(?:(?<![\d.])\d+(?:[,，]\d{{3}})*(?:\.\d+)?|(?<![{NUMERAL}统同唯任某逐哪单])[{NUMERAL}]+)"
"""In digits or in Chinese; in 统一学时 there is none."""
NO_PLACE = r"(?<!第)(?<!第 )"
SPACE = r"[^\S\n]*"
GAP = rf"{SPACE}\n?{SPACE}"
"""What may stand between a number and its unit, on one line or two."""
LIST_MARK = re.compile(r"^[^\S\n]*(?:[*+-]|\d+[.)])[^\S\n]+", re.MULTILINE)
TELEPHONE = re.compile(r"(?<!\d)0\d{2,3}-\d{7,8}(?!\d)|(?<!\d)1\d{10}(?!\d)")
APART = "·"
"""Put in the place of what no unit belongs to."""


def content_types_no_rule_number(project: Project) -> Iterator[Fault]:
    """Yield a fault where a number with a unit of the facts, or a day, is typed in content."""
    literals = _Literals(project)
    for text in texts_of(project):
        for line, words in literals.of(text.text):
            message = f'“{words}”不能直接写；请用 {{{{ fact("名称") }}}} 引用，使数字有据'
            yield text.fault(line, message)


def templates_type_no_rule_number(project: Project, source: Path | None = None) -> Iterator[Fault]:
    """Yield a fault where a template of the site types what content may not; *source* is another ``site/``."""
    literals, source = _Literals(project), source or site_source()
    folders = (own_below(source / folder) for folder in ("templates", "theme"))
    for path in (path for path in chain(*folders) if path.suffix in TEMPLATES):
        file = f"{source.name}/{path.relative_to(source).as_posix()}"
        try:
            text = text_of(source.parent, file)
        except PolicyError as error:
            yield from error.faults
            continue
        for line, words in literals.of(text):
            message = f"“{words}”不能直接写在模板里；请改由条目给出，使数字有据"
            yield Fault(file=file, line=line, place="模板", message=message)


class _Literals:
    """How a number of the rule looks in text: with a unit of the facts of any year, or as a day."""

    def __init__(self, project: Project) -> None:
        units = sorted(
            {
                entry.unit
                for year in project.years.values()
                for entry in facts_of(year).values()
                if isinstance(entry.value, Decimal) and entry.unit
            }
        )
        unit = f"个?{SPACE}(?:{'|'.join(map(re.escape, units))})"
        counted = [rf"{NO_PLACE}{NUMBER}{GAP}(?:{unit}|[（(]{SPACE}{unit}{SPACE}[）)])"] if units else []
        self.typed = re.compile("|".join([*counted, DAY]))
        self.seen = re.compile("|".join([WHOLE_DAY, *counted, DAY]))

    def of(self, text: str) -> list[tuple[int, str]]:
        """Return every such number in *text*, as it is typed and as it is read, with its line, in order."""
        typed = TELEPHONE.sub(APART, LIST_MARK.sub(APART, REMARK.sub(_ends, prose(text))))
        return sorted({*_found(self.typed, typed), *_found(self.seen, _as_read(typed))})


def _found(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, str]]:
    for match in pattern.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, " ".join(match.group().split("\n"))


def _as_read(text: str) -> str:
    """Return what of *text* is seen on the page, line by line as before."""
    shown = UNSEEN.sub(_ends, LINK.sub(r"\1", text))
    return ENTITY.sub(lambda entity: html.unescape(entity.group()).replace("\n", " "), shown)


def _ends(match: re.Match[str]) -> str:
    """Return the ends of lines that lie in what is blanked."""
    return "\n" * match.group().count("\n")
