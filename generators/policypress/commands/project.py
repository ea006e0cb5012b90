"""Commands about a project's own files: new, check, schema."""

from __future__ import annotations

from pathlib import Path

import click

from policypress.commands.chinese import Command
from policypress.commands.options import FAULTY, project_option, say


@click.command(
    cls=Command,
    help="为另一个省新建项目：照范本开始，每一条都标为待确认，换成本省通知的原句以前不能发布。\n\n"
    "例：policypress new 培训指南 --region 某某省 --year 2026",
)
@click.argument("folder", type=click.Path(path_type=Path), metavar="文件夹")
@click.option("--region", required=True, metavar="省名", help="哪个省，如 某某省")
@click.option("--year", type=int, required=True, metavar="年份", help="第一份通知是哪一年的")
def new(folder: Path, region: str, year: int) -> None:
    """Start another province's project."""
    from policypress.years.start import start

    click.echo(start(folder, year, region, say), nl=False)


@click.command(
    cls=Command,
    help="检查项目的所有文件，一次列出全部问题；再说明各年度哪些已变更、哪些还待确认。\n\n例：policypress check",
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


@click.command(
    cls=Command,
    help="写出各种 YAML 文件的 JSON Schema 和字段说明，让 VS Code、PyCharm 边写边提示、检查。\n\n例：policypress schema",
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

    folder = write_schemas(root, out, say)
    click.echo(f"已写出：{folder}；各项怎样写，见 {folder / GUIDE}")
