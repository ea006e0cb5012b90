"""What must hold of a form with repeated rows, cells over several rows, numbers and spaces: each rule broken once."""

from __future__ import annotations

from pathlib import Path

import pytest

from added_form import add_form
from checkout import DATA
from policypress.build import build
from policypress.faults import PolicyError
from policypress.policy import load

COURSES = DATA / "forms/course-register.yaml"


def faults_of(project: Path, old: str, new: str) -> list[tuple[str | None, str]]:
    """Return place and message of each fault once *old* stands as *new* in the form's definition."""
    path = add_form(project, COURSES, "moumou-2099-2")
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8", newline="\n")
    with pytest.raises(PolicyError) as caught:
        load(project)
    assert {fault.file for fault in caught.value.faults} == {"policy/forms/course-register.yaml"}
    return [(fault.place, fault.message) for fault in caught.value.faults]


def test_the_form_as_it_is_has_no_fault_and_is_built(project: Path, tmp_path: Path) -> None:
    add_form(project, COURSES, "moumou-2099-2")
    site = build(project, tmp_path / "dist", lambda _: None)
    folder = site / "forms/course-register"
    assert {path.suffix for path in folder.iterdir()} >= {".docx", ".pdf", ".html", ".xlsx"}


SPAN, DOWN, REPEAT = (
    "- {span: 3, fields: [{kind: text",
    "- {down: 3,",
    "repeat: {id: lessons, label: 课程表, times: 4}",
)
LESSON = "- {span: 2, fields: [{kind: text, id: lesson, label: 课程"


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        (SPAN, SPAN.replace("3", "2", 1), "rows[1].cells", "各格共占 4 列；应正好占 5 列"),
        (SPAN, SPAN.replace("3", "4", 1), "rows[1].cells", "各格共占 6 列；应正好占 5 列"),
        (SPAN, SPAN.replace("3", "0", 1), "rows", "每格至少占 1 列、1 行"),
        (DOWN, DOWN.replace("3", "2"), "rows[3].cells", "各格共占 4 列；应正好占 5 列，连同从上面占下来的格"),
        (DOWN, DOWN.replace("3", "4"), "rows[4].cells", "各格共占 6 列"),
        ("- label: 意见", "- {label: 意见, down: 2}", "rows[7].cells", "超出了表的末行"),
        ("columns: [24, 30,", "columns: [24, 60,", "columns", "各列共宽 190 毫米，一页 A4 至多 180 毫米"),
        (REPEAT, REPEAT.replace("lessons", "Lessons"), "rows[6].repeat.id", "应由小写字母"),
        (REPEAT, REPEAT.replace("lessons", "unit"), "rows[1].cells[2].fields[1].id", "“unit”用了 2 次"),
        (REPEAT, REPEAT.replace("4", "0"), "rows[6].repeat.times", "应在 1 至 99 之间"),
        (REPEAT, REPEAT.replace("4", "999999999"), "rows[6].repeat.times", "应在 1 至 99 之间"),
        ('- label: "{n}"', '- {label: "{n}", down: 2}', "rows[6].cells[1].down", "不能占几行"),
        (LESSON, LESSON.replace("text", "lines"), "rows[6].cells[2].fields[1]", "不能有多行文字栏"),
        (LESSON, LESSON + "：甲", "rows[6].cells[2].fields[1]", "不能含“：”"),
        (LESSON, LESSON + "2", "rows[6].cells[2].fields[1]", "以数字结尾"),
        (LESSON, LESSON.replace("id: lesson", "id: lesson2"), "rows[6].cells[2].fields[1]", "以数字结尾"),
        (REPEAT, REPEAT.replace("课程表", "单位"), "rows[1].cells[2].fields[1].label", "有几栏都叫“单位”"),
        ("decimals: 1", "decimals: 9", "rows[6].cells[3].fields[1].decimals", "应在 0 至 6 之间"),
        ("{kind: photo, label: 照片}", "{kind: photo, label: 相片}", "rows[1].cells[3].fields[1].label", "不在所存文本中"),
        ("named_by: [unit]", "named_by: [people]", "named_by[1]", "不是本表的单行文字栏"),
        ("examples: []", "examples: [{title: 某某, values: {people: 若干}}]", "examples[1].values.people", "应为数"),
        (
            "examples: []",
            "examples: [{title: 某某, values: {hours_9: '7.25'}}]",
            "examples[1].values.hours_9",
            "“学时9”至多写 1 位小数",
        ),
    ],
)  # fmt: skip
def test_each_rule_is_told_at_its_place(project: Path, old: str, new: str, place: str, words: str) -> None:
    found = faults_of(project, old, new)
    assert [message for at, message in found if at == place and words in message], found


def test_a_form_without_a_field_is_told(project: Path) -> None:
    text = COURSES.read_text("utf-8")
    rows = text[text.index("rows:") : text.index("routing:")]
    only_labels = "rows:\n  - height: 9\n    cells: [{label: 单位, span: 5}]\n"
    found = faults_of(project, rows, only_labels)
    assert ("rows", "表里没有可填的栏；至少写一栏") in found
