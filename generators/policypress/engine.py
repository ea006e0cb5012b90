"""The site engine, mkdocs with mkdocs-material: the last step, and replaceable.

It is given a folder with ``mkdocs.yml``, ``pages/`` and ``theme/``, all plain files, and fills
``site/`` beside them. No plugin or hook of ours runs inside it.
"""

from __future__ import annotations

import base64
import html
import io
import logging
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from ruamel.yaml import YAML

from policypress.faults import EngineError
from policypress.model import Policy
from policypress.pages import navigation, unlisted
from policypress.resources import site_source

LONGEST = 1_000_000
"""Characters of a line of ``mkdocs.yml``: YAML takes no key that goes on in a second line."""
OWN = ("stylesheets/main.*.css", "stylesheets/palette.*.css", "javascripts/bundle.*.js")
"""What every page needs of the theme's own, below ``assets``."""


def configuration(policy: Policy) -> bytes:
    """Return ``mkdocs.yml``: the one of ``site/``, with the project's names and navigation.

    The theme puts what it is given into markup as it is: every text in it is HTML.
    """
    yaml, site = YAML(), policy.site
    yaml.width = LONGEST
    config = yaml.load((site_source() / "mkdocs.yml").read_text("utf-8"))
    config["site_name"] = html.escape(site.name)
    config["site_url"] = site.address
    config["site_description"] = html.escape(site.description)
    config["copyright"] = html.escape(site.disclaimer)
    config["theme"]["favicon"] = _inline("favicon.svg")
    config["extra"]["site_domain"] = html.escape(site.domain)
    config["extra"]["site_identification"] = html.escape(site.identification)
    config["extra"]["content_source"] = html.escape(site.source)
    config["extra"]["draft"] = policy.draft
    config["nav"] = navigation(policy)
    config["not_in_nav"] = "\n".join(unlisted(policy))
    text = io.StringIO()
    yaml.dump(config, text)
    return text.getvalue().encode()


def _inline(picture: str) -> str:
    """Return a picture of ``site/css`` as an address that holds it, which spares every page a request."""
    data = base64.b64encode((site_source() / "css" / picture).read_bytes()).decode()
    return f"data:image/svg+xml;base64,{data}"


def run(folder: Path) -> None:
    """Build ``folder/pages`` into ``folder/site``; raise EngineError where the engine warns of anything."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    from policypress.theme_templates import environment_of

    heard = _Heard()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(heard)
    try:
        config = load_config(str(folder / "mkdocs.yml"))
        config.theme.get_env = partial(environment_of, config.theme)  # type: ignore[method-assign]
        build(config)
    except MkDocsException as error:
        heard.lines.append(str(error))
    finally:
        logger.removeHandler(heard)
    if heard.lines:
        raise EngineError("\n".join(heard.lines))


def complete(site: Path, given: Iterable[str]) -> None:
    """Raise EngineError where a file of *given*, or of the engine's own, is not in the built *site*.

    The engine walks folders in a way that takes one it cannot list for an empty one, and says nothing.
    """
    made = (name.removesuffix(".md") + ".html" if name.endswith(".md") else name for name in given)
    own = (name for name in OWN if not any((site / "assets").glob(name)))
    if lost := [name for name in made if not (site / name).is_file()] + [f"assets/{name}" for name in own]:
        raise EngineError(f"这些文件没有生成：{'、'.join(lost)}；请检查磁盘和权限后再试")


class _Heard(logging.Handler):
    """Keeps warnings and worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())
