"""A copy of the real project carried over to 2024 and confirmed on the fictional notice of that year.

What an editor does by hand after ``new-year`` is what the maintainer's guide says; the notice is
``tests/data/notice-2024.txt`` and is fictional throughout.
"""

from __future__ import annotations

from pathlib import Path

from folders import project_copy
from guide import edits
from policypress.years.roll import new_year

ID = "xiangrenshehan-2024-63"
"""Id that the new notice gets."""
AWARD = ("award", "award_organiser", "award_benefit")
"""Facts that the new notice no longer states."""


def rolled(folder: Path) -> Path:
    """Make *folder* a copy of the real project, carried over to 2024 and confirmed; return it."""
    new_year(project_copy(folder), 2024)
    paste(folder)
    confirm_facts(folder)
    confirm_files(folder)
    return folder


def paste(folder: Path) -> None:
    """Paste the notice of 2024 and register it."""
    _follow(folder, "第二步", "第三步")


def confirm_facts(folder: Path) -> None:
    """Confirm every fact on the notice of 2024, end the award, add the plan to report."""
    _follow(folder, "第五步")


def confirm_files(folder: Path) -> None:
    """Bring pages, questions, examples and the form up to 2024, and confirm them."""
    _follow(folder, "第六步", "第七步", "第八步")


def _follow(folder: Path, *headings: str) -> None:
    for heading in headings:
        for edit in edits(heading):
            edit(folder)
