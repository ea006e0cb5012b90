"""Commands from one year to the next: new-year, cite, diff."""

from __future__ import annotations

from pathlib import Path

import click

from policypress.commands.chinese import Command
from policypress.commands.options import format_option, hand_over, project_option
from policypress.faults import UsageError


@click.command(
    "new-year",
    cls=Command,
    help="从已有年度带出新年度的全部文件，每一条都标为待确认，并列出任务清单。\n\n例：policypress new-year 2024 --from 2023",
)
@click.argument("year", type=int, metavar="新年份")
@click.option("--from", "source", type=int, metavar="年份", help="从哪一年带过来，默认最近一年")
@project_option
def new_year(root: Path, year: int, source: int | None) -> None:
    """Write a new year's files, everything in them awaiting confirmation."""
    from policypress.years.roll import new_year as roll

    click.echo(roll(root, year, source), nl=False)


@click.command(
    cls=Command,
    help="把还待确认的旧引文和新通知里最像的句子并排列出，供核对；不改任何文件。\n\n例：policypress cite 2024",
)
@click.argument("year", type=int, metavar="年份")
@project_option
def cite(root: Path, year: int) -> None:
    """Show old and new sentences side by side."""
    from policypress.policy import checked
    from policypress.years.cite import cite as cited

    click.echo(cited(checked(root), year), nl=False)


@click.command(
    cls=Command,
    help="逐条说明两个年度的规定有哪些变化，附两份通知的原句和对算例、各类人员的影响。\n\n例：policypress diff 2023 2024",
)
@click.argument("before", type=int, metavar="旧年份")
@click.argument("after", type=int, metavar="新年份")
@project_option
@format_option("text", "json")
def diff(root: Path, before: int, after: int, kind: str) -> None:
    """Tell what changed from one year to another."""
    from policypress.diff_report import FORMATS
    from policypress.policy import load, year_of

    policy = load(root, draft=True)
    years = year_of(policy, before), year_of(policy, after)
    if before >= after:
        message = f"旧年份应早于新年份；请写 policypress diff {min(before, after)} {max(before, after)}"
        raise UsageError(message if before != after else "两个年份相同，没有可比较的；请写两个不同的年份")
    text = FORMATS[kind](policy, *years)
    if kind == "text":
        click.echo(text, nl=False)
    else:
        hand_over(text, kind)
