"""What must hold across files: each rule is broken once, in a copy of the real project."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from checkout import ROOT
from policypress.faults import Fault

Edit = Callable[[str, str, str], int]
Faults = Callable[[], tuple[Fault, ...]]
HOURS = "policy/years/2023/hours.yaml"
SUBJECTS = "policy/years/2023/subjects.yaml"
PROFILES = "policy/profiles.yaml"
FORM = "policy/forms/offline-training.yaml"
CASES = "policy/cases/2023.yaml"
FAQ = "content/faq/02-hours.yaml"
ABOUT = "content/pages/about.md"
MAKEUP = "除因特殊原因，经同级事业单位人事综合管理部门批准允许补训外，其他情况一般不允许补训。"
NOTICE = "content/notices/xiangrenshehan-2023-63.txt"


def test_the_real_project_has_no_fault(faults: Faults) -> None:
    assert faults() == ()


def test_line_ends_of_windows_are_no_fault(project: Path, faults: Faults) -> None:
    for path in [*project.rglob("*.yaml"), *project.rglob("*.md"), *project.rglob("*.txt")]:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert faults() == ()


def rule(line: str) -> tuple[str, str]:
    """Return what to replace to add *line* at the end of the hour rule."""
    return "  makeup: makeup", f"  makeup: makeup\n  {line}"


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "words"),
    [
        (HOURS, "  year_end:", "  Year-end:", "facts.Year-end", "小写字母"),
        (HOURS, "value: 90", "value: 91", "facts.total_hours.value", "引文里读不出“91学时”"),
        (HOURS, "unit: 天", "unit: 学时", "facts.total_days.value", "引文里读不出“12学时”"),
        (HOURS, "2023-12-31", "2023-12-30", "facts.year_end.value", "引文里读不出“2023-12-30”"),
        (HOURS, "qualifier: 不少于", "qualifier: 至少", "facts.total_days.qualifier", "“至少”不在引文中"),
        (HOURS, "ends: year_end", "ends: year_edn", "rule.ends", "没有名为“year_edn”的条目"),
        (HOURS, "ends: year_end", "ends: total_hours", "rule.ends", "值应为日期"),
        (
            SUBJECTS,
            "reported_to: recognition_filing",
            "reported_to: recognition_filed",
            "subjects.professional.reported_to",
            "没有名为“recognition_filed”的条目",
        ),
        (HOURS, "total_hours: total_hours", "total_hours: makeup", "rule.total_hours", "值应为数字"),
        (HOURS, "document: xiang", "document: xlang", "document", "没有编号为“xlangrenshehan-2023-63”的文件"),
        (HOURS, "document: xiangrenshehan-2023-63", "document: renshebugui-2019-4", "document", "没有保存"),
        (
            "policy/documents.yaml",
            "cited_as: 关于做好2023",
            "cited_as: 关于做好2024",
            None,
            "不在任何所存文本中",
        ),
        ("policy/site.yaml", "address: https", "address: ftp", "address", "应以 https:// 开头"),
        ("policy/site.yaml", "-24 09:00", "-31 09:00", "published", "有这一天"),
        (FORM, "label: 培训及范围人数", "label: 培训范围及人数", "rows[11].cells[1].label", "不在所存文本中"),
        (FORM, "注：专业科目线下培训", "注：专业科目培训", "note", "不在所存文本中"),
        (FORM, "span: 5", "span: 4", "rows[1].cells", "各格共占 5 列；应正好占 6 列"),
        (FORM, "id: organiser_address", "id: organiser", None, "用了 2 次"),
        (FORM, "document: xiang", "document: xlang", "document", "没有编号为“xlangrenshehan-2023-63”的文件"),
        (
            FORM,
            "document: xiangrenshehan-2023-63",
            "document: renshebugui-2019-4",
            "document",
            "无从核对表样",
        ),
        (FORM, "31, 15, 30]", "31, 15, 0]", "columns", "列宽（毫米）应为正数"),
        (FORM, "height: 9", "height: 0", "rows[1].height", "行高（毫米）应为正数"),
        (FORM, "- span: 5", "- label: 培训\n        span: 5", "rows[1].cells[2]", "请拆成两格"),
        (FORM, "length: 6", "length: 0", "rows[5].cells[2].fields[1].length", "字数应为正数"),
        (
            FORM,
            "              - {id: professional, label: 专业科目}\n",
            "",
            "rows[2].cells[2].fields[1].options",
            "至少写两个选项",
        ),
        (
            FORM,
            "to: filing_public",
            "to: filing_publik",
            "routing.routes[1].to",
            "没有名为“filing_publik”的条目",
        ),
        (FORM, "subject: 专业科目", "subject: public", "examples[1].values.subject", "“public”不是选项"),
        (FORM, "hunan-open-university:", "Hunan:", "presets.Hunan", "用作文件名"),
        (FORM, "field: subject", "field: unit", "routing.field", "不是本表的选择栏"),
        (
            FORM,
            "named_by: [unit, course]",
            "named_by: [unit, subject]",
            "named_by[2]",
            "不是本表的单行文字栏",
        ),
        (FORM, "choice: professional,", "choice: public,", "routing.routes", "有且只有一条去向"),
        (
            FORM,
            "subject: 专业科目",
            "subject: 公需科目",
            "examples[1].values.subject",
            "没有“公需科目”这一项",
        ),
        (FORM, 'postcode: "410000"', 'postcode: "4100000"', "examples[1].values.postcode", "至多 6 字"),
        (PROFILES, "公共科目, way", "公需科目, way", "profiles[1].records[1].subject", "没有“公需科目”"),
        (PROFILES, '"03-15"', '"02-29"', "profiles[1].records[1].day", "每年都有的月-日"),
        (PROFILES, '"03-15"', '"3-15"', "profiles[1].records[1].day", "每年都有的月-日"),
        (PROFILES, "        makeup: true\n", "", "profiles[5].records[3].makeup_approval", "但不是补训"),
        (PROFILES, "id: made-up", "id: pending", None, "用了 2 次"),
        ("policy/years/2023/notice.yaml", "2026-11-24", "2026-11-25", "published", "晚于"),
        (HOURS, *rule("credits: [{way: 甲, kind: per_day}]"), "rule.credits[1].hours", "缺少每天或每项"),
        (
            HOURS,
            *rule("credits: [{way: 甲, kind: labelled, hours: public_hours}]"),
            "rule.credits[1].hours",
            "不另写学时",
        ),
        (
            HOURS,
            *rule("credits: [{way: 甲, kind: labelled}, {way: 甲, kind: labelled}]"),
            "rule.credits[1].way",
            "写了 2 次",
        ),
        (
            HOURS,
            *rule("credits: [{way: 甲, kind: labelled, year_cap: makeup}]"),
            "rule.credits[1].year_cap",
            "值应为数字",
        ),
        (HOURS, *rule("credits: [{way: 甲, kind: formula}]"), "rule.credits[1].kind", "per_day"),
        (HOURS, *rule("subject_shares: {public: makeup}"), "rule.subject_shares.public", "不是比例"),
        (HOURS, *rule("subject_shares: {public: makeup}"), "rule.subject_shares.public", "只留一处"),
        (HOURS, *rule("starts_stated: year_end"), "rule.starts_stated", "应为 2023-12-31"),
        (
            HOURS,
            f"value: 特殊原因\n    quote: {MAKEUP}",
            "value: 特殊原因\n    quote: ' '",
            None,
            "引文是空的",
        ),
        (HOURS, "value: 特殊原因", "value: []", "facts.makeup_reason.value", "没有写值，或有一项是空的"),
        (
            HOURS,
            "value: 特殊原因",
            "value: [特殊原因, ' ']",
            "facts.makeup_reason.value",
            "没有写值，或有一项是空的",
        ),
        (
            CASES,
            "subject: 公共科目",
            "subject: 公需科目",
            "cases[1].records[1].subject",
            "没有“公需科目”这一科目",
        ),
        (
            CASES,
            "{public: 30, professional: 60}",
            "{public: 30}",
            "cases[1].result.subjects",
            "应写出各科目的学时",
        ),
        (FAQ, "facts: [total_hours]", "facts: []", "questions[1].facts", "没有写依据"),
        (FAQ, "facts: [total_hours]", "facts: [total_huors]", "questions[1].facts", "没有名为“total_huors”"),
        (ABOUT, "# 关于", "关于", "标题", "第一行应为“# 标题”"),
        (ABOUT, "{#proof}", "{#sources}", "标题", "地址“sources”在本页用了两次"),
        (ABOUT, "{{ notice() }}", '{{ notice("2023") }}', "正文", "notice() 的括号里不写东西"),
        ("content/navigation.yaml", "pages: [index]", "pages: []", "[1].pages[1]", "第一项应为首页"),
        (HOURS, "starts: 2023-01-01", "starts: 2024-01-01", "rule.starts", "晚于截止日期"),
        (SUBJECTS, "  public:\n", "  total:\n", "subjects.total", "已用于结果里的合计"),
        ("content/navigation.yaml", "about, headings", "headings", "导航", "没有“about”"),
        ("content/navigation.yaml", "about, headings", "about, headings, news", None, "没有“news”这一页"),
        ("content/navigation.yaml", "about, headings", "about, headings, index", None, "列了 2 次"),
    ],
)
def test_a_broken_rule_is_told_at_its_line(  # noqa: PLR0917 - one row of the table is one call
    edit: Edit, faults: Faults, file: str, old: str, new: str, place: str | None, words: str
) -> None:
    line = edit(file, old, new)
    found = [fault for fault in faults() if words in fault.message]
    assert found, [str(fault) for fault in faults()]
    assert found[0].file in {file, "content/pages/about.md"}
    if place is not None:
        assert found[0].place == place
    if place not in {"导航", "rows[1].cells", None}:
        assert abs(found[0].line - line) <= 2


def test_a_day_s_hours_that_half_a_day_would_break_are_told(edit: Edit, faults: Faults) -> None:
    edit(HOURS, *rule("credits: [{way: 甲, kind: per_day, hours: public_hours}]"))
    edit(HOURS, "value: 30", "value: 30.5")
    told = {fault.place: fault.message for fault in faults()}
    assert told["rule.credits[1].hours"] == "每天 30.5 学时不是整数，半天会算不尽；应为整数"


def test_make_up_days_that_end_before_they_begin_are_told(edit: Edit, faults: Faults) -> None:
    opened = "makeup_opened: {title: 甲, value: 2024-03-01, quote: 甲}"
    edit(HOURS, "facts:\n", f"facts:\n  {opened}\n")
    edit(HOURS, *rule("makeup_opens: makeup_opened\n  makeup_closes: year_end"))
    assert "补训截止日期早于开始日期；请更正其中之一" in [fault.message for fault in faults()]


def test_one_digit_of_one_quote_changed_is_told_with_file_line_and_place(edit: Edit, faults: Faults) -> None:
    line = edit(HOURS, "公共科目培训不少于 30 学时", "公共科目培训不少于 31 学时")
    (fault,) = faults()
    assert (fault.file, fault.line, fault.place) == (HOURS, line, "facts.year_end.quote")
    assert "不在所存文本中" in fault.message


def test_a_changed_stored_text_is_told_with_the_hash_it_now_has(edit: Edit, faults: Faults) -> None:
    edit(NOTICE, "不少于 12 天", "不少于 13 天")
    assert "policy/documents.yaml" in {fault.file for fault in faults() if "与登记的不一致" in fault.message}


def test_a_quote_across_paragraphs_is_told_as_such(edit: Edit, faults: Faults) -> None:
    edit(NOTICE, "参加各类培训时间", "参加各类\n培训时间")
    assert any("跨了段落" in fault.message for fault in faults())


def test_a_list_that_ends_in_deng_must_say_so(edit: Edit, faults: Faults) -> None:
    edit("policy/years/2023/training.yaml", "qualifier: 等", "unit: 种")
    assert any("不是全部" in fault.message for fault in faults())


def test_an_id_that_stands_twice_in_a_year_is_told(edit: Edit, faults: Faults) -> None:
    edit(
        "policy/years/2023/duties.yaml",
        "facts:\n",
        "facts:\n  total_hours: {title: 甲, value: 90, unit: 学时, quote: 90 学时}\n",
    )
    assert any("里已有" in fault.message for fault in faults())


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


def test_a_worked_example_that_the_rule_does_not_bear_out_is_told(edit: Edit, faults: Faults) -> None:
    line = edit("policy/cases/2023.yaml", "qualified: true", "qualified: false")
    (fault,) = faults()
    assert (fault.file, fault.line) == ("policy/cases/2023.yaml", line)
    assert "应为 true" in fault.message


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


def test_a_project_without_any_year_is_told(project: Path, faults: Faults) -> None:
    for part in ("policy/years", "policy/cases"):
        shutil.rmtree(project / part)
    assert "policy/years:1: 文件夹: 没有任何年度；请建 policy/years/年份/ 文件夹" in map(str, faults())


def test_a_stored_text_outside_its_folder_is_refused(edit: Edit, faults: Faults) -> None:
    edit("policy/documents.yaml", "file: xiang", "file: ../notices/xiang")
    assert any("不带文件夹" in fault.message for fault in faults())


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
