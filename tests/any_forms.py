"""Forms of any shape, and records of them, for property tests."""

from __future__ import annotations

import itertools
import operator
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from policypress.forms.fields import (
    ChoiceField,
    DateField,
    Field,
    LinesField,
    NumberField,
    Option,
    PeriodField,
    Space,
    TextField,
)
from policypress.forms.model import Cell, Form, Repeat, Row
from policypress.forms.repeating import columns

RARE = "\N{CJK UNIFIED IDEOGRAPH-20BB7}\N{CJK UNIFIED IDEOGRAPH-4DAE}〇Ⅱ"
WORDS = st.text("培训计划意见（）、，“”—…某ABxy 12<>&\"'\u3000", min_size=1, max_size=12).filter(str.strip)
LABELS = st.lists(WORDS, min_size=1, max_size=3).map("\n".join)
NUMBERS = ("甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸")
PLAIN: Mapping[str, type[LinesField | DateField | PeriodField]] = {
    "lines": LinesField,
    "date": DateField,
    "period": PeriodField,
}
KINDS = ("text", "lines", "date", "choice", "period", "number")


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """Return a form with spans, repeated rows and every kind of field; whether it fits a page is open."""
    widths = draw(st.lists(st.integers(5, 36), min_size=1, max_size=5))
    times = draw(st.lists(st.sampled_from([0, 0, 0, 1, 3]), min_size=1, max_size=4))
    covered = [0] * len(widths)
    tags = (f"{one}{other}" for one, other in itertools.product(NUMBERS, repeat=2))
    rows = tuple(_row(draw, at, times, covered, tags) for at in range(len(times)))
    return Form(
        id="sample",
        document="sample",
        title=draw(WORDS),
        note=draw(st.just("") | LABELS),
        columns=tuple(map(Decimal, widths)),
        rows=rows,
        routing=None,
        examples=(),
        presets={},
    )


def _row(draw: st.DrawFn, at: int, times: list[int], covered: list[int], tags: Iterator[str]) -> Row:
    """Return the row *at*; *covered* says up to which row a cell from above reaches, by column."""
    cells, column = [], 0
    while column < len(covered):
        if covered[column] > at:
            column += 1
            continue
        free = itertools.takewhile(lambda reaches: reaches <= at, covered[column:])
        span = draw(st.integers(1, len(list(free))))
        end = at + 1 if times[at] else draw(st.integers(at + 1, len(times)))
        down = sum(max(1, each) for each in times[at:end])
        covered[column : column + span] = [end] * span
        cells.append(_cell(draw, span=span, down=down if end > at + 1 else 1, tags=tags, again=times[at] > 0))
        column += span
    repeat = Repeat(id=f"list_{at}", label=draw(WORDS), times=times[at]) if times[at] else None
    height, grows = Decimal(draw(st.integers(5, 60))), draw(st.booleans())
    return Row(height=height, cells=tuple(cells), grows=grows, repeat=repeat)


def _cell(draw: st.DrawFn, *, span: int, down: int, tags: Iterator[str], again: bool) -> Cell:
    label = draw(st.none() | LABELS | (st.just("{n}") if again else st.nothing()))
    kinds = [] if label else draw(st.lists(st.sampled_from((*KINDS, "photo", "seal")), max_size=3))
    inside = tuple(_field(draw, kind, next(tags)) for kind in kinds if not (again and kind == "lines"))
    return Cell(label=label, fields=inside, span=span, down=down)


def _field(draw: st.DrawFn, kind: Any, tag: str) -> Field | Space:
    """Return a field whose id and label end with *tag*, so that no two are alike."""
    label = draw(WORDS) + tag
    common: dict[str, Any] = {"kind": kind, "id": f"f{ord(tag[0])}_{ord(tag[1])}_x", "label": label}
    common |= {"help": "某。", "filled_by": "某某"}
    if kind in {"photo", "seal"}:
        return Space(kind=kind, label=label)
    if kind == "choice":
        labels = draw(st.lists(WORDS, min_size=2, max_size=6, unique=True))
        options = tuple(Option(id=f"o{number}", label=text) for number, text in enumerate(labels))
        return ChoiceField(**common, options=options)
    if kind == "text":
        return TextField(**common, centred=draw(st.booleans()))
    if kind == "number":
        return NumberField(**common, decimals=draw(st.integers(0, 6)))
    return PLAIN[kind](**common)


def records(form: Form) -> st.SearchStrategy[Mapping[str, str]]:
    """Return records of short texts for every field of *form*, rows beyond those printed too; some left out."""
    fields = [field for _, _, field in form.placed()]
    beyond = columns(form, form.names()).values()
    fields += [column.at(column.repeat.times + more)[0] for column in beyond for more in (1, 3)]
    return st.fixed_dictionaries({}, optional={field.id: values(field) for field in fields})


def values(field: Field) -> st.SearchStrategy[str]:
    """Return values that *field* takes, as a reading gives them."""
    line = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn")), max_size=6)
    rare = st.sampled_from([RARE, "<w:t>&amp;\"'", "　　首行缩进", " 前后 ", "\t"])
    day = st.dates().map(lambda day: day.isoformat())
    match field:
        case ChoiceField():
            return st.sampled_from([option.label for option in field.options])
        case DateField():
            return day
        case PeriodField():
            return st.lists(day, min_size=2, max_size=2).map(sorted).map("/".join)
        case NumberField():
            least, most = (-999 if field.least is None else field.least), field.most or 99_999
            return st.decimals(least, most, places=field.decimals).map("{:f}".format)
        case LinesField():
            return st.lists(line | rare, max_size=4).map("\n".join)
        case TextField():
            return (line | rare).map(operator.itemgetter(slice(field.length)))
