"""What an hour rule states can be reckoned exactly, in one way only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from policypress.checks.references import facts_of
from policypress.faults import Fault
from policypress.model.facts import FactEntry, Value
from policypress.model.hours import HourCredit, HourRule, Reckoning
from policypress.project import Project
from policypress.readings import share


def the_hour_rule_can_be_reckoned(project: Project) -> Iterator[Fault]:
    """Yield a fault where a rule contradicts itself or has a rate that does not come out even."""
    for year in project.years.values():
        if year.hours:
            rule, facts = year.hours.value.rule, facts_of(year)
            for place, message in (*_days(rule, facts), *_shares(rule, facts), *_credits(rule, facts)):
                yield year.hours.fault(place, message)


def _value(facts: Mapping[str, FactEntry], id_: str | None) -> Value | None:
    """Return the value of the fact *id_*; None where it is not there, which is another rule's fault."""
    return facts[id_].value if id_ is not None and id_ in facts else None


def _days(rule: HourRule, facts: Mapping[str, FactEntry]) -> Iterator[tuple[str, str]]:
    ends = _value(facts, rule.ends)
    if isinstance(ends, date) and ends < rule.starts:
        yield "rule.starts", f"起算日期晚于截止日期 {ends}；请更正其中之一"
    stated = _value(facts, rule.starts_stated)
    if isinstance(stated, date) and stated != rule.starts:
        yield "rule.starts_stated", f"写明的是 {stated}，与 starts 不一致；starts 应为 {stated}"
    opens, closes = _value(facts, rule.makeup_opens), _value(facts, rule.makeup_closes)
    if isinstance(opens, date) and isinstance(closes, date) and closes < opens:
        yield "rule.makeup_closes", "补训截止日期早于开始日期；请更正其中之一"


def _shares(rule: HourRule, facts: Mapping[str, FactEntry]) -> Iterator[tuple[str, str]]:
    for id_, reference in (rule.subject_shares or {}).items():
        value = _value(facts, reference)
        if id_ in rule.subject_hours:
            yield f"rule.subject_shares.{id_}", "这一科目已在 subject_hours 里写了学时；只留一处"
        if isinstance(value, str) and share(value) is None:
            yield f"rule.subject_shares.{id_}", f"“{value}”不是比例；应如 三分之二、2/3 或 60%"


def _credits(rule: HourRule, facts: Mapping[str, FactEntry]) -> Iterator[tuple[str, str]]:
    count = Counter(credit.way for credit in rule.credits)
    for i, credit in enumerate(rule.credits, 1):
        if count[credit.way] > 1:
            yield f"rule.credits[{i}].way", f"“{credit.way}”写了 {count[credit.way]} 次；每种形式只写一次"
        yield from ((f"rule.credits[{i}].{name}", text) for name, text in _credit(credit, facts))


def _credit(credit: HourCredit, facts: Mapping[str, FactEntry]) -> Iterator[tuple[str, str]]:
    if credit.kind is Reckoning.LABELLED and credit.hours is not None:
        yield "hours", "按标注学时计的，不另写学时；请删去这一项或更正 kind"
    if credit.kind is not Reckoning.LABELLED and credit.hours is None:
        yield "hours", "缺少每天或每项的学时；请写它的条目编号"
    rate = _value(facts, credit.hours)
    if credit.kind is Reckoning.PER_DAY and isinstance(rate, Decimal) and rate % 1:
        yield "hours", f"每天 {rate} 学时不是整数，半天会算不尽；应为整数"
