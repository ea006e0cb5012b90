"""A project folder → ``OUT/site``, whole or not at all.

Everything is written beside the old output and swapped in at the end, so that a fault, a kill or a
full disk leaves the last good site as it was.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from policypress import engine, manifest
from policypress.environment import CACHE, font_of, glyph_folder
from policypress.faults import Fault, PolicyError
from policypress.feeds import feeds, published
from policypress.file_times import times_of
from policypress.forms.files import blank_forms
from policypress.forms.glyph_files import glyph_files
from policypress.kept_trees import trees_in
from policypress.listing import below
from policypress.lock import locked
from policypress.model.policy import Policy
from policypress.moving import move, naming, settle, shared
from policypress.out_folder import beside, mend, refuse_unfit, swap_in
from policypress.package import package, package_name
from policypress.pages import pages
from policypress.policy import load
from policypress.record_files import record_files
from policypress.resources import site_source
from policypress.scripts import scripts
from policypress.search.published import search_files
from policypress.stated_rule import compile_rule
from policypress.units.index import unit_files

Say = Callable[[str], None]


def build(  # noqa: PLR0913 - the last three are switches, each off by default
    root: Path,
    out: Path,
    say: Say,
    *,
    draft: bool = False,
    as_of: date | None = None,
    packed: bool = False,
) -> Path:
    """Build the project in *root* into *out* and return the folder to publish.

    *say* is told what takes long. A *draft* may hold what awaits confirmation, and says so on every
    page. *as_of* chooses the year in force, by default the day of publication. *packed* makes the offline package too.
    Raise PolicyError, UsageError or EngineError, each before
    anything that was there has changed: PolicyError too where a file was changed meanwhile.
    """
    refuse_unfit(root, out)
    mend(out)
    cache = out / CACHE
    seen, trees = times_of(root), trees_in(cache)
    policy = load(root, as_of=as_of, draft=draft, parsed=trees.parse)
    out.mkdir(parents=True, exist_ok=True)
    with locked(out), beside(out) as folder:
        if not cache.is_dir():
            say("首次生成：正在转换表格用字，请稍候")
        trees.keep()
        _make(policy, font_of(root, policy.site), folder, out, say)
        archive = f"{package_name(policy.site)}.zip"
        if packed:
            _write(folder, {archive: package(dict(_files(folder / "site")), policy.site)})
        _refuse_changed(root, seen)
        settle(folder)
        swap_in(folder, out)
        if packed:
            move(folder / archive, out / archive)
            say(f"离线包：{out / archive}")
        elif (out / archive).exists():
            say(f"离线包 {out / archive} 是以前生成的，这次没有更新；要更新请加 --zip")
    return out / "site"


def _make(policy: Policy, font: Path | None, folder: Path, out: Path, say: Say) -> None:
    """Make every part of the output in *folder*; what *out* has alike is shared with it."""
    cache, glyphs = out / CACHE, glyph_folder(out)
    given = _write(folder / "pages", render(policy, font, cache, glyphs), out / "pages")
    _write(folder, {"mkdocs.yml": engine.configuration(policy)})
    _write(folder / "theme", dict(_files(site_source() / "theme")), out / "theme")
    _run_engine(folder, policy, out / "site", cache)
    engine.complete(folder / "site", given)
    for files in (
        search_files(folder / "site", policy, cache),
        unit_files(policy.units),
        glyph_files(policy, font, glyphs, say),
    ):
        _write(folder / "site", files, out / "site")
    _list(folder / "site")


def render(policy: Policy, font: Path | None, cache: Path, glyphs: Path) -> Mapping[str, bytes]:
    """Return every file given to the engine, by path from the root of the site.

    What was made once is kept in *cache*, what was converted from *font* in *glyphs*.
    """
    return {
        **pages(policy),
        **scripts(cache),
        **record_files(compile_rule(policy.current), cache),
        **feeds(policy, cache),
        **blank_forms(policy.forms, font, cache, glyphs, draft=policy.draft),
    }


def _write(folder: Path, files: Mapping[str, bytes], before: Path | None = None) -> tuple[str, ...]:
    """Write *files* into *folder* and return their paths: nobody needs to hold the bytes of thousands of pages.

    What the folder *before* has alike is shared with it, as nearly all of thousands of files of the index is.
    """
    known: dict[str, tuple[Path, ...]] = {}
    for path, data in files.items():
        parent, _, name = path.rpartition("/")
        if parent not in known:
            (folder / parent).mkdir(parents=True, exist_ok=True)
            known[parent] = _earlier(before / parent) if before else ()
        target = folder / path
        if not any(shared(earlier / name, target, data) for earlier in known[parent]):
            with naming(target):
                target.write_bytes(data)
    return tuple(files)


def _earlier(folder: Path) -> tuple[Path, ...]:
    """Return *folder*, else those beside it: one that is named after its content had another name before."""
    if folder.is_dir() or not folder.parent.is_dir():
        return (folder,)
    return tuple(path for path in folder.parent.iterdir() if path.is_dir())


def _run_engine(folder: Path, policy: Policy, before: Path, cache: Path) -> None:
    """Run the engine with the policy's own date in place of the clock's."""
    set_by_us = {
        "SOURCE_DATE_EPOCH": str(int(published(policy).timestamp())),
        "NO_MKDOCS_2_WARNING": "1",
    }
    was = {name: os.environ.get(name) for name in set_by_us}
    os.environ.update(set_by_us)
    try:
        engine.run(folder, before, cache)
    finally:
        for name, value in was.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file of *folder* with its path from there."""
    for path in below(folder):
        with naming(path):
            data = path.read_bytes()
        yield path.relative_to(folder).as_posix(), data


def _list(site: Path) -> None:
    """Put the list of its files into *site*."""
    digests = {path: manifest.digest(data) for path, data in _files(site)}
    _write(site, {manifest.NAME: manifest.listed(digests)})


def _refuse_changed(root: Path, seen: Mapping[str, object]) -> None:
    """Raise PolicyError where files of the project in *root* are others than *seen*: half of a change may have been read."""
    now = times_of(root)
    changed = [file for file in {**seen, **now} if seen.get(file) != now.get(file)]
    if changed:
        message = "生成期间被改动，没有发布；请保存好以后再生成一次"
        raise PolicyError(Fault(file=file, line=1, place="文件", message=message) for file in changed)
