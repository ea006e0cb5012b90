"""Files of filled forms are named the same by the command and by the browser's modules."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from browser_modules import said_by
from checkout import ROOT
from policypress.faults import UsageError
from policypress.forms.browser_form import fields_data
from policypress.forms.model import Form
from policypress.forms.naming import Names
from policypress.read import read

FORM = read(ROOT, "policy/forms/offline-training.yaml", Form).value
UNITS = (
    *(
        "某某院",
        "某某院",
        "某某院-2",
        "CON",
        "con.txt",
        "lpt¹.表",
        "..某某..",
        "- -",
        "",
        "a/b\\c:d*e?f",
        "某\n某",
    ),
    *("STRASSE", "straße", "Straẞe", "ı", "I", "i", "İ", "é", "e\u0301", "É", "ΑΣ", "ας", "ﬁn", "FIN"),
    *("con.培训", "Con .a.b", "nul\u3000.a", "com1.a\u2028b", "conın$", "aux." + "某" * 90),
    *("\ud800某\x07", "𠮷" * 90, "𠮷" * 90, "某" * 90, "A" * 79 + " b", "conin$", "con", "CON-2", "{unit}"),
)


def in_browser(pattern: str, records: Sequence[dict[str, str]]) -> list[str] | str:
    form = {"title": FORM.title, "namedBy": FORM.named_by, **fields_data(FORM)}
    said: list[str] | str = said_by("names-stdin.js", {"form": form, "pattern": pattern, "records": records})
    return said


def in_python(pattern: str, records: Sequence[dict[str, str]]) -> list[str] | str:
    try:
        return list(map(Names(pattern, FORM).name, records))
    except UsageError as error:
        return str(error).replace("--name ", "文件名", 1)


@pytest.mark.parametrize(
    "pattern",
    [
        *("", "{申报单位}", "{unit}-{培训科目}", "备案表 {单位意见日期}{unit}", "没有栏目", "nul"),
        *("{车牌}", "{申报单位", "申报}单位", "{}", "{{unit}}", "a{unit}b{申报 单位}"),
    ],
)
def test_every_pattern_names_alike_or_is_refused_alike(pattern: str) -> None:
    records = [{"unit": unit, "subject": "public", "unit_opinion_date": "2023-06-05"} for unit in UNITS]
    assert in_browser(pattern, records) == in_python(pattern, records)


def test_no_name_is_a_device_of_windows_whatever_is_put_after_it() -> None:
    names = in_python("", [{"unit": unit} for unit in (*UNITS, "com1.x.y", "LPT¹.表", "prn .a")])
    begun = {name.partition(".")[0].rstrip(" ").lower() for name in names}
    assert not begun & {"con", "prn", "aux", "nul", "com1", "lpt¹", "conin$"}
    assert {"con_.培训", "con_-2", "Con _.a.b", "com1_.x.y"} <= set(names)


def test_a_choice_is_named_by_its_words() -> None:
    assert in_python("{培训科目}", [{"subject": "public"}, {}]) == [
        "公共科目",
        "事业单位工作人员线下培训备案表",
    ]
