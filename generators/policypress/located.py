"""A value read from a file, with the line on which each of its entries stands."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Generic, TypeVar

from policypress.faults import Fault

T = TypeVar("T")
Lines = Mapping[str, int]
"""Dotted place → line, counted from 1; the whole file is the place ""."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Located(Generic[T]):
    """A value read from a file, with the line of each of its entries."""

    file: str
    """Path from the project folder, with forward slashes."""
    value: T
    lines: Lines
    texts: Lines
    """Line on which each text begins that does not begin beside the name of its entry."""

    def line_of_text(self, place: str) -> int:
        """Return the line on which the text at *place* begins."""
        return self.texts.get(place, self.lines[place])

    def fault(self, place: str, message: str) -> Fault:
        """Return a fault at *place*, at the line of its nearest written parent."""
        written = place
        while written not in self.lines:
            written = written.rpartition(".")[0]
        return Fault(file=self.file, line=self.lines[written], place=place, message=message)


def sound(located: Located[T] | None) -> T:
    """Return the value of a file of a project without faults; raise ValueError where it could not be read."""
    if located is None:
        message = "a project with faults has no policy"
        raise ValueError(message)
    return located.value
