"""The built wheel alone, in an empty environment, builds a project that lies anywhere."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from checkout import ROOT
from folders import project_copy


def run(*command: str | Path, cwd: Path, **given: str) -> str:
    """Return what *command* printed, with *given* in its environment; fail with all it said where it fails."""
    kept = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=kept | {"PYTHONUTF8": "1"} | given,
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel of this checkout, with the glyphs of its forms only, for the sake of time."""
    folder = tmp_path_factory.mktemp("wheel")
    texts = [*ROOT.glob("policy/forms/**/*.yaml"), *ROOT.glob("generators/policypress/forms/*.py")]
    glyphs = folder / "glyphs"
    source = str(ROOT / "generators")
    run(sys.executable, "tools/glyphs.py", "--out", glyphs, "--only", *texts, cwd=ROOT, PYTHONPATH=source)
    build = (sys.executable, "-m", "build", "--wheel", "--no-isolation")
    run(*build, "--outdir", folder, cwd=ROOT, POLICYPRESS_GLYPHS=str(glyphs))
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


def test_the_glyphs_a_wheel_carries_stand_with_their_licence(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        licence = archive.read("policypress/_glyphs/OFL.txt").decode("utf-8")
        fonts = [name for name in archive.namelist() if name.endswith((".ttf", ".otf", ".ttc"))]
    assert "Adobe" in licence.splitlines()[1]
    for words in ("NotoSerifCJKsc-Regular", "SIL OPEN FONT LICENSE Version 1.1", "TERMINATION"):
        assert words in licence
    assert "GNU" not in licence
    assert fonts == []


WATCHED = """
import sys
def refuse(event, arguments):
    if event == "open" and isinstance(arguments[0], str) and arguments[0].endswith((".ttc", ".otf", ".ttf")):
        raise RuntimeError(arguments[0])
    if event == "subprocess.Popen":
        raise RuntimeError(str(arguments[0]))
sys.addaudithook(refuse)
from policypress.cli import main
main()
"""
"""The program, stopped as soon as it opens a font file or asks the system for one."""


def test_what_is_installed_draws_the_same_forms_without_opening_any_font(
    programs: Path, site: Path, tmp_path: Path
) -> None:
    build = ("build", "--project", ROOT, "--out", tmp_path / "out")
    run(programs / "python", "-I", "-c", WATCHED, *build, cwd=tmp_path)
    for kind in ("pdf", "docx"):
        blank = f"forms/offline-training/offline-training.{kind}"
        assert (tmp_path / "out/site" / blank).read_bytes() == (site / blank).read_bytes()


def test_the_installed_program_builds_a_project_of_another_folder(programs: Path, tmp_path: Path) -> None:
    project = tmp_path / "另一个 省"
    project_copy(project)
    run(programs / "policypress", "build", "--project", project, cwd=tmp_path)
    made = {path.relative_to(project).as_posix() for path in (project / "dist" / "site").rglob("*")}
    assert {
        "dist/site/index.html",
        "dist/site/forms/offline-training/offline-training.docx",
        "dist/site/forms/offline-training/offline-training.pdf",
    } <= made


def test_the_installed_program_starts_another_province_s_project(programs: Path, tmp_path: Path) -> None:
    project = tmp_path / "某某省 指南"
    run(programs / "policypress", "new", project, "--region", "某某省", "--year", "2026", cwd=tmp_path)
    run(programs / "policypress", "build", "--draft", "--project", project, cwd=tmp_path)
    assert "草稿" in (project / "dist/site/2026/hours.html").read_text("utf-8")
    assert (project / "schemas/hours.schema.json").is_file()


def test_what_is_installed_is_consistent(programs: Path, tmp_path: Path) -> None:
    assert "No broken requirements" in run(programs / "python", "-m", "pip", "check", cwd=tmp_path)
