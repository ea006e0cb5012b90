"""What ``serve`` shows: the site as it was built last, or what is wrong with the project."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from policypress import csp
from policypress.faults import Fault, OpenError, PolicyError
from policypress.templates import fill_template
from policypress.wording import told

SCRIPT = "/.serve/reload.js"
"""Where a page finds the script that shows it again when it has changed: ``site/js/serve/reload.js``."""
CHANGES = "/.serve/changes"
"""Where that script asks."""
RETURNS = "改好并保存，这里自动换成新的网站。"


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What is shown until the next build."""

    notice: str | None = None
    """A page shown in place of every page of the site; None: the site itself."""
    token: str = field(default_factory=lambda: secrets.token_hex(8))
    """No other state has it, one of an earlier run neither."""


class Preview:
    """The present state, for the threads that answer and the one that builds."""

    def __init__(self) -> None:
        self.state = State()
        self._changed = threading.Condition()

    def show(self, problem: Exception | None) -> None:
        """Show the site anew, or *problem* in its place; whoever waits is told."""
        with self._changed:
            self.state = State(notice=problem_page(problem) if problem else None)
            self._changed.notify_all()

    def wait(self, token: str, seconds: float) -> bool:
        """Return whether another state than that of *token* is shown, at the latest after *seconds*."""
        with self._changed:
            return self._changed.wait_for(lambda: self.state.token != token, seconds)


def problem_page(problem: Exception) -> str:
    """Return a page with every fault of *problem*: file, line, place, what is wrong and what would be right."""
    if isinstance(problem, OpenError):
        advice = "确认完并保存，这里自动换成新的网站；想先看样子，请先按 Ctrl+C 停下，再运行 policypress serve --draft。"
        return _page(f"还有 {len(problem.faults)} 处待确认", advice, faults=problem.faults)
    if isinstance(problem, PolicyError):
        return _page(f"项目文件有 {len(problem.faults)} 处问题", RETURNS, faults=problem.faults)
    return _page("网站没有生成", RETURNS, text=told(problem))


def missing_page() -> str:
    """Return the page shown at an address where the site has none."""
    return _page("没有这一页", "这个地址下没有内容；生成出这一页后，这里自动显示。", home=True)


def refused_page() -> str:
    """Return the page shown for a request that is none of a browser's for a page of the site."""
    return _page("这个请求没有回答", "预览只在本机上让人看网页；请用浏览器打开启动时给出的网址。")


def reloading(page: str, token: str) -> str:
    """Return *page* as it is sent while *token* stands: it shows itself again once that has changed."""
    before, end, after = csp.connecting(page).rpartition("</body>")
    return f'{before}<script src="{SCRIPT}" data-seen="{token}"></script>{end}{after}'


def _page(
    title: str, advice: str, *, faults: Sequence[Fault] = (), text: str = "", home: bool = False
) -> str:
    page = fill_template(
        "serve_notice.html",
        content_security_policy=csp.PLACEHOLDER,
        title=title,
        advice=advice,
        faults=faults,
        text=text,
        home=home,
    )
    return csp.secured(str(page))  # what is put in is no text to escape
