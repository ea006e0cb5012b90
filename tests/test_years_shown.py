"""Which year is in force on which day, what each page says of it, and what a draft looks like."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pypdf
import pytest
from lxml import html

from folders import project_copy
from guide import change
from policypress.banners import is_over
from policypress.build import build
from policypress.faults import OpenError, UsageError
from policypress.forms.model import DRAFT
from policypress.pages import navigation, pages, unlisted
from policypress.policy import confirmed, load, year_of
from policypress.policy_data import policy_json
from policypress.years.roll import new_year
from rolled import AWARD, rolled

FIRST, LAST = date(2024, 1, 1), date(2024, 12, 31)
DAY = timedelta(days=1)


@pytest.fixture(scope="session")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project rolled to 2024 and confirmed; tests read it only."""
    return rolled(tmp_path_factory.mktemp("two"))


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project just rolled to 2024; tests read it only."""
    folder = project_copy(tmp_path_factory.mktemp("open"))
    new_year(folder, 2024)
    return folder


@pytest.fixture(scope="session")
def draft(opened: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the draft site of a project just rolled to 2024, as of its first day."""
    return build(opened, tmp_path_factory.mktemp("draft"), lambda _: None, draft=True, as_of=FIRST)


def test_the_year_in_force_changes_on_its_first_day(two_years: Path) -> None:
    assert load(two_years, as_of=FIRST - DAY).current.year == 2023
    assert load(two_years, as_of=FIRST).current.year == 2024


def test_by_default_the_day_of_publication_decides(two_years: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(two_years, tmp_path / "p"))
    change(folder / "policy/site.yaml", (("2026-11-24", "2023-12-31"),))
    change(folder / "policy/years/2023/notice.yaml", (("published: 2026-11-24\n", ""),))
    assert load(folder).current.year == 2023
    change(folder / "policy/years/2024/notice.yaml", (("\nfacts:", "\nshown_from: 2023-12-31\nfacts:"),))
    assert load(folder).current.year == 2024


def test_a_day_before_the_first_year_is_refused(two_years: Path) -> None:
    with pytest.raises(UsageError, match="最早的是 2023 年"):
        load(two_years, as_of=date(2022, 12, 31))
    assert load(two_years, as_of=date(2023, 1, 1)).current.year == 2023


def test_a_year_is_over_the_day_after_its_last(two_years: Path) -> None:
    for day, over in ((LAST, False), (LAST + DAY, True)):
        policy = load(two_years, as_of=day)
        assert is_over(policy, policy.current) is over
        shown = pages(policy)
        said = {name for name, page in shown.items() if "年度已结束</strong>" in page.decode()}
        current = {name for name in shown if not name.startswith(("2023/", "documents/xiangrenshehan-2023"))}
        assert said == (current if over else set())


def test_the_real_site_says_on_each_page_that_its_year_is_over(site: Path) -> None:
    for path in site.rglob("*.html"):
        if path.name != "404.html":
            (note,) = html.fromstring(path.read_text("utf-8")).xpath("//main//*[@role='note']")
            words = note.text_content()
            assert words.startswith("2023 年度已结束"), path
            assert "本站没有收录以后年度的通知" in words, path


def test_old_pages_say_they_are_of_an_earlier_year_and_lead_to_the_same_page_of_now(two_years: Path) -> None:
    shown = pages(load(two_years, as_of=FIRST))
    assert 'href="../2024/duties.html">2024 年度的这一页' in shown["2023/duties.md"].decode()
    assert 'href="../../2024/roles/unit.html"' in shown["2023/roles/unit.md"].decode()
    text = shown["documents/xiangrenshehan-2023-63.md"].decode()
    assert 'href="xiangrenshehan-2024-63.html">2024 年度的这一页' in text
    earlier = {name for name, page in shown.items() if "<strong>以前年度</strong>" in page.decode()}
    assert earlier == {name for name in shown if name.startswith("2023/")} | {
        "documents/xiangrenshehan-2023-63.md"
    }


def test_an_old_page_without_a_successor_leads_to_the_notice_of_now(two_years: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(two_years, tmp_path / "p"))
    change(folder / "content/navigation.yaml", (('"year:notice"', '"year:notice", "year:award"'),))
    (folder / "content/pages/2023/award.md").write_text("# 评选\n", "utf-8", newline="\n")
    policy = load(folder, as_of=FIRST)
    shown = pages(policy)
    assert 'href="../2024/notice.html">2024 年度通知' in shown["2023/award.md"].decode()
    assert "2024/award.md" not in shown
    assert "award" not in json.dumps(navigation(policy))


def test_a_year_still_to_come_says_so(two_years: Path) -> None:
    page = pages(load(two_years, as_of=FIRST - DAY))["2024/hours.md"].decode()
    assert "<strong>以后年度</strong>" in page
    assert 'href="../2023/hours.html"' in page


def test_only_the_year_in_force_stands_in_the_navigation_and_all_are_listed(two_years: Path) -> None:
    policy = load(two_years, as_of=FIRST)
    assert "2023" not in json.dumps(navigation(policy))
    assert unlisted(policy) == ["/2023/", "/documents/xiangrenshehan-2023-63.md"]
    listed = pages(policy)["2024/notice.md"].decode()
    assert '<a href="notice.html">2024 年</a>' in listed
    assert '<a href="../2023/notice.html">2023 年</a>' in listed
    assert "（以前年度）" in listed
    assert "（本站所示年度）" in listed


def test_each_page_names_the_notice_of_its_own_year(two_years: Path) -> None:
    shown = pages(load(two_years))
    assert 'notice_number: "湘人社函〔2023〕63号"' in shown["2023/hours.md"].decode()
    assert 'notice_number: "湘人社函〔2024〕虚构号"' in shown["2024/hours.md"].decode()
    assert 'notice_number: "湘人社函〔2024〕虚构号"' in shown["index.md"].decode()


def test_a_question_is_shown_in_its_years_only_and_a_kept_page_in_its_year(two_years: Path) -> None:
    shown = pages(load(two_years))
    assert "{#award}" in shown["2023/faq.md"].decode()
    assert "{#award}" not in shown["2024/faq.md"].decode()
    assert "{#award}" in shown["2023/duties.md"].decode()
    assert "{#plan}" in shown["2024/duties.md"].decode()


def test_a_site_of_two_years_builds_and_what_stands_above_a_page_is_no_heading(
    two_years: Path, tmp_path: Path
) -> None:
    site = build(two_years, tmp_path / "dist", lambda _: None)
    page = html.fromstring((site / "headings.html").read_text("utf-8"))
    assert not any("本站所示的是" in item.text_content() for item in page.xpath("//article//li"))
    listed = [item.text_content() for item in page.xpath("//article//div[@data-unsearched]/ul/li")]
    assert listed.index("2023年工作要求、经费与纪律（以前年度）") > max(
        place for place, words in enumerate(listed) if words.startswith("2024")
    )
    assert "noindex" not in (site / "2023/hours.html").read_text("utf-8")
    found = json.loads((site / "data/policy.json").read_text("utf-8"))
    states = {(fact["year"], fact["id"]): fact["state"] for fact in found["facts"]}
    assert [year["year"] for year in found["years"] if year["in_force"]] == [2024]
    assert states[2023, "public_hours"] == "已确认"
    assert states[2024, "public_hours"] == "已变更"
    assert states[2024, "plan_report"] == "新增"
    assert [(year["year"], end["id"]) for year in found["years"] for end in year["ended"]] == [
        (2024, id_) for id_ in AWARD
    ]


def test_an_open_project_builds_as_a_draft_only(opened: Path, tmp_path: Path) -> None:
    with pytest.raises(OpenError, match="待确认"):
        build(opened, tmp_path, lambda _: None)
    assert [path.name for path in tmp_path.iterdir()] == [".lock"]


def test_a_draft_says_so_on_every_page_and_asks_not_to_be_indexed(draft: Path) -> None:
    for path in draft.rglob("*.html"):
        page = html.fromstring(path.read_text("utf-8"))
        assert page.xpath("//meta[@name='robots']/@content") == ["noindex"], path
        assert page.xpath("string(//main//*[@role='note'][1])").startswith(DRAFT), path


def test_a_draft_marks_every_value_carried_over_wherever_it_is_shown(draft: Path) -> None:
    marked = 0
    for path in [*draft.glob("2024/**/*.html"), *draft.glob("*.html"), *draft.glob("forms/**/*.html")]:
        if path.name == "changes.html":  # it shows the years before too
            continue
        for link in html.fromstring(path.read_text("utf-8")).xpath("//a[contains(@class, 'fact')]"):
            if link.xpath("ancestor::svg"):  # a picture has its mark among its words
                assert "（待确认）" in link.text_content(), path
                continue
            (mark,) = link.xpath("following-sibling::node()[1][self::span[@class='open']]")
            assert mark.text_content() == "待确认", path
            marked += 1
    assert marked > 100
    calculator = (draft / "calculator.html").read_text("utf-8")
    data = html.fromstring(calculator).xpath("string(//script[@id='calculator-data'])")
    assert "学时（待确认）" in data
    asked = html.fromstring((draft / "2024/faq.html").read_text("utf-8")).xpath("//h3")
    assert any("（待确认）要做什么" in heading.text_content() for heading in asked)
    old = html.fromstring((draft / "2023/hours.html").read_text("utf-8"))
    assert old.xpath("//article//span[@class='open']") == []


def test_a_draft_s_forms_say_so_and_keep_their_fields(draft: Path, site: Path) -> None:
    name = "forms/offline-training/offline-training"
    with zipfile.ZipFile(draft / f"{name}.docx") as package, zipfile.ZipFile(site / f"{name}.docx") as final:
        assert DRAFT in package.read("word/header1.xml").decode()
        assert "word/header1.xml" not in final.namelist()
        assert package.read("word/document.xml").count(b"<w:sdt>") == final.read("word/document.xml").count(
            b"<w:sdt>"
        )
    marked, plain = (
        pypdf.PdfReader(io.BytesIO((folder / f"{name}.pdf").read_bytes())) for folder in (draft, site)
    )
    assert DRAFT in marked.pages[0].extract_text()
    assert DRAFT not in plain.pages[0].extract_text()
    assert set(marked.get_fields() or {}) == set(plain.get_fields() or {}) != set()
    assert len(marked.pages) == 1


def test_the_data_of_a_draft_carries_the_state_of_each_fact(opened: Path) -> None:
    facts = json.loads(policy_json(load(opened, draft=True)))["facts"]
    assert {(fact["year"], fact["state"]) for fact in facts} == {(2023, "已确认"), (2024, "待确认")}


def test_nobody_is_judged_by_a_year_still_open(opened: Path) -> None:
    policy = load(opened, draft=True)
    assert confirmed(year_of(policy, 2023)).year == 2023
    with pytest.raises(UsageError, match="2024 年还有 79 条规定待确认"):
        confirmed(year_of(policy, None))
