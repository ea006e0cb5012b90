"""Every address is one file on every system: Windows keeps some names, and tells no case apart."""

from __future__ import annotations

from collections.abc import Iterator

from policypress.faults import Fault
from policypress.manifest import misfit
from policypress.project import Page, Project

TAKEN = {"404.html": "网站自己的页面"}
"""Pages that every site has, which no page of content can be."""


def addresses_fit_every_system(project: Project) -> Iterator[Fault]:
    """Yield a fault where two addresses are one file, or a name cannot be a file's on Windows."""
    seen = dict(TAKEN)
    for fault, address in _addresses(project):
        why = misfit(address)
        first = seen.setdefault(address.casefold(), f"{fault.file}:{fault.line}")
        if why:
            yield _told(fault, f"“{address}”：{why}；请换一个名称")
        elif first != f"{fault.file}:{fault.line}":
            yield _told(fault, f"地址“{address}”已用于 {first}；请换一个名称")


def _addresses(project: Project) -> Iterator[tuple[Fault, str]]:
    """Yield where each address comes from, as a fault still to be told, and the address."""
    for page in project.pages:
        if not page.name.startswith("year:"):
            yield _named(page), f"{page.name}.html"
    for year in project.years:
        for name, page in project.pages_of(year).items():
            if name.startswith("year:"):
                yield _named(page), f"{year}/{name.removeprefix('year:')}.html"
    for form in project.forms:
        yield form.fault("id", ""), f"forms/{form.value.id}/index.html"
    if project.documents:
        for id_, document in project.documents.value.items():
            if document.text:
                yield project.documents.fault(id_, ""), f"documents/{id_}.html"


def _named(page: Page) -> Fault:
    return Fault(file=page.file, line=1, place="文件名", message="")


def _told(fault: Fault, message: str) -> Fault:
    return Fault(file=fault.file, line=fault.line, place=fault.place, message=message)
