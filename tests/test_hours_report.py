"""The results of a rule as table, CSV and JSON."""

from __future__ import annotations

import json

from checkout import DATA
from policypress.hours import Result, judge, judge_all
from policypress.hours_report import csv_report, json_text, missing_text, requirements_text, table_text
from policypress.model.cases import Status
from policypress.tables import read_table
from policypress.training_records import read_records
from years import BOUNDED, HOURS_ONLY, RULE, record

OVER = judge(
    BOUNDED,
    [
        record(row=2, name="戊", way="某某自学", hours=165),
        record(row=3, name="戊", way="某某自学", hours=150),
        *(record(row=row, name="戊", way="某某论文", subject=None) for row in (4, 5, 6)),
    ],
)
TAKEN_AWAY = [
    "第 2 行：每项有上限，超出的 0.5 学时不计。",
    "“某某论文”（科目未填）：共 37.5 学时，一年至多计 25 学时。",
    "“某某自学”（公共科目）：共 31 学时，一年至多计 30 学时。",
]


def shared() -> tuple[Result, ...]:
    reading = read_records(read_table(DATA / "hours.csv"), RULE)
    return judge_all(RULE, reading.records, reading.unread)


OPEN = judge(
    RULE,
    [
        record(row=2, name="丁", hours=300),
        record(row=3, name="丁", subject="professional", days=120),
        record(row=4, name="丁", hours=10, makeup_year=2023),
        record(row=5, name="丁", subject=None, hours=20, days=5, status=Status.PENDING),
    ],
)


def test_json_says_of_the_shared_example_what_it_must() -> None:
    said = json.loads(json_text(RULE, shared()))
    expected = json.loads((DATA / "hours.json").read_text("utf-8-sig"))
    for person, wanted in zip(said, expected, strict=True):
        assert {key: person[key] for key in wanted if key != "pending"} | {
            "pending": wanted["pending"]
        } == wanted
        assert person["pending"] == wanted["pending"] | {"days": 0}


def test_json_has_exactly_the_agreed_shape_with_plain_numbers() -> None:
    assert json_text(RULE, [OPEN]) == (
        """[
 {
  "name": "丁",
  "year": 2023,
  "hours": {
   "total": 30,
   "public": 30,
   "professional": 0
  },
  "days": 12,
  "met": {
   "total": true,
   "public": true,
   "professional": false
  },
  "qualified": false,
  "undecided": true,
  "pending": {
   "total": 2,
   "public": 0,
   "professional": 0,
   "days": 0.5
  },
  "excluded": [
   {
    "row": 4,
    "reason": "补训没有填写批准；补训须经批准才计入"
   }
  ]
 }
]
"""
    )


def test_the_table_is_aligned_and_says_why() -> None:
    assert table_text(RULE, [*shared(), OPEN]).splitlines() == [
        "2023 年度学时情况，要求：累计不少于 90 学时或者 12 天，公共科目不少于 30 学时，专业科目不少于 60 学时",
        "",
        "姓名  结论      累计学时  天数  公共科目  专业科目  还差                                       待认定",
        "甲    达标      90        0     30        60        -                                          -",
        "乙    未达标    90.5      0     29.5      61        公共科目 0.5 学时                          -",
        "丙    未达标    62        4     30        32        累计 28 学时（或 8 天），专业科目 28 学时  专业科目 28 学时",
        "丁    不能判定  30        12    30        0         专业科目 60 学时                           科目未填 2 学时，0.5 天",
        "",
        "丙：若待认定的记录全部认定，即达标。",
        "丁：不能判定：本通知未规定天数与学时的折算。",
        "丁：第 4 行未计入：补训没有填写批准；补训须经批准才计入。",
        "",
        "同名的记录按同一人计算；只计已认定的记录。",
    ]


def test_csv_has_one_row_a_person_in_quoted_fields() -> None:
    header, row, end = csv_report(RULE, [OPEN]).split("\r\n")
    assert header == (
        '"姓名","年度","结论","已计入累计学时","已计入天数","已计入公共科目学时","已计入专业科目学时",'
        '"还差累计学时","还差天数","还差公共科目学时","还差专业科目学时",'
        '"待认定累计学时","待认定天数","待认定公共科目学时","待认定专业科目学时","若待认定的全部认定","说明"'
    )
    assert row == (
        '"丁","2023","不能判定","30","12","30","0","0","0","0","60","2","0.5","0","0","不能判定",'
        '"不能判定：本通知未规定天数与学时的折算。第 4 行未计入：补训没有填写批准；补训须经批准才计入。"'
    )
    assert end == ""


def test_who_has_rows_that_were_not_read_is_told_in_every_report() -> None:
    results = judge_all(RULE, [record(name="甲", hours=300)], {"甲": 1, "乙": 2})
    told = ["有 1 行没有读入，结论没有包括。", "有 2 行没有读入，结论没有包括。"]
    lines = table_text(RULE, results).splitlines()
    assert [line for line in lines if "：" in line][1:] == [
        f"甲：{told[0]}",
        "乙：不能判定：没有能读入的记录。",
        f"乙：{told[1]}",
    ]
    rows = csv_report(RULE, results).splitlines()[1:]
    assert [row.split(",")[2] for row in rows] == ['"未达标"', '"不能判定"']
    assert [row.endswith(f'{end}"') for row, end in zip(rows, told, strict=True)] == [True, True]
    said = json.loads(json_text(RULE, results))
    assert [(each["name"], each["undecided"], each["unread"]) for each in said] == [("甲", False, 1)]


def test_days_are_not_spoken_of_where_the_notice_offers_none() -> None:
    assert (
        requirements_text(HOURS_ONLY) == "累计不少于 100 学时，公共科目不少于 30 学时，专业科目不少于 60 学时"
    )
    missing = judge(HOURS_ONLY, [record(hours=300)]).missing
    assert missing_text(HOURS_ONLY, missing) == "累计 70 学时，专业科目 60 学时"


def test_what_the_bounds_of_a_notice_take_away_is_told() -> None:
    assert [
        line for line in table_text(BOUNDED, [OVER]).splitlines() if "学时不计" in line or "至多" in line
    ] == [f"戊：{sentence}" for sentence in TAKEN_AWAY]
    assert "".join(TAKEN_AWAY) in csv_report(BOUNDED, [OVER])
    [person] = json.loads(json_text(BOUNDED, [OVER]))
    assert person["cut"] == [{"row": 2, "hours": 0.5}]
    assert person["capped"] == [
        {"way": "某某论文", "subject": None, "hours": 37.5, "cap": 25},
        {"way": "某某自学", "subject": "public", "hours": 31, "cap": 30},
    ]
