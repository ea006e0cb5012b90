"""Every id that one entry uses is the id of another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from policypress.faults import Fault
from policypress.links import parted
from policypress.located import Located
from policypress.model.cases import CasesFile
from policypress.model.facts import FactEntry
from policypress.model.hours import HourRule
from policypress.model.year import forms_in
from policypress.model.year_files import HoursFile, NoticeFile, Subject, SubjectsFile, TrainingFile
from policypress.project import Project, YearFiles, published_day
from policypress.spelling import near
from policypress.standing import located_facts
from policypress.wording import listed

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
WORD = re.compile(r"[a-z][a-z0-9_]*")
"""An id that is no page's: of a fact, a subject, an offer."""
PLAIN = "编号“{}”应由小写字母、数字和下划线组成，以字母开头"
ADDRESS = re.compile(r"https?://[^\s/@?#&\"'`<>\\^{|}\x00-\x1f]+/([^\s@?#&\"'`<>\\^{|}\x00-\x1f]*/)?")
"""Where a site is published: it stands in markup, feeds and a script just as it is."""

MOMENT = re.compile(r"\d{4}-\d\d-\d\d ([01]\d|2[0-3]):[0-5]\d", re.ASCII)


def references_to_facts_hold(project: Project) -> Iterator[Fault]:
    """Yield a fault where a year's entry names a fact that is not there or of the wrong kind."""
    for year in project.years.values():
        facts = facts_of(year)
        for file, place, id_, kind in _references(year):
            if id_ not in facts:
                yield file.fault(place, _unknown(id_, facts))
            elif kind is not None and not isinstance(facts[id_].value, kind.type):
                yield file.fault(place, f"“{id_}”的值应为{kind.name}；请换一条或更正它的值")
            elif kind is not None and kind.units and facts[id_].unit not in kind.units:
                right = "或".join(kind.units)
                yield file.fault(place, f"“{id_}”的单位应为{right}；请换一条或更正它的单位")


def facts_of(year: YearFiles) -> Mapping[str, FactEntry]:
    """Return the facts of all files of a year, by id."""
    return {id_: entry for id_, (_, entry) in located_facts(year).items()}


def _unknown(id_: str, known: Collection[str]) -> str:
    """Return that *id_* is none of what is *known*, and which was meant where it is a slip; else all that there are."""
    close, none = near(id_, known), "现在一条也没有，请先写出，或删去这一处"
    right = f"是否想写“{close}”？" if close else listed("可用的有", sorted(known), none)
    return f"没有名为“{id_}”的条目；{right}"


def unregistered(id_: str, known: Collection[str]) -> str:
    """Return that the document *id_* is none of those *known*, and which there are."""
    there = listed("已登记", known, "policy/documents.yaml 里一份也没有登记，请先登记")
    return f"没有编号为“{id_}”的文件；{there}"


RESERVED = frozenset({"total", "days"})
"""Names that stand beside the subjects in a result of the hour rule, and so can be no subject's."""


class Kind(NamedTuple):
    """What a fact must state to be referred to."""

    type: type
    name: str
    units: tuple[str, ...] = ()
    """In one of which its value is counted; none: in whichever."""


Reference = tuple[Located[Any], str, str, Kind | None]
"""File, place, id of a fact, and what it must state."""
DAY, WORDS = Kind(date, "日期"), Kind(str, "文字")
HOURS, DAYS = Kind(Decimal, "数字", ("学时",)), Kind(Decimal, "数字", ("天", "日"))


def _references(year: YearFiles) -> Iterator[Reference]:
    if year.notice:
        yield from _asks(year.notice)
    if year.subjects:
        yield from _subjects(year.subjects)
    if year.hours:
        yield from _rule(year.hours)
    if year.training:
        yield from _offers(year.training)
    if year.duties:
        for i, deadline in enumerate(year.duties.value.deadlines, 1):
            yield year.duties, f"deadlines[{i}].day", deadline.day, DAY


def _asks(file: Located[NoticeFile]) -> Iterator[Reference]:
    for i, ask in enumerate(file.value.ask, 1):
        yield file, f"ask[{i}].whom", ask.whom, None
        if ask.phone is not None:
            yield file, f"ask[{i}].phone", ask.phone, None


def _subjects(file: Located[SubjectsFile]) -> Iterator[Reference]:
    for id_, subject in file.value.subjects.items():
        yield file, f"subjects.{id_}.recognised_by", subject.recognised_by, None
        yield file, f"subjects.{id_}.filed_with", subject.filed_with, None
        if subject.reported_to is not None:
            yield file, f"subjects.{id_}.reported_to", subject.reported_to, None


def _rule(file: Located[HoursFile]) -> Iterator[Reference]:
    rule = file.value.rule
    yield file, "rule.ends", rule.ends, DAY
    yield file, "rule.total_hours", rule.total_hours, HOURS
    for name, reference, kind in (("total_days", rule.total_days, DAYS), ("makeup", rule.makeup, None)):
        if reference is not None:
            yield file, f"rule.{name}", reference, kind
    for id_, reference in rule.subject_hours.items():
        yield file, f"rule.subject_hours.{id_}", reference, HOURS
    yield from _later_rule(file)


def _later_rule(file: Located[HoursFile]) -> Iterator[Reference]:
    """Yield what a rule may have beyond thresholds: shares, a stated first day, make-up days, credits."""
    rule = file.value.rule
    for id_, reference in (rule.subject_shares or {}).items():
        yield file, f"rule.subject_shares.{id_}", reference, WORDS
    for name in ("starts_stated", "makeup_opens", "makeup_closes"):
        if (reference := getattr(rule, name)) is not None:
            yield file, f"rule.{name}", reference, DAY
    for i, credit in enumerate(rule.credits, 1):
        for name in ("hours", "item_cap", "year_cap"):
            if (reference := getattr(credit, name)) is not None:
                yield file, f"rule.credits[{i}].{name}", reference, HOURS


def _offers(file: Located[TrainingFile]) -> Iterator[Reference]:
    for id_, offer in file.value.offers.items():
        for i, reference in enumerate(offer.facts, 1):
            yield file, f"offers.{id_}.facts[{i}]", reference, None
        if offer.hours is not None:
            yield file, f"offers.{id_}.hours", offer.hours, HOURS


def offers_lead_to_forms(project: Project) -> Iterator[Fault]:
    """Yield a fault where an offer names a form that is not there."""
    for number, year in project.years.items():
        forms = {form.value.id: form for form in forms_in(number, project.earlier_forms, project.forms)}
        if year.training:
            for id_, offer in year.training.value.offers.items():
                if offer.form is not None and offer.form not in forms:
                    yield year.training.fault(f"offers.{id_}.form", _unknown(offer.form, forms))


def references_to_subjects_hold(project: Project) -> Iterator[Fault]:
    """Yield a fault where a rule, an offer or a worked example names a subject that is not there."""
    for year in project.years.values():
        if year.subjects and year.hours and year.training and year.cases:
            subjects = year.subjects.value.subjects
            ruled = _ruled(year.hours.value.rule)
            for place, id_ in ruled:
                if id_ not in subjects:
                    yield year.hours.fault(f"rule.{place}.{id_}", _unknown(id_, subjects))
            for id_ in subjects:
                if not WORD.fullmatch(id_):
                    yield year.subjects.fault(f"subjects.{id_}", PLAIN.format(id_))
            for id_ in sorted(RESERVED & set(subjects)):
                message = f"编号“{id_}”已用于结果里的合计；请换一个"
                yield year.subjects.fault(f"subjects.{id_}", message)
            yield from _offered(year.training, subjects)
            yield from _worked(year.cases, subjects, {id_ for _, id_ in ruled})


def _ruled(rule: HourRule) -> list[tuple[str, str]]:
    """Return the subjects of *rule*, each with the part of the rule that names it."""
    return [
        *(("subject_hours", id_) for id_ in rule.subject_hours),
        *(("subject_shares", id_) for id_ in rule.subject_shares or {}),
    ]


def _offered(file: Located[TrainingFile], subjects: Mapping[str, Subject]) -> Iterator[Fault]:
    for id_, offer in file.value.offers.items():
        if not WORD.fullmatch(id_):
            yield file.fault(f"offers.{id_}", PLAIN.format(id_))
        if offer.subject is not None and offer.subject not in subjects:
            yield file.fault(f"offers.{id_}.subject", _unknown(offer.subject, subjects))


def _worked(file: Located[CasesFile], subjects: Mapping[str, Subject], ruled: set[str]) -> Iterator[Fault]:
    known = ruled if ruled <= set(subjects) else subjects
    labels = [subject.label for id_, subject in subjects.items() if id_ in known]
    right = listed("应为", labels, "请不写科目")
    owed = listed("应写出各科目的学时", sorted(ruled), "这一年没有规定各科目的学时；应写 subjects: {}")
    for i, case in enumerate(file.value.cases, 1):
        for j, record in enumerate(case.records, 1):
            if record.subject is not None and record.subject not in labels:
                message = f"没有“{record.subject}”这一规定了最低学时的科目；{right}"
                yield file.fault(f"cases[{i}].records[{j}].subject", message)
        if set(case.result.subjects) != ruled:
            yield file.fault(f"cases[{i}].result.subjects", owed)


def ids_are_unique(project: Project) -> Iterator[Fault]:
    """Yield a fault where a question, a worked example, a profile or a form has another's id, or none that fits."""
    for group in _ids(project):
        count = Counter(id_ for _, _, id_ in group)
        for file, place, id_ in group:
            if count[id_] > 1:
                yield file.fault(place, f"“{id_}”用了 {count[id_]} 次；每个编号只能用一次")
            if not NAME.fullmatch(id_):
                yield file.fault(place, f"编号“{id_}”应由小写字母、数字和连字符组成")


def _ids(project: Project) -> Iterator[list[tuple[Located[Any], str, str]]]:
    """Yield the ids that become addresses, in groups within which each stands once."""
    for number in project.years:
        yield [
            (file, f"questions[{i}].id", question.id)
            for file in project.faq
            for i, question in enumerate(file.value.questions, 1)
            if question.shown_in(number)
        ]
    for forms in (project.forms, *project.earlier_forms.values()):
        yield [(file, "id", file.value.id) for file in forms]
    if project.profiles:
        profiles = enumerate(project.profiles.value.profiles, 1)
        yield [(project.profiles, f"profiles[{i}].id", profile.id) for i, profile in profiles]
    if project.documents:
        yield [(project.documents, id_, id_) for id_ in project.documents.value]
    for year in project.years.values():
        if year.cases:
            yield [
                (year.cases, f"cases[{i}].id", case.id) for i, case in enumerate(year.cases.value.cases, 1)
            ]


def a_year_is_there(project: Project) -> Iterator[Fault]:
    """Yield a fault where the project has no year."""
    if not project.years:
        message = "没有任何年度；请建 policy/years/年份/ 文件夹"
        yield Fault(file="policy/years", line=1, place="文件夹", message=message)


def the_site_can_be_addressed(project: Project) -> Iterator[Fault]:
    """Yield a fault where the address or the day of publication is not of the form others read."""
    if project.site is None:
        return
    site = project.site.value
    if not ADDRESS.fullmatch(site.address):
        message = f"“{site.address}”应以 https:// 开头、以 / 结尾，其中不能有引号、空格和 ?、#、&、@ 等符号"
        yield project.site.fault("address", message)
    else:
        try:
            parted(site.address)
        except ValueError as error:
            yield project.site.fault("address", f"“{site.address}”的{error}")
    if not MOMENT.fullmatch(site.published) or published_day(site) is None:
        yield project.site.fault("published", f'“{site.published}”应如 "2026-01-31 09:00"，且有这一天')
