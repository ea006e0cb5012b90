"""What a filled Word form shows: the text of its controls, and the text outside them.

site/js/form-reading-shown.js does the same in the browser.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NOT_SHOWN = frozenset({f"{W}{name}" for name in ("del", "moveFrom", "instrText", "sdtPr", "rPr", "pPr")})
BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "-", f"{W}softHyphen": ""}
ON = frozenset({"1", "true", "on"})


def is_on(switch: Any, namespace: str) -> bool:
    """Return whether an element that turns something on does (ST_OnOff: ISO/IEC 29500-1, 22.9.2.7)."""
    return switch.get(f"{namespace}val", "1") in ON


def tag_of(element: Any) -> str:
    """Return the tag of a control; empty where it has none, and of any other element."""
    return _property(element, "tag")


def name_of(element: Any) -> str:
    """Return what Word calls a control, its tag where it has no name; empty of any other element."""
    return _property(element, "alias") or tag_of(element)


def _property(element: Any, name: str) -> str:
    found = element.find(f"{W}sdtPr/{W}{name}")
    return "" if found is None else str(found.get(f"{W}val", ""))


def shown(control: Any) -> str:
    """Return what a control shows; nothing while it shows its placeholder."""
    placeholder = control.find(f"{W}sdtPr/{W}showingPlcHdr")
    if placeholder is not None and is_on(placeholder, W):
        return ""
    content = control.find(f"{W}sdtContent")
    if content is None:
        return ""
    text = "".join(_pieces(content))
    # A control around whole paragraphs: the first begins with no line feed of its own.
    return text[1:] if len(content) and content[0].tag == f"{W}p" else text


def stretches(root: Any) -> Iterator[tuple[str, list[str]]]:
    """Yield the text outside tagged controls, cut where such a control stands and where a cell begins.

    Each stretch comes as the name of the control before it, empty where it is a cell, and its paragraphs.
    """
    name: str = ""
    paragraphs: list[list[str]] = [[]]
    for element in _elements(root, lambda each: not tag_of(each)):
        if (piece := _piece(element)) is not None:
            paragraphs[-1].append(piece)
        elif element.tag == f"{W}p":
            paragraphs.append([])
        elif element.tag == f"{W}tc" or tag_of(element):
            yield name, list(map("".join, paragraphs))
            name, paragraphs = name_of(element), [[]]
    yield name, list(map("".join, paragraphs))


def _pieces(element: Any) -> Iterator[str]:
    """Yield the text below *element* in order; each paragraph begins with a line feed."""
    for each in _elements(element, lambda _: True):
        if (piece := _piece(each)) is not None:
            yield piece
        elif each.tag == f"{W}p":
            yield "\n"


def _elements(element: Any, is_open: Callable[[Any], bool]) -> Iterator[Any]:
    """Yield the elements shown below *element* in order; those within another only where it *is_open*."""
    waiting: list[list[Any]] = [list(element)[::-1]]
    while waiting:
        level = waiting[-1]
        if not level:
            waiting.pop()
            continue
        child = level.pop()
        if child.tag in NOT_SHOWN or not isinstance(child.tag, str):
            continue
        yield child
        if _piece(child) is None and is_open(child):
            waiting.append(list(child)[::-1])


def _piece(element: Any) -> str | None:
    """Return the text that *element* is; None where it may hold other elements."""
    if element.tag == f"{W}t":
        return element.text or ""
    return _symbol(element) if element.tag == f"{W}sym" else BREAKS.get(element.tag)


def _symbol(element: Any) -> str:
    try:
        return chr(int(element.get(f"{W}char", ""), 16))
    except (ValueError, OverflowError):
        return ""
