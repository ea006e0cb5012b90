"""What click says of commands, in Chinese: help pages, and what is wrong with a command line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

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
