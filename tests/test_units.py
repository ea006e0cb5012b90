"""Lists of units: read with every fault told, and found again by any part of a name, or by an id."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from browser_modules import said_by
from generated_units import generated_units
from policypress.faults import Fault
from policypress.model.units import Unit
from policypress.policy import load
from policypress.units.grams import MANY, SHOWN, grams
from policypress.units.ids import id_of, key_of
from policypress.units.index import unit_files
from spreadsheets import workbook, workbook_of

HEAD = "单位名称,主管部门,同级人事综合管理部门"
MOST_BYTES = 50_000


def ask(folder: Path, questions: Sequence[dict[str, str]]) -> list[dict[str, Any]]:
    return list(said_by("units-stdin.js", questions, str(folder)))


def written(folder: Path, units: Sequence[Unit]) -> Path:
    for path, data in unit_files(units).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def listed(project: Path, name: str, text: str, encoding: str = "utf-8") -> None:
    (project / "policy/units").mkdir(exist_ok=True)
    (project / "policy/units" / name).write_bytes(text.encode(encoding))


def test_lists_in_yaml_csv_and_excel_are_one_list(project: Path) -> None:
    listed(project, "一.yaml", "- name: 某某省某某医院\n  department: 某某省某某委员会\n")
    listed(project, "二.csv", f"{HEAD}\r\n某某市某某中学,某某市教育局,某某市人社局\r\n", "gb18030")
    sheet = workbook([["主管部门", "单位名称"], ["某某厅", "某某学院"]])
    (project / "policy/units/三.xlsx").write_bytes(sheet)
    assert set(load(project).units) == {
        Unit(name="某某省某某医院", department="某某省某某委员会"),
        Unit(name="某某市某某中学", department="某某市教育局", bureau="某某市人社局"),
        Unit(name="某某学院", department="某某厅"),
    }


@pytest.mark.parametrize(
    ("name", "text", "line", "place", "words"),
    [
        ("a.csv", f"{HEAD},电话\n某某,,,1\n", 1, "第 1 行“电话”", "也不收人员和电话"),
        ("a.csv", "主管部门\n某某局\n", 1, "第 1 行“单位名称”", "表头没有“单位名称”一列"),
        ("a.csv", "单位名称，主管部门\n甲，乙\n", 1, "文件", "这个文件第 1 行的各列没有用英文逗号分开"),
        ("a.csv", "单位名称,单位名称\n甲,乙\n", 1, "第 1 行“单位名称”", "写了两次"),
        ("a.csv", f"{HEAD}\n某某院,某某局,\n,某某局,\n", 3, "第 3 行“单位名称”", "没有写单位名称"),
        (
            "a.csv",
            f"{HEAD}\n某某院,,\n某某 院,,\n",
            3,
            "第 3 行“单位名称”",
            "policy/units/a.csv:2（某某院）重名",
        ),
        ("a.csv", f"{HEAD}\n某某院,局0731-80000000,\n", 2, "第 2 行“主管部门”", "像是电话或邮箱"),
        ("a.csv", f"{HEAD}\n某某院,,a@example.org\n", 2, "第 2 行“同级人事综合管理部门”", "像是电话或邮箱"),
        ("a.csv", f"{HEAD}\n{'某' * 101},,\n", 2, "第 2 行“单位名称”", "至多 100 字"),
        ("a.csv", "", 1, "文件", "这个文件是空的"),
        ("a.yaml", "- name: 某某院\n- name: 某某局\n  leader: 张某\n", 3, "[2].leader", "没有“leader”这一项"),
        ("a.yaml", '- name: 某某院\n- name: "某\\n某"\n', 2, "[2].name", "不能换行"),
        ("a.csv", f"{HEAD}\n某某院,,,80000000\n", 2, "第 2 行“第 4 列”", "“80000000”上面没有表头"),
        ("a.txt", "某某院", 1, "文件", "这里不认识这个文件"),
    ],
)
def test_each_fault_names_file_and_row(  # noqa: PLR0917 - one case in every column
    project: Path,
    faults: Callable[[], tuple[Fault, ...]],
    name: str,
    text: str,
    line: int,
    place: str,
    words: str,
) -> None:
    listed(project, name, text)
    [fault] = faults()
    assert (fault.file, fault.line, fault.place) == (f"policy/units/{name}", line, place)
    assert words in fault.message


def test_a_workbook_says_what_it_cannot_give(project: Path, faults: Callable[[], tuple[Fault, ...]]) -> None:
    sheets = {"省直": [["单位名称"], ["某某院"], ["#N/A"], ["=A2"]], "市县": [["单位名称"], ["某某中学"]]}
    (project / "policy/units").mkdir()
    (project / "policy/units/a.xlsx").write_bytes(workbook_of(sheets))
    assert [(fault.line, fault.place, fault.message) for fault in faults()] == [
        (
            1,
            "文件",
            "只读了工作表“省直”，没有读“市县”；需要的请另存为单独的文件，再从这个文件里删去，用不着的直接删去",
        ),
        (3, "第 3 行“单位名称”", "“#N/A”是表格软件显示的错误；请改正这一格"),
        (4, "第 4 行“单位名称”", "是没有结果的公式；请用表格软件打开这个文件，保存后再试"),
    ]


def test_a_form_takes_from_a_unit_only_what_its_field_holds(
    project: Path, edit: Callable[[str, str, str], int], faults: Callable[[], tuple[Fault, ...]]
) -> None:
    edit("policy/forms/offline-training.yaml", "from_unit: name", "from_unit: name\n            length: 4")
    edit("policy/forms/offline-training.yaml", "unit: 湖南省某某医院", "unit: 某某医院")
    listed(project, "a.csv", f"{HEAD}\n某某某某院,,\n")
    [fault] = faults()
    assert fault.message == "有 5 字；至多 4 字（《事业单位工作人员线下培训备案表》的“申报单位”）"


@settings(max_examples=40)
@given(st.lists(st.text("某甲乙丙", min_size=1, max_size=6), min_size=1, max_size=400))
def test_every_piece_of_a_name_leads_to_it_or_to_the_first_that_have_it(keys: list[str]) -> None:
    found = {gram.text: gram for gram in grams(keys)}
    for text, gram in found.items():
        holding = tuple(unit for unit, key in enumerate(keys) if text in key)
        assert gram.units == (holding if gram.whole else holding[:SHOWN])
        assert gram.whole == (len(holding) <= MANY)
    for key in keys:
        for at in range(len(key)):
            assert any(key[at:end] in found for end in range(at + 1, len(key) + 1))


def test_any_part_of_a_name_finds_its_unit_and_the_closest_comes_first(tmp_path: Path) -> None:
    units = generated_units(3_000)
    folder = written(tmp_path, units)
    wanted = units[::150]
    parts = [unit.name[2:] for unit in wanted] + [f" {unit.name} " for unit in wanted]
    for part, found in zip(parts, ask(folder, [{"find": part} for part in parts]), strict=True):
        names = [unit["name"] for unit in found["answer"]]
        holding = [unit.name for unit in units if key_of(part) in key_of(unit.name)]
        assert len(names) == min(len(holding), SHOWN)
        assert set(names) <= set(holding)
        assert len(names[0]) == min(map(len, holding))


def test_a_kept_address_gives_the_unit_whatever_else_is_listed(tmp_path: Path) -> None:
    units = generated_units(1_000)
    folder = written(tmp_path, units)
    questions = [{"id": id_of(unit.name)} for unit in units[::100]] + [{"id": "000000000000"}]
    *found, nobody = [each["answer"] for each in ask(folder, questions)]
    assert found == [
        {"id": id_of(unit.name), "name": unit.name, "department": unit.department, "bureau": unit.bureau}
        for unit in units[::100]
    ]
    assert nobody is None
    assert id_of("某某省某某医院") == "e87f501bfb99"


def test_a_file_of_ids_that_is_lost_is_told_from_a_unit_that_no_list_has(tmp_path: Path) -> None:
    units = [unit for unit in generated_units(400) if not id_of(unit.name).startswith("0")]
    folder = written(tmp_path, units)
    assert [each["answer"] for each in ask(folder, [{"id": "0" * 12}, {"id": "nobody"}])] == [None, None]
    lost = id_of(units[0].name)
    next(folder.rglob(f"ids-{lost[0]}.js")).unlink()
    with pytest.raises(AssertionError, match=f"ENOENT.*ids-{lost[0]}"):
        ask(folder, [{"id": lost}])


def test_among_fifty_thousand_units_an_answer_loads_little(tmp_path: Path) -> None:
    units = generated_units(50_000)
    folder = written(tmp_path, units)
    typed = ["某", "某某", "中学", "人民医院", *(unit.name for unit in units[::5_000])]
    typed += [unit.name[5:] for unit in units[::5_000]] + [unit.name[:9] for unit in units[::5_000]]
    questions = [{"find": text} for text in typed] + [{"id": id_of(unit.name)} for unit in units[::5_000]]
    answers = ask(folder, questions)
    assert all(each["answer"] for each in answers)
    assert max(each["bytes"] for each in answers) <= MOST_BYTES
