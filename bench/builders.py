"""Builders that are given the pages which ours wrote: how each is set up, and the command that builds."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from peers import peer_folder, without_search

HERE = Path(__file__).resolve().parent
ZENSICAL = Path(sys.executable).with_name("zensical")
HUGO = """\
baseURL = "https://training.example.org/"
contentDir = "hugo-pages"
publishDir = "hugo-site"
disableKinds = ["taxonomy", "term", "RSS"]
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.parser.attribute]
block = true
"""
LAYOUT = (
    '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>{{ .Title }}</title>{{ .Content }}</html>'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Builder:
    """A way to build the pages in *folder*."""

    name: str
    command: tuple[str, ...]
    folder: Path


def material(out: Path, peer: Path) -> Builder:
    """Return mkdocs-material with its own Chinese search, set up in *peer* with the pages of *out*."""
    peer_folder(out, peer)
    command = (sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(peer / "mkdocs.yml"))
    return Builder(name="mkdocs-material, own search + jieba", command=command, folder=peer)


def others(peer: Path) -> Iterator[Builder | str]:
    """Yield the builders that make pages and no more, in the folder set up for mkdocs; of one that is not there, that.

    The first of them is the peer's own engine and theme: what pages alone take of any tool that makes them with it.
    """
    alone = (sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(without_search(peer)))
    yield Builder(name="mkdocs-material, pages alone", command=alone, folder=peer)
    if ZENSICAL.exists():
        yield Builder(name="Zensical", command=(str(ZENSICAL), "build", "--clean"), folder=peer)
    else:
        yield "Zensical: not installed"
    if shutil.which("npm"):
        yield _eleventy(peer)
    else:
        yield "Eleventy: npm is not installed"
    if hugo := shutil.which("hugo"):
        shutil.copytree(peer / "pages", peer / "hugo-pages")
        (peer / "hugo-pages/index.md").rename(
            peer / "hugo-pages/_index.md"
        )  # else all others would be parts of it
        (peer / "hugo.toml").write_text(HUGO, "utf-8")
        for name in ("single", "list"):
            layout = peer / f"layouts/_default/{name}.html"
            layout.parent.mkdir(parents=True, exist_ok=True)
            layout.write_text(LAYOUT, "utf-8")
        (peer / "layouts/index.html").write_text(LAYOUT, "utf-8")
        command = (hugo, "--quiet", "--config", "hugo.toml", "--buildDrafts", "--buildFuture")
        said = subprocess.run([hugo, "version"], check=True, capture_output=True, encoding="utf-8").stdout
        yield Builder(
            name=f"Hugo {said.split()[1].partition('+')[0]}, pages alone", command=command, folder=peer
        )
    else:
        yield "Hugo: not installed"


def _eleventy(peer: Path) -> Builder:
    folder = peer / "eleventy"
    shutil.copytree(HERE / "eleventy", folder, ignore=shutil.ignore_patterns("node_modules"))
    subprocess.run(
        ["npm", "ci", "--silent"], cwd=folder, check=True, env={**os.environ, "npm_config_audit": "false"}
    )
    command = ("node", "node_modules/@11ty/eleventy/cmd.cjs", "--quiet")
    (used,) = json.loads((folder / "package.json").read_text("utf-8"))["dependencies"].values()
    return Builder(name=f"Eleventy {used}, pages alone", command=command, folder=folder)
