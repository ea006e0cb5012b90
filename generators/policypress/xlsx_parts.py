"""The parts of an .xlsx file beside its cells, each as what its tags are told to: links, sheets, styles, strings.

A fault is a PartError that says what would be right. Numbers of sections are those of ECMA-376-1.
"""

from __future__ import annotations

import re
import zipfile
from array import array
from collections.abc import Mapping
from datetime import date
from typing import IO

from policypress import limits
from policypress.xlsx_values import EPOCH, format_kind, format_width
from policypress.xml_events import TOO_LARGE, Handler, PartError, tell

MAC_EPOCH = date(1904, 1, 1)
ESCAPED = re.compile("_x([0-9a-fA-F]{4})_")
"""A character that XML cannot hold or keep, by its UTF-16 number, or what only looks like one (22.9.2.19)."""


def read_part(archive: zipfile.ZipFile, path: str, handler: Handler) -> None:
    """Tell *handler* of the whole part at *path*."""
    with archive.open(path) as part:
        for _ in tell(part, handler):
            pass


class Links(Handler):
    """The parts that a part refers to (ECMA-376-2, 6.5)."""

    def __init__(self, archive: zipfile.ZipFile, path: str) -> None:
        super().__init__()
        self.folder, name = path[: path.rfind("/") + 1], path[path.rfind("/") + 1 :]
        self.found: list[tuple[str, str, str]] = []
        rels = f"{self.folder}_rels/{name}.rels"
        if rels in archive.NameToInfo:
            read_part(archive, rels, self)

    def open(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take a reference to another part."""
        if name != "Relationship":
            return
        target = attributes.get("Target", "")
        path = target[1:] if target.startswith("/") else self.folder + target.removeprefix("./")
        self.found.append((attributes.get("Id", ""), attributes.get("Type", "").rpartition("/")[2], path))
        if len(self.found) > limits.ZIP_MEMBERS:
            raise PartError(TOO_LARGE)

    def paths(self, kind: str) -> list[str]:
        """Return the paths of the parts of that *kind*."""
        return [path for _, found, path in self.found if found == kind]


class Sheets(Handler):
    """The visible sheets of a workbook, and what its dates count from (18.2.27, 18.2.28)."""

    def __init__(self, links: Links) -> None:
        super().__init__()
        self.epoch, self.count = EPOCH, 0
        self.parts = {name: path for name, kind, path in reversed(links.found) if kind == "worksheet"}
        self.sheets: dict[str, str] = {}
        """Paths of their parts, each with the name that people see."""

    def open(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take what dates count from, or a sheet that is seen."""
        if name == "workbookPr" and attributes.get("date1904") in {"1", "true"}:
            self.epoch = MAC_EPOCH
        if name != "sheet":
            return
        self.count += 1
        if self.count > limits.ZIP_MEMBERS:
            raise PartError(TOO_LARGE)
        if attributes.get("state", "visible") != "visible":
            return
        id_ = next((value for key, value in attributes.items() if key.endswith(":id")), "")
        if id_ in self.parts:
            self.sheets.setdefault(self.parts[id_], attributes.get("name", ""))


class Formats(Handler):
    """The number formats of a workbook's styles (18.8.10, 18.8.30)."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds: dict[int, tuple[bool, bool]] = {}
        self.digits: dict[int, int] = {}
        self.used: list[int] = []
        self.inside = False

    def open(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take a number format, or a style of cells."""
        if name == "cellXfs":
            self.inside = True
        elif name == "numFmt":
            id_ = int(attributes.get("numFmtId", ""))
            code = attributes.get("formatCode", "")
            self.kinds[id_], self.digits[id_] = format_kind(id_, code), format_width(code)
        elif name == "xf" and self.inside:
            self.used.append(int(attributes.get("numFmtId", 0)))
        if max(len(self.used), len(self.kinds)) > limits.TABLE_STYLES:
            raise PartError(TOO_LARGE)

    def close(self, name: str) -> None:
        """Take the end of the styles of cells: others follow that no cell has."""
        if name == "cellXfs":
            self.inside = False

    def _styles(self, which: int) -> frozenset[int]:
        return frozenset(
            style
            for style, id_ in enumerate(self.used)
            if (self.kinds[id_] if id_ in self.kinds else format_kind(id_, None))[which]
        )

    def dates(self) -> frozenset[int]:
        """Return the numbers of the styles that show days or times."""
        return self._styles(0)

    def widths(self) -> Mapping[int, int]:
        """Return the numbers of the styles that fill up whole numbers with zeros, each with how many digits."""
        return {style: width for style, id_ in enumerate(self.used) if (width := self.digits.get(id_, 0))}

    def spans(self) -> frozenset[int]:
        """Return the numbers of the styles that show spans of time."""
        return self._styles(1)


class TextReader(Handler):
    """Gathers the text of a string, its phonetic hints left out (18.4.8)."""

    def __init__(self) -> None:
        super().__init__()
        self.gathered = ""
        self.hints = 0
        self.inside = False

    def open(self, name: str, attributes: Mapping[str, str]) -> None:
        """Begin to gather at ``t``."""
        del attributes
        if name == "t":
            self.inside = not self.hints
        elif name == "rPh":
            self.hints += 1

    def text(self, data: str) -> None:
        """Gather *data* where it is text of the string."""
        if self.inside:
            self.gathered = longer(self.gathered, data)

    def close(self, name: str) -> None:
        """Stop to gather after ``t``."""
        if name == "t":
            self.inside = False
        elif name == "rPh":
            self.hints -= 1


def longer(text: str, more: str) -> str:
    """Return both together, the text of one cell."""
    if len(text) + len(more) > limits.TABLE_TEXT:
        message = f"有一格超过 {limits.TABLE_TEXT} 字，不像一张表；请把这一格的内容移到表格以外"
        raise PartError(message)
    return text + more


def unescaped(text: str) -> str:
    """Return *text*, as a part holds it, as people see it; raise PartError where half a character stands in it."""
    if "_x" not in text:
        return text
    characters = ESCAPED.sub(lambda escape: chr(int(escape[1], 16)), text)
    try:
        return characters.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    except UnicodeDecodeError:
        message = "有一格含有残缺的字符（只有半个字）；请在表格软件里找到显示不出来的字，删去后另存"
        raise PartError(message) from None


class Strings(TextReader):
    """The shared strings, beyond some size on the disk: a large table has a million of them."""

    def __init__(self, file: IO[bytes], most: float) -> None:
        super().__init__()
        self.file, self.ends, self.most = file, array("Q", [0]), most

    def close(self, name: str) -> None:
        """Keep a string that has ended."""
        if name != "si":
            super().close(name)
            return
        self.ends.append(self.ends[-1] + self.file.write(unescaped(self.gathered).encode()))
        self.gathered = ""
        if len(self.ends) > self.most:
            raise PartError(TOO_LARGE)

    def __getitem__(self, at: int) -> str:
        """Return the string of that number; raise IndexError where there is none."""
        if at < 0:
            raise IndexError(at)
        start, end = self.ends[at : at + 2]
        self.file.seek(start)
        return self.file.read(end - start).decode()
