"""What click says, and what every failure is told as, in Chinese."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import click

from policypress.faults import EngineError, PolicyError

REMEDY = "请检查磁盘空间和文件夹权限，并关闭正打开着这些文件的程序，再试一次"
REASONS = {
    errno.ENOSPC: ("磁盘满了", "请腾出空间再试，或换一个盘"),
    errno.EDQUOT: ("磁盘配额用完了", "请腾出空间再试，或换一个盘"),
    errno.EFBIG: ("文件超过了系统允许的大小", "请检查磁盘格式和对单个文件大小的限制"),
    errno.EACCES: ("没有权限", "请检查文件夹权限，并关闭正打开着这个文件的程序，或换一个文件夹"),
    errno.EPERM: ("系统不允许", "请检查文件夹权限，或换一个文件夹"),
    errno.EROFS: ("所在的盘只能读", "请换一个能写的文件夹"),
    errno.EIO: ("磁盘出错", "请检查磁盘，换一个盘再试"),
    errno.ENOENT: ("没有这个文件或文件夹", "请检查路径；生成期间请不要移动或清理文件"),
    errno.ENOTDIR: ("路径中有一段不是文件夹", "请检查路径"),
    errno.EISDIR: ("是文件夹，不是文件", "请检查路径"),
    errno.ENAMETOOLONG: ("路径太长", "请换一个层次少、名称短的文件夹"),
    errno.ELOOP: ("链接绕成了圈", "请删去这个链接"),
    errno.EMFILE: ("同时打开的文件太多", "请关闭别的程序再试"),
    errno.ENOTEMPTY: ("文件夹里还有别的文件", "生成期间请不要往里放文件，再试一次"),
    errno.EBUSY: ("正被别的程序使用", "请关闭正打开着它的程序再试"),
}
"""Why a file could not be read or written, and what would help, by the system's number."""
SECTIONS = {"Options": "选项", "Commands": "命令"}


class Formatter(click.HelpFormatter):
    """Help pages with Chinese headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line of usage."""
        words = args.replace("[OPTIONS]", "[选项]").replace("COMMAND [ARGS]...", "命令 …")
        super().write_usage(prog, words, "用法：" if prefix is None else prefix)

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        """Write a heading and indent what follows."""
        with super().section(SECTIONS.get(name, name)):
            yield


class Context(click.Context):
    """A context whose help pages are Chinese."""

    formatter_class = Formatter


class Command(click.Command):
    """A command whose help is Chinese."""

    context_class = Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return ``--help`` with Chinese words."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示本说明"
        return option


class Group(Command, click.Group):
    """A group whose help is Chinese."""

    command_class = Command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that *args* name; raise Complaint where there is none."""
        if self.get_command(ctx, args[0]) is None:
            raise Complaint(f"没有“{args[0]}”这个命令；有：{'、'.join(self.list_commands(ctx))}", ctx)
        return super().resolve_command(ctx, args)


class Complaint(click.UsageError):
    """A wrong command line, told in our own words."""


def told(error: Exception) -> str:
    """Return what went wrong, for the person at the screen: every fault, or what could not be done and what would help."""
    if isinstance(error, PolicyError):
        return f"{error}\n{error.closing}"
    if isinstance(error, EngineError):
        return f"网站引擎没有通过：\n{error}"
    if isinstance(error, OSError):
        return f"读写文件出错：{_failure(error)}"
    return str(error)


def _failure(error: OSError) -> str:
    """Return which file could not be read or written, why, and what would help."""
    _, remedy = REASONS.get(error.errno or 0, ("", REMEDY))
    where = f"{error.filename}：" if error.filename else ""
    return f"{where}{reason(error)}；{remedy}"


def reason(error: OSError) -> str:
    """Return in words why the system could not do something with a file."""
    why, _ = REASONS.get(error.errno or 0, (error.strerror or str(error), ""))
    # Windows tells the reason more closely, and in its own language.
    return error.strerror or why if getattr(error, "winerror", None) else why


def complaint(error: click.ClickException) -> str:
    """Return what is wrong with a command line, and what would be right."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    if isinstance(error, click.exceptions.NoArgsIsHelpError) and context:
        return context.get_help()
    return f"{_fault(error, context)}；用法见 {context.command_path if context else 'policypress'} --help"


def _fault(error: click.ClickException, context: click.Context | None) -> str:
    if isinstance(error, click.NoSuchOption):
        close = f"，是否想写“{error.possibilities[0]}”" if error.possibilities else ""
        return f"没有“{error.option_name}”这个选项{close}"
    if isinstance(error, click.BadOptionUsage):
        return f"“{error.option_name}”后面缺少值"
    if isinstance(error, click.BadParameter):
        return _bad_value(error, context)
    if isinstance(error, Complaint):
        return error.message
    return f"多写或少写了内容（{error.format_message()}）"


def _bad_value(error: click.BadParameter, context: click.Context | None) -> str:
    """Return what is wrong with the value of one option or argument."""
    if error.param is None or context is None:
        return f"值不对（{error.message}）"
    argument = isinstance(error.param, click.Argument)
    name = error.param.make_metavar(context) if argument else error.param.opts[0]
    if isinstance(error, click.MissingParameter):
        return f"缺少“{name}”"
    wanted = error.param.type
    if isinstance(wanted, click.Choice):
        return f"“{name}”的值应为：{'、'.join(map(str, wanted.choices))}"
    if isinstance(wanted, click.DateTime):
        return f"“{name}”的值应为有的一天，如 2024-01-31"
    if isinstance(wanted, click.IntRange):
        return f"“{name}”的值应为 {wanted.min} 到 {wanted.max} 的整数"
    return f"“{name}”的值应为{'整数' if wanted is click.INT else '合适的内容'}"
