"""The project's own templates, filled with values that are escaped unless they are markup."""

from __future__ import annotations

import json
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from policypress.compiled_templates import compiled_templates
from policypress.resources import site_source

COMMENT = ("<%#", "#%>")
"""How a comment begins and ends: ``{#name}`` is the anchor of a heading, in content too."""


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(site_source() / "templates", encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        comment_start_string=COMMENT[0],
        comment_end_string=COMMENT[1],
        bytecode_cache=compiled_templates("own", __file__),
    )


def fill_template(name: str, /, **values: object) -> Markup:
    """Return the template ``site/templates/NAME`` with *values*; text in them is escaped."""
    return Markup(_environment().get_template(name).render(**values))


def script_json(data: object) -> str:
    """Return *data* as JSON that may stand inside a ``<script>`` element as it is."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
