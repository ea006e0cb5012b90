"""The text under each field of a class: one text for docstring, JSON Schema and field guide."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from functools import cache


def descriptions(type_: type) -> Mapping[str, str]:
    """Return name → the docstring under it, of the fields (or the members of an Enum) that *type_* declares."""
    return _of_module(type_.__module__).get(type_.__name__, {})


@cache
def _of_module(name: str) -> Mapping[str, Mapping[str, str]]:
    tree = ast.parse(inspect.getsource(sys.modules[name]))
    return {node.name: dict(_described(node)) for node in tree.body if isinstance(node, ast.ClassDef)}


def _described(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for entry, under in zip(node.body, node.body[1:], strict=False):
        if isinstance(entry, ast.AnnAssign):
            target: ast.expr = entry.target
        elif isinstance(entry, ast.Assign):
            target = entry.targets[0]
        else:
            continue
        text = (
            under.value.value
            if isinstance(under, ast.Expr) and isinstance(under.value, ast.Constant)
            else None
        )
        if isinstance(target, ast.Name) and isinstance(text, str):
            # Chinese has no spaces between words, so neither has the end of a line.
            yield target.id, "".join(line.strip() for line in text.splitlines())
