"""A form on its page: everything within its cell, nothing on anything, or refused with by how much."""

from __future__ import annotations

import itertools
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings

from any_forms import forms
from checkout import ROOT
from glyph_samples import ALL
from policypress.faults import UsageError
from policypress.forms.fields import (
    ChoiceField,
    DateField,
    LinesField,
    Option,
    PeriodField,
    TextField,
    days_of,
)
from policypress.forms.geometry import MM, PAGE_HEIGHT, PAGE_WIDTH, Page, Rect, TextEntry, TickEntry, Words
from policypress.forms.layout import lay_out, printed_text
from policypress.forms.model import Cell, Form, Row
from policypress.read import read

FORMS = (
    "policy/forms/offline-training.yaml",
    "tests/data/forms/study-register.yaml",
    "tests/data/forms/course-register.yaml",
)
ABOUT: dict[str, Any] = {"help": "某某。", "filled_by": "某某"}


def form_of(*rows: Row, columns: tuple[int, ...] = (30, 60), title: str = "某某表", note: str = "") -> Form:
    return Form(
        id="sample",
        document="sample",
        title=title,
        note=note,
        columns=tuple(map(Decimal, columns)),
        rows=rows,
        routing=None,
        examples=(),
        presets={},
    )


def row(height: float, *cells: Cell) -> Row:
    return Row(height=Decimal(str(height)), cells=cells)


def text(id_: str = "a", **more: Any) -> TextField:
    return TextField(kind="text", id=id_, label=id_, **ABOUT, **more)


def lines(id_: str = "b") -> LinesField:
    return LinesField(kind="lines", id=id_, label=id_, **ABOUT)


def date(id_: str = "d") -> DateField:
    return DateField(kind="date", id=id_, label=id_, **ABOUT)


def choice(*labels: str, id_: str = "c") -> ChoiceField:
    options = tuple(Option(id=f"o{number}", label=label) for number, label in enumerate(labels))
    return ChoiceField(kind="choice", id=id_, label=id_, options=options, **ABOUT)


def laid_out(form: Form) -> Page:
    return lay_out(form, ALL, ALL)


def refused(form: Form) -> str:
    with pytest.raises(UsageError) as caught:
        laid_out(form)
    return str(caught.value)


def words(page: Page) -> list[Words]:
    return [item for cells in page.rows for cell in cells for item in cell.items if isinstance(item, Words)]


def inside(inner: Rect, outer: Rect) -> bool:
    near = 0.01
    return (
        inner.x0 >= outer.x0 - near
        and inner.y0 >= outer.y0 - near
        and inner.x1 <= outer.x1 + near
        and inner.y1 <= outer.y1 + near
    )


def apart(one: Rect, other: Rect) -> bool:
    near = 0.01
    return (
        one.x1 <= other.x0 + near
        or other.x1 <= one.x0 + near
        or one.y1 <= other.y0 + near
        or other.y1 <= one.y0 + near
    )


@pytest.mark.parametrize("file", FORMS)
def test_everything_stands_within_its_cell_and_nothing_on_anything(file: str) -> None:
    page = laid_out(read(ROOT, file, Form).value)

    assert_tiled(page)
    for cell in itertools.chain.from_iterable(page.rows):
        boxes = [frame for item in cell.items for frame in frames(item)]
        assert all(apart(box, other) for i, box in enumerate(boxes) for other in boxes[:i])


def assert_tiled(page: Page) -> None:
    """Assert that the cells cover the table, none any other, and that what they hold stands within them."""
    cells = [cell for row in page.rows for cell in row]
    for i, cell in enumerate(cells):
        assert inside(cell.rect, page.table)
        assert all(apart(cell.rect, other.rect) for other in cells[:i])
        assert all(inside(box, cell.rect) for item in cell.items for box in frames(item))
    area = sum(cell.rect.width * cell.rect.height for cell in cells)
    assert area == pytest.approx(page.table.width * page.table.height)


def frames(item: Words | TextEntry | TickEntry) -> list[Rect]:
    if not isinstance(item, Words):
        return [item.rect]
    return [
        Rect(
            line.x,
            line.y - item.size * 0.12,
            line.x + ALL.width(line.text.rstrip()) * item.size / 1000,
            line.y + item.size * 0.88,
        )
        for line in item.lines
    ]


@pytest.mark.parametrize("file", FORMS)
def test_the_block_stands_in_the_middle_of_the_page(file: str) -> None:
    page = laid_out(read(ROOT, file, Form).value)

    assert page.table.x0 == pytest.approx(PAGE_WIDTH - page.table.x1)
    above = PAGE_HEIGHT - max(frame.y1 for frame in frames(page.title))
    assert page.note
    below = min(frame.y0 for frame in frames(page.note))
    assert above <= 40 * MM
    assert above <= below + 10


@pytest.mark.parametrize("file", FORMS)
def test_every_field_has_its_entries_in_reading_order(file: str) -> None:
    form = read(ROOT, file, Form).value
    wanted: list[tuple[str, ...]] = []
    for _, _, field in form.placed():
        if isinstance(field, ChoiceField):
            wanted += [(field.id, option.id) for option in field.options]
        elif isinstance(field, DateField | PeriodField):
            wanted += [(field.id, part) for day in days_of(field) for part in day]
        else:
            wanted.append((field.id,))

    assert [entry.path for entry in laid_out(form).entries()] == wanted


def test_labels_are_printed_as_written() -> None:
    page = laid_out(form_of(row(9, Cell(label="邮编"), Cell(label="事业单位\n人事　综合"))))

    assert [[line.text for line in item.lines] for item in words(page)] == [
        ["邮编"],
        ["事业单位", "人事　综合"],
    ]
    assert [item.text for item in words(page)] == ["邮编", "事业单位人事　综合"]


def test_a_label_is_set_smaller_before_it_is_refused() -> None:
    (item,) = words(
        laid_out(form_of(row(8.1, Cell(label="一二三四五六七八九十一二三四五", span=2)), columns=(12, 18)))
    )

    assert (item.size, len(item.lines)) == (8.0, 2)


def test_a_date_stands_at_the_lower_right() -> None:
    page = laid_out(form_of(row(30, Cell(span=2, fields=(lines(), date())))))

    opinion, year, month, day = page.entries()

    assert opinion.rect.y0 > day.rect.y1
    assert year.rect.y0 == month.rect.y0 == day.rect.y0 < page.table.y0 + 8
    assert [item.text for item in words(page)] == ["年", "月", "日"]
    assert page.table.x1 - words(page)[-1].lines[0].x == pytest.approx(11 + 8)


def test_options_go_onto_further_lines_where_one_does_not_hold_them() -> None:
    page = laid_out(
        form_of(row(20, Cell(span=2, fields=(choice("一二三四", "五六七八", "九十一二"),))), columns=(27, 27))
    )

    first, second, third = page.entries()

    assert first.rect.y0 == second.rect.y0 > third.rect.y1
    assert first.rect.x0 == third.rect.x0


def test_several_fields_stand_one_under_the_other() -> None:
    page = laid_out(form_of(row(30, Cell(span=2, fields=(text("a"), lines("b"), text("e"))))))

    upper, middle, lower = page.entries()

    assert upper.rect.y0 > middle.rect.y1 > middle.rect.y0 > lower.rect.y1
    assert middle.rect.height > 2 * upper.rect.height == 2 * lower.rect.height


def test_what_a_field_is_reaches_its_entry() -> None:
    field = text(length=6, centred=True, required=True)

    (entry,) = laid_out(form_of(row(9, Cell(label="某某"), Cell(fields=(field,))))).entries()

    assert entry == TextEntry(path=("a",), name="a", rect=entry.rect, length=6, centred=True, required=True)


def test_a_long_title_is_set_smaller_then_on_two_lines() -> None:
    rows = row(9, Cell(label="某某", span=2))

    sizes = [laid_out(form_of(rows, title="表" * count)).title for count in (11, 14, 15)]

    assert [(title.size, [len(line.text) for line in title.lines]) for title in sizes] == [
        (22, [11]),
        (18, [14]),
        (18, [8, 7]),
    ]


def test_a_note_wider_than_the_table_is_broken() -> None:
    page = laid_out(form_of(row(9, Cell(label="某某", span=2)), note="注" * 40))

    assert page.note
    assert [len(line.text) for line in page.note.lines] == [25, 15]
    assert all(line.x == page.table.x0 for line in page.note.lines)


def test_a_form_without_a_note_has_none() -> None:
    assert laid_out(form_of(row(9, Cell(label="某某", span=2)))).note is None


def test_the_printed_text_is_what_the_regular_face_must_hold() -> None:
    form = form_of(
        row(9, Cell(label="甲\n乙"), Cell(fields=(choice("丙", "丁"), date()))), note="注。", title="表"
    )

    assert set(printed_text(form)) == set("甲乙丙丁年月日注。")


# --- what does not fit ------------------------------------------------------------------------


def test_a_form_too_tall_says_by_how_much() -> None:
    rows = [row(30, Cell(label="某某", span=2))] * 10

    message = refused(form_of(*rows))

    # Title 22 × 1.3 + 14 points above 300 mm; A4 less two margins of 15 mm leaves 267 mm.
    assert message == "表“某某表”比一页 A4 高出 48.0 毫米；请减小行高（height）或减少行数"


def test_a_form_too_wide_says_by_how_much() -> None:
    message = refused(form_of(row(9, Cell(label="某某", span=2)), columns=(100, 90)))

    assert message == "表“某某表”比一页 A4 宽出 10.0 毫米；请减小列宽（columns）"


def test_a_label_that_does_not_fit_is_named() -> None:
    message = refused(form_of(row(5, Cell(label="一二三四五六七八九十" * 3), Cell(fields=(text(),)))))

    assert message == (
        f"表“某某表”第 1 行“{'一二三四五六七八九十' * 3}”：格子太小，写不下“{'一二三四五六七八九十' * 3}”；"
        "请加宽这一列或加高这一行"
    )


def test_fields_that_do_not_fit_say_how_much_height_they_need() -> None:
    message = refused(form_of(row(9, Cell(label="某某"), Cell(fields=(lines(), date())))))

    assert message == "表“某某表”第 1 行“某某”：行高不够，至少还要加 3.3 毫米"


def test_a_date_that_does_not_fit_says_how_much_width_it_needs() -> None:
    message = refused(form_of(row(9, Cell(label="某某"), Cell(fields=(date(),))), columns=(30, 20)))

    assert message == "表“某某表”第 1 行“某某”：格子太窄，写不下年月日，至少还要加宽 13.5 毫米"


def test_an_option_that_does_not_fit_is_told() -> None:
    message = refused(form_of(row(9, Cell(label="某某"), Cell(fields=(choice("一" * 13, "二"),)))))

    assert message == "表“某某表”第 1 行“某某”：格子太窄，写不下“c”的选项；请加宽这一列"


def test_a_character_the_font_lacks_is_named() -> None:
    message = refused(form_of(row(9, Cell(label="某𠮷", span=2))))

    assert message == "表“某某表”要印的字，字体 Sample 里没有：𠮷（U+20BB7）；请换用思源宋体"


@settings(max_examples=150, deadline=None)
@given(forms())
def test_any_form_is_laid_out_on_its_page_or_refused_in_words(form: Form) -> None:
    try:
        page = laid_out(form)
    except UsageError as error:
        told, page = str(error), None
    if page is None:
        assert told.startswith(f"表“{form.title}”")
        return
    assert_tiled(page)
    assert inside(page.table, Rect(0, 0, PAGE_WIDTH, PAGE_HEIGHT).inset(15 * MM, 15 * MM))
