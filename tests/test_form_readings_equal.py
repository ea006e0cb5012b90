"""Filled forms read back are the same in Python and by the browser's modules: values, remarks, refusals."""

from __future__ import annotations

import base64
import io
import random
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, ByteStringObject, NameObject, TextStringObject

from any_forms import forms, records
from browser_modules import said_by
from checkout import ROOT
from course_register import RECORD as COURSES
from course_register import filled as filled_course
from pdf_blanks import FORMS as PDF_FILES
from pdf_blanks import blank, form_of
from pdf_records import CASES, by_id, sample
from pdf_records import LONG as LONG_PLAN
from pdf_records import filled as filled_pdf
from pdf_samples import made as file_of
from pdf_spoilt import (
    BESIDE,
    ENCODED,
    NOT_TAKEN,
    damaged,
    put_together,
    saved,
    widgets_of,
    with_beside,
    with_values,
    without_page,
)
from pdf_spoilt import NO_FORMS as NO_PDF_FORMS
from pdf_viewers import typed_in_pdfium, typed_in_pdfjs
from policypress import limits
from policypress.faults import UsageError
from policypress.form_page import reading_data
from policypress.forms.fitting import CONTINUED
from policypress.forms.model import Form
from policypress.forms.read_files import read_data
from policypress.forms.refusals import RecordRefused
from policypress.forms.repeating import columns
from policypress.forms.word_filling import fill_docx
from policypress.forms.word_template import DOCUMENT, word_template
from word_samples import FORMS, NO_FORMS, REAL, RECORD, REWRITES, STILL_OURS, TYPED_OUTSIDE, rewritten


def in_browser(files: Iterable[bytes], read: Sequence[Form], *without: str) -> list[Any]:
    """Return what the browser's modules read, run by node; *without* what older browsers lack."""
    given = {
        "forms": [{"id": form.id, "title": form.title, **reading_data(form, [form])} for form in read],
        "files": [base64.b64encode(data).decode() for data in files],
        "without": without,
    }
    return list(said_by("readings-stdin.js", given))


def in_python(data: bytes, read: Sequence[Form]) -> dict[str, Any]:
    try:
        reading = read_data(data, {form.id: form for form in read})
    except UsageError as error:
        return {"refused": str(error)}
    told = {"remarks": list(reading.remarks), "hints": list(reading.hints)}
    return {"form": reading.form.id, "values": dict(reading.values), **told}


def assert_equal(
    files: Sequence[bytes], read: Sequence[Form] = tuple(FORMS.values())
) -> list[dict[str, Any]]:
    ours = [in_python(data, read) for data in files]
    for number, (here, there) in enumerate(zip(ours, in_browser(files, read), strict=True)):
        assert there == here, number
        assert list(there.get("values", ())) == list(here.get("values", ())), number
    return ours


def test_what_other_programs_rewrote_in_word_reads_alike() -> None:
    said = assert_equal([rewritten(change) for change in REWRITES.values()])
    assert all(each["values"] == {**RECORD, "subject": "公共科目"} for each in said)


def test_what_is_no_filled_word_form_is_refused_alike() -> None:
    said = assert_equal([data for data, _ in NO_FORMS])
    assert all("refused" in each for each in said)


ODD: Mapping[str, Callable[[str], str]] = {
    "an older edition": lambda text: text.replace('"postcode"', '"zip"').replace('"unit"', '"organisation"'),
    "two boxes": lambda text: text.replace("☐", "☑"),
    "a tick that is only typed": lambda text: text.replace("☑", "☐").replace("☐", "√", 1),
    "boxes that are switched on and show nothing of it": lambda text: text.replace("☑", "☐").replace(
        'w14:checked w14:val="0"', 'w14:checked w14:val="1"'
    ),
    "boxes that show something else": lambda text: re.sub("[☐☑]", "是", text),
    "a box that is gone": lambda text: text.replace('"subject.public"', '"x"'),
    "boxes of another kind": lambda text: re.sub("<w14:checkbox>.*?</w14:checkbox>", "", text),
    "cleared": lambda text: text.replace(
        '<w:text/></w:sdtPr><w:sdtContent><w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t',
        '<w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent><w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t',
    ),
    "whole paragraphs": lambda text: text.replace(
        '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">某某单位</w:t></w:r>',
        "<w:p><w:r><w:t>某</w:t><w:cr/><w:noBreakHyphen/><w:softHyphen/></w:r></w:p>"
        '<w:p><w:r><w:sym w:font="x" w:char="4e00"/><w:sym w:char="x"/><w:tab/></w:r></w:p>',
    ),
    "signs by number": lambda text: text.replace("某某单位", "&#x67D0;&#26576;<![CDATA[<单>]]>\r\n&#13;位"),
    "drawings": lambda text: text.replace(
        "某某单位</w:t>", "某某</w:t><a:t xmlns:a='urn:a'>图</a:t><w:t>单位</w:t>"
    ),
    "a namespace of its own by default": lambda text: re.sub(
        r'<w:t xml:space="preserve">某某单位</w:t>',
        '<t xmlns="http://schemas.openxmlformats.org/wordprocessingml/2006/main">某某单位</t>',
        text,
    ),
    "a day of printed words only": lambda text: text.replace("2023年6月5日", "　　年　　月　　日"),
    "days of all sorts": lambda text: re.sub("2023年6月[0-9]+日", "2023．6．31", text, count=2),
}


@pytest.mark.parametrize("name", ODD)
def test_what_is_odd_in_a_word_form_is_told_alike(name: str) -> None:
    record = {**RECORD, "unit_opinion_date": "2023-06-05", "bureau_opinion_date": "2023-06-06"}
    odd = rewritten(ODD[name], record)
    assert odd != rewritten(lambda text: text, record)
    assert_equal([odd])


def test_text_outside_the_fields_is_told_alike() -> None:
    changes = [*(change for change, _ in TYPED_OUTSIDE.values()), *STILL_OURS.values()]
    said = assert_equal([rewritten(change) for change in changes])
    assert [len(each["remarks"]) for each in said] == [1] * len(TYPED_OUTSIDE) + [0] * len(STILL_OURS)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_the_text_of_a_word_form_may_be_in_any_encoding_it_names(encoding: str) -> None:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(rewritten(lambda text: text))) as source,
        zipfile.ZipFile(out, "w") as target,
    ):
        text = source.read(DOCUMENT).decode().replace("'UTF-8'", f"'{encoding.removesuffix('-sig')}'")
        target.writestr(DOCUMENT, text.encode(encoding))
    [said] = assert_equal([out.getvalue()])
    assert said["values"]["unit"] == RECORD["unit"]


def test_rows_beyond_those_printed_are_read_alike() -> None:
    lines = (
        "课程表", "课程5：急救", "学时5：7.25", "日期5：2023年2月29日", "课程6", "：", "人数5：3", "课程1000：某", "学时6：八",
        "课程7：日期8：2023年1月1日", "日期9：", "课程_9：某",
    )  # fmt: skip
    made = filled(FORMS["course-register"], {**COURSES, "lesson_9": "此处"})
    files = [replaced(made, "此处", "</w:t><w:br/><w:t>".join(("某", *lines)))]
    files += [filled(FORMS["course-register"], COURSES), replaced(made, "2023-06-05", "")]
    said = assert_equal(files)
    assert len(said[0]["remarks"]) == 8


def test_two_tables_in_one_word_file_are_refused_alike_and_one_copied_unchanged_or_empty_is_read() -> None:
    def with_table(record: Mapping[str, str], *, first: bool = False) -> bytes:
        with zipfile.ZipFile(io.BytesIO(filled(REAL, record))) as other:
            [table] = re.findall("<w:tbl>.*</w:tbl>", other.read(DOCUMENT).decode(), re.DOTALL)
        place = "<w:tbl>" if first else "</w:tbl>"
        return replaced(filled(REAL, RECORD), place, f"{table}{place}" if first else f"{place}{table}")

    other = {**RECORD, "unit": "另一单位", "course": "另一班", "place": "某地"}
    files = [with_table(other), with_table({"unit": "另一单位"}, first=True)]
    files += [with_table(RECORD), with_table({}), with_table({}, first=True)]
    files.append(with_table({"subject": "professional"}))
    two, one, *whole, ticked = assert_equal(files)
    told = "填了不止一处，内容不同，可能放了两张表；请每张表存为一份文件，每一栏只留一处"
    assert two == {"refused": f"这份 Word 文件里“申报单位”、“培训名称”{told}"}
    assert one == {"refused": f"这份 Word 文件里“申报单位”{told}"}
    read = {**RECORD, "subject": "公共科目"}
    assert [(said["values"], said["remarks"]) for said in whole] == [(read, [])] * 3
    assert [remark.partition("，")[0] for remark in ticked["remarks"]] == [
        "“培训科目”勾了 2 项（公共科目、专业科目）"
    ]


def test_a_further_page_that_is_gone_is_told_alike_and_the_others_are_read() -> None:
    made = filled(REAL, {"plan": LONG_PLAN})
    rows = replaced(filled(FORMS["course-register"], COURSES), "lessons.further.1", "lessons.further.3")
    files = [*(replaced(made, f'"plan.further.{page}"', '""') for page in (1, 2)), rows]
    files.append(replaced(made, '"plan.further.2"', '"plan.further.100"'))
    for said, pages in zip(assert_equal(files), ("1", "2", "1、2", "2"), strict=True):
        assert f"的附页缺第 {pages} 页，只读入了其余各页；请找回所缺的页，或照原表补全" in said["remarks"][-1]
        assert said["values"].get("plan", LONG_PLAN).endswith(LONG_PLAN[-100:])


def test_a_last_further_page_that_is_gone_is_told_alike_for_the_one_before_says_it_goes_on() -> None:
    plan = filled(REAL, {"plan": LONG_PLAN})
    rows = filled(FORMS["course-register"], {f"lesson_{number}": "某某课程" * 9 for number in range(5, 99)})
    files, expected = [], []
    for made, name in ((plan, "培训计划"), (rows, "课程表")):
        with zipfile.ZipFile(io.BytesIO(made)) as package:
            *_, last = re.findall(r'"(\w+\.further\.[0-9]+)"', package.read(DOCUMENT).decode())
        files.append(replaced(made, f'"{last}"', '""'))
        expected.append(
            f"“{name}”的附页缺第 {last.rpartition('.')[2]} 页，只读入了其余各页；请找回所缺的页，或照原表补全"
        )
    assert [said["remarks"][-1] for said in assert_equal(files)] == expected


def test_a_text_that_is_nothing_but_the_word_for_going_on_is_read_as_it_stands() -> None:
    record = {"plan": CONTINUED, "place": f"某地{CONTINUED}"}
    files = [filled(REAL, record), filled_pdf(record)]
    assert (
        assert_equal(files, PDF_FORMS)
        == [{"form": REAL.id, "values": record, "remarks": [], "hints": []}] * 2
    )


def filled(form: Form, record: Mapping[str, str]) -> bytes:
    return fill_docx(word_template(form), record)


def replaced(docx: bytes, old: str, new: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).decode().replace(old, new))
    return out.getvalue()


ENDS = (
    ("2023年6月5日", "9日"),
    ("２０２３／６／５", "6月9号"),
    ("2023 . 6 . 5", "2024-01-01"),
    ("2023年6月9日", "2023年6月5日"),
    ("2023年6月31日", "7月1日"),
    ("2023年6月5日", "31日"),
    ("2023年6月5日", ""),
    ("", "2023年6月9日"),
    ("六月", "七月"),
    ("", ""),
    ("　　年　月　日", "年 月 日"),
    ("2023年6月5日", "　　年　月　日"),
)
AMOUNTS = ("60", "６０", " 60 ", "0", "60.5", "-3", "若干", "60人", "1234567890123")


def test_periods_and_numbers_that_people_write_are_read_alike() -> None:
    made = filled(FORMS["course-register"], {"span": "2023-06-05/2023-06-09", "people": "4321"})
    files = [replaced(made, "4321", amount) for amount in AMOUNTS]
    files += [replaced(replaced(made, "2023年6月9日", to), "2023年6月5日", start) for start, to in ENDS]
    said = assert_equal(files)
    assert 10 > sum("span" not in each["values"] for each in said) > 4
    assert [len(each["remarks"]) for each in said[-2:]] == [0, 1]


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_any_filled_word_form_is_read_alike(data: st.DataObject) -> None:
    made = [data.draw(forms()), data.draw(forms().filter(lambda form: columns(form, form.names())))]
    known = [replace(form, id=f"sample-{at}") for at, form in enumerate(made) if any(form.placed())]
    files = []
    for form in known:
        for _ in range(3):
            try:
                files.append(filled(form, data.draw(records(form))))
            except RecordRefused:
                continue
    assert_equal(files, known)


@pytest.mark.parametrize("seed", range(4))
def test_a_damaged_word_file_gives_the_same_values_or_is_refused(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same damage in every run
    sound = filled(REAL, {**RECORD, "subject": "公共科目"})
    files = []
    for _ in range(25):
        data = bytearray(sound)
        at = chance.randrange(len(data))
        data[at : at + chance.choice((0, 1, 5, 500))] = chance.choice(
            (b"", b"PK\1\2", b"\xff", b"<", b"0000")
        )
        files.append(bytes(data))
    values = in_python(sound, [REAL])["values"]
    for said in in_browser(files, [REAL]):
        assert said.get("values", values) == values


# --- PDF --------------------------------------------------------------------------------------

PDF_FORMS = tuple({form.id: form for form in (form_of(file) for file in PDF_FILES)}.values())
LONG = {**by_id(CASES[0]), "plan": LONG_PLAN}


@pytest.mark.parametrize("typed", [typed_in_pdfium, typed_in_pdfjs])
def test_what_is_typed_into_a_pdf_form_in_a_viewer_is_read_alike(typed: Callable[..., bytes]) -> None:
    files = [typed(blank(file), widgets_of(form_of(file), sample(form_of(file)))) for file in PDF_FILES]
    files.append(
        typed(filled_pdf(LONG), {"unit": '某某县𠮷䶮〇Ⅱ<&>"院', "plan+4": "改在附页上。\n\n二、某。"})
    )
    for said in assert_equal(files, PDF_FORMS):
        assert said["values"]


def test_a_pdf_form_saved_anew_is_read_alike() -> None:
    how = {"object_stream_mode": pikepdf.ObjectStreamMode.generate}, {"linearize": True}, {"qdf": True}
    files = [filled_pdf(LONG), *(saved(filled_pdf(LONG), **each) for each in how)]
    assert all(said["values"] == LONG for said in assert_equal(files, PDF_FORMS))


def test_rows_beyond_those_printed_are_read_alike_from_pdf() -> None:
    [said] = assert_equal([filled_course("pdf", COURSES)], [FORMS["course-register"]])
    assert said["values"] == COURSES


def test_a_text_of_a_pdf_form_is_read_alike_in_every_encoding() -> None:
    codes = [bytes([code]) for code in (0x16, 0x18, 0x1B, 0x1F, 0x7F, 0x80, 0x9E, 0x9F, 0xA0, 0xAD, 0xFF)]
    texts = [ByteStringObject(b"a(" + code + b"\\") for code in codes]
    files = [with_values(ENCODED), *(with_values({"unit": text}) for text in texts)]
    assert_equal(files, PDF_FORMS)


def test_a_further_page_of_a_pdf_form_that_is_gone_is_told_alike_and_the_others_are_read() -> None:
    middle, last = assert_equal([without_page(filled_pdf(LONG), page) for page in (2, 3)], PDF_FORMS)
    told = "“培训计划”的附页缺第 {} 页，只读入了其余各页；请找回所缺的页，或照原表补全"
    assert (middle["remarks"], last["remarks"]) == ([told.format(2)], [told.format(3)])
    assert middle["values"]["plan"].endswith(LONG_PLAN[-100:])
    assert last["values"]["plan"].startswith(LONG_PLAN[:1000])


@pytest.mark.parametrize("how", ["qpdf", "pypdf", "pdfunite"])
def test_two_forms_in_one_pdf_file_are_refused_alike(how: str, tmp_path: Path) -> None:
    records = [{"unit": f"{one}单位", "course": f"{one}班", "postcode": "410000"} for one in "甲乙丙"]
    files = [put_together(how, tmp_path, *map(filled_pdf, some)) for some in (records[:2], records)]
    files.append(
        put_together(how, tmp_path, filled_pdf({**records[0], "plan": LONG_PLAN}), filled_pdf(records[1]))
    )
    told = "填了不止一处，内容不同，可能放了两张表；请每张表存为一份文件，每一栏只留一处"
    refused = {"refused": f"这份 PDF 文件里“申报单位”、“培训名称”{told}"}
    assert assert_equal(files, PDF_FORMS) == [refused] * 3


@pytest.mark.parametrize("how", ["qpdf", "pypdf"])
def test_a_pdf_form_put_together_with_itself_or_the_blank_is_read_once_and_alike(
    how: str, tmp_path: Path
) -> None:
    own, empty, ticked = filled_pdf(LONG), blank(PDF_FILES[0]), filled_pdf({"subject": "公共科目"})
    short = filled_pdf({"unit": "某某单位", "plan": "某某。"})
    files = [put_together(how, tmp_path, *each) for each in ((own, empty), (empty, own), (own, own, own))]
    files += [put_together(how, tmp_path, short, short, short), put_together(how, tmp_path, own, ticked)]
    *whole, thrice, two = assert_equal(files, PDF_FORMS)
    assert [(said["values"], said["remarks"]) for said in whole] == [(LONG, [])] * 3
    assert (thrice["values"], thrice["remarks"]) == ({"unit": "某某单位", "plan": "某某。"}, [])
    assert two["remarks"] == ["“培训科目”勾了 2 项（公共科目、专业科目），只能选一项，没有读入；请只留一项"]


def test_what_stands_on_a_page_of_a_pdf_form_and_not_in_its_list_is_read_alike() -> None:
    record = sample(form_of(PDF_FILES[0]))
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(filled_pdf(record))))
    form: Any = writer.root_object["/AcroForm"]
    form[NameObject("/Fields")] = ArrayObject(form["/Fields"][-1:])
    writer.write(out := io.BytesIO())
    [said] = assert_equal([out.getvalue()], PDF_FORMS)
    assert (said["values"], said["remarks"]) == (record, [])


def test_a_field_named_as_no_further_page_of_ours_is_told_alike() -> None:
    names = {
        "leader": "unit+1",
        "contact": "plan+01",
        "unit_opinion_date.year": "year+2",
        "place": "subject+2",
    }
    [said] = assert_equal([with_values(dict.fromkeys(names, TextStringObject("某某")), names)], PDF_FORMS)
    assert said["values"] == {}
    assert [remark.partition("，")[0] for remark in said["remarks"]] == [
        "现在的表没有“培训负责人”（unit+1）这一栏",
        "现在的表没有“培训联系人”（plan+01）这一栏",
        "现在的表没有“培训地点”（subject+2）这一栏",
        "现在的表没有“单位意见日期：年”（unit_opinion_date.year+2）这一栏",
    ]


def test_what_stands_beside_the_fields_of_a_pdf_form_is_told_alike() -> None:
    made = with_beside(filled_pdf(LONG))
    packed = saved(made, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    for said in assert_equal([made, packed], PDF_FORMS):
        assert (said["values"], tuple(said["remarks"])) == (LONG, BESIDE)


@pytest.mark.parametrize(
    ("pages", "told"),
    [
        (b"<</Kids[2 0 R 2 0 R 3 0 R]/Annots[2 0 R 2 0 R 4 0 R]>>", "这份 PDF 文件不是本项目的表"),
        (b"<</Annots[%s]>>" % (b"<</Subtype/Text>>" * 5_001), "这份 PDF 的页和批注多于 5000 个"),
        (b"<</Kids[%s]>>" % (b"<</Kids[]>>" * 5_001), "这份 PDF 的页和批注多于 5000 个"),
        (b"<</Annots[%s]>>" % (b"<</Subtype/Text/Contents 4 0 R>>" * 30), "这份 PDF 各栏一共超过 2000000 字"),
        (b"<</Annots[5 0 R]>>", "这份 PDF 的栏目多于 5000 个或嵌套过深"),
    ],
)
def test_pages_that_go_on_without_end_are_refused_alike(pages: bytes, told: str) -> None:
    catalog = b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[3 0 R]>>>>"
    others = b"<</FT/Tx/T(unit)>>", b"(%s)" % (b"a" * 150_000), b"<</Subtype/Widget/T(a)/Parent 5 0 R>>"
    [said] = assert_equal([file_of(catalog, pages, *others)], PDF_FORMS)
    assert said["refused"].startswith(told)


def test_what_cannot_be_taken_over_of_a_pdf_form_is_told_alike() -> None:
    older = with_values({"scope": TextStringObject("𠮷" * 50)}, {"scope": "audience", "place": "hall"})
    said = assert_equal([with_values(NOT_TAKEN), older], PDF_FORMS)
    assert [(len(each["remarks"]), len(each["hints"])) for each in said] == [(3, 0), (1, 1)]


def test_what_is_no_pdf_form_is_refused_alike() -> None:
    locks = (
        pikepdf.Encryption(owner="owner", user=user, R=6 if aes else 3, aes=aes, metadata=aes)
        for user in ("", "user")
        for aes in (False, True)
    )
    deep = next(data for data, told in NO_PDF_FORMS if told == "这份 PDF ")
    files = [data for data, _ in NO_PDF_FORMS if b"%PDF-" in data and data is not deep]
    files += [saved(filled_pdf({"unit": "某某"}), encryption=lock) for lock in locks]
    said = assert_equal([*files, blank(PDF_FILES[0])], [FORMS["course-register"]])
    assert all("refused" in each for each in [*said, *in_browser([deep], PDF_FORMS)])


@pytest.mark.parametrize("seed", range(3))
def test_a_damaged_pdf_file_gives_the_same_values_or_is_refused(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same damage in every run
    record = by_id(CASES[0])
    packed = saved(filled_pdf(record), object_stream_mode=pikepdf.ObjectStreamMode.generate)
    files = [damaged(data, chance) for data in (filled_pdf(record), packed) for _ in range(12)]
    for data, said in zip(files, in_browser(files, PDF_FORMS), strict=True):
        here = in_python(data, PDF_FORMS)
        assert "refused" in said or "refused" in here or said == here


ENDLESS = (
    b"".join(b"%d 0 obj(" % number for number in range(150_000)),
    b"".join(b"%d 0 obj<</Type/ObjStm/Length 0>>stream\n" % number for number in range(50_000)),
    b"".join(b"%d 0 obj[%d 0 R " % (number, number + 1) for number in range(100_000)),
    b"trailer(" * 900,
)


@pytest.mark.parametrize("body", ENDLESS, ids=range(len(ENDLESS)))
def test_a_pdf_file_that_tells_of_the_same_bytes_again_and_again_is_refused_before_it_takes_long(
    body: bytes,
) -> None:
    [said] = in_browser([b"%PDF-1.7\n" + body + b"startxref\n9\n%%EOF"], PDF_FORMS)
    assert "refused" in said


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.97, 0.999])
def test_a_pdf_file_that_was_cut_off_never_tells_what_it_held_before(share: float) -> None:
    data = filled_pdf(by_id(CASES[0]))
    [said] = assert_equal([data[: int(len(data) * share)]], PDF_FORMS)
    assert "refused" in said


def test_without_decompression_a_pdf_of_ours_is_read_and_a_packed_one_told_of() -> None:
    packed = saved(filled_pdf(LONG), object_stream_mode=pikepdf.ObjectStreamMode.generate)
    [ours, theirs] = in_browser([filled_pdf(LONG), packed], PDF_FORMS, "DecompressionStream")
    assert ours["values"] == LONG
    assert "请用较新的浏览器" in theirs["refused"]


def test_both_have_the_same_bounds() -> None:
    module = (ROOT / "site" / "js" / "form-limits.js").read_text("utf-8")
    stated = {name: int(number) for name, number in re.findall(r"const (\w+) = (\d+);", module)}
    names = [name for name in vars(limits) if name.startswith(("WORD_", "PDF_"))]
    assert stated == {name: getattr(limits, name) for name in names}


def test_without_decompression_it_is_said_and_what_is_stored_is_read() -> None:
    packed, stored = filled(REAL, RECORD), rewritten(lambda text: text)
    [refused, read] = in_browser([packed, stored], [REAL], "DecompressionStream")
    assert "请用较新的浏览器" in refused["refused"]
    assert read["values"] == {**RECORD, "subject": "公共科目"}
