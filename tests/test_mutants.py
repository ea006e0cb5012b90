"""What `make mutants` changes, what it may leave, and that nothing else passes it."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from checkout import ROOT

GROUPS = sorted((ROOT / "tests" / "mutants").glob("*.toml"))
SMALL = """\
def least(hours: int) -> int:
    return max(hours, 90)
"""
TESTED = """\
from policypress.small import least


def test_the_least_is_no_less_than_its_bound() -> None:
    assert least(100) == 100
    assert least(0) >= 90
"""
OTHER = """

def test_of_nothing_comes_the_least() -> None:
    assert least(0) == 90
"""
GROUP = 'modules = ["small"]\ntests = ["small"]\n'
EXPLAINED = """
[[explained]]
function = "small.least"
was = "return max(hours, 90)"
now = "return max(hours, 91)"
why = "示例。"
"""


def functions(module: str) -> dict[str, str]:
    """Return the source of each function of *module*, by its name below ``policypress``."""
    source = (ROOT / "generators" / "policypress" / f"{module.replace('.', '/')}.py").read_text("utf-8")
    tree = ast.parse(source)
    owners: list[tuple[str, ast.Module | ast.ClassDef]] = [
        (module, tree),
        *((f"{module}.{node.name}", node) for node in tree.body if isinstance(node, ast.ClassDef)),
    ]
    return {
        f"{owner}.{node.name}": ast.get_source_segment(source, node) or ""
        for owner, holder in owners
        for node in holder.body
        if isinstance(node, ast.FunctionDef)
    }


@pytest.mark.parametrize("path", GROUPS, ids=[path.stem for path in GROUPS])
def test_every_explanation_speaks_of_lines_that_stand_in_the_code(path: Path) -> None:
    group = tomllib.loads(path.read_text("utf-8"))
    sources = {name: text for module in group["modules"] for name, text in functions(module).items()}
    assert all((ROOT / "tests" / f"test_{test}.py").is_file() for test in group["tests"])
    for entry in group.get("explained", ()):
        lines = [line.strip() for line in sources[entry["function"]].split("\n")]
        assert [line for line in entry["was"].strip().split("\n") if line.strip() not in lines] == []
        assert entry["why"].endswith("。")


def tried(root: Path, group: str) -> tuple[int, str]:
    (root / "tests" / "mutants" / "small.toml").write_text(group, "utf-8")
    done = subprocess.run(
        [sys.executable, root / "tools" / "mutants.py", "--children", "1"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stderr


def test_a_change_that_passes_is_a_failure_until_it_is_explained_and_so_is_an_idle_explanation(
    tmp_path: Path,
) -> None:
    for folder in (
        "generators/policypress",
        "tests/mutants",
        "tools",
        "policy",
        "content",
        "site",
        "schemas",
    ):
        (tmp_path / folder).mkdir(parents=True)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copy(ROOT / "tools" / "mutants.py", tmp_path / "tools")
    (tmp_path / "generators/policypress/__init__.py").touch()
    (tmp_path / "generators/policypress/small.py").write_text(SMALL, "utf-8")
    (tmp_path / "tests/test_small.py").write_text(TESTED, "utf-8")
    (tmp_path / "tests/conftest.py").write_text(
        'from hypothesis import settings\n\nsettings.register_profile("mutants")\n', "utf-8"
    )
    code, told = tried(tmp_path, GROUP)
    assert (code, told.count("改了代码而测试照样通过")) == (1, 1)
    assert "改成：return max(hours, 91)" in told
    code, told = tried(tmp_path, GROUP + EXPLAINED + EXPLAINED.replace("91", "92"))
    assert (code, told.count("tests/mutants/small.toml：")) == (1, 1)
    assert "说明对不上任何没有被发现的改动" in told
    assert "改成：return max(hours, 92)" in told
    # What the tests tried first do not notice, another does.
    (tmp_path / "tests/test_small.py").write_text(TESTED + OTHER, "utf-8")
    assert tried(tmp_path, GROUP + 'first = "bound"\n') == (0, "")
