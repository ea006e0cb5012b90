"""The stored text of a document: its paragraphs, their sentences, and where a quote stands.

A stored text has one paragraph a line; a line with a tab in it is a row of a table.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from itertools import accumulate

CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"\\U{plane:04X}FFFE\\U{plane:04X}FFFF" for plane in range(17))
    + "]"
)
"""Characters of no script: controls but tab and line feed, halves of pairs, places never given to one."""
SENTENCE = re.compile(r"[^。！？；]*[。！？；]+[”’」』）》]*|[^。！？；]+")


def is_unseen(char: str) -> bool:
    """Return whether *char* leaves no mark: white space, a control of any kind, a place never given to one.

    What a font may draw is none: a character of a system's own, or one that Unicode named later on.
    site/js/characters.js does the same in the browser.
    """
    return char.isspace() or unicodedata.category(char) == "Cf" or CONTROL.match(char) is not None


def squeeze(text: str) -> str:
    """Return *text* without any white space, the ideographic space included."""
    return "".join(text.split())


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a stored text: its lines that are not blank."""
    return tuple(line for line in text.split("\n") if line.strip())


def digest(text: str) -> str:
    """Return the SHA-256 of a stored text (line ends as LF), in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def sentences(paragraph: str) -> tuple[str, ...]:
    """Return the sentences of *paragraph*; joined they are the paragraph again."""
    return tuple(SENTENCE.findall(paragraph))


def locate(text: tuple[str, ...], quote: str) -> str | None:
    """Return the anchor of the sentence in which *quote* begins, for example ``p12s2``.

    White space is left aside on both sides. None: the quote stands in no single paragraph.
    """
    wanted = squeeze(quote)
    for number, paragraph in enumerate(text, 1):
        start = squeeze(paragraph).find(wanted)
        if wanted and start >= 0:
            return f"p{number}s{_sentence_at(paragraph, start)}"
    return None


def _sentence_at(paragraph: str, offset: int) -> int:
    """Return the number, from 1, of the sentence that holds the *offset*-th printed character."""
    ends = accumulate(len(squeeze(sentence)) for sentence in sentences(paragraph))
    return 1 + sum(end <= offset for end in ends)
