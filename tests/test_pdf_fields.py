"""The fields of a blank PDF form, and what a screen reader is told of them."""

from __future__ import annotations

import io
import re

import pypdfium2  # type: ignore[import-untyped] # it ships no types
from pypdf import PdfReader
from pypdf.generic import NameObject, TextStringObject
from pypdfium2 import raw as pdfium

from pdf_blanks import (
    FORMS,
    RESOLUTION,
    blank,
    changed,
    entries,
    every_form,
    form_of,
    inside,
    opened,
    outline,
)
from policypress.forms.fields import ENDS, ChoiceField, DateField, PeriodField, days_of
from policypress.forms.geometry import TickEntry

READ_ONLY, REQUIRED, MULTILINE, NO_SCROLLING = 1, 1 << 1, 1 << 12, 1 << 23


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
