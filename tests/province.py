"""A fictional province whose project began with ``new``: other hours, another form, and a second year.

What its editor does by hand stands here as data, as in :mod:`rolled`. 某某省 does not exist.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from checkout import DATA
from guide import NOTICE, change, write
from policypress.texts import digest
from policypress.years.roll import new_year
from policypress.years.start import start
from rolled import confirm_facts, confirm_files

Edits = tuple[tuple[str, str], ...]

REGION = "某某省"
MODEL = "xiangrenshehan-2023-63"
STUDY = DATA / "forms/study-register.yaml"

DOCUMENT: Edits = (
    ("title: 待填：新通知的标题", "title: 关于做好2024年全省事业单位工作人员培训工作的通知（虚构）"),
    ("number: 待填：新通知的发文字号", "number: 湘人社函〔2024〕虚构号"),
    ("issuer: {unknown: 待填}", "issuer: 湖南省人力资源和社会保障厅"),
    ("issued: {unknown: 待填}", "issued: {unknown: 所存文本未载}"),
    ("validity: {unknown: 待填}", "validity: {unknown: 所存文本未载}"),
    (
        "cited_as: 待填：照抄新通知的标题",
        "cited_as: 关于做好2024年全省事业单位工作人员培训工作的通知（虚构）",
    ),
)
"""How the notice of 2024 is registered, before its words are those of the fictional province."""
WORDS: Edits = (
    ("湖南开放大学", "某某开放大学"),
    ("北京思想天下教育科技有限公司", "某某网络学院"),
    ("湖南", "某某"),
    ("湘人社", "某人社"),
    ("三高四新", "某某某某"),
)
"""Words of the model province → those of the fictional one."""
SECOND: Edits = (("在5月31日前", "在4月30日前"), ("2025-05-31", "2025-04-30"), ("2024", "2025"))
"""What the notice of the second year, and the files of that year, say otherwise."""


def replaced(text: str, edits: Edits) -> str:
    """Return *text* with *edits* made wherever they can be."""
    for old, new in edits:
        text = text.replace(old, new)
    return text


def started(folder: Path) -> Path:
    """Make *folder* the province's project with its first year, confirmed on its own notice; return it."""
    start(folder, 2024, REGION, pytest.fail)
    study = STUDY.read_text("utf-8").replace("moumou-2099-1", "notice-2024")
    write(folder / "policy/forms/study-register.yaml", study)
    confirm_facts(folder)
    duties = folder / "policy/years/2024/duties.yaml"
    write(duties, re.sub(r"(?m)^ended:\n(?:  .*\n)+", "", duties.read_text("utf-8")))
    confirm_files(folder)
    shutil.rmtree(folder / "content/pages/2023")
    platform = folder / "content/faq/07-platform.yaml"
    write(platform, re.sub(r"(?s)  - id: award\n.*?    last_year: 2023\n", "", platform.read_text("utf-8")))
    for path in sorted({*folder.rglob("*.yaml"), *folder.rglob("*.md")}):
        if path.is_relative_to(folder / "policy") or path.is_relative_to(folder / "content"):
            write(path, replaced(path.read_text("utf-8"), WORDS))
    pasted(folder, 2024, replaced(NOTICE.read_text("utf-8"), WORDS) + " ".join(study.split("label: ")) + "\n")
    return without_model(folder)


def pasted(folder: Path, year: int, text: str) -> None:
    """Paste *text* as the notice of *year* and register it."""
    write(folder / f"content/notices/notice-{year}.txt", text)
    named = (
        (old, replaced(new, (*WORDS, ("2024", str(year)), ("人社函", f"人社函{year}"))))
        for old, new in DOCUMENT
    )
    change(folder / "policy/documents.yaml", (*named, ("sha256: 待填", f"sha256: {digest(text)}")))


def without_model(folder: Path) -> Path:
    """Take the model out of *folder* as the last task says; return *folder*."""
    documents = folder / "policy/documents.yaml"
    entry = re.compile(rf"(?m)^{MODEL}:\n(?:  .*\n)+")
    text, count = entry.subn("", documents.read_text("utf-8"))
    assert count == 1
    write(documents, text)
    (folder / f"content/notices/{MODEL}.txt").unlink()
    (folder / "policy/years/2024/review.yaml").unlink()
    return folder


def second_year(folder: Path) -> Path:
    """Add the province's second year to *folder*, confirmed on a notice of its own; return *folder*."""
    first = (folder / "content/notices/notice-2024.txt").read_text("utf-8")
    new_year(folder, 2025)
    pasted(folder, 2025, replaced(first, SECOND))
    for path in (folder / "policy/years/2025").glob("*.yaml"):
        text = path.read_text("utf-8").replace("    carried: 2024\n", "")
        if path.name == "review.yaml":
            write(path, text.replace(": 待确认", ": 已确认"))
        else:
            write(path, replaced(text, SECOND))
    change(folder / "policy/site.yaml", (('published: "2024-01-01', 'published: "2025-01-02'),))
    return folder
