"""The fields of any PDF form and their values, whatever program saved it; bounded in time and memory.

ISO 32000-1, 12.7: a field's name is that of its parents and its own, joined by full stops; kind and
value are inherited. What is damaged, locked or oversized is refused in words.

site/js/pdf-values.js and site/js/pdf-annotations.js do the same in the browser.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PdfReader, apply_configuration
from pypdf.errors import DependencyError, LimitReachedError
from pypdf.generic import ByteStringObject, DictionaryObject, StreamObject

from policypress import limits
from policypress.faults import UsageError

LIMITS: Mapping[str, Any] = {
    "maximum_declared_stream_length": limits.PDF_STREAM,
    "zlib_maximum_output_length": limits.PDF_STREAM,
    "lzw_maximum_output_length": limits.PDF_STREAM,
    "run_length_maximum_output_length": limits.PDF_STREAM,
    "brotli_maximum_output_length": limits.PDF_STREAM,
    "array_based_stream_maximum_output_length": limits.PDF_STREAM,
    "stream_decoding_work_maximum_length": limits.PDF_STREAM_WORK,
    "array_maximum_element_count": limits.PDF_ELEMENTS,
    "dictionary_maximum_element_count": limits.PDF_ELEMENTS,
    "stream_filters_maximum_length": limits.PDF_FILTERS,
}
"""What pypdf is told not to exceed."""
UNTOLD = ("Widget", "Link", "Popup")
"""Kinds of annotations that hold nothing of their own: places of fields, and what leads to or shows another."""
LOCKED = "这份 PDF 加了密码或限制了权限；请去掉密码，另存一份再试"
DAMAGED = "这份 PDF 已损坏，读不出来；请重新下载或用阅读器另存一份再试"
TOO_MANY = f"这份 PDF 的栏目多于 {limits.PDF_FIELDS} 个或嵌套过深，不像是填好的表，没有读"
LONGEST_END = 1024
"""Most bytes from the last word that says where the file's tables begin: viewers look no further up."""
LANGUAGE = re.compile("\x1b[^\x1b]*\x1b")
"""A language code within a text string (7.9.2.2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfField:
    """One field that holds a value."""

    kind: str
    """``Tx`` for text, ``Btn`` for a box."""
    label: str
    """Its accessible name, else its own."""
    value: str
    """The text, lines ending with LF; of a box the name of its state."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfContents:
    """What a form holds."""

    fields: Mapping[str, Sequence[PdfField]]
    """By full name, in the file's order; several where the file has several."""
    beside: Mapping[str, Sequence[str]]
    """Notes, stamps and the like by kind (12.5.6), ``Sig`` for signatures: the text of each, or who signed; empty
    where it has none."""


def pdf_contents(data: bytes) -> PdfContents:
    """Return what the PDF form *data* holds.

    Raise UsageError, saying what is wrong and what would help, where it is no readable PDF form.
    """
    if len(data) > limits.PDF_BYTES:
        raise UsageError(
            f"文件有 {len(data) // 1_000_000} MB，超过 {limits.PDF_BYTES // 1_000_000} MB，不像是填好的表"
        )
    if b"%PDF-" not in data[:1024]:
        raise UsageError("这不是 PDF 文件；请给出填好的 .pdf 表格")
    if data.count(b"trailer") > limits.PDF_TRAILERS:
        raise UsageError(f"这份 PDF 存过 {limits.PDF_TRAILERS} 次以上，不像是填好的表，没有读")
    if _cut_off(data):
        raise UsageError(DAMAGED)
    try:
        with _quiet(), apply_configuration(**LIMITS):
            return _contents(_catalog(data))
    except UsageError:
        raise
    except DependencyError as error:
        # Raised where a cipher is needed that comes with no library of ours.
        raise UsageError(LOCKED) from error
    except (LimitReachedError, MemoryError, RecursionError) as error:
        raise UsageError("这份 PDF 里有过大或嵌套过深的内容，不像是填好的表，没有读") from error
    except Exception as error:
        raise UsageError(DAMAGED) from error


def _cut_off(data: bytes) -> bool:
    """Return whether the end of *data* is lost: what is left would tell what the file held before."""
    end = data[max(0, data.rfind(b"startxref")) :]
    return len(end) > LONGEST_END or b" obj" in end


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep pypdf from telling on the standard error stream, in English, what it mends."""
    logger = logging.getLogger("pypdf")
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(before)


def _catalog(data: bytes) -> Any:
    reader = PdfReader(
        BytesIO(data),
        root_object_recovery_limit=limits.PDF_ROOT_RECOVERY,
        xref_stream_maximum_entries=limits.PDF_ENTRIES,
    )
    if reader.is_encrypted:
        raise UsageError(LOCKED)
    return reader.root_object


def _contents(catalog: Any) -> PdfContents:
    found = _Found()
    seen: set[int] = set()
    for name, entries in _listed(catalog, seen):
        found.take(name, entries)
    annotations = [*_annotations(catalog)]
    for name, entries in _unlisted(annotations, seen):
        found.take(name, entries)
    for annotation in annotations:
        kind = str(_resolved(annotation.get("/Subtype", ""))).lstrip("/")
        if kind not in UNTOLD:
            found.take_beside(kind, annotation.get("/Contents"))
    return PdfContents(fields=found.fields, beside=found.beside)


class _Found:
    """What is found of a form, bounded."""

    def __init__(self) -> None:
        self.fields: dict[str, list[PdfField]] = {}
        self.beside: dict[str, list[str]] = {}
        self.characters = 0

    def take(self, name: str, entries: Mapping[str, Any]) -> None:
        signed = _resolved(entries.get("/V"))
        if entries.get("/FT") != "/Sig" and name:
            field = _field(name, entries)
            self._count(name, field.label, field.value)
            self.fields.setdefault(name, []).append(field)
        elif isinstance(signed, DictionaryObject):
            self.take_beside("Sig", signed.get("/Name"))

    def take_beside(self, kind: str, text: Any) -> None:
        written = _text(_resolved(text))
        self._count(kind, written)
        self.beside.setdefault(kind, []).append(written)

    def _count(self, *texts: str) -> None:
        self.characters += sum(map(len, texts))
        if self.characters > limits.PDF_VALUES:
            raise UsageError(f"这份 PDF 各栏一共超过 {limits.PDF_VALUES} 字，不像是填好的表，没有读")


_Named = tuple[str, Mapping[str, Any]]
"""A field's full name, and what it has and inherits."""


def _listed(catalog: Any, seen: set[int]) -> Iterator[_Named]:
    """Yield the fields that the form lists; keep in *seen* which objects they are."""
    form = _resolved(catalog.get("/AcroForm"))
    fields = _resolved(form.get("/Fields")) if isinstance(form, DictionaryObject) else None
    if not fields:
        raise UsageError("这份 PDF 里没有可填写的栏目，可能是打印或扫描出来的；请用可填写的表格文件")
    waiting: list[tuple[Any, _Named, int]] = [(field, ("", {}), 1) for field in reversed(fields)]
    while waiting:
        reference, above, depth = waiting.pop()
        field = _resolved(reference)
        if not isinstance(field, DictionaryObject) or id(field) in seen:
            continue
        seen.add(id(field))
        named = _named(field, above)
        kids = [kid for kid in _resolved(field.get("/Kids")) or () if "/T" in (_resolved(kid) or ())]
        waiting += [(kid, named, depth + 1) for kid in reversed(kids)]
        if len(seen) > limits.PDF_FIELDS or len(waiting) > limits.PDF_FIELDS or depth > limits.PDF_DEPTH:
            raise UsageError(TOO_MANY)
        if not kids:
            yield named


def _unlisted(annotations: Iterable[DictionaryObject], seen: set[int]) -> Iterator[_Named]:
    """Yield the fields that stand on a page only: a program that put files together left them out of the list."""
    for annotation in annotations:
        above = [annotation]
        while isinstance(parent := _resolved(above[-1].get("/Parent")), DictionaryObject):
            above.append(parent)
            if len(above) > limits.PDF_DEPTH:
                raise UsageError(TOO_MANY)
        # What has no name of its own is one of the places where its parent stands.
        field = next((each for each in above if "/T" in each), annotation)
        if _resolved(annotation.get("/Subtype")) == "/Widget" and id(field) not in seen:
            seen.add(id(field))
            named: _Named = ("", {})
            for each in reversed(above):
                named = _named(each, named)
            yield named


def _annotations(catalog: Any) -> Iterator[DictionaryObject]:
    """Yield what stands on the pages beside their text (12.5), each once."""
    waiting, seen = [catalog.get("/Pages")], set()
    while waiting:
        node = _resolved(waiting.pop())
        if not isinstance(node, DictionaryObject) or id(node) in seen:
            continue
        seen.add(id(node))
        waiting += reversed(_resolved(node.get("/Kids")) or ())
        for annotation in map(_resolved, _resolved(node.get("/Annots")) or ()):
            if isinstance(annotation, DictionaryObject) and id(annotation) not in seen:
                seen.add(id(annotation))
                yield annotation
        if len(seen) > limits.PDF_FIELDS or len(waiting) > limits.PDF_FIELDS:
            raise UsageError(f"这份 PDF 的页和批注多于 {limits.PDF_FIELDS} 个，不像是填好的表，没有读")


def _named(field: DictionaryObject, above: _Named) -> _Named:
    """Return the full name of *field*, and what it has and inherits, below the field *above*."""
    parent, inherited = above
    own = {key: field[key] for key in ("/FT", "/V", "/AS", "/TU") if key in field}
    return ".".join(filter(None, (parent, _text(_resolved(field.get("/T", "")))))), {**inherited, **own}


def _field(name: str, entries: Mapping[str, Any]) -> PdfField:
    kind = str(entries.get("/FT", "")).lstrip("/")
    value = _resolved(entries.get("/V"))
    label = _text(_resolved(entries.get("/TU", "")))
    if kind == "Btn":
        state = entries.get("/AS", "/Off") if value is None else value
        return PdfField(kind=kind, label=label or name, value=str(state).lstrip("/"))
    return PdfField(kind=kind, label=label or name, value=_text(value))


def _resolved(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value


def _text(value: Any) -> str:
    """Return a text string, or a stream that holds one; anything else is no text."""
    if isinstance(value, StreamObject):
        value = value.get_data()
    if isinstance(value, bytes):
        value = _decoded(bytes(value.original_bytes if isinstance(value, ByteStringObject) else value))
    if not isinstance(value, str):
        return ""
    if len(value) > limits.PDF_VALUE:
        raise UsageError(f"这份 PDF 里有一栏超过 {limits.PDF_VALUE} 字，不像是填好的表，没有读")
    return LANGUAGE.sub("", value).replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes) -> str:
    for mark, encoding in ((b"\xfe\xff", "utf-16"), (b"\xff\xfe", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    return data.decode("latin-1")
