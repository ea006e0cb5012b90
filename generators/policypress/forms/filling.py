"""Records filled into a form as files; what cannot be filled is told, the rest is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from policypress.forms.fonts import find_fonts
from policypress.forms.model import Form
from policypress.forms.naming import Names
from policypress.forms.records import Record
from policypress.forms.refusals import RecordRefused, Refusal
from policypress.whole_files import write_all

KIND_NAMES = {"docx": "Word", "pdf": "PDF"}
Fill = Callable[[Mapping[str, str]], bytes]
"""Record → file; raises RecordRefused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A record and the files it is to be filled into."""

    record: Record
    files: Mapping[str, Path]
    """Kind (``docx``, ``pdf``) → file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What became of one record."""

    place: str
    """Where the record stands in its file."""
    files: int = 0
    """How many were written; none where there are refusals."""
    there: int = 0
    """How many were there already, just as they would have been written."""
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
    from policypress.forms.word_filling import fill_docx
    from policypress.forms.word_template import word_template

    template = word_template(form)
    return lambda record: fill_docx(template, record)


def planned(records: Iterable[Record], names: Names, folder: Path, kinds: Iterable[str]) -> Iterator[Planned]:
    """Yield each record with its files in *folder*, which no other record gets."""
    endings = tuple(kinds)
    for record in records:
        name = names.name(record.values)
        yield Planned(record=record, files={kind: folder / f"{name}.{kind}" for kind in endings})


def fill_one(plan: Planned, fills: Mapping[str, Fill], *, force: bool) -> Filled:
    """Fill one record and write its files, in every kind or in none; return what became of it.

    A file that was there before is kept unless *force*. A record that was broken off between its files gets
    those it lacks, where the others hold just what would be written.
    """
    record = plan.record
    drawn: dict[Path, bytes] = {}
    found: dict[str, tuple[Refusal, ...]] = dict.fromkeys(plan.files, ())
    for kind, file in plan.files.items():
        try:
            drawn[file] = fills[kind](record.values)
        except RecordRefused as refused:
            found[kind] = refused.refusals
    refusals = [*record.refusals, *_by_kind(found, hopeless=bool(record.refusals))]
    there = set() if force else _made_before(drawn)
    refusals += [] if force else _in_the_way(file for file in plan.files.values() if file not in there)
    missing = {file: data for file, data in drawn.items() if file not in there}
    if not refusals:
        write_all(missing, lasting=False)
    return Filled(
        place=record.place,
        files=0 if refusals else len(missing),
        there=0 if refusals else len(there),
        refusals=tuple(dict.fromkeys(refusals)),
    )


def _by_kind(found: Mapping[str, tuple[Refusal, ...]], *, hopeless: bool) -> Iterator[Refusal]:
    """Yield what was *found* amiss for each kind; what not every kind has is told with the name of the kind.

    *hopeless*: whether no kind could be made for other reasons; else it is told which could.

    site/js/form-batch.js does the same in the browser.
    """
    sound = [] if hopeless else [KIND_NAMES[kind] for kind, refusals in found.items() if not refusals]
    remedy = f"；这一条可以只生成 {'、'.join(sound)}" if sound else ""
    for kind, refusals in found.items():
        for refusal in refusals:
            if all(refusal in others for others in found.values()):
                yield refusal
            else:
                yield replace(refusal, message=f"{KIND_NAMES[kind]} 表：{refusal.message}{remedy}")


def _made_before(drawn: Mapping[Path, bytes]) -> set[Path]:
    """Return those of *drawn* that are there, just so, where others of the record are not."""
    broken_off = not all(file.exists() for file in drawn)
    return {file for file, data in drawn.items() if broken_off and _holds(file, data)}


def _holds(file: Path, data: bytes) -> bool:
    """Return whether *file* holds just *data*; what cannot be read does not."""
    try:
        return file.read_bytes() == data
    except OSError:
        return False


def _in_the_way(files: Iterable[Path]) -> Iterator[Refusal]:
    for file in files:
        if file.exists():
            message = f"“{file}”已经存在，没有覆盖；请换文件夹或文件名，或用 --force 覆盖"
            yield Refusal(field="", message=message)
