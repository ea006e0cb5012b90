"""The stored text: sentences and where a quote stands."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from policypress.texts import digest, is_unseen, locate, paragraphs, sentences, squeeze

TEXT = paragraphs("标题\n\n第一句。“第二句。”第三句；末尾\n表\t格\n")


def test_blank_lines_are_no_paragraphs() -> None:
    assert TEXT == ("标题", "第一句。“第二句。”第三句；末尾", "表\t格")


def test_lines_of_a_text_are_its_paragraphs_with_their_spaces() -> None:
    assert paragraphs("甲 乙\n \n　丙\t丁\n") == ("甲 乙", "　丙\t丁")


def test_the_digest_of_a_text_is_that_of_its_bytes() -> None:
    assert digest("甲\n") == "7589c50dcc90a9be456502ec1ebf077ed6c882f7ebe475a0fd6cb3a07f6b066c"


def test_a_quote_that_stands_twice_is_found_where_it_stands_first() -> None:
    assert locate(("无", "甲。乙。甲。", "甲"), "甲") == "p2s1"


def test_what_leaves_no_mark_is_told_from_what_no_font_has() -> None:
    unseen = " \u3000\u2028\t\0\x7f\u200b\u00ad\ufeff\ud800\uffff\U0010fffe"
    assert [char for char in unseen if not is_unseen(char)] == []
    assert [char for char in "李-\u0301\ue863\U00031350\U00033480\U0010fffd" if is_unseen(char)] == []


def test_a_closing_mark_stays_with_its_sentence() -> None:
    assert sentences(TEXT[1]) == ("第一句。", "“第二句。”", "第三句；", "末尾")


def test_a_quote_is_found_at_its_sentence_whatever_the_spaces() -> None:
    assert locate(TEXT, "第二 句。”第三　句") == "p2s2"
    assert locate(TEXT, "末尾") == "p2s4"


def test_a_quote_across_paragraphs_is_not_found() -> None:
    assert locate(TEXT, "标题第一句") is None
    assert locate(TEXT, " ") is None


@given(st.text(alphabet="甲乙。；！”\t 3", max_size=40))
def test_sentences_joined_are_the_paragraph(paragraph: str) -> None:
    assert "".join(sentences(paragraph)) == paragraph


@given(st.text(alphabet="甲乙丙。；”", min_size=1, max_size=30), st.data())
def test_every_piece_of_a_paragraph_is_located_in_it(paragraph: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(paragraph) - 1))
    piece = paragraph[start : data.draw(st.integers(start + 1, len(paragraph)))]
    anchor = locate((paragraph,), piece)
    assert anchor is not None
    sentence = sentences(paragraph)[int(anchor.removeprefix("p1s")) - 1]
    assert squeeze(sentence)[0] in squeeze(paragraph)
