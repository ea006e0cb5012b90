"""Where the files of a published copy point: the addresses in them, and the places that can be pointed at."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

from lxml import etree, html

STYLE = re.compile(r"""url\(\s*["']?([^"')]+)""")
ADDRESSES = "//@href | //@src | //@poster | //@data | //@action | //@formaction"
OUTSIDE = frozenset({"http", "https", "mailto", "tel", "data"})
"""Schemes that lead elsewhere, or nowhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address as it stands in a file."""

    line: int
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What an address leads to within the copy."""

    name: str
    """Path of the file."""
    place: str
    """Id within it; empty for the whole file."""


def parted(address: str) -> SplitResult:
    """Return the parts of *address*; raise ValueError, with the reason in Chinese, where it names a host there cannot be."""
    try:
        parts = urlsplit(address)
        sound = parts.port != 0 and (parts.hostname or not parts.netloc)
    except ValueError:
        sound = False
    if not sound or " " in parts.netloc or not parts.netloc.isprintable():
        raise ValueError("主机名或端口写得不对；应如 https://training.example.org/")
    return parts


def links_of(name: str, data: bytes) -> Iterator[Link]:
    """Yield the addresses in the page, style sheet, feed or site map *name*; nothing for another file."""
    if name.endswith(".html"):
        for found in _page(data).xpath(ADDRESSES):
            yield Link(line=found.getparent().sourceline or 1, address=str(found).strip())
    elif name.endswith(".css"):
        text = data.decode("utf-8", "replace")
        for match in STYLE.finditer(text):
            yield Link(line=text.count("\n", 0, match.start()) + 1, address=match[1].strip())
    elif name.endswith(".xml"):
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
        for found in root.xpath("//@href | //*[local-name() = 'loc']/text()"):
            yield Link(line=found.getparent().sourceline or 1, address=str(found).strip())


def places_of(data: bytes) -> frozenset[str]:
    """Return the ids of a page, at which an address may point."""
    return frozenset(map(str, _page(data).xpath("//@id | //a/@name")))


def home_of(index: bytes) -> str:
    """Return the address under which the site says it is published, ending in ``/``; empty where unsaid."""
    for found in _page(index).xpath("//link[@rel='canonical']/@href"):
        return str(found).removesuffix("index.html")
    return ""


def target_of(page: str, address: str, home: str) -> Target | None:
    """Return what *address* on *page* leads to; None where it leads out of the site.

    *home* is the site's own full address: what begins with it is within. Raise ValueError, with the
    reason in Chinese, where the address could not be followed on every server and from a folder.
    """
    own = home and address.startswith(home)
    parts = parted(address[len(home) :] if own else address)
    if not own and parts.scheme in OUTSIDE:
        return None
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        raise ValueError("应写成相对地址，否则换了位置就打不开")
    path = unquote(parts.path)
    if own:
        path += "index.html" if not path or path.endswith("/") else ""
        name = posixpath.normpath(path)
    else:
        name = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    if name.startswith("../") or path.endswith(("/", "..")) or name == ".":
        raise ValueError("应写明网站里的文件名")
    return Target(name=name, place=unquote(parts.fragment))


def _page(data: bytes) -> html.HtmlElement:
    """Return the parsed page; one without elements where nothing can be read."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True)
    try:
        return html.document_fromstring(data, parser=parser)
    except etree.ParserError:
        return html.Element("html")
