"""A form prints its document's words and nothing else, and hangs together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from policypress.checks.references import facts_of
from policypress.faults import Fault
from policypress.forms.model import ChoiceField, DateField, Form, Partial, TextField
from policypress.project import Project
from policypress.read import Located
from policypress.texts import squeeze

ID = re.compile(r"[a-z][a-z0-9_]{0,30}")
"""Two of them and a dot are at most 63 characters: a Word control's tag holds 64."""
PRESET = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
"""A preset's id ends the name of its files."""
ID_FORM = "应由小写字母、数字、下划线组成，以字母开头，至多 31 字符"
LEAST_OPTIONS = 2


def forms_print_their_document(project: Project) -> Iterator[Fault]:
    """Yield a fault where a printed word of a form does not stand in its document's stored text."""
    unread = {file for year in project.years.values() for file in year.unread}
    for _, file in _versions(project):
        if project.documents and file.value.document not in project.documents.value:
            yield file.fault("document", f"没有编号为“{file.value.document}”的文件")
        elif file.file in unread:
            continue  # its document is the new notice, and nobody has compared them yet
        elif file.value.document not in project.texts:
            yield file.fault("document", "这份文件没有保存文本，无从核对表样；请先保存文本")
        else:
            held = squeeze(project.texts[file.value.document])
            for place, words in _printed(file.value):
                if not squeeze(words) or squeeze(words) not in held:
                    yield file.fault(place, f"“{words}”不在所存文本中；表上的字应与原件一致")


def _versions(project: Project) -> Iterator[tuple[int, Located[Form]]]:
    """Yield each form as it is and as it was, with the last year it is of: the newest for today's."""
    for year, files in project.earlier_forms.items():
        yield from ((year, file) for file in files)
    yield from ((max(project.years, default=0), file) for file in project.forms)


def _printed(form: Form) -> Iterator[tuple[str, str]]:
    """Yield the place and the words of everything the form prints."""
    yield "title", form.title
    yield "note", form.note
    for i, row in enumerate(form.rows, 1):
        for j, cell in enumerate(row.cells, 1):
            place = f"rows[{i}].cells[{j}]"
            if cell.label is not None:
                yield f"{place}.label", cell.label
            for k, field in enumerate(cell.fields, 1):
                if isinstance(field, ChoiceField):
                    for n, option in enumerate(field.options, 1):
                        yield f"{place}.fields[{k}].options[{n}].label", option.label


def forms_hang_together(project: Project) -> Iterator[Fault]:
    """Yield a fault where rows do not fill the columns, ids repeat, or a route leads nowhere."""
    for year, file in _versions(project):
        yield from _rows(file)
        yield from _fields(file)
        yield from _naming(file)
        yield from _routes(project, file, year)
        for i, example in enumerate(file.value.examples, 1):
            yield from _values(file, f"examples[{i}]", example)
        for id_, preset in file.value.presets.items():
            yield from _values(file, f"presets.{id_}", preset)
            if not PRESET.fullmatch(id_):
                yield file.fault(
                    f"presets.{id_}", f"“{id_}”用作文件名，应由小写字母、数字和连字符组成，以字母开头"
                )


def _rows(file: Located[Form]) -> Iterator[Fault]:
    columns = len(file.value.columns)
    if min(file.value.columns, default=0) <= 0:
        yield file.fault("columns", "列宽（毫米）应为正数，至少一列")
    if not file.value.rows:
        yield file.fault("rows", "表没有行；至少写一行")
    for i, row in enumerate(file.value.rows, 1):
        covered = sum(cell.span for cell in row.cells)
        if covered != columns or min((cell.span for cell in row.cells), default=0) < 1:
            yield file.fault(
                f"rows[{i}].cells", f"各格共占 {covered} 列；应正好占 {columns} 列，每格至少 1 列"
            )
        if row.height <= 0:
            yield file.fault(f"rows[{i}].height", "行高（毫米）应为正数")
        for j, cell in enumerate(row.cells, 1):
            if cell.label is not None and cell.fields:
                yield file.fault(f"rows[{i}].cells[{j}]", "一格或写 label，或写 fields，不能都写；请拆成两格")


def _fields(file: Located[Form]) -> Iterator[Fault]:
    count = Counter(field.id for _, _, field in file.value.placed())
    names = Counter(file.value.names().values())
    for i, row in enumerate(file.value.rows, 1):
        for j, cell in enumerate(row.cells, 1):
            for k, field in enumerate(cell.fields, 1):
                place, name = f"rows[{i}].cells[{j}].fields[{k}]", file.value.names()[field.id]
                if count[field.id] > 1:
                    yield file.fault(
                        f"{place}.id", f"“{field.id}”用了 {count[field.id]} 次；每个编号只能用一次"
                    )
                elif names[name] > 1:
                    yield file.fault(f"{place}.label", f"有几栏都叫“{name}”；请改 label，使行名加栏名不重复")
                if not ID.fullmatch(field.id):
                    yield file.fault(f"{place}.id", f"“{field.id}”{ID_FORM}")
                if isinstance(field, ChoiceField):
                    yield from _options(file, place, field)
                elif not isinstance(field, DateField) and field.length is not None and field.length < 1:
                    yield file.fault(f"{place}.length", "字数应为正数；不限请删去这一项")


def _options(file: Located[Form], place: str, field: ChoiceField) -> Iterator[Fault]:
    ids = [option.id for option in field.options]
    if len(ids) < LEAST_OPTIONS or len(set(ids)) < len(ids):
        yield file.fault(f"{place}.options", "至少写两个选项，编号不能重复")
    for n, id_ in enumerate(ids, 1):
        if not ID.fullmatch(id_):
            yield file.fault(f"{place}.options[{n}].id", f"“{id_}”{ID_FORM}")


def _naming(file: Located[Form]) -> Iterator[Fault]:
    texts = [field.id for _, _, field in file.value.placed() if isinstance(field, TextField)]
    for i, id_ in enumerate(file.value.named_by, 1):
        if id_ not in texts:
            yield file.fault(f"named_by[{i}]", f"“{id_}”不是本表的单行文字栏；有：{'、'.join(texts)}")


def _routes(project: Project, file: Located[Form], year: int) -> Iterator[Fault]:
    routing = file.value.routing
    if routing is None:
        return
    field = next((field for _, _, field in file.value.placed() if field.id == routing.field), None)
    if not isinstance(field, ChoiceField):
        yield file.fault("routing.field", f"“{routing.field}”不是本表的选择栏；应写一个 kind: choice 的栏")
    elif sorted(route.choice for route in routing.routes) != sorted(option.id for option in field.options):
        options = "、".join(option.id for option in field.options)
        yield file.fault("routing.routes", f"每个选项应有且只有一条去向；选项有：{options}")
    facts = facts_of(project.years[year]) if year in project.years else {}
    for place, id_ in [
        ("routing.through", routing.through),
        *((f"routing.routes[{i}].to", route.to) for i, route in enumerate(routing.routes, 1)),
    ]:
        if id_ not in facts:
            yield file.fault(place, f"{year} 年没有名为“{id_}”的条目；应写年度文件里的一个名称")


def _values(file: Located[Form], place: str, partial: Partial) -> Iterator[Fault]:
    fields = {field.id: field for _, _, field in file.value.placed()}
    for id_, value in partial.values.items():
        field = fields.get(id_)
        where = f"{place}.values.{id_}"
        if field is None:
            yield file.fault(where, f"本表没有“{id_}”栏；有：{'、'.join(fields)}")
        elif isinstance(field, ChoiceField):
            labels = [option.label for option in field.options]
            if value not in labels:
                yield file.fault(where, f"“{value}”不是选项；应为：{'、'.join(labels)}")
        elif isinstance(field, DateField):
            try:
                date.fromisoformat(value)
            except ValueError:
                yield file.fault(where, f"“{value}”不是日期；应如 2023-12-31")
        elif field.length is not None and len(value) > field.length:
            yield file.fault(where, f"有 {len(value)} 字；至多 {field.length} 字")
