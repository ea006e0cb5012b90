"""The built wheel alone, in an empty environment, builds a project that lies anywhere."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def run(*command: str | Path, cwd: Path) -> str:
    """Return what *command* printed; fail with all it said where it fails."""
    kept = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=kept | {"PYTHONUTF8": "1"},
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, cwd=ROOT)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of programs of an empty environment into which the wheel was installed."""
    folder = tmp_path_factory.mktemp("empty")
    run(sys.executable, "-m", "venv", folder / "venv", cwd=folder)
    scripts = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    pip = (scripts / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*pip, "--require-hashes", "-r", ROOT / "requirements.txt", cwd=folder)
    run(*pip, "--no-deps", "--no-index", wheel, cwd=folder)
    return scripts


def test_the_wheel_carries_the_sites_source_and_a_project_to_start_from(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "policypress/cli.py",
        "policypress/py.typed",
        "policypress/_site/mkdocs.yml",
        "policypress/_starter/policy/site.yaml",
        "policypress/_starter/content/notices/xiangrenshehan-2023-63.txt",
    } <= names
    assert [name for name in names if name.startswith("tests/") or "__pycache__" in name] == []


def test_the_installed_program_builds_a_project_of_another_folder(programs: Path, tmp_path: Path) -> None:
    project = tmp_path / "另一个 省"
    for name in ("policy", "content"):
        shutil.copytree(ROOT / name, project / name)
    run(programs / "policypress", "build", "--project", project, cwd=tmp_path)
    made = {path.relative_to(project).as_posix() for path in (project / "dist" / "site").rglob("*")}
    assert {
        "dist/site/index.html",
        "dist/site/forms/offline-training/offline-training.docx",
        "dist/site/forms/offline-training/offline-training.pdf",
    } <= made


def test_what_is_installed_is_consistent(programs: Path, tmp_path: Path) -> None:
    assert "No broken requirements" in run(programs / "python", "-m", "pip", "check", cwd=tmp_path)
