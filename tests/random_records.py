"""Records at random for forms of every shape: what is filled in, and what no field takes."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import assert_never

from checkout import ROOT
from policypress.forms.fields import (
    ChoiceField,
    DateField,
    Field,
    LinesField,
    NumberField,
    PeriodField,
    TextField,
)
from policypress.forms.model import Form
from policypress.forms.repeating import columns
from policypress.read import read

FILES = (
    "policy/forms/offline-training.yaml",
    "tests/data/forms_word/registration.yaml",
    "tests/data/forms/study-register.yaml",
    "tests/data/forms/course-register.yaml",
)
FORMS = {form.id: form for form in (read(ROOT, file, Form).value for file in FILES)}
PIECES = (
    *(
        "某某单位",
        "培训，计划。",
        "（续）",
        "“引号”",
        "𠮷䶮〇Ⅱ㐀",
        "😀",
        "é ü ",
        "<&>\"'",
        "\u3000\u3000",
        " ",
        "\u00a0",
    ),
    *("\t", "peixun@example.org", "A" * 60, "www.example.org/" * 8, "1", "……", "\u2028", "\x85", "\ufeff"),
)
BAD = (
    "\x00",
    "\x0b",
    "\x7f",
    "\ufffe",
    "\U0001ffff",
    "\ud800",
    "\n",
    "".join(map(chr, range(1, 9))) + "\x0e\x0f",
)
BAD_DAYS = ("2023-02-29", "六月", "20230605", "2023-06-05/", "0000-01-01", "2023-W23-1", "2023-06-05 ")
BAD_PERIODS = ("2023-06-05", "2023-06-09/2023-06-05", "2023-06-05/2023-06-09/2023-06-10", "2023-06-05/六月")
NUMBERS = (
    "0",
    "-0",
    "-1.5",
    "999999999999.999999",
    "1000000000000",
    "7.123456",
    "7.1234567",
    "08",
    "八",
    "1e3",
)
Record = Mapping[str, str]


def at_random(form: Form, chance: random.Random) -> Record:
    """Return a record of odd texts, some too long, some that cannot stand on any page, some in rows beyond."""
    mild = chance.random() < 0.6
    fields = [field for _, _, field in form.placed()]
    fields += [
        column.at(number)[0]
        for column in columns(form, form.names()).values()
        for number in (column.repeat.times + 1, column.repeat.times + 7)
    ]
    return {field.id: value_at_random(field, chance, mild=mild) for field in fields if chance.random() > 0.4}


def value_at_random(field: Field, chance: random.Random, *, mild: bool) -> str:
    match field:
        case ChoiceField():
            labels = [option.label for option in field.options]
            return chance.choice(labels if mild else [*labels, "没有这一项"])
        case DateField():
            return chance.choice(["2023-06-05", "0987-12-01", *([] if mild else BAD_DAYS)])
        case PeriodField():
            days = "2023-06-05/2023-06-05", "0987-12-01/2024-02-29"
            return chance.choice([*days, *([] if mild else BAD_DAYS), *([] if mild else BAD_PERIODS)])
        case NumberField():
            return chance.choice(["8", "7.5" if field.decimals else "100", *([] if mild else NUMBERS)])
        case TextField() | LinesField():
            return text_at_random(field, chance, mild=mild)
    assert_never(field)


def text_at_random(field: TextField | LinesField, chance: random.Random, *, mild: bool) -> str:
    count = chance.choice([1, 2, 3] if mild else [1, 3, 8, 20, 90, 400])
    text = "".join(chance.choices(PIECES[:13] if mild else PIECES, k=count))
    if mild:
        text = text[: field.length]
    if field.kind == "lines":
        text = text.replace("某某单位", chance.choice(["\n", "\r\n", "某单位\n"]))
    return text + (chance.choice(BAD) if not mild and chance.random() < 0.1 else "")
