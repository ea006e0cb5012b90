"""ES modules → one classic script, because browsers do not load ES modules from file://.

It knows exactly what our modules use: static named imports from relative addresses and exported
declarations, each beginning a line. Everything else is refused, never passed on unread.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from policypress.faults import Fault, PolicyError

IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.{1,2}/[^"]+)";[^\S\n]*\n?', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?function\b|const\b|let\b|class\b)", re.MULTILINE)
DECLARATION = re.compile(
    r"^(?P<export>export )?(?:async )?(?:function\*?|const|let|var|class)\s+(?P<name>[\w$]+|[{\[])",
    re.MULTILINE,
)
COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'`])//[^\n]*", re.DOTALL)
REMARK = re.compile(r"^[ \t]*(?:/\*\*(?:[^*]|\*(?!/))*\*/|//[^\n]*)[ \t]*\n", re.MULTILINE)
"""A comment that has its lines to itself: for those who read the modules, not for those who load the page."""
FOREIGN = re.compile(r"^[ \t]*(?:import|export)\b.*|\bimport\s*[(.].*", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Module:
    """A module taken apart."""

    imports: Mapping[str, tuple[str, ...]]
    """Module → names imported from it."""
    names: tuple[str, ...]
    """Top-level names."""
    exports: frozenset[str]
    body: str
    """The code without imports and without ``export``."""


def bundle(root_module: str, sources: Mapping[str, str]) -> str:
    """Return *root_module* and all that it imports as one classic script in a function of its own.

    Comments that have lines to themselves are left out.
    *sources* holds the modules by path, with forward slashes. Raise PolicyError where a module or
    a name is not there, a top-level name stands twice, modules import each other in a ring, or
    a module uses another kind of import or export.
    """
    modules = _in_order(root_module, sources)
    _refuse_twins(modules)
    for file, module in modules.items():
        for target, names in module.imports.items():
            for name in names:
                if name not in modules[target].exports:
                    raise _fault(file, sources[file], name, f"“{target}”没有导出“{name}”；请检查名称")
    code = "\n".join(REMARK.sub("", module.body).strip("\n") + "\n" for module in modules.values())
    return f'(() => {{\n"use strict";\n{code}}})();\n'


def _in_order(root_module: str, sources: Mapping[str, str]) -> dict[str, _Module]:
    """Return the modules that are needed, each after those it imports."""
    done: dict[str, _Module] = {}

    def visit(file: str, path: tuple[str, ...]) -> None:
        if file in path:
            ring = " → ".join([*path[path.index(file) :], file])
            raise _fault(file, sources[file], "import", f"模块互相引用：{ring}；请拆开")
        if file in done:
            return
        module = _taken_apart(file, sources)
        for target in module.imports:
            visit(target, (*path, file))
        done[file] = module

    visit(root_module, ())
    return done


def _taken_apart(file: str, sources: Mapping[str, str]) -> _Module:
    if file not in sources:
        message = f"没有脚本“{file}”；现有：{'、'.join(sorted(sources))}"
        raise PolicyError([Fault(file=file, line=1, place="import", message=message)])
    text = sources[file].replace("\r\n", "\n")
    imports: dict[str, tuple[str, ...]] = {}
    for match in IMPORT.finditer(text):
        target = posixpath.normpath(posixpath.join(posixpath.dirname(file), match[2]))
        if target not in sources:
            raise _fault(file, text, match[2], f"没有脚本“{target}”；请检查 import 的地址")
        imports[target] = (*imports.get(target, ()), *_names(file, text, match[1]))
    declared = list(DECLARATION.finditer(text))
    body = EXPORT.sub("", IMPORT.sub("", text))
    foreign = FOREIGN.search(COMMENT.sub("", body))
    if foreign:
        message = f'“{foreign[0].strip()}”：只用 import {{ 名称 }} from "./文件.js"; 和 export 声明'
        raise _fault(file, text, foreign[0].strip(), message)
    return _Module(
        imports=imports,
        names=tuple(match["name"] for match in declared),
        exports=frozenset(match["name"] for match in declared if match["export"]),
        body=body,
    )


def _names(file: str, text: str, inside: str) -> Iterator[str]:
    for name in filter(None, (part.strip() for part in inside.split(","))):
        if not re.fullmatch(r"[\w$]+", name):
            raise _fault(file, text, name, f"“{name}”：import 不能改名；请用原名")
        yield name


def _refuse_twins(modules: Mapping[str, _Module]) -> None:
    """Raise PolicyError where a top-level name stands twice: joined, the modules share one scope."""
    seen: dict[str, str] = {}
    for file, module in modules.items():
        for name in module.names:
            if name in {"{", "["}:
                raise _fault(file, module.body, name, "顶层的解构声明读不懂；请每个名称单独声明")
            if name in seen:
                raise _fault(file, module.body, name, f"顶层名称“{name}”在 {seen[name]} 里已有；请改名")
            seen[name] = file


def _fault(file: str, text: str, words: str, message: str) -> PolicyError:
    line = text[: max(text.find(words), 0)].count("\n") + 1
    return PolicyError([Fault(file=file, line=line, place="脚本", message=message)])
