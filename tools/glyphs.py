"""Compiles the glyphs that a released wheel carries, with the licence they stand under.

The outlines of Noto Serif CJK SC (regular and bold), converted as a build converts them, for every
character of the font but Hangul. Nothing of the font is kept in the repository.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from pathlib import Path

from policypress.forms.font_licence import NAME, licence_text
from policypress.forms.fonts import FontFace, find_fonts
from policypress.forms.outlines import characters_of, convert
from policypress.forms.packed_glyphs import BOLD, REGULAR, sliced
from policypress.forms.whole_face import HANGUL

FAMILY = "NotoSerifCJKsc-"
"""The one family to hand out: the licence of Source Han Serif reserves its name for unchanged copies."""
SURROGATES, LAST = range(0xD800, 0xE000), 0x33480


def main() -> None:
    """Write the folder of glyphs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("build/glyphs"), help="folder to write")
    parser.add_argument("--only", type=Path, nargs="*", help="only characters that stand in these files")
    asked = parser.parse_args()
    fonts = find_fonts(None, carried=Path("none"))
    shutil.rmtree(asked.out, ignore_errors=True)
    characters = written_in(asked.only) if asked.only else every_character()
    faces = {REGULAR: fonts.regular, BOLD: fonts.bold}
    with ProcessPoolExecutor(len(faces)) as pool:
        tasks = [pool.submit(write, face, characters, asked.out / weight) for weight, face in faces.items()]
        names = [task.result() for task in tasks]
    _, terms = characters_of(fonts.regular)
    (asked.out / NAME).write_bytes(licence_text(" and ".join(names), terms, ", Hangul left out"))
    size = sum(path.stat().st_size for path in asked.out.rglob("*") if path.is_file())
    print(f"{asked.out}：{size / 1e6:.1f} MB")


def every_character() -> str:
    """Return every character there may be, but Hangul."""
    left_out = frozenset(chain(SURROGATES, *HANGUL))
    return "".join(chr(code) for code in range(0x20, LAST) if code not in left_out)


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


if __name__ == "__main__":
    main()
