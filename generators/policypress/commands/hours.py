"""The command that judges training records: hours."""

from __future__ import annotations

from pathlib import Path

import click

from policypress.commands.chinese import Command
from policypress.commands.options import FAULTY, format_option, hand_over, project_option, say


@click.command(
    cls=Command,
    help="按通知判定每个人的学时。有问题的行逐条说明，其余照常判定。\n\n例：policypress hours 记录.xlsx --format json",
)
@click.argument("records", type=click.Path(path_type=Path), metavar="记录文件")
@project_option
@click.option("--year", type=int, metavar="年份", help="哪一年度，默认网站所示年度")
@format_option("table", "json", "csv")
def hours(root: Path, records: Path, year: int | None, kind: str) -> int:
    """Judge the training records of each person in a spreadsheet."""
    from policypress.hours import judge_all
    from policypress.hours_report import FORMATS
    from policypress.policy import confirmed, load, year_of
    from policypress.stated_rule import compile_rule
    from policypress.tables import read_table
    from policypress.training_records import read_records

    rule = compile_rule(confirmed(year_of(load(root, draft=True), year)))
    table = read_table(records)
    if table.unread:
        say(f"{records} {table.unread}")
    reading = read_records(table, rule)
    results = judge_all(rule, reading.records, reading.unread)
    text = FORMATS[kind](rule, results)
    if kind == "table":
        click.echo(text, nl=False)
    else:
        hand_over(text, kind)
    if reading.ignored:
        say(f"没有用到的列：{'、'.join(reading.ignored)}")
    if unread := [result.name for result in results if result.nothing_read]:
        say(f"没有一行读入的人：{'、'.join(unread)}")
    for bad in reading.bad:
        say(str(bad))
    return FAULTY if reading.bad else 0
