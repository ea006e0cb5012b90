"""The site's styles and scripts: each page's modules joined into one classic script."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from policypress import bundle
from policypress.kept import kept_or_made, key_for
from policypress.program import program_digest
from policypress.resources import site_source

MODULES = ("calculator", "calculator-work", "filled", "form", "form-work", "page", "search")
"""Scripts to start from. A page names those it needs, and the styles of that name, as ``data-module`` in
what it says; page and search stand in the theme, on every page; calculator and form load their -work once a table is
given or something is asked of them, and form-work loads filled once a filled form is chosen."""
STYLES = {
    "calculator": ("controls", "calculator"),
    "form": ("controls", "form"),
    "search": ("search",),
    "site": ("site", "print", "search"),
}
"""What each style is joined of: site is that of every page, search alone that of the page for a lost address."""


def scripts(folder: Path) -> Mapping[str, bytes]:
    """Return the styles and scripts by path, from the root of the site; what was joined once is kept in *folder*."""
    source = site_source()
    modules = {
        path.name: path.read_text("utf-8") for path in (source / "js").iterdir() if path.suffix == ".js"
    }
    # Not by glob, which takes a folder that may not be listed for an empty one.
    parts = {path.stem: path.read_bytes() for path in (source / "css").iterdir() if path.suffix == ".css"}
    files = {
        f"assets/{name}.css": b"".join(parts[part] for part in joined) for name, joined in STYLES.items()
    }
    key = key_for(f"{program_digest((Path(bundle.__file__),), ())}{sorted(modules.items())}")
    for name in MODULES:
        joined = partial(_joined, name, modules)
        files[f"assets/{name}.js"] = kept_or_made(folder, f"script-{name}", key, "js", joined)
    return files


def _joined(name: str, modules: Mapping[str, str]) -> bytes:
    return bundle.bundle(f"{name}.js", modules).encode()
