"""Which pieces of names lead to which units, so that any part of a name finds it.

A piece that few units have names them all. One that many have names the first few and is told apart
further by the character that follows it, as long as that is needed: so a query loads little, and the
work grows with the number of names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MANY = 256
"""Most units that a piece names one by one."""
SHOWN = 8
"""Units that a page shows at once; of a piece that many have, so many are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gram:
    """A piece of names."""

    text: str
    units: tuple[int, ...]
    """Numbers of the units whose names hold it, rising; the first few where there are more."""
    whole: bool
    """Whether those are all."""


def grams(keys: Sequence[str]) -> Iterator[Gram]:
    """Yield the pieces of *keys*, the names as they are compared, each unit's number being its place."""
    open_ = _by_next("", [(unit, at) for unit, key in enumerate(keys) for at in range(len(key))], keys)
    while open_:
        text, places = open_.pop()
        units = list(dict.fromkeys(unit for unit, _ in places))
        whole = len(units) <= MANY
        yield Gram(text=text, units=tuple(units if whole else units[:SHOWN]), whole=whole)
        if not whole:
            open_ += _by_next(text, places, keys)


_Places = list[tuple[int, int]]
"""Units, rising, each with where in its name the next character stands."""


def _by_next(text: str, places: _Places, keys: Sequence[str]) -> list[tuple[str, _Places]]:
    """Return the pieces that are *text* and one character more, with the places after them."""
    found: dict[str, _Places] = defaultdict(list)
    for unit, at in places:
        if at < len(keys[unit]):
            found[keys[unit][at]].append((unit, at + 1))
    return [(text + character, further) for character, further in found.items()]
