"""The site's styles and scripts: each page's modules joined into one classic script."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from policypress.bundle import bundle
from policypress.resources import site_source

MODULES = ("calculator", "filled", "form", "form-work", "page", "search")
"""Scripts to start from. A page names those it needs, and the styles of that name, as ``data-module`` in
what it says; page and search stand in the theme, on every page; form loads form-work once something is asked of it, and
that loads filled once a filled form is chosen."""
STYLES = {
    "calculator": ("controls", "calculator"),
    "form": ("controls", "form"),
    "search": ("search",),
    "site": ("site", "print", "search"),
}
"""What each style is joined of: site is that of every page, search alone that of the page for a lost address."""


def scripts() -> Mapping[str, bytes]:
    """Return the styles and scripts by path, from the root of the site."""
    source = site_source()
    modules = {
        path.name: path.read_text("utf-8") for path in (source / "js").iterdir() if path.suffix == ".js"
    }
    parts = {path.stem: path.read_bytes() for path in (source / "css").glob("*.css")}
    styles = {
        f"assets/{name}.css": b"".join(parts[part] for part in joined) for name, joined in STYLES.items()
    }
    return {**styles, **_bundles(tuple(sorted(modules.items())))}


@lru_cache(maxsize=1)
def _bundles(modules: tuple[tuple[str, str], ...]) -> Mapping[str, bytes]:
    """Return the script of each of MODULES by path; joined anew only when one of the *modules* has changed."""
    return {f"assets/{name}.js": bundle(f"{name}.js", dict(modules)).encode() for name in MODULES}
