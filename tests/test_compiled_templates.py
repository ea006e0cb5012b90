"""A template is compiled once for a program, and again where it or the program is another."""

from __future__ import annotations

import sys
from importlib.util import cache_from_source
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from policypress import compiled_templates
from policypress.compiled_templates import CompiledTemplates


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder, empty yet, in which Python would keep our compiled modules."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    place = Path(cache_from_source(compiled_templates.__file__)).parent
    place.mkdir(parents=True)
    return place


def filled(text: str, settings: str = __file__) -> str:
    """Return the template *text* filled by a program that has just begun."""
    kept = CompiledTemplates("test", Path(settings))
    return (
        Environment(loader=DictLoader({"a.html": text}), autoescape=True, bytecode_cache=kept)
        .get_template("a.html")
        .render()
    )


def written(file: Path) -> tuple[int, int, int]:
    """Return what tells whether *file* was written meanwhile; that it was read changes nothing of it."""
    state = file.stat()
    return state.st_ino, state.st_size, state.st_mtime_ns


def test_what_is_compiled_once_is_taken_up_by_the_next_program(folder: Path) -> None:
    assert filled("甲{{ 1 + 1 }}") == "甲2"
    (file,) = folder.iterdir()
    before = written(file)
    assert filled("甲{{ 1 + 1 }}") == "甲2"
    assert written(file) == before


def test_another_text_under_the_same_name_is_compiled_anew(folder: Path) -> None:
    assert filled("甲") == "甲"
    assert filled("乙") == "乙"
    assert len(list(folder.iterdir())) == 1


def test_another_program_takes_up_nothing(folder: Path) -> None:
    filled("甲")
    filled("甲", compiled_templates.__file__)
    assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize("data", [b"", b"j2", b"\0" * 200])
def test_what_is_spoilt_is_compiled_anew(folder: Path, data: bytes) -> None:
    filled("甲")
    (file,) = folder.iterdir()
    file.write_bytes(data)
    assert filled("甲") == "甲"


def test_nothing_is_written_where_python_may_not(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert filled("甲") == "甲"
    assert list(folder.iterdir()) == []
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    folder.rmdir()
    assert filled("甲") == "甲"
    assert not folder.exists()
