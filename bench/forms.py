"""Filling forms in Word and PDF against peers, on the same records in the same run.

Every figure is measured in a process of its own, so that memory is counted apart; ours and the peers' take
turns. Time is that of the processor, as other work on the machine does not count, but for two processes
against one. Ours fits every text into its place. The peers stand for what a program gets from a library
today, and none is an equal: those for Word fill the same places, dates and boxes among them, but fit
nothing, so that what is too long leaves its place; pypdf marks viewers to draw the fields anew, draws
Chinese as question marks or not at all, and never wraps it.
"""

from __future__ import annotations

import csv
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from form_ways import CACHE, WAYS, records
from policypress.forms.filling import fillers, planned
from policypress.forms.fonts import find_fonts
from policypress.forms.model import Form
from policypress.forms.naming import Names
from policypress.read import read
from results import recorded

ROOT = Path(__file__).resolve().parent.parent
FORM = "policy/forms/offline-training.yaml"
RECORDS, ROUNDS = 1_000, 3
FEW, MANY = 100, 100_000
MEMORY = Path("/dev/shm")  # noqa: S108 - only a folder of its own in it is used
"""Where files can be written without a disk, on systems that have it: processes are compared, not disks."""
SHARED = 5_000
"""Records that are filled in both kinds by one process and by two."""
GOALS = (
    ("Word, policypress", "Word, docxtpl (fits nothing)", 40, 1),
    ("Word, policypress", "Word, python-docx open and fill (fits nothing)", 10, 2),
    ("PDF, policypress", "PDF, pypdf's own filling (Chinese drawn wrongly)", 6, ROUNDS),
)
"""Ours, a peer, how many times as fast ours should be, rounds."""


def the_form() -> Form:
    """Return the form that is filled."""
    return read(ROOT, FORM, Form).value


def filled(way: str, count: str) -> list[float]:
    """Return milliseconds of the processor and bytes a file, and the most memory in MB."""
    form = the_form()
    files = WAYS[way](form, list(records(form, int(count) + FEW)))
    for _ in islice(
        files, FEW
    ):  # what is made once, the glyphs of all these words among it, is no cost of a file
        pass
    start = time.process_time()
    sizes = [len(data) for data in files]
    return [(time.process_time() - start) * 1000 / len(sizes), statistics.mean(sizes), peak()]


def peak() -> float:
    """Return the most memory that this process has held, in MB; Linux tells it."""
    return int(Path("/proc/self/status").read_text("utf-8").partition("VmHWM:")[2].split()[0]) / 1024


def blank(kind: str) -> list[float]:
    """Return the seconds in which a blank form is drawn, what it is drawn with at hand."""
    from policypress.forms.files import DRAWN

    form, fonts = the_form(), find_fonts(None)
    CACHE.mkdir(exist_ok=True)
    DRAWN[kind](form, fonts, CACHE, False)
    start = time.process_time()
    DRAWN[kind](form, fonts, CACHE, False)
    return [time.process_time() - start]


def held(kind: str, count: str) -> list[float]:
    """Return the most memory in MB that reading *count* records from CSV and filling them takes; none is kept."""
    from policypress.forms.records import read_records

    form = the_form()
    fill = fillers(form, [kind], None, CACHE)[kind]
    with TemporaryDirectory() as folder:
        data = table(form, Path(folder), int(count))
        for plan in planned(read_records(data, form).each, Names("", form), Path(folder), [kind]):
            fill(plan.record.values)
    return [peak()]


def table(form: Form, folder: Path, count: int) -> Path:
    """Write a spreadsheet of *count* records, whose long plans are cut, and return it."""
    file = folder / "records.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(form.names())
        writer.writerows([text[:40] for text in record.values()] for record in records(form, count))
    return file


def together(jobs: str, count: str) -> list[float]:
    """Return the seconds on the wall in which so many processes fill and write *count* records in both kinds."""
    from policypress.forms.fill_jobs import Task, fill_all
    from policypress.forms.records import read_records

    form, kinds = the_form(), ("docx", "pdf")
    task = Task(form=form, kinds=kinds, font=None, cache=CACHE, force=False)
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        each = read_records(table(form, Path(folder), int(count)), form).each
        start = time.perf_counter()
        done = list(fill_all(planned(each, Names("", form), Path(folder) / "out", kinds), task, int(jobs)))
        seconds = time.perf_counter() - start
    assert all(one.files for one in done)
    return [seconds]


MEASURES: Mapping[str, Callable[..., list[float]]] = {
    each.__name__: each for each in (filled, blank, held, together)
}


def run(measure: str, *arguments: str) -> list[float]:
    """Return what a process of its own measured."""
    command = [sys.executable, __file__, measure, *arguments]
    figures: list[float] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return figures


def compare(ways: tuple[str, str], goal: int, rounds: int) -> None:
    """Print milliseconds, bytes and memory of ours and a peer, and the ratio round by round."""
    measured = [{way: run("filled", way, str(RECORDS)) for way in ways} for _ in range(rounds)]
    for way in ways:
        _, size, memory = measured[-1][way]
        times = "  ".join(f"{each[way][0]:7.2f}" for each in measured)
        print(f"{way:50} CPU ms a file {times}   {size:,.0f} bytes a file   {memory:.0f} MB")
    mine, theirs = ways
    ratios = "  ".join(f"{each[theirs][0] / each[mine][0]:7.1f}" for each in measured)
    print(f"{f'times as fast (goal {goal})':50}               {ratios}", flush=True)


def main() -> None:
    """Print every figure beside its goal."""
    for mine, theirs, goal, rounds in GOALS:
        compare((mine, theirs), goal, rounds)
    for kind in ("docx", "pdf"):
        print(f"blank {kind}: {run('blank', kind)[0]:.3f} s of the processor (goal 0.1)", flush=True)
    for kind in ("docx", "pdf"):
        few, many = (run("held", kind, str(count))[0] for count in (FEW, MANY))
        print(f"{kind} memory: {few:.0f} MB for {FEW:,} records, {many:.0f} MB for {MANY:,}", flush=True)
    one, two = (run("together", jobs, str(SHARED))[0] for jobs in "12")
    print(f"{SHARED:,} records, Word and PDF: one process {one:.1f} s, two {two:.1f} s, ", end="")
    print(f"{one / two:.2f} times as fast (goal 1.6)")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(MEASURES[sys.argv[1]](*sys.argv[2:])))
    else:
        with recorded("Filling forms", ("docxtpl", "python-docx", "pypdf")):
            main()
