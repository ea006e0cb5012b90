"""A form of an earlier year is read with that year's cells, for as long as the project keeps it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checkout import DATA, ROOT
from command_line import policypress
from policypress.form_page import form_page_data
from policypress.policy import load
from rolled import rolled


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project of two years whose form of 2024 has other cells than that of 2023."""
    return rolled(tmp_path_factory.mktemp("later"))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of forms filled while 2023 was the only year."""
    folder = tmp_path_factory.mktemp("filled")
    data = DATA / "form.json"
    done = policypress(
        "fill", "offline-training", data, "--format", "docx", "--format", "pdf", "--out", folder
    )
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_form_of_2023_is_read_whole_once_2024_has_another(later: Path, filled: Path, kind: str) -> None:
    files = sorted(filled.glob(f"*.{kind}"))
    now, then = (
        policypress("read", *files, "--format", "json", "--project", project) for project in (later, ROOT)
    )
    assert (now.returncode, now.stderr) == (then.returncode, then.stderr) == (0, "")
    assert json.loads(now.stdout) == json.loads(then.stdout)
    assert any("E-mail" in record for record in json.loads(now.stdout))


def test_the_page_of_a_form_knows_what_its_earlier_edition_printed(later: Path) -> None:
    policy = load(later, draft=True)
    form = policy.forms["offline-training"]
    assert not any("E-mail" in text for text in form.texts())
    assert "E-mail" in form_page_data(policy, form, "forms/offline-training.md")["printed"]


def test_a_form_of_2023_is_redrawn_as_the_form_it_is(later: Path, filled: Path, tmp_path: Path) -> None:
    (file, *_) = sorted(filled.glob("*.pdf"))
    done = policypress("refresh", file, "-o", tmp_path / "重绘.pdf", "--project", later)
    assert done.returncode == 0, done.stderr
    read = [
        json.loads(policypress("read", each, "--format", "json", "--project", later).stdout)
        for each in (file, tmp_path / "重绘.pdf")
    ]
    assert read[0] == read[1]
