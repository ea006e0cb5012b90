"""Records filled into a form as files; what cannot be filled is told, the rest is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from policypress.forms.fonts import find_fonts
from policypress.forms.kept import write_whole
from policypress.forms.model import Form
from policypress.forms.naming import Names
from policypress.forms.records import Record
from policypress.forms.refusals import RecordRefused, Refusal

Fill = Callable[[Mapping[str, str]], bytes]
"""Record → file; raises RecordRefused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What became of one record."""

    record: Record
    files: tuple[Path, ...] = ()
    """The files written; none where there are refusals."""
    refusals: tuple[Refusal, ...] = ()


def fillers(form: Form, kinds: Iterable[str], font: Path | None, cache: Path | None) -> Mapping[str, Fill]:
    """Return what fills *form* for each of *kinds* (``docx``, ``pdf``).

    Raise UsageError where a PDF is asked for and there is no font.
    """
    return {kind: _filler(form, kind, font, cache) for kind in kinds}


def _filler(form: Form, kind: str, font: Path | None, cache: Path | None) -> Fill:
    if kind == "pdf":
        from policypress.forms.pdf_filler import PdfFiller

        return PdfFiller(form, find_fonts(font), cache).fill
    from policypress.forms.word_filling import fill_docx, word_template

    template = word_template(form)
    return lambda record: fill_docx(template, record)


def fill_all(
    records: Iterable[Record], fills: Mapping[str, Fill], names: Names, folder: Path, *, force: bool
) -> Iterator[Filled]:
    """Fill each record and write its files into *folder*; yield what became of it.

    A record is written in every kind or in none. A file that was there before is kept unless *force*.
    """
    for record in records:
        name = names.name(record.values)
        files = {folder / f"{name}.{kind}": fill for kind, fill in fills.items()}
        refusals = [*record.refusals, *_in_the_way(files, force=force)]
        drawn: dict[Path, bytes] = {}
        try:
            drawn = {file: fill(record.values) for file, fill in files.items()}
        except RecordRefused as refused:
            refusals += refused.refusals
        if refusals:
            yield Filled(record=record, refusals=tuple(dict.fromkeys(refusals)))
            continue
        for file, data in drawn.items():
            write_whole(file, data)
        yield Filled(record=record, files=tuple(drawn))


def _in_the_way(files: Iterable[Path], *, force: bool) -> Iterator[Refusal]:
    for file in files:
        if file.exists() and not force:
            message = f"“{file}”已经存在，没有覆盖；请换文件夹或文件名，或用 --force 覆盖"
            yield Refusal(field="", message=message)
