"""Change the code that proves numbers, a place at a time, and see that a test fails each time.

``make mutants``, or ``.venv/bin/python tools/mutants.py [--keep] [--children N] [GROUP…]``. A file of
``tests/mutants/`` names a group of modules, the tests that bear on them, and the changes that no test can
notice or should, each with its reason. Any other change that passes the tests is a failure, and so is an
explanation that fits no change any more.

mutmut makes the changes, each in a copy of one function, and tries them in forked processes with the tests
that called the function in one run of all, or of those that the group names as the first. Kept values hide
calls from that run, so what passes is tried once more, with all tests of the group, in a process of its own.
Functions under decorators and what stands outside functions are not changed.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import hashlib
import itertools
import os
import resource
import shutil
import signal
import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from mutmut.configuration import reset_config
from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.utils.format_utils import orig_function_and_class_names_from_key

ROOT = Path(__file__).resolve().parent.parent
GROUPS = ROOT / "tests" / "mutants"
WORK = ROOT / "dist" / "mutants"
COPIED = ("tests", "policy", "content", "site", "schemas", "docs")
PYTEST = (
    *("-o", "pythonpath=src tests", "--hypothesis-profile=mutants"),
    # The last collects garbage five times at the end of every run: half of the time of a short one.
    *("-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:unraisableexception"),
)
MEMORY = 4_000_000_000
"""Most bytes of a process: what is changed may fill a list without end."""
SECONDS = 900
"""Longest that all tests of a group may take."""
TIMED_OUT = -signal.SIGXCPU
FOUND = frozenset({pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERNAL_ERROR, TIMED_OUT, -signal.SIGKILL})
"""What the tests of a change that they notice end with; whatever else ends otherwise is tried once more."""
SETTINGS = """[mutmut]
source_paths=src
process_isolation=forkserver
timeout_constant=2.0
timeout_multiplier=60.0
use_git_change_detection=false
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of the code, known by its words, so that lines may move."""

    function: str
    """Dotted, from the module below ``policypress``."""
    was: str
    """Those lines of the function that differ."""
    now: str

    def __str__(self) -> str:
        return f"{self.function}\n    原为：{self.was}\n    改成：{self.now or '（删去）'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Modules, their tests, and the changes of which is said why no test notices them."""

    name: str
    modules: tuple[str, ...]
    tests: tuple[str, ...]
    first: str
    """Which of them are tried first, as ``pytest -k`` has it, the others on what passes; empty: all at once."""
    explained: frozenset[Change]

    @property
    def sources(self) -> tuple[str, ...]:
        """Paths of the modules from the working folder."""
        return tuple(f"src/policypress/{module.replace('.', '/')}.py" for module in self.modules)

    @property
    def test_files(self) -> tuple[str, ...]:
        """Paths of the tests from the working folder."""
        return tuple(f"tests/test_{test}.py" for test in self.tests)


def read_group(name: str) -> Group:
    """Return the group that ``tests/mutants/NAME.toml`` describes."""
    stated = tomllib.loads((GROUPS / f"{name}.toml").read_text("utf-8"))
    return Group(
        name=name,
        modules=tuple(stated["modules"]),
        tests=tuple(stated["tests"]),
        first=stated.get("first", ""),
        explained=frozenset(
            Change(function=entry["function"], was=entry["was"].strip(), now=entry["now"].strip())
            for entry in stated.get("explained", ())
        ),
    )


def prepare(group: Group, *, keep: bool) -> Path:
    """Return the folder to work in.

    What an earlier run found is kept where nothing has changed since; to *keep* it, where the code has not.
    """
    folder, code, tests = WORK / group.name, _digest(group, "generators"), _digest(group, *COPIED)
    key = folder / "key"
    known = key.read_text("utf-8").split() if key.exists() else []
    if known != [code, tests] and not (keep and known[:1] == [code]):
        shutil.rmtree(folder, ignore_errors=True)
    for meta in folder.rglob("*.meta"):
        if not meta.read_text("utf-8").endswith("}"):  # stopped while it was written
            meta.unlink()
            meta.with_suffix("").unlink(missing_ok=True)
    (folder / "mutants").mkdir(parents=True, exist_ok=True)
    for name, source in (("src", "generators"), *((name, name) for name in ("pyproject.toml", *COPIED))):
        if not (folder / name).is_symlink():
            (folder / name).symlink_to(ROOT / source)
    lists = {
        "only_mutate": group.sources,
        "also_copy": COPIED,
        "pytest_add_cli_args": PYTEST,
        "pytest_add_cli_args_test_selection": (
            *group.test_files,
            *(("-k", group.first) if group.first else ()),
        ),
    }
    written = (f"{name}=\n" + "".join(f"    {item}\n" for item in items) for name, items in lists.items())
    (folder / "setup.cfg").write_text(SETTINGS + "".join(written), "utf-8")
    # What is kept was tried with other tests: the next run that keeps nothing begins anew.
    key.write_text(code if keep else f"{code} {tests}", "utf-8")
    return folder


def _digest(group: Group, *names: str) -> str:
    """Return a digest of what decides what a change does, as far as it lies in the folders *names*."""
    digest = hashlib.sha256(f"{SETTINGS}{PYTEST}{group.modules}{group.tests}{group.first}".encode())
    for path in sorted(path for name in names for path in (ROOT / name).rglob("*")):
        if path.is_file() and path.suffix != ".pyc" and path.parent != GROUPS:
            digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def forget_survivors(group: Group) -> None:
    """Have mutmut try again what passed the tests or took too long, and see anew which tests call what."""
    Path("mutants/mutmut-stats.json").unlink(missing_ok=True)
    for source in group.sources:
        data = SourceFileMutationData(path=source)
        data.load()
        for name, code in data.exit_code_by_key.items():
            if code not in FOUND or code == TIMED_OUT:  # the machine may only have been busy
                data.exit_code_by_key[name] = None
        if data.exit_code_by_key:
            data.save()


def run(group: Group, children: int) -> dict[str, int | None]:
    """Return what the tests of each change of *group* ended with, by mutmut's name for it; exit where it fails."""
    program = Path(sys.executable).parent / "mutmut"
    if subprocess.run([program, "run", "--max-children", str(children)], check=False).returncode:
        sys.exit(f"变异测试没有做完：{group.name}（原因见上）")
    ends: dict[str, int | None] = {}
    for source in group.sources:
        data = SourceFileMutationData(path=source)
        data.load()
        ends |= data.exit_code_by_key
    return ends


def change(name: str) -> Change:
    """Return the change that mutmut calls *name*."""
    function, owner = orig_function_and_class_names_from_key(name)
    module = name.rpartition(".")[0].removeprefix("policypress.")
    lines = get_diff_for_mutant(name).split("\n")[2:]
    was, now = ("\n".join(line[1:].strip() for line in lines if line[0:1] == sign) for sign in "-+")
    return Change(function=".".join(filter(None, (module, owner, function))), was=was, now=now)


def passes(group: Group, name: str) -> bool:
    """Return whether all tests of *group* pass with the change *name*, in a process of their own."""
    source = str(Path("mutants/src").resolve())
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "--exitfirst", "--quiet", *PYTEST, *group.test_files],
            cwd="mutants",
            env=os.environ | {"MUTANT_UNDER_TEST": name, "PYTHONPATH": source},
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def judge(group: Group, *, keep: bool, children: int) -> list[str]:
    """Return what is wrong: changes that pass the tests unexplained, and explanations that fit none."""
    with contextlib.chdir(prepare(group, keep=keep)):
        reset_config()  # mutmut keeps that of the group before
        if keep:
            forget_survivors(group)
        ends = run(group, children)
        left = [name for name, end in ends.items() if end not in FOUND]
        with ThreadPoolExecutor(children) as pool:
            passing = list(pool.map(functools.partial(passes, group), left))
        passed = [change(name) for name in itertools.compress(left, passing)]
    unexplained = [found for found in passed if found not in group.explained]
    print(
        f"{group.name}：改动 {len(ends)} 处，测试发现 {len(ends) - len(left)} 处"
        f"（其中超时 {list(ends.values()).count(TIMED_OUT)} 处），全部测试单独再试又发现"
        f" {len(left) - len(passed)} 处；没有发现而有说明 {len(passed) - len(unexplained)} 处，"
        f"没有说明 {len(unexplained)} 处"
    )
    stale = group.explained - set(passed)
    return [
        *(f"改了代码而测试照样通过；请补测试、删去用不到的代码或写明理由：{found}" for found in unexplained),
        *(f"说明对不上任何没有被发现的改动；请删去：{found}" for found in stale),
    ]


def main() -> None:
    """Try the groups that are named, or all; exit with what is wrong in any."""
    parser = argparse.ArgumentParser(description="改动代码，查测试是否发现")
    parser.add_argument("groups", nargs="*", metavar="GROUP", help="tests/mutants/ 里的文件名；不写就试全部")
    parser.add_argument("--keep", action="store_true", help="测试改过以后，只再试先前没有发现的改动")
    parser.add_argument("--children", type=int, default=os.cpu_count() or 1, help="同时试几处")
    options = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    wrong = False
    for name in options.groups or sorted(path.stem for path in GROUPS.glob("*.toml")):
        faults = judge(read_group(name), keep=options.keep, children=options.children)
        for fault in faults:
            print(f"tests/mutants/{name}.toml：{fault}", file=sys.stderr)
        wrong = wrong or bool(faults)
    sys.exit(wrong)


if __name__ == "__main__":
    main()
