"""Compiled templates: in memory, and beside our own compiled modules, where Python would keep them too.

They are code, so they stand in no folder that people hand to each other, and where Python may write no compiled
module they are not written either.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path
from types import CodeType

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

from policypress.manifest import digest
from policypress.program import program_digest

LIBRARIES = ("jinja2", "mkdocs")
"""What a compiled template depends on besides its text: what compiles it, and with which extensions."""


class CompiledTemplates(FileSystemBytecodeCache):
    """The templates of one *kind* by name and text, wherever the file lies: each build has a theme folder of its own."""

    def __init__(self, kind: str, settings: Path) -> None:
        """Look beside our own compiled modules; *settings* is the module that sets the templates' environment up."""
        super().__init__(str(Path(cache_from_source(__file__)).parent), f"{kind}-%s.template")
        self.program = program_digest((settings, Path(__file__)), LIBRARIES)
        self.codes: dict[tuple[str, str], CodeType] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002 - the base class's
        """Return what stands for the template *name* of this program."""
        return digest(f"{self.program} {name}".encode())[:32]

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill *bucket* with what is kept."""
        bucket.code = self.codes.get((bucket.key, bucket.checksum))
        if bucket.code is None:
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what is in *bucket*; what cannot be written costs time, not results."""
        if bucket.code is not None:
            self.codes[bucket.key, bucket.checksum] = bucket.code
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                super().dump_bytecode(bucket)


@cache
def compiled_templates(kind: str, settings: str) -> CompiledTemplates:
    """Return what is kept of the templates of one *kind*, which the module *settings* sets up; one for the program."""
    return CompiledTemplates(kind, Path(settings))
