"""What holds for the repository as a whole: what stands in it, how it is pinned, which way it imports."""

from __future__ import annotations

import ast
import fnmatch
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from checkout import ROOT

PACKAGE = ROOT / "generators" / "policypress"
LARGEST = 500_000
"""Most bytes of a file in the repository."""
PINNED = ("requirements.txt", "requirements-build.txt", "requirements-dev.txt", "requirements-bench.txt")

LAYERS = (
    "csp",
    "faults",
    "field_docs",
    "json_schema",
    "limits",
    "listing",
    "forms.geometry",
    "links",
    "manifest",
    "moving",
    "whole_files",
    "kept",
    "unfinished",
    "kept_pages",
    "processes",
    "program",
    "calendar_file",
    "forms.pdf_objects",
    "packages",
    "workbooks",
    "forms.pdf_update",
    "forms.word_parts",
    "guarded_csv",
    "record_fields",
    "resources",
    "forms.font_licence",
    "compiled_templates",
    "theme_templates",
    "engine_pages",
    "engine_jobs",
    "search.sections",
    "search.kept_sections",
    "search.words",
    "texts",
    "wording",
    "bundle",
    "forms.fields",
    "forms.model",
    "forms.pdf_tags",
    "lock",
    "file_times",
    "out_folder",
    "copies",
    "verify",
    "file_text",
    "located",
    "nodes",
    "kept_trees",
    "csv_rows",
    "xml_events",
    "xlsx_values",
    "xlsx_parts",
    "xlsx_book",
    "xlsx_rows",
    "tables",
    "templates",
    "preview",
    "serve",
    "forms.glyphs",
    "forms.refusals",
    "forms.widths",
    "forms.packed_glyphs",
    "forms.fonts",
    "forms.word_controls",
    "model.site",
    "model.units",
    "model.documents",
    "model.facts",
    "model.hours",
    "model.cases",
    "model.questions",
    "model.year_files",
    "model.year",
    "model.policy",
    "environment",
    "plain_values",
    "spelling",
    "read",
    "scripts",
    "units.ids",
    "units.lists",
    "file_kinds",
    "field_guide",
    "schemas",
    "units.grams",
    "pieces",
    "units.index",
    "search.index",
    "search.shards",
    "search.store",
    "search.known",
    "search.ranking",
    "search.report",
    "addresses",
    "change",
    "dates",
    "forms.repeating",
    "form_changes",
    "package",
    "forms.outlines",
    "forms.glyph_cache",
    "forms.whole_face",
    "forms.truetype",
    "forms.word_package",
    "forms.wrapping",
    "forms.values",
    "forms.entered",
    "forms.fitting",
    "forms.reading",
    "forms.word_labels",
    "forms.word_entries",
    "forms.word_cells",
    "forms.word_slots",
    "hour_rule",
    "accounts",
    "readings",
    "stated_rule",
    "hours",
    "example_records",
    "project",
    "project_folder",
    "standing",
    "assemble",
    "checks.references",
    "checks.facts",
    "checks.systems",
    "checks.years",
    "forms.cell_words",
    "forms.cells",
    "forms.pdf_fonts",
    "forms.word",
    "hour_vectors",
    "hours_report",
    "markup",
    "content",
    "drawing",
    "flow",
    "pictures",
    "training_records",
    "record_sheet",
    "record_files",
    "calculator",
    "checks.cases",
    "checks.forms",
    "checks.hours",
    "checks.places",
    "checks.navigation",
    "checks.pages",
    "checks.literals",
    "checks.harmless",
    "checks.profiles",
    "checks.published",
    "effects",
    "fact_changes",
    "policy_data",
    "hour_rule_changes",
    "rule_changes",
    "changes",
    "checks.units",
    "checks.vocabulary",
    "diff_report",
    "years_table",
    "changes_page",
    "forms.layout",
    "forms.printed",
    "forms.pdf_fields",
    "fulltext",
    "worked",
    "banners",
    "feeds",
    "blocks",
    "described",
    "questions",
    "search.answers",
    "search.published",
    "checks",
    "forms.pdf",
    "forms.pdf_template",
    "forms.pdf_drawing",
    "forms.pdf_further",
    "forms.pdf_pages",
    "forms.pdf_filling",
    "forms.pdf_filler",
    "forms.pdf_values",
    "forms.pdf_reading",
    "forms.refreshing",
    "forms.naming",
    "forms.json_records",
    "forms.records",
    "forms.word_template",
    "forms.word_filling",
    "forms.browser_word",
    "forms.browser_form",
    "forms.browser_pdf",
    "forms.browser_sheet",
    "form_page",
    "forms.word_shown",
    "forms.word_reading",
    "forms.filling",
    "forms.fill_jobs",
    "forms.fill_report",
    "forms.read_files",
    "forms.readings_out",
    "forms.batch",
    "forms.glyph_files",
    "forms.files",
    "policy",
    "years.carry",
    "years.likeness",
    "years.cite",
    "years.report",
    "years.tasks",
    "years.roll",
    "years.start",
    "rendered",
    "form_guide",
    "pages",
    "engine",
    "build",
    "commands.chinese",
    "commands.options",
    "commands.project",
    "commands.site",
    "commands.forms",
    "commands.hours",
    "commands.years",
    "cli",
    "__main__",
)
"""Modules from the lowest up: each may import only those above it in this list."""


def files() -> list[Path]:
    """Return the files of the repository, those not yet committed too."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    paths = sorted({ROOT / name.decode() for name in listed.stdout.split(b"\0") if name})
    return [path for path in paths if path.is_file()]


def matches(pattern: str) -> list[str]:
    """Return where *pattern* stands in the repository's texts, as ``file:line: what``."""
    return [
        f"{path.relative_to(ROOT).as_posix()}:{number}: {found.group()}"
        for path in files()
        if b"\0" not in (data := path.read_bytes())
        for number, line in enumerate(data.decode("utf-8").splitlines(), 1)
        if (found := re.search(pattern, line))
    ]


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    assert matches(r"(?<![\w.~}/-])/(?:work|root|home|Users)/\w") == []


def test_no_file_of_tests_takes_from_another() -> None:
    assert matches(r"^\s*(?:from|import) test_\w+") == []


def test_no_file_names_a_package_index() -> None:
    assert (
        matches(r"pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|yarnpkg\.com|npmmirror\.com|pypi/+simple")
        == []
    )


def test_every_file_is_small_enough_to_read_and_none_is_a_font() -> None:
    big = [path.name for path in files() if path.stat().st_size > LARGEST]
    fonts = [path.name for path in files() if path.suffix in {".ttf", ".ttc", ".otf", ".woff", ".woff2"}]
    assert (big, fonts) == ([], [])


def test_every_text_but_exported_tables_ends_its_lines_with_lf() -> None:
    texts = [path for path in files() if path.suffix != ".csv" and b"\0" not in path.read_bytes()]
    mixed = [path.name for path in texts if b"\r\n" in path.read_bytes()]
    rules = (ROOT / ".gitattributes").read_text("utf-8").splitlines()
    assert (mixed, rules[0]) == ([], "* text=auto eol=lf")


def test_the_licence_is_the_one_the_package_states() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert project["license"] == "Apache-2.0"
    assert "Apache License" in text
    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text


def test_every_lint_rule_left_out_has_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    section = text.partition("[tool.ruff.lint]")[2].partition("\n[tool.ruff.lint.pydocstyle]")[0]
    entries = re.findall(r'^ +"([A-Z]+\d*)",(.*)$', section, re.MULTILINE)
    assert len(entries) > 10
    assert [rule for rule, rest in entries if not re.fullmatch(r" +# \S.{5,}", rest)] == []


def test_every_check_switched_off_in_the_code_names_its_rule() -> None:
    blanket = r"# *noqa(?!: ?[A-Z]+\d+)|# *type: *ignore(?!\[)|@ts-(?:ignore|nocheck)|eslint-disable"
    code = tuple(f"{folder}/" for folder in ("generators", "site", "tests", "bench"))
    here = Path(__file__).relative_to(ROOT).as_posix()
    assert [hit for hit in matches(blanket) if hit.startswith(code) and not hit.startswith(here)] == []


@pytest.mark.parametrize("name", PINNED)
def test_every_requirement_is_one_version_with_the_hashes_of_its_files(name: str) -> None:
    text = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    one = r"[a-z0-9.-]+==[\w.]+( ; [^-]+?)?( +--hash=sha256:[0-9a-f]{64})+"
    assert lines
    assert [line.split()[0] for line in lines if not re.fullmatch(one, line)] == []


def test_no_requirement_is_pinned_twice_with_different_versions() -> None:
    seen: dict[str, set[str]] = {}
    for name in PINNED:
        for package, version in re.findall(
            r"^([a-z0-9.-]+)==(\S+)", (ROOT / name).read_text("utf-8"), re.MULTILINE
        ):
            seen.setdefault(package, set()).add(version)
    assert {package: versions for package, versions in seen.items() if len(versions) > 1} == {}


def test_the_pinned_requirements_start_from_those_of_the_package() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    asked = (ROOT / "requirements.in").read_text("utf-8").splitlines()
    assert [line for line in wanted if line not in asked] == []


def modules() -> dict[str, Path]:
    """Return the package's modules by dotted name, the package's own name left out."""
    found = {}
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        if name and (parts[-1] != "__init__" or path.read_text("utf-8").count("import ")):
            found[name] = path
    return found


def imported(path: Path) -> Iterator[str]:
    """Yield the modules of the package that *path* imports, at its top or within a function."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            within = [f"{node.module}.{alias.name}" for alias in node.names]
            names = [
                name if PREFIX + name.removeprefix(PREFIX) in ALL else str(node.module) for name in within
            ]
        else:
            continue
        yield from (name.removeprefix(PREFIX) for name in names if name.startswith(PREFIX))


PREFIX = "policypress."
ALL = {PREFIX + name for name in modules()}


def test_every_module_has_its_layer() -> None:
    assert sorted(modules()) == sorted(LAYERS)


def test_imports_point_one_way() -> None:
    place = {name: number for number, name in enumerate(LAYERS)}
    upward = [
        f"{name} imports {other}"
        for name, path in modules().items()
        for other in imported(path)
        if place.get(other, -1) >= place.get(name, len(LAYERS))
    ]
    assert upward == []


def mapped() -> list[str]:
    """Return the names in the first column of the map in ARCHITECTURE.md, those in braces one by one."""
    table = (
        (ROOT / "ARCHITECTURE.md")
        .read_text("utf-8")
        .partition("## Where things are")[2]
        .partition("\n## ")[0]
    )
    rows = re.findall(r"^\| (.*?) \|", table, re.MULTILINE)
    return [name for row in rows for written in re.findall(r"`([^`]+)`", row) for name in spelled(written)]


def spelled(name: str) -> list[str]:
    """Return ``a/b`` and ``a/c`` for ``a/{b,c}``."""
    before, brace, rest = name.partition("{")
    inside, _, after = rest.partition("}")
    return [f"{before}{each}{after}" for each in inside.split(",")] if brace else [name]


def test_the_map_names_every_module_of_the_package_and_nothing_that_is_not_there() -> None:
    names = {name.replace("/", ".").removesuffix(".") for name in mapped()}
    modules_and_folders = {*LAYERS, *(name.partition(".")[0] for name in LAYERS)}
    lost = [
        name
        for name in mapped()
        if not fnmatch.filter(modules_and_folders, name.replace("/", ".").removesuffix("."))
        and not any(ROOT.glob(name))
    ]
    unnamed = {name.partition(".")[0] for name in LAYERS} - names - {"__main__"}
    assert (lost, sorted(unnamed)) == ([], [])
