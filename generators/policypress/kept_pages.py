"""What is known of the pages of the last build, by which the next one sees which of them are to be made anew."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from policypress.kept import keep, kept
from policypress.manifest import digest
from policypress.moving import linked

NAME = "pages.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A built page, without its bytes."""

    key: str
    """Digest of all that it was made of."""
    digest: str
    """Digest of its bytes."""
    anchors: tuple[str, ...]
    """What a link to it may lead to."""
    links: Mapping[str, Mapping[str, str]]
    """Source of a page it links to → anchor there → the link as written."""


def kept_pages(cache: Path) -> Mapping[str, Made]:
    """Return the pages last kept in the folder *cache* by their sources; none where there are none, or others' data."""
    try:
        pages = json.loads(kept(cache / NAME) or b"{}")
        return {name: Made(**{**page, "anchors": tuple(page["anchors"])}) for name, page in pages.items()}
    except (ValueError, TypeError, KeyError, AttributeError):
        return {}


def keep_pages(cache: Path, pages: Mapping[str, Made]) -> None:
    """Keep *pages* in the folder *cache*, in place of those that were there."""
    keep(cache / NAME, json.dumps({name: asdict(page) for name, page in pages.items()}).encode())


def taken_over(made: Made, before: Path, place: Path) -> bool:
    """Return whether the file *before* still holds the page *made*, which then is put in *place* too."""
    try:
        data = before.read_bytes()
    except OSError:
        return False
    if digest(data) != made.digest:
        return False
    place.parent.mkdir(parents=True, exist_ok=True)
    if not linked(before, place):
        place.write_bytes(data)
    return True
