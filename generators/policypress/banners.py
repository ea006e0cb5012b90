"""What stands at the head of a page: that it is a draft, that its year is over, that another is in force.

The year in force is a matter of the day the site was built for, never of the reader's clock.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from datetime import date

from markupsafe import Markup

from policypress.addresses import TEXT, page_of, relative, source_of
from policypress.markup import fact_link, safe
from policypress.model.policy import Policy
from policypress.model.year import Year
from policypress.templates import fill_template
from policypress.years_table import standing


def banners(policy: Policy, source: str, name: str, year: Year | None) -> Markup:
    """Return what is to be said above the page *source*.

    *name* is the page's name; *year* is the year it speaks of, None where it speaks of the one in force.
    """
    return Markup("").join(
        fill_template("banner.html", kind=kind, label=label, words=Markup(words))
        for kind, label, words in _said(policy, source, name, year)
    )


def state_of(policy: Policy, year: Year) -> str:
    """Return how *year* stands to the year in force, in a few words."""
    word = standing(year.year, policy.current.year)
    return f"{word}，该年度已结束" if year is policy.current and is_over(policy, year) else word


def is_over(policy: Policy, year: Year) -> bool:
    """Return whether the last day of *year* has passed."""
    ends = year.ends.value
    return isinstance(ends, date) and ends < policy.as_of


def notice_page(policy: Policy, year: Year) -> str:
    """Return the Markdown file of the page on the notice of *year*; its text where there is no such page."""
    name = "year:notice" if policy.page("year:notice", year.year) else TEXT
    return source_of(name, policy, year.year)


def _said(policy: Policy, source: str, name: str, year: Year | None) -> Iterator[tuple[str, str, str]]:
    if policy.draft:
        yield (
            "draft",
            "草稿",
            "供内部核对，不要发布，也不能作为依据。标有“待确认”的，是上一年度或范本的内容，还没有按新通知核对。",
        )
    current, about = policy.current, year or policy.current
    if about.year != current.year:
        kind = "earlier" if about.year < current.year else "ahead"
        words = f"这是 {about.year} 年度的内容。{_now(policy, source, name)}"
        yield kind, standing(about.year, current.year), words
    elif is_over(policy, current):
        words = (
            f"{current.year} 年度截止到{fact_link(current.ends, source)}，本站没有收录以后年度的通知；"
            "现在的要求请以印发机关发布的最新通知为准。"
        )
        yield "over", f"{current.year} 年度已结束", words


def _now(policy: Policy, source: str, name: str) -> str:
    """Return where the same page of the year in force is, or its notice where it has no such page."""
    current = policy.current
    same = name == TEXT or policy.page(name, current.year) is not None
    target = source_of(name, policy, current.year) if same else notice_page(policy, current)
    words = f"{current.year} 年度的这一页" if same else f"{current.year} 年度通知"
    address = html.escape(relative(source, page_of(target)))
    return f'本站所示的是 {current.year} 年度，请看<a href="{address}">{safe(words)}</a>。'
