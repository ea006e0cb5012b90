"""What must hold across the files of the real project, with one thing amiss in a copy of it.

Each rule alone, word for word: ``test_told``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from checkout import ROOT
from policypress.faults import Fault
from policypress.file_times import times_of
from policypress.years.roll import new_year

Edit = Callable[[str, str, str], int]
Faults = Callable[[], tuple[Fault, ...]]
HOURS = "policy/years/2023/hours.yaml"
SUBJECTS = "policy/years/2023/subjects.yaml"
PROFILES = "policy/profiles.yaml"
FORM = "policy/forms/offline-training.yaml"


def test_the_real_project_has_no_fault(faults: Faults) -> None:
    assert faults() == ()


def test_line_ends_of_windows_are_no_fault(project: Path, faults: Faults) -> None:
    for path in [*project.rglob("*.yaml"), *project.rglob("*.md"), *project.rglob("*.txt")]:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert faults() == ()


def test_one_digit_of_one_quote_changed_is_told_with_file_line_and_place(edit: Edit, faults: Faults) -> None:
    line = edit(HOURS, "公共科目培训不少于 30 学时", "公共科目培训不少于 31 学时")
    (fault,) = faults()
    assert (fault.file, fault.line, fault.place) == (HOURS, line, "facts.year_end.quote")
    assert "不在所存文本中" in fault.message


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("要学90学时。", "“90学时”不能直接写"),
        ("要学 ９０ 个学时。", "不能直接写"),
        ("要学九十学时。", "“九十学时”不能直接写"),
        ("一共 100 天。", "“100 天”不能直接写"),
        ("截止 12月31日。", "“12月31日”不能直接写"),
        ('要学{{ fact("total_huors") }}。', "没有名为“total_huors”的条目"),
        ('见[甲]({{ page("year:huors") }})。', "没有“year:huors”这一页"),
        ('见{{ document("none") }}。', "没有编号为“none”的文件"),
        ("{{ nothing() }}", "不认识“nothing”"),
        ("{{ fact(total) }}", "括号里只能写加引号的名称"),
        ("{{ fact(1) }}", "括号里只能写加引号的名称"),
        ("{{ ''.__class__ }}", "不认识"),
        ("{{ year.__class__ }}", "不认识"),
        ("{% for x in y %}{% endfor %}", "不能用这种写法"),
        ("{{ fact('a' }}", "花括号里的写法有误"),
        ("## 没有地址的小标题", "固定地址"),
        ("# 又一个标题", "只有一个"),
    ],
)
def test_content_that_types_a_number_or_calls_amiss_is_told_at_its_line(
    project: Path, faults: Faults, written: str, words: str
) -> None:
    path = project / "content/pages/about.md"
    lines = [*path.read_text("utf-8").rstrip("\n").split("\n"), "", written]
    path.write_text("\n".join(lines) + "\n", "utf-8", newline="\n")
    found = [(fault.file, fault.line) for fault in faults() if words in fault.message]
    assert found == [("content/pages/about.md", len(lines))], [str(fault) for fault in faults()]


def test_a_file_that_nothing_reads_is_told(project: Path, faults: Faults) -> None:
    (project / "policy/years/2023/huors.yaml").write_text("a: 1\n", "utf-8")
    assert [fault.file for fault in faults()] == ["policy/years/2023/huors.yaml"]


def test_faults_of_many_files_are_told_in_one_run(edit: Edit, faults: Faults) -> None:
    edit(HOURS, "title: 年度培训截止日期", "titel: 年度培训截止日期")
    edit("policy/site.yaml", "region:", "regoin:")
    edit(FORM, "note:", "\tnote:")
    edit("content/faq/02-hours.yaml", "order:", "ordre:")
    assert {fault.file for fault in faults()} >= {
        HOURS,
        "policy/site.yaml",
        FORM,
        "content/faq/02-hours.yaml",
    }


def test_a_missing_file_is_told_by_its_name(project: Path, faults: Faults) -> None:
    (project / HOURS).unlink()
    assert [str(fault) for fault in faults()] == [f"{HOURS}:1: 文件: 没有这个文件；请补上"]


@pytest.mark.parametrize(
    "file",
    sorted(
        path.relative_to(ROOT).as_posix()
        for folder in ("policy", "content")
        for path in (ROOT / folder).rglob("*.yaml")
    ),
)
def test_a_file_that_cannot_be_read_is_told_and_the_others_are_read_all_the_same(
    project: Path, edit: Edit, faults: Faults, file: str
) -> None:
    edit("content/pages/about.md", "# 关于", "关于")
    (project / file).write_text("- - [\n", "utf-8")
    assert {fault.file for fault in faults()} >= {file, "content/pages/about.md"}


def test_a_folder_among_the_years_that_is_no_year_is_told(project: Path, faults: Faults) -> None:
    (project / "policy/years/23").mkdir()
    assert [str(fault) for fault in faults()] == ["policy/years/23:1: 文件: 文件夹名应为四位年份，如 2023"]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("<script>alert(1)</script>", "不能用 <script>"),
        ("<SCRIPT src=x>", "不能用 <script>"),
        ("<img src=x onerror=alert(1)>", "不能写 onerror 属性"),
        ("<svg/onload=alert(1)>", "不能用 <svg>"),
        ("<iframe src=x></iframe>", "不能用 <iframe>"),
        ("<form action=x>", "不能用 <form>"),
        ("<style>p {}</style>", "不能用 <style>"),
        ("<!-- 甲 -->", "注释“甲”会原样留在"),
        ("<div>甲</div></article><div>", "不能用 <article>"),
        ("<![CDATA[甲]]>", "不能用 <!"),
        ("<?php 甲 ?>", "不能用 <?"),
        ('<div style="position: fixed">甲</div>', "不能写 style 属性"),
        ('<div data-module="form">甲</div>', "不能写 data-module 属性"),
        ("**甲**{: onclick=alert(1) }", "不能写 onclick 属性"),
        ("| 甲 |\n|---|\n| 乙 {onclick=a} |", "不能写 onclick 属性"),
        ("[甲](javascript:alert(1))", "链接只能以 https://"),
        ("[甲](java&#115;cript:alert(1))", "链接只能以 https://"),
        ("[甲](<java\tscript:alert(1)>)", "链接只能以 https://"),
        ("[甲](java\nscript:alert(1))", "链接只能以 https://"),
        ("[甲](\x01javascript:alert(1))", "链接只能以 https://"),
        ("[甲][]\n\n[甲]: JavaScript:alert(1)", "链接只能以 https://"),
        ("[甲](data:text/html,乙)", "链接只能以 https://"),
        ("[甲](//evil.example/)", "没有写明 https://"),
        ("[甲](/\\evil.example/)", "没有写明 https://"),
        ('<a href="vbscript:a">甲</a>', "链接只能以 https://"),
        ("<javascript:alert(1)>", "不能用 <javascript"),
        ("![甲](https://evil.example/a.png)", "不是本站的图"),
        ("![甲](data:image/png;base64,AAAA)", "不是本站的图"),
        ("{% raw %}{{ <script> }}{% endraw %}", "不能用 <script>"),
    ],
)
def test_content_that_would_run_load_or_hide_something_is_told_at_its_line(
    project: Path, faults: Faults, written: str, words: str
) -> None:
    page = project / "content/pages/about.md"
    text = page.read_text("utf-8")
    page.write_text(f"{text}\n{written}\n", "utf-8", newline="\n")
    (fault,) = (fault for fault in faults() if words in fault.message)
    assert fault.file == "content/pages/about.md"
    assert fault.line in {1, text.count("\n") + 2, text.count("\n") + 4}


@pytest.mark.parametrize(
    ("style", "lines"),
    [("|-\n      {}", 1), ("|\n      {}\n      乙", 1), (">-\n      {}", 1), ("{}", 0), ("\n      {}", 1)],
)
def test_an_answer_is_looked_at_too_and_told_at_its_line_however_it_is_written(
    edit: Edit, faults: Faults, style: str, lines: int
) -> None:
    old = 'answer: |-\n      要，参照执行。通知没有为{{ fact("reference_scope") }}另定学时。'
    line = edit(
        "content/faq/01-scope.yaml", old, "answer: " + style.format("要，参照执行。<script>甲</script>")
    )
    (fault,) = faults()
    assert (fault.place, fault.line) == ("questions[2].answer", line + lines)


@pytest.mark.parametrize(
    "written",
    [
        "普通的字，a < b & c，1 > 0。",
        "[甲](https://www.example.org/?a=1#b)、<https://www.example.org/>、[乙](mailto:a@example.org)",
        "[甲](tel:0731-00000000)、[乙](about.md#privacy)",
        '<div class="tasks" markdown="1">\n\n- 甲\n- 乙<br>丙\n\n</div>',
        "| 甲 | 乙 |\n|:--|--:|\n| 1 | 2 |",
        "`<script>` 写在代码里只是字。",
    ],
)
def test_content_that_only_lays_out_words_is_no_fault(project: Path, faults: Faults, written: str) -> None:
    page = project / "content/pages/about.md"
    page.write_text(f"{page.read_text('utf-8')}\n{written}\n", "utf-8", newline="\n")
    assert faults() == ()


@pytest.mark.parametrize("bad", ["../x", "CON", '"><b>', "__proto__"])
@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (FORM, "id: offline-training", "id: {}"),
        (FORM, "id: organiser_address", "id: {}"),
        (FORM, "{{id: public,", "{{id: {},"),
        (PROFILES, "id: just-enough", "id: {}"),
        ("content/faq/01-scope.yaml", "id: workers", "id: {}"),
        ("policy/cases/2023.yaml", "id: exactly-enough", "id: {}"),
        ("policy/documents.yaml", "renshebugui-2019-4:", "{}:"),
        (HOURS, "  year_end:", "  {}:"),
        (SUBJECTS, "  public:", "  {}:"),
        ("policy/years/2023/training.yaml", "  online_public:", "  {}:"),
        ("content/navigation.yaml", "pages: [index]", "pages: [index, {}]"),
        ("content/pages/about.md", "{{#", "{{#{} "),
    ],
)
def test_an_id_that_is_no_plain_name_is_refused(  # noqa: PLR0917 - one row of the table is one call
    edit: Edit, faults: Faults, file: str, old: str, new: str, bad: str
) -> None:
    edit(file, old.format(), new.format(json.dumps(bad, ensure_ascii=False) if ".yaml" in file else bad))
    assert file in {fault.file for fault in faults()}


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)//",
        'https://a.example/"+alert(1)+"/',
        "https://a.example/<script>/",
        "https://a.example/'/",
        "https://a.example/\\/",
        "https://good.example@evil.example/",
        "https://a.example/?a=/",
        "https://a.example/&quot;/",
    ],
)
def test_an_address_of_the_site_that_could_be_markup_is_refused(
    edit: Edit, faults: Faults, address: str
) -> None:
    edit("policy/site.yaml", "address: https://training.example.org/", f"address: {json.dumps(address)}")
    assert [fault.place for fault in faults()] == ["address"]


@pytest.mark.skipif(sys.platform == "win32", reason="making a link needs a right that few have on Windows")
@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("content/pages/more.md", "../../../secret.txt"),
        ("content/notices/xiangrenshehan-2023-63.txt", "../../../secret.txt"),
        ("policy/units/units.csv", "../../../secret.txt"),
        ("policy/units/units.yaml", "../../../secret.txt"),
        ("policy/vocabulary.yaml", "/dev/zero"),
        ("policy/years/2024", "../../../other"),
        ("content/pages/more", "../../../other"),
        ("content/pages/loop", "."),
        ("content/pages/more.md", "more.md"),
        ("content/faq/more.yaml", "nothing.yaml"),
    ],
)
def test_a_link_out_of_the_project_or_to_nothing_is_told_and_not_followed(
    project: Path, faults: Faults, link: str, target: str
) -> None:
    (project.parent / "secret.txt").write_text("机密七三一", "utf-8")
    (project.parent / "other").mkdir()
    for name in ("notice", "subjects", "hours", "training", "duties"):
        (project.parent / f"other/{name}.yaml").write_text("document: 机密七三一", "utf-8")
    path = project / link
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    path.symlink_to(target)
    told = [fault for fault in faults() if fault.file.startswith(link)]
    assert [
        fault for fault in told if "链接" not in fault.message and "没有这个文件" not in fault.message
    ] == []
    assert any("链接" in fault.message for fault in told)
    assert "机密" not in "\n".join(map(str, faults()))


LEFT = (
    *("~$a.xlsx", "~$通知.docx", "~WRL0001.tmp", ".~lock.a.xlsx#", "._about.md", "._a.yaml", ".DS_Store"),
    *(".a.yaml.swp", "about.md~", "a.yaml~", "#a.yaml#", "Thumbs.db", "desktop.ini", ".idea/a.yaml"),
)
"""What Word, Excel, LibreOffice, Vim, Emacs, Windows and macOS leave beside what a person keeps."""


def test_what_editors_and_systems_leave_is_no_part_of_the_project(project: Path, faults: Faults) -> None:
    before = times_of(project)
    inner = [path for name in ("policy", "content") for path in (project / name).rglob("*") if path.is_dir()]
    for folder in (project / "policy/units", project / "policy", project / "content", *inner):
        for name in LEFT:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(b"\xff")
    assert faults() == ()
    assert times_of(project) == before
    new_year(project, 2024)


@pytest.mark.skipif(sys.platform == "win32", reason="making a link needs a right that few have on Windows")
def test_the_lock_of_a_file_that_emacs_has_open_is_no_part_of_the_project(
    project: Path, faults: Faults
) -> None:
    for file in ("policy/site.yaml", "policy/units/a.yaml", "content/pages/about.md", "content/faq/a.yaml"):
        lock = (project / file).with_name(f".#{Path(file).name}")
        lock.parent.mkdir(exist_ok=True)
        lock.symlink_to("someone@host.example.4711:1790000000")
    assert faults() == ()
    new_year(project, 2024)


@pytest.mark.parametrize("name", ["site.yaml.bak", "4913", "a~b.yaml", "a.#b", "Thumbs.db.yaml"])
def test_a_file_of_a_person_that_nothing_reads_is_told(project: Path, faults: Faults, name: str) -> None:
    (project / "policy" / name).touch()
    (fault,) = faults()
    assert (fault.file, fault.message[:9]) == (f"policy/{name}", "这里不认识这个文件")
