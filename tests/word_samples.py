"""Filled Word forms as other programs leave them, and files that are no form."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping

from checkout import ROOT
from policypress import limits
from policypress.forms.model import Form
from policypress.forms.word_filling import fill_docx
from policypress.forms.word_template import DOCUMENT, word_template
from policypress.read import read

FORMS = {
    form.id: form
    for form in (
        read(ROOT, "policy/forms/offline-training.yaml", Form).value,
        read(ROOT, "tests/data/forms_word/registration.yaml", Form).value,
        read(ROOT, "tests/data/forms/course-register.yaml", Form).value,
    )
}
REAL = FORMS["offline-training"]
TEMPLATES = {id_: word_template(form) for id_, form in FORMS.items()}
RECORD = {"unit": "某某单位", "subject": "public", "course": "某某班", "plan": "一、某某。\n二、某某。"}


def rewritten(change: Callable[[str], str], record: Mapping[str, str] | None = None) -> bytes:
    """Return a filled form whose text was changed as another program would."""
    out = io.BytesIO()
    filled = fill_docx(TEMPLATES[REAL.id], record or RECORD)
    with zipfile.ZipFile(io.BytesIO(filled)) as source, zipfile.ZipFile(out, "w") as target:
        for name in reversed(source.namelist()):
            data = source.read(name)
            target.writestr(name, change(data.decode()).encode() if name == DOCUMENT else data)
    return out.getvalue()


UNIT = '<w:t xml:space="preserve">某某单位</w:t>'
REWRITES: Mapping[str, Callable[[str], str]] = {
    "parts in another order": lambda text: text,
    "runs split": lambda text: text.replace(
        UNIT, '<w:t>某</w:t></w:r><w:proofErr w:type="spellStart"/><w:r w:rsidR="00AA"><w:t>某单位</w:t>'
    ),
    "bookmarks": lambda text: text.replace(
        UNIT, f'<w:bookmarkStart w:id="9" w:name="a"/>{UNIT}<w:bookmarkEnd w:id="9"/>'
    ),
    "tracked changes": lambda text: text.replace(
        f"{UNIT}</w:r>",
        '<w:t>某某</w:t></w:r><w:del w:id="1"><w:r><w:delText>旧</w:delText></w:r></w:del>'
        '<w:ins w:id="2"><w:r><w:t>单位</w:t></w:r></w:ins>',
    ),
    "properties in another order": lambda text: re.sub(
        r"(<w:alias [^>]*/>)(<w:tag [^>]*/>)(<w:id [^>]*/>)<w:lock [^>]*/>", r"\3\2\1", text
    ),
    "Word: revision marks on every paragraph and run": lambda text: text.replace(
        "<w:p>", '<w:p w:rsidR="00A1B2C3" w:rsidRDefault="00D4E5F6">'
    ).replace("<w:r>", '<w:r w:rsidRPr="00112233">'),
    "Word: a run for each character": lambda text: text.replace(
        UNIT, "</w:r><w:r>".join(f"<w:t>{char}</w:t>" for char in "某某单位")
    ),
    "WPS: other identities, and its own data": lambda text: re.sub(
        r'<w:id w:val="(\d+)"/>', r'<w:id w:val="-14745\1"/>', text
    ).replace("<w:sdtContent>", "<w:sdtEndPr/><w:sdtContent>"),
    "LibreOffice: another prefix and line ends as breaks of a kind": lambda text: text.replace(
        "<w:br/>", '<w:br w:type="textWrapping"/>'
    ),
    "another prefix": lambda text: (
        text.replace("xmlns:w=", "xmlns:x=")
        .replace("<w:", "<x:")
        .replace("</w:", "</x:")
        .replace(" w:", " x:")
    ),
    "a placeholder that is switched off": lambda text: re.sub(
        r"(<w:lock [^>]*/>)(<w:text)", r'\1<w:showingPlcHdr w:val="0"/>\2', text
    ),
    "links": lambda text: text.replace(f"{UNIT}</w:r>", f"{UNIT}</w:r><w:hyperlink/>"),
}


def _after(tag: str, xml: str) -> Callable[[str], str]:
    """Return what puts *xml* right after the control *tag*."""
    return lambda text: re.sub(f'(<w:tag w:val="{tag}"/>.*?</w:sdt>)', lambda found: found[1] + xml, text)


def _run(words: str) -> str:
    return f"<w:r><w:t>{words}</w:t></w:r>"


def _plain(tag: str) -> Callable[[str], str]:
    """Return what leaves of the control *tag* its text only."""
    control = rf'<w:sdt>(?:(?!<w:sdt>).)*?<w:tag w:val="{tag}"/>.*?<w:sdtContent>(.*?)</w:sdtContent></w:sdt>'
    return lambda text: re.sub(control, r"\1", text)


NOT_OURS = "不是表上印的字，也没有填在栏目里，没有读入；有用的请填进栏目里"
TYPED_OUTSIDE: Mapping[str, tuple[Callable[[str], str], str]] = {
    "beside": (_after("place", _run("（备用：") + _run("某某楼）")), "“培训地点”后面的“（备用：某某楼）”"),
    "before": (
        lambda text: text.replace("<w:body>", f"<w:body><w:p>{_run('急件')}</w:p>"),
        "文件开头的“急件”",
    ),
    "paragraphs": (
        _after("plan", f"</w:p><w:p>{_run('七、 结业')}</w:p><w:p>{_run('某' * 60)}"),
        f"“培训计划”后面的“七、 结业 {'某' * 34}……”",
    ),
    "a row": (
        lambda text: text.replace(
            "</w:tbl>",
            f"<w:tr><w:tc><w:p>{_run('备注')}</w:p></w:tc><w:tc><w:p>{_run('无')}</w:p></w:tc></w:tr></w:tbl>",
        ),
        "“事业单位人事综合管理部门意见日期”后面的“备注 无”",
    ),
    "a label made longer": (
        lambda text: text.replace(">培训机构地址</w:t>", ">培训机构地址（楼层）</w:t>"),
        "“培训机构”后面的“培训机构地址（楼层）”",
    ),
    "a control made plain": (_plain("unit"), "“申报单位”后面的“某某单位”"),
    "a box made plain": (_plain("subject.public"), "“培训科目”后面的“☑公共科目”"),
    "a control of another": (
        _after("place", f"<w:sdt><w:sdtPr/><w:sdtContent>{_run('某楼')}</w:sdtContent></w:sdt>"),
        "“培训地点”后面的“某楼”",
    ),
    "a text box, kept in two ways": (
        _after(
            "place",
            f"<w:r><w:drawing><w:p>{_run('见附件')}</w:p></w:drawing><w:pict><w:p>{_run('见附件')}</w:p></w:pict></w:r>",
        ),
        "“培训地点”后面的“见附件”",
    ),
}
"""What a person typed outside the fields, and what is said of where it is."""
STILL_OURS: Mapping[str, Callable[[str], str]] = {
    "labels spaced": lambda text: text.replace(">培训地点</w:t>", "> 培训　地点 </w:t>"),
    "a label in paragraphs": lambda text: text.replace(
        ">事业单位</w:t><w:br/>", ">事业单位</w:t></w:r></w:p><w:p><w:r>"
    ),
    "the title in paragraphs": lambda text: text.replace(
        ">事业单位工作人员线下", ">事业单位工作人员</w:t></w:r></w:p><w:p><w:r><w:t>线下"
    ),
    "text that was taken out": _after("place", "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"),
    "a label and a control of another edition": lambda text: text.replace("培训地点", "授课地点"),
    "a day made plain": _plain("unit_opinion_date"),
    "a table that stands there twice": lambda text: re.sub("(<w:tbl>.*</w:tbl>)", r"\1<w:p/>\1", text),
}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


NO_FORMS = (
    (b"", "文件是空的；请给出填好的 .docx 或 .pdf 表格"),
    ("姓名,日期\n甲,2023-03-01\n".encode(), "不是 Word 或 PDF 文件；请给出填好的 .docx 或 .pdf 表格"),
    (b"PK", "已损坏"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "加了密码"),
    (b"PK\x03\x04 nothing", "已损坏"),
    (zipped({"a.txt": b"a"}), "不是 Word 文件"),
    (zipped({DOCUMENT: b"<w"}), "已损坏"),
    (zipped({DOCUMENT: b"<a/>"}), "^这份 Word 文件不是本项目的表，或被别的软件另存时丢了栏目"),
    (zipped({DOCUMENT: b"<a/>", "bomb": b"0" * 40_000_000}), "太大"),
    (zipped({DOCUMENT: b'<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'}), "DOCTYPE"),
    (zipped({DOCUMENT: b"<a>" + b"0" * (limits.WORD_TEXT + 1) + b"</a>"}), "太大"),
    (zipped({DOCUMENT: b"<a>" * 5_000 + b"</a>" * 5_000}), "已损坏"),
    (
        zipped({DOCUMENT: b"<a/>", **{f"{number}.xml": b"" for number in range(limits.ZIP_MEMBERS)}}),
        "太大",
    ),
    (
        zipped({DOCUMENT: b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]><a>&e;</a>'}),
        "DOCTYPE",
    ),
    (
        zipped({DOCUMENT: b'<a xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'}),
        "Strict Open XML",
    ),
    (fill_docx(TEMPLATES[REAL.id], RECORD)[:4000], "已损坏"),
)
