"""Every address is one file on every system: Windows keeps some names, and tells no case apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from policypress.faults import Fault
from policypress.manifest import misfit
from policypress.project import Page, Project

TAKEN = {"404.html": "网站自己的页面"}
"""Pages that every site has, which no page of content can be."""


Tell = Callable[[str], Fault]
"""Makes of a message the fault of where an address comes from."""


def addresses_fit_every_system(project: Project) -> Iterator[Fault]:
    """Yield a fault where two addresses are one file, or a name cannot be a file's on Windows."""
    seen = dict(TAKEN)
    for tell, address in _addresses(project):
        taken = tell(f"地址“{address}”已用于 {seen.get(address.casefold())}；请换一个名称")
        here = f"{taken.file}:{taken.line}"
        first = seen.setdefault(address.casefold(), here)
        if why := misfit(address):
            yield tell(f"“{address}”：{why}；请换一个名称")
        elif first != here:
            yield taken


def _addresses(project: Project) -> Iterator[tuple[Tell, str]]:
    """Yield each address, with what tells a fault where it comes from."""
    for page in project.pages:
        if not page.name.startswith("year:"):
            yield partial(_misnamed, page), f"{page.name}.html"
    for year in project.years:
        for name, page in project.pages_of(year).items():
            if name.startswith("year:"):
                yield partial(_misnamed, page), f"{year}/{name.removeprefix('year:')}.html"
    for form in project.forms:
        yield partial(form.fault, "id"), f"forms/{form.value.id}/index.html"
    if project.documents:
        for id_, document in project.documents.value.items():
            if document.text:
                yield partial(project.documents.fault, id_), f"documents/{id_}.html"


def _misnamed(page: Page, message: str) -> Fault:
    return Fault(file=page.file, line=1, place="文件名", message=message)
