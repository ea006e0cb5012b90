"""``python -m policypress``: the same as the command ``policypress``."""

from policypress.cli import main

main()
