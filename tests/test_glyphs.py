"""Packs of glyphs: read back equal, refused where damaged, made by fontTools and kept."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from fontTools.pens.areaPen import AreaPen
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from checkout import ROOT
from font_samples import CHINESE, sample_font, saved
from policypress.faults import UsageError
from policypress.forms.fonts import FontFace, find_fonts
from policypress.forms.glyph_cache import glyph_pack
from policypress.forms.glyphs import Glyph, GlyphPack, from_bytes, to_bytes
from policypress.forms.packed_glyphs import packed_glyphs, sliced
from policypress.forms.truetype import truetype

INT16 = st.integers(-0x8000, 0x7FFF)
GLYPHS = st.builds(Glyph, st.integers(0, 5000), st.just(b"") | st.binary(min_size=10, max_size=60))
PACKS = st.builds(
    GlyphPack,
    name=st.text("ABCabc-", min_size=1),
    ascent=INT16,
    descent=INT16,
    cap_height=INT16,
    bounds=st.tuples(INT16, INT16, INT16, INT16),
    notdef=GLYPHS,
    glyphs=st.dictionaries(st.characters(min_codepoint=1), GLYPHS, max_size=20),
)


def face(path: Path) -> FontFace:
    return find_fonts(path).regular


@given(pack=PACKS)
def test_a_pack_is_read_back_equal(pack: GlyphPack) -> None:
    assert from_bytes(to_bytes(pack)) == pack


@given(pack=PACKS)
def test_the_same_glyphs_give_the_same_bytes_in_any_order(pack: GlyphPack) -> None:
    turned = replace(pack, glyphs=dict(reversed(list(pack.glyphs.items()))))

    assert to_bytes(turned) == to_bytes(pack)


@given(pack=PACKS, data=st.data())
def test_damaged_bytes_are_refused(pack: GlyphPack, data: st.DataObject) -> None:
    whole = to_bytes(pack)
    place = data.draw(st.integers(0, len(whole) - 1))
    changed = bytearray(whole)
    changed[place] ^= data.draw(st.integers(1, 255))

    for damaged in (bytes(changed), whole[:place]):
        with pytest.raises(ValueError, match="glyph pack"):
            from_bytes(damaged)


@given(pack=PACKS, data=st.data())
def test_bytes_that_only_look_like_a_pack_are_refused(pack: GlyphPack, data: st.DataObject) -> None:
    body = zlib.decompress(to_bytes(pack)[12:])
    cut = data.draw(st.integers(0, len(body) - 1))
    packed = zlib.compress(body[:cut] + data.draw(st.binary(max_size=40)))
    try:
        read = from_bytes(b"PPGLYPH\x01" + zlib.crc32(packed).to_bytes(4, "big") + packed)
    except ValueError:
        return
    # What is taken after all is a pack like any other.
    assert from_bytes(to_bytes(read)) == read


@given(pack=PACKS, wanted=st.text(st.characters(min_codepoint=1)))
def test_what_a_release_carries_is_found_again_whatever_is_asked_for(
    tmp_path_factory: pytest.TempPathFactory, pack: GlyphPack, wanted: str
) -> None:
    folder = tmp_path_factory.mktemp("carried")
    for name, data in sliced(pack).items():
        (folder / name).write_bytes(data)
    asked = {*wanted, *list(pack.glyphs)[::2]}

    found = packed_glyphs(folder, asked)

    assert found == replace(pack, glyphs={char: pack.glyphs[char] for char in asked & pack.glyphs.keys()})


def test_carried_glyphs_need_no_font_and_are_kept_like_converted_ones(tmp_path: Path) -> None:
    pack = glyph_pack(face(saved(sample_font(), tmp_path / "a.otf")), CHINESE, None)
    for weight in ("regular", "bold"):
        (tmp_path / "carried" / weight).mkdir(parents=True)
        for name, data in sliced(pack).items():
            (tmp_path / "carried" / weight / name).write_bytes(data)

    fonts = find_fonts(None, carried=tmp_path / "carried", folders=[])

    assert glyph_pack(fonts.bold, "年日😀", None) == replace(
        pack, glyphs={char: pack.glyphs[char] for char in "年日"}
    )
    kept = glyph_pack(fonts.regular, "年", tmp_path / "缓存")
    for file in fonts.regular.path.iterdir():
        file.unlink()
    assert glyph_pack(fonts.regular, "年", tmp_path / "缓存") == kept
    with pytest.raises(UsageError, match=r"0000\.glyphs”缺失或已损坏；请重新安装"):
        glyph_pack(fonts.regular, "月", None)
    (fonts.regular.path / "0000.glyphs").write_bytes(b"PPGLYPH")
    with pytest.raises(UsageError, match=r"缺失或已损坏"):
        glyph_pack(fonts.regular, "月", None)


def test_what_is_in_the_cache_needs_no_font_any_more(tmp_path: Path) -> None:
    font = face(saved(sample_font(), tmp_path / "a.otf"))
    first = glyph_pack(font, "年月日", tmp_path / "缓存")
    font.path.unlink()

    assert glyph_pack(font, "日", tmp_path / "缓存") == first
    with pytest.raises(UsageError, match="读不出来"):
        glyph_pack(font, "中", tmp_path / "缓存")


def test_the_cache_grows_by_what_is_asked_for(tmp_path: Path) -> None:
    font = face(saved(sample_font(), tmp_path / "a.otf"))
    glyph_pack(font, "年", tmp_path / "缓存")

    grown = glyph_pack(font, "月", tmp_path / "缓存")

    assert sorted(grown.glyphs) == sorted("年月")
    assert grown == replace(glyph_pack(font, "月年", None), glyphs=grown.glyphs)
    assert len(list((tmp_path / "缓存").iterdir())) == 1


@pytest.mark.parametrize("content", [b"", b"PPGLYPH\x01broken", b"\0" * 100])
def test_a_damaged_cache_is_made_anew(tmp_path: Path, content: bytes) -> None:
    font = face(saved(sample_font(), tmp_path / "a.otf"))
    pack = glyph_pack(font, "年", tmp_path)
    (cache,) = tmp_path.glob("*.glyphs")
    cache.write_bytes(content)

    assert glyph_pack(font, "年", tmp_path) == pack
    assert from_bytes(cache.read_bytes()) == pack


def test_another_state_of_the_font_has_a_cache_of_its_own(tmp_path: Path) -> None:
    path = saved(sample_font(), tmp_path / "a.otf")
    glyph_pack(face(path), "年", tmp_path)
    saved(sample_font(name="OtherSC-Regular"), path)
    os.utime(path, ns=(0, 0))

    assert glyph_pack(face(path), "年", tmp_path).name == "OtherSC-Regular"


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    pack = glyph_pack(face(saved(sample_font(), tmp_path / "a.otf")), "年", tmp_path / "file")

    assert list(pack.glyphs) == ["年"]


def test_characters_the_font_lacks_are_left_out_and_named() -> None:
    pack = GlyphPack(
        name="A", ascent=0, descent=0, cap_height=0, bounds=(0, 0, 0, 0), notdef=Glyph(0, b""), glyphs={}
    )

    assert pack.missing("乙甲乙") == "乙甲"


def test_a_pack_becomes_a_font_whose_glyphs_stand_in_the_order_given(tmp_path: Path) -> None:
    pack = glyph_pack(face(saved(sample_font(cubic=False), tmp_path / "a.ttf")), CHINESE, None)

    font = TTFont(io.BytesIO(truetype(pack, ["日", "年"])), checkChecksums=2)

    assert sorted(font.reader.keys()) == ["glyf", "head", "hhea", "hmtx", "loca", "maxp"]
    assert font["maxp"].numGlyphs == 3
    assert [font["hmtx"][name] for name in font.getGlyphOrder()] == [(1000, 100)] * 3
    assert [font["glyf"][name].numberOfContours for name in font.getGlyphOrder()] == [1, 1, 1]


def test_converted_outlines_are_those_of_the_installed_font() -> None:
    characters = sorted("事业培训单E备𠮷鑫")
    regular = find_fonts(None).regular
    original = TTFont(regular.path, fontNumber=2, lazy=True)
    drawn = TTFont(io.BytesIO(truetype(glyph_pack(regular, characters, None), characters)))

    for code, char in enumerate(characters, 1):
        areas = []
        for font, name in ((original, original.getBestCmap()[ord(char)]), (drawn, drawn.getGlyphName(code))):
            pen = AreaPen(font.getGlyphSet())
            font.getGlyphSet()[name].draw(pen)
            areas.append(pen.value)
        # PostScript and TrueType contours turn in opposite directions; ink is the same to a hundredth.
        assert -areas[1] == pytest.approx(areas[0], rel=0.01)
    original.close()


def test_a_warm_cache_imports_no_font_library(tmp_path: Path) -> None:
    font = face(saved(sample_font(), tmp_path / "a.otf"))
    glyph_pack(font, "年", tmp_path)
    code = (
        "import sys; from pathlib import Path\n"
        "from policypress.forms.fonts import find_fonts; from policypress.forms.glyph_cache import glyph_pack\n"
        f"folder = Path({str(tmp_path)!r})\n"
        "glyph_pack(find_fonts(folder / 'a.otf').regular, '年', folder)\n"
        "print(sorted({'fontTools', 'pypdf', 'subprocess'} & sys.modules.keys()))"
    )

    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT / "generators")},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == "[]\n"
