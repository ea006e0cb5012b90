"""The site engine, mkdocs with mkdocs-material: the last step, and replaceable.

It is given a folder with ``mkdocs.yml``, ``pages/`` and ``theme/``, all plain files, and fills
``site/`` beside them. No plugin or hook of ours runs inside it.
"""

from __future__ import annotations

import base64
import html
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ruamel.yaml import YAML

from policypress.content import PAGE_CALL
from policypress.faults import EngineError
from policypress.kept_pages import Made, keep_pages, kept_pages, taken_over
from policypress.model.policy import Policy
from policypress.pages import navigation, unlisted
from policypress.resources import site_source

if TYPE_CHECKING:
    from policypress.engine_pages import Engine

LONGEST = 1_000_000
"""Characters of a line of ``mkdocs.yml``: YAML takes no key that goes on in a second line."""
LINK = re.compile(r"Doc file '(.+?)' contains an? .*?'(.+?)'")
"""What the engine says of a link that leads nowhere."""
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
    config["extra"]["published"] = html.escape(site.published)
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


def run(folder: Path, before: Path, cache: Path) -> None:
    """Build ``folder/pages`` into ``folder/site``; raise EngineError where the engine warns of anything.

    A page that the site *before* holds as it would be made again is taken from there: *cache* is where builds
    leave each other word of what each page was made of.
    """
    from jinja2 import TemplateError
    from mkdocs.exceptions import MkDocsException

    from policypress.engine_jobs import heard, jobs_for, pages_made
    from policypress.engine_pages import Engine

    with heard() as lines:
        try:
            engine = Engine(folder)
            keys = engine.keys()
            made = dict(_taken(engine, keys, kept_pages(cache), before))
            rest = {name: key for name, key in keys.items() if name not in made}
            made |= pages_made(engine, rest, jobs_for(len(rest)), lines)
            engine.check_links(made)
            engine.copy_files(before)
        except (MkDocsException, TemplateError) as error:
            lines.append(str(error))
    if lines:
        raise EngineError("\n".join(map(_in_chinese, lines)))
    keep_pages(cache, made)


def _in_chinese(line: str) -> str:
    """Return what the engine warns of, where it is a link, in the words of those who write pages."""
    found = LINK.match(line)
    if not found:
        return line
    page, address = found.groups()
    return f"{page}：链接“{address}”用不了；{PAGE_CALL}"


def _taken(
    engine: Engine, keys: Mapping[str, str], known: Mapping[str, Made], before: Path
) -> Iterator[tuple[str, Made]]:
    """Put every page that is *known* by its key in its place; yield its source and what is known of it."""
    for name, key in keys.items():
        page, place = known.get(name), engine.place(name)
        if page and page.key == key and taken_over(page, before / place, engine.folder / "site" / place):
            yield name, page


def complete(site: Path, given: Iterable[str]) -> None:
    """Raise EngineError where a file of *given*, or of the engine's own, is not in the built *site*.

    The engine walks folders in a way that takes one it cannot list for an empty one, and says nothing.
    """
    made = (name.removesuffix(".md") + ".html" if name.endswith(".md") else name for name in given)
    own = (name for name in OWN if not any((site / "assets").glob(name)))
    if lost := [name for name in made if not (site / name).is_file()] + [f"assets/{name}" for name in own]:
        raise EngineError(f"这些文件没有生成：{'、'.join(lost)}；请检查磁盘和权限后再试")
