"""The Content-Security-Policy of a page."""

from __future__ import annotations

import pytest

from policypress.csp import PLACEHOLDER, secured

PAGE = f'<meta content="{PLACEHOLDER}"><script>a()</script><script src="x.js"></script><script>a()</script>'


def test_inline_scripts_are_allowed_by_hash_and_nothing_else() -> None:
    policy = secured(PAGE).split('"')[1]
    assert policy == (
        "default-src 'none'; script-src 'self' 'sha256-qVpDBgj7bpq5hMAcGp3AOc79J3Y1Z4HvySTwKrWDoy4='; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'none'; "
        "form-action 'none'; base-uri 'none'"
    )


def test_a_page_without_a_place_for_the_policy_is_an_error() -> None:
    with pytest.raises(ValueError, match="0 places"):
        secured("<html>")
