"""What a form may print in the regular face beside what is filled in."""

from __future__ import annotations

from itertools import chain

from policypress.forms.fitting import CONTINUED, CONTINUED_PARAGRAPH
from policypress.forms.layout import printed_text
from policypress.forms.model import Form

FURTHER_WORDS = "附页（第0123456789页，共页）（续）：年月日至"
"""Characters of what every further page says."""


def printed_further(form: Form) -> frozenset[str]:
    """Return every character that further pages of *form* may show in it, and what leads to them."""
    repeats = (row.repeat.label for row in form.rows if row.repeat)
    return frozenset(chain(FURTHER_WORDS, CONTINUED, CONTINUED_PARAGRAPH, *form.names().values(), *repeats))


def printed_beside(form: Form) -> frozenset[str]:
    """Return every character that *form* may show in it whatever is filled in."""
    return printed_further(form).union(printed_text(form))
