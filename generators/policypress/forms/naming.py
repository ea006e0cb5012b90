"""Names of the files that records are filled into: by a pattern, safe on Windows, each used once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from policypress.faults import UsageError
from policypress.forms.fields import ChoiceField
from policypress.forms.model import Form

PLACE = re.compile(r"\{([^{}]*)\}")
FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]|[\ud800-\udfff]')
RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices, with any extension."""
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
        # By the hash of a name, so that they take little room: two of one hash cost a needless number.
        self.taken: dict[int, int] = {}

    def name(self, values: Mapping[str, str]) -> str:
        """Return a name, without extension, that no earlier record got; case makes no difference."""
        wanted = PLACE.sub(lambda match: self._shown(self.ids[match[1]], values), self.pattern)
        plain = _plain(wanted) or self.title
        number = self.taken.get(_key(plain), 0) + 1
        name = plain if number == 1 else f"{plain}-{number}"
        while number > 1 and _key(name) in self.taken:
            number += 1
            name = f"{plain}-{number}"
        self.taken[_key(plain)] = number
        self.taken.setdefault(_key(name), 1)
        return name

    def _shown(self, id_: str, values: Mapping[str, str]) -> str:
        """Return the value of the field *id_*; a choice by its words."""
        field, text = self.fields[id_], values.get(id_, "")
        options = field.options if isinstance(field, ChoiceField) else ()
        return next((option.label for option in options if option.id == text), text)


def _key(name: str) -> int:
    """Return what two names share that some system takes for one: case, or how an accent is written."""
    return hash(unicodedata.normalize("NFC", name.casefold()))


def _plain(text: str) -> str:
    """Return *text* as Windows takes it for a file name; empty where nothing is left."""
    name = FORBIDDEN.sub("_", text.replace("\n", " ")).strip(" .-_")[:LONGEST]
    name = name.encode()[:MOST_BYTES].decode(errors="ignore").rstrip(" .")
    return f"{name}_" if RESERVED.fullmatch(name) else name
