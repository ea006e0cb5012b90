"""Content is words and their layout: nothing in it runs, loads from elsewhere, or hides.

What the site's engine makes of a text is looked at, not how it is written: Markdown and HTML know many ways
to write one thing.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from policypress.addresses import page_of, page_source
from policypress.checks.pages import Text, texts_of
from policypress.checks.places import Made, sources
from policypress.content import PAGE_CALL, taken_apart
from policypress.faults import Fault
from policypress.links import parted
from policypress.project import Project

if TYPE_CHECKING:
    from markdown import Markdown

EXTENSIONS = ("attr_list", "md_in_html", "tables")
"""Those of ``site/mkdocs.yml`` that make elements and attributes."""
WORTH_A_LOOK = re.compile(r"<|&|\\|\{(?!#)|!\[|\](?:\(|:)(?!\N{WHITE SQUARE})")
"""What a text must have for anything but plain words, headings, lists and links to the site's own pages."""
FILLED = "\N{WHITE SQUARE}"
"""Stands for what a call gives, which is harmless by itself."""
TAGS = frozenset(
    {"a", "abbr", "b", "blockquote", "br", "caption", "code", "dd", "del", "details", "div", "dl", "dt", "em"}
    | {
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "ins",
        "li",
        "mark",
        "ol",
    }
    | {"p", "pre", "s", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot"}
    | {"th", "thead", "tr", "u", "ul"}
)
ATTRIBUTES = frozenset(
    {"alt", "class", "colspan", "href", "id", "lang", "open", "rowspan", "scope", "src", "start", "style"}
    | {"title"}
)
ALIGNED = re.compile(r"text-align: (left|center|right);")
"""What a Markdown table says of its columns; no other style is for content to choose."""
OUTSIDE = frozenset({"http", "https", "mailto", "tel"})
"""Where a link may lead out of the site."""
IGNORED = re.compile(r"[\x00-\x20\x7f-\x9f]")
"""What browsers skip in an address."""


def content_runs_nothing(project: Project) -> Iterator[Fault]:
    """Yield a fault where content holds an element, an attribute or an address that is no layout of words."""
    for text, words, looked in _looked(project):
        for what, trace in dict.fromkeys(looked.found):
            yield text.fault(_line(words, trace), what)


def content_leads_to_pages(project: Project) -> Iterator[Fault]:
    """Yield a fault where a relative address in content leads to nothing that a build makes, or to no place there."""
    given = sources(project)
    built = {page_of(path) if places else path: places for path, places in given.items()}
    for text, words, looked in _looked(project):
        pages = [page_source(text.on, year) for year in text.years]
        astray = _astray(looked.relative, pages, given) + _astray(looked.raw, map(page_of, pages), built)
        for address in dict.fromkeys(astray):
            yield text.fault(_line_of(words, address), f"链接“{address}”用不了；{PAGE_CALL}")


def _astray(addresses: Iterable[str], pages: Iterable[str], made: Made) -> list[str]:
    """Return those *addresses* that go astray on one of *pages*."""
    return [address for page in pages for address in addresses if _leads_nowhere(page, address, made)]


def _leads_nowhere(page: str, address: str, made: Made) -> bool:
    """Return whether a relative *address* on *page* leads to nothing that is *made*, or to no place there."""
    _, _, path, _, anchor = urlsplit(address)
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(path))) if path else page
    places = made.get(target)
    return target not in made or bool(anchor and places and anchor not in places())


def _looked(project: Project) -> Iterator[tuple[Text, str, _Looker]]:
    """Yield each text that is worth a look, its words with what stands between braces filled in, and what was found."""
    for text in texts_of(project):
        words = "".join(piece if isinstance(piece, str) else FILLED for piece in taken_apart(text.text)[0])
        if WORTH_A_LOOK.search(words):
            yield text, words, _looked_at(words)


def _line(words: str, trace: str) -> int:
    """Return the line of *words*, from 1, in which *trace* first stands; the first where it is written otherwise."""
    before, found, _ = words.casefold().partition(trace.casefold())
    return 1 + (before.count("\n") if found else 0)


def _line_of(words: str, address: str) -> int:
    """Return the line of *words*, from 1, in which *address* first stands by itself, not in another."""
    alone = re.search(rf"(?<![\w./-]){re.escape(address)}(?![\w./#?-])", words)
    return 1 + words.count("\n", 0, alone.start()) if alone else _line(words, address)


@lru_cache(maxsize=1024)
def _looked_at(words: str) -> _Looker:
    """Return what was found in *words* as the engine makes them into HTML."""
    engine = _engine().reset()
    made = engine.convert(words)
    looker = _fed(made)
    looker.raw = _fed("".join(raw for raw in engine.htmlStash.rawHtmlBlocks if isinstance(raw, str))).relative
    looker.relative = list(Counter(looker.relative) - Counter(looker.raw))
    if made.count("<") > looker.seen:
        looker.found.append(("“<”后面不是完整的标签；只当字用的请写成 &lt;", "<"))
    return looker


def _fed(made: str) -> _Looker:
    """Return what has looked at HTML that was *made*."""
    looker = _Looker()
    looker.feed(made)
    looker.close()
    return looker


@cache
def _engine() -> Markdown:
    """Return what makes Markdown into HTML as the engine does."""
    from markdown import Markdown  # takes a while to load, and most content never needs it

    return Markdown(extensions=list(EXTENSIONS))


class _Looker(HTMLParser):
    """Collects what does not belong in content."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        """What is wrong, each with what shows it in the source."""
        self.relative: list[str] = []
        """Addresses of what is to be of the site, but for places on the same page and what calls give."""
        self.raw: list[str] = []
        """Those of them that stand in HTML, which the engine leaves as they are."""
        self.seen = 0
        """Marks looked at."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at an element."""
        self._name(tag, f"<{tag}")
        for name, value in attrs if tag in TAGS else ():
            self._attribute(tag, name, value or "")

    def handle_endtag(self, tag: str) -> None:
        """Look at the end of an element."""
        self._name(tag, f"</{tag}")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at an element without content."""
        self.handle_starttag(tag, attrs)

    def _name(self, tag: str, trace: str) -> None:
        self.seen += 1
        if tag not in TAGS:
            self._tell(f"内容里不能用 <{tag}>；请用 Markdown，或只排版的 <div>、<span>、<br> 等", trace)

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if name not in ATTRIBUTES or (name == "style" and not ALIGNED.fullmatch(value)):
            self._tell(f"内容里不能写 {name} 属性；样式请用 class", name)
        elif name in {"href", "src"} and (why := _misled(tag, value)):
            self._tell(f"地址“{value}”{why}", value)
        elif name in {"href", "src"} and not (_scheme(value) or value.startswith(("#", FILLED))):
            self.relative.append(value)

    def handle_comment(self, data: str) -> None:
        """Look at a comment."""
        self.seen += 1
        self._tell(f"注释“{data.strip()[:20]}”会原样留在公布的网页里；请删去", "<!--")

    def handle_decl(self, decl: str) -> None:
        """Look at a declaration."""
        self.seen += 1
        self._tell(f"内容里不能用 <!{decl[:20]}>；请删去", "<!")

    def unknown_decl(self, data: str) -> None:
        """Look at a marked section."""
        self.handle_decl(f"[{data}")

    def handle_pi(self, data: str) -> None:
        """Look at an instruction."""
        self.seen += 1
        self._tell(f"内容里不能用 <?{data[:20]}>；请删去", "<?")

    def _tell(self, what: str, trace: str) -> None:
        self.found.append((what, trace))


def _misled(tag: str, address: str) -> str | None:
    """Return what is wrong with an *address*, None where it leads to a page or a picture that may be."""
    plain = IGNORED.sub("", address).replace("\\", "/")
    if plain.startswith("//"):
        return "没有写明 https://；请写全，站内的请写相对地址"
    if not (scheme := _scheme(plain)):
        return None
    if tag != "a":
        return "不是本站的图；网站不从别处取任何东西，请删去"
    if scheme.casefold() not in OUTSIDE:
        return "不是网页；链接只能以 https://、http://、mailto:、tel: 开头，或是站内的相对地址"
    try:
        parted(address)
    except ValueError as error:
        return f"的{error}"
    return None


def _scheme(address: str) -> str:
    """Return what an *address* says before its first colon, empty for a relative one."""
    scheme, colon, _ = address.partition(":")
    return scheme if colon and not set("/#?") & set(scheme) else ""
