"""The values of a filled Word form, whatever program saved it; bounded in time and memory.

Fields are content controls found by their tags (ISO/IEC 29500-1, 17.5.2), in any order and however
their text is cut into runs. What is damaged, locked or oversized is refused in words.

site/js/form-reading-word.js does the same in the browser.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from typing import Any, assert_never

from lxml import etree

from policypress import limits
from policypress.faults import UsageError
from policypress.forms.fields import (
    DAY_WORDS,
    UNTIL,
    ChoiceField,
    DateField,
    Field,
    LinesField,
    NumberField,
    PeriodField,
    TextField,
)
from policypress.forms.fitting import join
from policypress.forms.model import Form
from policypress.forms.reading import (
    Reading,
    chosen,
    differences,
    form_of,
    lacking,
    pages,
    printed_texts,
    read_back,
    read_fields,
    refuse_two_tables,
    shortened,
)
from policypress.forms.repeating import columns, repeats_of
from policypress.forms.word_controls import tags
from policypress.forms.word_shown import W, is_on, name_of, shown, stretches, tag_of
from policypress.forms.word_template import DOCUMENT, FURTHER
from policypress.tables import OLE
from policypress.texts import squeeze

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
TICKED = frozenset("☑☒✓✔√\uf0fc\uf0fd\uf0fe\uf050\uf052\uf054")
"""What a ticked box shows; the last six are signs of the fonts Wingdings and Wingdings 2."""
NOT_TICKED = frozenset("☐□\uf06f\uf0a8\uf0a3")
GOES_ON = re.compile(r"(.+)（续(?:[0-9]+/[0-9]+)?）")
"""What a further page says of the text that goes on there, spaces aside."""

Controls = Mapping[str, Sequence[Any]]
"""By tag: where a table was copied within its file, each stands there twice."""


def read_docx(data: bytes, forms: Mapping[str, Form]) -> Reading:
    """Return what stands in the filled Word file *data* of one of *forms*.

    Raise UsageError, saying what is wrong and what would help, where it is none of them.
    """
    root = _root(_document(data))
    found = _controls(root)
    form = form_of({_head(tag) for tag in found}, forms, "Word")
    _refuse_two_tables(found, form)
    values, remarks = read_fields(form, partial(_value, found=found), partial(_joined, found=found))
    printed = printed_texts(form.id, forms.values()).union(
        squeeze(name_of(control)) for controls in found.values() for control in controls
    )
    return Reading(
        form=form,
        values=values,
        remarks=(*_outside(root, form, values, printed), *_differences(found, form), *remarks),
        hints=tuple(lacking(form, {*_tags(form)} - found.keys())),
    )


def _document(data: bytes) -> bytes:
    if len(data) > limits.WORD_BYTES:
        raise UsageError(f"文件超过 {limits.WORD_BYTES // 1_000_000} MB，不像是填好的表，没有读")
    if data.startswith(OLE):
        raise UsageError("这是加了密码的文件或旧版 .doc；请去掉密码，另存为 .docx 再试")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _bounded(package)
            with package.open(DOCUMENT, "r") as stream:
                text = stream.read(limits.WORD_TEXT + 1)
    except UsageError:
        raise
    except KeyError:
        raise UsageError("这不是 Word 文件；请给出填好的 .docx 表格") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        raise UsageError("这份 Word 文件已损坏或加了密码，读不出来；请用 Word 或 WPS 另存一份再试") from None
    if len(text) > limits.WORD_TEXT:
        raise UsageError("这份 Word 文件解开后太大，不像是填好的表，没有读")
    return text


def _bounded(package: zipfile.ZipFile) -> None:
    """Raise UsageError where the directory promises more than a filled form holds."""
    members = package.infolist()
    if len(members) > limits.ZIP_MEMBERS or sum(member.file_size for member in members) > limits.WORD_BYTES:
        raise UsageError("这份 Word 文件解开后太大，不像是填好的表，没有读")


def _root(text: bytes) -> Any:
    if STRICT in text[:20_000]:
        raise UsageError("这份文件是“Strict Open XML”格式；请另存为普通的 .docx 再试")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        tree = etree.fromstring(text, parser)
    except etree.XMLSyntaxError:
        raise UsageError("这份 Word 文件已损坏，读不出来；请用 Word 或 WPS 另存一份再试") from None
    if tree.getroottree().docinfo.doctype:
        raise UsageError("这份 Word 文件含有不该有的定义（DOCTYPE），可能不安全，没有读")
    return tree


def _controls(root: Any) -> Controls:
    found: dict[str, list[Any]] = {}
    for control in root.iter(f"{W}sdt"):
        if tag := tag_of(control):
            found.setdefault(tag, []).append(control)
    return found


def _refuse_two_tables(found: Controls, form: Form) -> None:
    """Raise UsageError where a text stands in *found* twice, and not the same; of boxes :func:`chosen` tells."""
    boxes = {tag for _, _, field in form.placed() if isinstance(field, ChoiceField) for tag in tags(field)}
    places = ((name_of(same[0]), map(shown, same)) for tag, same in found.items() if tag not in boxes)
    refuse_two_tables("Word", places)


def _outside(root: Any, form: Form, values: Mapping[str, str], printed: AbstractSet[str]) -> Iterator[str]:
    """Yield what is told of text that stands in no control and is none of ours; *printed* has no white space.

    Ours is what is *printed* on the form, and what further pages say of the text that goes on there.
    """
    names = form.names()
    repeated = {squeeze(f"{name}：{values[id_]}") for id_, name in names.items() if id_ in values}
    may_continue = {*names.values(), *(squeeze(repeat.label) for repeat in repeats_of(columns(form, names)))}
    near, strangers = "", dict[str, list[str]]()

    def is_ours(text: str) -> bool:
        goes_on = GOES_ON.fullmatch(text)
        return text in printed or text in repeated or (goes_on is not None and goes_on[1] in may_continue)

    for name, paragraphs in stretches(root):
        whole = squeeze("".join(paragraphs))
        near = name or near
        for text in [whole] if is_ours(whole) else paragraphs:
            if is_ours(squeeze(text)):
                near = squeeze(text) or near
            else:
                strangers.setdefault(near, []).append(" ".join(text.split()))
    for near, texts in strangers.items():
        place = f"“{shortened(near)}”后面" if near else "文件开头"
        yield f"{place}的“{shortened(' '.join(dict.fromkeys(texts)))}”不是表上印的字，也没有填在栏目里，没有读入；有用的请填进栏目里"


def _head(tag: str) -> str:
    """Return the id of the field to which the control *tag* belongs."""
    return tag.partition(".")[0]


def _tags(form: Form) -> Iterator[str]:
    for _, _, field in form.placed():
        yield from tags(field)


def _differences(found: Controls, form: Form) -> Iterator[str]:
    expected, names = set(_tags(form)), form.names()
    may_continue = {*names, *(repeat.id for repeat in repeats_of(columns(form, names)))}
    strangers = (
        (tag, name_of(controls[0]), _text(controls))
        for tag, controls in found.items()
        if tag not in expected
        and not ((continued := FURTHER.fullmatch(tag)) and continued[1] in may_continue)
    )
    return differences(form, strangers, partial(_pages, found=found))


def _value(field: Field, name: str, found: Controls) -> tuple[str, str]:
    """Return the value of *field*, empty where there is none, and what could not be taken over."""
    match field:
        case ChoiceField():
            return _choice(field, name, found)
        case PeriodField():
            ends = [_day(tag, found) for tag in tags(field)]
            return read_back(field, name, UNTIL.join(ends)) if any(ends) else ("", "")
        case DateField():
            return read_back(field, name, _day(field.id, found))
        case TextField() | LinesField() | NumberField():
            return read_back(field, name, _joined(field.id, found))
    assert_never(field)


def _day(tag: str, found: Controls) -> str:
    """Return what stands in the control of a day; nothing where only the printed words do."""
    text = _joined(tag, found)
    return "" if squeeze(text) == DAY_WORDS else text


def _joined(id_: str, found: Controls) -> str:
    """Return the text of a field, or of a repetition, with what goes on on further pages."""
    return join([*_pages(id_, found).values()] or [""])


def _pages(id_: str, found: Controls) -> Mapping[int, str]:
    """Return the text of a field, or of a repetition, by number of the further page, 0 for its own place."""
    there = pages(found, lambda page: f"{id_}.further.{page}" if page else id_)
    return {page: _text(controls) for page, controls in there.items()}


def _choice(field: ChoiceField, name: str, found: Controls) -> tuple[str, str]:
    ticked, unclear = [], []
    for option in field.options:
        same = found.get(f"{field.id}.{option.id}", ())
        states = [_is_ticked(box) for box in same]
        if any(states):
            ticked.append(option.label)
            continue
        unclear += [
            f"“{name}：{option.label}”的方框里是“{shown(box)}”，不能确定是否勾选，没有读入；请重新勾选，或取消勾选"
            for box, state in zip(same, states, strict=True)
            if state is None
        ]
    value, remark = chosen(name, ticked)
    return value, "；".join(filter(None, (remark, *unclear)))


def _is_ticked(control: Any) -> bool | None:
    """Return whether a box is ticked, as its reader sees it; None where what it shows cannot be trusted.

    A program that does not know boxes leaves the switch as it was when somebody types a tick.
    """
    checked = control.find(f"{W}sdtPr/{W14}checkbox/{W14}checked")
    switched_on = checked is not None and is_on(checked, W14)
    signs = set(squeeze(shown(control)))
    if signs & TICKED:
        return True
    if signs and switched_on == bool(signs & NOT_TICKED):
        return None
    return switched_on


def _text(controls: Sequence[Any]) -> str:
    """Return what one of the *controls* of one tag shows, of which no two show different texts."""
    return next(filter(None, map(shown, controls)), "")
