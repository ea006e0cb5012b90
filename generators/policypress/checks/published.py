"""When this site says it published what."""

from __future__ import annotations

from collections.abc import Iterator

from policypress.faults import Fault
from policypress.project import Project


def no_year_is_published_after_the_site(project: Project) -> Iterator[Fault]:
    """Yield a fault where a year is said to be shown here since a day after the site's own publication."""
    if project.site is None:
        return
    last = project.site.value.published[:10]
    for year in project.years.values():
        day = year.notice.value.published if year.notice else None
        if year.notice and day and day.isoformat() > last:
            message = f"本站收录日期 {day} 晚于 policy/site.yaml 的本站发布时间 {last}；请更正其中之一"
            yield year.notice.fault("published", message)
