"""A form prints its document's words and nothing else, and hangs together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from policypress.checks.references import facts_of, unregistered
from policypress.faults import Fault
from policypress.forms.entered import Entering
from policypress.forms.fields import ChoiceField, Field, LinesField, NumberField, Space, TextField
from policypress.forms.model import MOST_PRINTED, NUMBER, Form, Partial, Row, numbered
from policypress.forms.repeating import LED_BY
from policypress.forms.values import comparable
from policypress.located import Located
from policypress.project import Project
from policypress.texts import squeeze
from policypress.wording import listed

ID = re.compile(r"[a-z][a-z0-9_]{0,30}")
"""Two of them and a dot are at most 63 characters: a Word control's tag holds 64."""
PRESET = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
"""A preset's id ends the name of its files."""
ID_FORM = "应由小写字母、数字、下划线组成，以字母开头，至多 31 字符"
LEAST_OPTIONS = 2
MOST_WIDE = 180
"""Millimetres: A4 less 15 on either side."""
MOST_DECIMALS = 6


def forms_print_their_document(project: Project) -> Iterator[Fault]:
    """Yield a fault where a printed word of a form does not stand in its document's stored text."""
    unread = {file for year in project.years.values() for file in year.unread}
    for _, file in _versions(project):
        if project.documents and file.value.document not in project.documents.value:
            yield file.fault("document", unregistered(file.value.document, project.documents.value))
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
    yield from ((max(project.years), file) for file in project.forms)


def _printed(form: Form) -> Iterator[tuple[str, str]]:
    """Yield the place and the words of everything the form prints."""
    yield "title", form.title
    yield "note", form.note
    for i, row in enumerate(form.rows, 1):
        for j, cell in enumerate(row.cells, 1):
            place = f"rows[{i}].cells[{j}]"
            if cell.label is not None and not (row.repeat and cell.label == NUMBER):
                yield f"{place}.label", cell.label
            for k, field in enumerate(cell.fields, 1):
                if isinstance(field, Space):
                    yield f"{place}.fields[{k}].label", field.label
                if isinstance(field, ChoiceField):
                    for n, option in enumerate(field.options, 1):
                        yield f"{place}.fields[{k}].options[{n}].label", option.label


def forms_hang_together(project: Project) -> Iterator[Fault]:
    """Yield a fault where rows do not fill the columns, ids repeat, or a route leads nowhere."""
    for year, file in _versions(project):
        if faults := [fault for i, row in enumerate(file.value.rows, 1) for fault in _times(file, i, row)]:
            yield from faults
            continue  # nobody can say which rows are printed
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
    if min(file.value.columns, default=0) <= 0:
        yield file.fault("columns", "列宽（毫米）应为正数，至少一列")
    elif (width := sum(file.value.columns)) > MOST_WIDE:
        yield file.fault("columns", f"各列共宽 {width} 毫米，一页 A4 至多 {MOST_WIDE} 毫米；请减小列宽")
    if not any(file.value.placed()):
        yield file.fault("rows", "表里没有可填的栏；至少写一栏")
    yield from _grid(file)
    for i, row in enumerate(file.value.rows, 1):
        yield from _repeat(file, i, row)
        if row.height <= 0:
            yield file.fault(f"rows[{i}].height", "行高（毫米）应为正数")
        for j, cell in enumerate(row.cells, 1):
            if cell.label is not None and cell.fields:
                yield file.fault(f"rows[{i}].cells[{j}]", "一格或写 label，或写 fields，不能都写；请拆成两格")


def _grid(file: Located[Form]) -> Iterator[Fault]:
    """Yield a fault where the cells of a row leave a column out, overlap, or reach below the table."""
    columns = len(file.value.columns)
    if any(min(cell.span, cell.down) < 1 for row in file.value.rows for cell in row.cells):
        yield file.fault("rows", "每格至少占 1 列、1 行；请改 span 或 down")
        return
    owners = [i for i, row in enumerate(file.value.rows, 1) for _ in row.printed()]
    for n, (i, grid) in enumerate(zip(owners, file.value.grid(), strict=True)):
        placed = sorted((each.column, each.column + each.cell.span) for each in grid)
        if [start for start, _ in placed] + [columns] != [0] + [end for _, end in placed]:
            covered = sum(each.cell.span for each in grid)
            yield file.fault(
                f"rows[{i}].cells",
                f"各格共占 {covered} 列；应正好占 {columns} 列，连同从上面占下来的格，并且不重叠",
            )
            return
        if any(not each.above and n + each.cell.down > len(owners) for each in grid):
            yield file.fault(f"rows[{i}].cells", "有一格占的行数（down）超出了表的末行")


def _times(file: Located[Form], i: int, row: Row) -> Iterator[Fault]:
    if row.repeat and not 1 <= row.repeat.times <= MOST_PRINTED:
        yield file.fault(f"rows[{i}].repeat.times", f"印的行数应在 1 至 {MOST_PRINTED} 之间")


def _repeat(file: Located[Form], i: int, row: Row) -> Iterator[Fault]:
    repeat = row.repeat
    if repeat is None:
        return
    if not ID.fullmatch(repeat.id):
        yield file.fault(f"rows[{i}].repeat.id", f"“{repeat.id}”{ID_FORM}")
    for j, cell in enumerate(row.cells, 1):
        if cell.down > 1:
            yield file.fault(f"rows[{i}].cells[{j}].down", "重复的行里的格不能占几行；请放到别的行")
        for k, field in enumerate(cell.fields, 1):
            if isinstance(field, LinesField) or LED_BY in field.label or _ends_in_digit(field):
                yield file.fault(
                    f"rows[{i}].cells[{j}].fields[{k}]",
                    f"重复的行里不能有多行文字栏，栏名不能含“{LED_BY}”，栏名、编号不能以数字结尾，因为行号接在后面",
                )


def _ends_in_digit(field: Field | Space) -> bool:
    ids = () if isinstance(field, Space) else (field.id,)
    return any(text[-1:].isdigit() for text in (field.label, *ids))


def _fields(file: Located[Form]) -> Iterator[Fault]:
    form, called = file.value, file.value.names()
    count = Counter(
        [field.id for _, _, field in form.placed()] + [row.repeat.id for row in form.rows if row.repeat]
    )
    names = Counter(
        map(comparable, [*called.values(), *(row.repeat.label for row in form.rows if row.repeat)])
    )
    for i, row in enumerate(form.rows, 1):
        for j, cell in enumerate(row.cells, 1):
            for k, written in enumerate(cell.fields, 1):
                if isinstance(written, Space):
                    continue
                field = numbered(written, row.repeat.times) if row.repeat else written
                place, name = f"rows[{i}].cells[{j}].fields[{k}]", called[field.id]
                if count[field.id] > 1:
                    yield file.fault(
                        f"{place}.id", f"“{field.id}”用了 {count[field.id]} 次；每个编号只能用一次"
                    )
                elif names[comparable(name)] > 1:
                    yield file.fault(
                        f"{place}.label",
                        f"有几栏都叫“{name}”（空白、大小写、全角半角不计）；请改 label，使行名加栏名不重复",
                    )
                if not ID.fullmatch(field.id):
                    yield file.fault(f"{place}.id", f"“{field.id}”{ID_FORM}")
                yield from _field(file, place, field)


def _field(file: Located[Form], place: str, field: Field) -> Iterator[Fault]:
    match field:
        case ChoiceField():
            yield from _options(file, place, field)
        case TextField() | LinesField() if field.length is not None and field.length < 1:
            yield file.fault(f"{place}.length", "字数应为正数；不限请删去这一项")
        case NumberField() if not 0 <= field.decimals <= MOST_DECIMALS:
            yield file.fault(f"{place}.decimals", f"小数位数应在 0 至 {MOST_DECIMALS} 之间")


def _options(file: Located[Form], place: str, field: ChoiceField) -> Iterator[Fault]:
    ids = [option.id for option in field.options]
    if len(ids) < LEAST_OPTIONS or len(set(ids)) < len(ids):
        yield file.fault(f"{place}.options", "至少写两个选项，编号不能重复")
    called = Counter(name for each in field.options for name in {comparable(each.label), each.id})
    for n, option in enumerate(field.options, 1):
        if not ID.fullmatch(option.id):
            yield file.fault(f"{place}.options[{n}].id", f"“{option.id}”{ID_FORM}")
        if called[comparable(option.label)] > 1:
            yield file.fault(
                f"{place}.options[{n}].label",
                f"“{option.label}”也是另一项的 label 或 id（空白、大小写、全角半角不计）；请改得不同，否则填表、读表时分不清",
            )


def _naming(file: Located[Form]) -> Iterator[Fault]:
    texts = [field.id for _, _, field in file.value.placed() if isinstance(field, TextField)]
    for i, id_ in enumerate(file.value.named_by, 1):
        if id_ not in texts:
            right = listed("有", texts, "本表没有这样的栏，请删去这一项")
            yield file.fault(f"named_by[{i}]", f"“{id_}”不是本表的单行文字栏；{right}")


def _routes(project: Project, file: Located[Form], year: int) -> Iterator[Fault]:
    routing = file.value.routing
    if routing is None:
        return
    field = file.value.field(routing.field)
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
    names = file.value.names()
    fields = {field.id: field for _, _, field in file.value.placed()}
    given = Entering(file.value, names).entered(partial.values)
    for refusal in given.refusals:
        yield file.fault(f"{place}.values.{refusal.field}", refusal.message)
    for id_, value in partial.values.items():
        field = fields.get(id_)
        if isinstance(field, ChoiceField) and value in {option.id for option in field.options}:
            labels = "、".join(option.label for option in field.options)
            yield file.fault(f"{place}.values.{id_}", f"“{value}”不是选项；应为：{labels}")
