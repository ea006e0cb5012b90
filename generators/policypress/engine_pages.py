"""The engine's own steps from Markdown to pages, so that a page that is unchanged is not made again.

What ``mkdocs build`` does is done here with its own parts, and a test holds both equal but for blank lines.
Of every other page a page is given the title and the address alone: so its bytes depend on its source and on
the frame, which is what all pages have in common (settings, theme, titles, names of files, the program), and
on nothing else.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import markdown
from markupsafe import Markup
from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page, _RelativePathTreeprocessor, log
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_relative_url

from policypress import csp
from policypress.kept_pages import Made
from policypress.manifest import digest
from policypress.moving import naming, shared
from policypress.program import program_digest
from policypress.theme_templates import assets_of, environment_of

LIBRARIES = ("jinja2", "markdown", "markupsafe", "mkdocs", "mkdocs-material", "pymdown-extensions")
"""What the bytes of a page depend on besides our own code."""
OURS = ("compiled_templates", "csp", "engine_pages", "theme_templates")
"""Modules of ours on which they depend."""
NEEDLESS = re.compile(r"assets/javascripts/(workers|lunr)/|.*\.map$")
"""What the theme brings along and no page asks for."""
ANCHOR = re.compile(r"""<\w[^<>]*?\sid=["']?([^"'\s>]+)""")


class Engine:
    """The engine set up for a *folder* that holds ``mkdocs.yml``, ``pages`` and ``theme``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # The one plugin named there is the search that is switched off: importing it brings nothing but delay.
        self.config = load_config(str(folder / "mkdocs.yml"), plugins=[])
        # It is HTML, as all that the theme is given; where that is not said the theme escapes it once more.
        self.config.site_name = Markup(self.config.site_name)  # noqa: S704 - escaped in mkdocs.yml
        self.environment = environment_of(self.config.theme)
        self.files = get_files(self.config)
        self._add_assets()
        set_exclusions(self.files, self.config)
        self.nav = get_navigation(self.files, self.config)
        self.sources = self.files.documentation_pages()
        self.pages = {file.src_uri: file.page or Page(None, file, self.config) for file in self.sources}
        self.heads: dict[str, dict[str, Any]] = {}
        self.digests: dict[str, str] = {}
        for name, page in self.pages.items():
            data = page.file.content_bytes
            self.heads[name], self.digests[name] = _parted(data.decode())[0], digest(data)
            self._known_by_title(page)
        self.links = _Links(self.config, self.files)
        self.markdown = markdown.Markdown(
            extensions=self.config.markdown_extensions, extension_configs=self.config.mdx_configs
        )
        self.links._register(self.markdown)  # noqa: SLF001 - as mkdocs itself does

    def keys(self) -> Mapping[str, str]:
        """Return the digest of all that each page is made of, by its source."""
        frame = self._frame()
        return {name: digest(f"{frame} {own}".encode()) for name, own in self.digests.items()}

    def place(self, name: str) -> str:
        """Return where the page whose source is *name* stands in the site."""
        return self.pages[name].file.dest_uri

    def make(self, name: str, key: str) -> Made:
        """Write the page whose source is *name* into ``site``, and return what is to be known of it."""
        page = self.pages[name]
        self.links.start(page.file)
        page.meta, text = _parted(page.file.content_string)
        page.content = self.markdown.reset().convert(text)
        page.toc = get_toc(getattr(self.markdown, "toc_tokens", []))
        page.active = True
        context = get_context(self.nav, self.sources, self.config, page)
        made = Made(
            key=key,
            digest=self._write(page.file.dest_uri, csp.secured(self._rendered("main.html", context))),
            anchors=tuple(ANCHOR.findall(page.content)),
            links={target.src_uri: links for target, links in self.links.links_to_anchors.items()},
        )
        page.active, page.content, page.toc = False, None, get_toc([])
        self._known_by_title(page)
        return made

    def check_links(self, made: Mapping[str, Made]) -> None:
        """Let the engine warn of each link between pages that leads to no heading; *made* holds all pages."""
        for name, page in self.pages.items():
            page.present_anchor_ids = set(made[name].anchors)
        for name, page in self.pages.items():
            found = {self.files.get_file_from_path(to): dict(links) for to, links in made[name].links.items()}
            page.links_to_anchors = {file: links for file, links in found.items() if file}
            page.validate_anchor_links(files=self.files, log_level=self.config.validation.links.anchors)

    def _add_assets(self) -> None:
        """Add what pages load of the theme; a file of ours with the same address stands before it."""
        for name, folder in assets_of(self.config.theme).items():
            if not NEEDLESS.match(name) and self.files.get_file_from_path(name) is None:
                self.files.append(
                    File(name, str(folder), self.config.site_dir, self.config.use_directory_urls)
                )

    def copy_files(self, before: Path) -> None:
        """Put everything into ``site`` that is no page; what the site *before* has alike is shared with it."""
        for file in self.files:
            if file.is_documentation_page():
                continue
            place = self.folder / "site" / file.dest_uri
            place.parent.mkdir(parents=True, exist_ok=True)
            if not shared(before / file.dest_uri, place, file.content_bytes):
                file.copy_file()
        for name, page in self.pages.items():
            page.meta = self.heads[name]
        for name in sorted(self.config.theme.static_templates):
            lost = name == "404.html"
            base = urlsplit(self.config.site_url or "/").path if lost else get_relative_url(".", name)
            context = get_context(self.nav, self.files, self.config, base_url=base)
            text = self._rendered(name, context)
            self._write(name, csp.secured(text) if lost else text)

    def _rendered(self, name: str, context: Any) -> str:
        """Return the template *name* of the theme, filled."""
        return self.environment.get_template(name).render(context)

    def _known_by_title(self, page: Page) -> None:
        page.markdown = ""
        page.meta = {"title": self.heads[page.file.src_uri]["title"]}

    def _frame(self) -> str:
        """Return the digest of what all pages have in common."""
        ours = tuple(Path(__file__).with_name(f"{name}.py") for name in OURS)
        given = sorted(path for path in (self.folder / "theme").rglob("*") if path.is_file())
        parts = [
            program_digest(ours, LIBRARIES),
            os.environ.get("SOURCE_DATE_EPOCH"),
            [file.src_uri for file in self.files],
            [(name, head["title"]) for name, head in self.heads.items()],
            [
                (path.relative_to(self.folder).as_posix(), digest(path.read_bytes()))
                for path in (self.folder / "mkdocs.yml", *given)
            ],
        ]
        return digest(json.dumps(parts).encode())

    def _write(self, name: str, text: str) -> str:
        data = text.encode()
        target = self.folder / "site" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with naming(target):
            target.write_bytes(data)
        return digest(data)


class _Links(_RelativePathTreeprocessor):
    """Checks the links of one page after the other."""

    def __init__(self, config: MkDocsConfig, files: Files) -> None:
        super().__init__(next(iter(files)), files, config)

    def start(self, file: File) -> None:
        """Turn to the page of *file*."""
        self.file = file
        self.links_to_anchors = {}

    def path_to_url(self, url: str) -> str:
        """Return where *url* leads from here; warn, as of any that leads nowhere, where it can be no address."""
        try:
            return super().path_to_url(url)
        except ValueError:
            log.warning("Doc file '%s' contains a link '%s'", self.file.src_uri, url)
            return url


def _parted(text: str) -> tuple[dict[str, Any], str]:
    """Return what a page says of itself, a line an entry with its value in JSON, and its Markdown."""
    head, _, body = text.removeprefix("---\n").partition("\n---\n")
    lines = (line.partition(": ") for line in head.split("\n"))
    return {key: json.loads(value) for key, _, value in lines}, body.lstrip("\n")
