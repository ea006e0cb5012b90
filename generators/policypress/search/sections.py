"""Built pages → what search finds: each page as its sections, with the addresses the engine gave them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import html
from lxml.html import HtmlElement

from policypress.listing import below

HEADINGS = frozenset({"h2", "h3"})
BLOCKS = frozenset(
    {
        *(
            "address",
            "blockquote",
            "br",
            "caption",
            "dd",
            "details",
            "div",
            "dl",
            "dt",
            "fieldset",
            "figcaption",
        ),
        *(
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
            "legend",
            "li",
            "ol",
            "option",
            "p",
            "pre",
            "section",
            "summary",
        ),
        *("table", "td", "th", "tr", "ul"),
    }
)
"""Elements that part the text before them from theirs."""
UNSEARCHED = frozenset(
    {"button", "footer", "nav", "noscript", "script", "select", "style", "svg", "template"},
)
"""Elements that hold nothing to be found: controls, and what the foot of every page repeats."""
NO_PAGES = frozenset({"404.html"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What stands below one heading."""

    anchor: str
    """Id of the heading; empty: the page's beginning."""
    heading: str
    """The heading; the page's title for its beginning."""
    text: str
    """The text, a block a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A built page."""

    path: str
    """Its address from the root of the site."""
    title: str
    sections: tuple[Section, ...]
    """Its beginning, then each section that has text."""
    year: int | None = None
    """The year it speaks of; None: of none, or of every year."""


def page_files(site: Path) -> Iterator[tuple[str, Path]]:
    """Yield path and file of the pages in the folder *site*, in the order of their paths."""
    found = {path.relative_to(site).as_posix(): path for path in below(site) if path.suffix == ".html"}
    return ((name, found[name]) for name in sorted(found.keys() - NO_PAGES))


def read_pages(site: Path) -> Iterator[Page]:
    """Yield the pages of the folder *site* that hold an article, in the order of their paths."""
    for name, file in page_files(site):
        page = read_page(name, file.read_text("utf-8"))
        if page is not None:
            yield page


def read_page(path: str, text: str) -> Page | None:
    """Return the page whose HTML is *text*; None where it holds no article."""
    article = html.document_fromstring(text).find(".//article")
    if article is None:
        return None
    reader = _Reader()
    reader.read(article)
    sections = tuple(
        Section(anchor=anchor, heading=heading or reader.title, text=_tidy(pieces))
        for anchor, heading, pieces in reader.sections
    )
    kept = (section for section in sections[1:] if section.text)
    return Page(path=path, title=reader.title, sections=(sections[0], *kept))


class _Reader:
    """Walks an article, opening a section at each heading."""

    def __init__(self) -> None:
        self.title = ""
        self.sections: list[tuple[str, str, list[str]]] = [("", "", [])]

    def read(self, element: HtmlElement) -> None:
        """Take in *element* and all that stands in it."""
        if not isinstance(element.tag, str) or element.tag in UNSEARCHED:
            return
        if "data-unsearched" in element.attrib:
            return
        if element.tag == "h1":
            self.title = self.title or _words(element)
        elif element.tag in HEADINGS and element.get("id"):
            self.sections.append((element.get("id", ""), _words(element), []))
        else:
            self.within(element)

    def within(self, element: HtmlElement) -> None:
        block = element.tag in BLOCKS
        pieces = self.sections[-1][2]
        pieces += ["\n", element.text or ""] if block else [element.text or ""]
        for child in element:
            self.read(child)
            self.sections[-1][2].append(child.tail or "")
        if block:
            self.sections[-1][2].append("\n")


def _words(heading: HtmlElement) -> str:
    """Return the words of a heading, without the link to its own address."""
    texts = heading.xpath('.//text()[not(ancestor::a[contains(@class, "headerlink")])]')
    return " ".join("".join(map(str, texts)).split())


def _tidy(pieces: list[str]) -> str:
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)
