"""What hostile files of up to 5 MB cost each reader: processor seconds and memory, each in a process of its own.

The bounds stand in policypress.limits. The goal for every file is 2 s and 200 MB; what is over is marked.
"""

from __future__ import annotations

import io
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "generators"), str(ROOT / "tests")]

from policypress import limits  # noqa: E402 - found on the path set above
from policypress.faults import PolicyError, UsageError  # noqa: E402
from results import recorded  # noqa: E402

SIZE = 4_900_000
YAML = limits.YAML_CHARACTERS - 20
"""What a YAML file may hold besides the few signs around it."""
SECONDS, MEGABYTES = 2.0, 200
RELS = (
    b'<Relationships><Relationship Id="rId1" Type="r/worksheet" Target="worksheets/sheet1.xml"/>'
    b'<Relationship Id="rId2" Type="r/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
)
SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'


def zipped(parts: dict[str, bytes], base: bytes | None = None) -> bytes:
    """Return a zip of *base* with *parts* put in place of its own."""
    out, held = io.BytesIO(), {}
    if base:
        with zipfile.ZipFile(io.BytesIO(base)) as archive:
            held = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**held, **parts}.items():
            archive.writestr(name, data)
    return out.getvalue()


def sheet(rows: bytes, **parts: bytes) -> bytes:
    """Return a workbook whose sheet holds *rows*; *parts* by their names below xl/, without .xml."""
    from openpyxl import Workbook

    blank, book = io.BytesIO(), Workbook()
    book.worksheets[0].append(["x"])
    book.save(blank)
    changed = {f"xl/{name}.xml": data for name, data in parts.items()}
    if "sharedStrings" in parts:
        changed["xl/_rels/workbook.xml.rels"] = RELS
    return zipped({"xl/worksheets/sheet1.xml": SHEET % rows, **changed}, blank.getvalue())


def workbooks() -> Iterator[tuple[str, bytes]]:
    """Yield workbooks that ask for more than their size, in each of their parts."""
    row, cell = b"<row>%s</row>", b"<c><v>1</v></c>"
    yield "rows", sheet(row % cell * 1_000_000)
    yield "allowed", sheet(row % (cell * 7) * 130_000)
    yield (
        "decimals",
        sheet(b"".join(b"<row>%s</row>" % (b"<c><v>%d.5</v></c>" % n * 7) for n in range(130_000))),
    )
    moments = b"".join(row % b'<c s="1"><v>%d.%d</v></c>' % (40_000 + n % 5_000, n) for n in range(199_000))
    yield "moments", sheet(moments, styles=b'<a><cellXfs><xf/><xf numFmtId="22"/></cellXfs></a>')
    yield "tags", sheet(b"<a/>" * 20_000_000)
    yield "closed", sheet(b"<a/>" * 5_900_000)
    yield "empty", sheet(row % (b"<c/>" * 29) * 190_000)
    yield "wide", sheet(b'<row><c r="ZZZ1"/></row>' * 190_000)
    yield "nested", sheet(b"<a>" * 200_000)
    yield "deep", sheet(b"<c>" * 5_900_000)
    yield "named", sheet(b"".join(b"<a%d/>" % n for n in range(5_900_000)))
    yield "attributes", sheet(b"<row %s/>" % b" ".join(b'b%d=""' % n for n in range(5_000_000)))
    yield "text", sheet(b'<row><c t="inlineStr"><is><t>' + b"x" * 99_000_000 + b"</t></is></c></row>")
    yield "lines", sheet(b"\n" * 99_000_000 + row % cell)
    yield "signs", sheet(row % (b'<c t="inlineStr"><is><t>%s</t></is></c>' % ("x𠮷" * 25_000).encode()) * 400)
    yield (
        "strings",
        sheet(row % b'<c t="s"><v>0</v></c>', sharedStrings=b"<a>%s</a>" % (b"<si><t>x</t></si>" * 990_000)),
    )
    yield (
        "used",
        sheet(
            row % (b'<c t="s"><v>9</v></c>' * 4) * 180_000,
            sharedStrings=b"<a>%s</a>" % (b"<si><t>%s</t></si>" % ("𠮷" * 10_000).encode() * 1_200),
        ),
    )
    yield "styles", sheet(b"", styles=b"<a><cellXfs>%s</cellXfs></a>" % (b"<xf/>" * 5_900_000))
    yield (
        "formats",
        sheet(b"", styles=b"<a>%s</a>" % b"".join(b'<numFmt numFmtId="%d"/>' % n for n in range(2_000_000))),
    )
    yield "sheets", sheet(b"", workbook=b'<a xmlns:r="r">%s</a>' % (b'<sheet r:id="rId1"/>' * 3_000_000))
    chance = random.Random(5)  # noqa: S311 - the same file in every run
    yield (
        "noise",
        sheet(b"".join(row % (b"<c><v>%d</v></c>" % chance.getrandbits(30)) for _ in range(190_000))),
    )


def word(text: bytes) -> bytes:
    """Return a Word file of *text* alone."""
    return zipped({"word/document.xml": text})


def pdf(*objects: bytes) -> bytes:
    """Return a PDF file whose form has the first of *objects* as its field."""
    from pdf_samples import form_file

    return form_file(*objects)


def flate(data: bytes) -> bytes:
    """Return a compressed stream of *data*."""
    packed = zlib.compress(data, 9)
    return b"<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream" % (len(packed), packed)


def hostile() -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of each file."""
    chance = random.Random(5)  # noqa: S311 - the same files in every run
    yield "quoted.yaml", b"a: '" + b"x y " * (YAML // 4) + b"'"
    yield "lines.yaml", b"a: '" + b"x\n\n" * (YAML // 3) + b"'"
    yield "comments.yaml", b"# x\n" * (YAML // 4) + b"a: 1"
    yield "list.yaml", b"[" + b"a, " * (YAML // 3) + b"]"
    yield "nodes.yaml", b"".join(b"- %d\n" % number for number in range(9_000))
    yield "spaces.yaml", b"a:" + b" " * YAML + b"1"
    yield "escapes.yaml", b'a: "' + b"\\u4e2d" * (YAML // 6) + b'"'
    yield "large.yaml", bytes(SIZE)
    yield "commas.csv", b"," * SIZE
    yield "cells.csv", b"aa," * (SIZE // 3)
    yield "rows.csv", b"a\n" * (SIZE // 2)
    yield "wide.csv", ("𠮷," * (SIZE // 5)).encode()
    yield "gbk.csv", "某,".encode("gb18030") * (SIZE // 3)
    yield "quotes.csv", b'"' + b'""' * (SIZE // 2) + b'"'
    yield from ((f"{name}.xlsx", data) for name, data in workbooks())
    yield "zeros.docx", word(bytes(300_000_000))
    yield "tags.docx", word(b"<a>" + b"<a/>" * 990_000 + b"</a>")
    yield "attributes.docx", word(b"<a " + b" ".join(b'b%d=""' % n for n in range(300_000)) + b"/>")
    yield "nested.docx", word(b"<a>" * 1_000_000)
    yield "noise.docx", word(chance.randbytes(3_900_000))
    unit = b"<</FT/Tx/T(unit)/V 3 0 R>>"
    yield "bomb.pdf", pdf(unit, flate(bytes(200_000_000)))
    yield "brackets.pdf", pdf(b"[" * (SIZE // 2) + b"]" * (SIZE // 2))
    yield "kids.pdf", pdf(b"<</T(a)/V 3 0 R/FT/Tx/Kids[%s]>>" % (b"<</T(b)>>" * 4_900), flate(b"a" * 190_000))
    yield "numbers.pdf", pdf(b"[%s]" % (b"1 " * (SIZE // 2)))
    yield "objects.pdf", b"%PDF-1.7\n" + b"1 0 obj<<>>endobj\n" * (SIZE // 18)
    yield "trailers.pdf", b"%PDF-1.7\n" + b"trailer<</Prev 9>>\n" * (SIZE // 19) + b"startxref\n9\n%%EOF"
    yield "names.pdf", pdf(b"<</T(%s)>>" % (b"\\050" * (SIZE // 4)))
    yield "blanks.pdf", b"%PDF-1.7\n" + b" " * SIZE
    yield (
        "xref.pdf",
        b"%PDF-1.7\nxref\n0 240000\n"
        + b"0000000009 00000 n \n" * 240_000
        + b"trailer<</Size 9/Root 1 0 R>>\nstartxref\n9\n%%EOF",
    )


def reader(path: Path) -> Callable[[], object]:
    """Return what reads *path*, with everything it needs already imported."""
    from policypress.file_text import text_of
    from policypress.forms.pdf_reading import read_pdf
    from policypress.forms.word_reading import read_docx
    from policypress.nodes import parse
    from policypress.policy import load
    from policypress.tables import read_table

    if path.suffix == ".yaml":
        return lambda: parse(path.name, text_of(path.parent, path.name))
    if path.suffix in {".csv", ".xlsx"}:
        return lambda: read_table(path)
    forms = load(ROOT).forms
    read = read_pdf if path.suffix == ".pdf" else read_docx
    return lambda: read(path.read_bytes(), forms)


def peak() -> int:
    """Return the most memory this process has held since it was last counted anew, in KB."""
    status = Path("/proc/self/status").read_text("utf-8")
    return int(status.partition("VmHWM:")[2].split()[0])


def measure(path: Path) -> None:
    """Print what reading *path* cost this process, as JSON."""
    read = reader(path)
    # A file that is not refused must not take the machine along.
    resource.setrlimit(resource.RLIMIT_AS, (4_000_000_000, 4_000_000_000))
    # What the process had before is no cost of the file; the peak is counted anew from here.
    Path("/proc/self/clear_refs").write_text("5", "utf-8")
    before, start = peak(), time.process_time()
    try:
        read()
        told = "read"
    except (PolicyError, UsageError) as error:
        told = str(error).replace(str(path.parent), "")[:60]
    seconds = time.process_time() - start
    grown = (peak() - before) / 1024
    print(json.dumps([seconds, grown, told]))


def main() -> int:
    """Print a line for each file; return how many are over a goal."""
    over = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, data in hostile():
            path = Path(folder) / name
            path.write_bytes(data)
            done = subprocess.run(
                [sys.executable, __file__, str(path)], capture_output=True, check=True, text=True, timeout=120
            )
            seconds, grown, told = json.loads(done.stdout)
            beyond = len(data) <= 5_000_000 and (seconds > SECONDS or grown > MEGABYTES)
            over += beyond
            mark = "OVER" if beyond else ""
            print(f"{name:16} {len(data) / 1e6:6.2f} MB {seconds:7.2f} s {grown:6.0f} MB  {mark:4} {told}")
    return over


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(Path(sys.argv[1]))
    else:
        with recorded("Hostile input", ("lxml", "openpyxl", "pypdf", "python-docx", "ruamel.yaml")):
            print(f"over a goal: {main()}")
