"""A project that has one form more: its definition is put in, and the stored text is made to print its words."""

from __future__ import annotations

from pathlib import Path

from policypress.texts import digest

DOCUMENT = "xiangrenshehan-2023-63"


def add_form(project: Path, file: Path, document: str) -> Path:
    """Put the form of *file*, which says it is of *document*, into *project*; return where it now stands."""
    definition = file.read_text("utf-8")
    path = project / "policy/forms" / file.name
    path.write_text(definition.replace(document, DOCUMENT), "utf-8", newline="\n")
    _hold(project, definition)
    return path


def _hold(project: Path, words: str) -> None:
    text = project / "content/notices" / f"{DOCUMENT}.txt"
    before = text.read_text("utf-8")
    after = before + " ".join(words.split("label: ")) + "\n"
    text.write_text(after, "utf-8", newline="\n")
    documents = project / "policy/documents.yaml"
    listed = documents.read_text("utf-8")
    documents.write_text(listed.replace(digest(before), digest(after)), "utf-8", newline="\n")
