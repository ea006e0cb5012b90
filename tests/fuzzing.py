"""Spoilt files for the four readers: each number gives the same file in every run, on every machine.

A file is one of the real ones of its kind with a few of its bytes, words or members changed; what comes out
must be a value or one of our own refusals, within bounded processor time.
"""

from __future__ import annotations

import io
import random
import re
import signal
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from openpyxl import Workbook

from checkout import DATA, ROOT
from pdf_samples import form_file, made, stream
from policypress.faults import PolicyError, UsageError
from policypress.forms.fields import LinesField, TextField
from policypress.forms.model import Form
from policypress.forms.pdf_reading import read_pdf
from policypress.forms.records import read_records
from policypress.forms.word_filling import fill_docx
from policypress.forms.word_reading import read_docx
from policypress.forms.word_template import word_template
from policypress.hours import judge_all
from policypress.policy import load
from policypress.read import read
from policypress.stated_rule import compile_rule
from policypress.tables import read_table
from policypress.training_records import read_records as training_records

SECONDS = 10
"""Processor seconds after which a reader counts as one that never ends; bench/hostile.py holds the real bound."""
NUMBERS = (b"0", b"-1", b"1", b"9999999999", b"2147483648", b"1e400", b"NaN", b"0.1", b"\xef\xbc\x99")
MARKS = (
    b"",
    b"\0",
    b"\n",
    b"\r",
    b"\t",
    b" ",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    "𠮷".encode(),
    b"\x85",
)
WORDS: Mapping[str, Sequence[bytes]] = {
    "yaml": b": |- |[|]|{|}|&a |*a|!!python/none |>|\"|'|#|null|true|~|<<: |? |---\n|...\n|%YAML 9\n|  |||\n- ".split(
        b"|"
    ),
    "csv": b',|"|""|\'|=1+1|@x|;|\t|\r\n|PK\x03\x04|\xc4\xea|\x81'.split(b"|"),
    "xml": (
        b"<|>|/>|</|</c>|<c>|<row>|<v>|<t>|<w:t>|<w:p/>|<w:sdt>|<!--|-->|<![CDATA[|]]>|<?x?>|<!DOCTYPE x>|&lt;|&x;|&#0;"
        b'|&#x110000;| r="A1"| r="ZZZ999"| t="s"| t="b"| t="d"| t="inlineStr"| s="1"| w:val="x"|xmlns="|"|='
    ).split(b"|"),
    "pdf": (
        b"<<|>>|[|]|(|)|/|obj|endobj|stream|endstream|R|xref|trailer|startxref|%%EOF|/Kids|/Parent|/T|/V|/FT|/Tx|/Btn"
        b"|/Length|/Filter/FlateDecode|/LZWDecode|/ASCII85Decode|/RunLengthDecode|/DecodeParms|/Predictor 15|/Columns"
        b"|/ObjStm|/XRef|/W[1 2 1]|/Index[0 9]|/First|/N 9|/Prev 9|/Size|/Root|/Encrypt|1 0 R|2 0 R|3 0 R|<FEFF>|\\050|\\"
    ).split(b"|"),
}
"""What the grammar of each kind turns on."""


TOKEN = re.compile(rb'(?<=")[^"<>]+(?=")|(?<=>)[^<>]+(?=<)|(?<=[\\s,:/(\\[])[^\\s,:/()\\[\\]<>"]+')
"""What may be replaced without breaking the grammar: values of attributes, texts, words and numbers."""


class EndlessError(BaseException):
    """A reader that did not end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of file: real ones, and what reads it."""

    suffix: str
    seeds: Sequence[bytes]
    read: Callable[[Path], object]
    words: Sequence[bytes]


@cache
def kinds() -> Mapping[str, Kind]:
    """Return the kinds by name."""
    policy = load(ROOT)
    form, rule = policy.forms["offline-training"], compile_rule(policy.years[2023])
    words, pdfs = _words(form), _pdfs(form)

    def table(path: Path) -> object:
        reading = training_records(read_table(path), rule)
        return judge_all(rule, reading.records, reading.unread)

    def document(reader: Callable[..., object], path: Path) -> object:
        return reader(path.read_bytes(), policy.forms)

    return {
        "yaml": Kind(suffix=".yaml", seeds=_yaml(), read=partial(_yaml_read, form), words=WORDS["yaml"]),
        "csv": Kind(suffix=".csv", seeds=_csv(), read=table, words=WORDS["csv"]),
        "xlsx": Kind(suffix=".xlsx", seeds=_workbooks(), read=table, words=WORDS["xml"]),
        "docx": Kind(suffix=".docx", seeds=words, read=partial(document, read_docx), words=WORDS["xml"]),
        "pdf": Kind(suffix=".pdf", seeds=pdfs, read=partial(document, read_pdf), words=WORDS["pdf"]),
    }


def spoilt(kind: Kind, number: int) -> bytes:
    """Return the file of that *number*."""
    chance = random.Random(number)  # noqa: S311 - the same file in every run
    return changed(chance.choice(kind.seeds), kind, chance)


def changed(data: bytes, kind: Kind, chance: random.Random) -> bytes:
    """Return *data*, a file of that *kind*, with some of it changed; an archive mostly in its members."""
    if data.startswith(b"PK\3\4") and chance.random() < 0.85:
        return _packed_anew(data, kind.words, chance)
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        data = _once(data, kind.words, chance, chance.choice(kind.seeds))
    return data


@contextmanager
def bounded() -> Iterator[None]:
    """Raise EndlessError in what takes more processor time than any file may."""

    def stop(*_: object) -> None:
        raise EndlessError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def fault_of(kind: Kind, path: Path) -> str:
    """Return what is wrong with how *path* is read: empty where it is read or refused in our own words."""
    try:
        with bounded():
            kind.read(path)
    except (PolicyError, UsageError) as refusal:
        return "" if str(refusal) else "refused without a word"
    except EndlessError:
        return f"more than {SECONDS} s"
    except Exception as error:  # noqa: BLE001 - what escapes is what is looked for
        return f"{type(error).__name__}: {error}"[:200]
    return ""


def _once(data: bytes, words: Sequence[bytes], chance: random.Random, other: bytes) -> bytes:
    """Return *data* with one change: half of them within its grammar, so that readers see what lies deeper."""
    tokens = [found.span() for found in TOKEN.finditer(data)] if chance.random() < 0.5 else []
    if tokens:
        start, end = chance.choice(tokens)
        first, last = chance.choice(tokens)
        put = chance.choice(
            (data[first:last], chance.choice(NUMBERS), b"", "某".encode() * chance.choice((1, 999)))
        )
        return data[:start] + put + data[end:]
    at, size = chance.randrange(len(data) + 1), chance.choice((0, 1, 1, 2, 4, 20, 200))
    start = chance.randrange(len(other) + 1)
    put, cut = chance.choice(
        (
            (bytes([chance.randrange(chance.choice((128, 256)))]), 1),
            (b"", size),
            (data[at : at + size] * 2, size),
            (other[start : start + size * 5], 0),
            (chance.choice(words) * chance.choice((1, 1, 1, 2, 300)), 0),
            (chance.choice(NUMBERS), size),
            (chance.choice(MARKS), 0),
        )
    )
    return _whole(data, at, 0) + put + _whole(data, at + cut, 1)


def _whole(data: bytes, at: int, side: int) -> bytes:
    """Return what stands before (0) or after (1) *at*, which is moved on to where a character begins."""
    while at < len(data) and data[at] & 0xC0 == 0x80:
        at += 1
    return data[at:] if side else data[:at]


def _packed_anew(data: bytes, words: Sequence[bytes], chance: random.Random) -> bytes:
    """Return the archive *data* with something changed in its members, or among them."""
    members = unpacked(data)
    for _ in range(chance.choice((1, 1, 2, 4))):
        name = chance.choice(list(members))
        if chance.random() < 0.05:
            members.pop(name)
        elif chance.random() < 0.05:
            members[name] = chance.choice(list(members.values()))
        else:
            members[name] = _once(members[name], words, chance, chance.choice(list(members.values())))
        if not members:
            break
    return packed(members)


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the members of *data* by name; all of it by the name ``""`` where it is no archive."""
    if not data.startswith(b"PK\3\4"):
        return {"": data}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(members: Mapping[str, bytes]) -> bytes:
    """Return what :func:`unpacked` took apart, its members stored as they are."""
    if "" in members:
        return members[""]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)  # which has one time for all runs
    return out.getvalue()


def _yaml_read(form: Form, path: Path) -> object:
    """Read *path* as records of *form* where it is a list, else as a form itself."""
    if path.read_bytes().startswith(b"-"):
        return list(read_records(path, form).each)
    return read(path.parent, path.name, Form).value


def _yaml() -> Sequence[bytes]:
    form = (DATA / "forms_word" / "registration.yaml").read_bytes()
    years = [path.read_bytes()[:1500] for path in sorted(ROOT.glob("policy/years/2023/*.yaml"))]
    records = "- 申报单位: 某某\n  培训名称: |-\n    某班\n    二\n- {a: [1, 2], 'b': \"x\\n\"}\n".encode()
    return [form, form, records, *(year[: year.rfind(b"\n") + 1] for year in years)]


def _csv() -> Sequence[bytes]:
    text = (DATA / "hours.csv").read_bytes()[:3000]
    return [text, text.decode("utf-8-sig", "ignore").encode("gb18030"), '姓名,"两\n行"\n\'=1,２\n'.encode()]


def _workbooks() -> Sequence[bytes]:
    text = (DATA / "hours.csv").read_text("utf-8-sig").splitlines()[:6]
    out, book = io.BytesIO(), Workbook()
    sheet = book.worksheets[0]
    for line in text:
        sheet.append(list(line.split(",")))
    sheet.append(["某某", 45000.5, 1.5, True, None, -3])
    sheet["B7"].number_format = "yyyy-mm-dd hh:mm"
    book.save(out)
    return [_slim(out.getvalue(), "theme|docProps")]


def _slim(data: bytes, unread: str) -> bytes:
    """Return an archive without the members at which no reader looks, as the pattern *unread* names them."""
    members = unpacked(data).items()
    return packed({name: part for name, part in members if not re.search(unread, name)})


def _words(form: Form) -> Sequence[bytes]:
    template = word_template(form)
    plain = (field.id for _, _, field in form.placed() if isinstance(field, TextField | LinesField))
    records = (dict.fromkeys(plain, "某某"), *(example.values for example in form.examples))
    return [_slim(fill_docx(template, record), "_rels|docProps|^word/(?!document)") for record in records]


def _pdfs(form: Form) -> Sequence[bytes]:
    ids = [field.id for _, _, field in form.placed()]
    fields = b"".join(b"<</FT/Tx/T(%s)/TU(x)/V<FEFF67D0>>>" % id_.encode() for id_ in ids)
    kids = b"<</FT/Tx/T(a)/Kids[<</T(b)/V(x)>><</T(c)/V 3 0 R>>]>>"
    whole = b"<</Type/Catalog/AcroForm<</Fields[%s]>>>>" % fields
    return [made(whole), form_file(kids, stream(b"some text")), made(whole, stream(b"text", 2))]


SHARES: Mapping[str, int] = {"yaml": 4_000, "csv": 5_000, "xlsx": 5_000, "docx": 2_000, "pdf": 4_000}
"""How many files of each kind a run of the tests tries: 20,000, more of what is read faster."""
