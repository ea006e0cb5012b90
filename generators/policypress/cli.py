"""The commands: each parses, calls and echoes; faults become text here and nowhere else."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from policypress.faults import EngineError, PolicyError, UsageError
from policypress.wording import Group, complaint

FAULTY, MISUSED = 1, 2
"""Exit codes: the project's files (or some rows) have faults; the command was used wrongly."""

project_option = click.option(
    "--project",
    "root",
    type=click.Path(path_type=Path),
    default=Path(),
    metavar="文件夹",
    help="项目文件夹，默认当前文件夹",
)


@click.group(cls=Group, help="把年度培训通知编成可查的网站、可填的备案表和学时自测。")
@click.version_option(package_name="policypress", message="policypress %(version)s", help="显示版本")
def cli() -> None:
    """Group of all commands."""


@cli.command(help="生成网站和备案表。\n\n例：policypress build --project . --out dist")
@project_option
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="文件夹", help="输出文件夹，默认项目下的 dist"
)
@click.option("--zip", "packed", is_flag=True, help="另外做一个离线包（zip），解压后不联网也能看")
def build(root: Path, out: Path | None, *, packed: bool) -> None:
    """Build everything into OUT/site."""
    from policypress.build import build as build_site

    site = build_site(root, out or root / "dist", _say, packed=packed)
    click.echo(f"已生成：{site}；用浏览器打开 {site / 'index.html'} 即可查看")


@cli.command(help="检查项目的所有文件，一次列出全部问题。\n\n例：policypress check")
@project_option
def check(root: Path) -> None:
    """Report every fault of the project."""
    from policypress.policy import load

    policy = load(root)
    facts = sum(len(year.facts) for year in policy.years.values())
    questions = sum(len(file.questions) for file in policy.faq)
    years = "、".join(map(str, policy.years))
    click.echo(
        f"没有问题：{years} 年，{facts} 条规定都有原文依据，{questions} 个问答，{len(policy.forms)} 张表"
    )


@cli.command(help="生成网站并在本机预览，保存改动后自动重新生成。\n\n例：policypress serve --port 8000")
@project_option
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="文件夹", help="输出文件夹，默认项目下的 dist"
)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, metavar="端口", help="端口，默认 8000")
def serve(root: Path, out: Path | None, port: int) -> None:
    """Build, serve on loopback, rebuild on change."""
    from policypress.build import build as build_site
    from policypress.serve import serve as serve_site

    folder = out or root / "dist"

    def rebuild() -> None:
        try:
            build_site(root, folder, _say)
            _say("已重新生成")
        except (PolicyError, UsageError) as error:
            _say(str(error))

    build_site(root, folder, _say)
    try:
        serve_site(root, folder / "site", port, rebuild, _say)
    except OSError as error:
        message = f"端口 {port} 用不了（{error.strerror}）；请用 --port 换一个"
        raise UsageError(message) from error


@cli.command(
    help="按通知判定每个人的学时。有问题的行逐条说明，其余照常判定。\n\n例：policypress hours 记录.xlsx --format json"
)
@click.argument("records", type=click.Path(path_type=Path), metavar="记录文件")
@project_option
@click.option("--year", type=int, metavar="年份", help="哪一年度，默认最近一年")
@click.option(
    "--format",
    "kind",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    metavar="table|json|csv",
    help="输出格式，默认 table",
)
def hours(root: Path, records: Path, year: int | None, kind: str) -> int:
    """Judge the training records of each person in a spreadsheet."""
    from policypress.hours import compile_rule, judge_all
    from policypress.hours_report import FORMATS
    from policypress.policy import load, year_of
    from policypress.tables import read_table
    from policypress.training_records import read_records

    rule = compile_rule(year_of(load(root), year))
    reading = read_records(read_table(records), rule)
    results = judge_all(rule, reading.records)
    text = FORMATS[kind](rule, results)
    if kind == "table":
        click.echo(text, nl=False)
    else:
        click.echo((text if kind == "json" else "\ufeff" + text).encode(), nl=False)
    if reading.ignored:
        _say(f"没有用到的列：{'、'.join(reading.ignored)}")
    for bad in reading.bad:
        _say(str(bad))
    return FAULTY if reading.bad else 0


@cli.command(
    help="核对发布出去的网站：文件不缺、不多、没有改动，链接都通。\n\n例：policypress verify https://training.example.org/"
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
        _say(str(problem))
    if verdict.problems:
        _say(f"共 {len(verdict.problems)} 处问题")
        return FAULTY
    click.echo("没有问题")
    return 0


def _say(text: str) -> None:
    click.echo(text, err=True)


def main() -> None:
    """Run the command line; end with exit code 0, 1 or 2 and never with a traceback."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr] # a cp936 console lacks some characters
    sys.exit(_run())


def _run() -> int:
    try:
        result = cli(prog_name="policypress", standalone_mode=False)
    except PolicyError as error:
        click.echo(str(error), err=True)
        click.echo(f"共 {len(error.faults)} 处问题，改好后再试", err=True)
    except UsageError as error:
        click.echo(str(error), err=True)
        return MISUSED
    except EngineError as error:
        click.echo(f"网站引擎没有通过：\n{error}", err=True)
    except click.ClickException as error:
        click.echo(complaint(error), err=True)
        return MISUSED
    except OSError as error:
        click.echo(
            f"读写文件出错：{error.filename or ''} {error.strerror}；"
            "请检查磁盘空间和文件夹权限，并关闭正打开着这些文件的程序",
            err=True,
        )
    except (click.Abort, KeyboardInterrupt):
        click.echo("已中断", err=True)
    else:
        return result if isinstance(result, int) else 0
    return FAULTY
