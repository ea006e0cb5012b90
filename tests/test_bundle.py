"""A page's modules as one classic script: nothing visible outside, and what is refused in words."""

from __future__ import annotations

import json
import subprocess

import pytest

from checkout import ROOT
from policypress.bundle import bundle
from policypress.faults import PolicyError

SITE_JS = ROOT / "site" / "js"

PAGE = """// A page.
import { double } from "./numbers.js";
import {
  words,
} from "./texts/words.js";

console.log(words(double(21)));
"""
NUMBERS = (
    "const factor = 2;\n\n/** @param {number} x */\nexport function double(x) {\n  return x * factor;\n}\n"
)
WORDS = """import { double } from "../numbers.js";
/** @typedef {import("../numbers.js").Thing} Thing */
export const words = (x) => `${double(1)} ${x} https://example.org`;
export class Empty {}
"""
SOURCES = {"page.js": PAGE, "numbers.js": NUMBERS, "texts/words.js": WORDS, "unused.js": "nonsense ("}


def run(script: str) -> str:
    done = subprocess.run(["node", "-"], input=script, capture_output=True, encoding="utf-8", check=True)
    return done.stdout


def test_the_modules_run_as_one_classic_script() -> None:
    script = bundle("page.js", SOURCES)
    assert run(script) == "2 42 https://example.org\n"
    assert script == bundle("page.js", dict(reversed(SOURCES.items())))
    assert script.startswith('(() => {\n"use strict";\n')
    assert script.count("factor = 2") == 1
    assert not [line for line in script.splitlines() if line.startswith(("import ", "export "))]


def test_nothing_of_a_bundle_is_visible_outside_it() -> None:
    assert run(bundle("numbers.js", SOURCES) + "console.log(typeof double);") == "undefined\n"


def test_line_ends_of_windows_make_no_difference() -> None:
    windows = {file: text.replace("\n", "\r\n") for file, text in SOURCES.items()}
    assert bundle("page.js", windows) == bundle("page.js", SOURCES)


@pytest.mark.parametrize(
    ("file", "text", "line", "words"),
    [
        ("page.js", 'import { triple } from "./numbers.js";\n', 1, "“numbers.js”没有导出“triple”"),
        ("page.js", 'import { factor } from "./numbers.js";\n', 1, "没有导出“factor”"),
        ("page.js", '\nimport { x } from "./nowhere.js";\n', 2, "没有脚本“nowhere.js”"),
        ("page.js", 'import { double as twice } from "./numbers.js";\n', 1, "不能改名"),
        ("page.js", '\nimport numbers from "./numbers.js";\n', 2, "只用 import"),
        ("page.js", 'import * as numbers from "./numbers.js";\n', 1, "只用 import"),
        ("page.js", 'import { x } from "package";\n', 1, "只用 import"),
        ("page.js", 'import "./numbers.js";\n', 1, "只用 import"),
        ("page.js", 'const late = () => import("./numbers.js");\n', 1, "只用 import"),
        ("page.js", "const here = import.meta.url;\n", 1, "只用 import"),
        ("page.js", "export default function page() {}\n", 1, "只用 import"),
        ("page.js", "const a = 1;\nexport { a };\n", 2, "只用 import"),
        ("page.js", 'export * from "./numbers.js";\n', 1, "只用 import"),
        (
            "page.js",
            'import { double } from "./numbers.js";\nconst factor = 3;\n',
            1,
            "“factor”在 numbers.js 里已有",
        ),
        ("page.js", "const { a } = {};\n", 1, "解构声明"),
    ],
)
def test_what_it_does_not_know_is_refused_with_file_and_line(
    file: str, text: str, line: int, words: str
) -> None:
    with pytest.raises(PolicyError) as error:
        bundle("page.js", SOURCES | {file: text})
    [fault] = error.value.faults
    assert (fault.file, fault.line) == (file, line)
    assert words in fault.message


def test_a_module_that_is_not_there_is_refused() -> None:
    with pytest.raises(PolicyError, match=r"没有脚本“gone\.js”"):
        bundle("gone.js", SOURCES)


def test_modules_that_import_each_other_are_refused() -> None:
    ring = {
        "a.js": 'import { b } from "./b.js";\nexport const a = 1;\n',
        "b.js": 'import { a } from "./a.js";\nexport const b = 1;\n',
    }
    with pytest.raises(PolicyError, match=r"a\.js → b\.js → a\.js"):
        bundle("a.js", ring)


def test_the_calculator_of_the_site_becomes_one_script_that_parses() -> None:
    sources = {path.name: path.read_text("utf-8") for path in SITE_JS.glob("*.js")}
    script = bundle("calculator.js", sources)
    assert run(f"new Function({json.dumps(script)}); console.log('ok');") == "ok\n"


def test_comments_with_lines_to_themselves_are_left_out() -> None:
    source = (
        "/** @param {number} a */\nexport function f(a) {\n  // one\n  return `/* ${a} */ // x`; // two\n}\n"
    )
    assert bundle("a.js", {"a.js": source}) == (
        '(() => {\n"use strict";\nfunction f(a) {\n  return `/* ${a} */ // x`; // two\n}\n})();\n'
    )
