"""Blank forms as files: what has not changed is not drawn again, and is the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from policypress.forms.files import blank_forms
from policypress.kept import keep, kept, kept_or_made
from policypress.model.policy import Policy


def test_kept_forms_are_those_that_were_drawn(policy: Policy, tmp_path: Path) -> None:
    drawn = blank_forms(policy.forms, None, tmp_path, tmp_path)
    assert sorted(drawn) == [
        "forms/offline-training/offline-training-hunan-open-university.docx",
        "forms/offline-training/offline-training-hunan-open-university.pdf",
        "forms/offline-training/offline-training.docx",
        "forms/offline-training/offline-training.js",
        "forms/offline-training/offline-training.pdf",
        "forms/offline-training/offline-training.pdf.js",
        "forms/offline-training/offline-training.sheet.js",
        "forms/offline-training/offline-training.xlsx",
    ]
    assert blank_forms(policy.forms, None, tmp_path, tmp_path) == drawn


def test_a_changed_form_is_drawn_anew_and_the_old_one_forgotten(policy: Policy, tmp_path: Path) -> None:
    before = blank_forms(policy.forms, None, tmp_path, tmp_path)
    (form,) = policy.forms.values()
    changed = blank_forms({form.id: replace(form, note="注：某某。")}, None, tmp_path, tmp_path)
    assert {path for path in before if changed[path] == before[path]} == {
        "forms/offline-training/offline-training.xlsx"  # it does not print the note
    }
    assert len(list(tmp_path.glob("*.docx"))) == 1 + len(form.presets)
    assert blank_forms(policy.forms, None, tmp_path, tmp_path) == before


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 5000])
def test_a_damaged_kept_form_is_drawn_anew(policy: Policy, tmp_path: Path, damage: bytes) -> None:
    drawn = blank_forms(policy.forms, None, tmp_path, tmp_path)
    for file in [*tmp_path.glob("*.docx"), *tmp_path.glob("*.pdf")]:
        file.write_bytes(damage)
    assert blank_forms(policy.forms, None, tmp_path, tmp_path) == drawn


def test_what_was_kept_of_another_key_is_dropped_and_nothing_else(tmp_path: Path) -> None:
    others = ("b-00.js", "a-b-00.js", "a-000.js", "a-00.css", "a[b]c-00.js", "ab-00.js")
    for name in ("a[b]-00.js", *others):
        (tmp_path / name).touch()
    assert kept_or_made(tmp_path, "a[b]", "11", "js", lambda: b"data") == b"data"
    assert {path.name for path in tmp_path.iterdir()} == {"a[b]-11.js", *others}


def test_what_can_be_neither_dropped_nor_kept_costs_time_alone(tmp_path: Path) -> None:
    (tmp_path / "a-00.js/full").mkdir(parents=True)
    (tmp_path / "a-11.js/full").mkdir(parents=True)
    assert kept_or_made(tmp_path, "a", "11", "js", lambda: b"data") == b"data"


def test_forms_and_presets_whose_names_run_into_each_other_are_kept_side_by_side(
    policy: Policy, tmp_path: Path
) -> None:
    (form,) = policy.forms.values()
    (id_,) = form.presets
    forms = {each.id: each for each in (form, replace(form, id=f"{form.id}-{id_}", presets={}))}
    drawn = blank_forms(forms, None, tmp_path, tmp_path)
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert blank_forms(forms, None, tmp_path, tmp_path) == drawn
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before


def test_what_is_kept_comes_back_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "某某" / "a"
    keep(file, b"data")
    assert kept(file) == b"data"
    file.write_bytes(file.read_bytes()[:-1])
    assert kept(file) is None
    assert kept(tmp_path) is None
