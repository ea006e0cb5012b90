"""Many records: memory does not grow with them, several processes do as one, names keep out of each other's way."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from checkout import HANGS, ROOT
from policypress.forms.fill_jobs import AHEAD, SHARE
from policypress.forms.fill_report import MOST_TOLD, REPORT, Report
from policypress.forms.filling import Filled
from policypress.forms.model import Form
from policypress.forms.naming import Names
from policypress.forms.refusals import Refusal
from policypress.read import read

FORM = read(ROOT, "policy/forms/offline-training.yaml", Form).value
FEW, MANY = 1_000, {"csv": 100_000, "xlsx": 10_000}
TOLERANCE = 5.0
"""Megabytes: what the allocator and openpyxl's emptied rows take; 10,000 records that are kept take 20."""
PEAK = """
import json, sys
from pathlib import Path
from policypress.forms.filling import planned
from policypress.forms.model import Form
from policypress.forms.naming import Names
from policypress.forms.records import read_records
from policypress.read import read
form = read(Path(sys.argv[1]), "policy/forms/offline-training.yaml", Form).value
records = read_records(Path(sys.argv[2]), form)
count = sum(1 for _ in planned(records.each, Names("", form), Path("out"), ["docx"]))
peak = Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]
print(json.dumps([count, records.count, int(peak) / 1024]))
"""


def rows(count: int) -> Iterator[list[str]]:
    yield ["申报单位", "培训名称", "培训计划"]
    for number in range(count):
        yield [f"某某单位{number}", f"某某培训班第 {number} 期", f"一、某某内容 {number}。" * 8]


def data_file(folder: Path, kind: str, count: int) -> Path:
    """Write a file of *count* records that differ."""
    file = folder / f"{count}.{kind}"
    if kind == "csv":
        with file.open("w", encoding="gb18030", newline="") as out:
            csv.writer(out).writerows(rows(count))
    else:
        book = Workbook()
        for row in rows(count):
            book.worksheets[0].append(row)  # with shared strings, as Excel and WPS write them
        book.save(file)
    return file


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the most memory of a process alone")
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_many_records_take_no_more_memory_than_few(tmp_path: Path, kind: str) -> None:
    peaks = []
    for count in (FEW, MANY[kind]):
        command = [sys.executable, "-c", PEAK, str(ROOT), str(data_file(tmp_path, kind, count))]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        read_back, counted, megabytes = json.loads(done.stdout)
        assert (read_back, counted) == (count, count if kind == "csv" else None)
        peaks.append(megabytes)
    assert peaks[1] - peaks[0] < TOLERANCE, peaks


def fill(folder: Path, out: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    with filling(folder, out, *arguments) as running:
        output, said = running.communicate(timeout=HANGS)
    return subprocess.CompletedProcess(running.args, running.returncode, output, said)


def filling(folder: Path, out: str, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "policypress", "fill", FORM.id, "记录.csv"]
    return subprocess.Popen(
        [*command, "--project", str(ROOT), "--out", out, "--format", "docx", "--format", "pdf", *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT / "generators"), "PYTHONUTF8": "1", "PATH": ""},
    )


def test_two_processes_write_and_tell_what_one_does(tmp_path: Path) -> None:
    lines, count = (
        ["申报单位,培训名称,单位意见日期"],
        SHARE * 2 * AHEAD + 1,
    )  # more than both have before them
    for number in range(count):
        day = "2023-02-30" if number % 9 == 0 else "2023-06-05"
        lines.append(f"某某单位{number % 5},某某班{number % 3},{day}")
    (tmp_path / "记录.csv").write_text("\n".join(lines), "utf-8")
    alone, together = fill(tmp_path, "表"), fill(tmp_path, "表二", "--jobs", "2")
    assert (alone.returncode, together.returncode) == (1, 1), together.stderr
    assert together.stderr == alone.stderr
    assert alone.stderr.count("没有这一天") == count // 9 + 1
    assert together.stdout == alone.stdout.replace("表", "表二").replace("填表二报告", "填表报告")
    made = [{file.name: file.read_bytes() for file in (tmp_path / out).iterdir()} for out in ("表", "表二")]
    assert made[0] == made[1]
    assert len(made[0]) == 2 * (count - count // 9 - 1) + 1


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lists the processes of a program")
def test_a_process_that_is_killed_ends_the_filling_with_what_would_help(tmp_path: Path) -> None:
    (tmp_path / "记录.csv").write_text("申报单位\n" + "某某单位\n" * 1_000, "utf-8")
    with filling(tmp_path, "表", "--jobs", "2") as running:
        os.kill(spawned(running.pid), signal.SIGKILL)
        _, said = running.communicate(timeout=HANGS)
    assert running.returncode == 2
    assert "有一个填表的进程意外中止，多半是内存不够；请把 --jobs 改小" in said


def spawned(program: int) -> int:
    """Return a process that *program* has started to share its work, once there is one."""
    for _ in range(HANGS * 100):
        for child in Path(f"/proc/{program}/task/{program}/children").read_text().split():
            with suppress(OSError):
                if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                    return int(child)
        time.sleep(0.01)
    raise AssertionError("no process was started")


def test_several_processes_overwrite_nothing_unasked(tmp_path: Path) -> None:
    (tmp_path / "记录.csv").write_text("申报单位\n某某单位\n某某学校\n", "utf-8")
    (tmp_path / "表").mkdir()
    (tmp_path / "表" / "某某学校.pdf").write_bytes(b"mine")
    done = fill(tmp_path, "表", "--jobs", "2")
    assert done.returncode == 1
    assert "第 3 行：“表/某某学校.pdf”已经存在，没有覆盖" in done.stderr.replace("\\", "/")
    assert (tmp_path / "表" / "某某学校.pdf").read_bytes() == b"mine"
    assert not (tmp_path / "表" / "某某学校.docx").exists()


def test_what_breaks_off_says_what_was_filled_before_and_how_to_go_on(tmp_path: Path) -> None:
    (tmp_path / "记录.csv").write_text("申报单位\n某某单位\n某某学校\n某某医院\n", "utf-8")
    (tmp_path / "表/某某学校.docx").mkdir(parents=True)
    done = fill(tmp_path, "表", "--force")
    assert done.returncode == 1
    assert "没有填完；在这之前已生成 2 个文件，在 表。" in done.stderr
    assert "用同样的命令接着填" in done.stderr
    assert sorted(path.name for path in (tmp_path / "表").iterdir()) == [
        "某某单位.docx",
        "某某单位.pdf",
        "某某学校.docx",
    ]


def test_the_report_has_every_reason_and_the_screen_the_first_of_very_many(tmp_path: Path) -> None:
    refusals = tuple(Refusal(field="unit", message=f"原因 {number} \ud800") for number in range(3))
    bad = [Filled(place=f"第 {row} 行", refusals=refusals) for row in range(MOST_TOLD)]
    report = Report(tmp_path / "表", {})
    report.take(bad)
    text = (tmp_path / "表" / REPORT).read_text("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(text)))) == 1 + 3 * MOST_TOLD
    assert len(report.told) == MOST_TOLD
    assert f"共 {3 * MOST_TOLD} 处，上面只列了 {MOST_TOLD} 处" in report.closing


def test_a_report_of_an_earlier_time_does_not_outlive_its_faults(tmp_path: Path) -> None:
    Report(tmp_path, {}).take([Filled(place="第 2 行", refusals=(Refusal(field="unit", message="原因"),))])
    assert (tmp_path / REPORT).exists()
    Report(tmp_path, {}).take([Filled(place="第 2 行", files=1)])
    assert not (tmp_path / REPORT).exists()


@given(
    st.lists(
        st.sampled_from(["某班", "某班-2", "A", "a", "a-2", "é", "e\u0301", "CON", "长" * 90]), max_size=40
    )
)
def test_no_two_records_get_names_that_a_system_takes_for_one(courses: list[str]) -> None:
    names = Names("{培训名称}", FORM)
    given_out = [names.name({"course": course}).casefold().replace("e\u0301", "é") for course in courses]
    assert len(set(given_out)) == len(courses)


def test_a_name_of_rare_characters_is_short_enough_for_linux() -> None:
    name = Names("{培训名称}", FORM).name({"course": "\N{CJK UNIFIED IDEOGRAPH-20BB7}" * 90})
    assert 200 < len(name.encode()) < 240


def test_a_hundred_thousand_records_of_one_name_are_numbered_without_searching() -> None:
    names = Names("{申报单位}", FORM)
    for _ in range(100_000):
        last = names.name({"unit": "某某单位"})
    assert last == "某某单位-100000"
