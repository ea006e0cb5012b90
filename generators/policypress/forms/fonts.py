"""The font the PDF forms are set in: found by name, opened only when glyphs have to be converted.

A file that a person named comes first, then the glyphs a release carries, then an installed font.

Noto Serif CJK SC and Source Han Serif SC are one design under the SIL Open Font License, so that a
form may carry the glyphs it prints. Finding looks at file names, sizes and times alone; whether
a file will do is seen when it is opened (:mod:`policypress.forms.outlines`).
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from policypress.faults import UsageError
from policypress.forms import packed_glyphs

FILES = (
    "NotoSerifCJK-Regular.ttc",
    "NotoSerifCJK.ttc",
    "NotoSerifCJKsc-Regular.otf",
    "SourceHanSerifSC-Regular.otf",
    "SourceHanSerif-Regular.ttc",
    "SourceHanSerifCN-Regular.otf",
    "SourceHanSerif.ttc",
    "NotoSerifSC-Regular.otf",
    "NotoSerifSC-Regular.ttf",
    "NotoSerifCJK-VF.ttc",
    "NotoSerifCJK-VF.otf.ttc",
    "NotoSerifCJKsc-VF.otf",
    "NotoSerifCJKsc-VF.ttf",
    "SourceHanSerifSC-VF.otf",
    "SourceHanSerifSC-VF.ttf",
    "NotoSerifSC-VF.ttf",
    "NotoSerifSC[wght].ttf",
)
"""File names under which the font is published, best first."""

FOLDERS = (
    Path("/usr/share/fonts/opentype/noto"),
    Path("/usr/share/fonts/noto-cjk"),
    Path("/usr/share/fonts/google-noto-serif-cjk-fonts"),
    Path("/usr/share/fonts/google-noto-serif-cjk-vf-fonts"),
    Path("/usr/share/fonts/adobe-source-han-serif"),
    Path("/usr/share/fonts/truetype/noto"),
    Path("/usr/local/share/fonts"),
    Path("~/.local/share/fonts"),
    Path("~/.fonts"),
    Path("C:/Windows/Fonts"),
    Path("~/AppData/Local/Microsoft/Windows/Fonts"),
    Path("/Library/Fonts"),
    Path("~/Library/Fonts"),
)
"""Where Linux, Windows and macOS keep fonts."""

FAMILIES = ("NotoSerifCJKsc", "SourceHanSerifSC", "SourceHanSerifCN", "NotoSerifSC")
"""PostScript names of the families, best first."""

INSTALL = (
    "请安装思源宋体（Noto Serif CJK SC 或 Source Han Serif SC，常规和粗体）："
    "Debian、Ubuntu 运行 sudo apt install fonts-noto-cjk；"
    "其他系统从 https://github.com/notofonts/noto-cjk/releases 下载并安装，"
    "或在 policy/site.yaml 的 font 一项或环境变量 POLICYPRESS_FONT 中写明字体文件的路径"
)
"""What to do where there is no font."""

KINDS = frozenset({b"\0\1\0\0", b"OTTO", b"true"})
"""What a face in a font file begins with."""
COLLECTION, FACE, PART = struct.Struct(">4s8xI"), struct.Struct(">4sH6x"), struct.Struct(">8xII")
"""The beginning of a collection with the place of its first face, of a face with the number of its parts, and
the place and length of a part."""
REGULAR, BOLD = 400, 700
"""Weights as OpenType counts them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FontFace:
    """One weight of a font file, not opened yet."""

    path: Path
    """The file: .ttc, .otf or .ttf, variable or not; a folder: glyphs that a release carries."""
    weight: int
    """Wanted weight: 400 or 700."""
    size: int
    """Bytes of the file."""
    modified: int
    """When the file was changed, in nanoseconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fonts:
    """The two faces a form is set in."""

    regular: FontFace
    bold: FontFace


def find_fonts(
    given: Path | None,
    *,
    carried: Path = packed_glyphs.FOLDER,
    folders: Sequence[Path] = FOLDERS,
    fontconfig: str = "fc-list",
) -> Fonts:
    """Return the faces to set forms in: of the file *given*, else those *carried*, else of an installed font.

    The bold face is looked for in the file of the same name with Bold for Regular, else in the same
    file (a variable font or a collection). The usual *folders* come before *fontconfig*, which has
    to be started. No font file is opened. Raise UsageError, saying what to install, where there is none.
    """
    if given is not None:
        return _given(given)
    if carried.is_dir():
        return _fonts(carried / packed_glyphs.REGULAR, carried / packed_glyphs.BOLD)
    for folder in folders:
        for name in FILES:
            regular = _expanded(folder) / name
            if _is_file(regular) and _is_file(_bold_of(regular)):
                return _fonts(regular, _bold_of(regular))
    known = dict(_fontconfig(fontconfig))
    for family in FAMILIES:
        if {f"{family}-Regular", f"{family}-Bold"} <= known.keys():
            return _fonts(known[f"{family}-Regular"], known[f"{family}-Bold"])
    raise UsageError(f"没有找到制作 PDF 表格用的中文字体。{INSTALL}")


def _given(path: Path) -> Fonts:
    if not _is_file(path):
        raise UsageError(f"没有找到指定的字体文件“{path}”。请核对路径；{INSTALL}")
    return _fonts(path, _bold_of(path) if _is_file(_bold_of(path)) else path)


def is_font(path: Path) -> bool:
    """Return whether *path* begins as a font file does, and is as long as its list of parts says.

    Whether it will do is seen when it is opened, which takes a while.
    """
    try:
        with path.open("rb") as file:
            start = COLLECTION.unpack(file.read(COLLECTION.size))
            file.seek(start[1] if start[0] == b"ttcf" else 0)
            kind, count = FACE.unpack(file.read(FACE.size))
            parts = list(PART.iter_unpack(file.read(count * PART.size)))
            size = file.seek(0, os.SEEK_END)
    except (OSError, struct.error):
        return False
    return kind in KINDS and len(parts) == count > 0 and all(at + length <= size for at, length in parts)


def _expanded(folder: Path) -> Path:
    """Return *folder* with ~ resolved, or as it is for a user who has no home."""
    try:
        return folder.expanduser()
    except RuntimeError:
        return folder


def _is_file(path: Path) -> bool:
    """Return whether *path* is a file; one in a closed folder is none."""
    try:
        return path.is_file()
    except OSError:
        return False


def _bold_of(regular: Path) -> Path:
    return regular.with_name(regular.name.replace("Regular", "Bold"))


def _fonts(regular: Path, bold: Path) -> Fonts:
    return Fonts(regular=_face(regular, REGULAR), bold=_face(bold, BOLD))


def _face(path: Path, weight: int) -> FontFace:
    stat = path.stat()
    return FontFace(path=path, weight=weight, size=stat.st_size, modified=stat.st_mtime_ns)


def _fontconfig(program: str) -> Iterator[tuple[str, Path]]:
    """Yield PostScript name and file of every font that *program* lists; nothing where it is not there."""
    import subprocess  # slow to import, rarely needed

    try:
        listed = subprocess.run(  # noqa: S603 (our own arguments, no shell)
            [program, "--format", "%{postscriptname}\t%{file}\n"],
            capture_output=True,
            timeout=20,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return
    for line in listed.stdout.decode("utf-8", "surrogateescape").splitlines():
        name, _, file = line.partition("\t")
        if _is_file(Path(file)):
            yield name, Path(file)
