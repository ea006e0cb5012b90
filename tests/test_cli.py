"""The commands as a person runs them: what they print and how they end."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from checkout import DATA
from command_line import policypress
from folders import contents
from policypress.years.roll import new_year
from spreadsheets import workbook_of


def test_every_command_has_a_chinese_help_with_an_example() -> None:
    for command in (
        "build",
        "check",
        "cite",
        "diff",
        "fill",
        "hours",
        "new",
        "new-year",
        "read",
        "schema",
        "refresh",
        "search",
        "serve",
        "verify",
    ):
        done = policypress(command, "--help")
        assert done.returncode == 0
        assert f"例：policypress {command}" in done.stdout
        assert "用法：policypress" in done.stdout
        assert "Show this message" not in done.stdout
        assert not re.search(r"\[[a-z\d]", done.stdout)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ["bulid"],
            "没有“bulid”这个命令；有：build、check、cite、diff、fill、hours、new、new-year、read、refresh、schema、search、serve",
        ),
        (["build", "--ot", "x"], "没有“--ot”这个选项，是否想写“--out”"),
        (["build", "--out"], "“--out”后面缺少值"),
        (["hours"], "缺少“记录文件”"),
        (["build", "--as-of", "2024-02-30"], "“--as-of”的值应为有的一天"),
        (["build", "--as-of", "2022-12-31"], "到 2022-12-31 还没有一个年度开始"),
        (["new-year", "2023"], "2023 年已经有了；准备下一年请写 2024，或运行 policypress check"),
        (["build", "--out", "LICENSE"], "“LICENSE”是文件，不是文件夹；请用 --out 换一个文件夹"),
        (["schema", "--out", "LICENSE"], "“LICENSE”是文件，不是文件夹"),
        (["fill", "offline-training", "a.csv", "--out", "LICENSE"], "“LICENSE”是文件，不是文件夹"),
        (["cite", "2030"], "没有 2030 年；已有：2023"),
        (["hours", "a.csv", "--year", "x"], "“--year”的值应为整数"),
        (["hours", "a.csv", "--format", "xml"], "“--format”的值应为：table、json、csv"),
        (["hours", "none.csv"], "“none.csv”不存在"),
        (["hours", str(DATA / "hours.csv"), "--year", "2024"], "没有 2024 年的通知；已有：2023"),
        (["diff", "2023"], "缺少“新年份”"),
        (["diff", "2023", "2024"], "没有 2024 年的通知；已有：2023"),
        (["diff", "2023", "2023"], "两个年份相同"),
        (["diff", "2023", "x"], "“新年份”的值应为整数"),
        (["check", "--project", "tests"], "不是 policypress 项目"),
        (["check", "多写的", "extra"], "多写了“多写的”、“extra”；请删去；用法见 policypress check --help"),
        (["build", "--zip=3"], "“--zip”后面不带值；用法见 policypress build --help"),
        (["new", "x", "--region"], "“--region”后面缺少值"),
        (["new", "x", "--region", "某某省"], "缺少“--year”"),
        ([], "用法：policypress [选项] 命令 …"),
        (["build", "--zip", "--draft"], "草稿不能发布，不做离线包"),
        (["serve", "--port", "70000"], "“--port”的值应为 0 到 65535 的整数"),
        (["fill", "none", "a.csv"], "没有编号为“none”的表格；有：offline-training"),
        (["refresh", "LICENSE", "-o", "x.docx"], "“x.docx”不以 .pdf 结尾；refresh 写出的是 PDF 表"),
        (["refresh", "none.pdf", "-o", "new.pdf"], "none.pdf：没有这个文件；请检查文件名和所在文件夹"),
        (["refresh", "LICENSE", "-o", "none.pdf"], "LICENSE：这不是 PDF 文件；请给出填好的 .pdf 表格"),
    ],
)
def test_wrong_use_ends_with_2_and_says_what_would_be_right(words: list[str], message: str) -> None:
    done = policypress(*words)
    assert done.returncode == 2
    assert message in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("words", "out"),
    [
        (["build"], "policy"),
        (["build"], "policy/out"),
        (["build", "--draft"], "dist/../policy/forms"),
        (["build"], "content/faq/out"),
        (["serve", "--port", "0"], "content/pages/x"),
        (["schema"], "policy/schemas"),
        (["fill", "offline-training", DATA / "none.json"], "content/pages"),
        (["refresh", "LICENSE", "--force"], "policy/site.yaml"),
    ],
)
def test_nothing_is_written_among_the_sources_of_a_project(
    project: Path, words: list[str | Path], out: str
) -> None:
    before = contents(project)
    done = policypress(*words, "--project", project, "--out", project / out)
    assert (done.returncode, done.stdout) == (2, "")
    name = "content" if out.startswith("content") else "policy"
    assert f"在项目的 {name} 文件夹里，写进去的会被当成项目自己的文件；请换到" in done.stderr
    assert contents(project) == before


def test_no_link_leads_what_is_written_among_the_sources(project: Path) -> None:
    (project / "out").symlink_to(project / "policy/forms", target_is_directory=True)
    done = policypress("build", "--project", project, "--out", project / "out/x")
    assert (done.returncode, "在项目的 policy 文件夹里" in done.stderr) == (2, True)


def test_files_that_are_no_filled_forms_are_told_one_by_one(tmp_path: Path) -> None:
    (tmp_path / "文件夹.docx").mkdir()
    done = policypress("read", "--format", "json", "LICENSE", "none.docx", tmp_path / "文件夹.docx")
    assert (done.returncode, json.loads(done.stdout)) == (1, [])
    first, second, third = done.stderr.splitlines()
    assert first.startswith("LICENSE：这不是 Word 或 PDF 文件；请给出填好的 .docx 或 .pdf 表格")
    assert second == "none.docx：没有这个文件；请检查文件名和所在文件夹"
    assert "文件夹.docx：读不出来（" in third


def test_check_of_the_real_project_counts_what_it_proved() -> None:
    done = policypress("check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("没有问题：2023 年，")


def test_a_year_carried_over_is_told_to_its_end(project: Path) -> None:
    done = policypress("new-year", "2024", "--project", project)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("2024 年度任务清单（从 2023 年带过来）")
    done = policypress("check", "--project", project)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("写好的没有问题，还有 120 处待确认：2023、2024 年，")
    assert "下一步：按 policy/years/2024/任务清单.txt 做" in done.stdout.splitlines()[-1]
    done = policypress("build", "--project", project)
    assert done.returncode == 1
    told = done.stderr.splitlines()
    assert "policy/years/2024/hours.yaml:32: facts.public_hours: 待确认（公共科目学时）" in done.stderr
    assert told[-1].startswith("共 120 处待确认")
    assert "policypress build --draft" in told[-1]
    assert not (project / "dist/site").exists()
    done = policypress("cite", "2024", "--project", project)
    assert done.returncode == 2
    assert "全文还没有粘贴" in done.stderr
    done = policypress("hours", DATA / "hours.csv", "--project", project)
    assert done.returncode == 2
    assert "2024 年还有 79 条规定待确认" in done.stderr
    done = policypress("hours", DATA / "hours.csv", "--year", "2023", "--project", project)
    assert done.returncode == 0


def test_two_years_are_compared_the_older_one_first(project: Path) -> None:
    new_year(project, 2024)
    done = policypress("diff", "2023", "2024", "--project", project)
    assert (done.returncode, done.stderr) == (0, "")
    assert "尚待确认" in done.stdout
    assert json.loads(policypress("diff", "2023", "2024", "--format", "json", "--project", project).stdout)
    done = policypress("diff", "2024", "2023", "--project", project)
    assert (done.returncode, done.stdout) == (2, "")
    assert "旧年份应早于新年份；请写 policypress diff 2023 2024" in done.stderr


def test_search_prints_what_the_site_finds(site: Path) -> None:
    done = policypress("search", "公共科目多少学时", "--out", site.parent)
    assert (done.returncode, done.stderr) == (0, "")
    assert "公共科目" in done.stdout


def test_schemas_are_written_where_they_are_wanted(tmp_path: Path) -> None:
    done = policypress("schema", "--out", tmp_path / "说明")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"已写出：{tmp_path / '说明'}；")
    assert list((tmp_path / "说明").glob("*.json")) != []


def test_faults_end_with_1_each_on_its_line(project: Path, edit: Callable[[str, str, str], int]) -> None:
    line = edit("policy/years/2023/hours.yaml", "公共科目培训不少于 30", "公共科目培训不少于 20")
    done = policypress("check", "--project", project)
    assert done.returncode == 1
    told = done.stderr.splitlines()
    assert told[0].startswith(f"policy/years/2023/hours.yaml:{line}: facts.year_end.quote: ")
    assert told[-1] == "共 1 处问题，改好后再试；有的检查要等这些问题改好才能做"


def test_where_every_rule_is_tried_nothing_is_said_of_others(
    project: Path, edit: Callable[[str, str, str], int]
) -> None:
    page = edit("content/pages/about.md", " {#proof}", "")
    example = edit("policy/cases/2023.yaml", "total: 90,", "total: 91,")
    done = policypress("check", "--project", project)
    assert [line.partition(": ")[0] for line in done.stderr.splitlines()] == [
        f"content/pages/about.md:{page}",
        f"policy/cases/2023.yaml:{example}",
        "共 2 处问题，改好后再试",
    ]


def test_what_cannot_be_read_keeps_some_rules_from_being_tried(
    project: Path, edit: Callable[[str, str, str], int]
) -> None:
    edit("policy/site.yaml", "region:", "regoin:")
    done = policypress("check", "--project", project)
    assert done.stderr.splitlines()[-1] == "共 2 处问题，改好后再试；有的检查要等这些问题改好才能做"


def test_a_form_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "旧.pdf").touch()
    done = policypress("refresh", "LICENSE", "-o", tmp_path / "旧.pdf")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"“{tmp_path / '旧.pdf'}”已经存在；请换一个文件名，或用 --force 覆盖" in done.stderr


def test_an_empty_form_is_called_so_by_what_reads_it_and_what_redraws_it(tmp_path: Path) -> None:
    empty = tmp_path / "空.pdf"
    empty.touch()
    for done in (policypress("read", empty), policypress("refresh", empty, "-o", tmp_path / "新.pdf")):
        assert f"{empty}：文件是空的；请给出填好的" in done.stderr


def test_a_font_that_is_not_there_is_a_fault_of_the_site(project: Path) -> None:
    site = project / "policy/site.yaml"
    site.write_text(f"{site.read_text('utf-8')}font: 字体/没有.otf\n", "utf-8")
    done = policypress("check", "--project", project)
    line = site.read_text("utf-8").count("\n")
    assert done.returncode == 1
    assert f"policy/site.yaml:{line}: font: 没有字体文件“字体/没有.otf”；" in done.stderr


def test_a_file_that_is_no_font_is_a_fault_of_the_site(project: Path) -> None:
    site = project / "policy/site.yaml"
    site.write_text(f"{site.read_text('utf-8')}font: policy/site.yaml\n", "utf-8")
    line = site.read_text("utf-8").count("\n")
    for command in ("check", "build"):
        done = policypress(command, "--project", project)
        assert done.returncode == 1
        told = f"policy/site.yaml:{line}: font: “policy/site.yaml”不是完好的 .ttc、.otf 或 .ttf 字体；"
        assert told in done.stderr


def test_a_console_that_lacks_characters_is_no_error() -> None:
    done = policypress("check", encoding="cp936")
    assert done.returncode == 0
    assert "没有问题" in done.stdout


def test_hours_judges_the_shared_cases() -> None:
    done = policypress("hours", DATA / "hours.csv", "--year", "2023", "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    expected = json.loads((DATA / "hours.json").read_text("utf-8"))
    for person, wanted in zip(json.loads(done.stdout), expected, strict=True):
        pending = {"days": 0, **wanted.pop("pending")}
        assert person.pop("pending") == pending
        assert {key: person[key] for key in wanted} == wanted


def test_bad_rows_are_told_and_the_others_are_judged(tmp_path: Path) -> None:
    file = tmp_path / "学时 记录.csv"
    rows = [
        "姓名,日期,培训名称,科目,形式,学时,天数,认定状态,备注",
        "甲,2023-03-01,公共课,公共科目,网络培训,30,,已认定,",
        ",2023-03-01,公共课,公共科目,网络培训,30,,已认定,",
        "乙,2023-02-30,公共课,公需科目,网络培训,-3,,已认定,",
        "丙,2023-03-01,公共课,公共科目,网络培训,,,已认定,",
    ]
    file.write_bytes("\r\n".join(rows).encode("gb18030"))
    done = policypress("hours", file, "--format", "json")
    assert done.returncode == 1
    assert [person["name"] for person in json.loads(done.stdout)] == ["甲"]
    told = done.stderr
    for words in (
        "第 3 行“姓名”",
        "第 4 行“日期”",
        "第 4 行“科目”",
        "第 4 行“学时”",
        "第 5 行",
        "没有用到的列：备注",
        "没有一行读入的人：乙、丙\n",
    ):
        assert words in told, told


def test_hours_names_a_sheet_that_it_does_not_read(tmp_path: Path) -> None:
    rows = [cells.split(",") for cells in (DATA / "hours.csv").read_text("utf-8-sig").splitlines()[:2]]
    (tmp_path / "a.xlsx").write_bytes(workbook_of({"上半年": rows, "下半年": rows}))
    done = policypress("hours", tmp_path / "a.xlsx")
    assert done.returncode == 0
    assert "只读了工作表“上半年”，没有读“下半年”；" in done.stderr


def test_csv_goes_out_with_a_byte_order_mark_for_spreadsheets() -> None:
    done = policypress("hours", DATA / "hours.csv", "--format", "csv")
    assert done.stdout.startswith('\ufeff"姓名","年度"')
