"""What stands between braces in content: which calls there are, and how a page is filled in.

Content is Markdown with Jinja in a sandbox. It may only call the functions named here, each with
plain words as arguments, so that every reference can be checked before anything is rendered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from policypress.model import Site
from policypress.templates import COMMENT

FACT_CALLS = frozenset({"fact", "plain", "items", "quote"})
"""Calls whose arguments are fact ids."""
BLOCK_CALLS = frozenset(
    {
        "ask",
        "calculator",
        "cases",
        "deadlines",
        "documents",
        "facts_table",
        "faq",
        "figures",
        "forms",
        "headings",
        "notice",
        "unstated",
    }
)
"""Calls without arguments, each a block that the code makes."""
FUNCTIONS = FACT_CALLS | BLOCK_CALLS | {"page", "document"}
"""Every call there is; page takes a page's name and perhaps an anchor, document a document's id."""
NAMES = frozenset({"year", "site"})
"""Plain values: the year, and the site."""
ENTRIES = frozenset(("site", field.name) for field in fields(Site))
"""Entries of plain values."""
RIGHT = '应如 {{ fact("名称") }}'

ENVIRONMENT = ImmutableSandboxedEnvironment(
    undefined=StrictUndefined,
    keep_trailing_newline=True,
    comment_start_string=COMMENT[0],
    comment_end_string=COMMENT[1],
)
BRACES = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Call:
    """One call in content."""

    line: int
    name: str
    arguments: tuple[str, ...]


class ContentError(Exception):
    """Jinja in content that is not allowed or not well formed; its text is Chinese."""

    def __init__(self, line: int, message: str) -> None:
        self.line = line
        super().__init__(message)


def calls(text: str) -> Iterator[Call]:
    """Yield every call in *text*; raise ContentError at the first thing that is not allowed."""
    try:
        tree = ENVIRONMENT.parse(text)
    except TemplateSyntaxError as error:
        raise ContentError(error.lineno, f"花括号里的写法有误（{error.message}）；{RIGHT}") from error
    for node in tree.find_all(nodes.Node):
        _allow(node)
    called = {id(call.node) for call in tree.find_all(nodes.Call)}
    for word in tree.find_all(nodes.Name):
        if word.name in FUNCTIONS and id(word) not in called:
            raise ContentError(word.lineno, f"“{word.name}”后面缺少括号；{RIGHT}")
    for call in tree.find_all(nodes.Call):
        name = call.node.name if isinstance(call.node, nodes.Name) else ""
        yield Call(call.lineno, name, tuple(_argument(argument) for argument in call.args))


def _allow(node: nodes.Node) -> None:
    """Raise ContentError unless *node* is one of the few things that content is made of."""
    if isinstance(node, nodes.Output | nodes.TemplateData | nodes.Const):
        return
    if isinstance(node, nodes.Call):
        if not isinstance(node.node, nodes.Name) or node.kwargs or node.dyn_args or node.dyn_kwargs:
            raise ContentError(node.lineno, f"这里不能这样调用；{RIGHT}")
    elif isinstance(node, nodes.Name):
        if node.name not in NAMES | FUNCTIONS:
            raise ContentError(node.lineno, f"不认识“{node.name}”；{RIGHT}")
    elif isinstance(node, nodes.Getattr):
        if not isinstance(node.node, nodes.Name) or (node.node.name, node.attr) not in ENTRIES:
            known = "、".join(sorted(f"{name}.{entry}" for name, entry in ENTRIES))
            raise ContentError(node.lineno, f"不认识“.{node.attr}”；可写：{known}")
    else:
        raise ContentError(node.lineno, f"内容里不能用这种写法；{RIGHT}")


def _argument(node: nodes.Expr) -> str:
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        return node.value
    raise ContentError(node.lineno, f"括号里只能写加引号的名称；{RIGHT}")


def fill(text: str, functions: Mapping[str, Callable[..., str]], values: Mapping[str, object]) -> str:
    """Return *text* with its calls replaced by what *functions* give for them."""
    return ENVIRONMENT.from_string(text).render(**functions, **values)


def prose(text: str) -> str:
    """Return *text* with everything between braces blanked, line by line as before."""
    return BRACES.sub(lambda match: re.sub(r"[^\n]", "\N{WHITE SQUARE}", match.group()), text)
