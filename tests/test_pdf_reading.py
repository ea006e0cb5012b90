"""PDF forms typed in viewers, saved by other tools, damaged or hostile: read, or refused in words."""

from __future__ import annotations

import io
import random
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from click.testing import CliRunner
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ByteStringObject, DictionaryObject, NameObject, StreamObject, TextStringObject

from checkout import ROOT
from pdf_blanks import FILING, FORMS, blank, every_form, form_of, run
from pdf_records import CASES, LONG, by_id, filled, read, sample
from pdf_samples import form_file, made, stream
from pdf_viewers import typed_in_pdfium, typed_in_pdfjs
from policypress import limits
from policypress.cli import cli
from policypress.faults import UsageError
from policypress.forms.fields import ChoiceField, DateField, PeriodField, days_of
from policypress.forms.model import Form
from policypress.forms.pdf_reading import read_pdf

viewers = pytest.mark.parametrize("typed", [typed_in_pdfium, typed_in_pdfjs])
TYPED = {**by_id(CASES[0]), "leader_phone": "13800000001"}
"""A record whose every text stands in its field in 10.5 pt with any font: fields do not scroll when typed into."""
FORMS_HERE = {file: form_of(file) for file in FORMS}


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


def told(data: bytes) -> str:
    with pytest.raises(UsageError) as caught:
        read_pdf(data, FORMS_HERE)
    return str(caught.value)


def remarks(data: bytes) -> tuple[str, ...]:
    return read_pdf(data, FORMS_HERE).remarks


# --- typed into in viewers --------------------------------------------------------------------


@viewers
@every_form
def test_what_is_typed_into_the_blank_in_a_viewer_is_read(typed: Any, file: str) -> None:
    record = sample(form_of(file))
    assert read(typed(blank(file), widgets_of(form_of(file), record)), file) == record


@viewers
def test_rare_characters_and_line_ends_typed_in_a_viewer_are_read(typed: Any) -> None:
    record = {**TYPED, "unit": '某某县𠮷䶮〇Ⅱ<&>"院', "plan": "一、某某。\n\n二、𠮷某。"}
    assert read(typed(blank(FILING), widgets_of(form_of(FILING), record))) == record


@viewers
def test_a_filled_form_is_still_open_for_typing(typed: Any) -> None:
    record = {**by_id(CASES[0]), "plan": LONG}
    changed = typed(
        filled(record), {"unit": "某某局", "plan+4": "改在附页上。", "subject.professional": False}
    )

    values = read(changed) if typed is typed_in_pdfjs else dict(read_pdf(changed, FORMS_HERE).values)

    assert values["unit"] == "某某局"
    assert values["plan"].startswith(LONG[:1000])
    assert values["plan"].endswith("改在附页上。")
    assert "subject" not in values


@viewers
def test_a_badly_typed_form_is_redrawn(typed: Any, tmp_path: Path) -> None:
    record = {**TYPED, "unit": "某某县𠮷䶮院", "plan": "某某，𠮷某。" * 20}
    (tmp_path / "typed.pdf").write_bytes(typed(blank(FILING), widgets_of(form_of(FILING), record)))
    out = tmp_path / "new.pdf"

    done = refresh(tmp_path / "typed.pdf", out)

    assert (done.exit_code, done.output) == (0, f"已重新绘制：{out}\n")
    assert out.read_bytes() == filled(record)
    assert "某某县𠮷䶮院" in run("pdftotext", "-raw", str(out), "-").decode()


# --- saved by other tools ---------------------------------------------------------------------


def saved(pdf: bytes, **how: Any) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        out = io.BytesIO()
        opened.save(out, **how)
    return out.getvalue()


@pytest.mark.parametrize(
    "how",
    [
        {"object_stream_mode": pikepdf.ObjectStreamMode.generate},
        {"linearize": True},
        {"qdf": True},
    ],
)
def test_a_file_saved_anew_is_read_all_the_same(how: dict[str, Any]) -> None:
    record = {**by_id(CASES[0]), "plan": LONG}
    assert read(saved(filled(record), **how)) == record


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


def test_a_text_is_read_in_every_encoding_a_viewer_may_write() -> None:
    assert dict(read_pdf(with_values(ENCODED), FORMS_HERE).values) == {
        "unit": "某某",
        "subject": "公共科目",
        "email": "a@b.example",
        "course": "某某",
        "place": "甲\n乙\n丙",
        "plan": "某某",
    }


# --- what cannot be taken over ----------------------------------------------------------------


NOT_TAKEN = {
    **{
        f"unit_opinion_date.{key}": TextStringObject(text)
        for key, text in (("year", "2023"), ("month", "11"), ("day", "31"))
    },
    "bureau_opinion_date.day": TextStringObject("五"),
    "subject.public": NameObject("/Yes"),
    "subject.professional": NameObject("/Yes"),
}


def test_what_cannot_be_taken_over_is_told() -> None:
    assert remarks(with_values(NOT_TAKEN)) == (
        "“培训科目”勾了 2 项（公共科目、专业科目），只能选一项，没有读入；请只留一项",
        "“单位意见日期”写的是“2023年11月31日”，没有这一天；请核对年月日；没有读入",
        "“事业单位人事综合管理部门意见日期”写的是“年月五日”，不是完整的日期；请写明年月日，如 2023-03-01 或 2023年3月1日；没有读入",
    )


def test_fields_of_an_older_edition_are_told_with_what_stands_in_them() -> None:
    data = with_values({"scope": TextStringObject("某" * 50)}, {"scope": "audience", "place": "hall"})
    assert remarks(data) == (
        f"现在的表没有“培训及范围人数”（audience）这一栏，可能是旧版的表；内容“{'某' * 40}……”没有读入",
        "文件里没有“培训地点”、“培训及范围人数”，按未填处理；可能是旧版的表，或被别的软件丢了栏目，请改用现在的表",
    )


def test_a_form_of_another_project_is_told_from_ours() -> None:
    other = replace(form_of(FORMS[1]), title="某表")
    with pytest.raises(UsageError, match=r"这份 PDF 不是本项目的表，.*；能读的有：《某表》"):
        read_pdf(blank(FILING), {"other": other})


# --- hostile and damaged files ----------------------------------------------------------------


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
    (form_file(b"<</T(a)/Kids[%s]>>" % (b"2 0 R " * 9)), "这份 PDF 不是本项目的表"),
    (form_file(*(b"<</T(a)/Kids[%d 0 R]>>" % number for number in range(3, 500))), TOO_MANY),
    (form_file(b"<</T(a)/Kids[%s]>>" % b"".join(b"<</T(b)>>" for _ in range(6_000))), TOO_MANY),
    (form_file(b"<</A " * 100_000), TOO_MUCH),
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


@pytest.mark.parametrize(("data", "message"), NO_FORMS, ids=range(len(NO_FORMS)))
def test_what_is_no_form_is_refused_in_words(data: bytes, message: str) -> None:
    assert told(data).startswith(message)


@pytest.mark.parametrize("owner_only", [False, True])
@pytest.mark.parametrize("aes", [False, True])
def test_a_locked_file_is_refused(owner_only: bool, aes: bool) -> None:
    lock = pikepdf.Encryption(
        owner="owner", user="" if owner_only else "user", R=6 if aes else 3, aes=aes, metadata=aes
    )
    assert told(saved(filled({"unit": "某某"}), encryption=lock)) == LOCKED


def test_a_flattened_form_is_refused() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(blank(FILING))))
    form: DictionaryObject = writer.root_object["/AcroForm"]  # type: ignore[assignment] # it is one
    form.clear()
    out = io.BytesIO()
    writer.write(out)
    assert told(out.getvalue()) == NO_FIELDS


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


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_file_is_read_or_refused_in_words(seed: int, capfd: pytest.CaptureFixture[str]) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same damage in every run
    data = damaged(filled(by_id(CASES[0])), chance)

    try:
        told_or_read = str(read_pdf(data, FORMS_HERE).values)
    except UsageError as error:
        told_or_read = str(error)

    assert told_or_read
    assert capfd.readouterr().err == ""


# --- refresh ----------------------------------------------------------------------------------


def refresh(file: Path, out: Path, *more: str) -> Any:
    arguments = ["refresh", str(file), "-o", str(out), "--project", str(ROOT), *more]
    return CliRunner().invoke(cli, arguments, standalone_mode=False)


def test_what_would_be_lost_or_does_not_fit_is_not_redrawn(tmp_path: Path) -> None:
    file, out = tmp_path / "a.pdf", tmp_path / "b.pdf"
    file.write_bytes(with_values({"unit": TextStringObject("某" * 300), "course": TextStringObject("某😀")}))
    done = refresh(file, out)
    assert done.return_value == 1
    assert done.output.splitlines() == [
        f"{file}：“申报单位”内容过长：300 字，最小字号 7 磅时约可容纳 94 字；请缩短",
        f"{file}：“培训名称”含有字体不支持的字符：😀 (U+1F600)；请改用别的字",
    ]

    file.write_bytes(with_values({}, {"scope": "audience"}))
    assert refresh(file, out).return_value == 1
    assert not out.exists()


def test_no_file_is_written_over_unless_asked(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    before = with_values({"unit": TextStringObject("某某院")})
    file.write_bytes(before)

    with pytest.raises(UsageError, match="已经存在；请换一个文件名，或用 --force 覆盖"):
        raise refresh(file, file).exception
    assert file.read_bytes() == before

    assert refresh(file, file, "--force").exit_code == 0
    assert file.read_bytes() == filled({"unit": "某某院"})
