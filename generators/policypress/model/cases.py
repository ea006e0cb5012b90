"""Fictional people and their training: worked examples (policy/cases) and policy/profiles.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Status(StrEnum):
    """认定状态 of a training record."""

    RECOGNISED = "已认定"
    PENDING = "待认定"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRecord:
    """One training record of a worked example."""

    day: date
    """日期。"""
    title: str
    """培训名称。"""
    subject: str | None
    """科目的名称（如 公共科目）；记录没有写的写 null。"""
    way: str
    """形式，如 网络培训。"""
    status: Status
    """认定状态：已认定 或 待认定。"""
    hours: Decimal | None = None
    """学时，至多一位小数。"""
    days: Decimal | None = None
    """天数，至多一位小数。"""
    makeup_year: int | None = None
    """补训年度：为哪一年补训。"""
    makeup_approval: str | None = None
    """补训批准：由谁批准。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResult:
    """What the rule must say of a worked example."""

    total: Decimal
    """计入的总学时。"""
    subjects: dict[str, Decimal]
    """科目的编号 → 计入的学时。"""
    days: Decimal
    """计入的天数。"""
    qualified: bool
    """是否全部达到。"""
    undecided: bool
    """是否因通知没有规定而不能判定。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A worked example of the hour rule: shown to readers, run by tests in both languages."""

    id: str
    """算例在页面上的地址：小写字母、数字和连字符。"""
    title: str
    """这个算例说明什么。"""
    records: tuple[CaseRecord, ...]
    """各条培训记录，都是虚构的。"""
    result: CaseResult
    """按规定应得的结果；与算出的不一致时 check 会指出。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesFile:
    """cases/YYYY.yaml: worked examples of one year."""

    cases: tuple[Case, ...]
    """各个算例，按显示的次序写。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileRecord:
    """One training record of a profile, which recurs every year."""

    day: str
    """日期，只写月和日，如 "03-15"，要加引号；补训的日期在次年。"""
    title: str
    """培训名称。"""
    subject: str | None
    """科目的名称（如 公共科目）；记录没有写的写 null。"""
    way: str
    """形式，如 网络培训。"""
    status: Status
    """认定状态：已认定 或 待认定。"""
    hours: Decimal | None = None
    """学时，至多一位小数。"""
    days: Decimal | None = None
    """天数，至多一位小数。"""
    makeup: bool = False
    """是否为上一年补训，默认 false。"""
    makeup_approval: str | None = None
    """补训批准：由谁批准。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A fictional person who trains alike every year: shows what a change of the rule does to whom."""

    id: str
    """这类人员在页面上的地址：小写字母、数字和连字符。"""
    title: str
    """是什么人，例如 全年只学网络公共课的某甲；不写真人。"""
    records: tuple[ProfileRecord, ...]
    """各条培训记录，每年相同。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfilesFile:
    """profiles.yaml: people whose results are compared from year to year."""

    profiles: tuple[Profile, ...]
    """各类虚构人员，按显示的次序写。"""
