"""Filled PDF forms: values come back equal, are seen as written, go on on further pages, or are refused."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdfium2 import PdfDocument  # type: ignore[import-untyped] # it ships no types

from checkout import ROOT
from pdf_blanks import FILING, every_form, form_of, outline, run
from pdf_records import CASES, DRAWABLE, LONG, by_id, filled, filler, read, refused, sample
from pdf_viewers import drawn_by_pdfium
from policypress.forms.fonts import find_fonts
from policypress.forms.pdf_filler import PdfFiller
from policypress.forms.refusals import RecordRefused
from policypress.texts import squeeze

RESOLUTION, BLOCK = 144, 12
"""Pictures are compared by blocks of 6 pt, half a character: renderers smooth edges in ways of their own."""
WORST = 45
"""Most by which a block may differ, of 255; a character that is missing or elsewhere makes 100 and more."""


@cache
def drawable() -> PdfFiller:
    """Return a filler that has converted every character of DRAWABLE."""
    made = PdfFiller(form_of(FILING), find_fonts(None), None)
    made.fill({"plan": DRAWABLE})
    return made


# --- what comes back --------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=[case["申报单位"] for case in CASES])
def test_a_record_comes_back_equal(case: dict[str, str]) -> None:
    assert read(filled(by_id(case))) == by_id(case)


@every_form
def test_every_kind_of_field_comes_back_equal(file: str) -> None:
    record = sample(form_of(file))
    assert read(filled(record, file), file) == record


def test_a_long_plan_with_rare_characters_comes_back_equal() -> None:
    record = {**by_id(CASES[0]), "plan": LONG, "unit": "某某县𠮷䶮镇人民医院"}
    assert read(filled(record)) == record


@settings(deadline=None, max_examples=60)  # the first example converts the glyphs
@given(
    st.dictionaries(
        st.sampled_from(["unit", "course", "plan", "unit_opinion", "contact"]),
        st.text(st.sampled_from(DRAWABLE), min_size=1, max_size=90),
    ),
    st.lists(st.text(st.sampled_from(DRAWABLE + "\n\t"), max_size=60), max_size=30),
)
def test_whatever_can_be_drawn_comes_back_equal(record: dict[str, str], paragraphs: list[str]) -> None:
    plan = "\n".join(paragraphs)
    given_record = {**record, "plan": plan} if plan else record
    try:
        pdf = drawable().fill(given_record)
    except RecordRefused as refusal:
        too_long = [each for each in refusal.refusals if "内容过长" in each.message]
        assume(len(too_long) < len(refusal.refusals))
        raise
    else:
        assert read(pdf) == given_record


def test_line_ends_come_back_as_line_feeds_and_nothing_is_trimmed() -> None:
    record = {"plan": "  甲\r\n乙\r丙 \n\n", "unit": " 某某\t单位 "}
    assert read(filled(record)) == {"plan": "  甲\n乙\n丙 \n\n", "unit": " 某某\t单位 "}


def test_markup_in_a_text_is_text() -> None:
    record = {"unit": "<某&某>\"'\\()[]%/Off", "plan": ") Tj ET endstream endobj <</A 1>>"}
    assert read(filled(record)) == record


def test_an_empty_record_is_the_blank() -> None:
    assert filled({"unit": "", "plan": ""}) == filler().template.data


# --- the file ---------------------------------------------------------------------------------


@pytest.mark.parametrize("plan", ["某某", LONG], ids=["short", "long"])
def test_the_file_is_valid_and_adds_to_the_blank(plan: str, tmp_path: Path) -> None:
    pdf = filled({**sample(form_of(FILING)), "plan": plan})
    (tmp_path / "a.pdf").write_bytes(pdf)

    assert pdf.startswith(filler().template.data)
    assert b"No syntax or stream encoding errors found" in run("qpdf", "--check", str(tmp_path / "a.pdf"))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.check_pdf_syntax() == []
        assert len(opened.pages) == (1 if plan == "某某" else 4)
    reader: Any = PdfReader(io.BytesIO(pdf), strict=True)
    assert reader.root_object["/AcroForm"]["/NeedAppearances"].value is False
    assert len(pdf) < 160_000


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_same_record_gives_the_same_bytes_in_every_process(seed: str) -> None:
    code = (
        "import hashlib, test_pdf_filling as t;"
        "print(hashlib.sha256(t.filled({**t.by_id(t.CASES[0]), 'plan': t.LONG})).hexdigest())"
    )
    paths = os.pathsep.join([str(ROOT / "generators"), str(ROOT / "tests")])

    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=True,
    )

    here = hashlib.sha256(filled({**by_id(CASES[0]), "plan": LONG})).hexdigest()
    assert done.stdout.strip() == here


def test_two_records_have_identifiers_of_their_own_and_share_that_of_the_blank() -> None:
    blank, one, two = (
        re.findall(rb"/ID ?\[ ?<(\w+)> ?<(\w+)>", pdf)[-1]
        for pdf in (filler().template.data, filled({"unit": "甲"}), filled({"unit": "乙"}))
    )
    assert blank[0] == one[0] == two[0]
    assert len({blank[1], one[1], two[1]}) == 3


def test_the_file_carries_the_glyphs_it_shows_and_no_others() -> None:
    reader: Any = PdfReader(io.BytesIO(filled({"unit": "𠮷䶮", "contact": "〇"})))
    fonts = [
        annotation.get_object()["/AP"]["/N"]["/Resources"]["/Font"]["/F"]
        for annotation in reader.pages[0]["/Annots"]
        if "/Resources" in annotation.get_object().get("/AP", {}).get("/N", {})
    ]

    assert len(fonts) == 2
    assert fonts[0] == fonts[1]
    file = fonts[0]["/DescendantFonts"][0]["/FontDescriptor"]["/FontFile2"].get_data()
    assert TTFont(io.BytesIO(file))["maxp"].numGlyphs == 4


# --- what is seen -----------------------------------------------------------------------------


def test_the_text_is_what_was_filled_in_to_every_reader(tmp_path: Path) -> None:
    record = {**by_id(CASES[0]), "unit": "某某县𠮷䶮〇Ⅱ院", "email": "a" * 40 + "@example.org"}
    pdf = filled(record)
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf)
    document = PdfDocument(pdf)
    document.init_forms()
    document[0].flatten()

    texts = {
        "poppler": run("pdftotext", "-raw", str(path), "-").decode(),
        "mupdf": run("mutool", "draw", "-q", "-F", "text", str(path)).decode(),
        "pdfium": document[0].get_textpage().get_text_range(),
    }

    shown = [squeeze(text) for id_, text in record.items() if id_ != "subject"]
    for name, text in texts.items():
        assert [each for each in shown if each not in squeeze(text)] == [], name
    printed = squeeze(run("pdftotext", "-raw", "-", "-", data=filler().template.data).decode())
    assert sorted(squeeze(texts["poppler"])) == sorted(printed + "".join(shown))


@pytest.mark.parametrize("plan", ["一、目标。\n二、内容。", LONG], ids=["short", "long"])
def test_poppler_mupdf_and_pdfium_draw_the_same(plan: str, tmp_path: Path) -> None:
    pdf = filled({**sample(form_of(FILING)), "plan": plan})
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf)
    run("pdftoppm", "-gray", "-r", str(RESOLUTION), str(path), str(tmp_path / "poppler"))
    run(
        "mutool",
        "draw",
        "-q",
        "-r",
        str(RESOLUTION),
        "-c",
        "gray",
        "-o",
        f"{tmp_path}/mupdf%d.pgm",
        str(path),
    )
    poppler = [grey(file.read_bytes()) for file in sorted(tmp_path.glob("poppler*"))]
    mupdf = [grey(file.read_bytes()) for file in sorted(tmp_path.glob("mupdf*"))]
    pdfium = [blocks(width, values) for width, _, values in drawn_by_pdfium(pdf, RESOLUTION)]

    assert len(poppler) == len(mupdf) == len(pdfium) == (1 if len(plan) < 100 else 4)
    for one, two, three in zip(poppler, mupdf, pdfium, strict=True):
        assert difference(one, two) < WORST
        assert difference(one, three) < WORST
        assert difference(one, [255.0] * len(one)) > 2 * WORST


def grey(image: bytes) -> list[float]:
    """Return the blocks of a picture in the PGM format."""
    found = re.match(rb"P5\s(\d+)\s(\d+)\s255\s", image)
    assert found
    return blocks(int(found[1]), image[found.end() :])


def blocks(width: int, values: bytes) -> list[float]:
    """Return the mean grey value of each block of a picture."""
    height = len(values) // width
    corners = (
        top * width + left
        for top in range(0, height - BLOCK + 1, BLOCK)
        for left in range(0, width - BLOCK + 1, BLOCK)
    )
    rows = range(0, BLOCK * width, width)
    return [
        sum(sum(values[corner + row : corner + row + BLOCK]) for row in rows) / BLOCK**2 for corner in corners
    ]


def difference(one: list[float], two: list[float]) -> float:
    """Return by how much the block differs in which two pictures differ most."""
    return max(abs(a - b) for a, b in zip(one, two, strict=True))


# --- further pages ----------------------------------------------------------------------------


def test_a_further_page_names_form_unit_and_course() -> None:
    pdf = filled({**by_id(CASES[0]), "plan": LONG})

    lines = run("pdftotext", "-raw", "-f", "2", "-l", "2", "-", "-", data=pdf).decode().splitlines()

    assert lines[:5] == [
        "事业单位工作人员线下培训备案表",
        "附页（第1页，共3页）",
        "申报单位：湖南省某某医院",
        "培训名称：2023年护理骨干能力提升班",
        "培训计划（续）",
    ]
    assert {"（下接附页）", "（下接附页，另起一段）"} & set(lines[-3:])


def test_a_further_page_is_heard_after_the_form_and_in_order() -> None:
    reader: Any = PdfReader(io.BytesIO(filled({**by_id(CASES[0]), "plan": LONG})), strict=True)
    tree = list(outline(reader.root_object["/StructTreeRoot"]["/K"]))
    blank: Any = PdfReader(io.BytesIO(filler().template.data))
    before = list(outline(blank.root_object["/StructTreeRoot"]["/K"]))

    assert tree[: len(before)] == before
    page = ["  H1 0 1", "  P 2", "  P 3", "  H2 4"]
    assert tree[len(before) :] == [
        line for number in (1, 2, 3) for line in [*page, f"  Form 培训计划（附页 {number}）"]
    ]
    heard = [line.strip()[5:] for line in tree if line.strip().startswith("Form ")]
    widgets = [each.get_object() for sheet in reader.pages for each in sheet["/Annots"]]
    assert heard == [widget["/TU"] for widget in widgets]
    assert [sheet["/Tabs"] for sheet in reader.pages] == ["/S"] * 4


def test_words_and_fields_of_every_page_lead_back_to_their_elements() -> None:
    reader: Any = PdfReader(io.BytesIO(filled({**by_id(CASES[0]), "plan": LONG})), strict=True)
    structure = reader.root_object["/StructTreeRoot"]
    numbers = structure["/ParentTree"]["/Nums"]
    parents = {numbers[at]: numbers[at + 1].get_object() for at in range(0, len(numbers), 2)}

    assert list(parents) == list(range(structure["/ParentTreeNextKey"]))
    for page in reader.pages:
        marked = [int(number) for number in re.findall(rb"/MCID (\d+)", page.get_contents().get_data())]
        assert marked == list(range(len(parents[page["/StructParents"]])))
        for annotation in page["/Annots"]:
            element = parents[annotation.get_object()["/StructParent"]]
            assert element["/S"] == "/Form"
            assert element["/K"][0]["/Obj"] == annotation.get_object()


def test_only_rows_that_grow_go_on_elsewhere() -> None:
    [message] = refused({"unit_opinion": "同意。" * 300})
    assert re.fullmatch(r"“单位意见”内容过长：900 字，最小字号 7 磅时约可容纳 \d+ 字；请缩短", message)


# --- what is refused --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({"unit": "某某😀医院"}, "“申报单位”含有字体不支持的字符：😀 (U+1F600)；请改用别的字"),
        (
            {"unit": "\ue863\U00031350"},
            "“申报单位”含有字体不支持的字符：\ue863 (U+E863)、\U00031350 (U+31350)；请改用别的字",
        ),
        ({"leader_post": "科\u200b长"}, "“培训负责人职务”含有字体不支持的字符：U+200B；请改用别的字"),
        ({"plan": "甲\x07乙\x1b"}, "“培训计划”含有控制字符：U+0007、U+001B；请删去"),
        ({"plan": "甲\ud800"}, "“培训计划”含有控制字符：U+D800；请删去"),
        ({"unit": "甲\n乙"}, "“申报单位”只能写一行，不能换行；请删去其中的换行"),
        ({"postcode": "4100001"}, "“邮编”共 7 字，这一栏至多 6 字；请缩短"),
        ({"subject": "选修"}, "“培训科目”没有“选修”这一项；应为：公共科目、专业科目"),
        (
            {"unit_opinion_date": "2023-11-31"},
            "“单位意见日期”应写成 2023-06-05 这样的日期，现在是“2023-11-31”",
        ),
        ({"nothing": "1"}, "表“事业单位工作人员线下培训备案表”没有“nothing”这一栏"),
    ],
)
def test_what_cannot_be_filled_in_is_refused_by_field(record: dict[str, str], message: str) -> None:
    assert refused(record) == [message]


def test_all_faults_of_a_record_are_told_at_once() -> None:
    assert len(refused({"unit": "😀", "plan": "\x00", "postcode": "1234567", "place": "甲" * 500})) == 4


def test_a_name_that_cannot_be_drawn_is_refused_where_further_pages_would_bear_it() -> None:
    assert refused({"unit": "某😀", "plan": LONG}) == [
        "“申报单位”含有字体不支持的字符：😀 (U+1F600)；请改用别的字"
    ]


def test_text_set_smaller_is_edited_in_its_size_and_a_wrapped_line_stays_wrapped() -> None:
    reader: Any = PdfReader(io.BytesIO(filled({"email": "a" * 60 + "@example.org", "unit": "某" * 40})))
    widgets = {each.get_object()["/T"]: each.get_object() for each in reader.pages[0]["/Annots"]}

    assert widgets["email"]["/DA"] == "/Song 8 Tf 0 g"
    assert widgets["email"]["/Ff"] & 1 << 12
    assert widgets["unit"]["/DA"] == "/Song 8 Tf 0 g"
    assert not widgets["unit"]["/Ff"] & 1 << 12
