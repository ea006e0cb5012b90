"""Names of the files that records are filled into: by a pattern, safe on Windows, each used once.

site/js/form-names.js does the same in the browser.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Mapping

from policypress.faults import UsageError
from policypress.forms.fields import ChoiceField
from policypress.forms.model import Form
from policypress.manifest import DEVICES

PLACE = re.compile(r"\{([^{}]*)\}")
FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]|[\ud800-\udfff]')
DEVICE_END = re.compile(r"(?=\.)|$")
"""Where the name of a device ends, with which a name begins: Windows takes no notice of what comes after."""
LONGEST, MOST_BYTES = 80, 230
"""Characters and UTF-8 bytes of a name: with a number and an ending it stays within what Linux takes, with
a folder before it within what Windows and zip tools take."""


def check_pattern(pattern: str, form: Form) -> None:
    """Raise UsageError where *pattern* names what is no field of *form*."""
    names = {*form.names(), *form.names().values()}
    for name in PLACE.findall(pattern):
        if name not in names:
            raise UsageError(
                f"--name 里的“{{{name}}}”不是表上的栏目；可用：{'、'.join(form.names().values())}"
            )
    if "{" in PLACE.sub("", pattern) or "}" in PLACE.sub("", pattern):
        raise UsageError("--name 里的花括号不成对；应如 {申报单位}-{培训名称}")


class Names:
    """Gives each record a name of its own."""

    def __init__(self, pattern: str, form: Form) -> None:
        """Raise UsageError where *pattern* does not fit *form*; an empty one takes what names the form."""
        check_pattern(pattern, form)
        labels = form.names()
        self.ids = {**{id_: id_ for id_ in labels}, **{name: id_ for id_, name in labels.items()}}
        self.fields = {field.id: field for _, _, field in form.placed()}
        self.pattern = pattern or "-".join(f"{{{id_}}}" for id_ in form.named_by)
        self.title = re.sub(r"\s", "", form.title)
        self.taken = _Taken()

    def name(self, values: Mapping[str, str]) -> str:
        """Return a name, without extension, that no earlier record got; case makes no difference."""
        wanted = PLACE.sub(lambda match: self._shown(self.ids[match[1]], values), self.pattern)
        plain = _plain(wanted) or self.title
        number = self.taken.number(plain) + 1
        name = plain if number == 1 else f"{plain}-{number}"
        while number > 1 and self.taken.number(name):
            number += 1
            name = f"{plain}-{number}"
        self.taken.put(name, 1)
        self.taken.put(plain, number)
        return name

    def _shown(self, id_: str, values: Mapping[str, str]) -> str:
        """Return the value of the field *id_*; a choice by its words."""
        field, text = self.fields[id_], values.get(id_, "")
        options = field.options if isinstance(field, ChoiceField) else ()
        return next((option.label for option in options if option.id == text), text)


class _Taken:
    """The names given, each with the number last put after it; on the disk once they are many."""

    def __init__(self) -> None:
        self.names = sqlite3.connect("", isolation_level=None)
        self.names.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
            "CREATE TABLE taken (name TEXT PRIMARY KEY, number INTEGER) WITHOUT ROWID"
        )

    def number(self, name: str) -> int:
        """Return the number last put after *name*, 1 for none; 0 where it was not given."""
        found = self.names.execute("SELECT number FROM taken WHERE name = ?", (_key(name),)).fetchone()
        return int(found[0]) if found else 0

    def put(self, name: str, number: int) -> None:
        """Keep that *name* was given, with *number* last put after it."""
        self.names.execute("INSERT OR REPLACE INTO taken VALUES (?, ?)", (_key(name), number))


def _key(name: str) -> str:
    """Return what two names share that some system takes for one: case, or how an accent is written."""
    return unicodedata.normalize("NFC", name.casefold())


def _plain(text: str) -> str:
    """Return *text* as Windows takes it for a file name; empty where nothing is left."""
    name = FORBIDDEN.sub("_", text.replace("\n", " ")).strip(" .-_")[:LONGEST]
    name = name.encode()[:MOST_BYTES].decode(errors="ignore").rstrip(" .")
    return DEVICE_END.sub("_", name, count=1) if DEVICES.fullmatch(name) else name
