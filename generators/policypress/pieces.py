"""Data cut into small classic scripts, of which a page loads a few.

Scripts, because a page opened from a folder may load nothing else. site/js/pieces.js reads them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
"""Five bits a character; the sixth, MORE, says that more follow."""
BITS, MORE = 5, 32


def order(term: str) -> bytes:
    """Return the key that sorts terms as JavaScript compares texts: by UTF-16 code unit."""
    return term.encode("utf-16-be")


@lru_cache(maxsize=1 << 16)
def number(value: int) -> str:
    """Return a whole number from 0 as digits of five bits, the lowest first."""
    digits = ""
    while value >= MORE:
        digits += DIGITS[MORE | value % MORE]
        value >>= BITS
    return digits + DIGITS[value]


def numbers(text: str) -> Iterator[int]:
    """Yield the numbers of which *text* was made by :func:`number`."""
    value = shift = 0
    for character in text:
        digit = DIGITS.index(character)
        value |= digit % MORE << shift
        shift += BITS
        if digit < MORE:
            yield value
            value = shift = 0


def ranges(lines: Iterable[tuple[str, str]], size: int) -> Iterator[tuple[str, list[str]]]:
    """Yield runs of about *size* bytes of *lines* (term and line, in :func:`order`): the first term, the lines."""
    run: list[str] = []
    first, filled = "", 0
    for term, line in lines:
        length = len(line.encode())
        if run and filled + length > size:
            yield first, run
            run, filled = [], 0
        first = first if run else term
        run.append(line)
        filled += length
    if run:
        yield first, run


def call(receiver: str, name: str, *arguments: object, ascii_only: bool = False) -> bytes:
    """Return a script that hands *arguments* to the function *name* of the page's *receiver*.

    *ascii_only*: no encoding can be mistaken then.
    """
    data = (json.dumps(argument, ensure_ascii=ascii_only, separators=(",", ":")) for argument in arguments)
    text = (
        ",".join(data).replace("\N{LINE SEPARATOR}", "\\u2028").replace("\N{PARAGRAPH SEPARATOR}", "\\u2029")
    )
    return f"{receiver}.{name}({text});\n".encode()
