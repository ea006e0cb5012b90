"""A page that is unchanged is taken from the last build, and a build that does so is byte-equal to a clean one."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkout import ROOT
from folders import contents, project_copy, quiet
from policypress import csp
from policypress.build import build
from policypress.engine import run
from policypress.engine_jobs import heard, pages_made
from policypress.engine_pages import NEEDLESS, OURS, Engine
from policypress.faults import EngineError, PolicyError
from policypress.kept import keep
from policypress.kept_pages import kept_pages
from policypress.kept_trees import Trees, trees_in
from policypress.nodes import parse
from policypress.program import program_digest
from policypress.search.kept_sections import kept_pages_of

Edit = Callable[[str, str, str], int]
KEPT = ("pages", "sections", "trees")
"""What builds leave each other, one file each."""
EDITS = (
    ("content/pages/about.md", "本站也不推测", "本站也不会推测"),
    ("content/pages/year/hours.md", "## 多少学时算达标", "## 学多少学时算达标"),
    ("content/pages/year/duties.md", "# ", "# 某某"),
    ("content/faq/02-hours.yaml", "also: [", "also: [某某另问, "),
    ("content/faq/02-hours.yaml", "title: ", "title: 某某"),
    ("content/navigation.yaml", "title: 按角色", "title: 按身份"),
    ("content/navigation.yaml", "changes, documents]", "documents, changes]"),
    ("policy/site.yaml", "某某示例单位", "某某另一单位"),
    ("policy/site.yaml", "name: ", "name: 某某"),
    ("policy/years/2023/duties.yaml", "task: ", "task: 某某"),
    ("policy/site.yaml", "2026-11-24 09:00", "2026-11-25 09:00"),
    ("policy/years/2023/hours.yaml", "title: 年度培训截止日期", "title: 年度截止日期"),
    ("policy/cases/2023.yaml", "title: ", "title: 某某"),
    ("policy/vocabulary.yaml", "依据: [", "依据: [某某说法, "),
    ("policy/forms/offline-training.yaml", "help: ", "help: 某某"),
    ("policy/profiles.yaml", "title: ", "title: 某某"),
)
"""An edit of every kind of source, each on top of those before."""


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the real project that is built once."""
    folder = tmp_path_factory.mktemp("项目")
    project_copy(folder)
    build(folder, folder / "dist", quiet)
    return folder


@pytest.mark.parametrize(("file", "old", "new"), EDITS, ids=[f"{file} {new}" for file, _, new in EDITS])
def test_a_build_after_an_edit_is_byte_equal_to_a_clean_one(
    edited: Path, file: str, old: str, new: str
) -> None:
    path = edited / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8", newline="\n")
    again = contents(build(edited, edited / "dist", quiet))
    assert again == contents(build(edited, edited / "clean", quiet))
    shutil.rmtree(edited / "clean")


def test_what_the_engine_itself_makes_of_the_same_files_is_the_same(site: Path, tmp_path: Path) -> None:
    for part in ("pages", "theme"):
        shutil.copytree(site.parent / part, tmp_path / part)
    shutil.copy(site.parent / "mkdocs.yml", tmp_path)
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(tmp_path / "mkdocs.yml")]
    subprocess.run(command, check=True, capture_output=True)
    theirs = contents(tmp_path / "site")
    for name, data in theirs.items():
        if name.endswith(".html"):
            theirs[name] = csp.secured(data.decode()).encode()
    del theirs["sitemap.xml.gz"]
    ours = contents(site)
    kept = [name for name in theirs if not NEEDLESS.match(name)]
    assert len(kept) > 40
    # Its search is switched off in the settings, and not there at all in ours: a few blank lines fewer.
    assert [name for name in kept if ours[name].split() != theirs[name].split()] == []
    assert not [name for name in ours if NEEDLESS.match(name)]


def test_an_edit_of_one_page_makes_that_page_alone_again(project: Path, edit: Edit) -> None:
    build(project, project / "dist", quiet)
    before = kept_pages(project / "dist/.cache")
    edit("content/pages/about.md", "本站也不推测", "本站也不会推测")
    build(project, project / "dist", quiet)
    after = kept_pages(project / "dist/.cache")
    assert len(after) > 20
    assert [name for name, page in after.items() if page.key != before[name].key] == ["about.md"]


def test_an_edit_of_one_page_writes_little_of_the_index_again(project: Path, edit: Edit) -> None:
    def pieces() -> dict[str, int]:
        return {path.name: path.stat().st_ino for path in (project / "dist/site/search").glob("*/*.js")}

    build(project, project / "dist", quiet)
    before = pieces()
    edit("content/pages/about.md", "本站也不推测", "本站也不会推测")
    build(project, project / "dist", quiet)
    after = pieces()
    kept = [name for name, file in after.items() if before.get(name) == file]
    assert len(after) / 2 < len(kept) < len(after)


@pytest.mark.parametrize(
    "file",
    [
        "site/about.html",
        "site/search/*/terms-0.js",
        "pages/about.md",
        *(f".cache/{name}.json" for name in KEPT),
        *(f".cache/{name}" for name in ("calendar-*.ics", "script-page-*.js", "training-records-*.xlsx")),
    ],
)
def test_what_was_harmed_since_is_made_again(project: Path, file: str) -> None:
    out = project / "dist"
    before = contents(build(project, out, quiet))
    (harmed,) = out.glob(file)
    harmed.write_bytes(harmed.read_bytes()[:-9] + b"</ harmed>")
    trees_in.cache_clear()
    assert contents(build(project, out, quiet)) == before
    assert b"harmed" not in harmed.read_bytes()


@pytest.mark.parametrize("data", [b"[]", b"7", b'{"about.md": 1}', b'["", {"about.html": [1]}]', b"{"])
@pytest.mark.parametrize("name", KEPT)
def test_what_another_program_kept_under_the_same_name_counts_as_none(
    tmp_path: Path, name: str, data: bytes
) -> None:
    keep(tmp_path / f"{name}.json", data)
    text = "a: [1, 'b']\n"
    assert kept_pages(tmp_path) == {}
    assert list(kept_pages_of(tmp_path, tmp_path)) == []
    assert trees_in(tmp_path).parse("f.yaml", text) == parse("f.yaml", text)


@given(st.text("ab: -[]{},'\"\n12#学", max_size=60))
def test_a_tree_that_was_kept_is_the_tree_of_the_text(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        first = Trees(Path(folder))
        try:
            tree = first.parse("f.yaml", text)
        except PolicyError:
            return
        first.keep()
        again = Trees(Path(folder))
        assert len(again.known) == 1
        assert again.parse("f.yaml", text) == tree == parse("f.yaml", text)


def given_to_the_engine(site: Path, folder: Path) -> Path:
    """Put into *folder* what the engine made *site* of; return it."""
    for name in ("pages", "theme"):
        shutil.copytree(site.parent / name, folder / name)
    shutil.copy(site.parent / "mkdocs.yml", folder)
    return folder


def test_a_page_that_is_taken_over_still_has_its_links_checked(site: Path, tmp_path: Path) -> None:
    # What content links to is looked at before the engine is run: it is given the page as it would be.
    first, second = (given_to_the_engine(site, tmp_path / name) for name in ("first", "second"))
    for folder, anchor in ((first, "once"), (second, "twice")):
        for page, more in (
            ("about.md", "[x](2023/hours.md#once)"),
            ("2023/hours.md", f"## 某某 {{#{anchor}}}"),
        ):
            with (folder / "pages" / page).open("a", encoding="utf-8", newline="\n") as file:
                file.write(f"\n{more}\n")
    run(first, tmp_path / "none", tmp_path)
    with pytest.raises(EngineError, match="once"):
        run(second, first / "site", tmp_path)
    assert (second / "site/about.html").samefile(first / "site/about.html")


@pytest.mark.parametrize("jobs", [2, 3])
def test_pages_made_by_several_processes_are_those_made_by_one(site: Path, tmp_path: Path, jobs: int) -> None:
    made, told = {}, {}
    for number in (1, jobs):
        folder = given_to_the_engine(site, tmp_path / str(number))
        with (folder / "pages/about.md").open("a", encoding="utf-8") as file:
            file.write("\n[某某](lost.md)\n")
        with heard() as lines:
            engine = Engine(folder)
            pages = pages_made(engine, engine.keys(), number, lines)
        made[number], told[number] = (pages, contents(folder / "site")), lines
    assert made[1] == made[jobs]
    assert told[1] == told[jobs]
    assert "lost.md" in told[1][0]


@pytest.mark.parametrize("part", ["theme/main.html", "mkdocs.yml", "pages/new.txt"])
def test_what_all_pages_have_in_common_makes_every_page_another(
    site: Path, tmp_path: Path, part: str
) -> None:
    given_to_the_engine(site, tmp_path)
    before = Engine(tmp_path).keys()
    with (tmp_path / part).open("a", encoding="utf-8") as file:
        file.write("\n# 某某\n")
    after = Engine(tmp_path).keys()
    assert not set(before.values()) & set(after.values())


def test_another_program_makes_every_page_another(tmp_path: Path) -> None:
    source = tmp_path / "module.py"
    source.write_text("A = 1\n", "utf-8")
    other = source.with_name("other.py")
    other.write_text("A = 2\n", "utf-8")
    digests = {
        program_digest((source,), ("mkdocs",)),
        program_digest((other,), ("mkdocs",)),
        program_digest((source,), ("mkdocs", "jinja2")),
    }
    assert len(digests) == 3


def test_every_module_that_shapes_a_page_s_bytes_is_part_of_what_they_depend_on() -> None:
    package = ROOT / "generators/policypress"
    only_about_keeping = {"kept_pages", "manifest", "moving", "program"}
    found = set()
    for name in OURS:
        for node in ast.walk(ast.parse((package / f"{name}.py").read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("policypress"):
                inner = (node.module or "").removeprefix("policypress").removeprefix(".")
                found |= {inner} if inner else {alias.name for alias in node.names}
    assert found - only_about_keeping <= set(OURS)
