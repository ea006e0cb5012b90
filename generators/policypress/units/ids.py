"""The lasting id of a unit: the end of an address that a unit can keep."""

from __future__ import annotations

import hashlib
import unicodedata

from policypress.texts import squeeze

LENGTH = 12
"""Hexadecimal digits; two of 50,000 names agree in them once in two hundred thousand lists."""


def key_of(name: str) -> str:
    """Return the *name* as names are compared: spaces, width and case make no difference."""
    return squeeze(unicodedata.normalize("NFKC", name).lower())


def id_of(name: str) -> str:
    """Return the id of the unit *name*: the same in every build and in whatever list it stands."""
    return hashlib.sha256(key_of(name).encode()).hexdigest()[:LENGTH]
