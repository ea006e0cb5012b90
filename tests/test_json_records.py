"""JSON is read a value at a time, and means what it means read whole."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policypress import limits
from policypress.forms import json_records
from policypress.forms.json_records import json_values

TEXT = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from('"\\{}[],: \n𠮷'), max_size=8)
RECORDS = st.lists(
    st.dictionaries(TEXT, TEXT | st.none() | st.lists(st.dictionaries(TEXT, TEXT))), max_size=4
)


def values(text: str | bytes) -> list[Any]:
    """Return what *text* holds, read a value at a time: an object as a tuple of its pairs."""
    return list(json_values(io.BytesIO(text.encode() if isinstance(text, str) else text)))


@given(RECORDS, st.booleans(), st.sampled_from([None, 2]), st.integers(1, 20))
def test_a_list_read_in_any_pieces_means_what_it_means_read_whole(
    records: list[Any], ascii_: bool, indent: int | None, piece: int
) -> None:
    text = json.dumps(records, ensure_ascii=ascii_, indent=indent)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_records, "PIECE", piece)
        whole = json.loads(text, object_pairs_hook=tuple)
        assert values(text) == whole
        assert values(("\ufeff " + text + "\r\n").encode()) == whole


@given(RECORDS.filter(bool), st.integers(0, 400), st.integers(1, 20))
def test_a_list_cut_anywhere_is_refused(records: list[Any], cut: int, piece: int) -> None:
    data = json.dumps(records, ensure_ascii=False).encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_records, "PIECE", piece)
        with pytest.raises(ValueError, match=r"JSON|UTF-8"):
            values(data[: cut % len(data)])


def test_numbers_stay_as_they_are_written() -> None:
    assert values('{"a": 1e3, "b": [0.50], "c": "NaN"}') == [(("a", "1e3"), ("b", ["0.50"]), ("c", "NaN"))]


@pytest.mark.parametrize("written", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_no_text_either(written: str) -> None:
    [[(_, value)]] = values(f'{{"a": {written}}}')
    assert not isinstance(value, str)


def test_a_key_given_twice_is_there_twice() -> None:
    assert values('[{"a": "1", "a": "2"}, {}]') == [(("a", "1"), ("a", "2")), ()]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "第 1 行：写法有误"),
        ('[\n{"a": "b"},\n{"a" "b"}]', "第 3 行：写法有误"),
        ('[\n{"a": "b"}\n\n{"a": "b"}]', "第 4 行：两条之间缺逗号，或末尾缺方括号"),
        ('[{"a": "b"}', "两条之间缺逗号，或末尾缺方括号"),
        ('{"a": "b"}\n{"a": "b"}', "第 2 行：后面还有内容"),
        ('[{"a": "b"},]', "写法有误"),
        ("[" * 100_000, "层次太深"),
        ('{"a": "甲'.encode("gb18030"), "不是 UTF-8 编码"),
    ],
)
def test_a_fault_names_its_line(text: str | bytes, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        values(text)


def test_a_value_longer_than_any_record_is_refused_before_it_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "STREAM_ROW", 100)
    monkeypatch.setattr(json_records, "PIECE", 10)
    with pytest.raises(ValueError, match="有一条过长"):
        values(json.dumps([{"a": "b"}, {"a": "b" * 1_000}]))
    assert len(values(json.dumps([{"a": "b"}] * 1_000))) == 1_000
