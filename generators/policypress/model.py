"""What a project says, as frozen values: the site, its documents, the years and their facts.

Classes whose fields stand in YAML are read by :mod:`policypress.read`; the docstring under each such
field is what its editor reads in the JSON Schemas and the field guide, so it is Chinese. Nothing here
reads files or checks anything.
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
    """为什么不知道，照样显示给读者，例如 所存文本未载。"""


# --- policy/site.yaml -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The published site: its names, address and meta tags."""

    name: str
    """网站名称，显示在页眉，也写入网页标签 SiteName。"""
    address: str
    """网站发布后的网址，以 https:// 开头、以 / 结尾；订阅、站点地图和规范链接都用它。"""
    domain: str
    """域名，写入网页标签 SiteDomain。"""
    identification: str
    """政府网站标识码，写入网页标签 SiteIDCode；没有的写 ""。"""
    source: str
    """内容由谁发布，写入网页标签 ContentSource。"""
    published: str
    """本次发布的时间（北京时间），如 "2026-01-31 09:00"，要加引号；按它决定哪一年现行，也写入网页标签 PubDate。"""
    description: str
    """一句话说明网站做什么用。"""
    disclaimer: str
    """网站不是什么、不能作什么用，显示在每页页脚。"""
    region: str
    """网站讲的是哪个省，例如 湖南省。"""
    font: str | None = None
    """制作 PDF 表所用字体文件的路径（思源宋体：Noto Serif CJK SC 或 Source Han Serif SC）；不写则用系统里装的。"""


# --- policy/units/* ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """An institution that files forms: no people, no telephone numbers."""

    name: str
    """单位名称，写全称。只写单位，不写人员和电话。"""
    department: str | None = None
    """主管部门。"""
    bureau: str | None = None
    """同级人事综合管理部门。"""


# --- policy/documents.yaml --------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldText:
    """The stored text of a document."""

    file: str
    """content/notices/ 下的文件名，不带文件夹；文件里一段一行，表格同一行的格子用 Tab 隔开。"""
    sha256: str
    """全文的校验值，运行 policypress check 会告诉您填什么；以后全文误改一个字都能发现。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document that is cited, held or not."""

    title: str
    """文件的完整标题。"""
    number: str
    """发文字号。"""
    issuer: str | Unknown
    """发文机关；所存文本没有写的，写 {unknown: 所存文本未载}。"""
    issued: date | Unknown
    """成文日期，如 2024-03-01；所存文本没有写的，写 {unknown: 所存文本未载}。"""
    validity: str | Unknown
    """有效性，照来源的说法；没有写的，写 {unknown: 所存文本未载}。"""
    text: HeldText | None
    """所存全文；没有存的写 null，任何条目都不能以它为依据。"""
    cited_as: str
    """通知引用它的字样，照抄；必须在某份所存文本里找得到。"""


# --- policy/years/YYYY/*.yaml -----------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class FactEntry:
    """A fact as written in a year's file, under its id."""

    title: str
    """这一条说的是什么，几个字。"""
    value: Value
    """值：数字（至多一位小数）、日期（如 2024-12-31）、文字，或一列文字。数字、日期要能从引文里读出来。"""
    quote: str
    """证明它的原句，一字不改照抄（空格不计），不能跨段。"""
    unit: str | None = None
    """数字的单位，例如 学时。"""
    qualifier: str | None = None
    """引文里限定这个值的字样：不少于、一般、等、主要围绕；显示时总与值写在一起。"""
    as_printed: str | None = None
    """引文的写法，只在引文里读不出 value 时写，例如引文写“三分之二”。"""
    document: str | None = None
    """出自哪份文件的编号，只在与本文件开头的 document 不同时写。"""
    carried: int | None = None
    """从哪一年带过来、还没有确认；引文还是那一年的。换上新通知的原句和数值以后，删去这一行。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A fact of the year before that this year's notice no longer states."""

    on: date
    """从哪一天起不再执行。"""
    why: str
    """原因，显示给读者，例如 2024年通知不再规定。"""


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
    """从哪一天起把这一年显示为现行；不写则从 rule.starts 那天起。"""
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


class Reckoning(StrEnum):
    """How training of one way becomes hours."""

    LABELLED = "labelled"
    """按记录写的学时计。"""
    PER_DAY = "per_day"
    """每天计若干学时；记录没有写天数的，按它写的学时计。"""
    PER_ITEM = "per_item"
    """每项计若干学时，不看记录写多少。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class HourCredit:
    """How many hours the training of one way (形式) brings, where the notice states it."""

    way: str
    """哪种形式的培训，与通知的字样一致，也与记录的“形式”一致。"""
    kind: Reckoning
    """怎样计学时：labelled（按记录）、per_day（按天）、per_item（按项）。"""
    hours: str | None = None
    """写明每天（整数）或每项学时数的条目编号；kind 为 labelled 时不写。"""
    item_cap: str | None = None
    """写明每项至多计多少学时的条目编号；不写则不限。"""
    year_cap: str | None = None
    """写明每年至多计多少学时的条目编号，各科目分别计；不写则不限。"""


@dataclass(frozen=True, slots=True, kw_only=True)
class HourRule:
    """The hour rule, as references to facts; every threshold is a fact with its quote."""

    starts: date
    """学习年度的第一天。这是本页的约定，会这样注明。"""
    ends: str
    """写明最后一天的条目编号。"""
    total_hours: str
    """写明全年最低总学时的条目编号。"""
    total_days: str | None
    """写明可以代替总学时的最低天数的条目编号；通知没有规定的写 null。"""
    subject_hours: dict[str, str]
    """各科目的编号 → 写明该科目最低学时的条目编号。"""
    makeup: str | None
    """关于补训的条目编号；通知没有规定的写 null。"""
    starts_stated: str | None = None
    """通知写明第一天的，写那一条的编号；那一天应与 starts 相同。"""
    subject_shares: dict[str, str] | None = None
    """各科目的编号 → 写明该科目至少占总学时几分之几的条目编号（值写文字，如 三分之二）。"""
    credits: tuple[HourCredit, ...] = ()
    """各种形式怎样计学时；没有写到的形式按记录写的学时计。"""
    makeup_opens: str | None = None
    """写明今年的补训从哪一天开始的条目编号；不写则不限。"""
    makeup_closes: str | None = None
    """写明今年的补训到哪一天为止的条目编号；不写则不限。"""

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
    who: tuple[str, ...]
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


# --- policy/years/YYYY/review.yaml ------------------------------------------------------------


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


# --- policy/cases/YYYY.yaml -------------------------------------------------------------------


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


# --- policy/profiles.yaml ----------------------------------------------------------------------


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
    """问题在页面上的地址：小写字母、数字和连字符。"""
    question: str
    """问题，照人们的问法写。"""
    who: tuple[Role, ...]
    """谁会问：个人、单位、主管部门、人社部门。"""
    answer: str
    """回答，用 Markdown 写，第一句就说结论；规定中的数字只用 {{ fact("编号") }} 引用。"""
    facts: tuple[str, ...]
    """回答依据的条目编号；原句显示在回答下面。"""
    also: tuple[str, ...] = ()
    """其他问法，搜索时也能找到。"""
    unstated: bool = False
    """通知没有规定的写 true：回答前面显示“本通知未作规定”，后面列出向谁咨询。默认 false。"""
    common: bool = False
    """在首页“大家常问”里列出的写 true。默认 false。"""
    first_year: int | None = None
    """从哪一年起显示；不写则从最早的一年起。"""
    last_year: int | None = None
    """显示到哪一年为止；不写则一直显示。"""

    def shown_in(self, year: int) -> bool:
        """Return whether it is shown for *year*."""
        return (self.first_year or year) <= year <= (self.last_year or year)


@dataclass(frozen=True, slots=True, kw_only=True)
class FaqFile:
    """content/faq/*.yaml: questions on one matter."""

    title: str
    """这一组问题的标题。"""
    order: int
    """排在第几组，从 1 起。"""
    questions: tuple[Question, ...]
    """各个问题，按显示的次序写。"""


# --- content/navigation.yaml ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the navigation; meta tag ColumnName of its pages."""

    title: str
    """导航里显示的名称，也是其中各页的网页标签 ColumnName。"""
    kind: str
    """放的是什么，例如 政策文件；写入网页标签 ColumnType。"""
    pages: tuple[str, ...]
    """各页，按次序写：每年一份的写 year:名称，只有一份的写名称。"""


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
