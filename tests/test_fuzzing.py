"""20,000 spoilt files, and those that were a fault once: each is read, or refused in our own words."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from checkout import DATA
from fuzzing import MARKS, NUMBERS, SHARES, Kind, changed, fault_of, kinds, packed, spoilt, unpacked

FAULTS = sorted((DATA / "faults").iterdir())


@pytest.mark.parametrize("name", SHARES)
def test_only_our_own_refusals_leave_the_reader_of_a_spoilt_file(name: str, tmp_path: Path) -> None:
    kind = kinds()[name]
    path, found = tmp_path / f"a{kind.suffix}", {}
    for number in range(SHARES[name]):
        path.write_bytes(spoilt(kind, number))
        if fault := fault_of(kind, path):
            found[number] = fault
    assert found == {}


def soup(kind: Kind) -> SearchStrategy[bytes]:
    """Return a strategy for what the grammar of a *kind* turns on, in any order, with anything in between."""
    words = st.sampled_from([*kind.words, *NUMBERS, *MARKS])
    texts = st.text(max_size=20).map(lambda text: text.encode("utf-8", "surrogatepass"))
    return st.lists(words | texts | st.binary(max_size=4), max_size=40).map(b"".join)


@pytest.mark.parametrize("name", SHARES)
@settings(max_examples=500, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_only_our_own_refusals_leave_the_reader_of_words_of_its_grammar_in_any_order(
    name: str, tmp_path: Path, data: st.DataObject
) -> None:
    kind = kinds()[name]
    seed = data.draw(st.sampled_from(kind.seeds))
    parts = unpacked(seed)
    part = data.draw(st.sampled_from(sorted(parts)))
    at = data.draw(st.integers(0, len(parts[part])))
    to = data.draw(st.integers(at, len(parts[part])))
    parts[part] = parts[part][:at] + data.draw(soup(kind)) + parts[part][to:]
    path = tmp_path / f"a{kind.suffix}"
    path.write_bytes(packed(parts))
    assert fault_of(kind, path) == ""


@pytest.mark.parametrize("name", SHARES)
@settings(max_examples=500, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chance=st.randoms(use_true_random=False), seed=st.data())
def test_only_our_own_refusals_leave_the_reader_of_a_file_spoilt_in_the_smallest_way(
    name: str, tmp_path: Path, chance: random.Random, seed: st.DataObject
) -> None:
    kind = kinds()[name]
    path = tmp_path / f"a{kind.suffix}"
    path.write_bytes(changed(seed.draw(st.sampled_from(kind.seeds)), kind, chance))
    assert fault_of(kind, path) == ""


def test_spoilt_files_are_the_same_in_every_run_and_differ_from_one_another() -> None:
    for kind in kinds().values():
        files = [spoilt(kind, number) for number in range(50)]
        assert files == [spoilt(kind, number) for number in range(50)]
        assert len(set(files)) > 45


@pytest.mark.parametrize("name", SHARES)
def test_what_is_spoilt_is_readable_before(name: str, tmp_path: Path) -> None:
    kind = kinds()[name]
    path = tmp_path / f"a{kind.suffix}"
    path.write_bytes(kind.seeds[0])
    assert kind.read(path)


@pytest.mark.parametrize("path", FAULTS, ids=lambda path: path.name)
def test_what_was_a_fault_once_is_read_or_refused(path: Path) -> None:
    [kind] = [kind for kind in kinds().values() if kind.suffix == path.suffix]
    assert fault_of(kind, path) == ""
