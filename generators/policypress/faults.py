"""Faults of a project's files, and the one exception that carries them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Fault:
    """One thing to mend, and where it stands."""

    file: str
    """Path from the project folder, with forward slashes on every system."""
    line: int
    """Line in the file, counted from 1."""
    place: str
    """Dotted path of the entry, for example ``facts.public_hours.quote``."""
    message: str
    """The fault and what would be right, in Chinese."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.place}: {self.message}"


class PolicyError(Exception):
    """Raised once, with every fault found; its text is one fault a line."""

    def __init__(self, faults: Iterable[Fault], *, untried: bool = False) -> None:
        """*untried*: what was found keeps rules from being tried."""
        self.faults, self.untried = tuple(sorted(set(faults))), untried
        super().__init__("\n".join(map(str, self.faults)))

    @property
    def closing(self) -> str:
        """How many there are, and what to do next."""
        more = "；有的检查要等这些问题改好才能做" if self.untried else ""
        return f"共 {len(self.faults)} 处问题，改好后再试{more}"


class OpenError(PolicyError):
    """Raised where a year still holds what was carried over and nobody has confirmed."""

    @property
    def closing(self) -> str:
        """How many there are, and what to do next."""
        return (
            f"共 {len(self.faults)} 处待确认，不能正式生成；确认完再试，"
            "想先看样子请运行 policypress build --draft"
        )


class UsageError(Exception):
    """What was asked for does not exist or cannot be done; its text is for the person who asked."""


class EngineError(Exception):
    """The site engine refused a page, or warned; its text is what the engine said."""
