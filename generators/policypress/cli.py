"""The commands: each parses, calls and echoes; faults become text here and nowhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from policypress.faults import EngineError, PolicyError, UsageError
from policypress.wording import Group, complaint, told

if TYPE_CHECKING:
    from policypress.forms.fill_report import Report

SHOWN_FROM = 20
"""Records from which on a progress bar is worth its line."""
MOST_JOBS = 60
"""Processes that one can wait for on Windows."""
T = TypeVar("T")
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
    help="按这一天（如 2024-01-01）定现行年度，默认按 policy/site.yaml 的发布日期",
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


@click.group(cls=Group, help="把年度培训通知编成可查的网站、可填的备案表和学时自测。")
@click.version_option(package_name="policypress", message="policypress %(version)s", help="显示版本")
def cli() -> None:
    """Group of all commands."""


@cli.command(help="生成网站和备案表。\n\n例：policypress build --project . --out dist")
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
    site = build_site(root, out or root / "dist", _say, draft=draft, as_of=day, packed=packed)
    what = "已生成草稿（不要上传）" if draft else "已生成"
    click.echo(f"{what}：{site}；用浏览器打开 {site / 'index.html'} 即可查看")


@cli.command(
    help="检查项目的所有文件，一次列出全部问题；再说明各年度哪些已变更、哪些还待确认。\n\n例：policypress check"
)
@project_option
def check(root: Path) -> int:
    """Report every fault of the project, and what of it awaits confirmation."""
    from policypress.policy import checked
    from policypress.standing import open_points
    from policypress.years.report import report

    project = checked(root)
    click.echo(report(project))
    return FAULTY if open_points(project) else 0


@cli.command(help="生成网站并在本机预览，保存改动后自动重新生成。\n\n例：policypress serve --port 8000")
@project_option
@out_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, metavar="端口", help="端口，默认 8000")
@draft_option
@as_of_option
def serve(root: Path, out: Path | None, port: int, draft: bool, as_of: datetime | None) -> None:
    """Build, serve on loopback, rebuild on change."""
    from policypress.build import build as build_site
    from policypress.serve import serve as serve_site

    folder, day = out or root / "dist", as_of.date() if as_of else None
    serve_site(
        root, folder / "site", port, lambda: build_site(root, folder, _say, draft=draft, as_of=day), _say
    )


@cli.command(
    help="按通知判定每个人的学时。有问题的行逐条说明，其余照常判定。\n\n例：policypress hours 记录.xlsx --format json"
)
@click.argument("records", type=click.Path(path_type=Path), metavar="记录文件")
@project_option
@click.option("--year", type=int, metavar="年份", help="哪一年度，默认现行年度")
@format_option("table", "json", "csv")
def hours(root: Path, records: Path, year: int | None, kind: str) -> int:
    """Judge the training records of each person in a spreadsheet."""
    from policypress.hours import compile_rule, judge_all
    from policypress.hours_report import FORMATS
    from policypress.policy import confirmed, load, year_of
    from policypress.tables import read_table
    from policypress.training_records import read_records

    rule = compile_rule(confirmed(year_of(load(root, draft=True), year)))
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
    help="把数据填进表格，一条记录一份文件。有问题的记录逐条说明，其余照常生成。\n\n"
    "数据为 .yaml、.json、.csv 或 .xlsx，栏目名用表上的字。\n\n"
    "例：policypress fill offline-training 培训班.xlsx --format docx --format pdf --out 已填"
)
@click.argument("form_id", metavar="表格编号")
@click.argument("data", type=click.Path(path_type=Path), metavar="数据文件")
@project_option
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("filled"),
    metavar="文件夹",
    help="写到哪里，默认 filled",
)
@click.option(
    "--format",
    "kinds",
    type=click.Choice(["docx", "pdf"]),
    multiple=True,
    default=("docx",),
    metavar="docx|pdf",
    help="文件种类，可写多次，默认 docx",
)
@click.option("--name", "pattern", default="", metavar="式样", help="文件名，如 {申报单位}-{培训名称}")
@click.option("--force", is_flag=True, help="覆盖已有的文件")
@click.option(
    "--jobs",
    type=click.IntRange(1, MOST_JOBS),
    default=1,
    metavar="个数",
    help="同时用几个进程填，记录很多时更快，默认 1",
)
def fill(  # noqa: PLR0913, PLR0917 - one argument for each of the command's
    form_id: str,
    data: Path,
    root: Path,
    out: Path,
    kinds: tuple[str, ...],
    pattern: str,
    force: bool,
    jobs: int,
) -> int:
    """Fill the records of a data file into a form."""
    from policypress.build import font_of
    from policypress.forms.fill_jobs import Task, fill_all
    from policypress.forms.fill_report import Report
    from policypress.forms.filling import planned
    from policypress.forms.naming import Names
    from policypress.forms.records import read_records
    from policypress.policy import load

    policy = load(root)
    if form_id not in policy.forms:
        raise UsageError(f"没有编号为“{form_id}”的表格；有：{'、'.join(policy.forms)}")
    form, each_kind = policy.forms[form_id], tuple(dict.fromkeys(kinds))
    names, records = Names(pattern, form), read_records(data, form)
    task = Task(form=form, kinds=each_kind, font=font_of(root, policy), cache=_cache(root), force=force)
    results = fill_all(planned(records.each, names, out, each_kind), task, jobs)
    report = Report(out, policy.forms[form_id].names())
    try:
        report.take(_with_bar(results, records.count))
    except BaseException:
        _tell(data, report)
        if report.files:
            _say(
                f"没有填完；在这之前已{report.closing}。解决下面的问题后，用同样的命令接着填，已有的文件不会动"
            )
        raise
    _tell(data, report)
    click.echo(report.closing)
    return FAULTY if report.bad else 0


def _tell(data: Path, report: Report) -> None:
    for message in report.told:
        _say(f"{data} {message}")


def _with_bar(results: Generator[T], count: int | None) -> Iterator[T]:
    """Yield *results*, *count* of them as far as is known, with a progress bar for a person who looks on."""
    with (
        closing(results),
        click.progressbar(
            results,
            length=count,
            label="正在填表",
            show_pos=True,
            file=sys.stderr,
            hidden=(count or SHOWN_FROM) < SHOWN_FROM or not sys.stderr.isatty(),
        ) as bar,
    ):
        yield from bar


@cli.command(
    help="从填好的 Word 或 PDF 表格里读出各栏内容；读出的文件可以再用来填表。\n\n"
    "表上重复的行（如课程表），yaml 和 json 里列在它的名称下，一行一项；csv 里各占一列，栏名后带行号，如“课程1”。\n\n"
    "例：policypress read 已填.docx 已填.pdf --format json"
)
@click.argument("files", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="文件…")
@project_option
@format_option("yaml", "json", "csv")
@click.option(
    "--keys",
    type=click.Choice(["label", "id"]),
    default="label",
    metavar="label|id",
    help="栏目用表上的字（label）还是编号（id），默认 label",
)
def read(files: tuple[Path, ...], root: Path, kind: str, keys: str) -> int:
    """Read the values out of filled forms."""
    from policypress.forms.read_files import read_file
    from policypress.forms.readings_out import WRITERS
    from policypress.policy import load

    forms, readings, bad = load(root, draft=True).known_forms, [], False
    for file in files:
        try:
            reading = read_file(file, forms)
        except UsageError as error:
            bad = True
            _say(f"{file}：{error}")
            continue
        readings.append(reading)
        for remark in reading.remarks:
            _say(f"{file}：{remark}")
    text = WRITERS[kind](readings, by_id=keys == "id")
    click.echo((text if kind != "csv" else "\ufeff" + text).encode(), nl=False)
    return FAULTY if bad else 0


@cli.command(
    help="重新绘制别的软件填写后显示不对的 PDF 表格：读出内容，填入一份干净的表。\n\n"
    "例：policypress refresh 已填.pdf -o 重绘.pdf"
)
@click.argument("file", type=click.Path(path_type=Path), metavar="文件.pdf")
@project_option
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), required=True, metavar="新文件.pdf", help="写到哪个文件"
)
@click.option("--force", is_flag=True, help="新文件已存在时覆盖，包括原文件自己")
def refresh(file: Path, root: Path, out: Path, force: bool) -> int:
    """Redraw a PDF form."""
    from policypress.build import font_of
    from policypress.forms.fonts import find_fonts
    from policypress.forms.kept import write_whole
    from policypress.forms.refreshing import refreshed
    from policypress.forms.refusals import RecordRefused
    from policypress.policy import load

    if out.exists() and not force:
        raise UsageError(f"“{out}”已经存在；请换一个文件名，或用 --force 覆盖")
    policy = load(root)
    try:
        fonts = find_fonts(font_of(root, policy))
        data = refreshed(file.read_bytes(), policy.known_forms, fonts, _cache(root))
    except UsageError as error:
        raise UsageError(f"{file}：{error}") from error
    except RecordRefused as refused:
        for refusal in refused.refusals:
            _say(f"{file}：{refusal.message}")
        return FAULTY
    write_whole(out, data)
    click.echo(f"已重新绘制：{out}")
    return 0


@cli.command(
    help="为另一个省新建项目：照范本开始，每一条都标为待确认，换成本省通知的原句以前不能发布。\n\n"
    "例：policypress new 培训指南 --region 某某省 --year 2026"
)
@click.argument("folder", type=click.Path(path_type=Path), metavar="文件夹")
@click.option("--region", required=True, metavar="省名", help="哪个省，如 某某省")
@click.option("--year", type=int, required=True, metavar="年份", help="第一份通知是哪一年的")
def new(folder: Path, region: str, year: int) -> None:
    """Start another province's project."""
    from policypress.years.start import start

    click.echo(start(folder, year, region, _say), nl=False)


@cli.command(
    "new-year",
    help="从已有年度带出新年度的全部文件，每一条都标为待确认，并列出任务清单。\n\n例：policypress new-year 2024 --from 2023",
)
@click.argument("year", type=int, metavar="新年份")
@click.option("--from", "source", type=int, metavar="年份", help="从哪一年带过来，默认最近一年")
@project_option
def new_year(root: Path, year: int, source: int | None) -> None:
    """Write a new year's files, everything in them awaiting confirmation."""
    from policypress.years.roll import new_year as roll

    click.echo(roll(root, year, source), nl=False)


@cli.command(
    help="把还待确认的旧引文和新通知里最像的句子并排列出，供核对；不改任何文件。\n\n例：policypress cite 2024"
)
@click.argument("year", type=int, metavar="年份")
@project_option
def cite(root: Path, year: int) -> None:
    """Show old and new sentences side by side."""
    from policypress.policy import checked
    from policypress.years.cite import cite as cited

    click.echo(cited(checked(root), year), nl=False)


@cli.command(
    help="逐条说明两个年度的规定有哪些变化，附两份通知的原句和对算例、各类人员的影响。\n\n例：policypress diff 2023 2024"
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
    click.echo(text if kind == "text" else text.encode(), nl=False)


@cli.command(
    help="写出各种 YAML 文件的 JSON Schema 和字段说明，让 VS Code、PyCharm 边写边提示、检查。\n\n例：policypress schema"
)
@project_option
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="文件夹",
    help="只写到这个文件夹；默认写到项目下的 schemas，并接好编辑器",
)
def schema(root: Path, out: Path | None) -> None:
    """Write the schemas, the field guide and the editors' settings."""
    from policypress.schemas import GUIDE, write_schemas

    folder = write_schemas(root, out, _say)
    click.echo(f"已写出：{folder}；各项怎样写，见 {folder / GUIDE}")


@cli.command(help="按网站自己的排序搜索，要先生成网站。\n\n例：policypress search 公共科目多少学时")
@click.argument("query", metavar="要找的话")
@project_option
@out_option
def search(query: str, root: Path, out: Path | None) -> None:
    """Print what the built site's search finds."""
    from policypress.search.report import found_text
    from policypress.search.store import Store

    click.echo(found_text(query, Store((out or root / "dist") / "site")), nl=False)


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


def _cache(root: Path) -> Path | None:
    """Return where builds of the project keep converted glyphs; None where it was never built."""
    folder = root / "dist" / ".cache"
    return folder if folder.is_dir() else None


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
