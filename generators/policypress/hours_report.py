"""The results of the hour rule as text: a table for the screen, JSON, CSV."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence

from policypress.accounts import Capped
from policypress.guarded_csv import csv_text
from policypress.hour_rule import Rule
from policypress.hours import OPEN_POINTS, Cut, Missing, Result, Sums, exclusions

GAP = "  "


def json_text(rule: Rule, results: Iterable[Result]) -> str:
    """Return *results* as a JSON list, hours and days as numbers to a tenth; only of those with rows that were read."""
    data = [_data(rule, result) for result in results if not result.nothing_read]
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def csv_report(rule: Rule, results: Iterable[Result]) -> str:
    """Return *results* as CSV text, one person a row; without BOM."""
    labels = [subject.label for subject in rule.subjects]
    header = ["姓名", "年度", "结论"]
    for kind in ("已计入", "还差", "待认定"):
        header += [f"{kind}累计学时", f"{kind}天数", *(f"{kind}{label}学时" for label in labels)]
    header += ["若待认定的全部认定", "说明"]
    return csv_text([header, *(_csv_row(rule, result) for result in results)])


def table_text(rule: Rule, results: Sequence[Result]) -> str:
    """Return *results* as a table aligned by display width, what is to be said of each person below it."""
    labels = [subject.label for subject in rule.subjects]
    header = ["姓名", "结论", "累计学时", "天数", *labels, "还差", "待认定"]
    lines = _aligned([header, *(_table_row(rule, result) for result in results)])
    notes = [f"{result.name}：{note}" for result in results for note in notes_on(rule, result)]
    head = [f"{rule.year} 年度学时情况，要求：{requirements_text(rule)}", ""]
    foot = ["", *notes] if notes else []
    return "\n".join([*head, *lines, *foot, "", "同名的记录按同一人计算；只计已认定的记录。"]) + "\n"


def number(tenths: int) -> int | float:
    """Return *tenths* as a JSON number: 30, not 30.0; 29.5."""
    return tenths // 10 if tenths % 10 == 0 else tenths / 10


def verdict(result: Result) -> str:
    """Return the verdict in one word."""
    return "达标" if result.qualified else "不能判定" if result.undecided else "未达标"


def missing_text(rule: Rule, missing: Missing) -> str:
    """Return what is missing in words; empty where nothing is."""
    instead = f"（或 {number(missing.days)} 天）" if missing.days is not None else ""
    total = [f"累计 {number(missing.total)} 学时{instead}"] if missing.total else []
    return "，".join([*total, *_subjects_text(rule, missing.subjects)])


def pending_text(rule: Rule, pending: Sums) -> str:
    """Return what awaits recognition in words; empty where nothing does."""
    parts = _subjects_text(rule, pending.subjects)
    unstated = pending.total - sum(pending.subjects.values())
    if unstated:
        parts.append(f"科目未填 {number(unstated)} 学时")
    if pending.days:
        parts.append(f"{number(pending.days)} 天")
    return "，".join(parts)


def cut_text(cut: Cut) -> str:
    """Return in words what the bound on one record takes away."""
    return f"每项有上限，超出的 {number(cut.hours)} 学时不计"


def capped_text(rule: Rule, capped: Capped) -> str:
    """Return in words of which training more was done than counts in a year, and how much counts."""
    labels = {subject.id: subject.label for subject in rule.subjects}
    place = f"“{capped.way}”（{labels.get(capped.subject or '', '科目未填')}）"
    return f"{place}：共 {number(capped.hours)} 学时，一年至多计 {number(capped.cap)} 学时"


def unread_text(rows: int) -> str:
    """Return in words how many rows of a person could not be read."""
    return f"有 {rows} 行没有读入，结论没有包括"


def requirements_text(rule: Rule) -> str:
    """Return the requirements of *rule* in words."""
    days = f"或者 {number(rule.total_days)} 天" if rule.total_days is not None else ""
    subjects = (f"，{subject.label}不少于 {number(subject.hours)} 学时" for subject in rule.subjects)
    return f"累计不少于 {number(rule.total_hours)} 学时{days}{''.join(subjects)}"


def notes_on(rule: Rule, result: Result) -> list[str]:
    """Return what is to be said of *result* besides its numbers, in sentences."""
    notes = [f"不能判定：{OPEN_POINTS[point]}。" for point in result.open_points]
    if result.unread:
        notes.append(f"{unread_text(result.unread)}。")
    if result.would_qualify and not result.qualified:
        notes.append("若待认定的记录全部认定，即达标。")
    sentences = exclusions(rule)
    notes += [f"第 {entry.row} 行未计入：{sentences[entry.reason]}。" for entry in result.excluded]
    notes += [f"第 {entry.row} 行：{cut_text(entry)}。" for entry in result.cut]
    return notes + [f"{capped_text(rule, entry)}。" for entry in result.capped]


def _data(rule: Rule, result: Result) -> Mapping[str, object]:
    sentences = exclusions(rule)
    return {
        "name": result.name,
        "year": result.year,
        "hours": _hours(result.counted),
        "days": number(result.counted.days),
        "met": {"total": result.met.total, **result.met.subjects},
        "qualified": result.qualified,
        "undecided": result.undecided,
        "pending": {**_hours(result.pending), "days": number(result.pending.days)},
        "excluded": [{"row": entry.row, "reason": sentences[entry.reason]} for entry in result.excluded],
        **({"unread": result.unread} if result.unread else {}),
        **(_bounds(result) if rule.credits else {}),
    }


def _bounds(result: Result) -> Mapping[str, object]:
    """Return what the bounds of a rule take away, which only a rule with rates or bounds speaks of."""
    return {
        "cut": [{"row": entry.row, "hours": number(entry.hours)} for entry in result.cut],
        "capped": [
            {
                "way": entry.way,
                "subject": entry.subject,
                "hours": number(entry.hours),
                "cap": number(entry.cap),
            }
            for entry in result.capped
        ],
    }


def _hours(sums: Sums) -> Mapping[str, int | float]:
    return {"total": number(sums.total), **{id_: number(hours) for id_, hours in sums.subjects.items()}}


def _csv_row(rule: Rule, result: Result) -> list[str]:
    row = [result.name, str(result.year), verdict(result)]
    for part in (result.counted, result.missing, result.pending):
        days = "" if part.days is None else str(number(part.days))
        row += [str(number(part.total)), days, *(str(number(hours)) for hours in part.subjects.values())]
    return [*row, _verdict_with_pending(result), "".join(notes_on(rule, result))]


def _verdict_with_pending(result: Result) -> str:
    """Return the verdict if all pending records were recognised."""
    if result.would_be_undecided:
        return "不能判定"
    return "达标" if result.would_qualify else "未达标"


def _table_row(rule: Rule, result: Result) -> list[str]:
    counted = result.counted
    return [
        result.name,
        verdict(result),
        str(number(counted.total)),
        str(number(counted.days)),
        *(str(number(hours)) for hours in counted.subjects.values()),
        missing_text(rule, result.missing) or "-",
        pending_text(rule, result.pending) or "-",
    ]


def _subjects_text(rule: Rule, hours: Mapping[str, int]) -> list[str]:
    """Return the hours of each subject that has any, in words."""
    return [
        f"{subject.label} {number(hours[subject.id])} 学时" for subject in rule.subjects if hours[subject.id]
    ]


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return [
        GAP.join(
            text + " " * (width - _width(text)) for text, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]


def _width(text: str) -> int:
    """Return how many columns *text* takes on a terminal; a Chinese character takes two."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


FORMATS: Mapping[str, Callable[[Rule, Sequence[Result]], str]] = {
    "table": table_text,
    "json": json_text,
    "csv": csv_report,
}
"""What writes the results, by the name of the format."""
