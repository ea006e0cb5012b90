"""The built site as files: links, proofs, tags, and the notice word for word."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import etree, html

from checkout import ROOT
from policypress.checks.literals import DAY
from policypress.csp import PLACEHOLDER
from policypress.model.policy import Policy
from policypress.readings import NUMERAL
from policypress.texts import sentences, squeeze

Page = html.HtmlElement


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, Page]:
    """Return every built page, parsed, by its path."""
    found = {
        path.relative_to(site).as_posix(): html.fromstring(path.read_text("utf-8"))
        for path in site.rglob("*.html")
    }
    assert len(found) > 20
    return found


def article(page: Page) -> Page:
    found = page.xpath("//article | //main[not(.//article)]")
    assert len(found) == 1
    assert isinstance(found[0], html.HtmlElement)
    return found[0]


def test_the_contract_s_files_are_there(site: Path) -> None:
    for name in (
        "index.html",
        "forms/offline-training/offline-training.docx",
        "forms/offline-training/offline-training.pdf",
        "data/policy.json",
        "data/policy.schema.json",
        "feed.xml",
        "calendar.ics",
        "sitemap.xml",
    ):
        assert (site / name).stat().st_size > 0, name


def test_every_link_leads_to_a_page_and_a_place_that_are_there(site: Path, pages: dict[str, Page]) -> None:
    ids = {name: set(page.xpath("//@id")) for name, page in pages.items()}
    broken = []
    for name, page in pages.items():
        for href in page.xpath("//@href | //@src"):
            target = urlsplit(href)
            if target.scheme in {"https", "data"}:
                continue
            path = ((site / name).parent / unquote(target.path)).resolve() if target.path else site / name
            inside = path.is_file() and path.is_relative_to(site.resolve())
            place = path.relative_to(site.resolve()).as_posix() if inside else ""
            if not inside or (target.fragment and unquote(target.fragment) not in ids.get(place, set())):
                broken.append(f"{name}: {href}")
    assert broken == []


def test_nothing_is_loaded_from_another_host(pages: dict[str, Page], policy: Policy) -> None:
    loading = "//*[self::script or self::img or self::iframe or self::source]/@src | //link[@rel!='canonical']/@href"
    foreign = [
        f"{name}: {address}"
        for name, page in pages.items()
        for address in page.xpath(loading)
        if urlsplit(address).netloc and not address.startswith(policy.site.address)
    ]
    assert foreign == []


def test_every_page_has_its_policy_and_the_tags_of_a_government_site(
    pages: dict[str, Page], policy: Policy
) -> None:
    for name, page in pages.items():
        metas = {
            meta.get("name") or meta.get("http-equiv"): meta.get("content") for meta in page.xpath("//meta")
        }
        assert "default-src 'none'" in metas["Content-Security-Policy"], name
        assert PLACEHOLDER not in metas["Content-Security-Policy"], name
        assert metas["SiteName"] == policy.site.name, name
        assert metas["ArticleTitle"], name
        assert metas["ColumnName"], name
        assert metas["ColumnType"], name
        assert metas["PubDate"] == policy.site.published, name
        assert metas["ContentSource"] == policy.site.source, name
        assert {"SiteDomain", "SiteIDCode"} <= metas.keys(), name


def test_every_page_says_in_its_own_words_what_it_is_about(pages: dict[str, Page]) -> None:
    said = {
        name: page.xpath("string(//meta[@name='description']/@content)")
        for name, page in pages.items()
        if name != "404.html"
    }
    titles = [page.xpath("string(//title)") for page in pages.values()]
    assert {name: words for name, words in said.items() if not 10 <= len(words) <= 150} == {}
    assert len(set(said.values())) == len(said)
    assert len(set(titles)) == len(titles)
    assert "关于做好2023年全省事业单位工作人员培训工作的通知" in pages[
        "documents/xiangrenshehan-2023-63.html"
    ].xpath("string(//title)")


def structured(page: Page) -> dict[str, object]:
    (script,) = page.xpath("//script[@type='application/ld+json']")
    found = json.loads(script.text)
    assert isinstance(found, dict)
    return found


def test_the_notice_is_described_as_data_with_what_is_known_of_it_alone(pages: dict[str, Page]) -> None:
    for name in ("2023/notice.html", "documents/xiangrenshehan-2023-63.html"):
        about = structured(pages[name])["about"]
        assert isinstance(about, dict)
        assert about["legislationIdentifier"] == "湘人社函〔2023〕63号"
        assert "legislationDate" not in about


def test_the_questions_are_described_as_data_in_the_words_of_the_page(pages: dict[str, Page]) -> None:
    page = pages["2023/faq.html"]
    shown = squeeze(article(page).text_content())
    questions = structured(page)["mainEntity"]
    assert isinstance(questions, list)
    assert len(questions) == len(page.xpath("//article//h3"))
    for question in questions:
        answer = question["acceptedAnswer"]["text"]
        assert squeeze(question["name"]) in shown
        assert squeeze(answer.removeprefix("本通知未作规定。")) in shown
        assert "<" not in answer


def test_filing_a_form_is_described_as_a_service_of_those_it_goes_to(
    pages: dict[str, Page], site: Path, policy: Policy
) -> None:
    page = pages["forms/offline-training/index.html"]
    service = structured(page)
    assert service["@type"] == "GovernmentService"
    assert service["url"] == page.xpath("string(//link[@rel='canonical']/@href)")
    shown = squeeze(article(page).text_content())
    operators = service["serviceOperator"]
    assert isinstance(operators, list)
    assert {operator["name"] for operator in operators} == {"同级事业单位人事综合管理部门", "主管部门"}
    assert all(operator["name"] in shown for operator in operators)
    blanks = service["subjectOf"]
    assert isinstance(blanks, list)
    for blank in blanks:
        assert (site / blank["url"].removeprefix(policy.site.address)).is_file()


def test_every_sentence_of_the_notice_stands_on_the_site_in_order(pages: dict[str, Page]) -> None:
    text = (ROOT / "content/notices/xiangrenshehan-2023-63.txt").read_text("utf-8")
    page = pages["documents/xiangrenshehan-2023-63.html"]
    for mark in page.xpath("//a[contains(@class, 'anchor') or contains(@class, 'headerlink')]"):
        mark.drop_tree()
    shown, place = squeeze(article(page).text_content()), 0
    for paragraph in filter(None, text.split("\n")):
        for sentence in sentences(paragraph):
            place = shown.find(squeeze(sentence), place)
            assert place >= 0, sentence


def test_every_fact_s_number_links_to_a_sentence_that_holds_its_quote(
    site: Path, pages: dict[str, Page]
) -> None:
    links = 0
    for name, page in pages.items():
        for link in page.xpath("//a[contains(@class, 'fact')]"):
            target = urlsplit(link.get("href"))
            path = ((site / name).parent / target.path).resolve().relative_to(site.resolve()).as_posix()
            (place,) = pages[path].xpath(f"//*[@id='{target.fragment}']")
            around = place.xpath("ancestor-or-self::*[self::p or self::h2 or self::tr][1]")[0]
            assert squeeze(link.get("title")) in squeeze(around.text_content()), (
                f"{name}: {link.text_content()}"
            )
            links += 1
    assert links > 100


PROVED = (
    "ancestor-or-self::*[self::a[contains(@class, 'fact')] or self::blockquote or self::h1 or self::h2 or self::h3"
    " or self::script or contains(@class, 'proof') or contains(@class, 'official-text')"
    " or contains(@class, 'case') or contains(@class, 'example') or contains(@class, 'page-source')]"
)


def unproved(page: Page, literal: re.Pattern[str]) -> Iterator[str]:
    for text in article(page).xpath(".//text()"):
        if literal.search(text) and not text.getparent().xpath(PROVED):
            yield text.strip()


def test_no_number_of_the_rule_stands_without_its_sentence(pages: dict[str, Page], policy: Policy) -> None:
    units = "|".join(sorted({fact.unit for fact in policy.current.facts.values() if fact.unit}))
    literal = re.compile(rf"(?:[\d.]+|[{NUMERAL}]+)\s*个?\s*(?:{units})|{DAY}")
    found = {name: list(unproved(page, literal)) for name, page in pages.items() if name != "headings.html"}
    assert {name: texts for name, texts in found.items() if texts} == {}


def test_headings_go_down_one_level_at_a_time_from_one_title(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        levels = [int(heading.tag[1]) for heading in article(page).xpath(".//h1|.//h2|.//h3|.//h4")]
        assert levels[0] == 1, name
        assert levels.count(1) == 1, name
        assert all(after - before <= 1 for before, after in pairwise(levels)), name


def test_every_table_names_its_columns_or_its_rows(pages: dict[str, Page]) -> None:
    # The form printed below the notice is its layout, word for word, and no table of data.
    tables = "//article//table[not(ancestor::*[contains(@class, 'official-text')])][.//td]"
    nameless = [
        name
        for name, page in pages.items()
        for table in page.xpath(tables)
        if not table.xpath(".//th[@scope]") or table.xpath(".//th[not(@scope)]")
    ]
    assert nameless == []


@pytest.mark.parametrize(
    ("name", "words"),
    [("calculator.html", "脚本"), ("forms/offline-training/index.html", "脚本"), ("index.html", "站内目录")],
)
def test_what_needs_script_says_so_where_there_is_none(pages: dict[str, Page], name: str, words: str) -> None:
    said = [element.text_content() for element in pages[name].xpath("//noscript")]
    assert any(words in text for text in said), said


def test_a_silent_answer_comes_before_the_sentence_and_whom_to_ask_comes_last(
    pages: dict[str, Page],
) -> None:
    (heading,) = pages["2023/faq.html"].xpath("//h3[@id='leave']")
    parts = heading.xpath("following-sibling::*[position() <= 5]")
    assert [part.tag for part in parts] == ["p", "p", "blockquote", "p", "h3"]
    assert parts[1].text_content().startswith("本通知未作规定。")
    assert parts[3].text_content().startswith("向谁咨询")


def test_an_answer_says_whom_to_ask_about_what_the_notice_does_not_say(policy: Policy) -> None:
    silent = [each for each in policy.questions_of(2023) if "没有写" in each.answer]
    alone = [each.id for each in silent if not each.unstated and not re.search("可以(先)?问", each.answer)]
    assert len(silent) > 30
    assert alone == []


def test_what_units_may_do_is_no_duty(pages: dict[str, Page]) -> None:
    (item,) = pages["2023/roles/unit.html"].xpath("//article//li[contains(., '高级研修班')]")
    assert item.text_content().startswith("可根据主题组织")


def test_the_home_page_leads_to_the_questions_marked_as_common(
    pages: dict[str, Page], policy: Policy
) -> None:
    marked = {question.id for file in policy.faq for question in file.questions if question.common}
    links = pages["index.html"].xpath("//*[@class='asked']//a/@href")
    assert {urlsplit(link).fragment for link in links} == marked
    assert marked


def test_the_questions_are_answered_each_at_its_own_address(pages: dict[str, Page], policy: Policy) -> None:
    page = pages["2023/faq.html"]
    questions = [question for file in policy.faq for question in file.questions]
    assert len(questions) >= 25
    for question in questions:
        (heading,) = page.xpath(f"//h3[@id='{question.id}']")
        after = heading.xpath(
            "following-sibling::*[self::blockquote or contains(@class, 'ask-whom') or self::h3][1]"
        )
        assert after[0].tag != "h3", question.id


def test_the_sitemap_lists_every_page_under_its_own_address(
    site: Path, pages: dict[str, Page], policy: Policy
) -> None:
    named = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
    listed = [str(loc.text) for loc in etree.parse(site / "sitemap.xml").iter(named)]
    home = {policy.site.address + name for name in pages if name not in {"404.html", "index.html"}}
    assert set(listed) - {policy.site.address, policy.site.address + "index.html"} == home
    canonical = [page.xpath("string(//link[@rel='canonical']/@href)") for page in pages.values()]
    assert sorted(listed) == sorted(filter(None, canonical))


def test_the_sitemap_keeps_to_the_schema_of_sitemaps_org(site: Path) -> None:
    schema = etree.XMLSchema(etree.parse(ROOT / "node_modules/sitemap/schema/sitemap.xsd"))
    schema.assertValid(etree.parse(site / "sitemap.xml"))
