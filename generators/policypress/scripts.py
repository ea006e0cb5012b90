"""The site's styles, pictures and scripts: each page's modules joined into one classic script."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from policypress import bundle
from policypress.kept import kept_or_made
from policypress.program import program_digest
from policypress.resources import site_source

MODULES = ("calculator", "filled", "form", "page", "search")
"""Scripts to start from. A page names those it needs, and the styles of that name, as ``data-module`` in
what it says; page and search stand in the theme, on every page; form loads filled once a filled form is chosen."""
COMMON = ("site", "print", "search")
"""Styles that every page needs, sent as the first of them; the page for a lost address takes the last alone."""


def scripts(folder: Path) -> Mapping[str, bytes]:
    """Return the styles, pictures and scripts by path, from the root of the site; what was joined once is kept in *folder*."""
    source = site_source()
    modules = {
        path.name: path.read_text("utf-8") for path in (source / "js").iterdir() if path.suffix == ".js"
    }
    files = {f"assets/{path.name}": path.read_bytes() for path in (source / "css").iterdir()}
    files["assets/site.css"] = b"".join(files[f"assets/{name}.css"] for name in COMMON)
    key = hashlib.sha256(f"{program_digest((Path(bundle.__file__),), ())}{sorted(modules.items())}".encode())
    for name in MODULES:
        joined = partial(_joined, name, modules)
        files[f"assets/{name}.js"] = kept_or_made(
            folder, f"script-{name}", key.hexdigest()[:32], "js", joined
        )
    return files


def _joined(name: str, modules: Mapping[str, str]) -> bytes:
    return bundle.bundle(f"{name}.js", modules).encode()
