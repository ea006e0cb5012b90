"""The folder → its Policy, or every fault in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from policypress.assemble import policy_of
from policypress.checks import examined
from policypress.environment import font_of
from policypress.faults import Fault, OpenError, PolicyError, UsageError
from policypress.model.policy import Policy
from policypress.model.year import Year
from policypress.nodes import parse
from policypress.project import Project
from policypress.project_folder import read_project
from policypress.read import Parse
from policypress.standing import open_points, texts_to_fill
from policypress.unfinished import refuse_unfinished


def load(root: Path, *, as_of: date | None = None, draft: bool = False, parsed: Parse = parse) -> Policy:
    """Return the checked Policy of the project in *root*, with the year in force on *as_of*.

    *as_of* is by default the day of publication. *parsed* gives the tree of a text in YAML.
    Raise PolicyError with every fault of its files, OpenError where something awaits confirmation
    and no *draft* is asked for, UsageError where the folder is no project or no year is in force.
    """
    project = checked(root, as_of, parsed)
    points = () if draft else open_points(project)
    if points:
        raise OpenError(points)
    return policy_of(project, draft=draft)


def checked(root: Path, as_of: date | None = None, parsed: Parse = parse) -> Project:
    """Return the project in *root*, in which things may still await confirmation.

    Raise PolicyError with every fault of its files, UsageError where the folder is no project or no
    year is in force on *as_of*.
    """
    if not (root / "policy").is_dir():
        message = (
            f"“{root}”里没有 policy 文件夹，不是 policypress 项目；请换到项目文件夹，或用 --project 指明"
        )
        raise UsageError(message)
    refuse_unfinished(root)
    project = read_project(root, as_of, parsed)
    if as_of is not None and not project.faults and project.years and project.in_force is None:
        raise UsageError(_none_in_force(project, as_of))
    found = examined(project)
    faults = [*found.faults, *_wrong_font(root, project)]
    if faults:
        raise PolicyError([*faults, *texts_to_fill(project)], untried=found.untried)
    return project


def _wrong_font(root: Path, project: Project) -> Iterator[Fault]:
    """Yield a fault where the font that the site names is needed and is not there, or is none."""
    if project.site is None or project.site.value.font is None:
        return
    from policypress.forms.fonts import is_font  # few projects name a font

    font = root / project.site.value.font
    if font != font_of(root, project.site.value):
        return
    if not font.is_file():
        message = f"没有字体文件“{project.site.value.font}”；请写从项目文件夹算起的路径，或删去这一项，改用安装的字体"
        yield project.site.fault("font", message)
    elif not is_font(font):
        message = (
            f"“{project.site.value.font}”不是完好的 .ttc、.otf 或 .ttf 字体；"
            "请换成字体文件，或删去这一项，改用安装的字体"
        )
        yield project.site.fault("font", message)


def _none_in_force(project: Project, day: date) -> str:
    first = min(project.years)
    return f"到 {day} 还没有一个年度开始：最早的是 {first} 年；请用 --as-of 换一个日期"


def year_of(policy: Policy, number: int | None) -> Year:
    """Return the year *number* of *policy*, the one in force where it is None; never another's."""
    if number is None:
        return policy.current
    if number not in policy.years:
        there = "、".join(map(str, policy.years))
        message = f"没有 {number} 年的通知；已有：{there}。不会用其他年度的规定代替"
        raise UsageError(message)
    return policy.years[number]


def confirmed(year: Year) -> Year:
    """Return *year*; raise UsageError where its values are still those of the year before."""
    waiting = sum(fact.carried is not None for fact in year.facts.values())
    if waiting:
        message = (
            f"{year.year} 年还有 {waiting} 条规定待确认，不能据以判定；请先确认，或用 --year 指明其他年度"
        )
        raise UsageError(message)
    return year
