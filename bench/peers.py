"""What is measured beside ours, and how it is printed."""

from __future__ import annotations

import shutil
import statistics
from pathlib import Path

from ruamel.yaml import YAML


def peer_folder(out: Path, peer: Path, *, own_box: bool = False) -> Path:
    """Return the folder *peer* with the pages of *out*, set up for the peer's own search.

    *own_box*: with the theme's own search box, in whose place ours stands.
    """
    shutil.copytree(out / "pages", peer / "pages")
    shutil.copytree(out / "theme", peer / "theme")
    yaml = YAML()
    config = yaml.load((out / "mkdocs.yml").read_text("utf-8"))
    config["plugins"] = [{"search": {"lang": ["zh"]}}]
    if own_box:
        for override in ("main.html", "partials/alternate.html"):
            (peer / "theme" / override).unlink()
        config["extra"].pop("alternate")
        config["site_url"] = ""
    with (peer / "mkdocs.yml").open("w", encoding="utf-8") as file:
        yaml.dump(config, file)
    return peer


def without_search(peer: Path) -> Path:
    """Return a second configuration of *peer*, which makes its pages without any search, into a folder beside."""
    yaml = YAML()
    config = yaml.load((peer / "mkdocs.yml").read_text("utf-8")) | {"plugins": [], "site_dir": "pages-alone"}
    path = peer / "pages-alone.yml"
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(config, file)
    return path


def row(name: str, values: list[float]) -> str:
    """Return one line: least, median and most of *values*."""
    return (
        f"{name:40} min {min(values):6.3f}  median {statistics.median(values):6.3f}  max {max(values):6.3f}"
    )
