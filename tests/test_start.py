"""Another province's project: what it starts with, what it can never publish, and that it can be finished."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from command_line import policypress
from folders import contents
from guide import NOTICE, change, write
from policypress.build import build
from policypress.faults import OpenError, PolicyError, UsageError
from policypress.policy import checked, load
from policypress.standing import open_points
from policypress.years.carry import MODEL_HEAD
from policypress.years.cite import cite
from policypress.years.start import BESIDE, start
from province import MODEL, REGION, second_year, started

YEAR = "policy/years/2026"


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """Return the folder of a project just started, with a Chinese name and a space."""
    folder = tmp_path / "某某省 指南"
    start(folder, 2026, REGION, pytest.fail)
    return folder


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the fictional province's project, with two years."""
    return second_year(started(tmp_path_factory.mktemp("province") / "某某省"))


@pytest.fixture(scope="module")
def published(province: Path) -> Path:
    """Return the province's built site."""
    return build(province, province / "dist", lambda _: None)


def test_a_new_project_holds_its_own_year_alone_and_its_editors_schemas(fresh: Path) -> None:
    project = checked(fresh)
    assert (list(project.years), project.in_force) == ([2026], 2026)
    assert {path.name for path in fresh.iterdir()} == {"policy", "content", "schemas", ".vscode", ".idea"}
    assert sorted(path.name for path in (fresh / "content/notices").iterdir()) == [
        "notice-2026.txt",
        f"{MODEL}.txt",
    ]
    assert project.site
    assert (project.site.value.region, "湖南" in project.site.value.name) == (REGION, False)


def test_every_fact_and_every_file_of_the_model_awaits_confirmation(fresh: Path) -> None:
    project = checked(fresh)
    places = {(point.file, point.place) for point in open_points(project)}
    for file in project.years[2026].with_facts():
        assert (fresh / file.file).read_text("utf-8").startswith(MODEL_HEAD.format(old=2023, new=2026))
        for id_, fact in file.value.facts.items():
            assert fact.carried == 2023
            assert (file.file, f"facts.{id_}") in places
    listed = {place.removeprefix("files.") for file, place in places if file == f"{YEAR}/review.yaml"}
    written = {
        path.relative_to(fresh).as_posix()
        for path in (*fresh.rglob("*.yaml"), *fresh.rglob("*.md"))
        if "schemas" not in path.parts
    }
    own = {f"{YEAR}/{name}.yaml" for name in ("notice", "subjects", "hours", "training", "duties", "review")}
    assert written - own - {"policy/documents.yaml"} == listed - {"model"}
    assert "model" in listed


def test_what_is_unconfirmed_is_built_as_a_draft_only(fresh: Path) -> None:
    with pytest.raises(OpenError):
        build(fresh, fresh / "dist", lambda _: None)
    site = build(fresh, fresh / "dist", lambda _: None, draft=True)
    hours = (site / "2026/hours.html").read_text("utf-8")
    assert "草稿" in hours
    assert "待确认" in hours


def test_a_fact_is_not_confirmed_by_dropping_its_mark(fresh: Path) -> None:
    write(fresh / "content/notices/notice-2026.txt", "某某省通知（虚构）：公共科目另行规定。\n")
    hours = fresh / f"{YEAR}/hours.yaml"
    write(hours, hours.read_text("utf-8").replace("    carried: 2023\n", "", 1))
    with pytest.raises(PolicyError, match="不在所存文本中"):
        checked(fresh)


def test_a_project_whose_model_is_still_there_is_not_published(tmp_path: Path) -> None:
    folder = started(tmp_path / "某某省")
    review = f"carried_from: 2023\nmodel: {MODEL}\nfiles: {{}}\n"
    write(folder / "policy/years/2024/review.yaml", review)
    with pytest.raises(OpenError, match="范本还在"):
        load(folder)


def test_the_model_s_sentences_are_compared_with_those_of_the_new_notice(fresh: Path) -> None:
    write(fresh / "content/notices/notice-2026.txt", NOTICE.read_text("utf-8"))
    shown = cite(checked(fresh), 2026)
    assert "policy/years/2026/hours.yaml" in shown
    assert "或者 96 学时".replace(" ", "") in shown.replace(" ", "").replace("【", "").replace("】", "")


def test_a_fact_of_the_model_that_the_province_does_not_state_is_dropped_without_a_word(fresh: Path) -> None:
    duties = fresh / f"{YEAR}/duties.yaml"
    write(duties, re.sub(r"  significance:\n(?:    .*\n)+", "", duties.read_text("utf-8")))
    change(fresh / "content/pages/year/duties.md", ((re_line(fresh, "significance"), ""),))
    checked(fresh)


def re_line(folder: Path, id_: str) -> str:
    """Return the lines of the page on duties that call the fact *id_*."""
    text = (folder / "content/pages/year/duties.md").read_text("utf-8")
    found = re.search(rf"(?m)^.*\"{id_}\".*\n", text)
    assert found
    return found.group()


def test_the_province_builds_its_two_years_with_its_own_hours_and_forms(published: Path) -> None:
    data = json.loads((published / "data/policy.json").read_bytes())
    hours = {(fact["year"], fact["id"]): fact["value"] for fact in data["facts"] if fact["unit"] == "学时"}
    assert (hours[2024, "public_hours"], hours[2025, "total_hours"]) == (36, 96)
    assert [(year["year"], year["in_force"]) for year in data["years"]] == [(2024, False), (2025, True)]
    days = {fact["year"]: fact["value"] for fact in data["facts"] if fact["id"] == "platform_data"}
    assert days == {2024: "2024-05-31", 2025: "2025-04-30"}
    for name in ("study-register.docx", "study-register.pdf"):
        assert (published / "forms/study-register" / name).stat().st_size > 1000


def test_nothing_of_the_model_province_is_left_in_what_is_published(published: Path) -> None:
    told = [
        path.relative_to(published).as_posix()
        for path in published.rglob("*")
        if path.suffix in {".html", ".json", ".xml", ".ics", ".txt"}
        and re.search("湖南|63号|2023 ?年全省|84900080", path.read_text("utf-8"))
    ]
    assert told == []


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "有内容.txt").write_text("我的", "utf-8")
    with pytest.raises(UsageError, match="已有内容"):
        start(tmp_path, 2026, REGION, pytest.fail)
    assert [path.name for path in tmp_path.iterdir()] == ["有内容.txt"]


@pytest.mark.parametrize("moved", [(), (".idea", "content"), (".idea", ".vscode", "content", "schemas")])
def test_what_a_start_into_an_empty_folder_that_was_killed_has_left_is_no_hindrance(
    fresh: Path, moved: tuple[str, ...]
) -> None:
    whole = contents(fresh)
    break_off(fresh, moved)
    start(fresh, 2026, REGION, pytest.fail)
    assert contents(fresh) == whole


def test_what_somebody_changed_after_a_start_that_was_killed_is_left(fresh: Path) -> None:
    write(fresh / "content/notices/notice-2026.txt", "我的")
    break_off(fresh, ("content",))
    before = contents(fresh)
    with pytest.raises(UsageError, match="已有内容"):
        start(fresh, 2026, REGION, pytest.fail)
    assert contents(fresh) == before


def break_off(folder: Path, moved: tuple[str, ...]) -> None:
    """Leave *folder* as a start does that is killed when it has *moved* these parts to their places."""
    parts = [path for path in folder.iterdir() if path.name not in moved]
    (folder / BESIDE).mkdir()
    for path in parts:
        path.rename(folder / BESIDE / path.name)


@pytest.mark.parametrize("region", ["", "某", "某某省: 1", '某某"省', "某某\n省"])
def test_a_region_that_is_no_name_is_refused(tmp_path: Path, region: str) -> None:
    with pytest.raises(UsageError, match="不像省名"):
        start(tmp_path / "新", 2026, region, pytest.fail)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("year", ["2023", "2022", "20240"])
def test_a_year_that_cannot_follow_the_model_s_is_refused_and_leaves_nothing(
    tmp_path: Path, year: str
) -> None:
    done = policypress("new", tmp_path / "新", "--region", REGION, "--year", year)
    assert (done.returncode, (tmp_path / "新").exists()) == (2, False)
    told = f"不能从 {year} 年开始，范本是 2023 年的；请写 2024 至 2999 之间的年份"
    assert done.stderr.strip().endswith(told)


def test_the_command_says_what_to_do_and_where(tmp_path: Path) -> None:
    done = policypress("new", tmp_path / "新 项目", "--region", REGION, "--year", "2026")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("2026 年度任务清单（从范本带过来）")
    assert done.stdout == (tmp_path / "新 项目" / YEAR / "任务清单.txt").read_text("utf-8")
    steps = re.findall(r"(?m)^□ (\d+)\. ", done.stdout)
    assert steps == [str(number) for number in range(1, 12)]
