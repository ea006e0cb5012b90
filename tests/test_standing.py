"""How a year stands to the one before: every status, what is a fault, and what only awaits confirmation."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from guide import NOTICE, change
from policypress.faults import Fault, OpenError, PolicyError
from policypress.policy import checked, load
from policypress.standing import Standing, entries, open_points
from policypress.texts import digest
from policypress.years.report import report
from policypress.years.roll import new_year
from rolled import AWARD, ID, confirm_facts, paste, rolled

DUTIES, HOURS, REVIEW = (f"policy/years/2024/{name}.yaml" for name in ("duties", "hours", "review"))


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project rolled to 2024 and confirmed, to be copied."""
    return rolled(tmp_path_factory.mktemp("rolled"))


@pytest.fixture
def confirmed(kept: Path, tmp_path: Path) -> Path:
    """Return a project rolled to 2024 and confirmed, to be broken."""
    return Path(shutil.copytree(kept, tmp_path / "省厅 2024"))


def faults_in(folder: Path) -> tuple[Fault, ...]:
    try:
        checked(folder)
    except PolicyError as error:
        return error.faults
    return ()


def test_every_status_is_told_of_a_year_confirmed(kept: Path) -> None:
    found = {entry.id: entry.standing for entry in entries(checked(kept), 2024)}
    changed = {id_ for id_, standing in found.items() if standing is Standing.CHANGED}
    assert changed == {
        "contact_phone",
        "topics",
        "topics_count",
        "total_hours",
        "public_hours",
        "providers",
        "providers_count",
        "free_hours",
        "seminars",
        "seminar_hours",
        "platform_data",
        "auto_review",
    }
    assert {id_ for id_, standing in found.items() if standing is Standing.ENDED} == set(AWARD)
    assert {id_ for id_, standing in found.items() if standing is Standing.NEW} == {
        "plan_report",
        "plan_report_by",
    }
    assert found["year_end"] is Standing.CONFIRMED
    assert Standing.OPEN not in found.values()


def test_a_confirmed_year_is_told_in_words_with_file_and_line(kept: Path) -> None:
    lines = report(checked(kept)).splitlines()
    assert lines[2] == "2024 年（与 2023 年相比）：已确认 64，已变更 12，已取消 3，新增 2，待确认 0"
    assert (
        "  policy/years/2024/hours.yaml:32: public_hours 公共科目学时：30学时（不少于） → 36学时（不少于）"
        in lines
    )
    assert not any("下一步" in line for line in lines)


def test_an_open_year_is_no_fault_and_says_what_is_left_to_do(project: Path) -> None:
    new_year(project, 2024)
    lines = report(checked(project)).splitlines()
    assert "已确认 0，已变更 0，已取消 0，新增 0，待确认 79" in lines[2]
    assert lines[-1].startswith("2024 年还有 120 处待确认，不能发布。下一步：")
    with pytest.raises(OpenError) as told:
        load(project)
    assert "policypress build --draft" in told.value.closing
    assert len(told.value.faults) == 120
    assert load(project, draft=True).draft


def test_the_text_once_pasted_is_registered_by_what_check_says(project: Path) -> None:
    new_year(project, 2024)
    (project / f"content/notices/{ID}.txt").write_bytes(NOTICE.read_bytes().replace(b"\n", b"\r\n"))
    (told,) = [point for point in open_points(checked(project)) if point.place.endswith("sha256")]
    assert f"sha256: {digest(NOTICE.read_text('utf-8'))}" in told.message
    paste(project)
    assert not [point for point in open_points(checked(project)) if point.file == "policy/documents.yaml"]
    change(project / f"content/notices/{ID}.txt", (("96 学时", "97 学时"),))
    assert any("与登记的不一致" in fault.message for fault in faults_in(project))


def test_a_text_registered_before_the_rest_is_written_is_no_fault(project: Path) -> None:
    new_year(project, 2024)
    (project / f"content/notices/{ID}.txt").write_bytes(NOTICE.read_bytes())
    registered = f"sha256: {digest(NOTICE.read_text('utf-8'))}"
    change(project / "policy/documents.yaml", (("sha256: 待填", registered),))
    left = [point.place for point in open_points(checked(project)) if point.file == "policy/documents.yaml"]
    assert left == [
        f"{ID}.{name}" for name in ("title", "number", "issuer", "issued", "validity", "cited_as")
    ]


def test_facts_are_confirmed_one_by_one(project: Path) -> None:
    new_year(project, 2024)
    paste(project)
    change(
        project / "policy/years/2024/notice.yaml",
        (("    carried: 2023\n    title: 培训对象\n", "    title: 培训对象\n"),),
    )
    found = {entry.id: entry.standing for entry in entries(checked(project), 2024)}
    assert found["scope"] is Standing.CONFIRMED
    assert found["addressees"] is Standing.OPEN


def test_worked_examples_are_compared_once_they_are_confirmed(project: Path) -> None:
    new_year(project, 2024)
    paste(project)
    confirm_facts(project)
    said = [fault for fault in faults_in(project) if fault.file == "policy/cases/2024.yaml"]
    assert said == []
    folder = project / "content"
    change(
        folder / "faq/07-platform.yaml",
        (("    facts: [award]\n", "    facts: [award]\n    last_year: 2023\n"),),
    )
    shutil.copytree(folder / "pages/year", folder / "pages/2023")
    change(
        folder / "pages/year/duties.md",
        (
            ('{{ fact("award_organiser") }}将开展{{ fact("award") }}，{{ fact("award_benefit") }}。', ""),
            ('{{ quote("award") }}', ""),
        ),
    )
    assert faults_in(project) == ()
    change(project / REVIEW, (("policy/cases/2024.yaml: 待确认", "policy/cases/2024.yaml: 已确认"),))
    assert {fault.file for fault in faults_in(project)} == {"policy/cases/2024.yaml"}


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "words"),
    [
        (DUTIES, "  award: {on", "  awards: {on", "ended.awards", "2023 年没有“awards”"),
        (
            DUTIES,
            "  award_benefit: {on: 2024-01-01, why: 2024年通知不再规定}\n",
            "",
            "ended",
            "2023 年有“award_benefit”",
        ),
        (DUTIES, "  award: {on", "  fraud: {on: 2024-01-01, why: 甲}\n  award: {on", "ended.fraud", "里还有"),
        (
            REVIEW,
            "content/faq/01-scope.yaml",
            "content/faq/01-scop.yaml",
            "files.content/faq/01-scop.yaml",
            "没有 content/faq/01-scop.yaml",
        ),
        (REVIEW, "carried_from: 2023", "carried_from: 2024", "carried_from", "没有更早的 2024 年"),
        (
            HOURS,
            "  total_hours:\n",
            "  total_hours:\n    carried: 2022\n",
            "facts.total_hours.carried",
            "没有 2022 年可以带过来",
        ),
        (
            HOURS,
            "  total_hours:\n",
            "  total_hours:\n    carried: 2023\n",
            "facts.total_hours.quote",
            "已经是新通知的原句",
        ),
        (
            DUTIES,
            "  plan_report:\n",
            "  plan_report:\n    carried: 2023\n",
            "facts.plan_report.carried",
            "没有已确认的“plan_report”",
        ),
        (
            "policy/years/2024/notice.yaml",
            "facts:\n",
            "shown_from: 2023-01-01\nfacts:\n",
            "shown_from",
            "不晚于 2023 年",
        ),
        (
            "content/faq/07-platform.yaml",
            "    last_year: 2023\n",
            "",
            None,
            "2024 年没有名为“award”的条目",
        ),
        (
            "content/faq/01-scope.yaml",
            "    facts: [scope, reference_scope]\n",
            "    facts: [scope, reference_scope]\n    first_year: 2025\n",
            "questions[1].first_year",
            "哪一年都不显示",
        ),
        (
            "content/pages/year/duties.md",
            '{{ quote("plan_report") }}',
            '{{ quote("award") }}',
            "正文",
            "先把 2023 年用的样子存为 content/pages/2023/duties.md",
        ),
        (
            "content/pages/2023/duties.md",
            '{{ quote("award") }}',
            '{{ quote("plan_report") }}',
            "正文",
            "2023 年没有名为“plan_report”的条目",
        ),
        (
            "content/pages/index.md",
            "{{ figures() }}",
            '{{ fact("award") }}',
            "正文",
            "2024 年没有名为“award”的条目",
        ),
        ("policy/site.yaml", "2026-11-24", "2022-11-24", "published", "还没有一个年度开始"),
        (
            "policy/forms/2023/offline-training.yaml",
            "- label: E-mail",
            "- label: 传真",
            None,
            "“传真”不在所存文本中",
        ),
        (
            "policy/forms/offline-training.yaml",
            "- label: 授课教师",
            "- label: E-mail",
            None,
            "“E-mail”不在所存文本中",
        ),
    ],
)
def test_what_is_amiss_between_two_years_is_told_at_its_place(  # noqa: PLR0917 - one row of the table is one call
    confirmed: Path, file: str, old: str, new: str, place: str | None, words: str
) -> None:
    change(confirmed / file, ((old, new),))
    found = [fault for fault in faults_in(confirmed) if words in fault.message]
    assert found, [str(fault) for fault in faults_in(confirmed)]
    assert found[0].file == file
    if place is not None:
        assert found[0].place == place


def test_a_page_of_a_year_that_is_not_held_is_told(confirmed: Path) -> None:
    (confirmed / "content/pages/2022").mkdir()
    (confirmed / "content/pages/2022/hours.md").write_text("# 甲\n", "utf-8")
    assert [(fault.file, "没有 2022 年" in fault.message) for fault in faults_in(confirmed)] == [
        ("content/pages/2022/hours.md", True)
    ]


def test_a_quote_given_before_the_text_is_pasted_is_told_as_such(project: Path) -> None:
    new_year(project, 2024)
    change(
        project / "policy/years/2024/notice.yaml",
        (("    carried: 2023\n    title: 培训对象\n", "    title: 培训对象\n"),),
    )
    assert any("全文还没有粘贴" in fault.message for fault in faults_in(project))
