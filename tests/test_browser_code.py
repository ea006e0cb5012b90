"""What holds for the browser's code as a whole: that all of it is used, says what it does, and is what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from checkout import ROOT

JS = ROOT / "site/js"
PACKAGE = ROOT / "generators/policypress"
MODULES = {path.name: path.read_text("utf-8") for path in sorted(JS.glob("*.js"))}
TESTS = {
    path.name: path.read_text("utf-8")
    for folder in ("tests", "bench")
    for path in sorted((ROOT / folder).glob("*.js"))
}
TEMPLATES = "".join(
    path.read_text("utf-8") for path in (ROOT / "site").rglob("*") if path.suffix in {".html", ".md"}
)
IMPORT = re.compile(r'^import \{([^}]*)\} from "(?:\.|\.\./site/js)/([\w-]+\.js)";', re.MULTILINE)
EXPORTED = re.compile(r"^export (?:async )?(?:function|const|class) (\w+)", re.MULTILINE)
HEAD = re.compile(r"(?://.*\n)+")
COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)
IMPURE = re.compile(
    r"(?<![\w.$/\"])(?:document|window|localStorage|sessionStorage|navigator|location|performance)\."
    r"|new Date\(\)|Date\.now|Math\.random|\bfetch\(|XMLHttpRequest"
)
LIMITS = re.compile(r"[\w-]*limits\.js")
"""Modules of bounds, each of which is explained where the bound is named in Python."""


def head(name: str) -> str:
    """Return what the module *name* says of itself, on one line."""
    found = HEAD.match(MODULES[name])
    assert found, f"{name} says nothing of itself"
    return " ".join(line.lstrip("/ ") for line in found[0].splitlines())


def imports(text: str) -> Iterator[tuple[str, str]]:
    """Yield module and name for each name that *text* imports."""
    for names, module in IMPORT.findall(text):
        yield from ((module, name.strip()) for name in names.split(",") if name.strip())


def counterparts(name: str) -> list[str]:
    """Return the modules in Python that the module *name* says it is the same as, or reads from."""
    return re.findall(r"generators/policypress/([\w/]+\.py)", head(name))


def test_what_a_module_exports_another_imports() -> None:
    used = {each for text in (*MODULES.values(), *TESTS.values()) for each in imports(text)}
    exported = {(module, name) for module, text in MODULES.items() for name in EXPORTED.findall(text)}
    assert len(exported) > 200
    assert sorted(exported - used) == []


def test_what_a_module_exports_says_what_it_is() -> None:
    silent = []
    for module, text in MODULES.items():
        for found in EXPORTED.finditer(text):
            comment = text[: found.start()].rpartition("/**")[2]
            said, ended, between = comment.partition("*/")
            if not ended or between.strip() or not re.sub(r"[*\s]", "", said.partition("@")[0]):
                silent.append(f"{module}: {found[1]}")
    assert [name for name in silent if not LIMITS.match(name)] == []


def test_pure_modules_know_of_no_page_no_clock_and_no_network() -> None:
    pure = {name for name in MODULES if "Pure" in head(name)}
    assert len(pure) > 50
    wrong = [
        f"{name}: {found[0]}"
        for name in sorted(pure)
        if (found := IMPURE.search(COMMENT.sub("", MODULES[name])))
    ]
    impure = [
        f"{name}: {module}"
        for name in sorted(pure)
        for module in sorted({module for module, _ in imports(MODULES[name])} - pure)
    ]
    assert (wrong, impure) == ([], [])


def test_a_rule_in_two_languages_names_its_other_half_in_both() -> None:
    lost = []
    for name in MODULES:
        for other in counterparts(name):
            path = PACKAGE / other
            if not path.is_file() or f"site/js/{name}" not in path.read_text("utf-8"):
                lost.append(f"{name} <-> {other}")
    python = "".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py"))
    gone = set(re.findall(r"site/js/([\w-]+\.js)", python)) - set(MODULES)
    assert (lost, gone) == ([], set())


def test_what_is_the_same_in_two_languages_is_held_equal_by_vectors() -> None:
    waiting = {module for text in TESTS.values() for module, _ in imports(text)} & set(MODULES)
    reached: set[str] = set()
    while waiting:
        module = waiting.pop()
        reached.add(module)
        waiting |= {other for other, _ in imports(MODULES[module])} - reached
    same = {name for name in MODULES if "the same" in head(name).lower() and counterparts(name)}
    assert len(same) > 35
    assert sorted(name for name in same - reached if not LIMITS.match(name)) == []


def test_templates_and_scripts_name_the_same_parts_and_actions() -> None:
    scripts = "".join(MODULES.values())
    for kind in ("part", "action"):
        written = set(re.findall(rf'data-{kind}="([\w-]+)"', TEMPLATES))
        asked = set(re.findall(rf'\b{kind}\([\w.]+, "([\w-]+)"\)', scripts))
        made = set(re.findall(r'amountCell\("(\w+)"', scripts))
        assert sorted(asked - written - made) == []
        assert [name for name in sorted(written) if f'"{name}"' not in scripts] == []


def test_every_class_that_a_style_names_is_written_by_something(site: Path) -> None:
    sources = [TEMPLATES, *MODULES.values()]
    sources += [path.read_text("utf-8") for path in (ROOT / "content").rglob("*.md")]
    sources += [path.read_text("utf-8") for path in PACKAGE.rglob("*.py")]
    ours = "".join(sources)
    theirs = "".join(path.read_text("utf-8") for path in site.rglob("*.html"))
    theirs += "".join(path.read_text("utf-8") for path in site.glob("assets/javascripts/bundle.*.js"))
    # Some names are put together: text-{{ block.kind }}.
    beginnings = tuple(set(re.findall(r"\b([a-z][a-z-]*-)(?:\{\{|\$\{)", ours)))

    def is_written(name: str) -> bool:
        if name.startswith("md-"):
            return has_word(theirs, name)
        rests = (name.removeprefix(start) for start in beginnings if name.startswith(start))
        return has_word(ours, name) or any(has_word(ours, f'"{rest}"') for rest in rests)

    for path in (ROOT / "site/css").glob("*.css"):
        rules = re.findall(r"([^{}]+)\{", COMMENT.sub("", path.read_text("utf-8")))
        classes = {name for rule in rules for name in re.findall(r"\.([a-z][\w-]*)", rule)}
        assert classes
        assert [name for name in sorted(classes) if not is_written(name)] == [], path.name


def has_word(text: str, word: str) -> bool:
    """Return whether *word* stands in *text* and is no part of a longer one."""
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) is not None
