"""What tests share: the real project, copies of it to break, and one built site."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import Phase, settings

from checkout import ROOT
from folders import project_copy
from policypress.build import build
from policypress.faults import Fault, PolicyError
from policypress.model.policy import Policy
from policypress.policy import load

# How long an example takes depends on the machine and proves nothing.
settings.register_profile("untimed", deadline=None)
# Where a thousand changes of the code are tried, a few examples do, each time the same, shrunk or not.
settings.register_profile(
    "mutants", deadline=None, derandomize=True, max_examples=20, phases=(Phase.explicit, Phase.generate)
)
settings.load_profile("untimed")

pytest_plugins = ["browsing", "breaking", "told"]


# Tests talk to this machine alone, and no proxy stands between.
os.environ["no_proxy"] = "127.0.0.1"
# All of the font's glyphs are converted once for all tests, and for the site that this checkout builds.
os.environ.setdefault("POLICYPRESS_CACHE", str(ROOT / "dist" / ".cache"))


@pytest.fixture(scope="session")
def policy() -> Policy:
    """Return the real project's policy."""
    return load(ROOT)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a copy of the real project, in a folder with a Chinese name and a space."""
    folder = tmp_path / "省厅 项目"
    project_copy(folder)
    return folder


@pytest.fixture
def edit(project: Path) -> Callable[[str, str, str], int]:
    """Return a function that replaces text in a file of the copy and gives the line it stands in."""

    def replace(file: str, old: str, new: str) -> int:
        path = project / file
        text = path.read_text("utf-8")
        assert old in text, f"{file} does not hold {old!r}"
        path.write_text(text.replace(old, new, 1), "utf-8", newline="\n")
        return text[: text.index(old)].count("\n") + 1

    return replace


@pytest.fixture
def faults(project: Path) -> Callable[[], tuple[Fault, ...]]:
    """Return a function that gives the faults of the copy."""

    def found() -> tuple[Fault, ...]:
        try:
            load(project)
        except PolicyError as error:
            return error.faults
        return ()

    return found


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the built site of the real project."""
    return build(ROOT, tmp_path_factory.mktemp("out"), lambda _: None)
