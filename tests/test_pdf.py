from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped] # it ships no types
import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, PdfObject, TextStringObject
from pypdfium2 import raw as pdfium

from policypress.forms.fields import ENDS, UNTIL, ChoiceField, DateField, PeriodField, Space, days_of
from policypress.forms.fonts import find_fonts
from policypress.forms.geometry import Entry, Rect, TickEntry
from policypress.forms.glyph_cache import glyph_pack
from policypress.forms.glyphs import GlyphPack
from policypress.forms.layout import lay_out, printed_text
from policypress.forms.model import Cell, Form
from policypress.forms.pdf import blank_pdf
from policypress.read import read
from policypress.texts import squeeze

ROOT = Path(__file__).resolve().parent.parent
FILING = "policy/forms/offline-training.yaml"
COURSES = "tests/data/forms/course-register.yaml"
FORMS = (FILING, "tests/data/forms/study-register.yaml", COURSES)
RESOLUTION = 144
READ_ONLY, REQUIRED, MULTILINE, NO_SCROLLING = 1, 1 << 1, 1 << 12, 1 << 23

every_form = pytest.mark.parametrize("file", FORMS)


@cache
def form_of(file: str) -> Form:
    return read(ROOT, file, Form).value


@cache
def packs(file: str) -> tuple[GlyphPack, GlyphPack]:
    form, fonts = form_of(file), find_fonts(None)
    return glyph_pack(fonts.regular, printed_text(form), None), glyph_pack(fonts.bold, form.title, None)


@cache
def blank(file: str) -> bytes:
    return blank_pdf(form_of(file), *packs(file))


def opened(file: str) -> Any:
    """Return the file as pypdf reads it; its objects are of any type."""
    return PdfReader(io.BytesIO(blank(file)), strict=True)


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


def run(*command: str, data: bytes | None = None) -> bytes:
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout


def pixels(pdf: bytes) -> list[bytes]:
    """Return the page as poppler draws it: rows of grey values, 0 black."""
    image = run("pdftoppm", "-gray", "-r", str(RESOLUTION), "-", data=pdf)
    found = re.match(rb"P5\s(\d+)\s(\d+)\s255\s", image)
    assert found
    width, height = int(found[1]), int(found[2])
    rows = image[found.end() :]
    return [rows[at * width : (at + 1) * width] for at in range(height)]


def darkness(pdf: bytes, file: str) -> list[float]:
    """Return for each box to tick how much of its inside is dark."""
    rows = pixels(pdf)
    boxes = [inside(rows, entry.rect) for entry in entries(file) if isinstance(entry, TickEntry)]
    return [sum(value < 128 for value in box) / len(box) for box in boxes]


def entries(file: str) -> list[Entry]:
    return list(lay_out(form_of(file), *packs(file)).entries())


def inside(rows: list[bytes], rect: Rect) -> bytes:
    """Return the grey values of a page's rows within *rect*, without its edges."""
    scale, box = RESOLUTION / 72, rect.inset(1.5, 1.5)
    top, bottom = (len(rows) - round(edge * scale) for edge in (box.y1, box.y0))
    return b"".join(row[round(box.x0 * scale) : round(box.x1 * scale)] for row in rows[top:bottom])


def clicked_and_typed(file: str, text: str) -> tuple[bytes, list[bytes]]:
    """Return the form after a click and *text* in each entry, as PDFium saves it, and as it draws it."""
    document = pypdfium2.PdfDocument(blank(file))
    document.init_forms()
    page = document[0]
    for entry in entries(file):
        spot = ((entry.rect.x0 + entry.rect.x1) / 2, (entry.rect.y0 + entry.rect.y1) / 2)
        # A click reaches the field the mouse was last seen over.
        pdfium.FORM_OnMouseMove(document.formenv, page, 0, *spot)
        pdfium.FORM_OnLButtonDown(document.formenv, page, 0, *spot)
        pdfium.FORM_OnLButtonUp(document.formenv, page, 0, *spot)
        if not isinstance(entry, TickEntry):
            for char in text:
                pdfium.FORM_OnChar(document.formenv, page, ord(char), 0)
    pdfium.FORM_ForceToKillFocus(document.formenv)
    out = io.BytesIO()
    document.save(out)
    picture = page.render(scale=RESOLUTION / 72, grayscale=True)
    grey, stride = bytes(picture.buffer), picture.stride
    rows = [grey[at : at + picture.width] for at in range(0, stride * picture.height, stride)]
    document.close()
    return out.getvalue(), rows


def changed(file: str, kind: str, value: Callable[[str], PdfObject]) -> bytes:
    """Return the form with a raw value in every field of *kind*, made of its name, as any tool may write it."""
    writer = PdfWriter(clone_from=opened(file))
    page: Any = writer.pages[0]
    for annotation in page["/Annots"]:
        widget = annotation.get_object()
        if widget["/FT"] == kind:
            widget[NameObject("/V")] = value(widget["/TU"])
            if "/AS" in widget:
                widget[NameObject("/AS")] = widget["/V"]
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


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
    code = f"import hashlib, test_pdf; print(hashlib.sha256(test_pdf.blank({file!r})).hexdigest())"
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


# --- the fields -------------------------------------------------------------------------------


@every_form
def test_every_field_is_there_under_its_key_with_its_name(file: str) -> None:
    form = form_of(file)
    names = form.names()
    wanted: dict[str, str] = {}
    for _, _, field in form.placed():
        if isinstance(field, ChoiceField):
            wanted |= {
                f"{field.id}.{option.id}": f"{names[field.id]}：{option.label}" for option in field.options
            }
        elif isinstance(field, DateField | PeriodField):
            ends = ENDS.values() if isinstance(field, PeriodField) else ("",)
            for end, keys in zip(ends, days_of(field), strict=True):
                parts = zip(keys, "年月日", strict=True)
                wanted |= {f"{field.id}.{part}": f"{names[field.id]}：{end}{word}" for part, word in parts}
        else:
            wanted[field.id] = names[field.id]

    fields = opened(file).get_fields() or {}

    found = {name: field["/TU"] for name, field in fields.items() if "/FT" in field}
    assert list(found.items()) == list(wanted.items())


def test_fields_are_what_the_form_says() -> None:
    table = []
    for annotation in opened(FORMS[1]).pages[0]["/Annots"]:
        widget = annotation.get_object()
        flags = widget.get("/Ff", 0)
        assert not flags & READ_ONLY
        if widget["/FT"] == "/Tx":
            assert flags & NO_SCROLLING
            assert widget["/DA"] == "/Song 10.5 Tf 0 g"
        marks = [mark for mark, flag in (("required", REQUIRED), ("lines", MULTILINE)) if flags & flag]
        marks += ["centred"] if widget.get("/Q") == 1 else []
        table.append(" ".join([widget["/T"], widget["/FT"], str(widget.get("/MaxLen", "")), *marks]))

    assert table == [
        "name /Tx  required centred",
        "year /Tx 4 required centred",
        "month /Tx 2 required centred",
        "day /Tx 2 required centred",
        "post /Tx 30",
        "number /Tx 12 centred",
        *(f"{option} /Btn " for option in ("class", "online", "self", "abroad", "other")),
        "topic /Tx  lines",
        "start /Tx  centred",
        "hours /Tx 5 centred",
        "host /Tx ",
        "summary /Tx 800 required lines",
        "unit_opinion /Tx  lines",
        "year /Tx 4 centred",
        "month /Tx 2 centred",
        "day /Tx 2 centred",
        "yes /Btn ",
        "no /Btn ",
        "officer /Tx ",
        "year /Tx 4 centred",
        "month /Tx 2 centred",
        "day /Tx 2 centred",
    ]


@every_form
def test_fields_are_empty_and_viewers_are_not_asked_to_draw_them(file: str) -> None:
    assert opened(file).root_object["/AcroForm"]["/NeedAppearances"].value is False
    for field in (opened(file).get_fields() or {}).values():
        assert field.get("/V") in (None, "/Off")


@every_form
def test_what_is_typed_is_read_back(file: str) -> None:
    pdf = changed(file, "/Tx", lambda name: TextStringObject(f"{name}：填写𠮷\n第二行"))

    fields = (PdfReader(io.BytesIO(pdf)).get_fields() or {}).values()

    typed = [field for field in fields if field.get("/FT") == "/Tx"]
    assert typed
    assert all(field["/V"] == f"{field['/TU']}：填写𠮷\n第二行" for field in typed)


@every_form
def test_chinese_typed_into_the_form_in_a_browser_is_kept_and_drawn(file: str) -> None:
    pdf, rows = clicked_and_typed(file, "培训")
    _, other_rows = clicked_and_typed(file, "训培")

    fields = PdfReader(io.BytesIO(pdf)).get_fields() or {}
    for entry in entries(file):
        field, drawn = fields[".".join(entry.path)], inside(rows, entry.rect)
        assert min(drawn) < 64
        if isinstance(entry, TickEntry):
            assert field["/V"] == "/Yes"
        else:
            assert field["/V"] == "培训"
            # Were the signs missing, both texts would look the same.
            assert drawn != inside(other_rows, entry.rect)


@every_form
def test_what_is_ticked_is_read_back(file: str) -> None:
    pdf = changed(file, "/Btn", lambda name: NameObject("/Off" if name.endswith("公共科目") else "/Yes"))

    fields = (PdfReader(io.BytesIO(pdf)).get_fields() or {}).values()

    for field in fields:
        if field.get("/FT") == "/Btn":
            assert field["/V"] == ("/Off" if field["/TU"].endswith("公共科目") else "/Yes")


# --- what is heard ----------------------------------------------------------------------------


def outline(element: Any, depth: int = 0) -> Iterator[str]:
    """Yield the structure tree, one element a line; a widget by its accessible name."""
    attributes = element.get("/A", {})
    marks = [
        f"{key[1:]}={str(attributes[key]).lstrip('/')}" for key in ("/Scope", "/ColSpan") if key in attributes
    ]
    kids = [kid.get_object() for kid in element["/K"]] if isinstance(element["/K"], list) else [element["/K"]]
    shown = [str(kid) if isinstance(kid, int) else kid["/Obj"]["/TU"] for kid in kids if not is_element(kid)]
    yield "  " * depth + " ".join([element["/S"][1:], *marks, *shown])
    for kid in kids:
        if is_element(kid):
            assert kid["/P"] == element
            yield from outline(kid, depth + 1)


def is_element(kid: Any) -> bool:
    return not isinstance(kid, int) and kid.get("/Type") == "/StructElem"


def test_the_structure_tree_is_heading_table_and_note() -> None:
    tree = list(outline(opened(FORMS[1]).root_object["/StructTreeRoot"]["/K"]))

    assert tree[:29] == [
        "Document",
        "  H1 0",
        "  Table",
        "    TR",
        "      TH Scope=Row ColSpan=2 1",
        "      TD",
        "        Form 姓名",
        "      TH Scope=Row 2",
        "      TD ColSpan=3",
        "        Form 出生年月日：年",
        "        Span 3",
        "        Form 出生年月日：月",
        "        Span 4",
        "        Form 出生年月日：日",
        "        Span 5",
        "    TR",
        "      TH Scope=Row ColSpan=2 6",
        "      TD ColSpan=2",
        "        Form 现聘岗位名称及等级",
        "      TH Scope=Row 7",
        "      TD ColSpan=2",
        "        Form 编号（No.）",
        "    TR",
        "      TH Scope=Row ColSpan=2 8",
        "      TD ColSpan=5",
        "        Form 学习方式：脱产培训",
        "        Span 9",
        "        Form 学习方式：网络培训",
        "        Span 10",
    ]
    assert tree[35:41] == [
        "    TR",
        "      TH Scope=Column 14",
        "      TH Scope=Column ColSpan=2 15",
        "      TH Scope=Column 16",
        "      TH Scope=Column 17",
        "      TH Scope=Column ColSpan=2 18",
    ]
    assert tree[-1] == "  P 31"


@every_form
def test_every_field_is_heard_in_the_order_it_is_seen(file: str) -> None:
    reader = opened(file)
    page = reader.pages[0]
    widgets = [annotation.get_object() for annotation in page["/Annots"]]
    tree = list(outline(reader.root_object["/StructTreeRoot"]["/K"]))

    assert page["/Tabs"] == "/S"
    assert [line.strip()[5:] for line in tree if line.strip().startswith("Form ")] == [
        widget["/TU"] for widget in widgets
    ]


@every_form
def test_words_and_fields_lead_back_to_their_elements(file: str) -> None:
    reader = opened(file)
    page = reader.pages[0]
    numbers = reader.root_object["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    parents = {numbers[at]: numbers[at + 1].get_object() for at in range(0, len(numbers), 2)}
    marked = [int(number) for number in re.findall(rb"/MCID (\d+)", page.get_contents().get_data())]

    assert page["/StructParents"] == 0
    assert marked == list(range(len(parents[0])))
    for number in marked:
        assert number in parents[0][number].get_object()["/K"]
    for annotation in page["/Annots"]:
        form = parents[annotation.get_object()["/StructParent"]]
        assert form["/S"] == "/Form"
        assert form["/K"][0]["/Obj"] == annotation.get_object()


@every_form
def test_all_drawing_is_marked_as_words_or_as_an_artifact(file: str) -> None:
    content = opened(file).pages[0].get_contents().get_data()
    depth = 0
    for line in content.splitlines():
        depth += line.count(b"BDC") + line.count(b"BMC") - line.count(b"EMC")
        assert depth > 0 or not re.search(rb"\b(Tj|S|re|l)\b", line)
    assert depth == 0
