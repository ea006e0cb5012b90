"""What was read out of a filled form, Word or PDF: its values, and what could not be taken over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policypress.forms.model import Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The values of one filled form."""

    form: Form
    values: Mapping[str, str]
    """Field id → text; empty fields left out; a choice by its label, a date in ISO form; lines end with LF."""
    remarks: tuple[str, ...]
    """What stands in the file and not in the values, and why, in Chinese."""
