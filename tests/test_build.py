"""A build writes aside and swaps at the end; two builds of one project are byte-equal."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from mkdocs.theme import Theme

from checkout import HANGS, ROOT
from command_line import policypress
from folders import contents, quiet
from policypress.build import build
from policypress.engine import complete
from policypress.environment import font_of, glyph_folder
from policypress.faults import EngineError, PolicyError, UsageError
from policypress.lock import in_turn, locked
from policypress.model.policy import Policy
from policypress.theme_templates import assets_of, environment_of


def test_a_second_build_elsewhere_is_byte_equal(site: Path, project: Path) -> None:
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "7",
        "TZ": "America/New_York",
        "LC_ALL": "C",
        "PYTHONPATH": str(ROOT / "generators"),
    }
    command = [sys.executable, "-m", "policypress", "build", "--project", str(project)]
    subprocess.run(command, check=True, env=environment, capture_output=True, timeout=HANGS)
    again = contents(project / "dist" / "site")
    assert again.keys() == contents(site).keys()
    assert [name for name, data in contents(site).items() if again[name] != data] == []


def test_what_a_font_gave_is_kept_where_the_environment_says(site: Path) -> None:
    assert list((site.parent / ".cache").glob("*.slices1")) == []
    assert list(Path(os.environ["POLICYPRESS_CACHE"]).glob("*.slices1")) != []


def test_projects_share_converted_glyphs_where_the_environment_says(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("POLICYPRESS_CACHE")
    assert glyph_folder(project / "dist") == project / "dist/.cache"
    shared = tmp_path / "shared"
    monkeypatch.setenv("POLICYPRESS_CACHE", str(shared))
    shared.mkdir()
    (project / "甲.yaml").write_text("申报单位: 某某学校\n", "utf-8")
    words = ("fill", "offline-training", str(project / "甲.yaml"), "--format", "pdf")
    done = policypress(*words, "--project", str(project), "--out", str(tmp_path / "filled"))
    assert done.returncode == 0, done.stderr
    assert list(shared.glob("*.glyphs")) != []
    assert not (project / "dist").exists()


def test_a_fault_leaves_the_last_good_site_whole(project: Path, edit: Callable[[str, str, str], int]) -> None:
    out = project / "dist"
    before = contents(build(project, out, quiet))
    edit("policy/years/2023/hours.yaml", "value: 90", "value: 91")
    with pytest.raises(PolicyError):
        build(project, out, quiet)
    assert contents(out / "site") == before


def test_what_the_engine_refuses_leaves_the_last_good_site_whole(project: Path) -> None:
    out = project / "dist"
    before = contents(build(project, out, quiet))
    page = project / "content/pages/about.md"
    links = ("about&period;md", "http://a&sol;[b]/")
    page.write_text(page.read_text("utf-8") + "".join(f"\n[甲]({link})\n" for link in links), "utf-8")
    with pytest.raises(EngineError) as told:
        build(project, out, quiet)
    assert str(told.value).split("\n") == [
        f'about.md：链接“{link}”用不了；站内的页面请写成 {{{{ page("页名", "小标题的地址") }}}}'
        for link in links
    ]
    assert contents(out / "site") == before
    assert sorted(path.name for path in out.iterdir()) == [
        ".cache",
        ".lock",
        "mkdocs.yml",
        "pages",
        "site",
        "theme",
    ]


FULL = """
import resource
from policypress.cli import main
_, most = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_480, most))
try:
    main()
finally:  # what measures the program keeps its own files
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a limit of files belongs to POSIX systems")
def test_a_disk_that_is_full_leaves_the_last_good_site_whole(project: Path) -> None:
    out = project / "dist"
    before = contents(build(project, out, quiet))
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "generators")}
    command = [sys.executable, "-c", FULL, "build", "--project", str(project)]
    done = subprocess.run(command, env=environment, capture_output=True, timeout=HANGS, check=False)
    assert done.returncode == 1
    assert "读写文件出错" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
    assert contents(out / "site") == before


def test_a_killed_build_s_half_swap_is_mended_even_by_a_build_that_fails(project: Path) -> None:
    out = project / "dist"
    before = contents(build(project, out, quiet))
    (out / "site").rename(out / "site.old")
    (out / ".building-x").mkdir()
    (project / "policy/site.yaml").write_text("", "utf-8")
    with pytest.raises(PolicyError):
        build(project, out, quiet)
    assert contents(out / "site") == before
    assert not (out / ".building-x").exists()
    assert not (out / "site.old").exists()


def test_a_file_that_the_engine_did_not_make_is_told(tmp_path: Path) -> None:
    (tmp_path / "about.html").touch()
    with pytest.raises(EngineError, match=r"^这些文件没有生成：a\.css、.+；请检查磁盘和权限后再试$"):
        complete(tmp_path, ["about.md", "a.css"])


def test_a_font_named_in_the_environment_goes_before_the_site_s(
    policy: Policy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("POLICYPRESS_FONT", raising=False)
    assert font_of(tmp_path, policy.site) is None
    named = replace(policy.site, font="字体/甲.otf")
    assert font_of(tmp_path, named) == tmp_path / "字体/甲.otf"
    monkeypatch.setenv("POLICYPRESS_FONT", "乙.otf")
    assert font_of(tmp_path, named) == tmp_path / "乙.otf"


def test_two_builds_into_one_folder_do_not_meet(project: Path) -> None:
    out = project / "dist"
    out.mkdir()
    with locked(out), pytest.raises(UsageError, match="另一个 build"):
        build(project, out, quiet)


def test_what_is_done_stands_where_the_disk_refuses_to_close_what_was_held(tmp_path: Path) -> None:
    for held in (locked(tmp_path), in_turn(tmp_path / "a.lock")):
        free = os.open(os.devnull, os.O_RDONLY)
        os.close(free)
        with held:
            os.close(free)  # the number that the system gave next
            with pytest.raises(OSError, match="descriptor"):
                os.fstat(free)


def test_a_folder_that_is_no_project_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="不是 policypress 项目"):
        build(tmp_path, tmp_path / "dist", quiet)


def test_a_template_that_cannot_be_read_is_not_taken_for_one_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "partials/footer.html").mkdir(parents=True)
    environment = environment_of(Theme(name="material", custom_dir=str(tmp_path)))
    assert environment.get_template("partials/header.html").name == "partials/header.html"
    with pytest.raises((IsADirectoryError, PermissionError)):
        environment.get_template("partials/footer.html")


def test_the_assets_of_a_theme_are_listed_or_it_is_told_why_not(tmp_path: Path) -> None:
    own = tmp_path / "assets/images/favicon.png"
    own.parent.mkdir(parents=True)
    own.touch()
    theme = Theme(name="material", custom_dir=str(tmp_path))
    found = assets_of(theme)
    assert found["assets/images/favicon.png"] == tmp_path
    assert {str(folder / name) for name, folder in found.items()} == {
        str(path)
        for folder in theme.dirs
        for path in Path(folder, "assets").rglob("*")
        if path.is_file() and (folder == str(tmp_path) or path.name != "favicon.png")
    }
    shutil.rmtree(tmp_path / "assets")
    (tmp_path / "assets").touch()
    with pytest.raises(NotADirectoryError):
        assets_of(theme)
