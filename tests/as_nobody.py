"""A command run by a user who owns nothing, where root runs the tests; root may write anywhere.

``python as_nobody.py WARM WORDS``: the command WORDS is run once as whoever started this, with the output folder
WARM, so that everything is imported from wherever root keeps it, and then as nobody. Not as root it is run once.
"""

from __future__ import annotations

import os
import sys

from faulted import warm_up
from watched_calls import command

NOBODY = 65534
"""The number that systems give the user who owns nothing."""

if __name__ == "__main__":
    warm, *words = sys.argv[1:]
    if os.geteuid() == 0:
        warm_up([*words, "--out", warm])
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    sys.exit(command(words))
