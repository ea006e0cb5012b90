"""A project whose files were spoilt at random: only faults are told, never a traceback."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from policypress.faults import PolicyError, UsageError
from policypress.pages import pages
from policypress.policy import load

TEXTS = (".yaml", ".md", ".txt")
SCRAPS = (
    "", "\n", "  ", "\t", ":", "- ", "{", "}", "{{", "}}", "{%", "[", "]", "&a ", "*a", "!!python/none ", "|", ">", '"', "'",
    "#", "null", "true", "0x1f", "1e400", "1_000", "-1", "2023-11-31", "2023-01-01T00:00:00", ".inf", "~", "<<: ", "? ",
    "\x00", "\u2028", "\N{CJK UNIFIED IDEOGRAPH-20BB7}", "{{ fact() }}", "{{ year.__class__ }}", "12天",
)  # fmt: skip


def spoil(root: Path, chance: random.Random) -> None:
    """Change a few places of a few files under *root*."""
    files = sorted(path for path in root.rglob("*") if path.suffix in TEXTS)
    for path in chance.sample(files, chance.randint(1, 3)):
        text = path.read_text("utf-8")
        for _ in range(chance.randint(1, 4)):
            at, cut = chance.randrange(len(text) + 1), chance.choice((0, 0, 1, 3, 40))
            text = text[:at] + chance.choice(SCRAPS) + text[at + cut :]
        path.write_text(text, "utf-8", newline="")


@pytest.mark.parametrize("seed", range(30))
def test_only_our_own_faults_leave_a_spoilt_project(project: Path, seed: int) -> None:
    spoil(project, random.Random(seed))  # noqa: S311 - the same spoiling in every run
    told = ""
    try:
        built = pages(load(project))
    except (PolicyError, UsageError) as error:
        built, told = {}, str(error)
    assert bool(built) != bool(told)
