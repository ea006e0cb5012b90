"""The files of a year, policy/years/YYYY/*.yaml, as written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from policypress.model.facts import Ended, FactEntry
from policypress.model.hours import HourRule
from policypress.model.questions import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Whom to ask where the notice is silent."""

    matter: str
    """问的是什么事项。"""
    whom: str
    """写明向哪个部门询问的条目编号。"""
    phone: str | None = None
    """写明电话的条目编号。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeFile:
    """notice.yaml: the notice itself, whom it covers, whom to ask."""

    document: str
    """本年度通知的编号，与 policy/documents.yaml 里的一致。"""
    facts: dict[str, FactEntry]
    """各条规定，按编号写。编号由小写字母、数字和下划线组成，一年之内不能重复。"""
    ask: tuple[Ask, ...]
    """通知没有规定的事向谁询问，按显示的次序写。"""
    shown_from: date | None = None
    """从哪一天起以这一年为所示年度；不写则从 rule.starts 那天起。"""
    ended: dict[str, Ended] | None = None
    """上一年度有、今年通知不再规定的条目，按编号写。"""
    published: date | None = None
    """本站收录这一年的日期，用于订阅和日历；不写则用网站的发布日期。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A subject of training (公共科目, 专业科目)."""

    label: str
    """科目的名称，与通知一致。"""
    recognised_by: str
    """写明学时由谁认定的条目编号。"""
    filed_with: str
    """写明线下培训报谁备案的条目编号。"""
    reported_to: str | None = None
    """写明学时认定后报谁备案的条目编号；通知没有写的不写这一项。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectsFile:
    """subjects.yaml: the subjects and what is taught in them this year."""

    document: str
    """这份文件里的引文出自哪份文件：policy/documents.yaml 里的编号。"""
    facts: dict[str, FactEntry]
    """各条规定，按编号写。编号由小写字母、数字和下划线组成，一年之内不能重复。"""
    subjects: dict[str, Subject]
    """各科目，按编号写（如 public、professional）。"""
    ended: dict[str, Ended] | None = None
    """上一年度有、今年通知不再规定的条目，按编号写。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursFile:
    """hours.yaml: how much must be learnt by when."""

    document: str
    """这份文件里的引文出自哪份文件：policy/documents.yaml 里的编号。"""
    facts: dict[str, FactEntry]
    """各条规定，按编号写。编号由小写字母、数字和下划线组成，一年之内不能重复。"""
    rule: HourRule
    """学时自测和 policypress hours 所用的规定；每个数都指向上面的一条，不直接写数字。"""
    ended: dict[str, Ended] | None = None
    """上一年度有、今年通知不再规定的条目，按编号写。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A way to gain hours that the notice names."""

    title: str
    """显示给读者的名称。"""
    subject: str | None
    """计入哪个科目的编号；通知没有说的写 null。"""
    hours: str | None
    """写明学时的条目编号；通知没有规定的写 null。"""
    way: str | None
    """参加后记录的“形式”怎样写，例如 网络培训；没有规定的写 null。"""
    facts: tuple[str, ...]
    """写明它的各条的编号；原句会显示出来。"""
    form: str | None = None
    """要填哪张表备案，写表的编号。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingFile:
    """training.yaml: ways of training, providers, seminars, filing."""

    document: str
    """这份文件里的引文出自哪份文件：policy/documents.yaml 里的编号。"""
    facts: dict[str, FactEntry]
    """各条规定，按编号写。编号由小写字母、数字和下划线组成，一年之内不能重复。"""
    offers: dict[str, Offer]
    """通知给出的、可以补足学时的途径，按编号写，按这个次序显示。"""
    ended: dict[str, Ended] | None = None
    """上一年度有、今年通知不再规定的条目，按编号写。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A day by which something must be done."""

    day: str
    """写明日期的条目编号。"""
    who: tuple[Role, ...]
    """涉及谁：个人、单位、主管部门、人社部门。"""
    task: str
    """要做什么，一句话，不写数字。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class DutiesFile:
    """duties.yaml: levels, deadlines, certificate, funds, discipline."""

    document: str
    """这份文件里的引文出自哪份文件：policy/documents.yaml 里的编号。"""
    facts: dict[str, FactEntry]
    """各条规定，按编号写。编号由小写字母、数字和下划线组成，一年之内不能重复。"""
    deadlines: tuple[Deadline, ...]
    """时间节点，从早到晚。"""
    ended: dict[str, Ended] | None = None
    """上一年度有、今年通知不再规定的条目，按编号写。"""


class Review(StrEnum):
    """Whether what was carried over into a year has been read again."""

    OPEN = "待确认"
    DONE = "已确认"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFile:
    """review.yaml: what a year took over from another one besides facts, and whether it was read again."""

    carried_from: int
    """从哪一年带过来。"""
    files: dict[str, Review]
    """要重新看一遍的文件 → 待确认；看过、改好以后写 已确认。"""
    model: str | None = None
    """范本：新项目的条目照哪份通知开始，写它的编号。全部确认以后删去范本，再删去整个 review.yaml。"""
