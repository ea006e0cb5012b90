"""Which font files forms are made with: given, carried by a release, or installed."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from font_samples import sample_font, saved, saved_collection
from policypress.faults import UsageError
from policypress.forms.fonts import BOLD, REGULAR, FontFace, Fonts, find_fonts, is_font
from policypress.forms.outlines import convert

NOWHERE = "/no/such/program"


def files(fonts: Fonts) -> tuple[str, str]:
    return fonts.regular.path.name, fonts.bold.path.name


def face(path: Path, weight: int = REGULAR) -> FontFace:
    return FontFace(path=path, weight=weight, size=0, modified=0)


def refused(path: Path, weight: int = REGULAR) -> str:
    with pytest.raises(UsageError) as caught:
        convert(face(path, weight), "中")
    return str(caught.value)


def test_an_installed_font_is_found_by_its_file_names_without_being_opened(tmp_path: Path) -> None:
    for name in ("SourceHanSerifSC-Regular.otf", "SourceHanSerifSC-Bold.otf", "NotoSerifCJK-Regular.ttc"):
        (tmp_path / name).touch()

    # Noto stands first in the list, but has no bold face here.
    found = find_fonts(None, folders=[tmp_path / "none", tmp_path], fontconfig=NOWHERE)

    assert files(found) == ("SourceHanSerifSC-Regular.otf", "SourceHanSerifSC-Bold.otf")
    assert (found.regular.weight, found.bold.weight) == (REGULAR, BOLD)


def test_a_variable_font_serves_both_weights(tmp_path: Path) -> None:
    (tmp_path / "NotoSerifSC-VF.ttf").touch()

    found = find_fonts(None, folders=[tmp_path], fontconfig=NOWHERE)

    assert files(found) == ("NotoSerifSC-VF.ttf", "NotoSerifSC-VF.ttf")


def test_a_font_in_another_folder_is_found_by_asking_fontconfig(tmp_path: Path) -> None:
    font = tmp_path / "思源 宋体.ttc"
    font.touch()
    program = tmp_path / "list"
    program.write_text(
        "#!/bin/sh\n"
        f"printf 'DejaVuSans\\t{font}\\nSourceHanSerifSC-Regular\\t{font}\\nSourceHanSerifSC-Bold\\t{font}\\n'\n"
    )
    program.chmod(0o755)

    found = find_fonts(None, folders=[], fontconfig=str(program))

    assert files(found) == (font.name, font.name)


def test_a_file_that_is_named_comes_before_what_a_release_carries_and_that_before_installed_ones(
    tmp_path: Path,
) -> None:
    for name in ("carried/regular", "carried/bold"):
        (tmp_path / name).mkdir(parents=True)
    for name in ("NotoSerifCJK-Regular.ttc", "NotoSerifCJK-Bold.ttc"):
        (tmp_path / name).touch()

    carried = find_fonts(None, carried=tmp_path / "carried", folders=[tmp_path])
    named = find_fonts(tmp_path / "NotoSerifCJK-Regular.ttc", carried=tmp_path / "carried", folders=[])

    assert files(carried) == ("regular", "bold")
    assert files(named) == ("NotoSerifCJK-Regular.ttc", "NotoSerifCJK-Bold.ttc")


def test_without_any_font_one_is_told_what_to_install() -> None:
    with pytest.raises(UsageError, match=r"没有找到.*sudo apt install fonts-noto-cjk.*POLICYPRESS_FONT"):
        find_fonts(None, folders=[], fontconfig=NOWHERE)


def test_a_given_file_is_used_with_the_bold_one_beside_it(tmp_path: Path) -> None:
    for name in ("某某宋-Regular.otf", "某某宋-Bold.otf"):
        (tmp_path / name).touch()

    found = find_fonts(tmp_path / "某某宋-Regular.otf", folders=[], fontconfig=NOWHERE)

    assert files(found) == ("某某宋-Regular.otf", "某某宋-Bold.otf")


def test_a_given_file_that_is_not_there_is_named() -> None:
    with pytest.raises(UsageError, match=r"没有找到指定的字体文件“.*没有.otf”"):
        find_fonts(Path("没有.otf"))


@pytest.mark.parametrize("cubic", [True, False])
def test_a_single_font_file_is_read(tmp_path: Path, cubic: bool) -> None:
    path = saved(sample_font(cubic=cubic), tmp_path / "a.font")

    pack = convert(face(path), "中x")

    assert (pack.name, list(pack.glyphs), pack.width("中中")) == ("SampleSC-Regular", ["中"], 2000)
    assert (pack.ascent, pack.descent, pack.cap_height) == (880, -120, 730)


def test_the_simplified_chinese_face_of_a_collection_is_chosen(tmp_path: Path) -> None:
    names = ["SampleJP-Regular", "SampleSC-Light", "SampleSC-Regular", "SampleSC-Bold"]
    weights = [400, 300, 400, 700]
    fonts = [sample_font(name=name, weight=weight) for name, weight in zip(names, weights, strict=True)]
    path = saved_collection(fonts, tmp_path / "a.ttc")

    assert convert(face(path), "中").name == "SampleSC-Regular"
    assert convert(face(path, BOLD), "中").name == "SampleSC-Bold"


def test_a_variable_font_is_drawn_at_the_wanted_weight(tmp_path: Path) -> None:
    path = saved(sample_font(cubic=False, variable=True), tmp_path / "a.ttf")

    regular, bold = convert(face(path), "中"), convert(face(path, BOLD), "中")

    assert (regular.name, bold.name) == ("SampleSC-Regular", "SampleSC-Bold")
    # 400 to 900 widens the square by 50 units, so 700 by 30 (box: x0 y0 x1 y1 after the count).
    assert regular.glyphs["中"].outline[2:10].hex(" ", 2) == "0064 0064 0384 0384"
    assert bold.glyphs["中"].outline[2:10].hex(" ", 2) == "0064 0064 03a2 0384"


def test_every_font_is_brought_to_a_thousand_units(tmp_path: Path) -> None:
    small = convert(face(saved(sample_font(units=1000, cubic=False), tmp_path / "a.ttf")), "中")
    large = convert(face(saved(sample_font(units=2000, cubic=False), tmp_path / "b.ttf")), "中")

    assert large == small


def test_a_file_that_is_no_font_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.otf"
    path.write_text("不是字体", "utf-8")

    assert "a.otf”读不出来，不是完好的" in refused(path)


@pytest.mark.parametrize("cubic", [True, False])
def test_a_font_file_is_known_by_its_beginning_and_its_length(tmp_path: Path, cubic: bool) -> None:
    path = saved(sample_font(cubic=cubic), tmp_path / "a.font")
    whole = path.read_bytes()
    assert is_font(path)
    for cut in (0, 3, 11, 40, len(whole) - 8):
        path.write_bytes(whole[:cut])
        assert not is_font(path)
    path.write_bytes(b"wrong" + whole[5:])
    assert not is_font(path)


def test_a_collection_is_known_by_its_first_face(tmp_path: Path) -> None:
    path = saved_collection([sample_font(), sample_font(name="SampleJP-Regular")], tmp_path / "a.ttc")
    assert is_font(path)
    path.write_bytes(path.read_bytes()[:100])
    assert not is_font(path)


def test_a_font_without_chinese_is_refused(tmp_path: Path) -> None:
    assert "里没有中文字形" in refused(saved(sample_font(characters="ABC"), tmp_path / "a.otf"))


def test_a_font_that_may_not_be_embedded_is_refused(tmp_path: Path) -> None:
    assert "声明不得嵌入文件" in refused(saved(sample_font(embedding=2), tmp_path / "a.otf"))


def test_a_font_without_a_bold_face_is_refused_with_what_to_do(tmp_path: Path) -> None:
    message = refused(saved(sample_font(), tmp_path / "a.otf"), BOLD)

    assert "没有表题用的粗体" in message
    assert "Regular 换成 Bold" in message


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data(), cubic=st.booleans())
def test_of_a_damaged_font_only_a_usage_error_escapes(
    tmp_path: Path, data: st.DataObject, cubic: bool
) -> None:
    path = saved(sample_font(cubic=cubic), tmp_path / "a.font")
    whole = path.read_bytes()
    cut = data.draw(st.integers(0, len(whole) - 1))
    changed = bytearray(whole)
    changed[cut] ^= 0xFF
    path.write_bytes(data.draw(st.sampled_from([whole[:cut], bytes(changed)])))

    with suppress(UsageError):
        convert(face(path), "中文")
