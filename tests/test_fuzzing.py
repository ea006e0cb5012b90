"""20,000 spoilt files, and those that were a fault once: each is read, or refused in our own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from checkout import DATA
from fuzzing import SHARES, fault_of, kinds, spoilt

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
