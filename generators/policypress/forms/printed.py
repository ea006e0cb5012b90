"""What a form may print in the regular face beside what is filled in."""

from __future__ import annotations

from itertools import chain

from policypress.forms.fitting import CONTINUED, CONTINUED_PARAGRAPH
from policypress.forms.layout import printed_text
from policypress.forms.model import Form

FURTHER_WORDS = "附页（第0123456789页，共页）（续）：年月日至"
"""Characters of what every further page says."""


def printed_beside(form: Form) -> frozenset[str]:
    """Return every character that *form* may show in the regular face whatever is filled in."""
    repeats = (row.repeat.label for row in form.rows if row.repeat)
    fixed = (
        FURTHER_WORDS,
        CONTINUED,
        CONTINUED_PARAGRAPH,
        printed_text(form),
        *form.names().values(),
        *repeats,
    )
    return frozenset(chain(*fixed))
