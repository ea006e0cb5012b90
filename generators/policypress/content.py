"""What stands between braces in content: which calls there are, and how a page is filled in.

Content is Markdown with expressions in Jinja's syntax. Jinja only parses it; nothing of it is ever
run: an expression is one of the calls named here, with plain words as arguments, or one of a few
plain values, so that every reference can be checked before anything is rendered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache

from jinja2 import Environment, TemplateSyntaxError, nodes

from policypress.markup import safe
from policypress.model.site import Site
from policypress.templates import COMMENT

FACT_CALLS = frozenset({"fact", "plain", "items", "quote"})
"""Calls whose arguments are fact ids."""
BLOCK_CALLS = frozenset(
    {
        "ask",
        "calculator",
        "calendar_picture",
        "cases",
        "changes",
        "common_questions",
        "deadlines",
        "documents",
        "facts_table",
        "faq",
        "figures",
        "filing_picture",
        "forms",
        "headings",
        "hours_picture",
        "notice",
        "recognition_picture",
        "unstated",
        "years",
    }
)
"""Calls without arguments, each a block that the code makes."""
FUNCTIONS = FACT_CALLS | BLOCK_CALLS | {"page", "document"}
"""Every call there is; page takes a page's name and perhaps an anchor, document a document's id."""
VALUES = frozenset({"year", *(f"site.{field.name}" for field in fields(Site))})
"""Plain values: the year, and the entries of the site."""
RIGHT = '应如 {{ fact("名称") }}'

PAGE_CALL = '站内的页面请写成 {{ page("页名", "小标题的地址") }}'

ENVIRONMENT = Environment(
    autoescape=True,
    comment_start_string=COMMENT[0],
    comment_end_string=COMMENT[1],
    keep_trailing_newline=True,
)
BRACES = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
MARKS = ("{", "}", "｛", "｝", COMMENT[0])
"""What a text has that is more than words, or was meant to be."""
_CALLED = rf"(?:{'|'.join(sorted(FUNCTIONS))})\s*[(（]"
STRAY = re.compile(
    rf"[{{｛]{{2}}|[}}｝]{{2}}|[{{｛]\s*{_CALLED}|\b{_CALLED}[^{{}}｛｝()（）\n]*[)）]\s*[}}｝]"
    rf"|[{{｛]\s*(?:{'|'.join(map(re.escape, sorted(VALUES)))})\s*[}}｝]"
)
"""Braces among words that were meant to call: two together, or one beside what can be called. Others are words."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call in content."""

    line: int
    name: str
    arguments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """A plain value in content, by its name."""

    line: int
    name: str


class ContentError(Exception):
    """Jinja in content that is not allowed or not well formed; its text is Chinese."""

    def __init__(self, line: int, message: str) -> None:
        self.line = line
        super().__init__(message)


Piece = str | Call | Value
"""Words, and what stands between braces."""


def pieces(text: str) -> tuple[Piece, ...]:
    """Return *text* taken apart; raise ContentError at the first thing that is not allowed."""
    sound, wrong = taken_apart(text)
    for error in wrong:
        raise error
    return sound


@lru_cache(maxsize=4096)
def taken_apart(text: str) -> tuple[tuple[Piece, ...], tuple[ContentError, ...]]:
    """Return the pieces of *text*, and everything in it that is not allowed."""
    if not any(mark in text for mark in MARKS):
        return (text,), ()  # most texts; taking them apart is slow
    try:
        tree = ENVIRONMENT.parse(text)
    except TemplateSyntaxError as error:
        return (), (ContentError(error.lineno, f"花括号里的写法有误；{RIGHT}"),)
    sound, wrong = list[Piece](), list[ContentError]()
    for node in _nodes(tree):
        if isinstance(node, nodes.TemplateData):
            wrong += _stray(node)
        try:
            sound.append(_piece(node))
        except ContentError as error:
            wrong.append(error)
    return tuple(sound), tuple(wrong)


def _nodes(tree: nodes.Template) -> Iterator[nodes.Node]:
    """Yield what is printed, piece by piece, and every statement that prints nothing by itself."""
    for statement in tree.body:
        yield from statement.nodes if isinstance(statement, nodes.Output) else (statement,)


def _stray(words: nodes.TemplateData) -> Iterator[ContentError]:
    """Yield what is wrong with braces that would be shown to readers as they are."""
    for found in STRAY.finditer(words.data):
        line = words.lineno + words.data.count("\n", 0, found.start())
        yield ContentError(line, f"花括号会原样显示在网页上；引用请用英文半角的，前后各两个，{RIGHT}")


def _piece(node: nodes.Node) -> Piece:
    """Return the words, the call or the value that *node* is; raise ContentError where it is none of them."""
    if isinstance(node, nodes.TemplateData):
        return node.data
    if not isinstance(node, nodes.Expr):
        raise ContentError(node.lineno, f"内容里不能用这种写法；{RIGHT}")
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name):
        if node.kwargs or node.dyn_args or node.dyn_kwargs:
            raise ContentError(node.lineno, f"括号里只能写加引号的名称；{RIGHT}")
        if node.node.name not in FUNCTIONS:
            raise ContentError(node.lineno, f"不认识“{node.node.name}”；有：{'、'.join(sorted(FUNCTIONS))}")
        return Call(node.lineno, node.node.name, tuple(_argument(argument) for argument in node.args))
    name = _dotted(node)
    if name in FUNCTIONS:
        raise ContentError(node.lineno, f"“{name}”后面缺少括号；{RIGHT}")
    if name not in VALUES:
        raise ContentError(node.lineno, f"不认识这种写法；{RIGHT}，或 {'、'.join(sorted(VALUES))}")
    return Value(node.lineno, name)


def _dotted(node: nodes.Expr) -> str:
    """Return a name, with the entry asked of it where there is one; empty for anything else."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        return f"{node.node.name}.{node.attr}"
    return ""


def _argument(node: nodes.Expr) -> str:
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        return node.value
    raise ContentError(node.lineno, f"括号里只能写加引号的名称；{RIGHT}")


def calls(text: str) -> Iterator[Call]:
    """Yield every call in *text*, whatever else in it is not allowed."""
    return (piece for piece in taken_apart(text)[0] if isinstance(piece, Call))


def fill(text: str, functions: Mapping[str, Callable[..., str]], year: int, site: Site) -> str:
    """Return *text* with its calls replaced by what *functions* give for them, and its values filled in."""
    values = _values(year, site)
    return "".join(_filled(piece, functions, values) for piece in pieces(text))


@lru_cache(maxsize=64)
def _values(year: int, site: Site) -> Mapping[str, str]:
    """Return the plain values by name; what the site does not state is none."""
    entries = {f"site.{field.name}": getattr(site, field.name) for field in fields(site)}
    return {"year": str(year), **{name: safe(value) for name, value in entries.items() if value}}


def _filled(piece: Piece, functions: Mapping[str, Callable[..., str]], values: Mapping[str, str]) -> str:
    match piece:
        case Call():
            return functions[piece.name](*piece.arguments)
        case Value():
            return values[piece.name]
        case str():
            return piece


def prose(text: str) -> str:
    """Return *text* with everything between braces blanked, line by line as before."""
    return BRACES.sub(lambda match: re.sub(r"[^\n]", "\N{WHITE SQUARE}", match.group()), text)
