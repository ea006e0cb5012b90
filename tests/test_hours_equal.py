"""The hour rule and the reading of fields are the same in Python and in the browser's modules."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from checkout import ROOT
from hour_cases import differences, in_browser, random_differences
from policypress.example_records import case_records
from policypress.hour_vectors import vectors
from policypress.model.cases import CasesFile, Status
from policypress.read import read
from policypress.record_fields import FieldFault, read_amount, read_approval, read_day, read_year
from years import FICTION, RULE, RULES, record

RANDOM_CASES = 100_000


def test_both_say_the_same_at_every_threshold_bound_and_edge() -> None:
    assert differences((rule, records) for rule in RULES for records in vectors(rule)) == []


def test_both_say_the_same_of_every_case_of_a_small_grid() -> None:
    small = replace(
        FICTION,
        total_hours=40,
        total_days=20,
        subjects=tuple(replace(subject, hours=20) for subject in FICTION.subjects),
        credits=(
            replace(FICTION.credits[0], hours=20),
            replace(FICTION.credits[2], item_cap=20, year_cap=20),
        ),
    )
    ways = ["", *(credit.way for credit in small.credits)]
    subjects = [None, "public", "professional"]
    singles = [
        record(row=1, way=way, subject=subject, hours=hours, days=days, status=status, day=small.starts)
        for way, subject, hours, days, status in itertools.product(
            ways, subjects, (None, 20), (None, 10), Status
        )
    ]
    pairs = itertools.combinations_with_replacement(singles, 2)
    cases = ((small, (first, replace(second, row=2))) for first, second in pairs)
    assert differences(cases, (small,)) == []


def test_both_say_the_same_of_the_worked_examples() -> None:
    cases = read(ROOT, "policy/cases/2023.yaml", CasesFile).value.cases
    assert differences((RULE, case_records(RULE, case)) for case in cases) == []


def test_both_say_the_same_of_random_records() -> None:
    chance = random.Random(2023)  # noqa: S311 - seeded on purpose: the cases must be the same every time
    assert random_differences(chance, RANDOM_CASES) == []


AMOUNTS = [
    *("30", "29.5", "29.50", "0", "0.0", "007", "10000", "10000.0", "10000.1", "99999", "1" * 5000, "", "  "),
    *(
        "３０",
        "２９．５",
        "29。5",
        "29,5",
        "1,000",
        "-5",
        "－5",
        "−5",
        "-0",
        "+5",
        ".5",
        "5.",
        "1e3",
        "1e308",
        "NaN",
    ),
    *(
        "Infinity",
        "inf",
        "30学时",
        "30 学时",
        "30个学时",
        "三十",
        "30h",
        "29.55",
        "29.05",
        "٣",
        "½",
        "③",
        "\u3000 8 ",
        "\ufeff8",
    ),
]
DAYS = [
    *(
        "2023-03-01",
        "2023/3/1",
        "2023.3.1",
        "2023年3月1日",
        "2023 年 3 月 1 日",
        "２０２３－０３－０１",
        "2023年3月1号",
    ),
    *(
        "20230301",
        "2023-03-01 08:30:00",
        "2023-03-01T08:30",
        "2023-03-01 8:30",
        "2023-02-29",
        "2024-02-29",
        "1900-02-29",
    ),
    *(
        "2000-02-29",
        "2023-11-31",
        "2023-13-01",
        "2023-00-10",
        "2023-01-00",
        "0000-01-01",
        "0001-01-01",
        "2023",
        "2023-3",
    ),
    *(
        "23-3-1",
        "3月1日",
        "2023-03-01至2023-03-05",
        "45000",
        "明天",
        "",
        " ",
        "20231131",
        "2023-3-1-",
        "2023年3月",
    ),
]
YEARS = [
    "2022",
    "２０２２",
    "2022年",
    "2022年度",
    "2022 年",
    "22",
    "3022",
    "二〇二二",
    "",
    " ",
    "2022.0",
    "-2022",
]
APPROVALS = ["", " ", "已批准", "是", "否", " 无 ", "没有", "未批准", "人社函〔2023〕１号", "不批准。"]


def either(value: object) -> object:
    if isinstance(value, FieldFault):
        return f"fault: {value}"
    return value.isoformat() if isinstance(value, date) else value


def test_both_read_the_same_from_what_people_write() -> None:
    readers: Mapping[str, tuple[Callable[[str], object], list[str]]] = {
        "amounts": (read_amount, AMOUNTS),
        "days": (read_day, DAYS),
        "years": (read_year, YEARS),
        "approvals": (read_approval, APPROVALS),
    }
    said = in_browser({name: texts for name, (_, texts) in readers.items()})
    for name, (reader, texts) in readers.items():
        ours = {text: either(reader(text)) for text in texts}
        assert ours == dict(zip(texts, said[name], strict=True)), name
