"""The folder → its Policy, or every fault in it."""

from __future__ import annotations

from pathlib import Path

from policypress.assemble import policy_of
from policypress.checks import faults_of
from policypress.faults import PolicyError, UsageError
from policypress.model import Policy, Year
from policypress.project import read_project


def load(root: Path) -> Policy:
    """Return the checked Policy of the project in *root*.

    Raise PolicyError with every fault of its files, UsageError where the folder is no project.
    """
    if not (root / "policy").is_dir():
        message = (
            f"“{root}”里没有 policy 文件夹，不是 policypress 项目；请换到项目文件夹，或用 --project 指明"
        )
        raise UsageError(message)
    project = read_project(root)
    faults = faults_of(project)
    if faults:
        raise PolicyError(faults)
    return policy_of(project)


def year_of(policy: Policy, number: int | None) -> Year:
    """Return the year *number* of *policy*, the one in force where it is None; never another's."""
    if number is None:
        return policy.current
    if number not in policy.years:
        there = "、".join(map(str, policy.years))
        message = f"没有 {number} 年的通知；已有：{there}。不会用其他年度的规定代替"
        raise UsageError(message)
    return policy.years[number]
