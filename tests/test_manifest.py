"""The list of a site's files with their hashes."""

from __future__ import annotations

import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folders import contents
from policypress.faults import PolicyError
from policypress.manifest import NAME, manifest_of, read_manifest

HASH = "0" * 64


def test_the_built_site_lists_every_file_but_the_list_itself(site: Path) -> None:
    held = contents(site)
    listed = read_manifest(held[NAME])
    assert sorted(listed) == sorted(held.keys() - {NAME})
    assert held[NAME] == manifest_of(held)
    assert list(listed) == sorted(listed)


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="a program of Linux")
def test_the_list_can_be_checked_without_this_program(site: Path) -> None:
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", NAME], cwd=site, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, b"")


@pytest.mark.parametrize(
    "name",
    [
        "../a",
        "a/../b",
        "/etc/passwd",
        "C:/a",
        "a\\b",
        "a//b",
        "a/./b",
        "a ",
        "a.",
        "x?y",
        "nul",
        "nul .a",
        "d/COM1.html",
    ],
)
def test_a_list_that_leads_out_of_the_folder_or_fits_no_system_is_refused(name: str) -> None:
    with pytest.raises(PolicyError, match=r"manifest\.txt:2: 清单: "):
        read_manifest(f"{HASH}  index.html\n{HASH}  {name}\n".encode())


@pytest.mark.parametrize("data", [b"", b"\xff", b"hello\n", f"{HASH}  a\n{HASH}  A\n".encode()])
def test_what_is_no_list_of_ours_is_refused(data: bytes) -> None:
    with pytest.raises(PolicyError, match=r"manifest\.txt:1: 清单: "):
        read_manifest(data)


@given(st.dictionaries(st.text("ab/.x- \\\n公", min_size=1), st.binary(max_size=5), max_size=5))
def test_a_list_is_read_back_or_refused_and_nothing_else_happens(files: dict[str, bytes]) -> None:
    with suppress(PolicyError):
        assert sorted(read_manifest(manifest_of(files))) == sorted(files.keys() - {NAME})
