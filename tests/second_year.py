"""A fictional second year, made from the real project's first by editing its notice and its facts alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from policypress.dates import shifted
from policypress.model.documents import HeldText
from policypress.model.facts import Ended, Fact, Value
from policypress.model.policy import Policy
from policypress.model.year import Year
from policypress.readings import contains
from policypress.texts import digest, locate

YEAR = 2024
DOCUMENT = "mourenshe-2024-1"
EDITS = (
    ("2023年", "2024年"),
    ("2023 年", "2024 年"),
    ("湘人社函〔2023〕63号", "某人社函〔2024〕1号（虚构）"),
    ("不少于 12 天或者 90 学时，其中公共科目培训不少于 30", "不少于 100 学时，其中公共科目培训不少于 40"),
    ("党的二十大精神、党的建设", "某某会议精神、党的建设"),
    ("、禁毒知识", ""),
    ("等10个专题", "等9个专题"),
    ("北京网梯科技发展有限公司", "某某职业学院"),
    ("在6月30日前", "在5月31日前"),
    ("一般可计算 32 个学时", "可计算 24 个学时"),
    ("要坚决维护", "要切实维护"),
    ("今年省人社厅将开展全省优秀培训管理员评选活动，对表现优秀者给予奖励。", ""),
)
"""What the fictional notice prints in place of what the real one prints."""
VALUES: dict[str, Value] = {
    "total_hours": Decimal(100),
    "public_hours": Decimal(40),
    "topics_count": Decimal(9),
    "providers": ("北京思想天下教育科技有限公司", "某某职业学院", "湖南开放大学"),
    "platform_data": date(2024, 5, 31),
    "seminar_hours": Decimal(24),
}
ENDED = ("total_days", "award", "award_organiser", "award_benefit")


def edited(text: str) -> str:
    """Return what the fictional notice prints in place of *text*."""
    for old, new in EDITS:
        text = text.replace(old, new)
    return text


def with_second_year(policy: Policy) -> Policy:
    """Return *policy* with a fictional 2024 beside its 2023."""
    first = policy.years[2023]
    text = tuple(line for line in map(edited, policy.texts[first.document]) if line.strip())
    document = replace(
        policy.documents[first.document],
        title=edited(policy.documents[first.document].title),
        number="某人社函〔2024〕1号（虚构）",
        text=HeldText(file=f"{DOCUMENT}.txt", sha256=digest("\n".join(text))),
    )
    return replace(
        policy,
        documents={**policy.documents, DOCUMENT: document},
        texts={**policy.texts, DOCUMENT: text},
        years={2023: first, YEAR: _year(first, text)},
    )


def _year(first: Year, text: tuple[str, ...]) -> Year:
    facts = {id_: _fact(fact, text) for id_, fact in first.facts.items() if id_ not in ENDED}
    topics = first.facts["topics"].value
    assert isinstance(topics, tuple)
    kept = tuple(item for item in topics if item not in {"党的二十大精神", "禁毒知识"})
    facts["topics"] = replace(facts["topics"], value=("某某会议精神", *kept))
    for fact in facts.values():
        assert contains(fact.quote, fact.value, fact.unit, YEAR) or fact.as_printed, fact.id
    return replace(
        first,
        year=YEAR,
        document=DOCUMENT,
        facts=facts,
        rule=replace(first.rule, starts=shifted(first.rule.starts, 1), total_days=None),
        cases=(),
        shown_from=date(YEAR, 1, 1),
        published=date(2026, 11, 24),
        ended={id_: Ended(on=date(YEAR, 1, 1), why="2024 年通知不再规定") for id_ in ENDED},
    )


def _fact(fact: Fact, text: tuple[str, ...]) -> Fact:
    value = VALUES.get(fact.id, fact.value)
    if value is fact.value and isinstance(value, date):
        value = shifted(value, 1)
    quote = edited(fact.quote)
    anchor = locate(text, quote)
    assert anchor is not None, fact.id
    qualifier = None if fact.id == "seminar_hours" else fact.qualifier
    return replace(
        fact, year=YEAR, value=value, qualifier=qualifier, quote=quote, anchor=anchor, document=DOCUMENT
    )


def next_year(year: Year, **changes: object) -> Year:
    """Return *year* as it would stand a year later, nothing changed but *changes*."""
    facts = {id_: later(fact) for id_, fact in year.facts.items()}
    rule = replace(year.rule, starts=shifted(year.rule.starts, 1))
    return replace(year, year=year.year + 1, facts=facts, rule=rule, **changes)  # type: ignore[arg-type]


def later(fact: Fact, **changes: object) -> Fact:
    value = shifted(fact.value, 1) if isinstance(fact.value, date) else fact.value
    return replace(fact, **{"year": fact.year + 1, "value": value, **changes})  # type: ignore[arg-type]
