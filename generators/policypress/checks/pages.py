"""What people read refers to facts and never types a number of the rule."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from policypress.addresses import FAQ
from policypress.checks.places import Places
from policypress.checks.references import NAME, facts_of, unregistered
from policypress.content import FACT_CALLS, Call, Value, calls, taken_apart
from policypress.faults import Fault
from policypress.located import sound
from policypress.project import Page, Project
from policypress.spelling import near

HEADING = re.compile(r"^(#{1,6}) +(.*?)(?: +\{#(\S+)\})? *$")
WITHIN = re.compile(r"\]\(#([^)\s]+)")
"""A link in Markdown to a place on its own page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A piece of content that may hold calls."""

    file: str
    line: int
    """Its first line."""
    place: str
    text: str
    years: tuple[int, ...]
    """The years it is rendered for."""
    on: str
    """The name of the page that it stands on."""
    page: str | None = None
    """The page of every year that it is; None: it is none."""

    def fault(self, line: int, message: str) -> Fault:
        """Return what is wrong in one of its lines, counted from 1."""
        return Fault(file=self.file, line=self.line + line - 1, place=self.place, message=message)


def texts_of(project: Project) -> Iterator[Text]:
    """Yield everything in content that may hold calls."""
    for page in project.pages:
        general = (
            page.name.removeprefix("year:") if page.name.startswith("year:") and page.year is None else None
        )
        years = _years_of(project, page)
        yield Text(
            file=page.file, line=1, place="正文", text=page.text, years=years, on=page.name, page=general
        )
    for file in project.faq:
        for i, question in enumerate(file.value.questions, 1):
            also = [(f"also[{j}]", text) for j, text in enumerate(question.also, 1)]
            for name, text in (("question", question.question), ("answer", question.answer), *also):
                place = f"questions[{i}].{name}"
                yield Text(
                    file=file.file,
                    line=file.line_of_text(place),
                    place=place,
                    text=text,
                    on=FAQ,
                    years=tuple(year for year in project.years if question.shown_in(year)),
                )


LIMIT = "这个问题只在某些年度显示的，用 first_year、last_year 写明"


def _instead(id_: str, year: int, facts: Collection[str]) -> str:
    """Return what to write for *id_*, which is none of the *facts* of *year*."""
    close = near(id_, facts)
    right = f"请对照 policy/years/{year}/ 更正名称，通知没有这一条的，请删去用到它的话或问答"
    return f"；是否想写“{close}”？" if close else f"；{right}"


def _misspelt(call: Call, year: int, facts: set[str]) -> str:
    """Return what to write where *call* asks for a fact that *year* lacks; else nothing."""
    unknown = [id_ for id_ in call.arguments if id_ not in facts]
    return _instead(unknown[0], year, facts) if call.name in FACT_CALLS and unknown else ""


def _remedy(project: Project, text: Text, year: int) -> str:
    """Return what to do where *year* lacks what *text* calls, and another year has it."""
    if text.place != "正文":
        return f"；{LIMIT}"
    kept = project.before(year) if year == max(project.years) else year
    if text.page is None or kept is None:
        return ""
    return f"；请先把 {kept} 年用的样子存为 content/pages/{kept}/{text.page}.md，这里只写其他年度的"


def _years_of(project: Project, page: Page) -> tuple[int, ...]:
    """Return the years that *page* is rendered for: its own, all, or the one in force."""
    if page.name.startswith("year:"):
        return tuple(year for year in project.years if project.pages_of(year).get(page.name) is page)
    current = project.in_force
    return () if current is None else (current,)


def content_is_well_formed(project: Project) -> Iterator[Fault]:
    """Yield a fault where what stands between braces in content cannot be understood or is not allowed."""
    for text in texts_of(project):
        for error in taken_apart(text.text)[1]:
            yield text.fault(error.line, str(error))


def content_refers_to_what_is_there(project: Project) -> Iterator[Fault]:
    """Yield a fault where content refers to what does not exist in a year it is rendered for."""
    facts = {number: set(facts_of(year)) for number, year in project.years.items()}
    places = {number: Places(project, number) for number in project.years}
    documents = tuple(project.documents.value if project.documents else {})

    def wrong(call: Call, year: int) -> str | None:
        return _wrong(call, year, facts[year], places[year], documents)

    for text in texts_of(project):
        for call in _references(text):
            for year in text.years:
                if message := wrong(call, year):
                    elsewhere = any(wrong(call, other) is None for other in project.years)
                    remedy = _remedy(project, text, year) if elsewhere else ""
                    yield text.fault(call.line, message + (remedy or _misspelt(call, year, facts[year])))
                    break


def _references(text: Text) -> Iterator[Call]:
    """Yield every call in *text*, and each link to a place on its own page as the call that it stands for."""
    for number, written in enumerate(text.text.split("\n"), 1):
        for anchor in WITHIN.findall(written):
            yield Call(name="page", arguments=(text.on, anchor), line=number)
    yield from calls(text.text)


def _wrong(call: Call, year: int, facts: set[str], places: Places, documents: Collection[str]) -> str | None:
    """Return what is wrong with *call* in *year*, None where nothing is."""
    if call.name in FACT_CALLS:
        return _wrong_facts(call, year, facts)
    if call.name == "page":
        return _wrong_page(call, places)
    if call.name == "document":
        return _wrong_document(call, documents)
    return f"{call.name}() 的括号里不写东西" if call.arguments else None


def _wrong_facts(call: Call, year: int, facts: set[str]) -> str | None:
    missing = [argument for argument in call.arguments if argument not in facts]
    if missing:
        return f"{year} 年没有名为“{'、'.join(missing)}”的条目（{call.name}）"
    return None if call.arguments else f"{call.name}() 的括号里应写条目的名称"


def _wrong_page(call: Call, places: Places) -> str | None:
    if len(call.arguments) not in (1, 2):
        return "page() 的括号里应写一页的名称，还可以写其中小标题的地址"
    return places.missing(*call.arguments)


def _wrong_document(call: Call, documents: Collection[str]) -> str | None:
    if len(call.arguments) != 1:
        return "document() 的括号里应写一份文件的编号"
    if call.arguments[0] not in documents:
        return unregistered(call.arguments[0], documents)
    return None


def content_names_what_the_site_states(project: Project) -> Iterator[Fault]:
    """Yield a fault where content names an entry of the site that is left out or empty."""
    site = sound(project.site)
    for text in texts_of(project):
        for value in (piece for piece in taken_apart(text.text)[0] if isinstance(piece, Value)):
            entry = value.name.removeprefix("site.")
            if entry != value.name and not getattr(site, entry):
                message = f"policy/site.yaml 没有写 {entry}，这里没有可显示的；请补写，或删去 {{{{ {value.name} }}}}"
                yield text.fault(value.line, message)


def questions_rest_on_facts(project: Project) -> Iterator[Fault]:
    """Yield a fault where an answer names no fact, though the notice is said to state it."""
    facts = {number: set(facts_of(year)) for number, year in project.years.items()}
    for file in project.faq:
        for i, question in enumerate(file.value.questions, 1):
            if not question.facts and not question.unstated:
                yield file.fault(
                    f"questions[{i}].facts", "没有写依据；请列出条目，通知未规定的写 unstated: true"
                )
            for id_ in question.facts:
                lacking = [year for year in facts if question.shown_in(year) and id_ not in facts[year]]
                if lacking:
                    year, elsewhere = lacking[0], any(id_ in held for held in facts.values())
                    remedy = f"；{LIMIT}" if elsewhere else _instead(id_, year, facts[year])
                    message = f"{year} 年没有名为“{id_}”的条目{remedy}"
                    yield file.fault(f"questions[{i}].facts", message)


def headings_have_anchors(project: Project) -> Iterator[Fault]:
    """Yield a fault where a page does not begin with its title, or a heading lacks its own anchor."""
    for page in project.pages:
        lines = page.text.split("\n")
        first = HEADING.match(lines[0])
        if not first or first[1] != "#" or first[3]:
            yield _fault(page, 1, "第一行应为“# 标题”")
        anchors: set[str] = set()
        for number, line in enumerate(lines[1:], 2):
            heading = HEADING.match(line)
            if not heading:
                continue
            if heading[1] == "#":
                yield _fault(page, number, "一页只有一个“# 标题”；其余请用“## ”或“### ”")
            elif not heading[3] or not NAME.fullmatch(heading[3]):
                yield _fault(page, number, "小标题后应有固定地址，如“## 谁来认定 {#who-recognises}”")
            elif heading[3] in anchors:
                yield _fault(page, number, f"地址“{heading[3]}”在本页用了两次；请换一个")
            else:
                anchors.add(heading[3])


def _fault(page: Page, line: int, message: str) -> Fault:
    return Fault(file=page.file, line=line, place="标题", message=message)
