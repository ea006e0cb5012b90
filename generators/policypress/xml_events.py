"""The tags and texts of an XML part, one after another, in bounded memory; site/js/xml.js does the same.

expat parses: no tree grows, a DOCTYPE is refused before it defines an entity, and nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import IO
from xml.parsers import expat  # what makes it unsafe, a DOCTYPE, is refused here

from policypress import limits

PIECE = 1 << 16
"""Bytes parsed at a time."""
DOCTYPE = "含有表格不该有的定义（DOCTYPE），可能不安全；请用表格软件另存为新的 .xlsx"
TOO_LARGE = "解开后太大，不像一张表；请把需要的内容复制到新工作簿，另存为 .xlsx"


class PartError(ValueError):
    """What is wrong with a part beyond being damaged, and what would be right."""


class Handler:
    """Is told of the tags and texts of a part, names without their prefix."""

    def __init__(self) -> None:
        self.depth = 0

    def open(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""

    def text(self, data: str) -> None:
        """Take a piece of text."""

    def close(self, name: str) -> None:
        """Take the end of an element."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take a tag as written; the parser holds every element that is open."""
        self.depth += 1
        if self.depth > limits.XML_DEPTH:
            raise PartError(TOO_LARGE)
        self.open(local(name) if ":" in name else name, attributes)

    def end(self, name: str) -> None:
        """Take an end tag as written."""
        self.depth -= 1
        self.close(local(name) if ":" in name else name)


def local(name: str) -> str:
    """Return *name* without its prefix."""
    return name[name.find(":") + 1 :]


def tell(source: IO[bytes], handler: Handler) -> Iterator[None]:
    """Tell *handler* of what stands in *source*, a piece at a time.

    Raise PartError where it holds what no workbook does, ExpatError where it is no XML.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = handler.start, handler.end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    fed = 0
    while piece := source.read(PIECE):
        parser.Parse(piece, False)
        fed += len(piece)
        # What expat has not told of yet is the beginning of a tag; the names it has told of it keeps.
        if fed - parser.CurrentByteIndex > limits.XML_TAG or len(parser.intern) > limits.XML_NAMES:
            raise PartError(TOO_LARGE)
        yield
    parser.Parse(b"", True)
    yield


def _refuse_doctype(*_: object) -> None:
    raise PartError(DOCTYPE)
