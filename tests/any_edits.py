"""Any edit of a line of the small fictional project, as a person may make it by mistake."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from hypothesis import strategies as st

from told import FOLDER

PROJECT = FOLDER / "project"
ENTRY = re.compile(r"(\s*(?:- )?[\w-]+:\s+)(\S.*)")
"""A line of YAML that gives an entry its value."""
WORD = re.compile(r"[\w-]+")
ODD = (
    "",
    "~",
    '""',
    '"  "',
    "[]",
    "{}",
    "true",
    "0",
    "-1",
    "1.5",
    "1e999",
    "99999999999",
    "２０",
    "三分之二",
    "无此",
    "待填",
    "2029",
    "2031-02-30",
    "1970-01-01",
    "2999-12-31",
    "mou-2031-9",
    "year:none",
    "a/../b",
    "CON",
    '"<b>某</b>"',
    '"{{ x }}"',
    '"{% x %}"',
    '"a\\tb"',
    '"a\\nb"',
    '"\\u202e"',
    '"\\ud800"',
    f'"{"长" * 400}"',
)
"""What an entry does not expect."""


@cache
def files() -> Mapping[str, list[str]]:
    """Return the lines of each file that is written by hand, by its path."""
    paths = sorted(path for path in PROJECT.rglob("*") if path.suffix in {".yaml", ".md"})
    return {path.relative_to(PROJECT).as_posix(): path.read_text("utf-8").split("\n") for path in paths}


@cache
def values() -> list[str]:
    """Return every value that is given to an entry."""
    found = (ENTRY.fullmatch(line) for lines in files().values() for line in lines)
    return sorted({match[2] for match in found if match})


@st.composite
def edits(draw: st.DrawFn) -> Mapping[str, str]:
    """Return the whole of one file or two, by path: in each a line is another, is twice there, or is gone."""
    places = st.sampled_from([(file, at) for file, lines in files().items() for at in range(len(lines))])
    chosen = dict(draw(st.lists(places, min_size=1, max_size=2)))
    return {file: "\n".join(_edited(draw, files()[file], at)) for file, at in chosen.items()}


def _edited(draw: st.DrawFn, lines: list[str], at: int) -> list[str]:
    """Return *lines* with another one, two or none in place of that *at* this place, from 0."""
    line = lines[at]
    ways = [st.just([]), st.just([line, line]), st.sampled_from(lines).map(lambda other: [other])]
    if entry := ENTRY.fullmatch(line):
        other = st.sampled_from(ODD) | st.sampled_from(values())
        ways += 4 * [other.map(lambda value: [f"{entry[1]}{value}"])]
    elif words := WORD.findall(line):
        other = st.sampled_from(["", "0", "无此", "90学时", "<i>", "{{", "}}", "|", "**", *words])
        ways += 2 * [
            st.tuples(st.sampled_from(words), other).map(lambda pair: [line.replace(pair[0], pair[1], 1)])
        ]
    return [*lines[:at], *draw(st.one_of(ways)), *lines[at + 1 :]]
