"""Every page has its place in the navigation, and there is what the site itself leads to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from policypress.addresses import CHANGES, DOCUMENTS, HEADINGS, TEXT
from policypress.content import Call, taken_apart
from policypress.faults import Fault
from policypress.project import Page, Project

LED_TO: Mapping[str, str] = {
    DOCUMENTS: "每份被引用的文件都连到这里",
    HEADINGS: "浏览器不运行脚本时，靠这一页找到各页",
    CHANGES: "订阅里从一年到下一年的每项变化都连到这里",
}
"""Pages that the site leads to from everywhere, each made by the call of its name, and what it is there for."""


def what_the_site_leads_to_is_there(project: Project) -> Iterator[Fault]:
    """Yield a fault where a page that proves a number, or that every site leads to, is missing or empty."""
    if project.navigation is None:
        return
    if not any(TEXT in section.pages for section in project.navigation.value):
        message = f"没有列出 {TEXT}（通知全文）；每个数字都连到其中的原句，请列入"
        yield Fault(file=project.navigation.file, line=1, place="导航", message=message)
    pages = {page.name: page for page in project.pages}
    for name, why in LED_TO.items():
        if name == CHANGES and len(project.years) == 1:
            continue
        if name not in pages:
            message = (
                f"缺少“{name}”这一页：{why}；"
                f"请新建 content/pages/{name}.md，写上标题和 {{{{ {name}() }}}}，再列入这里"
            )
            yield Fault(file=project.navigation.file, line=1, place="导航", message=message)
        elif not _holds(pages[name], name):
            message = f"这一页缺少 {{{{ {name}() }}}}：{why}；请补上"
            yield Fault(file=pages[name].file, line=1, place="正文", message=message)


def _holds(page: Page, call: str) -> bool:
    """Return whether *page* makes this *call*, or cannot be read, which is told of the page itself."""
    sound, wrong = taken_apart(page.text)
    return bool(wrong) or any(isinstance(piece, Call) and piece.name == call for piece in sound)


def every_page_has_one_place(project: Project) -> Iterator[Fault]:
    """Yield a fault where a page stands in the navigation not once, or a name there is no page."""
    if project.navigation is None:
        return
    names = {page.name: page.file for page in project.pages}
    count = Counter(name for section in project.navigation.value for name in section.pages)
    for i, section in enumerate(project.navigation.value, 1):
        for j, name in enumerate(section.pages, 1):
            if name not in names and name != TEXT:
                yield project.navigation.fault(
                    f"[{i}].pages[{j}]", f"没有“{name}”这一页；有：{'、'.join(sorted({TEXT, *names}))}"
                )
            elif count[name] > 1:
                yield project.navigation.fault(
                    f"[{i}].pages[{j}]", f"“{name}”列了 {count[name]} 次；只列一次"
                )
    for name, file in names.items():
        if not count[name]:
            yield Fault(
                file=file, line=1, place="导航", message=f"content/navigation.yaml 里没有“{name}”；请列入"
            )
    if not project.navigation.value or project.navigation.value[0].pages[:1] != ("index",):
        yield project.navigation.fault("[1].pages[1]", "第一项应为首页 index")
