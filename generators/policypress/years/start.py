"""``new``: another province's project, started from the model that the package brings along.

Everything of the model is carried as unconfirmed, and the model's notice is held only to prove that: a
site can be built once every fact rests on the new province's own notice and the model is gone.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from policypress import limits
from policypress.faults import PolicyError, UsageError
from policypress.file_text import text_of
from policypress.listing import below
from policypress.moving import copied, move, settle
from policypress.policy import checked
from policypress.project import TASKS, Project
from policypress.project_folder import read_project
from policypress.resources import starter
from policypress.schemas import write_schemas
from policypress.whole_files import write_whole
from policypress.years.carry import HEAD, MODEL_HEAD
from policypress.years.roll import new_year, to_read_again
from policypress.years.tasks import Roll, task_list

REVIEW = """\
# 要改成本省的文件。看过、改好一个，就把它后面的“待确认”改成“已确认”。
# 全部确认以后：从 policy/documents.yaml 删去范本（下面 model 所写的编号），删去 content/notices/ 里它的全文，再删去本文件。
carried_from: {old}
model: {model}
files:
"""


BESIDE = ".policypress.new"
"""Folder in a given folder where a project is put together; while it is there the start is unfinished."""


def start(folder: Path, year: int, region: str, say: Callable[[str], None]) -> str:
    """Write a project for the province *region* with its first *year* into *folder*; return its task list.

    Raise UsageError where *folder* holds something already, *region* is no name, or *year* is none that can
    follow the model's. What one that was killed left there is no hindrance where it is just what is to be there.
    """
    if not re.fullmatch(r"[^\W\d_]{2,20}", region):
        raise UsageError(f"“{region}”不像省名；只写名称，如 某某省")
    if folder.exists() and (
        not folder.is_dir() or (any(folder.iterdir()) and not (folder / BESIDE).is_dir())
    ):
        raise _occupied(folder)
    with tempfile.TemporaryDirectory(prefix="policypress-", ignore_cleanup_errors=True) as kept:
        root = Path(kept)
        for part in ("policy", "content"):
            copied(starter() / part, root / part)
        tasks = _own(root, year, region)
        write_schemas(root, None, say)
        _put(root, folder)
    return tasks


def _own(root: Path, year: int, region: str) -> str:
    """Make the copy of the model in *root* the start of a project of *region*; return its task list."""
    model = checked(root)
    old = max(model.years)
    notice = model.years[old].notice
    if not old < year <= limits.YEARS[-1]:
        raise UsageError(
            f"不能从 {year} 年开始，范本是 {old} 年的；请写 {old + 1} 至 {limits.YEARS[-1]} 之间的年份"
        )
    new_year(root, year, old, f"notice-{year}")
    _drop_years(root, model)
    project = read_project(root)
    if project.faults:  # what could not be read would be missing from what is to be confirmed
        raise PolicyError(project.faults)
    roll = _roll(project, year, old, notice.value.document if notice else "")
    for file in roll.facts:
        text = text_of(root, file).replace(
            HEAD.format(old=old, new=year), MODEL_HEAD.format(old=old, new=year)
        )
        write_whole(root / file, text.encode(), lasting=False)
    review = REVIEW.format(old=old, model=roll.model) + "".join(f"  {file}: 待确认\n" for file in roll.files)
    tasks = task_list(roll)
    site = _site(text_of(root, "policy/site.yaml"), _region(model), region, roll.starts)
    for file, text in (
        ("policy/site.yaml", site),
        (f"policy/years/{year}/review.yaml", review),
        (f"policy/years/{year}/{TASKS}", tasks),
    ):
        write_whole(root / file, text.encode(), lasting=False)
    checked(root)
    return tasks


def _drop_years(root: Path, model: Project) -> None:
    """Take the years of the *model* out of *root*: their facts, examples, pages and earlier forms."""
    for number in model.years:
        (root / f"policy/cases/{number}.yaml").unlink()
        for folder in (f"policy/years/{number}", f"policy/forms/{number}", f"content/pages/{number}"):
            shutil.rmtree(root / folder, ignore_errors=True)


def _roll(project: Project, year: int, old: int, model: str) -> Roll:
    """Return what is to be done in *project*, whose only *year* comes from the year *old* of the *model*."""
    files = project.years[year]
    notice, hours = files.notice, files.hours
    return Roll(
        old=old,
        new=year,
        document=notice.value.document if notice else "",
        facts={file.file: len(file.value.facts) for file in files.with_facts()},
        files=to_read_again(project, (page.file for page in project.pages), year),
        forms=tuple(form.file for form in project.forms),
        starts=hours.value.rule.starts.isoformat() if hours else f"{year}-01-01",
        model=model,
    )


def _region(project: Project) -> str:
    return project.site.value.region if project.site else ""


def _site(text: str, old: str, new: str, starts: str) -> str:
    """Return the site's file with the one province named in place of the other, published when its year begins."""
    return re.sub(r"(?m)^published: .*$", f'published: "{starts} 09:00"', text.replace(old, new))


def _occupied(folder: Path) -> UsageError:
    return UsageError(f"“{folder}”里已有内容；请换一个空文件夹或还没有的名称")


def _put(root: Path, folder: Path) -> None:
    """Put what was made in *root* into the empty *folder*; leave nothing there where that fails.

    It is copied beside and moved: as a whole where *folder* is not there yet, else ``policy`` last, by which a
    project is known.
    """
    there = folder.exists()
    beside = folder / BESIDE if there else folder.with_name(f".{folder.name}.new")
    parts = sorted((path.name for path in root.iterdir()), key=lambda name: name == "policy") if there else ()
    _refuse_foreign(root, folder)
    try:
        _drop(folder / name for name in parts)
        _drop([beside])
        copied(root, beside)
        settle(beside)
        if there:
            for name in parts:
                move(beside / name, folder / name)
            beside.rmdir()
        else:
            move(beside, folder)
    except BaseException:
        _drop((*(folder / name for name in parts), beside))
        raise


def _refuse_foreign(root: Path, folder: Path) -> None:
    """Raise UsageError where *folder* holds what is not just so in *root*, besides what is to be moved out of BESIDE."""
    for file in below(folder):
        name = file.relative_to(folder)
        made = root / name
        if name.parts[0] != BESIDE and not (made.is_file() and made.read_bytes() == file.read_bytes()):
            raise _occupied(folder)


def _drop(folders: Iterable[Path]) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
