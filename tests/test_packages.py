"""Packages completed with a last member are what the zip library of Python writes."""

from __future__ import annotations

import io
import zipfile

import pytest

from policypress.packages import Unfinished, member

NAME = "word/document.xml"


def rest(*names: str) -> bytes:
    """Return a package of members with these names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name in names:
            package.writestr(member(name), name * 9)
    return out.getvalue()


@pytest.mark.parametrize("names", [(), ("[Content_Types].xml",), ("甲.xml", "word/乙.xml")])
@pytest.mark.parametrize("text", ["", "某", "某某市某某医院" * 9_000])
def test_a_completed_package_holds_the_rest_and_the_member(names: tuple[str, ...], text: str) -> None:
    completed = Unfinished(rest(*names), NAME).completed(text.encode())
    with zipfile.ZipFile(io.BytesIO(completed)) as package:
        assert package.testzip() is None
        assert package.namelist() == [*names, NAME]
        assert package.read(NAME).decode() == text
        assert [package.read(name).decode() for name in names] == [name * 9 for name in names]


def test_a_completed_package_has_the_bytes_that_the_library_would_write() -> None:
    data = "某某单位".encode() * 99
    by_library = io.BytesIO(rest("a.xml"))
    with zipfile.ZipFile(by_library, "a") as package:
        package.writestr(member(NAME), data, compresslevel=3)
    assert Unfinished(rest("a.xml"), NAME).completed(data) == by_library.getvalue()
