"""A project every text of which tries to be something else: markup, a script, a formula, a template, a link.

It is the real project with a second year, and a form and a list of units more. In ``policy/`` the texts that
readers see get payloads, each another; what the notice says, and what rests on it, gets them in the same words.
Content is Markdown, where a payload is refused (``test_injection``): there the texts have what Markdown allows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import cycle
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from checkout import DATA
from guide import change
from policypress.texts import digest
from rolled import ID, rolled

COURSES = DATA / "forms/course-register.yaml"
MARKUP = (
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(2)>',
    "</script><script>alert(3)</script>",
    "'onmouseover='alert(4)",
    "<iframe src=javascript:alert(5)></iframe>",
    "</title></style></textarea><script>alert(6)</script>",
    "<a href=javascript:alert(7)>x</a>",
    "<base href=//evil.example/><link rel=stylesheet href=//evil.example/a.css>",
    "<form action=//evil.example><button>x</button></form>",
    "<!--<style>*{display:none}</style>",
    "]]><script>alert(8)</script>",
)
MARKDOWN = (
    "[x](javascript:alert(9))",
    "![x](//evil.example/a.png)",
    "`x`{: onclick=alert(10) }",
    "<javascript:alert(11)>",
    "**x** __x__ # x",
    "<div markdown='1' onclick='alert(12)'>",
)
OTHERS = (
    "{{ 7*7 }}{% raw %}",
    "${7*7}#{7*7}<%= 7*7 %>",
    "&lt;b&gt;&#60;i&#62;&amp;",
    "\u2028alert(13)//\u2029",
    "\\u003cscript>\\x3c\\",
    "'-alert(14)-'\"-alert(15)-\"",
)
PAYLOADS = MARKUP + MARKDOWN + OTHERS
FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(1)", "＝1+1", "\t=1+1", "=cmd|'/c calc'!A1")

SHOWN = frozenset(
    {"title", "matter", "task", "why", "name", "source", "description", "disclaimer", "identification"}
    | {"issuer", "number", "unknown"}
)
"""Entries whose texts readers see and which are no one's reference."""
SAID = (
    "湖南开放大学",
    "脱产培训",
    "集体报名",
    "乡村振兴",
    "事业单位人事管理处",
    "机关工勤人员",
    "特殊原因",
    "一经查实",
)
"""Words of the notice, and of what is stated from it."""
LABELS = ('<b>"{{1}}', "'<i>&lt;")
"""Payloads that go into the narrow cells of a form."""


def hostile_project(folder: Path) -> Path:
    """Make *folder* the project described above; return it."""
    rolled(folder)
    _add_form(folder)
    (folder / "policy/units").mkdir(parents=True)
    units = [
        {"name": f"某某市单位{p}", "department": f"某某局{p}", "bureau": f"某某人社局{p}"} for p in PAYLOADS
    ]
    _dump(folder / "policy/units/units.yaml", units)
    payloads = cycle(PAYLOADS)
    said = {word: word + payload for word, payload in zip(SAID, PAYLOADS, strict=False)}
    for path in sorted((folder / "policy").rglob("*.yaml")):
        if not {"forms", "units"} & set(path.parts):
            tree = YAML().load(path.read_text("utf-8"))
            _dump(path, _changed(tree, payloads, said))
    _texts(folder, said)
    _navigation(folder, payloads)
    return folder


def _changed(node: Any, payloads: Iterator[str], said: Mapping[str, str], key: str = "") -> Any:
    """Return *node* with payloads in its texts."""
    if isinstance(node, dict):
        return {name: _changed(item, payloads, said, name) for name, item in node.items()}
    if isinstance(node, list):
        return [_changed(item, payloads, said, key) for item in node]
    if not isinstance(node, str):
        return node
    return _replaced(node, said) + (next(payloads) if key in SHOWN else "")


def _replaced(text: str, said: Mapping[str, str]) -> str:
    for word, new in said.items():
        text = text.replace(word, new)
    return text


def _texts(folder: Path, said: Mapping[str, str]) -> None:
    for path in (folder / "content/notices").glob("*.txt"):
        before = path.read_text("utf-8")
        path.write_text(_replaced(before, said), "utf-8", newline="\n")
        _register(folder, before, _replaced(before, said))


def _navigation(folder: Path, payloads: Iterator[str]) -> None:
    path = folder / "content/navigation.yaml"
    sections = YAML().load(path.read_text("utf-8"))
    for section in sections:
        section["title"] += next(payloads)
        section["kind"] += next(payloads)
    _dump(path, sections)


def _add_form(folder: Path) -> None:
    """Put in a form whose labels, options, helps and presets are hostile, and let the notice print its words."""
    form, payloads = YAML().load(COURSES.read_text("utf-8")), cycle(PAYLOADS)
    words = {label: label + end for label, end in zip(_labels(), cycle(LABELS), strict=False)}
    form = _relabelled(form, words, payloads)
    form["document"], form["note"] = ID, form["note"] + next(payloads)
    form["title"] += MARKUP[0]
    form["examples"] = [{"title": f"示例{end}", "values": {"unit": f"某某单位{end}"}} for end in PAYLOADS]
    form["presets"] = {
        f"preset-{at}": {"title": f"预填{end}", "values": {"opinion": f"某某意见{end}"}}
        for at, end in enumerate((*MARKUP, *FORMULAS))
    }
    _dump(folder / "policy/forms/course-register.yaml", form)
    printed = (
        " ".join((form["title"], form["note"], *words.values())).replace("\u2028", " ").replace("\u2029", " ")
    )
    notice = folder / f"content/notices/{ID}.txt"
    before = notice.read_text("utf-8")
    notice.write_text(before + printed + "\n", "utf-8", newline="\n")
    _register(folder, before, notice.read_text("utf-8"))


def _labels() -> list[str]:
    """Return every label that the form prints and that is no word of the notice."""
    found = re.findall(r"\blabel: ([^,}\n]+)", COURSES.read_text("utf-8"))
    return [label for label in dict.fromkeys(found) if label != '"{n}"' and label not in SAID]


def _relabelled(node: Any, words: Mapping[str, str], payloads: Iterator[str]) -> Any:
    """Return *node* with hostile labels and texts about its fields."""
    if isinstance(node, list):
        return [_relabelled(item, words, payloads) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        key: words.get(value, value)
        if key == "label"
        else value + next(payloads)
        if key in {"help", "filled_by"}
        else _relabelled(value, words, payloads)
        for key, value in node.items()
    }


def _register(folder: Path, before: str, after: str) -> None:
    """Say in the list of documents that a stored text is now *after*."""
    change(folder / "policy/documents.yaml", ((digest(before), digest(after)),))


def _dump(path: Path, value: Any) -> None:
    yaml = YAML()
    yaml.width = 1_000_000
    with path.open("w", encoding="utf-8", newline="\n") as file:
        yaml.dump(value, file)
