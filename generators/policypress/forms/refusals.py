"""Why a record cannot be written into a form: every reason at once, each naming its field.

site/js/form-entered.js does the same in the browser.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from policypress.forms.glyphs import GlyphPack
from policypress.texts import CONTROL, is_unseen

MOST_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """One reason."""

    field: str
    """Key of the field."""
    message: str
    """Names the field as printed, the fault, and what would be right, in Chinese."""


class RecordRefused(Exception):  # noqa: N818 - it says what happened
    """Raised once for a record, with every reason; its text is one reason a line."""

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        self.refusals = tuple(refusals)
        super().__init__("\n".join(refusal.message for refusal in self.refusals))


def unprintable(label: str, text: str, *, lines: bool) -> str | None:
    """Return why *text* cannot stand in the field *label* on any page; None where it can.

    *lines*: whether the field takes several lines.
    """
    if found := CONTROL.findall(text):
        return f"“{label}”含有控制字符：{_shown(found)}；请删去"
    if "\n" in text and not lines:
        return f"“{label}”只能写一行，不能换行；请删去其中的换行"
    return None


def undrawable(label: str, text: str, pack: GlyphPack) -> str | None:
    """Return which characters of *text* the font of *pack* lacks; None where it has all."""
    missing = pack.missing(text)
    return f"“{label}”含有字体不支持的字符：{_shown(missing)}；请改用别的字" if missing else None


def _shown(characters: Iterable[str]) -> str:
    each = list(dict.fromkeys(characters))
    shown = [f"U+{ord(char):04X}" if is_unseen(char) else f"{char} (U+{ord(char):04X})" for char in each]
    more = f"等 {len(shown)} 个" if len(shown) > MOST_SHOWN else ""
    return "、".join(shown[:MOST_SHOWN]) + more
