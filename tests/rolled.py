"""A copy of the real project carried over to 2024 and confirmed on the fictional notice of that year.

What an editor does by hand after ``new-year`` stands here as data: text replaced in files, files kept for
the old year, files confirmed. The notice is ``tests/data/notice-2024.txt`` and is fictional throughout.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from policypress.texts import digest
from policypress.years.roll import new_year

ROOT = Path(__file__).resolve().parent.parent
NOTICE = Path(__file__).resolve().parent / "data" / "notice-2024.txt"
ID = "xiangrenshehan-2024-63"
"""Id that the new notice gets."""
YEAR = "policy/years/2024"

Edits = tuple[tuple[str, str], ...]

DOCUMENT: Edits = (
    ("title: 待填：新通知的标题", "title: 关于做好2024年全省事业单位工作人员培训工作的通知（虚构）"),
    ("number: 待填：新通知的发文字号", "number: 湘人社函〔2024〕虚构号"),
    ("issuer: {unknown: 待填}", "issuer: 湖南省人力资源和社会保障厅"),
    ("issued: {unknown: 待填}", "issued: {unknown: 所存文本未载}"),
    ("validity: {unknown: 待填}", "validity: {unknown: 所存文本未载}"),
    (
        "cited_as: 待填：照抄新通知的标题",
        "cited_as: 关于做好2024年全省事业单位工作人员培训工作的通知（虚构）",
    ),
    ("sha256: 待填", f"sha256: {digest(NOTICE.read_text('utf-8'))}"),
)

FACTS: dict[str, Edits] = {
    "notice.yaml": (
        ("现就做好2023年", "现就做好2024年"),
        ("0731-84900080", "0731-00000000"),
    ),
    "subjects.yaml": (
        ("quote: 2023年湖南省", "quote: 2024年湖南省"),
        ("禁毒知识、湖南省", "禁毒知识、人工智能应用、湖南省"),
        ("等10个专题", "等11个专题"),
        ("value: 10", "value: 11"),
        ("      - 禁毒知识\n", "      - 禁毒知识\n      - 人工智能应用\n"),
    ),
    "hours.yaml": (
        ("截止到 2023 年", "截止到 2024 年"),
        ("或者 90 学时", "或者 96 学时"),
        ("公共科目培训不少于 30 学时", "公共科目培训不少于 36 学时"),
        ("value: 90\n", "value: 96\n"),
        ("value: 30\n", "value: 36\n"),
    ),
    "training.yaml": (
        ("quote: 2023 年省人社厅", "quote: 2024 年省人社厅"),
        ("、北京网梯科技发展有限公司", ""),
        (", 北京网梯科技发展有限公司", ""),
        ("上述三家网络培训机构将免费提供 30 学时", "上述两家网络培训机构将免费提供 36 学时"),
        ("value: 3\n    unit: 家", "value: 2\n    unit: 家"),
        ("value: 30\n", "value: 36\n"),
        ("举办 3 期", "举办 4 期"),
        ("value: 3\n    unit: 期", "value: 4\n    unit: 期"),
        ("每期高研班一般可计算", "每期高研班可计算"),
        ("    qualifier: 一般\n", ""),
    ),
    "duties.yaml": (
        ("在6月30日前", "在5月31日前"),
        ("value: 2024-06-30", "value: 2024-05-31"),
        ("quote: 2023年将进一步", "quote: 2024年将进一步"),
        ("value: 探索对部分", "value: 对部分"),
        ("，探索对部分", "，对部分"),
        (
            "deadlines:\n",
            """\
  plan_report:
    title: 报送年度培训计划的期限
    value: 2024-03-31
    qualifier: 前
    quote: 各单位须在3月31日前通过“培训管理平台”报送本单位年度培训计划。
  plan_report_by:
    title: 年度培训计划由谁报送
    value: 各单位
    quote: 各单位须在3月31日前通过“培训管理平台”报送本单位年度培训计划。
deadlines:
  - day: plan_report
    who: [单位]
    task: 通过“培训管理平台”报送本单位年度培训计划。
""",
        ),
    ),
}
"""What changes in the year's files besides ``carried``, everywhere it stands."""

AWARD = ("award", "award_organiser", "award_benefit")
ENDED = "ended:\n" + "".join(f"  {id_}: {{on: 2024-01-01, why: 2024年通知不再规定}}\n" for id_ in AWARD)

CASES: Edits = (
    ("hours: 30, status", "hours: 36, status"),
    ("hours: 29.5, status", "hours: 35.5, status"),
    ("public: 30,", "public: 36,"),
    ("public: 29.5,", "public: 35.5,"),
    *((f"total: {old},", f"total: {new},") for old, new in (("90", "96"), ("90.5", "96.5"), ("122", "128"))),
    *((f"total: {old},", f"total: {new},") for old, new in (("78", "84"), ("30", "36"), ("62", "68"))),
    *((f"total: {old},", f"total: {new},") for old, new in (("70", "76"), ("80", "86"))),
)
"""公共科目 asks for six hours more, so every example has six more."""

KEPT = ("duties.md", "hours.md", "calendar.md", "roles/unit.md", "roles/bureau.md")
"""Pages kept for 2023 as they were, because those for 2024 say something else."""
PAGES: dict[str, Edits] = {
    "duties.md": (
        (
            """\
## 优秀培训管理员评选 {#award}

{{ fact("award_organiser") }}将开展{{ fact("award") }}，{{ fact("award_benefit") }}。评选条件和办法，通知没有写。

{{ quote("award") }}
""",
            """\
## 报送年度培训计划 {#plan}

{{ fact("plan_report_by") }}须在{{ fact("plan_report") }}通过培训管理平台报送本单位年度培训计划。

{{ quote("plan_report") }}
""",
        ),
    ),
    "hours.md": (("对部分认定申请正在探索：培训管理平台将", "培训管理平台将"),),
    "calendar.md": (
        ("、优秀培训管理员评选", ""),
        ("通知写明的日子有：", '通知写明的日子有：报送年度培训计划在{{ fact("plan_report") }}，'),
    ),
    "roles/unit.md": (('、[评选]({{ page("year:duties", "award") }})', ""),),
    "roles/bureau.md": (
        ('4. 开展[优秀培训管理员评选]({{ page("year:duties", "award") }})。\n', ""),
        ("探索自动审核", "实行自动审核"),
    ),
}

QUESTIONS: dict[str, Edits] = {
    "07-platform.yaml": (("    facts: [award]\n", "    facts: [award]\n    last_year: 2023\n"),),
}

FORM: Edits = (
    (
        """\
      - label: 邮编
      - fields:
          - kind: text
            id: postcode
            label: 邮编
            help: 培训机构地址的邮政编码。
            filled_by: 申报单位
            length: 6
            centred: true
      - label: E-mail
      - span: 3
        fields:
          - kind: text
            id: email
            label: E-mail
            help: 便于联系的电子邮箱。
            filled_by: 申报单位
""",
        """\
      - label: 授课教师
      - fields:
          - kind: text
            id: teacher
            label: 授课教师
            help: 授课教师的姓名。
            filled_by: 申报单位
            centred: true
      - label: 邮编
      - span: 3
        fields:
          - kind: text
            id: postcode
            label: 邮编
            help: 培训机构地址的邮政编码。
            filled_by: 申报单位
            length: 6
            centred: true
""",
    ),
    ("      email: peixun@example.org\n", "      teacher: 王某某\n"),
)
"""The attachment drops E-mail and asks for the teacher."""


def project_copy(folder: Path) -> Path:
    """Copy the real project into *folder* and return it."""
    for name in ("policy", "content"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def rolled(folder: Path) -> Path:
    """Make *folder* a copy of the real project, carried over to 2024 and confirmed; return it."""
    new_year(project_copy(folder), 2024)
    paste(folder)
    confirm_facts(folder)
    confirm_files(folder)
    return folder


def paste(folder: Path) -> None:
    """Paste the notice of 2024 and register it."""
    (folder / f"content/notices/{ID}.txt").write_bytes(NOTICE.read_bytes())
    change(folder / "policy/documents.yaml", DOCUMENT)


def confirm_facts(folder: Path) -> None:
    """Confirm every fact on the notice of 2024, end the award, add the plan to report."""
    for name, edits in FACTS.items():
        path = folder / YEAR / name
        change(path, (("    carried: 2023\n", ""), *edits))
    duties = folder / YEAR / "duties.yaml"
    text = duties.read_text("utf-8")
    for id_ in AWARD:
        text = re.sub(rf"  {id_}:\n(?:    .*\n)+", "", text)
    write(duties, text + ENDED)


def confirm_files(folder: Path) -> None:
    """Bring pages, questions, examples and the form up to 2024, and confirm them."""
    pages, year = folder / "content/pages/2023", folder / "content/pages/year"
    for name in KEPT:
        (pages / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(year / name, pages / name)
    for name, edits in PAGES.items():
        change(year / name, edits)
    for name, edits in QUESTIONS.items():
        change(folder / "content/faq" / name, edits)
    change(folder / "policy/cases/2024.yaml", CASES)
    change(folder / "policy/forms/offline-training.yaml", FORM)
    change(folder / YEAR / "review.yaml", ((": 待确认", ": 已确认"),))


def change(path: Path, edits: Edits) -> None:
    """Replace text in *path* everywhere it stands; fail where it does not."""
    text = path.read_text("utf-8")
    for old, new in edits:
        assert old in text, f"{path.name} does not hold {old!r}"
        text = text.replace(old, new)
    write(path, text)


def write(path: Path, text: str) -> None:
    """Write *text* as an editor of this project saves it."""
    path.write_text(text, "utf-8", newline="\n")
