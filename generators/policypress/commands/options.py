"""What several commands share: their options, the exit code of faults, and how they speak."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

FAULTY = 1
"""Exit code: the project's files (or some rows) have faults."""

project_option = click.option(
    "--project",
    "root",
    type=click.Path(path_type=Path),
    default=Path(),
    metavar="文件夹",
    help="项目文件夹，默认当前文件夹",
)
OUT = "dist"
"""Output folder of a project where no other is named."""
out_option = click.option(
    "--out", type=click.Path(path_type=Path), metavar="文件夹", help="输出文件夹，默认项目下的 dist"
)
draft_option = click.option(
    "--draft", is_flag=True, help="生成草稿：还有待确认的也能看，每页都有“草稿”字样，不能发布"
)
as_of_option = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="日期",
    help="按这一天（如 2024-01-01）决定显示哪一年度，默认按 policy/site.yaml 的发布日期",
)


def format_option(*kinds: str) -> Callable[[Any], Any]:
    """Return the option that chooses among output formats; the first is the default."""
    return click.option(
        "--format",
        "kind",
        type=click.Choice(kinds),
        default=kinds[0],
        metavar="|".join(kinds),
        help=f"输出格式，默认 {kinds[0]}",
    )


def hand_over(text: str, kind: str) -> None:
    """Write the text of a file of *kind* to standard output as UTF-8; CSV with a BOM, by which spreadsheets know it."""
    click.echo((text if kind != "csv" else f"\ufeff{text}").encode(), nl=False)


def say(text: str) -> None:
    """Tell the person at the screen *text*, on standard error."""
    click.echo(text, err=True)
