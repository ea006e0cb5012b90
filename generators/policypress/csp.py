"""The Content-Security-Policy of each page: nothing that a person types can leave it."""

from __future__ import annotations

import base64
import hashlib
import re

PLACEHOLDER = "@content-security-policy@"
"""What the theme writes into the meta tag of every page."""
INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
CONTENT = re.compile(r"<article\b.*</article>", re.DOTALL)
"""What the pages' own text makes of a page; no script in it is ever allowed to run."""
POLICY = (
    "default-src 'none'; script-src 'self'{hashes}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'none'; form-action 'none'; base-uri 'none'"
)


def secured(page: str) -> str:
    """Return the built *page* with its policy, which allows the theme's inline scripts by hash.

    Raise ValueError where the theme left no place for the policy.
    """
    if page.count(PLACEHOLDER) != 1:
        message = f"page with {page.count(PLACEHOLDER)} places for the policy"
        raise ValueError(message)
    scripts = dict.fromkeys(INLINE.findall(CONTENT.sub("", page)))
    hashes = "".join(f" 'sha256-{_digest(script)}'" for script in scripts)
    return page.replace(PLACEHOLDER, POLICY.format(hashes=hashes))


def connecting(page: str) -> str:
    """Return the secured *page*, allowed to ask its own server whether it has changed; only ``serve`` sends such."""
    return page.replace("connect-src 'none'", "connect-src 'self'", 1)


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
