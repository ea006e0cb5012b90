"""One year follows another: nothing is dropped in silence, and every year has its place."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from policypress.faults import Fault
from policypress.model.year import first_shown
from policypress.project import Project
from policypress.standing import facts_before, located_facts


def nothing_is_dropped_in_silence(project: Project) -> Iterator[Fault]:
    """Yield a fault where a fact of the year before is neither stated nor ended."""
    for number, year in project.years.items():
        earlier = project.before(number)
        if earlier is None:
            continue
        now, files = set(located_facts(year)), {type(file.value): file for file in year.with_facts()}
        ended = {id_ for file in files.values() for id_ in file.value.ended or {}}
        for id_, (source, fact) in located_facts(project.years[earlier]).items():
            file = files.get(type(source.value))
            if file and id_ not in now | ended:
                message = (
                    f"{earlier} 年有“{id_}”（{fact.title}），{number} 年没有；请补上这一条，"
                    f"或在 ended 里写明：{id_}: {{on: {number}-01-01, why: {number}年通知不再规定}}"
                )
                yield file.fault("ended", message)


def what_is_ended_was_there(project: Project) -> Iterator[Fault]:
    """Yield a fault where an ended fact did not stand in the year before, or stands in this one."""
    for number, year in project.years.items():
        earlier, before, now = project.before(number), facts_before(project, number), located_facts(year)
        for file in year.with_facts():
            for id_ in file.value.ended or {}:
                if id_ in now:
                    message = f"“{id_}”在 {now[id_][0].file} 里还有；取消的条目请从 facts 里删去"
                    yield file.fault(f"ended.{id_}", message)
                elif id_ not in before:
                    where = f"{earlier} 年没有“{id_}”" if earlier is not None else "没有上一年度"
                    yield file.fault(f"ended.{id_}", f"{where}，谈不上取消；请核对名称，或删去这一项")


def years_follow_one_another(project: Project) -> Iterator[Fault]:
    """Yield a fault where a year is shown before an older one, or says it was carried from one that is not older."""
    shown = [
        (number, year.notice, first_shown(year.notice.value, year.hours.value))
        for number, year in sorted(project.years.items())
        if year.notice and year.hours
    ]
    for (before, _, earlier), (number, notice, first) in pairwise(shown):
        if first <= earlier:
            message = f"{number} 年从 {first} 起显示，不晚于 {before} 年的 {earlier}；后一年应从更晚的一天起"
            yield notice.fault("shown_from", message)
    for number, year in project.years.items():
        earlier_ones = {n for n in project.years if n < number}
        if year.review and year.model is None and year.review.value.carried_from not in earlier_ones:
            message = f"没有更早的 {year.review.value.carried_from} 年；应写这一年是从哪一年带过来的"
            yield year.review.fault("carried_from", message)


def a_year_is_in_force(project: Project) -> Iterator[Fault]:
    """Yield a fault where the site was published before its first year begins."""
    readable = all(year.notice and year.hours for year in project.years.values())
    if project.site and readable and project.as_of and project.in_force is None:
        first = min(project.years)
        message = (
            f"到 {project.as_of} 还没有一个年度开始：最早的是 {first} 年；"
            f"请核对发布日期，或在 policy/years/{first}/notice.yaml 用 shown_from 写明从哪天起显示"
        )
        yield project.site.fault("published", message)


def what_is_to_be_read_again_is_there(project: Project) -> Iterator[Fault]:
    """Yield a fault where review.yaml names a file that the project does not have."""
    there = _files(project)
    for year in project.years.values():
        for file in year.review.value.files if year.review else ():
            if year.review and file not in there:
                message = f"没有 {file} 这个文件；请核对路径，文件已删除的请删去这一行"
                yield year.review.fault(f"files.{file}", message)


def _files(project: Project) -> set[str]:
    """Return the files that a year can ask to be read again."""
    pages = {page.file for page in project.pages}
    cases = {year.cases.file for year in project.years.values() if year.cases}
    facts = {file.file for year in project.years.values() for file in year.with_facts()}
    return pages | cases | facts | {file.file for file in project.of_every_year()}


def limits_to_years_are_sound(project: Project) -> Iterator[Fault]:
    """Yield a fault where a question is shown in no year, or a page or a form is of a year that is not held."""
    there = "、".join(map(str, project.years))
    for file in project.faq:
        for i, question in enumerate(file.value.questions, 1):
            if not any(question.shown_in(year) for year in project.years):
                named = "first_year" if question.first_year is not None else "last_year"
                message = f"按 first_year、last_year，哪一年都不显示这个问题；已有的年度：{there}"
                yield file.fault(f"questions[{i}].{named}", message)
    for page in project.pages:
        if page.year is not None and page.year not in project.years:
            message = f"没有 {page.year} 年；这一页只在那一年用，已有的年度：{there}"
            yield Fault(file=page.file, line=1, place="文件", message=message)
    for year, forms in project.earlier_forms.items():
        for form in forms:
            if year not in project.years:
                yield form.fault("id", f"没有 {year} 年；这里放到那一年为止的表样，已有的年度：{there}")
