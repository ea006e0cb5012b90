"""The published site and what stands on it: policy/site.yaml, content/navigation.yaml, content/pages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The published site: its names, address and meta tags."""

    name: str
    """网站名称，显示在页眉，也写入网页标签 SiteName。"""
    address: str
    """网站发布后的网址，以 https:// 开头、以 / 结尾；订阅、站点地图和规范链接都用它。"""
    domain: str
    """域名，写入网页标签 SiteDomain。"""
    identification: str
    """政府网站标识码，写入网页标签 SiteIDCode；没有的写 ""。"""
    source: str
    """内容由谁发布，写入网页标签 ContentSource。"""
    published: str
    """本次发布的时间（北京时间），如 "2026-01-31 09:00"，要加引号；按它决定显示哪一年度，也写入网页标签 PubDate。"""
    description: str
    """一句话说明网站做什么用。"""
    disclaimer: str
    """网站不是什么、不能作什么用，显示在每页页脚。"""
    region: str
    """网站讲的是哪个省，例如 湖南省。"""
    font: str | None = None
    """制作 PDF 表所用字体文件的路径（思源宋体：Noto Serif CJK SC 或 Source Han Serif SC）；不写则用系统里装的。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the navigation; meta tag ColumnName of its pages."""

    title: str
    """导航里显示的名称，也是其中各页的网页标签 ColumnName。"""
    kind: str
    """放的是什么，例如 政策文件；写入网页标签 ColumnType。"""
    pages: tuple[str, ...]
    """各页，按次序写：每年一份的写 year:名称，只有一份的写名称。必有 year:text（通知全文）、documents、headings，两个年度起加 changes。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A Markdown page of ``content/pages``, before its facts are put in."""

    name: str
    """``year:hours`` for ``content/pages/year/hours.md``, ``about`` for ``content/pages/about.md``."""
    title: str
    """First heading."""
    text: str
    """The page without its first heading."""
