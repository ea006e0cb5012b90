"""The trees of YAML texts, kept from one build to the next by the bytes of each text: parsing is most of reading."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from policypress import nodes
from policypress.kept import keep, kept
from policypress.manifest import digest
from policypress.nodes import Entries, Items, Node, Scalar, parse
from policypress.program import program_digest

NAME = "trees.json"
LIBRARIES = ("ruamel.yaml",)
"""What a tree depends on besides our own code."""


class Trees:
    """The trees kept in a folder, and those that were asked for since."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.program = program_digest((Path(nodes.__file__),), LIBRARIES)
        self.known: Mapping[str, Any] = self._kept()
        self.used: dict[str, Any] = {}

    def parse(self, file: str, text: str) -> Node:
        """Return what :func:`~policypress.nodes.parse` does, and raise what it does."""
        key = digest(text.encode())
        tree = self.known.get(key)
        try:
            node = _node(tree)
        except (ValueError, TypeError):
            node = _parsed(file, text)
            tree = _plain(node)
        self.used[key] = tree
        return node

    def keep(self) -> None:
        """Keep the trees that were asked for, in place of those that were there."""
        if self.used.keys() != self.known.keys():
            self.known = self.used
            keep(self.folder / NAME, json.dumps([self.program, self.used], ensure_ascii=False).encode())

    def _kept(self) -> Mapping[str, Any]:
        try:
            program, trees = json.loads(kept(self.folder / NAME) or b"[null, {}]")
        except (ValueError, TypeError):
            return {}
        return trees if program == self.program and isinstance(trees, dict) else {}


_parsed = lru_cache(maxsize=512)(parse)
"""The same for every folder of a program."""


@cache
def trees_in(folder: Path) -> Trees:
    """Return the trees kept in *folder*, the same for the whole program: ``serve`` reads them once."""
    return Trees(folder)


def _plain(node: Node) -> list[Any]:
    """Return *node* as lists that JSON holds."""
    match node:
        case Scalar(line, text, tag):
            return ["scalar", line, text, tag]
        case Items(line, items):
            return ["items", line, [_plain(item) for item in items]]
        case Entries(line, pairs):
            return ["entries", line, [[_plain(key), _plain(value)] for key, value in pairs]]


def _node(plain: Any) -> Node:
    """Return the node that was made *plain*; raise ValueError or TypeError where it is none."""
    kind, line, *rest = plain
    if kind == "scalar":
        text, tag = rest
        return Scalar(line, text, tag)
    (parts,) = rest
    if kind == "items":
        return Items(line, [_node(item) for item in parts])
    return Entries(line, [(_key(key), _node(value)) for key, value in parts])


def _key(plain: Any) -> Scalar:
    node = _node(plain)
    if not isinstance(node, Scalar):
        raise TypeError(plain)
    return node
