"""The licence under which glyphs may be handed out apart from a document: the SIL Open Font License 1.1.

It asks that each copy carries the copyright notice and its own text, and that a name its holder has
reserved is not borne by a changed copy; ours are changed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from policypress.resources import site_source

NAME = "OFL.txt"
OPEN = re.compile(r"\bOFL\b|Open Font License", re.IGNORECASE)
RESERVED = re.compile(r"Reserved Font Name", re.IGNORECASE)
HEAD = """\
The files in this folder hold outlines of {names}.
{copyright}
Changed from the original: converted to quadratic curves of 1000 units an em, another file format{left_out}.
They are licensed under the SIL Open Font License, Version 1.1, which follows.

"""


@dataclass(frozen=True, slots=True, kw_only=True)
class FontTerms:
    """What a font file says of the rights in it; empty where it says nothing."""

    copyright: str
    licence: str

    def allow_use(self) -> bool:
        """Return whether the font's glyphs may be handed out in another format under its name."""
        return bool(OPEN.search(self.licence)) and not RESERVED.search(self.copyright)


def licence_text(names: str, terms: FontTerms, left_out: str = "") -> bytes:
    """Return the file that stands beside glyphs of the faces *names*."""
    head = HEAD.format(names=names, copyright=terms.copyright, left_out=left_out)
    return head.encode() + (site_source() / "licences" / "OFL-1.1.txt").read_bytes()
