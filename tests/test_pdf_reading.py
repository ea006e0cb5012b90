"""PDF forms typed in viewers, saved by other tools, damaged or hostile: read, or refused in words."""

from __future__ import annotations

import io
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from click.testing import CliRunner
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, TextStringObject

from checkout import ROOT
from pdf_blanks import FILING, FORMS, blank, every_form, form_of, run
from pdf_records import CASES, LONG, by_id, filled, read, sample
from pdf_spoilt import (
    BESIDE,
    ENCODED,
    LOCKED,
    NO_FIELDS,
    NO_FORMS,
    NOT_TAKEN,
    damaged,
    saved,
    widgets_of,
    with_beside,
    with_values,
    without_page,
)
from pdf_viewers import typed_in_pdfium, typed_in_pdfjs
from policypress.cli import cli
from policypress.faults import UsageError
from policypress.forms.pdf_reading import read_pdf

viewers = pytest.mark.parametrize("typed", [typed_in_pdfium, typed_in_pdfjs])
TYPED = {**by_id(CASES[0]), "leader_phone": "13800000001"}
"""A record whose every text stands in its field in 10.5 pt with any font: fields do not scroll when typed into."""
FORMS_HERE = {file: form_of(file) for file in FORMS}


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


def test_what_cannot_be_taken_over_is_told() -> None:
    assert remarks(with_values(NOT_TAKEN)) == (
        "“培训科目”勾了 2 项（公共科目、专业科目），只能选一项，没有读入；请只留一项",
        "“单位意见日期”写的是“2023年11月31日”，没有这一天；请核对年月日；没有读入",
        "“事业单位人事综合管理部门意见日期”写的是“年月五日”，不是完整的日期；请写明年月日，如 2023-03-01 或 2023年3月1日；没有读入",
    )


def test_fields_of_an_older_edition_are_told_with_what_stands_in_them() -> None:
    data = with_values({"scope": TextStringObject("某" * 50)}, {"scope": "audience", "place": "hall"})
    reading = read_pdf(data, FORMS_HERE)
    assert (reading.remarks, reading.hints) == (
        (f"现在的表没有“培训及范围人数”（audience）这一栏，可能是旧版的表；内容“{'某' * 40}……”没有读入",),
        (
            "文件里没有“培训地点”、“培训及范围人数”，按未填处理；可能是旧版的表，或被别的软件丢了栏目，请改用现在的表",
        ),
    )


def test_a_form_of_another_project_is_told_from_ours() -> None:
    other = replace(form_of(FORMS[1]), title="某表")
    with pytest.raises(UsageError, match=r"这份 PDF 文件不是本项目的表，.*；能读的有：《某表》"):
        read_pdf(blank(FILING), {"other": other})


# --- hostile and damaged files ----------------------------------------------------------------


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


def test_a_form_whose_last_further_page_is_lost_is_not_redrawn(tmp_path: Path) -> None:
    file, out = tmp_path / "a.pdf", tmp_path / "b.pdf"
    file.write_bytes(without_page(filled({"plan": LONG}), 3))
    done = refresh(file, out)
    assert (done.return_value, out.exists()) == (1, False)
    assert (
        done.output == f"{file}：“培训计划”的附页缺第 3 页，只读入了其余各页；请找回所缺的页，或照原表补全\n"
    )


def test_a_form_with_notes_and_stamps_is_not_redrawn_without_them(tmp_path: Path) -> None:
    file, out = tmp_path / "a.pdf", tmp_path / "b.pdf"
    file.write_bytes(with_beside(filled({"unit": "某某院"})))
    done = refresh(file, out)
    assert (done.return_value, out.exists()) == (1, False)
    assert done.output == "".join(f"{file}：{remark}\n" for remark in BESIDE)


def test_no_file_is_written_over_unless_asked(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    before = with_values({"unit": TextStringObject("某某院")})
    file.write_bytes(before)

    with pytest.raises(UsageError, match="已经存在；请换一个文件名，或用 --force 覆盖"):
        raise refresh(file, file).exception
    assert file.read_bytes() == before

    assert refresh(file, file, "--force").exit_code == 0
    assert file.read_bytes() == filled({"unit": "某某院"})
