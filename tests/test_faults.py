"""What happens at the worst moment: what is published is whole, old or new, it is said, and the next run succeeds."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from as_nobody import NOBODY
from breaking import COMMAND, Breaker, environment, ran
from checkout import HANGS, ROOT
from faulted import chosen, digest, rank, tree
from judged import build_judged, kind_of, two_projects
from policypress import engine
from policypress.build import build
from policypress.faults import EngineError, UsageError
from policypress.listing import below
from policypress.verify import verify
from small_project import small_project

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked and killed by signals")
SWAP = 120
"""Last file calls of a build, in which it swaps and clears away."""
KILLS = int(os.environ.get("POLICYPRESS_KILLS", "60"))
"""Moments at which a build is killed: ``make bench`` asks for the 200 of which these are the first."""
SAMPLE = 24
"""At how many of all its calls to the system a build fails here; ``make faults`` tries all."""


@pytest.fixture
def projects(tmp_path: Path) -> tuple[Path, Path]:
    """Return two small projects whose sites differ, in folders with Chinese names and a space."""
    return two_projects(tmp_path)


def kept_whole(results: list[dict[str, Any]], count: int | None = None) -> list[dict[str, Any]]:
    """Return all but the last of *results*, after looking at what every one of them must have left."""
    *each, last = results
    assert [result for result in each if "broken" in {result["published"], result.get("then")}] == []
    assert [result for result in each if "Traceback" in result["said"]] == []
    assert count is None or len(each) == count
    assert (last["code"], last["published"]) == (0, "new"), last
    assert last["left"] == [".cache", ".lock", "mkdocs.yml", "pages", "site", "theme"]
    return each


def moments(count: int) -> list[str]:
    """Return moments all over a build, and as many where it swaps."""
    chance = random.Random(1)  # noqa: S311 - the same moments in every run
    both = [(f"{chance.uniform(0, 100):.1f}%", -chance.randint(1, SWAP)) for _ in range((count + 1) // 2)]
    return [str(moment) for pair in both for moment in pair][:count]


def test_a_build_killed_at_any_moment_leaves_a_whole_site_and_the_next_succeeds(
    projects: tuple[Path, Path], tmp_path: Path, faulted: Breaker
) -> None:
    killed = kept_whole(faulted("kill", *projects, tmp_path / "out", *moments(KILLS)), KILLS)
    assert {result["code"] for result in killed} <= {-9, 0}
    assert sum(result["code"] == -9 for result in killed) > KILLS // 2
    assert {result["published"] for result in killed} == {"old", "new"}


@pytest.mark.parametrize(("kind", "which"), [("forbidden", "first"), ("full", "last")])
def test_wherever_a_build_s_file_call_fails_it_says_so_and_leaves_a_whole_site(
    projects: tuple[Path, Path], tmp_path: Path, faulted: Breaker, kind: str, which: str
) -> None:
    failed = kept_whole(faulted(kind, *projects, tmp_path / "out", which))
    assert len(failed) > 40
    assert {result["code"] for result in failed} == {0, 1}
    refused = [result["said"] for result in failed if result["code"]]
    known = ("读", "网站引擎没有通过", "生成期间被改动")
    assert [said for said in refused if not any(words in said for words in known)] == []
    assert [result for result in failed if result["code"] == 0 and result["published"] == "old"] == []


def test_whichever_call_the_system_refuses_a_build_says_so_and_leaves_a_whole_site(
    projects: tuple[Path, Path], tmp_path: Path, faulted: Breaker
) -> None:
    out = tmp_path / "out"
    refused = kept_whole(faulted("refuse", *projects, out, f"all-{SAMPLE}"), SAMPLE)
    for line in refused:
        build_judged(line, out)
    kinds = {kind_of(line) for line in refused}
    assert len(kinds) >= min(refused[0]["kinds"], SAMPLE)
    assert kinds >= {"openat", "read", "write", "close", "fsync"}
    assert any(line["code"] for line in refused)


def test_a_build_killed_at_any_change_leaves_a_whole_site_and_the_next_succeeds(
    projects: tuple[Path, Path], tmp_path: Path, faulted: Breaker
) -> None:
    out = tmp_path / "out"
    killed = kept_whole(faulted("kill-at", *projects, out, f"changes-{SAMPLE}"), SAMPLE)
    for line in killed:
        build_judged(line, out)
    assert {line["code"] for line in killed} <= {-9, 0}
    died = {kind_of(line) for line in killed if line["code"]}
    assert died >= {"openat", "write"}
    assert any(name.startswith("rename") for name in died)


def test_what_was_stopped_goes_on_after_the_last_call_it_tried_and_a_sample_has_every_kind(
    tmp_path: Path,
) -> None:
    calls = [f"{name} {number} reads" for name in ("close", "openat", "read") for number in range(1, 30)]
    all_of_them = list(chosen(["all"], calls, tmp_path))
    assert sorted(all_of_them) == list(range(1, len(calls) + 1))
    stopped = rank(calls[all_of_them[9] - 1])
    assert list(chosen([f"all-after-{stopped}"], calls, tmp_path)) == all_of_them[10:]
    assert len({calls[moment - 1].split()[0] for moment in chosen(["all-3"], calls, tmp_path)}) == 3


UNLISTED = """
import sys
from pathlib import Path
def refuse(event, given):
    if event in {"os.listdir", "os.scandir"} and str(given[0]).endswith("css"):
        raise PermissionError(13, "refused", str(given[0]))
sys.addaudithook(refuse)
from policypress.scripts import scripts
scripts(Path(sys.argv[1]))
"""


def test_styles_that_may_not_be_listed_are_an_error_not_an_empty_folder(tmp_path: Path) -> None:
    done = ran(sys.executable, "-c", UNLISTED, tmp_path)
    assert done.returncode == 1
    assert "PermissionError" in done.stderr


def test_a_template_in_whose_place_the_engine_s_own_is_found_is_told(
    projects: tuple[Path, Path], tmp_path: Path
) -> None:
    out = projects[0] / "dist"
    build(projects[0], out, lambda _: None)
    shutil.rmtree(out / "site")
    (out / "theme/404.html").unlink()
    with pytest.raises(EngineError):
        engine.run(out, tmp_path / "none", tmp_path / "cache")


def test_a_file_met_half_written_is_never_published(
    projects: tuple[Path, Path], tmp_path: Path, faulted: Breaker
) -> None:
    met = kept_whole(faulted("change", *projects, tmp_path / "out", *moments(16), "1", "40", "80", "120"))
    refused = [
        result for result in met if "生成期间被改动，没有发布；请保存好以后再生成一次" in result["said"]
    ]
    assert len(refused) >= 3
    assert [result for result in met if result["code"] and result["published"] != "old"] == []


def test_a_disk_that_is_full_at_any_size_leaves_the_last_site_whole(
    projects: tuple[Path, Path], tmp_path: Path
) -> None:
    disk = tmp_path / "盘"
    disk.mkdir()
    old, new = (
        build(project, tmp_path / name, lambda _: None)
        for project, name in zip(projects, ("old", "new"), strict=True)
    )

    # Whole pages of memory, as a tmpfs holds them; what is alike in both sites is held once.
    def sizes(folder: Path) -> list[tuple[bytes, int]]:
        return [(file.read_bytes(), -(-file.stat().st_size // 4096) * 4) for file in below(folder)]

    before = sizes(old.parent)
    held, alike = sum(size for _, size in before), {data for data, _ in before}
    anew = sum(size for data, size in sizes(new) if data not in alike)
    script = (
        'mount -t tmpfs -o size="$1k" tmpfs "$2" && cp -r "$3" "$2/out" && '
        '{ "$4" -m policypress build --project "$5" --out "$2/out" >&2; echo "code $?"; '
        'rm -rf "$2/out/.building"*; mkdir "$6" && cp -r "$2/out/site" "$6/site"; }'
    )
    for more in (40, anew // 3, anew * 3 // 4):
        found = tmp_path / f"found-{more}"
        words: list[str | Path] = [str(held + more), disk, old.parent, sys.executable, projects[1], found]
        done = ran("unshare", "--map-root-user", "--mount", "sh", "-c", script, "sh", *words)
        if "unshare" in done.stderr or "mount:" in done.stderr:
            pytest.skip(f"a disk of a size cannot be made here: {done.stderr}")
        assert "code 1" in done.stdout, done.stdout + done.stderr
        assert "磁盘满了；请腾出空间再试" in done.stderr
        assert "Traceback" not in done.stderr
        assert digest(found / "site") == digest(old)


def test_two_builds_at_once_into_one_folder_leave_one_whole_site(
    projects: tuple[Path, Path], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    wholes = [digest(build(project, tmp_path / f"{n}", lambda _: None)) for n, project in enumerate(projects)]
    running = [
        subprocess.Popen(
            [*COMMAND, "build", "--project", str(project), "--out", str(out)],
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for project in projects
    ]
    said = [process.communicate(timeout=HANGS)[1] for process in running]
    codes = [process.returncode for process in running]
    assert 0 in codes
    assert set(codes) <= {0, 2}, said
    assert all("另一个 build 正在写" in words for words, code in zip(said, codes, strict=True) if code)
    assert digest(out / "site") in wholes
    assert list(out.glob(".building-*")) == []


@pytest.fixture(scope="module")
def small_digest(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the number of the small project's site."""
    folder = tmp_path_factory.mktemp("small")
    return digest(build(small_project(folder / "p"), folder / "out", lambda _: None))


PLACES = {
    "another locale, zone and hash": (
        {"LC_ALL": "C", "PYTHONUTF8": "0", "TZ": "Asia/Kathmandu", "PYTHONHASHSEED": "7"},
        "甲",
    ),
    "no home and few rights": ({"HOME": "/nowhere", "PYTHONHASHSEED": "11", "TZ": "UTC+12"}, "乙 丙"),
    "a very long path": ({}, "/".join(["很长的文件夹名" * 10] * 11)),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_build_elsewhere_is_byte_equal(tmp_path: Path, small_digest: str, place: str) -> None:
    differing, where = PLACES[place]
    project = small_project(tmp_path / where)
    umask = 0o077 if "rights" in place else -1
    done = ran(*COMMAND, "build", "--project", project, env={**environment(), **differing}, umask=umask)
    assert done.returncode == 0, done.stderr
    assert digest(project / "dist/site") == small_digest


@pytest.mark.parametrize("day", ["1970-01-02", "2099-12-31"])
def test_whatever_the_clock_says_a_build_is_byte_equal(tmp_path: Path, small_digest: str, day: str) -> None:
    if not shutil.which("faketime"):
        pytest.skip("faketime is not installed: the clock cannot be set (tools/system_packages.sh tests)")
    project = small_project(tmp_path / "p")
    for path in project.rglob("*"):
        os.utime(path, (0, 0) if day < "2000" else (4_102_358_400, 4_102_358_400))
    done = ran("faketime", f"{day} 12:00:00", *COMMAND, "build", "--project", project, "--zip")
    assert done.returncode == 0, done.stderr
    assert digest(project / "dist/site") == small_digest


@pytest.fixture
def theirs(small_font: Path) -> Iterator[Path]:
    """Return a small project of a user who owns nothing else; where root does not run the tests, of who runs them."""
    with tempfile.TemporaryDirectory() as place:
        folder = small_project(Path(place) / "别人的 项目")
        shutil.copy(small_font, folder / "font.ttf")
        if os.geteuid() == 0:
            for path in (Path(place), *Path(place).rglob("*")):
                os.chown(path, NOBODY, NOBODY)
        yield folder


def built_by_them(folder: Path, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    """Build the project in *folder* as the user whose it is."""
    where = {**environment(), "POLICYPRESS_FONT": str(folder / "font.ttf")}
    where.pop("POLICYPRESS_CACHE")  # they may not write there
    program = str(ROOT / "tests/as_nobody.py")
    words = ("build", "--project", folder)
    done = ran(sys.executable, program, tmp_path / "warm", *words, env=where)
    if f"{ROOT}" in done.stderr:
        pytest.skip(f"root alone may read the checkout, so nobody else can run it: {done.stderr}")
    return done


def test_a_build_by_another_user_is_byte_equal(theirs: Path, tmp_path: Path) -> None:
    done = built_by_them(theirs, tmp_path)
    assert done.returncode == 0, done.stderr
    assert digest(theirs / "dist/site") == digest(tmp_path / "warm/site")
    assert {path.stat().st_uid for path in (theirs / "dist").rglob("*")} == {theirs.stat().st_uid}


@pytest.mark.parametrize("closed", ["dist", "."])
def test_an_output_that_may_not_be_written_is_told_and_left(
    theirs: Path, tmp_path: Path, closed: str
) -> None:
    if closed == "dist":
        assert built_by_them(theirs, tmp_path).returncode == 0
    before = tree(theirs)
    (theirs / closed).chmod(0o555)
    done = built_by_them(theirs, tmp_path)
    (theirs / closed).chmod(0o755)
    assert (done.returncode, "没有权限" in done.stderr, "Traceback" in done.stderr) == (1, True, False)
    assert str(theirs / "dist") in done.stderr
    assert tree(theirs) == before


def test_on_a_disk_that_knows_no_locks_a_build_goes_on_at_once(
    projects: tuple[Path, Path], small_font: Path
) -> None:
    if not shutil.which("strace"):
        pytest.skip("strace is not installed: no lock can be refused (tools/system_packages.sh tests)")
    refusing = (
        "strace",
        "-f",
        "-qq",
        "-o",
        os.devnull,
        "-e",
        "trace=flock",
        "-e",
        "inject=flock:error=ENOLCK",
    )
    where = {**environment(), "POLICYPRESS_FONT": str(small_font)}
    done = ran(*refusing, *COMMAND, "build", "--project", projects[0], env=where)
    if "ptrace" in done.stderr:
        pytest.skip(f"no process may be watched here: {done.stderr}")
    assert done.returncode == 0, done.stderr


def test_what_no_build_has_put_there_is_not_overwritten(projects: tuple[Path, Path], tmp_path: Path) -> None:
    mine = tmp_path / "网站/site/index.html"
    mine.parent.mkdir(parents=True)
    mine.write_text("我的", "utf-8")
    for _ in range(2):
        with pytest.raises(UsageError, match="里已有“site”，不是本程序生成的，不会覆盖"):
            build(projects[0], tmp_path / "网站", lambda _: None)
    assert mine.read_text("utf-8") == "我的"


def test_a_link_in_the_output_is_replaced_and_what_it_leads_to_is_left(
    projects: tuple[Path, Path], tmp_path: Path
) -> None:
    out, mine = projects[0] / "dist", tmp_path / "mine"
    whole = digest(build(projects[0], out, lambda _: None))
    mine.mkdir()
    (mine / "index.html").write_text("我的", "utf-8")
    shutil.rmtree(out / "site")
    (out / "site").symlink_to(mine)
    (out / ".building-x").symlink_to(mine)
    assert digest(build(projects[0], out, lambda _: None)) == whole
    assert not (out / "site").is_symlink()
    assert [path.name for path in mine.iterdir()] == ["index.html"]
    assert verify(str(out / "site")).files > 0
