"""Filled PDFs as other programs leave them: typed into, saved anew, with values of their own, damaged."""

from __future__ import annotations

import io
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pikepdf
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ByteStringObject, NameObject, StreamObject, TextStringObject

from pdf_blanks import FILING, blank, run
from pdf_samples import form_file, made, stream
from policypress import limits
from policypress.forms.fields import ChoiceField, DateField, PeriodField, days_of
from policypress.forms.model import Form


def widgets_of(form: Form, record: Mapping[str, str]) -> dict[str, str | bool]:
    """Return what has to be typed and ticked for *record*, by the names of the widgets."""
    typed: dict[str, str | bool] = {}
    for _, _, field in form.placed():
        value = record.get(field.id)
        if value is None:
            continue
        if isinstance(field, ChoiceField):
            typed |= {f"{field.id}.{each.id}": True for each in field.options if each.label == value}
        elif isinstance(field, DateField | PeriodField):
            for day, keys in zip(value.split("/"), days_of(field), strict=True):
                parts = zip(keys, day.split("-"), strict=True)
                typed |= {f"{field.id}.{key}": part for key, part in parts}
        else:
            typed[field.id] = value
    return typed


def saved(pdf: bytes, **how: Any) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        out = io.BytesIO()
        opened.save(out, **how)
    return out.getvalue()


def with_values(values: Mapping[str, Any], names: Mapping[str, str] | None = None) -> bytes:
    """Return the blank with raw values in its widgets, and some of these named otherwise."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(blank(FILING))))
    page: Any = writer.pages[0]
    for annotation in page["/Annots"]:
        widget = annotation.get_object()
        name = ".".join(str(each["/T"]) for each in (widget.get("/Parent"), widget) if each)
        if name in values:
            value = values[name]
            held = writer._add_object(value) if isinstance(value, StreamObject) else value
            widget[NameObject("/V")] = held
        if name in (names or {}):
            widget[NameObject("/T")] = TextStringObject((names or {})[name])
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def without_page(pdf: bytes, page: int) -> bytes:
    """Return *pdf* without its further page of that number, and without what is typed there."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        [typed] = opened.pages[page].Annots
        fields = opened.Root.AcroForm.Fields
        opened.Root.AcroForm.Fields = [each for each in fields if each.objgen != typed.objgen]
        del opened.pages[page]
        opened.save(out := io.BytesIO())
    return out.getvalue()


def with_beside(pdf: bytes) -> bytes:
    """Return *pdf* with what people put on a page beside its fields, and what programs put there for themselves."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        page = opened.pages[0]
        signed = {"/FT": pikepdf.Name.Sig, "/T": "签名", "/V": pikepdf.Dictionary(Name="某某")}
        for kind, entries in (
            ("/FreeText", {"/Contents": "地点改为某某楼" + "某" * 50}),
            ("/Text", {"/Contents": "请核对\r人数"}),
            ("/Highlight", {}),
            ("/Stamp", {}),
            ("/Link", {"/Contents": "某某"}),
            ("/Popup", {"/Contents": "某某"}),
            ("/Widget", signed),
            ("/Widget", {"/FT": pikepdf.Name.Sig, "/T": "未签"}),
        ):
            made = {"/Type": pikepdf.Name.Annot, "/Subtype": pikepdf.Name(kind), "/Rect": [0, 0, 9, 9]}
            annotation = opened.make_indirect(pikepdf.Dictionary({**made, **entries}))
            page.Annots.append(annotation)
            if kind == "/Widget":
                opened.Root.AcroForm.Fields.append(annotation)
        opened.save(out := io.BytesIO())
    return out.getvalue()


def put_together(how: str, folder: Path, *pdfs: bytes) -> bytes:
    """Return *pdfs* in one file, as qpdf, pypdf or poppler's pdfunite put them there."""
    files = [folder / f"{number}.pdf" for number, _ in enumerate(pdfs)]
    for file, pdf in zip(files, pdfs, strict=True):
        file.write_bytes(pdf)
    out = folder / "all.pdf"
    if how == "pypdf":
        writer = PdfWriter()
        for file in files:
            writer.append(file)
        writer.write(out)
    elif how == "qpdf":
        run("qpdf", "--empty", "--pages", *map(str, files), "--", str(out))
    else:
        run("pdfunite", *map(str, files), str(out))
    return out.read_bytes()


BESIDE = tuple(
    f"文件里有 {what}，不在表的栏目里，没有读入；要填的内容请填进栏目，不要的请删去，其余以原件为准"
    for what in (
        "1 处电子签名（“某某”）",
        f"1 处写在栏目外的文字（“地点改为某某楼{'某' * 33}……”）",
        "2 处批注（“请核对\n人数”）",
        "1 处图章或图片",
    )
)
"""What is told of :func:`with_beside`."""
HELD = StreamObject()
HELD.set_data(b"\xfe\xff" + "某某".encode("utf-16-be"))
ENCODED = {
    "unit": ByteStringObject(b"\xfe\xff" + "\x1bzh\x1b某某".encode("utf-16-be")),
    "course": ByteStringObject(b"\xef\xbb\xbf" + "某某".encode()),
    "plan": HELD.flate_encode(),
    "email": ByteStringObject(b"a@b.example"),
    "place": TextStringObject("甲\r乙\r\n丙"),
    "subject.public": NameObject("/On"),
}
NOT_TAKEN = {
    **{
        f"unit_opinion_date.{key}": TextStringObject(text)
        for key, text in (("year", "2023"), ("month", "11"), ("day", "31"))
    },
    "bureau_opinion_date.day": TextStringObject("五"),
    "subject.public": NameObject("/Yes"),
    "subject.professional": NameObject("/Yes"),
}
BOMB = bytes(200_000_000)
SAME = b"".join(b"<</T(%d)>>" % number for number in range(2_000))
NO_PDF = "这不是 PDF 文件；请给出填好的 .pdf 表格"
DAMAGED = "这份 PDF 已损坏，读不出来；请重新下载或用阅读器另存一份再试"
TOO_MUCH = "这份 PDF 里有过大或嵌套过深的内容，不像是填好的表，没有读"
TOO_MANY = "这份 PDF 的栏目多于 5000 个或嵌套过深，不像是填好的表，没有读"
NO_FIELDS = "这份 PDF 里没有可填写的栏目，可能是打印或扫描出来的；请用可填写的表格文件"
LOCKED = "这份 PDF 加了密码或限制了权限；请去掉密码，另存一份再试"
NO_FORMS = (
    (b"", NO_PDF),
    ("某某".encode(), NO_PDF),
    (b"PK\x03\x04", NO_PDF),
    (b"%PDF-1.7\n", DAMAGED),
    (made(b"<</Type/Catalog>>"), NO_FIELDS),
    (made(b"<</Type/Catalog/AcroForm 2 0 R>>", b"3 0 R", b"2 0 R"), DAMAGED),
    (form_file(b"<</T(a)/Kids[%s]>>" % (b"2 0 R " * 9)), "这份 PDF 文件不是本项目的表"),
    (form_file(*(b"<</T(a)/Kids[%d 0 R]>>" % number for number in range(3, 500))), TOO_MANY),
    (form_file(b"<</T(a)/Kids[%s]>>" % b"".join(b"<</T(b)>>" for _ in range(6_000))), TOO_MANY),
    (form_file(b"<</A " * 100_000), "这份 PDF "),  # how deep pypdf goes, and so its words, depend on who called it
    (form_file(b"[" * 200_000 + b"]" * 200_000), TOO_MUCH),
    (form_file(b"<<" + b"".join(b"/a%d 1" % number for number in range(50_000)) + b">>"), TOO_MUCH),
    (form_file(b"<</FT/Tx/T(unit)/V 3 0 R>>", stream(BOMB)), TOO_MUCH),
    (form_file(b"<</FT/Tx/T(unit)/V 3 0 R>>", stream(BOMB, 2)), TOO_MUCH),
    (form_file(b"<</FT/Tx/T(unit)/V(%s)>>" % (b"a" * 300_000)), "这份 PDF 里有一栏超过 200000 字"),
    (form_file(b"<</T(a)/V 3 0 R/FT/Tx/Kids[%s]>>" % SAME, b"(%s)" % (b"a" * 150_000)), "这份 PDF 各栏一共超过 2000000 字"),
    (b"%PDF-1.7\nxref\n0 900000000\ntrailer<</Size 1>>\nstartxref\n9\n%%EOF", TOO_MUCH),
    (b"%PDF-1.7\n" + b"trailer<</Prev 9>>\n" * 2_000, "这份 PDF 存过 1000 次以上"),
    (b"%PDF-" + bytes(2 * limits.PDF_BYTES), "文件有 24 MB，超过 12 MB，不像是填好的表"),
)  # fmt: skip
SCRAPS = (
    b"",
    b"<<",
    b">>",
    b"[",
    b"]",
    b"0 R",
    b"9999999999",
    b"(",
    b"stream",
    b"endobj",
    b"/Kids",
    b"/V",
    b"\xff",
)


def damaged(pdf: bytes, chance: random.Random) -> bytes:
    """Return *pdf* with scraps in it, now and then cut off."""
    data = bytearray(pdf)
    for _ in range(chance.choice((1, 3, 30))):
        at = chance.randrange(len(data))
        data[at : at + chance.choice((0, 1, 5, 500))] = chance.choice(SCRAPS)
    if chance.random() < 1 / 4:
        del data[chance.randrange(len(data)) :]
    return bytes(data)
