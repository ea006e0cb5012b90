"""What click says of commands, in Chinese: help pages, and what is wrong with a command line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import click

SECTIONS = {"Options": "选项", "Commands": "命令"}
REQUIRED, RANGE = "[required]", re.compile(r"\[(\d+)<=x<=(\d+)\]")
"""How click marks an option that must be given, and the numbers one takes."""


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

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write options or commands with what each does."""
        told = [
            (name, RANGE.sub(r"（\1 到 \2）", said.replace(REQUIRED, "（必须写）"))) for name, said in rows
        ]
        super().write_dl(told, col_max, col_spacing)


class Context(click.Context):
    """A context whose help pages are Chinese."""

    formatter_class = Formatter


class Chinese(click.Command):
    """Anything whose help is Chinese."""

    context_class = Context

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take over what is written behind the name, and return the rest."""
        try:
            return super().parse_args(ctx, args)
        except click.BadOptionUsage as error:
            error.ctx = ctx  # click leaves out of whose options
            raise

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return ``--help`` with Chinese words."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示本说明"
        return option


class Command(Chinese):
    """A command that tells in Chinese what it has no use for."""

    allow_extra_args = True

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take over what is written behind the command; raise Complaint where there is more than it takes."""
        surplus = super().parse_args(ctx, args)
        if surplus:
            raise Complaint(f"多写了{'、'.join(f'“{each}”' for each in surplus)}；请删去", ctx)
        return surplus


class Group(Chinese, click.Group):
    """A group whose help is Chinese."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that *args* name; raise Complaint where there is none."""
        if self.get_command(ctx, args[0]) is None:
            raise Complaint(f"没有“{args[0]}”这个命令；有：{'、'.join(self.list_commands(ctx))}", ctx)
        return super().resolve_command(ctx, args)


class Complaint(click.UsageError):
    """A wrong command line, told in our own words."""


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
        return f"“{error.option_name}”{_misused(error.option_name, context)}"
    if isinstance(error, click.BadParameter):
        return _bad_value(error, context)
    if isinstance(error, Complaint):
        return error.message
    return "命令写得不对"


def _misused(option: str, context: click.Context | None) -> str:
    """Return what is wrong with how an option is used that there is."""
    flags = [param for param in context.command.params if getattr(param, "is_flag", False)] if context else []
    return "后面不带值" if any(option in flag.opts for flag in flags) else "后面缺少值"


def _bad_value(error: click.BadParameter, context: click.Context | None) -> str:
    """Return what is wrong with the value of one option or argument."""
    if error.param is None or context is None:
        return "有一个值不对"
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
