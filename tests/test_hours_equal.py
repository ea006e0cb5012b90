"""The hour rule and the reading of fields are the same in Python and in the browser's modules."""

from __future__ import annotations

import itertools
import json
import random
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from policypress.calculator import record_data, rule_data
from policypress.hours import Record, Result, Rule, case_records, judge
from policypress.model import CasesFile, Status
from policypress.read import read
from policypress.record_fields import FieldFault, read_amount, read_approval, read_day, read_year
from years import RULE, RULES, record

HERE = Path(__file__).resolve().parent
RANDOM_CASES = 5_000
AROUND = (-1, 0, 1)
"""A tenth below a threshold, the threshold, a tenth above."""


def in_browser(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the browser's modules say, run by node."""
    whole = {"judge": [], "amounts": [], "days": [], "years": [], "approvals": [], **asked}
    done = subprocess.run(
        ["node", str(HERE / "judge-stdin.js")],
        input=json.dumps(whole),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    said: dict[str, Any] = json.loads(done.stdout)
    return said


def in_python(rule: Rule, records: Sequence[Record]) -> dict[str, Any]:
    """Return what the rule says, in the shape of site/js/hours.js."""
    result: Result = judge(rule, records)
    sums = [
        {"total": part.total, "subjects": dict(part.subjects), "days": part.days}
        for part in (result.counted, result.pending, result.missing)
    ]
    return {
        "year": result.year,
        "counted": sums[0],
        "pending": sums[1],
        "met": {"total": result.met.total, "subjects": dict(result.met.subjects)},
        "missing": sums[2],
        "qualified": result.qualified,
        "undecided": result.undecided,
        "openPoints": list(result.open_points),
        "wouldQualify": result.would_qualify,
        "excluded": [{"row": entry.row, "reason": entry.reason} for entry in result.excluded],
    }


def at_thresholds(rule: Rule) -> Iterator[list[Record]]:
    """Yield records that stand a tenth below, at and above every threshold, in every combination."""
    days = [None, *([rule.total_days + step for step in AROUND] if rule.total_days is not None else [])]
    subjects = [
        [record(subject=subject.id, hours=subject.hours + step) for step in AROUND]
        for subject in rule.subjects
    ]
    for own in itertools.product(*subjects):
        for step, some, status in itertools.product(AROUND, days, Status):
            rest = rule.total_hours + step - sum(r.hours or 0 for r in own)
            last = record(subject=None, hours=max(rest, 0), days=some, status=status)
            yield numbered([*own, last])


def at_the_ends_of_the_year(rule: Rule) -> Iterator[list[Record]]:
    """Yield one record on each side of the first and of the last day, with and without make-up."""
    days = [day + timedelta(days=step) for day in (rule.starts, rule.ends) for step in AROUND]
    makeups = [None, rule.year - 1, rule.year, rule.year + 1]
    for day, year, approval in itertools.product([*days, None], makeups, [None, "已批准"]):
        yield numbered([record(day=day, hours=1, makeup_year=year, makeup_approval=approval)])


def at_random(rule: Rule, chance: random.Random) -> list[Record]:
    """Return up to eight records that lie around the thresholds."""
    least = [rule.total_hours, *(subject.hours for subject in rule.subjects)]

    def amount() -> int | None:
        part = chance.choice(least) // chance.randint(1, 4)
        return chance.choice([None, 0, chance.randint(0, 1000), part + chance.choice(AROUND)])

    return numbered(
        [
            record(
                day=rule.starts + timedelta(days=chance.randint(-3, 368)),
                subject=chance.choice([None, *(subject.id for subject in rule.subjects)]),
                hours=amount(),
                days=chance.choice([None, None, chance.randint(0, 130)]),
                status=chance.choice([Status.RECOGNISED, Status.RECOGNISED, Status.PENDING]),
                makeup_year=chance.choice([None] * 8 + [rule.year - 1, rule.year]),
                makeup_approval=chance.choice([None, "已批准"]),
            )
            for _ in range(chance.randint(0, 8))
        ]
    )


def numbered(records: Sequence[Record]) -> list[Record]:
    return [
        record(**{name: getattr(r, name) for name in r.__slots__} | {"row": row})
        for row, r in enumerate(records, 2)
    ]


def assert_equal(pairs: Sequence[tuple[Rule, list[Record]]]) -> None:
    said = in_browser(
        {"judge": [[rule_data(rule), list(map(record_data, records))] for rule, records in pairs]}
    )
    differences = [
        (rule, records, ours, theirs)
        for (rule, records), theirs in zip(pairs, said["judge"], strict=True)
        if (ours := in_python(rule, records)) != theirs
    ]
    assert differences == []


def test_both_say_the_same_at_every_threshold() -> None:
    pairs = [(rule, records) for rule in RULES for records in at_thresholds(rule)]
    assert len(pairs) > 300
    assert_equal(pairs)


def test_both_say_the_same_at_the_ends_of_the_year() -> None:
    assert_equal([(rule, records) for rule in RULES for records in at_the_ends_of_the_year(rule)])


def test_the_worked_examples_come_out_in_the_browser_as_written() -> None:
    cases = read(HERE.parent, "policy/cases/2023.yaml", CasesFile).value.cases
    vectors = [case_records(RULE, case) for case in cases]
    said = in_browser({"judge": [[rule_data(RULE), list(map(record_data, records))] for records in vectors]})
    for case, result in zip(cases, said["judge"], strict=True):
        assert result["counted"] == {
            "total": case.result.total * 10,
            "subjects": {id_: hours * 10 for id_, hours in case.result.subjects.items()},
            "days": case.result.days * 10,
        }
        assert (result["qualified"], result["undecided"]) == (case.result.qualified, case.result.undecided)


def test_both_say_the_same_of_random_records() -> None:
    chance = random.Random(2023)  # noqa: S311 - seeded on purpose: the cases must be the same every time
    rules = (chance.choice(RULES) for _ in range(RANDOM_CASES))
    assert_equal([(rule, at_random(rule, chance)) for rule in rules])


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
