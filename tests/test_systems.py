"""What Windows and macOS do differently, as far as it can be shown on any system."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from checkout import DATA, HANGS, ROOT
from folders import contents
from policypress.build import build
from policypress.cli import cli
from policypress.faults import Fault
from policypress.verify import verify

PACKAGE = ROOT / "generators" / "policypress"
BOM = b"\xef\xbb\xbf"
Faults = Callable[[], tuple[Fault, ...]]


def texts(project: Path) -> list[Path]:
    return [path for path in project.rglob("*") if path.suffix in {".yaml", ".md", ".txt"}]


@pytest.mark.parametrize("start", [b"", BOM], ids=["plain", "BOM"])
def test_files_saved_by_the_notepad_of_windows_give_the_same_site(
    project: Path, site: Path, start: bytes
) -> None:
    for path in texts(project):
        path.write_bytes(start + path.read_bytes().replace(b"\n", b"\r\n"))
    built = contents(build(project, project / "dist", lambda _: None))
    assert built.keys() == contents(site).keys()
    assert [name for name, data in contents(site).items() if built[name] != data] == []


@pytest.mark.parametrize("name", ["培训 指南", "a#b", "100%", "甲&乙", "it's", "{{ x }}", "[1]"])
def test_a_project_in_a_folder_with_any_name_gives_the_same_site(
    project: Path, site: Path, browser: Browser, tmp_path: Path, name: str
) -> None:
    moved = project.rename(tmp_path / name)
    built = build(moved, moved / "输出 #1", lambda _: None)
    assert contents(built) == contents(site)
    page = browser.new_page()
    wrong: list[str] = []
    page.on("requestfailed", lambda request: wrong.append(request.url))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.goto((built / "calculator.html").as_uri())
    assert page.locator("h1").count() == 1
    assert wrong == []
    page.context.close()


def gbk(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """Return what a command prints on a console of Chinese Windows."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "generators"), "PYTHONIOENCODING": "cp936"}
    command = [sys.executable, "-m", "policypress", *map(str, words)]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, encoding="cp936", timeout=HANGS, check=False
    )


def test_every_command_explains_itself_on_a_console_of_chinese_windows() -> None:
    for name in (None, *cli.commands):
        done = gbk(*([name] if name else []), "--help")
        assert (done.returncode, done.stderr) == (0, "")
        assert "用法：policypress" in done.stdout
        assert "?" not in done.stdout


def test_every_command_reports_on_a_console_of_chinese_windows(site: Path, tmp_path: Path) -> None:
    (tmp_path / "𠮷").mkdir()
    (tmp_path / "𠮷" / "manifest.txt").write_bytes((site / "manifest.txt").read_bytes())
    for words, code, told in (
        (("check",), 0, "没有问题"),
        (("build", "--out", tmp_path / "𠮷 out", "--zip"), 0, "已生成"),
        (("verify", site), 0, "没有问题"),
        (("verify", tmp_path / "𠮷"), 1, "缺少：index.html：没有这个文件"),
        (("hours", DATA / "hours.csv"), 0, "学时"),
        (("hours", tmp_path / "𠮷.csv"), 2, "不存在"),
        (("check", "--project", tmp_path / "𠮷"), 2, "不是 policypress 项目"),
    ):
        done = gbk(*words)
        assert done.returncode == code, done.stderr
        assert told in done.stdout + done.stderr
        assert "Traceback" not in done.stderr


OF_FILES = frozenset("\ufdd0\ufdd1\ufdd2\ufdd3\ufeff\u200b\ufffc\u2028\u2029−☐☑☒✓✔½")
"""Signs that stand in files we write or read, and are printed on no console."""
SIGNS = frozenset("\uf0fc\uf0fd\uf0fe\uf050\uf052\uf054\uf06f\uf0a8\uf0a3")
"""Boxes and ticks of the fonts Wingdings and Wingdings 2, looked for in Word files."""


SILENT = {"words.py"}
"""Modules that hold signs to be looked for, and say nothing."""


def test_what_the_program_says_can_be_shown_on_a_console_of_chinese_windows() -> None:
    lost = []
    for path in (path for path in PACKAGE.rglob("*.py") if path.name not in SILENT):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                said = "".join(char for char in node.value if char not in OF_FILES | SIGNS)
                if said.encode("cp936", "replace").decode("cp936") != said:
                    lost.append(f"{path.name}:{node.lineno}: {said}")
    assert lost == []


READING = {"open", "read_text", "write_text", "NamedTemporaryFile", "fdopen"}


def of_packages(tree: ast.Module) -> set[str]:
    """Return the names under which zip packages are held: what is opened in them is bytes."""
    held = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.withitem) and "ZipFile" in ast.unparse(node.context_expr):
            held.add(ast.unparse(node.optional_vars) if node.optional_vars else "")
        if isinstance(node, ast.arg) and node.annotation and "ZipFile" in ast.unparse(node.annotation):
            held.add(node.arg)
    return held


def opened(tree: ast.Module) -> Iterator[ast.Call]:
    """Yield where files are opened: no packages, no address of the web, nothing by its number alone."""
    others = of_packages(tree) | {"self.opener", "os", "self", "super()"}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in READING
            and ast.unparse(node.func.value) not in others
            and not ast.unparse(node.func.value).endswith(".archive")
        ):
            yield node


def is_of_bytes_or_says_how(call: ast.Call) -> bool:
    given = [argument.value for argument in call.args if isinstance(argument, ast.Constant)]
    binary = any("b" in str(value) and len(str(value)) <= 3 for value in given)
    return binary or "utf-8" in given or any(keyword.arg == "encoding" for keyword in call.keywords)


def test_every_text_is_opened_with_its_encoding() -> None:
    """Windows would take the code page of the country."""
    unsaid = [
        f"{path.name}:{call.lineno}"
        for path in PACKAGE.rglob("*.py")
        for call in opened(ast.parse(path.read_text("utf-8")))
        if not is_of_bytes_or_says_how(call)
    ]
    assert unsaid == []


@pytest.mark.parametrize("name", ["con", "aux", "nul", "com1"])
def test_a_page_whose_name_windows_keeps_is_a_fault(project: Path, faults: Faults, name: str) -> None:
    (project / f"content/pages/{name}.md").write_text("# 页\n", "utf-8")
    assert (
        f"content/pages/{name}.md:1: 文件名: “{name}.html”：“{name}.html”在 Windows 上是保留名"
        in "\n".join(map(str, faults()))
    )


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("documents/xiangrenshehan-2023-63", "policy/documents.yaml"),
        ("forms/offline-training/index", "policy/forms/offline-training.yaml"),
        ("404", "网站自己的页面"),
    ],
)
def test_two_pages_at_one_address_are_a_fault(project: Path, faults: Faults, name: str, other: str) -> None:
    page = project / f"content/pages/{name}.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text("# 页\n", "utf-8")
    (told,) = (str(fault) for fault in faults() if "已用于" in fault.message)
    assert f"地址“{name}.html”已用于" in told
    assert other in told or f"content/pages/{name}.md" in told


def test_a_site_that_is_being_looked_at_is_built_anew_beside_it(project: Path) -> None:
    built = build(project, project / "dist", lambda _: None)
    with (built / "index.html").open("rb") as looked_at:
        build(project, project / "dist", lambda _: None)
        assert looked_at.read(1)
    assert verify(str(built)).problems == ()
