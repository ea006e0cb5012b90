"""Forms filled in PDF are the same in Python and by the browser's modules: objects, pictures, refusals."""

from __future__ import annotations

import base64
import io
import json
import os
import random
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from any_forms import forms, records
from browser_modules import said_by
from checkout import ROOT
from pdf_blanks import run
from pdf_records import CASES, LONG, by_id, sample
from pdf_viewers import drawn_by_pdfium
from policypress.faults import UsageError
from policypress.forms.browser_form import form_data
from policypress.forms.browser_pdf import pdf_data
from policypress.forms.fonts import Fonts, find_fonts
from policypress.forms.glyph_cache import glyph_pack
from policypress.forms.glyph_files import glyph_files
from policypress.forms.glyphs import GlyphPack
from policypress.forms.model import Form
from policypress.forms.pdf import number
from policypress.forms.pdf_drawing import ShownWidths
from policypress.forms.pdf_filling import fill_pdf
from policypress.forms.pdf_reading import read_pdf
from policypress.forms.pdf_template import PdfTemplate, pdf_template
from policypress.forms.refusals import RecordRefused
from policypress.forms.whole_face import HANGUL, glyphs_in, whole_face
from policypress.model.policy import Policy
from random_records import FORMS, Record, at_random

CACHE = Path(os.environ["POLICYPRESS_CACHE"])
TAG = re.compile(r"^/[A-Z]{6}\+")
FILED = "offline-training"


@pytest.fixture(scope="session")
def fonts() -> Fonts:
    return find_fonts(None)


@pytest.fixture(scope="session")
def pack(fonts: Fonts) -> GlyphPack:
    """Return every glyph the slices have."""
    whole = whole_face(fonts.regular, CACHE, lambda _: None)
    return replace(
        whole.pack, glyphs=dict(chain.from_iterable(glyphs_in(each).items() for each in whole.scripts))
    )


@pytest.fixture(scope="session")
def folder(policy: Policy, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the glyphs as a site has them."""
    made = tmp_path_factory.mktemp("glyphs")
    for name, data in glyph_files(policy, None, CACHE, lambda _: None).items():
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_bytes(data)
    return made


class Sides:
    """Python on the one side, the browser's modules on the other."""

    def __init__(self, fonts: Fonts, pack: GlyphPack, folder: Path) -> None:
        self.fonts, self.folder, self.widths = fonts, folder, ShownWidths(pack)
        self.templates: dict[Form, PdfTemplate] = {}

    def template(self, form: Form) -> PdfTemplate:
        key = replace(form, presets={}, examples=())
        return pdf_template(key, self.widths.pack, glyph_pack(self.fonts.bold, form.title, CACHE))

    def in_browser(
        self, forms: Mapping[str, Form], records: Sequence[tuple[str, Record]], *without: str
    ) -> list[Any]:
        """Return what the browser's modules make of records, run by node; *without* what older browsers lack."""
        data = {id_: [form_data(form), pdf_data(self.template(form))] for id_, form in forms.items()}
        given = {"site": str(self.folder), "forms": data, "records": records, "without": without}
        return list(said_by("pdf-stdin.js", given))

    def equal(
        self, forms: Mapping[str, Form], records: Sequence[tuple[str, Record]], *without: str
    ) -> list[tuple[bytes, bytes] | list[str]]:
        """Return for each record both files, or the refusals; fail where the sides differ."""
        templates = {id_: self.template(form) for id_, form in forms.items()}
        both: list[tuple[bytes, bytes] | list[str]] = []
        for each, said in zip(records, self.in_browser(forms, records, *without), strict=True):
            id_, record = each
            try:
                ours = fill_pdf(templates[id_], record, self.widths)
            except RecordRefused as refused:
                told = [{"field": one.field, "message": one.message} for one in refused.refusals]
                assert said.get("refusals") == told, each
                both.append([one.message for one in refused.refusals])
            else:
                assert "pdf" in said, (each, said)
                theirs = base64.b64decode(said["pdf"])
                assert objects(theirs) == objects(ours), each
                both.append((ours, theirs))
        return both


@pytest.fixture(scope="session")
def sides(fonts: Fonts, pack: GlyphPack, folder: Path) -> Sides:
    return Sides(fonts, pack, folder)


def objects(pdf: bytes) -> dict[int, Any]:
    """Return the objects of *pdf* by number; the name of a subset and how a stream is packed aside."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.check_pdf_syntax() == []
        numbered = {each.objgen[0]: plain(each, top=True) for each in opened.objects if each.objgen[0]}
        return {**numbered, 0: plain(opened.trailer.Root)}


def plain(value: Any, *, top: bool = False) -> Any:
    if isinstance(value, pikepdf.Object) and value.is_indirect and not top:
        return ("reference", value.objgen)
    match value:
        case pikepdf.Stream():
            entries = {key: plain(entry) for key, entry in value.stream_dict.items()}
            data = value.read_bytes()
            return {**entries, "/Length": len(data), "/Filter": None, "": data}
        case pikepdf.Dictionary():
            return {key: plain(entry) for key, entry in value.items()}
        case pikepdf.Array():
            return [plain(entry) for entry in value]
        case pikepdf.Object():
            return TAG.sub("/TAG+", str(value))
    return float(value) if isinstance(value, Decimal) else value


def pictures(pdf: bytes) -> Iterator[bytes]:
    """Yield what two viewers draw of each page."""
    yield from (values for *_, values in drawn_by_pdfium(pdf, 72))
    yield run("pdftoppm", "-gray", "-r", "72", "-", data=pdf)


def test_random_records_give_the_same_file_or_the_same_refusals(sides: Sides) -> None:
    chance = random.Random(7)  # noqa: S311 - seeded on purpose: the records must be the same every time
    drawn = [(id_, at_random(form, chance)) for id_, form in FORMS.items() for _ in range(30)]
    said = sides.equal(FORMS, drawn)
    assert sum(isinstance(each, tuple) for each in said) > 15
    assert sum(isinstance(each, list) for each in said) > 40


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_any_form_is_filled_alike_with_any_record(sides: Sides, data: st.DataObject) -> None:
    form = data.draw(forms())
    named = replace(form, named_by=tuple(each.id for _, _, each in form.placed() if each.kind == "text")[:2])
    try:
        sides.template(named)
    except UsageError:
        assume(False)
    drawn = [data.draw(records(form).filter(without_hangul)) for _ in range(4)]
    sides.equal({"sample": named}, [("sample", each) for each in drawn])


def without_hangul(record: Record) -> bool:
    return not any(ord(char) in block for char in "".join(record.values()) for block in HANGUL)


@pytest.mark.parametrize("file", sorted(FORMS))
def test_every_kind_of_field_is_drawn_alike_and_read_back(sides: Sides, file: str) -> None:
    record = sample(FORMS[file])
    [both] = sides.equal(FORMS, [(file, record)])
    assert isinstance(both, tuple)
    ours, theirs = both
    assert list(pictures(theirs)) == list(pictures(ours))
    assert dict(read_pdf(theirs, FORMS).values) == record


@pytest.mark.parametrize(
    "record",
    [
        {**by_id(CASES[0]), "plan": LONG},
        {
            "unit": "某某县𠮷䶮镇〇Ⅱ医院",
            "plan": LONG * 2,
            "course": "\tA" * 9 + "é" * 40,
            "unit_opinion_date": "2023-06-05",
        },
        {
            "email": "a" * 60 + "@example.org",
            "unit": "某" * 40,
            "place": "某 " * 60,
            "leader": "欧阳某某某某",
        },
        {"unit": "㐀𫟹龘①—…“”‘’·％℃", "plan": "  甲\r\n乙\r丙 \n\n", "contact": " 前后 "},
    ],
    ids=["long", "rare", "small", "odd"],
)
def test_what_is_hard_to_set_is_drawn_alike(sides: Sides, record: dict[str, str]) -> None:
    [both] = sides.equal(FORMS, [(FILED, record)])
    assert isinstance(both, tuple)
    ours, theirs = both
    assert list(pictures(theirs)) == list(pictures(ours))


@pytest.mark.parametrize(
    "record",
    [
        {"lesson_1": "急救", "lesson_5": "第五", "hours_12": "7.5", "day_5": "2023-06-05"},
        {f"lesson_{number}": f"某某课程{number}" * 6 for number in range(5, 120)},
        {"unit": "某某县𠮷䶮镇医院", "opinion": "同意。\n" * 90, "lesson_6": "急救"},
    ],
    ids=["few", "many", "both"],
)
def test_rows_beyond_those_printed_go_on_alike(sides: Sides, record: dict[str, str]) -> None:
    [both] = sides.equal(FORMS, [("course-register", record)])
    if isinstance(both, tuple):
        ours, theirs = both
        assert list(pictures(theirs)) == list(pictures(ours))
        assert dict(read_pdf(theirs, FORMS).values) == record


@pytest.mark.parametrize(
    "record",
    [
        {"unit": "某某😀医院"},
        {"unit": "\ue863\U00031350\U0010ffff", "place": "\ue863\U00031350\u200b"},
        {"unit": "😀", "plan": LONG, "place": "甲" * 900, "postcode": "1234567", "nobody": "某"},
        {"plan": "某" * 60_000},
        {"leader_post": "科\u200b长", "plan": "甲\x07乙\x1b"},
        {f"lesson_{number}": "某" * 400 for number in range(5, 400)},
    ],
)
def test_what_cannot_be_drawn_or_does_not_fit_is_refused_in_the_same_words(
    sides: Sides, record: dict[str, str]
) -> None:
    [said] = sides.equal(FORMS, [("course-register" if "lesson_5" in record else FILED, record)])
    assert isinstance(said, list)


def test_hangul_which_slices_leave_out_is_refused_with_the_reason(sides: Sides) -> None:
    [said] = sides.in_browser({FILED: FORMS[FILED]}, [(FILED, {"unit": "某한글😀"})])
    assert [each["message"] for each in said["refusals"]] == [
        "“申报单位”含有字体不支持的字符：😀 (U+1F600)；请改用别的字",
        "“申报单位”含有网页没有带上字形的谚文：한 (U+D55C)、글 (U+AE00)；请改用别的字，或下载空白 PDF 表用阅读软件填写",
    ]


def test_an_empty_record_is_the_blank_and_needs_no_glyphs(sides: Sides) -> None:
    [said] = sides.in_browser({FILED: FORMS[FILED]}, [(FILED, {"unit": ""})])
    assert base64.b64decode(said["pdf"]) == sides.template(FORMS[FILED]).data
    assert said["loaded"] == ["glyphs/directory.js"]


def test_what_people_file_needs_few_slices(sides: Sides) -> None:
    for case in CASES:
        [said] = sides.in_browser({FILED: FORMS[FILED]}, [(FILED, by_id(case))])
        assert len(said["loaded"]) < 20
        assert sum((sides.folder / file).stat().st_size for file in said["loaded"]) < 500_000


def test_without_compression_the_file_is_stored_and_read_all_the_same(sides: Sides) -> None:
    record = {**by_id(CASES[0]), "plan": LONG}
    [both] = sides.equal(FORMS, [(FILED, record)], "CompressionStream")
    assert isinstance(both, tuple)
    assert dict(read_pdf(both[1], FORMS).values) == record


def test_numbers_are_written_alike_between_two_hundredths_too() -> None:
    chance = random.Random(3)  # noqa: S311 - as above
    values = [eighth / 8 for eighth in range(-4_000, 4_000)] + [
        chance.uniform(-900, 900) for _ in range(4_000)
    ]
    values += [0.005, 1.005, 2.675, -0.001, 0.0, -0.0, 1e-9, 595.2755905511812]
    code = """
        import { readFileSync } from "node:fs";
        import { roundedEven, shortNumber, twoDecimals } from "./site/js/form-pdf-text.js";
        const values = JSON.parse(readFileSync(0, "utf8"));
        const said = values.map((x) => [shortNumber(x), Number(twoDecimals(x)), roundedEven(x * 4)]);
        console.log(JSON.stringify(said));
    """
    done = subprocess.run(
        ["node", "--input-type=module", "-e", code],
        input=json.dumps(values),
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert json.loads(done.stdout) == [[number(x), round(x, 2), round(x * 4)] for x in values]
