"""Compiles the glyphs that a released wheel carries, with the licence they stand under.

The outlines of Noto Serif CJK SC (regular and bold), converted as a build converts them, for every
character of the font but Hangul. The licence's text comes from the font's own package. Nothing of
either is kept in the repository.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from fontTools.ttLib import TTFont

from policypress.forms.fonts import FontFace, find_fonts
from policypress.forms.outlines import convert
from policypress.forms.packed_glyphs import BOLD, REGULAR, sliced

FAMILY = "NotoSerifCJKsc-"
"""The one family to hand out: the licence of Source Han Serif reserves its name for unchanged copies."""
HANGUL = frozenset(
    {*range(0x1100, 0x1200), *range(0x3130, 0x3190), *range(0xA960, 0xA980), *range(0xAC00, 0xD800)}
)
SURROGATES, LAST = range(0xD800, 0xE000), 0x33480
LICENCE = Path("/usr/share/doc/fonts-noto-cjk/copyright")
TITLE = "SIL OPEN FONT LICENSE Version 1.1"
FIRST = """\
The files in this folder hold outlines of {name} and {bold}.
{copyright}
Changed from the original: converted to quadratic curves of 1000 units an em, Hangul left out, another file format.
They are licensed under the SIL Open Font License, Version 1.1, which follows.

"""


def main() -> None:
    """Write the folder of glyphs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("build/glyphs"), help="folder to write")
    parser.add_argument("--licence", type=Path, default=LICENCE, help="file with the text of the licence")
    parser.add_argument("--only", type=Path, nargs="*", help="only characters that stand in these files")
    asked = parser.parse_args()
    fonts = find_fonts(None, carried=Path("none"))
    licence = licence_of(asked.licence)
    shutil.rmtree(asked.out, ignore_errors=True)
    characters = written_in(asked.only) if asked.only else every_character()
    faces = {REGULAR: fonts.regular, BOLD: fonts.bold}
    with ProcessPoolExecutor(len(faces)) as pool:
        tasks = [pool.submit(write, face, characters, asked.out / weight) for weight, face in faces.items()]
        names = [task.result() for task in tasks]
    (asked.out / "OFL.txt").write_text(
        FIRST.format(name=names[0], bold=names[1], copyright=copyright_of(fonts.regular.path)) + licence,
        "utf-8",
        newline="\n",
    )
    size = sum(path.stat().st_size for path in asked.out.rglob("*") if path.is_file())
    print(f"{asked.out}：{size / 1e6:.1f} MB")


def every_character() -> str:
    """Return every character there may be, but Hangul."""
    return "".join(chr(code) for code in range(0x20, LAST) if code not in HANGUL and code not in SURROGATES)


def written_in(files: Iterable[Path]) -> str:
    """Return the characters of *files*."""
    return "".join(sorted(set("".join(file.read_text("utf-8") for file in files))))


def write(face: FontFace, characters: str, folder: Path) -> str:
    """Write the glyphs of *face* into *folder*; return the name of the face."""
    pack = convert(face, characters)
    if not pack.name.startswith(FAMILY):
        sys.exit(f"“{face.path}”是 {pack.name}；发布用的安装包只能带 Noto Serif CJK SC")
    folder.mkdir(parents=True)
    for name, data in sliced(pack).items():
        (folder / name).write_bytes(data)
    return pack.name


def copyright_of(font: Path) -> str:
    """Return the copyright notice of a font file or collection."""
    with TTFont(font, fontNumber=0, lazy=True) as opened:
        return str(opened["name"].getDebugName(0))


def licence_of(file: Path) -> str:
    """Return the text of the licence that *file* holds, alone or as a paragraph of Debian's format."""
    try:
        text = file.read_text("utf-8")
    except OSError as error:
        sys.exit(f"读不到字体的许可文本“{file}”（{error.strerror}）；请用 --licence 指明 OFL.txt")
    paragraph = re.search(r"^License: SIL-1\.1\n((?: .*\n?)+)", text, re.MULTILINE)
    if paragraph:
        lines = [line[1:].rstrip() for line in paragraph[1].splitlines()]
        text = "\n".join("" if line == "." else line for line in lines) + "\n"
    if TITLE not in text:
        sys.exit(f"“{file}”里没有 {TITLE} 的文本；请用 --licence 指明 OFL.txt")
    return text


if __name__ == "__main__":
    main()
