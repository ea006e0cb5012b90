"""Commands about the published site: build, serve, search, verify."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from policypress.commands.chinese import Command
from policypress.commands.options import (
    FAULTY,
    OUT,
    as_of_option,
    draft_option,
    out_option,
    project_option,
    say,
)
from policypress.faults import UsageError


@click.command(cls=Command, help="生成网站和备案表。\n\n例：policypress build --project . --out dist")
@project_option
@out_option
@click.option("--zip", "packed", is_flag=True, help="另外做一个离线包（zip），解压后不联网也能看")
@draft_option
@as_of_option
def build(root: Path, out: Path | None, packed: bool, draft: bool, as_of: datetime | None) -> None:
    """Build everything into OUT/site."""
    from policypress.build import build as build_site

    if packed and draft:
        raise UsageError("草稿不能发布，不做离线包；请去掉 --zip，或等各项确认后去掉 --draft")
    day = as_of.date() if as_of else None
    site = build_site(root, out or root / OUT, say, draft=draft, as_of=day, packed=packed)
    what = "已生成草稿（不要上传）" if draft else "已生成"
    click.echo(f"{what}：{site}；用浏览器打开 {site / 'index.html'} 即可查看")


@click.command(
    cls=Command, help="生成网站并在本机预览，保存改动后自动重新生成。\n\n例：policypress serve --port 8000"
)
@project_option
@out_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, metavar="端口", help="端口，默认 8000")
@draft_option
@as_of_option
def serve(root: Path, out: Path | None, port: int, draft: bool, as_of: datetime | None) -> None:
    """Build, serve on loopback, rebuild on change."""
    from policypress.build import build as build_site
    from policypress.serve import serve as serve_site

    folder, day = out or root / OUT, as_of.date() if as_of else None
    serve_site(
        root, folder / "site", port, lambda: build_site(root, folder, say, draft=draft, as_of=day), say
    )


@click.command(
    cls=Command, help="按网站自己的排序搜索，要先生成网站。\n\n例：policypress search 公共科目多少学时"
)
@click.argument("query", metavar="要找的话")
@project_option
@out_option
def search(query: str, root: Path, out: Path | None) -> None:
    """Print what the built site's search finds."""
    from policypress.search.report import found_text
    from policypress.search.store import Store

    click.echo(found_text(query, Store((out or root / OUT) / "site")), nl=False)


@click.command(
    cls=Command,
    help="核对发布出去的网站：文件不缺、不多、没有改动，链接都通。\n\n例：policypress verify https://training.example.org/",
)
@click.argument("place", metavar="文件夹或网址")
def verify(place: str) -> int:
    """Check a published copy against its manifest, and its links."""
    from policypress.verify import verify as verify_copy

    verdict = verify_copy(place)
    click.echo(
        f"核对 {verdict.place}：清单 {verdict.files} 个文件，{verdict.pages} 个页面，{verdict.links} 个站内链接"
    )
    for hint in verdict.hints:
        click.echo(f"提示：{hint}")
    for problem in verdict.problems:
        say(str(problem))
    if verdict.problems:
        say(f"共 {len(verdict.problems)} 处问题")
        return FAULTY
    click.echo("没有问题")
    return 0
