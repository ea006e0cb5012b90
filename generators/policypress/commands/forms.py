"""Commands about forms: fill, read, refresh."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from policypress.commands.chinese import Command
from policypress.commands.options import FAULTY, OUT, format_option, hand_over, project_option, say
from policypress.faults import UsageError

if TYPE_CHECKING:
    from policypress.forms.fill_report import Report


SHOWN_FROM = 20
"""Records from which on a progress bar is worth its line."""
MOST_JOBS = 60
"""Processes that one can wait for on Windows."""
T = TypeVar("T")


@click.command(
    cls=Command,
    help="把数据填进表格，一条记录一份文件。有问题的记录逐条说明，其余照常生成。\n\n"
    "数据为 .yaml、.json、.csv 或 .xlsx，栏目名用表上的字。\n\n"
    "例：policypress fill offline-training 培训班.xlsx --format docx --format pdf --out 已填",
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
    from policypress.environment import font_of
    from policypress.forms.fill_jobs import Task, fill_all
    from policypress.forms.fill_report import Report
    from policypress.forms.filling import planned
    from policypress.forms.naming import Names
    from policypress.forms.records import read_records
    from policypress.out_folder import refuse_unfit
    from policypress.policy import load
    from policypress.wording import listed

    refuse_unfit(root, out)
    policy = load(root)
    if form_id not in policy.forms:
        there = listed("有", policy.forms, "本项目没有表格")
        raise UsageError(f"没有编号为“{form_id}”的表格；{there}")
    form, each_kind = policy.forms[form_id], tuple(dict.fromkeys(kinds))
    names, records = Names(pattern, form), read_records(data, form)
    if records.unread:
        say(f"{data} {records.unread}")
    task = Task(form=form, kinds=each_kind, font=font_of(root, policy.site), cache=_glyphs(root), force=force)
    results = fill_all(planned(records.each, names, out, each_kind), task, jobs)
    report = Report(out, form.names())
    try:
        report.take(_with_bar(results, records.count))
    except BaseException:
        _tell(data, report)
        if report.files:
            say(
                f"没有填完；在这之前已{report.closing}。解决下面的问题后，用同样的命令接着填，已有的文件不会动"
            )
        raise
    _tell(data, report)
    click.echo(report.closing)
    return FAULTY if report.bad else 0


def _tell(data: Path, report: Report) -> None:
    for message in report.told:
        say(f"{data} {message}")


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


@click.command(
    cls=Command,
    help="从填好的 Word 或 PDF 表格里读出各栏内容；读出的文件可以再用来填表，份数很多时请用 json 或 csv。\n\n"
    "表上重复的行（如课程表），yaml 和 json 里列在它的名称下，一行一项；csv 里各占一列，栏名后带行号，如“课程1”。\n\n"
    "例：policypress read 已填.docx 已填.pdf --format json",
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
    from policypress.forms.readings_out import WRITERS, unfit
    from policypress.policy import load

    forms, readings, bad = load(root, draft=True).known_forms, [], False
    for file in files:
        try:
            reading = read_file(file, forms)
        except UsageError as error:
            bad = True
            say(f"{file}：{error}")
            continue
        readings.append(reading)
        bad = bad or bool(reading.remarks)
        for each in (*reading.remarks, *reading.hints):
            say(f"{file}：{each}")
    text = WRITERS[kind](readings, by_id=keys == "id")
    hand_over(text, kind)
    if kind == "yaml" and (fault := unfit(text)):
        say(f"读出的 yaml 不能再用来填表（{fault}）；请改用 --format json")
    return FAULTY if bad else 0


@click.command(
    cls=Command,
    help="重新绘制别的软件填写后显示不对的 PDF 表格：读出内容，填入一份干净的表。\n\n"
    "例：policypress refresh 已填.pdf -o 重绘.pdf",
)
@click.argument("file", type=click.Path(path_type=Path), metavar="文件.pdf")
@project_option
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), required=True, metavar="新文件.pdf", help="写到哪个文件"
)
@click.option("--force", is_flag=True, help="新文件已存在时覆盖，包括原文件自己")
def refresh(file: Path, root: Path, out: Path, force: bool) -> int:
    """Redraw a PDF form."""
    from policypress.environment import font_of
    from policypress.forms.fonts import find_fonts
    from policypress.forms.read_files import content_of
    from policypress.forms.refreshing import refreshed
    from policypress.forms.refusals import RecordRefused
    from policypress.out_folder import refuse_sources
    from policypress.policy import load
    from policypress.whole_files import write_whole

    refuse_sources(root, out)
    if out.suffix.lower() != ".pdf":
        raise UsageError(f"“{out}”不以 .pdf 结尾；refresh 写出的是 PDF 表，请改成以 .pdf 结尾的文件名")
    if out.exists() and not force:
        raise UsageError(f"“{out}”已经存在；请换一个文件名，或用 --force 覆盖")
    policy = load(root)
    try:
        fonts = find_fonts(font_of(root, policy.site))
        data = refreshed(content_of(file), policy.known_forms, fonts, _glyphs(root))
    except UsageError as error:
        raise UsageError(f"{file}：{error}") from error
    except RecordRefused as refused:
        for refusal in refused.refusals:
            say(f"{file}：{refusal.message}")
        return FAULTY
    write_whole(out, data)
    click.echo(f"已重新绘制：{out}")
    return 0


def _glyphs(root: Path) -> Path | None:
    """Return where builds of the project keep converted glyphs; None where none has made that folder."""
    from policypress.environment import glyph_folder

    folder = glyph_folder(root / OUT)
    return folder if folder.is_dir() else None
