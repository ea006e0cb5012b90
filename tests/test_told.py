"""What is told of a project, in whole: each rule broken, and met at its edge, in a small fictional one."""

from __future__ import annotations

from pathlib import Path

import pytest

from checkout import ROOT
from policypress.checks.literals import TEMPLATES, templates_type_no_rule_number
from policypress.listing import own_below
from policypress.project_folder import read_project
from told import FOLDER, Case, cases, project_of, told_of


def test_the_project_as_it_is_has_no_fault_and_awaits_nothing() -> None:
    assert told_of(read_project(FOLDER / "project")) == ((), ())


def test_a_number_of_the_rule_in_a_template_is_told_at_its_line(tmp_path: Path) -> None:
    templates = tmp_path / "site/templates"
    templates.mkdir(parents=True)
    (templates / "甲.html").write_text("<p>\n<%# 80学时 #%>{{ 9 }}天\n<b>80</b>学时</p>\n", "utf-8")
    (templates / "乙.md").write_bytes(b"\xff")
    theme = tmp_path / "site/theme/assets"
    theme.mkdir(parents=True)
    for left in (templates / ".DS_Store", templates / "._甲.html", templates / "乙.md~", theme / "丙.png"):
        left.write_bytes(b"\xff")
    (theme.parent / "丁.xml").write_text("80学时", "utf-8")
    told = list(templates_type_no_rule_number(read_project(FOLDER / "project"), tmp_path / "site"))
    assert list(map(str, told)) == [
        "site/templates/乙.md:1: 文件: 不是 UTF-8 编码（可能存成了 ANSI/GBK）；请用记事本另存为 UTF-8",
        "site/templates/甲.html:3: 模板: “80学时”不能直接写在模板里；请改由条目给出，使数字有据",
        "site/theme/丁.xml:1: 模板: “80学时”不能直接写在模板里；请改由条目给出，使数字有据",
    ]


def test_every_template_is_of_a_kind_that_is_read() -> None:
    kinds = {path.suffix for folder in ("templates", "theme") for path in own_below(ROOT / "site" / folder)}
    assert kinds == TEMPLATES


# Named one by one: ids of a whole list are escaped once more each time that a process collects them.
@pytest.mark.parametrize("case", [pytest.param(case, id=f"{case.subject}-{case.title}") for case in cases()])
def test_all_that_is_amiss_is_told_at_its_place_and_nothing_else(case: Case) -> None:
    assert told_of(project_of(case)) == (case.told, case.open)
