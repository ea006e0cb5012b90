"""What a project says, as frozen values: the site, its documents, the years and their facts.

Classes whose fields stand in YAML are read by :mod:`policypress.read`; the docstring under each
field is its description. Nothing here reads files or checks anything.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from policypress.forms.model import Form

Value = Decimal | date | str | tuple[str, ...]
"""What a fact states: a number (exact to a tenth), a day, words, or a list of words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """Stands where the held sources do not state a value; never a guess."""

    unknown: str
    """Why it is not known, as shown to readers."""


# --- policy/site.yaml -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The published site: its names, address and meta tags."""

    name: str
    """Name of the site, shown in the header; meta tag SiteName."""
    address: str
    """Where the site is published, ending in ``/``; used for feed, sitemap and canonical links."""
    domain: str
    """Domain name; meta tag SiteDomain."""
    identification: str
    """Government site identification code; meta tag SiteIDCode. May be empty text."""
    source: str
    """Who publishes the content; meta tag ContentSource."""
    published: str
    """When this site was published, ``YYYY-MM-DD HH:MM`` (Beijing time); meta tag PubDate."""
    description: str
    """One sentence on what the site is for."""
    disclaimer: str
    """What this site is not, shown at the foot of every page."""
    region: str
    """The province this site speaks of, for example 湖南省."""
    font: str | None = None
    """Path of a Noto Serif CJK SC or Source Han Serif SC font file for the PDF forms."""


# --- policy/units/* ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """An institution that files forms: no people, no telephone numbers."""

    name: str
    """单位名称, in full."""
    department: str | None = None
    """主管部门."""
    bureau: str | None = None
    """同级人事综合管理部门."""


# --- policy/documents.yaml --------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldText:
    """The stored text of a document."""

    file: str
    """File under ``content/notices/``: one paragraph a line, table cells divided by tabs."""
    sha256: str
    """Hash of that text (UTF-8, line ends as LF, no BOM)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document that is cited, held or not."""

    title: str
    """Full title."""
    number: str
    """发文字号."""
    issuer: str | Unknown
    """发文机关."""
    issued: date | Unknown
    """成文日期."""
    validity: str | Unknown
    """有效性, as a source states it."""
    text: HeldText | None
    """The stored text; null: it is not held, and no fact may rest on it."""
    cited_as: str
    """The words by which the notice cites it; they must stand in a held text."""


# --- policy/years/YYYY/*.yaml -----------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class FactEntry:
    """A fact as written in a year's file, under its id."""

    title: str
    """What the fact is about, in a few words."""
    value: Value
    """The value; a number, a day, words, or a list of words."""
    quote: str
    """The sentence that proves it, exactly as the document prints it (spaces aside)."""
    unit: str | None = None
    """Unit of a number, for example 学时."""
    qualifier: str | None = None
    """A word of the quote that limits the value: 不少于, 一般, 等, 主要围绕. Always shown with it."""
    as_printed: str | None = None
    """How the quote prints the value, where no closed reading finds the value in it."""
    document: str | None = None
    """Id of the document, where it is not the file's own."""
    carried: int | None = None
    """Year this entry was carried over from and not yet confirmed (待确认); its quote is that year's.
    Confirming it means giving the quote of the new notice, the value it states, and dropping this line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A fact of the year before that this year's notice no longer states."""

    on: date
    """First day on which it no longer holds."""
    why: str
    """Why, as shown to readers, for example 2024 年通知不再规定."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Whom to ask where the notice is silent."""

    matter: str
    """What one asks about."""
    whom: str
    """Id of the fact that names the office."""
    phone: str | None = None
    """Id of the fact that gives its telephone number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeFile:
    """notice.yaml: the notice itself, whom it covers, whom to ask."""

    document: str
    """Id of the year's notice in ``policy/documents.yaml``."""
    facts: dict[str, FactEntry]
    """Facts by id; an id is unique within the year."""
    ask: tuple[Ask, ...]
    """Whom to ask where the notice is silent, in the order shown."""
    shown_from: date | None = None
    """First day on which the site treats this year as the one in force; null: the first day of study."""
    ended: dict[str, Ended] | None = None
    """Facts of the year before that hold no longer, by id."""
    published: date | None = None
    """Day on which this site first showed the year (本站收录日期), which dates its entries in the feed and
    the calendar; null: when the site was published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A subject of training (公共科目, 专业科目)."""

    label: str
    """Name as the notice prints it."""
    recognised_by: str
    """Id of the fact that says who recognises its hours."""
    filed_with: str
    """Id of the fact that says where its offline training is filed."""
    reported_to: str | None = None
    """Id of the fact that says where hours once recognised are reported (报送备案); null: the notice has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectsFile:
    """subjects.yaml: the subjects and what is taught in them this year."""

    document: str
    """Id of the document its quotes come from."""
    facts: dict[str, FactEntry]
    """Facts by id."""
    subjects: dict[str, Subject]
    """The subjects by id (``public``, ``professional``)."""
    ended: dict[str, Ended] | None = None
    """Facts of the year before that hold no longer, by id."""


class Reckoning(StrEnum):
    """How training of one way becomes hours."""

    LABELLED = "labelled"
    """As the record says."""
    PER_DAY = "per_day"
    """So many hours a day; a record that states no days brings the hours it says."""
    PER_ITEM = "per_item"
    """So many hours a record, whatever it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HourCredit:
    """How many hours the training of one way (形式) brings, where the notice states it."""

    way: str
    """形式 of the records it is for, as the notice prints it."""
    kind: Reckoning
    """labelled, per_day or per_item."""
    hours: str | None = None
    """Id of the fact with the hours a day (whole hours) or an item; null where labelled."""
    item_cap: str | None = None
    """Id of the fact with the most hours one record brings; null: no bound."""
    year_cap: str | None = None
    """Id of the fact with the most hours a year, in each subject by itself; null: no bound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HourRule:
    """The hour rule, as references to facts; every threshold is a fact with its quote."""

    starts: date
    """First day of the year of study. A convention of the page, shown as 本页约定."""
    ends: str
    """Id of the fact that gives the last day."""
    total_hours: str
    """Id of the fact with the least total in 学时."""
    total_days: str | None
    """Id of the fact with the least total in days, which serves instead; null: none is offered."""
    subject_hours: dict[str, str]
    """Subject id → id of the fact with its least hours."""
    makeup: str | None
    """Id of the fact on make-up training (补训); null: the notice has none."""
    starts_stated: str | None = None
    """Id of the fact with the first day, where the notice states it; the same day as ``starts``."""
    subject_shares: dict[str, str] | None = None
    """Subject id → id of the fact with its least share of the total in 学时 (words: 三分之二)."""
    credits: tuple[HourCredit, ...] = ()
    """How many hours a way of training brings; a way that is not named brings what a record says."""
    makeup_opens: str | None = None
    """Id of the fact with the first day of make-up training for this year; null: any day does."""
    makeup_closes: str | None = None
    """Id of the fact with the last day of make-up training for this year; null: any day does."""

    @property
    def total_facts(self) -> tuple[str, ...]:
        """Ids of the facts with the least total: in 学时, and in days where they serve instead."""
        return (self.total_hours, self.total_days) if self.total_days else (self.total_hours,)

    @property
    def subject_facts(self) -> Mapping[str, str]:
        """Subject id → id of the fact with its least hours or its least share, in the order shown."""
        return {**self.subject_hours, **(self.subject_shares or {})}

    @property
    def further_facts(self) -> tuple[str, ...]:
        """Ids of the facts it rests on beyond days, thresholds and 补训: first day, windows, rates, bounds."""
        credited = (id_ for each in self.credits for id_ in (each.hours, each.item_cap, each.year_cap))
        ids = (self.starts_stated, self.makeup_opens, self.makeup_closes, *credited)
        return tuple(id_ for id_ in ids if id_ is not None)

    @property
    def reckoned_facts(self) -> tuple[str, ...]:
        """Ids of all facts whose values a result is reckoned from."""
        return (self.ends, *self.total_facts, *self.subject_facts.values(), *self.further_facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursFile:
    """hours.yaml: how much must be learnt by when."""

    document: str
    """Id of the document its quotes come from."""
    facts: dict[str, FactEntry]
    """Facts by id."""
    rule: HourRule
    """The rule that the calculator and ``policypress hours`` follow."""
    ended: dict[str, Ended] | None = None
    """Facts of the year before that hold no longer, by id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A way to gain hours that the notice names."""

    title: str
    """Name shown to readers."""
    subject: str | None
    """Subject id; null: the notice does not say for which subject it counts."""
    hours: str | None
    """Id of the fact with its hours; null: the notice states none."""
    way: str | None
    """Way of training that a record of it carries, for example 网络培训; null: not stated."""
    facts: tuple[str, ...]
    """Ids of the facts that state the offer; their sentences are shown."""
    form: str | None = None
    """Id of the form to file for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingFile:
    """training.yaml: ways of training, providers, seminars, filing."""

    document: str
    """Id of the document its quotes come from."""
    facts: dict[str, FactEntry]
    """Facts by id."""
    offers: dict[str, Offer]
    """What the notice offers to close a gap, by id, in the order shown."""
    ended: dict[str, Ended] | None = None
    """Facts of the year before that hold no longer, by id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A day by which something must be done."""

    day: str
    """Id of the fact with the day."""
    who: tuple[str, ...]
    """Whom it concerns, by role."""
    task: str
    """What must be done, in one sentence without numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DutiesFile:
    """duties.yaml: levels, deadlines, certificate, funds, discipline."""

    document: str
    """Id of the document its quotes come from."""
    facts: dict[str, FactEntry]
    """Facts by id."""
    deadlines: tuple[Deadline, ...]
    """Days to keep, earliest first."""
    ended: dict[str, Ended] | None = None
    """Facts of the year before that hold no longer, by id."""


# --- policy/years/YYYY/review.yaml ------------------------------------------------------------


class Review(StrEnum):
    """Whether what was carried over into a year has been read again."""

    OPEN = "待确认"
    DONE = "已确认"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFile:
    """review.yaml: what a year took over from another one besides facts, and whether it was read again."""

    carried_from: int
    """The year it was carried over from."""
    files: dict[str, Review]
    """Path of a file of the project → 待确认, or 已确认 once it was read again for this year."""


# --- policy/cases/YYYY.yaml -------------------------------------------------------------------


class Status(StrEnum):
    """认定状态 of a training record."""

    RECOGNISED = "已认定"
    PENDING = "待认定"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRecord:
    """One training record of a worked example."""

    day: date
    """日期."""
    title: str
    """培训名称."""
    subject: str | None
    """Subject label (公共科目, 专业科目); null: not stated."""
    way: str
    """形式."""
    status: Status
    """认定状态."""
    hours: Decimal | None = None
    """学时, to a tenth."""
    days: Decimal | None = None
    """天数, to a tenth."""
    makeup_year: int | None = None
    """补训年度."""
    makeup_approval: str | None = None
    """补训批准."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResult:
    """What the rule must say of a worked example."""

    total: Decimal
    """Counted hours in all."""
    subjects: dict[str, Decimal]
    """Counted hours by subject id."""
    days: Decimal
    """Counted days."""
    qualified: bool
    """Whether every requirement is met."""
    undecided: bool
    """Whether the notice leaves it open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A worked example of the hour rule: shown to readers, run by tests in both languages."""

    id: str
    """Address of the example on its page."""
    title: str
    """What the example shows."""
    records: tuple[CaseRecord, ...]
    """The training records."""
    result: CaseResult
    """The result."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesFile:
    """cases/YYYY.yaml: worked examples of one year."""

    cases: tuple[Case, ...]
    """The examples in the order shown."""


# --- policy/profiles.yaml ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileRecord:
    """One training record of a profile, which recurs every year."""

    day: str
    """日期 without its year, ``MM-DD``; of make-up training, a day of the year after."""
    title: str
    """培训名称."""
    subject: str | None
    """Subject label of any year; null: not stated."""
    way: str
    """形式."""
    status: Status
    """认定状态."""
    hours: Decimal | None = None
    """学时, to a tenth."""
    days: Decimal | None = None
    """天数, to a tenth."""
    makeup: bool = False
    """Whether it makes up (补训) for the year before its day."""
    makeup_approval: str | None = None
    """补训批准."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A fictional person who trains alike every year: shows what a change of the rule does to whom."""

    id: str
    """Address of the profile: lower-case ASCII letters, digits and hyphens."""
    title: str
    """Who it is, for example 全年只学网络公共课的某甲."""
    records: tuple[ProfileRecord, ...]
    """The training records."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfilesFile:
    """profiles.yaml: people whose results are compared from year to year."""

    profiles: tuple[Profile, ...]
    """The profiles in the order shown."""


# --- policy/vocabulary.yaml -------------------------------------------------------------------

Vocabulary = dict[str, tuple[str, ...]]
"""What the documents say → what people type for it."""


# --- content/faq/*.yaml -----------------------------------------------------------------------


class Role(StrEnum):
    """Who asks."""

    STAFF = "个人"
    UNIT = "单位"
    DEPARTMENT = "主管部门"
    BUREAU = "人社部门"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question people have, answered from the notice or honestly not."""

    id: str
    """Anchor on the page: lower-case ASCII letters, digits and hyphens."""
    question: str
    """The question as people put it."""
    who: tuple[Role, ...]
    """Who asks it."""
    answer: str
    """Markdown; numbers only by ``{{ fact("…") }}``. The answer stands in the first sentence."""
    facts: tuple[str, ...]
    """Ids of the facts it rests on; their sentences are shown under the answer."""
    also: tuple[str, ...] = ()
    """Other ways in which people put it; search answers them too."""
    unstated: bool = False
    """True: the notice does not say; 本通知未作规定 and whom to ask are shown first."""
    first_year: int | None = None
    """First year it is shown for; null: from the first there is."""
    last_year: int | None = None
    """Last year it is shown for; null: until it is closed."""

    def shown_in(self, year: int) -> bool:
        """Return whether it is shown for *year*."""
        return (self.first_year or year) <= year <= (self.last_year or year)


@dataclass(frozen=True, slots=True, kw_only=True)
class FaqFile:
    """content/faq/*.yaml: questions on one matter."""

    title: str
    """The matter, as a heading."""
    order: int
    """Place among the matters, from 1."""
    questions: tuple[Question, ...]
    """The questions in the order shown."""


# --- content/navigation.yaml ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the navigation; meta tag ColumnName of its pages."""

    title: str
    """Name shown in the navigation."""
    kind: str
    """What the part holds, for example 政策文件; meta tag ColumnType."""
    pages: tuple[str, ...]
    """Pages in order: ``year:NAME`` for one rendered once a year, ``NAME`` for one rendered once."""


# --- what a project holds, checked -------------------------------------------------------------


class Part(StrEnum):
    """What a file of a year is about; heads the group of its facts where years are compared."""

    NOTICE = "通知与适用对象"
    SUBJECTS = "学什么"
    HOURS = "学多少"
    TRAINING = "怎么学、怎么备案"
    DUTIES = "职责、时间与纪律"
    FORMS = "表格"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A fact with its proof found in the stored text."""

    id: str
    year: int
    part: Part
    """Which of the year's files states it."""
    title: str
    value: Value
    unit: str | None
    qualifier: str | None
    as_printed: str | None
    quote: str
    document: str
    """Id of the document."""
    anchor: str
    """Address of the sentence within the page of the document's text, for example ``p12s2``."""
    carried: int | None = None
    """Year it was carried over from and not yet confirmed; None: this year's notice states it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """Everything in force for one year."""

    year: int
    document: str
    """Id of the year's notice."""
    facts: Mapping[str, Fact]
    ask: tuple[Ask, ...]
    subjects: Mapping[str, Subject]
    rule: HourRule
    offers: Mapping[str, Offer]
    deadlines: tuple[Deadline, ...]
    cases: tuple[Case, ...]
    shown_from: date
    """First day on which this year is the one in force."""
    ended: Mapping[str, Ended]
    """Facts of the year before that hold no longer, by id."""
    published: date
    """Day on which this site first showed the year."""
    carried_from: int | None = None
    """The year it was carried over from; None: it was written by hand."""
    unread: frozenset[str] = frozenset()
    """Files carried over and not yet read again for this year, as paths from the project."""

    @property
    def ends(self) -> Fact:
        """The fact that gives its last day."""
        return self.facts[self.rule.ends]


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A Markdown page of ``content/pages``, before its facts are put in."""

    name: str
    """``year:hours`` for ``content/pages/year/hours.md``, ``about`` for ``content/pages/about.md``."""
    title: str
    """First heading."""
    text: str
    """The page without its first heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A whole project, checked: who holds one need not check it again."""

    site: Site
    documents: Mapping[str, Document]
    texts: Mapping[str, tuple[str, ...]]
    """Document id → paragraphs of its stored text."""
    years: Mapping[int, Year]
    """At least one, in order."""
    forms: Mapping[str, Form]
    """Today's, by id: those of the newest year."""
    earlier_forms: Mapping[int, Mapping[str, Form]]
    """Forms as they were up to and including a year, by that year and id."""
    profiles: tuple[Profile, ...]
    """In the order shown."""
    faq: tuple[FaqFile, ...]
    """In the order shown."""
    pages: Mapping[str, Template]
    """By name."""
    year_pages: Mapping[int, Mapping[str, Template]]
    """What stands in for a page in one year only, by year and name."""
    navigation: tuple[Section, ...]
    as_of: date
    """The day it is looked at: the day of publication, or the one that was asked for."""
    draft: bool
    """True: built to be looked over, while something may still await confirmation."""
    vocabulary: Mapping[str, tuple[str, ...]]
    """What the documents say → what people type for it."""
    units: tuple[Unit, ...] = ()

    @property
    def current(self) -> Year:
        """The year in force on :attr:`as_of`; what is loaded has one."""
        number = in_force({year.year: year.shown_from for year in self.years.values()}, self.as_of)
        if number is None:
            raise LookupError(self.as_of)
        return self.years[number]

    @property
    def newest(self) -> Year:
        """The newest year, in force or still to come: today's forms are of this one."""
        return self.years[max(self.years)]

    def before(self, year: int) -> Year | None:
        """Return the year that *year* is compared with: the one it was carried from, else the last before it."""
        earlier = year_before(year, self.years, self.years[year].carried_from)
        return None if earlier is None else self.years[earlier]

    @property
    def known_forms(self) -> Mapping[str, Form]:
        """Every form that is or was in use, today's first; an earlier one under its id and its last year."""
        earlier = {
            f"{id_} {until}": form
            for until in sorted(self.earlier_forms, reverse=True)
            for id_, form in self.earlier_forms[until].items()
        }
        return {**self.forms, **earlier}

    def page(self, name: str, year: int) -> Template | None:
        """Return the page *name* as it is in *year*, None where that year has none."""
        return self.year_pages.get(year, {}).get(name) or self.pages.get(name)

    def forms_of(self, year: int) -> Mapping[str, Form]:
        """Return the forms in force in *year*, by id."""
        later = (self.earlier_forms[until] for until in sorted(self.earlier_forms) if until >= year)
        found: dict[str, Form] = {}
        for forms in (*later, self.forms):
            found = {**forms, **found}
        return found


def in_force(shown_from: Mapping[int, date], day: date) -> int | None:
    """Return the year in force on *day*: the newest of those shown from that day or an earlier one.

    *shown_from* gives the first day of each year. None: no year is in force yet.
    """
    return max((year for year, first in shown_from.items() if first <= day), default=None)


def first_shown(notice: NoticeFile, hours: HoursFile) -> date:
    """Return the first day on which a year with these files is treated as the one in force."""
    return notice.shown_from or hours.rule.starts


def year_before(year: int, years: Collection[int], carried_from: int | None) -> int | None:
    """Return which of *years* the *year* is compared with: the one it was carried from, else the last before it."""
    if carried_from in years:
        return carried_from
    return max((number for number in years if number < year), default=None)
