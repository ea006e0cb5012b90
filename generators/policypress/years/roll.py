"""``new-year``: a year taken over from an earlier one, every value of it awaiting confirmation."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from policypress import limits
from policypress.checks import examined
from policypress.dates import shifted
from policypress.faults import PolicyError, UsageError
from policypress.file_text import text_of
from policypress.listing import own_below
from policypress.lock import alone
from policypress.moving import copied
from policypress.policy import checked
from policypress.project import TASKS, Project
from policypress.project_folder import read_project
from policypress.standing import TO_FILL, open_points_of
from policypress.unfinished import change_together, take_back
from policypress.whole_files import write_whole
from policypress.years.carry import carried_cases, carried_facts, with_document
from policypress.years.tasks import Roll, task_list

ENTRY = f"""
{{id}}:
  title: {TO_FILL}：新通知的标题
  number: {TO_FILL}：新通知的发文字号
  issuer: {{{{unknown: {TO_FILL}}}}}
  issued: {{{{unknown: {TO_FILL}}}}}
  validity: {{{{unknown: {TO_FILL}}}}}
  text:
    file: {{id}}.txt
    sha256: {TO_FILL}
  cited_as: {TO_FILL}：照抄新通知的标题
"""
HELD = "policy/site.yaml"
"""File of a project that is held meanwhile: every project has it, and no new year writes it."""


def new_year(root: Path, new: int, old: int | None = None, document: str | None = None) -> str:
    """Write the year *new* into the project, taken over from *old* (the newest there is), and return its task list.

    *document* is the id that the new notice gets; None: one like the old notice's. Everything is tried on
    a copy first and then put in place; what fails on the way is undone, and what was broken off by a kill is
    undone by the next try. Raise PolicyError where the project has faults, UsageError where the year cannot be made
    or another one is being made.
    """
    with _alone(root):
        take_back(root)
        project = checked(root)
        source = max(project.years) if old is None else old
        _refuse(project, new, source)
        roll = _roll(project, new, source, document or _document_id(project, new, source))
        files, tasks = _files(root, project, roll)
        _try(root, files)
        change_together(root, files)
    return tasks


def _alone(root: Path) -> AbstractContextManager[None]:
    """Hold the project in *root* for one new year; raise UsageError where another one is being written."""
    site = root / HELD
    refusal = f"另一个 new-year 正在写“{root}”；请等它结束再试"
    return alone(site, refusal) if site.is_file() else nullcontext()


def _refuse(project: Project, new: int, old: int) -> None:
    """Raise UsageError where *new* cannot be taken over from *old*."""
    there, newest = "、".join(map(str, project.years)), max(project.years)
    if new in project.years:
        begun = list(open_points_of(project, new))
        right = f"接着做请看 policy/years/{new}/{TASKS}" if begun else f"准备下一年请写 {newest + 1}"
        raise UsageError(f"{new} 年已经有了；{right}，或运行 policypress check")
    if old not in project.years:
        raise UsageError(f"没有 {old} 年；已有：{there}")
    if new <= old:
        raise UsageError(f"新年度 {new} 应晚于 {old}；请核对年份")
    if new < newest:
        raise UsageError(f"已有更晚的 {newest} 年；new-year 只准备最新的一年，请从 {newest + 1} 年起")
    if old < newest:
        raise UsageError(
            f"已有更晚的 {newest} 年，从 {old} 年带过来会漏掉 {newest} 年才有的规定；请写 --from {newest}，或不写 --from"
        )
    if new not in limits.YEARS:
        raise UsageError(f"“{new}”不像年份；应为四位数字，如 {newest + 1}")
    points = list(open_points_of(project, old))
    if points:
        raise UsageError(
            f"{old} 年还有 {len(points)} 处待确认，不能接着往下带；请先确认完（policypress check）"
        )


def _files(root: Path, project: Project, roll: Roll) -> tuple[Mapping[str, bytes], str]:
    """Return what is to be written, by path from the project in the order of writing, and the task list."""
    new, old, id_ = roll.new, roll.old, roll.document
    tasks = task_list(roll)
    folder = f"policy/years/{new}"
    texts = {
        f"content/notices/{id_}.txt": "",
        **dict(_pages(root, project, new, old)),
        **dict(_forms(root, project, id_, old)),
        f"policy/cases/{new}.yaml": carried_cases(text_of(root, f"policy/cases/{old}.yaml"), old, new),
        "policy/documents.yaml": text_of(root, "policy/documents.yaml").rstrip("\n") + ENTRY.format(id=id_),
        f"{folder}/{TASKS}": tasks,
        f"{folder}/review.yaml": _review(roll),
        **{
            file: carried_facts(text_of(root, file.replace(f"/{new}/", f"/{old}/")), old, new, id_)
            for file in roll.facts
        },
    }
    kept = {f"policy/forms/{old}/{form.value.id}.yaml": form.file for form in project.forms}
    earlier = {
        place: (root / file).read_bytes() for place, file in kept.items() if not (root / place).exists()
    }
    return {**earlier, **{file: text.encode() for file, text in texts.items()}}, tasks


def _document_id(project: Project, new: int, old: int) -> str:
    notice, documents = project.years[old].notice, project.documents
    held = set(documents.value) if documents else set()
    named = notice.value.document if notice else ""
    wanted = (named.replace(str(old), str(new)), f"notice-{new}")
    free = [id_ for id_ in wanted if id_ not in held]
    if not free:
        raise UsageError(f"policy/documents.yaml 里已有“{wanted[-1]}”；请先改掉这个编号")
    return free[0]


def _roll(project: Project, new: int, old: int, document: str) -> Roll:
    year = project.years[old]
    hours = year.hours.value.rule.starts if year.hours else None
    general = [page.file for page in project.pages if page.year is None]
    own = [_moved(page.file, new, old) for page in project.pages if _only(project, page.file, old)]
    return Roll(
        old=old,
        new=new,
        document=document,
        facts={_moved(file.file, new, old): len(file.value.facts) for file in year.with_facts()},
        files=to_read_again(project, [*general, *own], new),
        forms=tuple(form.file for form in project.forms),
        starts=shifted(hours, new - old).isoformat() if hours else f"{new}-01-01",
    )


def to_read_again(project: Project, pages: Iterable[str], year: int) -> tuple[str, ...]:
    """Return the files that will be shown for *year* though they were written for another: *pages* and the others."""
    others = (file.file for file in project.of_every_year())
    return (*sorted(pages), f"policy/cases/{year}.yaml", *others)


def _moved(file: str, new: int, old: int) -> str:
    return file.replace(f"/{old}/", f"/{new}/", 1)


def _only(project: Project, file: str, year: int) -> bool:
    """Return whether *file* is a page that *year* has and no other year gets."""
    general = {page.name for page in project.pages if page.year is None}
    return any(page.file == file and page.year == year and page.name not in general for page in project.pages)


def _pages(root: Path, project: Project, new: int, old: int) -> Iterator[tuple[str, str]]:
    """Yield the pages that only the old year has: the new one begins with them too."""
    for page in project.pages:
        if _only(project, page.file, old):
            yield _moved(page.file, new, old), text_of(root, page.file)


def _forms(root: Path, project: Project, document: str, old: int) -> Iterator[tuple[str, str]]:
    """Yield today's forms that are the old notice's, now the new one's."""
    notice = project.years[old].notice
    for form in project.forms:
        if notice and form.value.document == notice.value.document:
            yield form.file, with_document(text_of(root, form.file), document)


def _review(roll: Roll) -> str:
    head = f"# {roll.new} 年要重新看一遍的文件。看过、改好一个，就把它后面的“待确认”改成“已确认”。\n"
    files = "".join(f"  {file}: 待确认\n" for file in roll.files)
    return f"{head}carried_from: {roll.old}\nfiles:\n{files}"


def _try(root: Path, files: Mapping[str, bytes]) -> None:
    """Raise PolicyError where the project would have faults with *files*; nothing of it changes."""
    with tempfile.TemporaryDirectory(prefix="policypress-", ignore_cleanup_errors=True) as folder:
        for part in ("policy", "content"):
            copied(root / part, Path(folder) / part, own_below)
        for file, data in files.items():
            write_whole(Path(folder) / file, data, lasting=False)
        found = examined(read_project(Path(folder)))
    if found.faults:
        raise PolicyError(found.faults, untried=found.untried)
