"""The command line: all commands in one group; faults become text here and nowhere else."""

from __future__ import annotations

import sys

import click

from policypress.commands.chinese import Group, complaint
from policypress.commands.forms import fill, read, refresh
from policypress.commands.hours import hours
from policypress.commands.options import FAULTY
from policypress.commands.project import check, new, schema
from policypress.commands.site import build, search, serve, verify
from policypress.commands.years import cite, diff, new_year
from policypress.faults import EngineError, PolicyError, UsageError
from policypress.wording import told

MISUSED = 2
"""Exit code: the command was used wrongly."""


@click.group(cls=Group, help="把年度培训通知编成可查的网站、可填的备案表和学时自测。")
@click.version_option(package_name="policypress", message="policypress %(version)s", help="显示版本")
def cli() -> None:
    """Group of all commands."""


for command in (
    build,
    check,
    cite,
    diff,
    fill,
    hours,
    new,
    new_year,
    read,
    refresh,
    schema,
    search,
    serve,
    verify,
):
    cli.add_command(command)


def main() -> None:
    """Run the command line; end with exit code 0, 1 or 2 and never with a traceback."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr] # a cp936 console lacks some characters
    sys.exit(_run())


def _run() -> int:
    try:
        result = cli(prog_name="policypress", standalone_mode=False)
    except UsageError as error:
        click.echo(told(error), err=True)
        return MISUSED
    except (PolicyError, EngineError, OSError) as error:
        click.echo(told(error), err=True)
    except click.ClickException as error:
        click.echo(complaint(error), err=True)
        return MISUSED
    except (click.Abort, KeyboardInterrupt):
        click.echo("已中断", err=True)
    else:
        return result if isinstance(result, int) else 0
    return FAULTY
