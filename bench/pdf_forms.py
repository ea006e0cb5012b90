"""Filling PDF forms against pypdf's own filling, on the same records in the same run.

Every round is a process of its own, so that memory is counted apart; ours and the peer's take turns.
Time is that of the processor: both run on one, and other work on the machine does not count.
The peer stands for what a program gets from a library today, and is not an equal: it marks viewers to
draw the fields anew, draws Chinese as question marks or not at all, and never wraps it.
"""

from __future__ import annotations

import io
import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from tempfile import gettempdir

from policypress.forms.fields import ChoiceField, DateField, LinesField
from policypress.forms.fonts import find_fonts
from policypress.forms.model import Form
from policypress.forms.pdf_filler import PdfFiller
from policypress.read import read

ROOT = Path(__file__).resolve().parent.parent
FORM = "policy/forms/offline-training.yaml"
CACHE = Path(gettempdir()) / "policypress-bench"
RECORDS, ROUNDS = 1_000, 3
WORDS = "湖南省某某市县区医院学校中心局处科室培训班护理骨干能力提升急救院感沟通教学管理人员专业技术公共科目继续教育学院大学南校区报告厅"
SENTENCES = (
    "一、目标：提升护理骨干能力。",
    "二、内容：急救、院感、沟通。",
    "三、考核：结业测试，90 分合格。",
)


def records(form: Form) -> Iterator[dict[str, str]]:
    """Yield records that differ in every field, the same in every run; one in twenty has a long plan."""
    chance = random.Random(7)  # noqa: S311 - the same records for all
    for number in range(RECORDS):
        record = {}
        for row, _, field in form.placed():
            if isinstance(field, ChoiceField):
                record[field.id] = chance.choice(field.options).id
            elif isinstance(field, DateField):
                record[field.id] = f"2023-{number % 12 + 1:02}-{number % 28 + 1:02}"
            elif isinstance(field, LinesField):
                count = 40 if row.grows and number % 20 == 0 else 3
                record[field.id] = "\n".join(chance.choices(SENTENCES, k=count))
            else:
                record[field.id] = "".join(
                    chance.choices(WORDS, k=min(getattr(field, "length", None) or 9, 5))
                )
        yield record


def filler() -> tuple[Form, PdfFiller]:
    """Return the form and what fills it."""
    form = read(ROOT, FORM, Form).value
    return form, PdfFiller(form, find_fonts(None), CACHE)


def ours(form: Form, made: PdfFiller) -> Iterator[bytes]:
    """Yield our files."""
    return map(made.fill, records(form))


def peers(form: Form, made: PdfFiller) -> Iterator[bytes]:
    """Yield the files of pypdf's own filling."""
    from pypdf import PdfReader, PdfWriter

    reader = PdfReader(io.BytesIO(made.template.data))
    for record in records(form):
        writer = PdfWriter(clone_from=reader)
        writer.update_page_form_field_values(writer.pages[0], widgets(form, record), auto_regenerate=False)
        out = io.BytesIO()
        writer.write(out)
        yield out.getvalue()


def widgets(form: Form, record: Mapping[str, str]) -> dict[str, str]:
    """Return the values of a record by the names of the widgets."""
    values: dict[str, str] = {}
    for _, _, field in form.placed():
        value = record[field.id]
        if isinstance(field, ChoiceField):
            values[f"{field.id}.{value}"] = "/Yes"
        elif isinstance(field, DateField):
            keys = (f"{field.id}.{part}" for part in ("year", "month", "day"))
            values |= dict(zip(keys, value.split("-"), strict=True))
        else:
            values[field.id] = value
    return values


WAYS: Mapping[str, Callable[[Form, PdfFiller], Iterator[bytes]]] = {"ours": ours, "peers": peers}


def measured(way: str) -> None:
    """Print, for the process that asked, milliseconds of CPU and bytes a file, and the most memory in MB."""
    import resource

    form, made = filler()
    for _ in ours(form, made):  # converts the glyphs, which a build keeps from one run to the next
        pass
    start = time.process_time()
    sizes = [len(data) for data in WAYS[way](form, made)]
    seconds = (time.process_time() - start) / RECORDS
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps([seconds * 1000, statistics.mean(sizes), memory]))


def main() -> None:
    """Print milliseconds, bytes and memory of both, and the ratio round by round."""
    rounds = [{way: run(way) for way in WAYS} for _ in range(ROUNDS)]
    names = {"ours": "policypress, PDF filled", "peers": "pypdf's own filling (Chinese drawn wrongly)"}
    for way, name in names.items():
        milliseconds = [each[way][0] for each in rounds]
        _, size, memory = rounds[-1][way]
        times = "  ".join(f"{value:6.2f}" for value in milliseconds)
        print(f"{name:44} CPU ms a file {times}   {size:,.0f} bytes a file   {memory:.0f} MB")
    ratios = "  ".join(f"{each['peers'][0] / each['ours'][0]:6.2f}" for each in rounds)
    print(f"{'times as fast':44}           {ratios}")


def run(way: str) -> tuple[float, float, float]:
    """Return what a process of its own measured."""
    command = [sys.executable, __file__, way]
    milliseconds, size, memory = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return milliseconds, size, memory


if __name__ == "__main__":
    measured(sys.argv[1]) if len(sys.argv) > 1 else main()
