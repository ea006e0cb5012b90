"""Files of records are read the same by the command and by the browser's modules: values, and refusals in words."""

from __future__ import annotations

import base64
import csv
import io
import json
import random
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from browser_modules import said_by
from checkout import DATA, ROOT
from policypress.faults import UsageError
from policypress.form_page import reading_data
from policypress.forms.fields import ChoiceField
from policypress.forms.model import Form
from policypress.forms.records import read_records
from policypress.read import read
from policypress.xlsx_values import ERROR, NO_RESULT
from spreadsheets import workbook, workbook_of

FILES = (
    "policy/forms/offline-training.yaml",
    "tests/data/forms_word/registration.yaml",
    "tests/data/forms/study-register.yaml",
    "tests/data/forms/course-register.yaml",
)
FORMS = {form.id: form for form in (read(ROOT, file, Form).value for file in FILES)}
FORM, COURSES = "offline-training", "course-register"
TEXTS = (
    *(
        "某某",
        "  ",
        "",
        " 某\n某\r\n",
        "0731",
        "410000",
        "1e3",
        "６０",
        "-7.50",
        "公 共科目",
        "public",
        "PUBLIC",
    ),
    *(
        "2023-06-05",
        "２０２３年６月５日",
        "2023.6.5 09:30",
        "20230605",
        "45082",
        "45082.5",
        "2023-02-29",
        "六月",
    ),
    *(
        "2023年6月5日至2023年6月9日",
        "2023-6-5到9日",
        "2023/6/5—7/2",
        "2023-6-5/2023-2-30",
        "6月5日",
        "\u3000",
    ),
    *("其他", "e", "\x1f", "\ufeff", "<&>\"'", "𠮷😀", "=1+1"),
)
ODD_KEYS = (
    "车牌",
    "申报",
    "培训 名称",
    "单位意见日",
    "课程4",
    "课程12",
    "lesson_7",
    "hours9",
    "课程0",
    "Ｕｎｉｔ",
    "",
)

File = tuple[str, str, bytes]


def in_browser(files: Sequence[File]) -> list[list[dict[str, Any]] | str]:
    """Return what the browser's modules make of *files*, run by node."""
    asked = {
        "pages": {id_: reading_data(form, [form]) for id_, form in FORMS.items()},
        "files": [[id_, name, base64.b64encode(data).decode()] for id_, name, data in files],
    }
    said: list[list[dict[str, Any]] | str] = said_by("records-stdin.js", asked)
    return said


def in_python(path: Path, form: Form) -> list[dict[str, Any]] | str:
    """Return what the command makes of a file: its records, or why it cannot be read."""
    try:
        return [
            {
                "place": record.place,
                "values": dict(record.values),
                "refusals": [{"field": each.field, "message": each.message} for each in record.refusals],
            }
            for record in read_records(path, form).each
        ]
    except UsageError as error:
        # The command names the file, and says where its parser gave up.
        return re.sub(r"^(“[^”]*”|[^:]*:[0-9]+: 文件: (?:文件)?)|（.*）(?=；请检查引号)", "", str(error))


def assert_same(folder: Path, files: Sequence[File]) -> list[list[dict[str, Any]] | str]:
    ours = []
    for number, (id_, name, data) in enumerate(files):
        path = folder / f"{number}-{name}"
        path.write_bytes(data)
        ours.append(in_python(path, FORMS[id_]))
    for file, here, there in zip(files, ours, in_browser(files), strict=True):
        assert there == here, file[:2]
    return ours


def as_csv(rows: Sequence[Sequence[object]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(rows: Sequence[Sequence[object]]) -> bytes:
    return workbook(
        [cell.replace("\x1f", "") if isinstance(cell, str) else cell for cell in row] for row in rows
    )


def rows_at_random(form: Form, chance: random.Random) -> list[list[str]]:
    """Return a table with headings in any order; half of them with some unknown, some twice, some empty."""
    names, mild = form.names(), chance.random() < 0.5
    fields = [field for _, _, field in form.placed()]
    heads = [names[field.id] for field in fields if not mild or field.kind in {"text", "lines", "choice"}]
    if not mild:
        heads = [
            *chance.sample([*names, *heads], k=min(len(names), 12)),
            *chance.choices([*heads, *ODD_KEYS], k=3),
        ]
    chance.shuffle(heads)
    labels = [option.label for field in fields if isinstance(field, ChoiceField) for option in field.options]
    width = len(heads) if mild else len(heads) + chance.choice([-1, 0, 1])
    return [heads, *(chance.choices([*TEXTS, *labels], k=width) for _ in range(4))]


def as_json(rows: Sequence[Sequence[str]]) -> bytes:
    heads, *lines = rows
    records = [dict(zip(heads, line, strict=False)) for line in lines]
    return json.dumps(records, ensure_ascii=False).encode()


def test_columns_parted_by_another_sign_than_a_comma_are_told_in_the_same_words(tmp_path: Path) -> None:
    names = list(FORMS[COURSES].names().values())
    signs = "\t;；，、|"
    files = [(COURSES, "a.csv", f"{sign.join(names)}\n某{sign}某\n".encode()) for sign in signs]
    files += [
        (COURSES, "a.xlsx", as_xlsx([["；".join(names)], ["某"]])),
        (COURSES, "a.csv", "课程1，lesson_7\n某，某\n".encode()),
    ]
    told = "第 1 行的各列没有用英文逗号分开，写在了一格里；请用表格软件分成各列，另存为 .csv 或 .xlsx"
    assert assert_same(tmp_path, files) == [told] * len(files)
    alone = (COURSES, "a.csv", f"{names[0]}；车牌\n某\n".encode())
    [said] = assert_same(tmp_path, [alone])
    assert isinstance(said, list)
    assert "没有“" in said[0]["refusals"][0]["message"]


def test_random_files_of_every_kind_give_the_same_records_and_refusals(tmp_path: Path) -> None:
    chance = random.Random(3)  # noqa: S311 - seeded on purpose: the files must be the same every time
    files = []
    for id_, form in FORMS.items():
        for _ in range(25):
            rows = rows_at_random(form, chance)
            files += [
                (id_, "a.json", as_json(rows)),
                (id_, "表.csv", as_csv(rows)),
                (id_, "表.XLSX", as_xlsx(rows)),
            ]
    said = [record for file in assert_same(tmp_path, files) for record in file if isinstance(record, dict)]
    assert sum(bool(record["values"]) for record in said) > 500
    assert sum(not record["refusals"] for record in said) > 200


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "{",
            "[]",
            "3",
            "null",
            '"某"',
            "[[]]",
            '{"邮编": true}',
            '{"邮编": {"a": "1"}}',
            '{"邮编": ["1"]}',
        ),
        *('{"邮编": 410000, "联系电话": 0731}', '{"邮编": -1.50e3, "申报单位": NaN, "培训名称": -Infinity}'),
        *('\ufeff{"邮编": "1\\r\\n2"}', '{"申报单位": null, "培训名称": "\\"1, 2"}', '{"a": "1", "a": "2"}'),
        *('{"邮编": "1", "postcode": "2"}', '{"邮编": "1", "postcode": "1"}', '{"邮 编": " "}', "{'a': 1}"),
        *(
            '{"申报单位": "\\ud800"}',
            "[" * 3000,
            '{"邮编": 1.}',
            '{"邮编": 01}',
            '[{"邮编": 1}, {"邮编": [1]}]',
            '[{"邮编": 1}, "某", null, [], 1, true, {"邮编": [1, {"a": []}]}]',
            '[{"邮编": NaN}, {"邮编": [Infinity]}, {"邮编": {"b": -Infinity}}, NaN]',
            "[-NaN]",
            "[NaNNaN]",
        ),
        *('{1: "甲"}', '{NaN: "甲"}', '{"b": "1", "2": "1", "": "1", "__proto__": "1"}', '{"邮编" \n: "1:"}'),
    ],
)
def test_json_is_read_alike_down_to_how_numbers_are_written(tmp_path: Path, text: str) -> None:
    assert_same(tmp_path, [(FORM, "a.json", text.encode())])


def test_rows_may_come_as_a_list_and_go_on_beyond_those_printed(tmp_path: Path) -> None:
    rows = [{"课程": f"课{number}", "学时": number, "day": f"2023-6-{number}"} for number in range(1, 8)]
    record = {"起止日期": "2023年6月1日至7日", "课程表": rows, "课程1": "课1", "lesson_2": "别的"}
    [said] = assert_same(tmp_path, [(COURSES, "a.json", json.dumps(record).encode())])
    assert isinstance(said, list)
    assert said[0]["values"]["lesson_7"] == "课7"
    assert [each["message"] for each in said[0]["refusals"]] == ["“课程2”给了两次，内容不同；请只留一个"]
    refused = [
        json.dumps({"课程表": ["急救"]}),
        json.dumps({"课程表": [{"课程": ["急救"]}]}),
    ]
    assert_same(tmp_path, [(COURSES, "a.json", text.encode()) for text in refused])


def test_a_text_of_json_without_an_end_is_refused_at_once(tmp_path: Path) -> None:
    endless = '{"申报单位": "' + '\\"' * 2_400_000
    files = [(FORM, "a.json", text.encode()) for text in (endless, endless + "\\")]
    assert assert_same(tmp_path, files) == ["不是正确的 JSON；请检查引号、逗号和括号"] * 2


@pytest.mark.parametrize(
    ("text", "values", "told"),
    [
        ('{"申报单位": "甲", "申报单位": "乙"}', {"unit": "甲"}, ["申报单位"]),
        ('{"申报单位": "甲", "申报\\u5355位": "甲"}', {"unit": "甲"}, []),
        ('{"申报单位": "", "unit": "甲"}', {"unit": "甲"}, []),
        ('{"unit": "甲", "申报单位": ""}', {"unit": "甲"}, []),
        *(
            (
                f'{{"单位意见日期": "{first}", "unit_opinion_date": "{second}"}}',
                {"unit_opinion_date": day},
                [],
            )
            for first, second, day in [
                ("2023/6/5", "2023/6/5", "2023-06-05"),
                ("2023年6月5日", "2023-06-05", "2023-06-05"),
                (" ", "2023/6/5", "2023-06-05"),
                ("2023/6/5", " ", "2023-06-05"),
            ]
        ),
        ('{"培训科目": "公共科目", "subject": "公共科目"}', {"subject": "public"}, []),
        ('{"培训科目": "公共科目", "subject": "专业科目"}', {"subject": "public"}, ["培训科目"]),
    ],
)
def test_a_field_given_twice_is_told_where_its_values_differ(
    tmp_path: Path, text: str, values: dict[str, str], told: list[str]
) -> None:
    [said] = assert_same(tmp_path, [(FORM, "a.json", text.encode())])
    assert isinstance(said, list)
    assert said[0]["values"] == values
    assert [each["message"] for each in said[0]["refusals"]] == [
        f"“{name}”给了两次，内容不同；请只留一个" for name in told
    ]


def test_a_row_with_a_key_given_twice_is_told(tmp_path: Path) -> None:
    text = '{"课程表": [{"课程": "甲", "课程": "乙"}], "课程表": [{"学时": 1}]}'
    [said] = assert_same(tmp_path, [(COURSES, "a.json", text.encode())])
    assert isinstance(said, list)
    assert said[0]["values"] == {"lesson_1": "甲", "hours_1": "1"}
    assert [each["message"] for each in said[0]["refusals"]] == ["“课程1”给了两次，内容不同；请只留一个"]


def test_names_of_rows_beyond_those_printed_are_compared_as_other_names_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (DATA / "forms/course-register.yaml").read_text("utf-8")
    (tmp_path / "form.yaml").write_text(text.replace("label: 课程, help", "label: MOOC 课程, help"), "utf-8")
    monkeypatch.setitem(FORMS, "latin", read(tmp_path, "form.yaml", Form).value)
    [said] = assert_same(
        tmp_path, [("latin", "a.json", '{"mooc 课程2": "甲", "ＭＯＯＣ课程9": "乙"}'.encode())]
    )
    assert isinstance(said, list)
    assert said[0] == {"place": "第 1 条", "values": {"lesson_2": "甲", "lesson_9": "乙"}, "refusals": []}


def test_a_file_that_holds_no_records_is_refused_alike(tmp_path: Path) -> None:
    files = [
        (FORM, "a.csv", "申报单位,邮编\n".encode()),
        (FORM, "a.csv", b""),
        (FORM, "a.csv", "申报单位\n\n , \n".encode()),
        (FORM, "a.xlsx", b"PK"),
        (FORM, "a.json", "{}".encode("utf-16")),
        (FORM, "a.json", "申报单位".encode("gb18030")),
    ]
    assert all(isinstance(said, str) for said in assert_same(tmp_path, files))


def test_cells_with_dates_and_numbers_are_read_alike(tmp_path: Path) -> None:
    heads = ["培训名称", "邮编", "单位意见日期", "", "联系人电话", "备注"]
    rows: list[list[object]] = [
        [*heads],
        ["某某班", 410000, date(2023, 6, 5), "", "0731", ""],
        [1.5, "", 45082, "多出的", "", "某"],
    ]
    said = assert_same(tmp_path, [(FORM, "a.xlsx", as_xlsx(rows))])
    assert isinstance(said[0], list)
    assert said[0][0]["values"]["unit_opinion_date"] == "2023-06-05"


def test_a_postcode_typed_as_a_number_keeps_the_zero_that_is_shown(tmp_path: Path) -> None:
    [said] = assert_same(tmp_path, [(FORM, "a.xlsx", workbook([["邮编"], [10000]], A2="000000"))])
    assert [record["values"] for record in said if isinstance(record, dict)] == [{"postcode": "010000"}]


def test_a_cell_that_shows_no_value_of_its_own_is_told_by_its_column(tmp_path: Path) -> None:
    rows: list[list[object]] = [["申报单位", "邮编", ""], ["甲", "=1+1", "=A1"], ["#N/A", 1, ""]]
    [said] = assert_same(tmp_path, [(FORM, "a.xlsx", as_xlsx(rows))])
    assert [
        [each["message"] for each in record["refusals"]] for record in said if isinstance(record, dict)
    ] == [
        [f"“邮编”{NO_RESULT}", f"“第 3 列”{NO_RESULT}"],
        [f"“申报单位”写的“#N/A”{ERROR}"],
    ]


def test_the_page_is_told_of_a_sheet_that_is_not_read() -> None:
    rows = [["申报单位"], ["甲"]]
    [said] = in_browser([(FORM, "a.xlsx", workbook_of({"一": rows, "二": rows}))])
    assert [record["remarks"] for record in said if isinstance(record, dict)] == [
        ["只读了工作表“一”，没有读“二”；需要的请另存为单独的文件"]
    ]
