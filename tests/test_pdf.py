"""The blank PDF form: the file, and what is seen of it."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader
from pypdf.generic import NameObject

from checkout import ROOT
from pdf_blanks import (
    FILING,
    blank,
    changed,
    entries,
    every_form,
    form_of,
    inside,
    opened,
    pixels,
    run,
)
from policypress.forms.fields import UNTIL, ChoiceField, DateField, PeriodField, Space, days_of
from policypress.forms.fonts import find_fonts
from policypress.forms.geometry import TickEntry
from policypress.forms.glyph_cache import glyph_pack
from policypress.forms.layout import printed_text
from policypress.forms.model import Cell
from policypress.forms.pdf import blank_pdf
from policypress.texts import squeeze


def printed(file: str) -> str:
    """Return the words the form prints, in reading order, without white space."""
    form = form_of(file)
    words = [form.title]
    for row in form.printed():
        for cell in row.cells:
            words.append(cell.label or "")
            for field in cell.fields:
                if isinstance(field, ChoiceField):
                    words += [option.label for option in field.options]
                elif isinstance(field, DateField | PeriodField):
                    words.append(UNTIL.join("年月日" for _ in days_of(field)))
                elif isinstance(field, Space):
                    words.append(field.label)
    return squeeze("".join([*words, form.note]))


def darkness(pdf: bytes, file: str) -> list[float]:
    """Return for each box to tick how much of its inside is dark."""
    rows = pixels(pdf)
    boxes = [inside(rows, entry.rect) for entry in entries(file) if isinstance(entry, TickEntry)]
    return [sum(value < 128 for value in box) / len(box) for box in boxes]


# --- the file ---------------------------------------------------------------------------------


@every_form
def test_the_file_is_one_valid_a4_page(file: str, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(blank(file))

    assert b"No syntax or stream encoding errors found" in run("qpdf", "--check", str(path))
    with pikepdf.open(path) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert len(pdf.pages) == 1
        assert [float(edge) for edge in pdf.pages[0].mediabox] == pytest.approx(
            [0, 0, 595.28, 841.89], abs=0.01
        )
    assert blank(file).startswith(b"%PDF-1.7")
    assert len(blank(file)) < 80_000


@every_form
@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_same_form_gives_the_same_bytes_in_every_process(file: str, seed: str) -> None:
    code = f"import hashlib, pdf_blanks; print(hashlib.sha256(pdf_blanks.blank({file!r})).hexdigest())"
    paths = os.pathsep.join([str(ROOT / "generators"), str(ROOT / "tests")])

    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == hashlib.sha256(blank(file)).hexdigest()


@every_form
def test_the_file_says_what_it_is_and_carries_no_date(file: str) -> None:
    reader = opened(file)
    catalog = reader.root_object
    title = squeeze(form_of(file).title)

    assert reader.metadata == {"/Title": title, "/Producer": "policypress"}
    assert reader.xmp_metadata
    assert reader.xmp_metadata.dc_title == {"x-default": title}
    assert catalog["/Lang"] == "zh-CN"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert catalog["/MarkInfo"]["/Marked"].value is True
    assert not re.search(rb"CreationDate|ModDate|CreateDate|D:\d{4}", blank(file))


# --- what is seen -----------------------------------------------------------------------------


@every_form
def test_the_text_is_the_printed_words_and_nothing_else(file: str) -> None:
    text = run("pdftotext", "-raw", "-", "-", data=blank(file)).decode()

    assert squeeze(text) == printed(file)


def test_any_character_of_the_font_can_be_printed() -> None:
    title = "某某“表”（A&B）<𠮷>\\䶮"
    cell = Cell(label="編號𠮷\n(x)")
    form = replace(form_of(FILING), title=title, rows=(replace(form_of(FILING).rows[0], cells=(cell,)),))
    fonts = find_fonts(None)
    regular = glyph_pack(fonts.regular, printed_text(form), None)
    pdf = blank_pdf(replace(form, columns=form.columns[:1]), regular, glyph_pack(fonts.bold, title, None))

    reader: Any = PdfReader(io.BytesIO(pdf))
    assert reader.metadata["/Title"] == reader.xmp_metadata.dc_title["x-default"] == title
    text = run("pdftotext", "-raw", "-", "-", data=pdf).decode()
    assert squeeze(text) == squeeze(f"{title}編號𠮷(x){form.note}")


def test_words_have_no_spaces_in_them() -> None:
    text = run("pdftotext", "-raw", "-", "-", data=blank(FILING)).decode()

    assert text.splitlines()[:9] == [
        "事业单位工作人员线下培训备案表",
        "申报单位",
        "培训科目 公共科目 专业科目",
        "培训机构",
        "培训机构地址",
        "邮编 E-mail",
        "培训负责人 职务 电话",
        "培训联系人 职务 电话",
        "培训名称",
    ]
    assert "事业单位人事综合管理部门意见" in text.splitlines()


@every_form
def test_the_page_is_drawn_by_poppler_and_mupdf(file: str, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(blank(file))
    run("mutool", "draw", "-q", "-r", "72", "-c", "gray", "-o", str(tmp_path / "a.pgm"), str(path))

    for drawn in (b"".join(pixels(blank(file))), (tmp_path / "a.pgm").read_bytes()):
        ink = sum(value < 128 for value in drawn) / len(drawn)
        assert 0.01 < ink < 0.1


@every_form
def test_boxes_are_empty_until_they_are_ticked(file: str) -> None:
    assert all(share == 0 for share in darkness(blank(file), file))
    ticked = changed(file, "/Btn", lambda _: NameObject("/Yes"))
    assert all(0.1 < share < 0.5 for share in darkness(ticked, file))


@every_form
def test_printed_glyphs_are_embedded_and_none_is_missing(file: str) -> None:
    fonts = opened(file).pages[0]["/Resources"]["/Font"]
    codes = re.findall(
        rb"/(\w+) [\d.]+ Tf [\d.]+ [\d.]+ Td <([0-9A-F]+)> Tj",
        opened(file).pages[0].get_contents().get_data(),
    )

    for name in fonts:
        descendant = fonts[name]["/DescendantFonts"][0]
        font = TTFont(io.BytesIO(descendant["/FontDescriptor"]["/FontFile2"].get_data()))
        used = {
            int(text[at : at + 4], 16)
            for font_name, text in codes
            for at in range(0, len(text), 4)
            if font_name.decode() == name[1:]
        }
        assert used == set(range(1, font["maxp"].numGlyphs))
        assert re.fullmatch(r"/[A-Z]{6}\+\S+-(Regular|Bold)", descendant["/BaseFont"])
        assert "/ToUnicode" in fonts[name]
    assert len(fonts) == 2


@every_form
def test_only_the_font_for_typing_is_left_to_the_viewer(file: str) -> None:
    form = opened(file).root_object["/AcroForm"]
    typing = form["/DR"]["/Font"]["/Song"]

    assert typing["/BaseFont"] == "/STSong-Light-UniGB-UCS2-H"
    assert typing["/Encoding"] == "/UniGB-UCS2-H"
    assert list(form["/DR"]["/Font"]) == ["/Song"]
    descriptors = [entry for entry in objects(file) if entry.get("/Type") == "/FontDescriptor"]
    assert [entry["/FontName"] for entry in descriptors if "/FontFile2" not in entry] == ["/STSong-Light"]


def objects(file: str) -> Iterator[Any]:
    reader = opened(file)
    for number in range(1, int(reader.trailer["/Size"])):
        entry = reader.get_object(number)
        if hasattr(entry, "get"):
            yield entry


# --- what is heard ----------------------------------------------------------------------------
