"""What ``check`` says of a project without faults: what is proved, how each year stands, what is left to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policypress.faults import Fault
from policypress.markup import value_text
from policypress.model.facts import FactEntry
from policypress.project import TASKS, Project
from policypress.standing import Entry, Standing, entries, located_facts, open_points_of

Points = Mapping[int, tuple[Fault, ...]]
"""Year → what of it awaits confirmation."""


def report(project: Project) -> str:
    """Return what is to be said of *project*, one matter a line."""
    points = {number: tuple(open_points_of(project, number)) for number in project.years}
    return "\n".join(_lines(project, points))


def _lines(project: Project, points: Points) -> Iterator[str]:
    facts = sum(
        fact.carried is None for year in project.years.values() for _, fact in located_facts(year).values()
    )
    questions = sum(len(file.value.questions) for file in project.faq)
    years = "、".join(map(str, project.years))
    open_ = sum(map(len, points.values()))
    opening = f"写好的没有问题，还有 {open_} 处待确认" if open_ else "没有问题"
    yield (
        f"{opening}：{years} 年，{facts} 条规定都有原文依据，{questions} 个问答，{len(project.forms)} 张表；"
        f"按 {project.as_of} 看，网站所示年度是 {project.in_force} 年"
    )
    for number in project.years:
        if project.before(number) is not None or project.years[number].model is not None:
            yield from _year(project, number, points[number])
    for number, awaited in points.items():
        if awaited:
            yield ""
            yield (
                f"{number} 年还有 {len(awaited)} 处待确认，不能发布。下一步：按 policy/years/{number}/{TASKS} 做；"
                f"对照新旧原句运行 policypress cite {number}，看草稿运行 policypress build --draft"
            )


def _year(project: Project, number: int, points: tuple[Fault, ...]) -> Iterator[str]:
    """Yield how the facts of the year *number* stand: the counts, then each that is not simply confirmed."""
    found = entries(project, number)
    groups = {standing: [entry for entry in found if entry.standing is standing] for standing in Standing}
    counts = "，".join(f"{standing} {len(groups[standing])}" for standing in ORDER)
    yield ""
    before = project.before(number)
    yield f"{number} 年（{'照范本开始' if before is None else f'与 {before} 年相比'}）：{counts}"
    for standing in ORDER[1:-1]:
        if groups[standing]:
            yield f"{standing}："
            yield from (f"  {entry.file}:{entry.line}: {_told(entry)}" for entry in groups[standing])
    if points:
        yield f"{Standing.OPEN}："
        yield from (f"  {point.file}:{point.line}: {_short(point.place)} {point.message}" for point in points)


ORDER = (Standing.CONFIRMED, Standing.CHANGED, Standing.ENDED, Standing.NEW, Standing.OPEN)
"""The order in which the standings are told; the first is only counted."""


def _short(place: str) -> str:
    return place.removeprefix("facts.").removeprefix("files.")


def _told(entry: Entry) -> str:
    head = f"{entry.id} {entry.title}"
    if entry.now is None or entry.before is None:
        only = entry.now or entry.before
        return f"{head}：{_words(only)}" if only else head
    return f"{head}：{_words(entry.before)} → {_words(entry.now)}"


def _words(entry: FactEntry) -> str:
    qualifier = f"（{entry.qualifier}）" if entry.qualifier else ""
    return value_text(entry.value, entry.unit) + qualifier
