"""The units of a project as small classic scripts: found by any part of a name, or by the id in an address.

Units are numbered by the length of their names, so that the closest match comes first. What changes with
the lists stands below a folder named after it; only the directory keeps its name. site/js/unit-store.js reads it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import product, takewhile
from string import hexdigits

from policypress.model.units import Unit
from policypress.pieces import call, number, order, ranges
from policypress.units.grams import SHOWN, Gram, grams
from policypress.units.ids import id_of, key_of

FOLDER = "units"
DIRECTORY = f"{FOLDER}/directory.js"
GRAM_BYTES = 4_000
"""About how large a range of pieces of names is."""
RUN = 24
"""Units a file, and offices a file."""
MOST_STAYS = 31
"""Characters of a divider that one digit can say are those of the divider before."""
IDS = 256
"""About how many ids a file."""


def unit_files(units: Sequence[Unit]) -> Mapping[str, bytes]:
    """Return every file by path from the root of the site; none where there is no unit."""
    if not units:
        return {}
    placed = sorted(units, key=lambda unit: (len(key_of(unit.name)), order(key_of(unit.name))))
    found = sorted(grams([key_of(unit.name) for unit in placed]), key=lambda gram: order(gram.text))
    pieces = list(ranges(((gram.text, _line(gram)) for gram in found), GRAM_BYTES))
    digits, ids = _ids(placed)
    files = {f"grams-{at}.js": _call("grams", at, "\n".join(lines)) for at, (_, lines) in enumerate(pieces)}
    files |= {f"ids-{start}.js": _call("ids", start, lines) for start, lines in ids.items()}
    offices = {name: at for at, name in enumerate(sorted(_offices(placed), key=order))}
    files |= _runs("units", [_row(unit, offices) for unit in placed])
    files |= _runs("offices", list(offices))
    version = hashlib.sha256(b"".join(files.values())).hexdigest()[:8]
    directory = {
        "version": version,
        "grams": " ".join(_starts([lines for _, lines in pieces])),
        "digits": digits,
        "run": RUN,
        "shown": SHOWN,
    }
    return {DIRECTORY: _call("directory", directory)} | {
        f"{FOLDER}/{version}/{name}": data for name, data in files.items()
    }


def _starts(ranges_: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield for each range what divides it from the one before: how much of the last divider stays, and the rest."""
    last, divider = "", ""
    for lines in ranges_:
        first = lines[0].partition(" ")[0]
        start = first[: len(_shared(last, first)) + 1]
        stays = _shared(divider, start)[:MOST_STAYS]
        yield number(len(stays)) + start[len(stays) :]
        last, divider = lines[-1].partition(" ")[0], start


def _shared(one: str, other: str) -> str:
    pairs = zip(one, other, strict=False)
    return "".join(a for a, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _line(gram: Gram) -> str:
    """Return a piece, whether all its units are named, and what each adds to the one before."""
    steps, before = "", -1
    for unit in gram.units:
        steps += number(unit - before - 1)
        before = unit
    return f"{gram.text} {'=' if gram.whole else '+'}{steps}"


def _ids(units: Sequence[Unit]) -> tuple[int, Mapping[str, str]]:
    """Return how many digits of an id name its file, and each file's ids with their units' numbers.

    Every start of an id has its file, so that one which cannot be read is told from a unit that no list has.
    """
    digits = 0
    while len(units) > IDS * 16**digits:
        digits += 1
    lines: dict[str, list[str]] = {"".join(start): [] for start in product(hexdigits[:16], repeat=digits)}
    for at, unit in enumerate(units):
        id_ = id_of(unit.name)
        lines[id_[:digits]].append(f"{id_[digits:]} {number(at)}")
    return digits, {start: "\n".join(sorted(held)) for start, held in lines.items()}


def _offices(units: Sequence[Unit]) -> set[str]:
    return {office for unit in units for office in (unit.department, unit.bureau) if office}


def _row(unit: Unit, offices: Mapping[str, int]) -> list[str | int | None]:
    """Return what a page is told of *unit*: its id, its name, the numbers of its department and bureau."""
    numbers = [offices[office] if office else None for office in (unit.department, unit.bureau)]
    return [id_of(unit.name), unit.name, *numbers]


def _runs(kind: str, rows: Sequence[object]) -> Mapping[str, bytes]:
    starts = range(0, len(rows), RUN)
    return {f"{kind}-{at // RUN}.js": _call(kind, at // RUN, rows[at : at + RUN]) for at in starts}


def _call(name: str, *arguments: object) -> bytes:
    return call("policypressUnits", name, *arguments)
