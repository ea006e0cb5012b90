"""The full text of a held document, verbatim, each paragraph and sentence with its own address."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise

from policypress.markup import safe
from policypress.model.documents import Document
from policypress.templates import fill_template
from policypress.texts import sentences

HEADING = re.compile(r"[一二三四五六七八九十]+、")
ANNEX = "附件"
LETTER = "函〔"
"""Stands in the number of a document in the form of a letter (GB/T 9704-2012, 10.1), which is laid out in its own way."""
ITEM = re.compile(r"[（(][一二三四五六七八九十]+[）)]")


def full_text(document: Document, paragraphs: tuple[str, ...]) -> str:
    """Return the paragraphs as Markdown: first-level headings as headings, rows as tables."""
    numbered = [
        (number, text, _kind(text, before, document))
        for number, (before, text) in enumerate(pairwise(("", *paragraphs)), 1)
    ]
    parts, letter = [], LETTER in document.number
    for heading, group in groupby(numbered, key=lambda entry: entry[2] == "heading"):
        if heading:
            parts += [f'## <span id="p{n}s1">{safe(text)}</span> {{#p{n}}}' for n, text, _ in group]
        else:
            parts.append(str(fill_template("text.html", blocks=_blocks(list(group)), letter=letter)))
    return "\n\n".join(parts)


def _kind(text: str, before: str, document: Document) -> str:
    """Return what a paragraph is by the layout of official documents (GB/T 9704-2012).

    *before* is the paragraph above it: a title stands below the word 附件 too.
    """
    fixed = {
        document.title: "title",
        document.number: "number",
        document.issuer: "issuer",
        f"{document.issuer}文件": "issuer",
    }
    if text in fixed:
        return fixed[text]
    if text == ANNEX:
        return "annex"
    if before == ANNEX:
        return "title"
    if "\t" in text:
        return "row"
    if HEADING.match(text):
        return "heading"
    return "item" if ITEM.match(text) else "body"


def _blocks(entries: Sequence[tuple[int, str, str]]) -> Sequence[Mapping[str, object]]:
    blocks: list[Mapping[str, object]] = []
    for row, group in groupby(entries, key=lambda entry: entry[2] == "row"):
        if row:
            blocks.append(
                {"kind": "table", "rows": _rows([(number, text.split("\t")) for number, text, _ in group])}
            )
        else:
            blocks += [{"number": n, "kind": kind, "sentences": sentences(text)} for n, text, kind in group]
    return blocks


def _rows(rows: Sequence[tuple[int, list[str]]]) -> Sequence[Mapping[str, object]]:
    """Return table rows; the last cell of each covers what is left of the widest row."""
    widest = max(len(cells) for _, cells in rows)
    return [{"number": n, "cells": cells, "span": widest - len(cells) + 1} for n, cells in rows]
