"""The output folder of builds: a fresh folder beside what is there, swapped in at the end, mended after a kill."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from policypress.faults import UsageError
from policypress.file_times import FOLDERS
from policypress.lock import LOCK, locked
from policypress.moving import move, patiently, settle_one

PARTS = ("pages", "theme", "mkdocs.yml", "site")
"""What a build leaves in OUT; ``site`` is the one to publish, the rest is what the engine was given."""


def refuse_unfit(root: Path, place: Path) -> None:
    """Raise UsageError where *place*, into which files are to be written, is no folder or lies among the sources."""
    refuse_sources(root, place)
    if place.exists() and not place.is_dir():
        raise UsageError(f"“{place}”是文件，不是文件夹；请用 --out 换一个文件夹")


def refuse_sources(root: Path, place: Path) -> None:
    """Raise UsageError where *place* lies among the sources of the project in *root*, which are read whole."""
    whole = place.resolve()
    for name in FOLDERS:
        source = root / name
        if source.exists() and any(at.exists() and at.samefile(source) for at in (whole, *whole.parents)):
            raise UsageError(
                f"“{place}”在项目的 {name} 文件夹里，写进去的会被当成项目自己的文件；请换到 policy 和 content 以外的文件夹"
            )


@contextmanager
def beside(out: Path) -> Iterator[Path]:
    """Give a fresh folder on the same disk as *out*, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix=".building-", dir=out))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def swap_in(folder: Path, out: Path) -> None:
    """Put what was built in *folder* into *out*, each part in place of the one that was there."""
    for part in PARTS:
        _swap(folder / part, out / part)


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
