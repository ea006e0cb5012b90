"""Search: terms, sections of built pages, the index, the ranking, and what is told of a bad vocabulary."""

from __future__ import annotations

import json
import re
import shutil
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generated import generated_pages, generated_store
from policypress.build import build
from policypress.faults import Fault, UsageError
from policypress.pieces import number, numbers
from policypress.search.index import index
from policypress.search.known import known_answer, years_not_held
from policypress.search.ranking import best_sentence, plan, rank
from policypress.search.report import found_text
from policypress.search.sections import Page, Section, read_page
from policypress.search.shards import packed
from policypress.search.store import Store, Stored
from policypress.search.words import RADICALS, folded, kinds, matter, terms, with_origins

NOTHING_KNOWN: Mapping[str, Any] = {"answers": [], "ends": None, "ask": [], "try": []}


@pytest.fixture(scope="session")
def store(site: Path) -> Store:
    return Store(site)


def found(query: str, store: Store) -> list[str]:
    """Return the addresses found, the best first."""
    sections = [store.section(hit.number) for hit in rank(query, plan(query, store), store)]
    return [f"{section.path}#{section.anchor}" for section in sections]


def test_digits_stand_apart_from_the_words_around_them() -> None:
    assert list(terms(folded("90学时、１４号文，E-mail"))) == ["90", "学时", "14", "号文", "e", "mail"]


def test_radicals_out_of_a_pdf_are_read_as_the_characters_they_look_like() -> None:
    assert folded("⻓期⻔⻚⺠⼀") == "长期门页民一"
    assert [radical for radical in RADICALS if unicodedata.normalize("NFKC", radical) != radical] == []
    assert [radical for radical in RADICALS if folded(radical) == radical] == []


def test_question_words_are_left_aside_unless_nothing_is_left() -> None:
    assert matter("备案表怎么填呢").split() == ["备案表", "填"]
    assert matter("为了了解目的") == "为了了解目的"
    assert matter("怎么办") == "怎么办"


@given(st.text())
def test_every_compared_character_has_its_origin(text: str) -> None:
    compared, origins = with_origins(text)
    assert compared == folded(text)
    assert len(compared) == len(origins)
    assert origins == sorted(origins)


@given(st.lists(st.integers(min_value=0, max_value=2**40)))
def test_numbers_come_back_from_their_digits(values: list[int]) -> None:
    assert list(numbers("".join(map(number, values)))) == values


def test_a_page_is_read_as_its_sections_with_the_engine_s_anchors() -> None:
    text = """<nav>导航</nav><article><h1 id="x">标题<a class="headerlink" href="#x">¶</a></h1>开头<b>粗</b>体
    <ul><li>甲</li><li>乙</li></ul><h2 id="a">第一节<a class="headerlink">¶</a></h2><p>一</p><script>no()</script>
    <h3>无址</h3><h2 id="empty">空节</h2><h3 id="b">第二节</h3><div data-unsearched>不查</div><table><tr><td>格</td><td>子</td></tr>
    </table><footer>页脚</footer></article>"""
    assert read_page("p.html", text) == Page(
        path="p.html",
        title="标题",
        sections=(
            Section(anchor="", heading="标题", text="开头粗体\n甲\n乙"),
            Section(anchor="a", heading="第一节", text="一\n无址"),
            Section(anchor="b", heading="第二节", text="格\n子"),
        ),
    )
    assert read_page("p.html", "<p>没有文章</p>") is None


def test_every_anchor_of_the_index_stands_on_its_page(site: Path, store: Store) -> None:
    sections = [store.section(number) for number in range(len(store.page_of))]
    pages = {section.path: (site / section.path).read_text("utf-8") for section in sections}
    wrong = [s for s in sections if s.anchor and pages[s.path].count(f'id="{s.anchor}"') != 1]
    assert wrong == []
    assert "headings.html" in pages
    assert [s.heading for s in sections if s.path == "headings.html"] == [""]


def test_a_term_weighs_most_in_a_title_then_in_a_heading_then_in_the_text() -> None:
    other = Section(anchor="x", heading="别的", text="其他文字")
    pages = [
        Page(path="t", title="补训", sections=(Section(anchor="", heading="补训", text="其他文字"), other)),
        Page(path="h", title="甲乙", sections=(Section(anchor="", heading="甲乙", text="其他文字"),)),
        Page(path="b", title="丙丁", sections=(Section(anchor="", heading="丙丁", text="补训文字"),)),
    ]
    headed = Section(anchor="y", heading="补训", text="其他文字")
    pages[1] = Page(path="h", title="甲乙", sections=(*pages[1].sections, headed))
    postings = [divmod(posting, 16) for posting in index(pages).postings["补训"]]
    assert [section for section, _ in postings] == [0, 3, 4]
    assert [impact for _, impact in postings] == sorted((impact for _, impact in postings), reverse=True)


def test_the_index_is_the_same_every_time_and_every_piece_is_small() -> None:
    pages = list(generated_pages(60))
    once, again = (packed(pages, index(pages), [], NOTHING_KNOWN, 2023) for _ in range(2))
    assert once == again
    assert max(len(data) for path, data in once.items() if "terms-" in path or "text-" in path) < 8_000


def test_a_wrong_or_a_missing_character_still_finds_the_heading(store: Store) -> None:
    assert "备案表" in " ".join(
        store.section(hit.number).text for hit in rank("备表", plan("备表", store), store)[:3]
    )
    first = rank("高级研休班", plan("高级研休班", store), store)[0]
    assert "高级研修班" in store.section(first.number).heading


def test_an_alias_finds_what_it_stands_for_and_full_width_is_as_half(store: Store) -> None:
    assert found("面授怎么报备", store)[0] == "2023/filing.html#"
    answer = known_answer("面授怎么报备", store)
    assert answer is not None
    assert answer["address"] == "2023/faq.html#how-to-file"
    assert found("３０学时", store) == found("30学时", store)


def test_the_best_sentence_lights_whole_numbers_only() -> None:
    section = Stored(path="p", title="t", anchor="", heading="", text="2030年再说。公共科目30学时！其他。")
    best = best_sentence(section, {"30": 5, "学时": 3})
    assert (best.text, best.marks) == ("公共科目30学时！", ((4, 8),))


def test_the_year_in_force_comes_first_unless_another_is_named(tmp_path: Path) -> None:
    text = "公共科目不少于若干学时。"
    pages = [
        Page(
            path=f"{year}/a.html",
            title=f"{year}年学时",
            sections=(Section(anchor="", heading=f"{year}年学时", text=text),),
            year=year,
        )
        for year in (2021, 2022, 2023)
    ]
    for path, data in packed(pages, index(pages), [], NOTHING_KNOWN, 2023).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    store = Store(tmp_path)
    assert found("公共科目学时", store)[0] == "2023/a.html#"
    assert found("2022年公共科目学时", store)[0] == "2022/a.html#"


@pytest.mark.parametrize(
    ("query", "title", "words"),
    [
        ("公共科目多少学时", "公共科目学时", "不少于30学时"),
        ("公需课要修多少课时？", "公共科目学时", "不少于30学时"),
        ("2023年专业科目多少学时", "专业科目学时", "不少于60学时"),
        ("公需课学多少", "公共科目学时", "不少于30学时"),
        ("专业课要学多少个小时", "专业科目学时", "不少于60学时"),
        ("公需课学什么", "公共科目学什么？", "公共科目"),
        ("啥时候截止", "学时要在哪天以前完成？", "截止到2023年12月31日"),
        ("学习强国算不算", "在其他网络平台学的课程，能不能认定？", "通知写了委托哪些机构"),
        ("涨工资要学时吗", "培训和年度考核、评职称、涨工资挂钩吗？", "通知没有写"),
        ("线下培训怎么备案", "线下培训怎么备案？", "填写《事业单位工作人员线下培训备案表》"),
        ("当年退休的人员还要完成全年学时吗", "当年退休的人员还要完成全年学时吗？", "通知只写明培训对象"),
    ],
)
def test_a_known_question_is_answered_by_the_policy(store: Store, query: str, title: str, words: str) -> None:
    answer = known_answer(query, store)
    assert answer is not None
    assert (answer["title"], answer["words"][: len(words)]) == (title, words)
    assert answer["quote"]


def test_how_much_is_not_what(store: Store) -> None:
    how_much, what = (known_answer(f"公共科目学{asked}", store) for asked in ("多少", "什么"))
    assert (how_much and how_much["title"], what and what["title"]) == ("公共科目学时", "公共科目学什么？")
    assert kinds("学多少") & kinds("几个") != frozenset()
    assert (kinds("为了公共科目"), kinds("学多少") & kinds("学什么")) == (frozenset(), frozenset())


@pytest.mark.parametrize(
    "query",
    [
        "公共科目",
        "培训",
        "高级研修班",
        "公共科目45学时",
        "公共科目45学时几天学完",
        "食堂几点开饭",
        "",
        "怎么办",
    ],
)
def test_what_is_no_known_question_is_not_answered(store: Store, query: str) -> None:
    assert known_answer(query, store) is None


@pytest.mark.parametrize(
    ("query", "anchor"),
    [
        ("12天等于多少学时", "conversion"),
        ("1天算几个学时", "conversion"),
        ("1天等于多少学时", "conversion"),
        ("0.5天抵多少学时", "conversion"),
        ("一天相当于几个学时", "conversion"),
        ("三天能换几个学时", "conversion"),
        ("90学时是几天", "conversion"),
        ("1天等于8学时吗", "conversion"),
        ("脱产培训3天算多少学时", "hours-per-day"),
        ("专技人员继续教育", "own-field"),
        ("继续教育多少学时", "own-field"),
        ("发表论文算学时吗", "other-activities"),
        ("学历教育能抵吗", "other-activities"),
        ("支教算学时么", "other-activities"),
        ("培训费谁出", "who-pays"),
        ("去年没达标有什么影响", "last-year-failed"),
    ],
)
def test_what_the_notice_leaves_open_is_not_answered_as_if_it_said_so(
    store: Store, query: str, anchor: str
) -> None:
    answer = known_answer(query, store)
    assert answer is not None
    assert (answer["address"], answer["unstated"]) == (f"2023/faq.html#{anchor}", True)


@pytest.mark.parametrize(
    ("query", "anchor"),
    [
        ("孕妇要不要学", "leave"),
        ("不及格怎么办", "makeup"),
        ("网课刷完了证书在哪打印", "certificate-source"),
        ("网课在哪里上", "providers"),
        ("年底", "deadline"),
        ("學時", "how-many-hours"),
        ("補訓", "makeup"),
    ],
)
def test_other_words_for_a_matter_find_it_first(store: Store, query: str, anchor: str) -> None:
    answer = known_answer(query, store)
    first = answer["address"] if answer else found(query, store)[0]
    assert first == f"2023/faq.html#{anchor}"


@pytest.mark.parametrize(
    ("query", "years"),
    [
        ("2024年学时要求", [2024]),
        ("2025年要学多少学时", [2025]),
        ("２０２２年公共科目多少学时", [2022]),
        ("2024学时要求", [2024]),
        ("2025、2023、2024、2025年", [2025, 2024]),
        ("2023年学时要求", []),
        ("人社部规〔2019〕4号", []),
        ("2019 4", [2019]),
        ("120241", []),
    ],
)
def test_of_a_year_that_is_not_held_this_is_said_first(store: Store, query: str, years: list[int]) -> None:
    assert years_not_held(query, store) == years
    lines = found_text(query, store).splitlines()
    other_years = "往年和来年的学时标准是不是一样？"
    if years:
        assert lines[0] == f"本站没有收录{'、'.join(map(str, years))}年的通知。"
        assert lines[1] == f"答　{other_years}　2023 年度"
    else:
        assert other_years not in lines[0]


def test_a_year_that_is_not_held_is_named_also_where_nothing_is_found(tmp_path: Path) -> None:
    generated_store(tmp_path, 20)
    lines = found_text("2024呜哇魑魅", Store(tmp_path)).splitlines()
    assert lines[0] == "本站没有收录2024年的通知。"
    assert lines[1].startswith("没有找到“2024呜哇魑魅”")


def test_every_question_and_title_of_the_policy_is_answered_by_itself(store: Store) -> None:
    wrong = [
        (text, store.answer(number)["title"])
        for number, texts in enumerate(store.questions["asked"])
        for text in texts
        if known_answer(text, store) is None
    ]
    assert wrong == []


def test_the_command_prints_rank_page_section_sentence_and_address(store: Store) -> None:
    lines = found_text("公共科目多少学时", store).splitlines()
    assert lines[0] == "答　公共科目学时　2023 年度"
    assert lines[1].strip() == "不少于30学时"
    results = "\n".join(lines)
    assert re.search(r"^1　\S.* > \S.*\n　　\S.*\n　　2023/\S+\.html#\S+$", results, re.MULTILINE)
    assert "0731-84900080" in found_text("呜哇魑魅", store)


def test_the_section_of_the_answer_is_no_further_result(store: Store) -> None:
    titles = [store.answer(number)["title"] for number in range(len(store.questions["asked"]))]
    twice = []
    for title in titles:
        answer = known_answer(title, store)
        assert answer is not None
        twice += [title] if found_text(title, store).split().count(answer["address"]) > 1 else []
    assert twice == []


@pytest.mark.parametrize("query", ["", " \u3000\n"])
def test_a_query_without_a_word_is_refused(store: Store, query: str) -> None:
    with pytest.raises(UsageError, match="没有写要找的话；请写几个字"):
        found_text(query, store)


def test_a_folder_without_an_index_is_told_to_build_first(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="请先运行 policypress build"):
        Store(tmp_path)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("卫星发射: [火箭]", "“卫星发射”在各页和通知里都找不到"),
        ("公共科目: [公共科目课]", "“公共科目课”里已有“公共科目”"),
        ("补训: [……]", "“……”里没有可查的字"),
        ("补训: [补习, 补习]", "“补习”在“补训”下写了两次"),
    ],
)
def test_a_vocabulary_that_finds_nothing_is_a_fault(
    project: Path, faults: Callable[[], tuple[Fault, ...]], line: str, told: str
) -> None:
    (project / "policy/vocabulary.yaml").write_text(f"# 词汇\n{line}\n", "utf-8")
    (fault,) = faults()
    assert (fault.file, fault.line) == ("policy/vocabulary.yaml", 2)
    assert told in fault.message


def test_a_project_without_vocabulary_builds_and_is_searched(project: Path) -> None:
    (project / "policy/vocabulary.yaml").unlink()
    shutil.rmtree(project / "content/faq")
    (project / "content/faq").mkdir()
    site = build(project, project / "dist", lambda _: None)
    assert found("补训", Store(site))[0].startswith("2023/hours.html")


def test_every_page_has_one_box_and_nothing_the_theme_s_search_would_start_from(site: Path) -> None:
    for path in site.rglob("*.html"):
        text = path.read_text("utf-8")
        assert text.count('data-module="search"') == 1, path
        assert 'class="md-search' not in text, path
        assert "search/directory.js" not in text, path


def test_the_generated_index_is_read_back_whole(tmp_path: Path) -> None:
    generated_store(tmp_path, 20)
    store = Store(tmp_path)
    pages = list(generated_pages(20))
    sections = [section for page in pages for section in page.sections]
    assert [store.section(i).text for i in range(len(sections))] == [section.text for section in sections]
    assert json.loads(json.dumps(store.directory))["year"] == 2023
