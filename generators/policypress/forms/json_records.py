"""The values of a JSON file, one at a time: of a list each item, else the file's only object.

site/js/form-json.js does the same in the browser.
"""

from __future__ import annotations

from codecs import getincrementaldecoder
from collections.abc import Iterator
from io import SEEK_END
from json import JSONDecodeError, JSONDecoder
from typing import Any, BinaryIO

from policypress import limits

PIECE = 1 << 16
"""Bytes read at a time."""
BLANK = " \t\n\r"
UNSURE = 12
"""Characters at the end of what is held in which a fault may be what is not held yet: ``\\ud83d\\ude00`` cut."""


def json_values(file: BinaryIO) -> Iterator[Any]:
    """Yield the values in *file*, each of up to STREAM_ROW characters.

    Numbers stay the text they are written as, but NaN and the infinities; an object is a tuple of its keys and
    values: a key may stand twice. Raise ValueError, whose text says what would be right, where the file is no JSON,
    or holds neither a list nor an object.
    """
    if file.seek(0, SEEK_END) > limits.STREAM_BYTES:
        raise ValueError(f"太大；至多 {limits.STREAM_BYTES // 1_000_000} MB，请分成几个文件")
    file.seek(0)
    text = _Text(file)
    if text.take("["):
        yield from _items(text)
    else:
        yield _object(text.value())
    if text.ahead():
        raise text.fault("后面还有内容")


def _object(value: Any) -> Any:
    if not isinstance(value, tuple):
        raise ValueError("应为一条记录或记录的列表；每条为“栏目: 内容”")  # noqa: TRY004 - it is the file's fault
    return value


def _items(text: _Text) -> Iterator[Any]:
    """Yield the items of a list whose bracket was taken."""
    if text.take("]"):
        return
    while True:
        yield text.value()
        if text.take("]"):
            return
        if not text.take(","):
            raise text.fault("两条之间缺逗号，或末尾缺方括号")


class _Text:
    """The text of a file, of which what comes next is held."""

    # Numbers stay as written: 0731, 410000 and 1e3 are somebody's text.
    decoder = JSONDecoder(parse_int=str, parse_float=str, object_pairs_hook=tuple)

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.decode = getincrementaldecoder("utf-8-sig")().decode
        self.held, self.place, self.line = "", 0, 1
        """What is held of the text, what of it was taken, and the line in which it begins."""
        self.ended = False

    def more(self) -> bool:
        """Hold more of the text, and no longer what was taken; return whether there is more."""
        if self.ended:
            return False
        self.line += self.held.count("\n", 0, self.place)
        data = self.file.read(max(PIECE, len(self.held)))
        self.ended = not data
        try:
            self.held, self.place = self.held[self.place :] + self.decode(data, final=self.ended), 0
        except UnicodeDecodeError:
            message = "不是 UTF-8 编码（可能存成了 ANSI/GBK）；请用记事本另存为 UTF-8"
            raise ValueError(message) from None
        return True

    def ahead(self) -> str:
        """Return the character that comes next, blanks passed over; empty at the end."""
        while True:
            while self.place < len(self.held) and self.held[self.place] in BLANK:
                self.place += 1
            if self.place < len(self.held):
                return self.held[self.place]
            if not self.more():
                return ""

    def take(self, character: str) -> bool:
        """Return whether *character* comes next, and if so pass it."""
        found = self.ahead() == character
        self.place += found
        return found

    def value(self) -> Any:
        """Return the value that comes next, and pass it."""
        self.ahead()
        while True:
            try:
                value, end = self.decoder.raw_decode(self.held, self.place)
            except JSONDecodeError as error:
                cut = error.msg.startswith("Unterminated") or error.pos > len(self.held) - UNSURE
                if cut and len(self.held) - self.place > limits.STREAM_ROW:
                    raise self.fault("有一条过长") from None
                if not (cut and self.more()):
                    raise self.fault("写法有误", error.pos) from None
            except RecursionError:
                raise self.fault("层次太深") from None
            else:
                self.place = end
                return value

    def fault(self, what: str, at: int | None = None) -> ValueError:
        """Return what is wrong, with its line: of what comes next, or of the character *at* of what is held."""
        line = self.line + self.held.count("\n", 0, self.place if at is None else at)
        return ValueError(f"不是正确的 JSON（第 {line} 行：{what}）；请检查引号、逗号和括号")
