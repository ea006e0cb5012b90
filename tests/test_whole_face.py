"""All glyphs of a font as slices: what is in them, what is kept, and which fonts may not be handed out."""

from __future__ import annotations

import json
import sys
import threading
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from font_samples import CHINESE, sample_font, saved
from policypress.forms.fonts import FontFace, find_fonts
from policypress.forms.glyph_cache import glyph_pack
from policypress.forms.glyph_files import DIRECTORY, glyph_files
from policypress.forms.packed_glyphs import sliced
from policypress.forms.whole_face import FEW, SLICE, WholeFace, glyphs_in, runs, slice_script, whole_face
from policypress.lock import in_turn
from policypress.model.policy import Policy

COPYRIGHT, LICENCE = 0, 13
OPEN = "This Font Software is licensed under the SIL Open Font License, Version 1.1."
CHARACTERS = "中文年月日表〇Ⅱ𠮷䶮 A啊" + "".join(map(chr, range(0x3500, 0x3600))) + "한"


def font(copyright_: str = "© 2099 某某", licence: str = OPEN, characters: str = CHARACTERS) -> TTFont:
    made = sample_font(characters=characters)
    for number, text in ((COPYRIGHT, copyright_), (LICENCE, licence)):
        made["name"].setName(text, number, 3, 1, 0x409)
    return made


def face(made: TTFont, path: Path) -> FontFace:
    return find_fonts(saved(made, path)).regular


def told(face: FontFace, cache: Path) -> tuple[WholeFace, list[str]]:
    said: list[str] = []
    return whole_face(face, cache, said.append), said


def test_slices_hold_every_glyph_but_hangul_the_most_common_characters_first(tmp_path: Path) -> None:
    sample = face(font(), tmp_path / "a.otf")
    whole, _ = told(sample, tmp_path / "缓存")
    assert "".join(whole.slices[: whole.common]) == "啊表年日文月中"
    rest = "".join(whole.slices[whole.common :])
    assert list(rest) == sorted(rest)
    assert sorted("".join(whole.slices)) == sorted(set(CHARACTERS) - {"한"})
    assert max(map(len, whole.slices)) == SLICE
    glyphs = glyph_pack(sample, CHARACTERS, None).glyphs
    for characters, script in zip(whole.slices, whole.scripts, strict=True):
        assert script.isascii()
        assert glyphs_in(script) == {char: glyphs[char] for char in characters}
    assert "© 2099 某某" in whole.licence
    assert "SIL OPEN FONT LICENSE Version 1.1" in whole.licence


@pytest.mark.parametrize("name", ["a.otf", "a[wght].otf"])
def test_a_face_is_converted_once_and_anew_when_the_font_changes_or_what_was_kept_is_damaged(
    tmp_path: Path, name: str
) -> None:
    sample, cache = face(font(), tmp_path / name), tmp_path / "缓存"
    first, said = told(sample, cache)
    assert len(said) == 1
    assert told(sample, cache) == (first, [])
    (file,) = cache.glob("*.slices1")
    file.write_bytes(file.read_bytes()[:-9])
    assert told(sample, cache) == (first, said)
    changed = face(font(characters="中文年月日表"), tmp_path / name)
    whole, _ = told(changed, cache)
    assert whole.slices == ("表年日文月中",)
    assert len(list(cache.glob("*.slices1"))) == 1


def test_two_fonts_of_one_name_are_kept_side_by_side(tmp_path: Path) -> None:
    for folder in ("甲", "\udcff") if sys.platform == "linux" else ("甲", "乙"):
        (tmp_path / folder).mkdir()
        sample, cache = face(font(), tmp_path / folder / "a.otf"), tmp_path / "缓存"
        assert len(told(sample, cache)[1]) == 1
    again = find_fonts(tmp_path / "甲" / "a.otf").regular
    assert told(again, cache)[1] == []


def test_several_processes_convert_the_same_in_the_same_order(tmp_path: Path) -> None:
    many = "".join(map(chr, range(0x3500, 0x3500 + 2 * FEW)))
    sample = face(font(characters=CHINESE + many), tmp_path / "a.otf")
    whole, _ = told(sample, tmp_path / "缓存")
    glyphs = glyph_pack(sample, many, None).glyphs
    scripts = [slice_script({char: glyphs[char] for char in run}) for run in runs(many)]
    assert list(whole.scripts[whole.common :]) == scripts


def test_carried_glyphs_are_sliced_alike_and_their_licence_goes_with_them(tmp_path: Path) -> None:
    sample = face(font(), tmp_path / "a.otf")
    converted, _ = told(sample, tmp_path / "one")
    (tmp_path / "carried/OFL.txt").parent.mkdir()
    (tmp_path / "carried/OFL.txt").write_text("某某许可", "utf-8")
    for weight in ("regular", "bold"):
        (tmp_path / "carried" / weight).mkdir()
        for name, data in sliced(glyph_pack(sample, CHARACTERS, None)).items():
            (tmp_path / "carried" / weight / name).write_bytes(data)
    carried = find_fonts(None, carried=tmp_path / "carried", folders=[]).regular
    whole, _ = told(carried, tmp_path / "other")
    assert (whole.slices, whole.scripts) == (converted.slices, converted.scripts)
    assert whole.licence == "某某许可"


@pytest.mark.parametrize(
    ("copyright_", "licence"),
    [("© 2099 某某", "版权所有"), ("© 2099 某某, with Reserved Font Name 'Sample'", OPEN), ("", "")],
)
def test_a_font_that_may_not_be_handed_out_gives_no_slices_and_the_page_the_reason(
    policy: Policy, tmp_path: Path, copyright_: str, licence: str
) -> None:
    path = saved(font(copyright_, licence), tmp_path / "a.otf")
    said: list[str] = []
    files = glyph_files(policy, path, tmp_path / "缓存", said.append)
    [(name, script)] = files.items()
    assert name == DIRECTORY
    closed = json.loads(script.decode().partition("(")[2].rstrip(");\n"))
    assert "SampleSC-Regular" in closed["closed"]
    assert "网页上不提供填好的 PDF 表" in said[-1]


def test_who_comes_second_waits_and_then_goes_on(tmp_path: Path) -> None:
    order: list[str] = []

    def second() -> None:
        with in_turn(tmp_path / "缓存" / "a.lock"):
            order.append("second")

    waiting = threading.Thread(target=second)
    with in_turn(tmp_path / "缓存" / "a.lock"):
        waiting.start()
        waiting.join(0.5)
        order.append("first")
    waiting.join(30)
    assert order == ["first", "second"]
