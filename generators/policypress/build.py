"""The only module that writes: a project folder → ``OUT/site``, whole or not at all.

Everything is written beside the old output and swapped in at the end, so that a fault, a kill or a
full disk leaves the last good site as it was.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from functools import partial
from pathlib import Path

from policypress import engine, manifest
from policypress.environment import CACHE, font_of, glyph_folder
from policypress.faults import Fault, PolicyError, UsageError
from policypress.feeds import feeds, published
from policypress.file_times import times_of
from policypress.forms.files import blank_forms
from policypress.forms.glyph_files import glyph_files
from policypress.kept_trees import trees_in
from policypress.listing import below
from policypress.lock import LOCK, locked
from policypress.model.policy import Policy
from policypress.moving import move, naming, patiently, settle, settle_one, shared
from policypress.package import package, package_name
from policypress.pages import pages
from policypress.policy import load
from policypress.record_files import record_files
from policypress.resources import site_source
from policypress.scripts import scripts
from policypress.search.published import search_files
from policypress.stated_rule import compile_rule
from policypress.units.index import unit_files

PARTS = ("pages", "theme", "mkdocs.yml", "site")
"""What a build leaves in OUT; ``site`` is the one to publish, the rest is what the engine was given."""
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
    mend(out)
    cache = out / CACHE
    seen, trees = times_of(root), trees_in(cache)
    policy = load(root, as_of=as_of, draft=draft, parsed=trees.parse)
    font, glyphs = font_of(root, policy), glyph_folder(out)
    out.mkdir(parents=True, exist_ok=True)
    with locked(out), _beside(out) as folder:
        if not cache.is_dir():
            say("首次生成：正在转换表格用字，请稍候")
        trees.keep()
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
        archive = f"{package_name(policy.site)}.zip"
        if packed:
            _write(folder, {archive: package(dict(_files(folder / "site")), policy.site)})
        _refuse_changed(root, seen)
        settle(folder)
        for part in PARTS:
            _swap(folder / part, out / part)
        if packed:
            move(folder / archive, out / archive)
            say(f"离线包：{out / archive}")
        elif (out / archive).exists():
            say(f"离线包 {out / archive} 是以前生成的，这次没有更新；要更新请加 --zip")
    return out / "site"


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


@contextmanager
def _beside(out: Path) -> Iterator[Path]:
    """Give a fresh folder on the same disk as *out*, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix=".building-", dir=out))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _refuse_changed(root: Path, seen: Mapping[str, object]) -> None:
    """Raise PolicyError where files of the project in *root* are others than *seen*: half of a change may have been read."""
    now = times_of(root)
    changed = [file for file in {**seen, **now} if seen.get(file) != now.get(file)]
    if changed:
        message = "生成期间被改动，没有发布；请保存好以后再生成一次"
        raise PolicyError(Fault(file=file, line=1, place="文件", message=message) for file in changed)


def _swap(new: Path, place: Path) -> None:
    """Put *new* where *place* is, keeping what was there until it has arrived."""
    old = place.with_name(f"{place.name}.old")
    had = place.exists()
    if had:
        move(place, old)
    try:
        move(new, place)
    except OSError:
        if had:
            move(old, place)
        raise
    settle_one(place.parent)
    # What some program still holds open is removed by the next build.
    with suppress(OSError):
        _remove(old)


def mend(out: Path) -> None:
    """Mend what a killed build left in *out*: a half swap, and folders that were being built."""
    if not out.is_dir():
        return
    _refuse_foreign(out)
    with locked(out):
        for part in PARTS:
            place, old = out / part, out / f"{part}.old"
            if old.exists() and not place.exists():
                move(old, place)
            patiently(partial(_remove, old))
        for folder in out.glob(".building-*"):
            with suppress(OSError):
                _remove(folder)


def _refuse_foreign(out: Path) -> None:
    """Raise UsageError where something in *out* has the name of what a build puts there, and no build put it there."""
    there = [part for part in PARTS if (out / part).exists()]
    if there and not (out / LOCK).exists():
        raise UsageError(
            f"“{out}”里已有“{'”“'.join(there)}”，不是本程序生成的，不会覆盖；请用 --out 换一个文件夹，或先移走"
        )


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
