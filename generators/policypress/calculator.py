"""The data that the calculator page (学时自测) carries: the compiled rule and the sentences behind it.

All hours and days in it are integers of tenths, as in :mod:`policypress.hours`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

from policypress.example_records import case_records
from policypress.hour_rule import Record, Rule, tenths
from policypress.hour_vectors import vectors
from policypress.hours import OPEN_POINTS, exclusions, judge
from policypress.hours_report import number
from policypress.markup import day_text, document_name, marked_text
from policypress.model.cases import Case, Status
from policypress.model.facts import Fact
from policypress.model.hours import Reckoning
from policypress.model.policy import Policy
from policypress.model.year import Year
from policypress.model.year_files import Ask, Offer
from policypress.record_fields import FIELD_FAULTS
from policypress.stated_rule import compile_rule
from policypress.training_records import OPTIONAL, OTHER_NAMES, REQUIRED, row_faults

Address = Callable[[Fact], str]
"""Where the sentence that proves a fact stands, as seen from the page."""


def calculator_data(policy: Policy, year: Year, address: Address) -> dict[str, Any]:
    """Return what the calculator page of *year* needs, ready for JSON; *address* gives links."""
    rule = compile_rule(year)
    return {
        "rule": rule_data(rule),
        "statuses": [status.value for status in Status],
        "requirements": _requirements(year, rule, address),
        "makeup": _sentences(year, [year.rule.makeup] if year.rule.makeup else [], address),
        "offers": [_offer(policy, year, id_, offer, address) for id_, offer in year.offers.items()],
        "ask": [_ask(year, entry, address) for entry in year.ask],
        "cases": [_case(rule, case) for case in year.cases],
        "conventions": conventions(rule),
        "exclusions": dict(exclusions(rule)),
        "openPoints": dict(OPEN_POINTS),
        "fieldFaults": dict(FIELD_FAULTS),
        "rowFaults": dict(row_faults(rule)),
        "columns": {label: list(OTHER_NAMES[label]) for label in REQUIRED + OPTIONAL},
        "required": list(REQUIRED),
        "vectors": [_vector(rule, records) for records in vectors(rule)],
        "source": document_name(policy.documents[year.document]),
    }


def rule_data(rule: Rule) -> dict[str, Any]:
    """Return *rule* as site/js/hours.js reads it."""
    return {
        "year": rule.year,
        "starts": rule.starts.isoformat(),
        "ends": rule.ends.isoformat(),
        "totalHours": rule.total_hours,
        "totalDays": rule.total_days,
        "subjects": [
            {"id": subject.id, "label": subject.label, "hours": subject.hours} for subject in rule.subjects
        ],
        "credits": [
            {
                "way": credit.way,
                "kind": credit.kind.value,
                "hours": credit.hours,
                "itemCap": credit.item_cap,
                "yearCap": credit.year_cap,
            }
            for credit in rule.credits
        ],
        "makeupOpens": rule.makeup_opens.isoformat() if rule.makeup_opens else None,
        "makeupCloses": rule.makeup_closes.isoformat() if rule.makeup_closes else None,
    }


def record_data(record: Record) -> dict[str, Any]:
    """Return *record* as site/js/hours.js reads it; the name stays out."""
    return {
        "row": record.row,
        "day": record.day.isoformat() if record.day else None,
        "title": record.title,
        "subject": record.subject,
        "way": record.way,
        "hours": record.hours,
        "days": record.days,
        "status": record.status.value,
        "makeupYear": record.makeup_year,
        "makeupApproval": record.makeup_approval,
    }


def conventions(rule: Rule) -> list[str]:
    """Return what this page has settled itself, for readers under the heading 本页约定."""
    days = f"累计天数只用于“{number(rule.total_days)} 天”这一项要求；" if rule.total_days is not None else ""
    rated = any(credit.kind is Reckoning.PER_DAY for credit in rule.credits)
    apart = "，通知写明每天折合多少学时的形式除外" if rated else ""
    starts = f"{rule.year} 年度从{day_text(rule.starts)}起算：通知只写明截止日期，没有写明起算日期。"
    return [
        *([] if rule.starts_stated else [starts]),
        "只计“已认定”的记录；“待认定”的另列，并说明若全部认定是否达标。",
        f"天数和学时互不折算{apart}：{days}同一条记录的学时、天数按填写的分别累计。",
        "科目留空的记录只计入累计，不计入任何科目；这些学时合起来补得上各项差额的，不能判定，补不上的仍是未达标。",
        "填写了补训年度的记录，有补训批准的只计入补训年度，没有批准的不计入。",
    ]


def _requirements(year: Year, rule: Rule, address: Address) -> list[dict[str, Any]]:
    """Return each requirement and who recognises hours for it: the total first, then each subject."""
    totals = year.rule.total_facts
    subjects = [year.subjects[subject.id] for subject in rule.subjects]
    total = {
        "id": "total",
        "label": "累计",
        "words": "，或者".join(marked_text(year.facts[id_]) for id_ in totals),
        "recognisers": [
            {**_named(year, subject.recognised_by, address), "label": subject.label} for subject in subjects
        ],
        "sentences": _sentences(year, totals, address),
    }
    return [total, *(_of_subject(year, subject.id, address) for subject in rule.subjects)]


def _of_subject(year: Year, id_: str, address: Address) -> dict[str, Any]:
    subject, threshold = year.subjects[id_], year.rule.subject_facts[id_]
    return {
        "id": id_,
        "label": subject.label,
        "words": marked_text(year.facts[threshold]),
        "recognisers": [{**_named(year, subject.recognised_by, address), "label": None}],
        "sentences": _sentences(year, [threshold, subject.recognised_by], address),
    }


def _offer(policy: Policy, year: Year, id_: str, offer: Offer, address: Address) -> dict[str, Any]:
    hours = year.facts[offer.hours] if offer.hours else None
    return {
        "id": id_,
        "title": offer.title,
        "subject": offer.subject,
        "way": offer.way,
        "hours": tenths(hours.value) if hours and isinstance(hours.value, Decimal) else None,
        "words": marked_text(hours) if hours else None,
        "link": address(hours) if hours else None,
        "form": policy.forms_of(year.year)[offer.form].title if offer.form else None,
        "sentences": _sentences(year, offer.facts, address),
    }


def _ask(year: Year, entry: Ask, address: Address) -> dict[str, Any]:
    return {
        "matter": entry.matter,
        "whom": _named(year, entry.whom, address),
        "phone": _named(year, entry.phone, address) if entry.phone else None,
    }


def _case(rule: Rule, case: Case) -> dict[str, Any]:
    result = case.result
    return {
        "id": case.id,
        "title": case.title,
        "records": [record_data(record) for record in case_records(rule, case)],
        "result": {
            "total": tenths(result.total),
            "subjects": {id_: tenths(hours) for id_, hours in result.subjects.items()},
            "days": tenths(result.days),
            "qualified": result.qualified,
            "undecided": result.undecided,
        },
    }


def _vector(rule: Rule, records: Sequence[Record]) -> list[Any]:
    """Return *records* and their result as short lists, in the order of site/js/self-check.js."""
    result = judge(rule, records)
    sums = [
        [part.total, part.days, *part.subjects.values()]
        for part in (result.counted, result.pending, result.missing)
    ]
    verdicts = [result.met.total, result.qualified, result.undecided, result.would_qualify]
    packed = [[value for key, value in record_data(record).items() if key != "title"] for record in records]
    return [packed, [*sums, verdicts, [[entry.row, entry.reason] for entry in result.excluded]]]


def _named(year: Year, id_: str, address: Address) -> dict[str, str]:
    return {"words": marked_text(year.facts[id_]), "link": address(year.facts[id_])}


def _sentences(year: Year, ids: Iterable[str], address: Address) -> list[dict[str, str]]:
    """Return the sentences that prove the facts, each once."""
    found = {year.facts[id_].quote: address(year.facts[id_]) for id_ in ids}
    return [{"text": quote, "link": link} for quote, link in found.items()]
