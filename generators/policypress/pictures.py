"""The pictures of a year: how training is filed and recognised, when, and how much. Made from the policy alone.

Nothing is drawn that the policy does not state: where it has no such part, there is no picture.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from markupsafe import Markup

from policypress.drawing import (
    EDGE,
    LINE,
    SIZE,
    WIDTH,
    Box,
    framed,
    height_of,
    line,
    lines_at,
    of_fact,
    picture,
    wrapped,
)
from policypress.flow import flow
from policypress.forms.fields import ChoiceField
from policypress.forms.model import Form
from policypress.markup import anchored, marked_text
from policypress.model.facts import Fact
from policypress.model.policy import Policy
from policypress.model.year import Year
from policypress.readings import share

LEAST = 96
"""Least width of a part of the hours, for its words."""
ABREAST = 4
"""Between the parts of the hours."""
MONTH = 34
"""Height of a month of the calendar."""
AXIS, EVENT = 62, 84
"""Where the line of the calendar stands, and where its words begin."""
APART = 12
"""Least room between two entries of the calendar."""


def filing(policy: Policy, year: Year, source: str) -> Markup:
    """Return how each form is filed, as a flow chart; nothing for one whose way the year does not state."""
    return Markup().join(_filed(form, year, source) for form in policy.forms_of(year.year).values())


def _filed(form: Form, year: Year, source: str) -> Markup:
    routing = form.routing
    if routing is None or not {routing.through, *(route.to for route in routing.routes)} <= set(year.facts):
        return Markup()
    field = form.field(routing.field)
    if not isinstance(field, ChoiceField):
        raise TypeError(routing.field)  # checked: a form is routed by a choice
    trunk = [
        Box(label=field.filled_by, words=f"填写《{form.title}》，选定“{field.label}”"),
        of_fact("经下列平台报送", year.facts[routing.through]),
    ]
    lanes = [
        [Box(words=field.labels[route.choice], round=True), of_fact("报下列部门备案", year.facts[route.to])]
        for route in routing.routes
    ]
    return flow(f"filing-{form.id}", f"《{form.title}》怎样报送备案", trunk, lanes, source)


def recognition(year: Year, source: str) -> Markup:
    """Return who recognises the hours of each subject, as a flow chart; nothing where the year states no subject."""
    if not year.subjects:
        return Markup()
    lanes = []
    for subject in year.subjects.values():
        lane = [Box(words=subject.label, round=True), of_fact("由谁认定", year.facts[subject.recognised_by])]
        if subject.reported_to:
            lane.append(of_fact("认定后报送备案", year.facts[subject.reported_to]))
        lanes.append(lane)
    trunk = [Box(label="参训人员", words="参加培训，取得的学时按科目认定")]
    return flow("recognition", "学时认定：哪个科目由谁认定", trunk, lanes, source)


def hours(year: Year, source: str) -> Markup:
    """Return the least total, and under it the least of each subject, each as wide as it is many."""
    rule, width = year.rule, float(WIDTH - 2 * EDGE)
    parts = [
        of_fact(f"其中{year.subjects[id_].label}", year.facts[fact])
        for id_, fact in rule.subject_facts.items()
    ]
    rows = [(float(EDGE), [of_fact("全年累计", year.facts[rule.total_hours])], [width])]
    if parts:
        rows.append((ABREAST, parts, _widths(year, width)))
    if rule.total_days:
        still = "，科目学时仍要各自达到" if parts else ""
        rows.append(
            (4 * ABREAST, [of_fact(f"累计也可以按天数{still}", year.facts[rule.total_days])], [width])
        )
    drawn, y = list[Markup](), 0.0
    for above, boxes, widths in rows:
        y += above
        height = max(height_of(box, room) for box, room in zip(boxes, widths, strict=True))
        drawn += _abreast(boxes, widths, (y, height), source)
        y += height
    return picture("hours", "一年至少学多少：总量与各科目" if parts else "一年至少学多少", drawn, y + EDGE)


def _abreast(
    boxes: Sequence[Box], widths: Sequence[float], span: tuple[float, float], source: str
) -> Iterator[Markup]:
    """Yield *boxes* side by side; *span* is where they begin and how high they are."""
    (top, height), left = span, float(EDGE)
    for box, room in zip(boxes, widths, strict=True):
        yield framed(box, (left, top), (room, height), source)
        left += room + ABREAST


def _widths(year: Year, width: float) -> list[float]:
    """Return how wide the part of each subject is: what it is of the total, or all alike where one were too narrow."""
    total = _number(year.facts[year.rule.total_hours])
    parts = [_number(year.facts[id_], total) for id_ in year.rule.subject_facts.values()]
    whole, room = max(total, sum(parts)), width - ABREAST * (len(parts) - 1)
    widths = [float(part / whole) * room for part in parts]
    return widths if min(widths) >= LEAST else [room / len(parts)] * len(parts)


def _number(fact: Fact, total: Fraction = Fraction(0)) -> Fraction:
    """Return the hours that *fact* states, by themselves or as a share of *total*."""
    if isinstance(fact.value, Decimal):
        return Fraction(fact.value)
    part = share(fact.value) if isinstance(fact.value, str) else None
    return total * part if part else Fraction(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What stands beside the line of the calendar."""

    day: date
    title: str
    task: str
    fact: Fact | None = None
    """The fact that states the day."""


def calendar(year: Year, source: str) -> Markup:
    """Return the year as a line from its first day to its last, with the days to keep beside it."""
    events = sorted(_events(year), key=lambda event: event.day)
    first, last = events[0].day, events[-1].day
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    drawn = [line(f"M{AXIS} {EDGE}v{months * MONTH}"), *_months(first, months)]
    bottom = float(EDGE)
    for event in events:
        y = EDGE + MONTH * _months_to(first, event.day)
        top = max(y - LINE / 2, bottom)
        drawn.append(line(f"M{AXIS - 4} {y:g}h8L{EVENT - 4} {top + LINE / 2:g}"))
        lines = wrapped(event.task, (WIDTH - EVENT) / SIZE)
        drawn += _entry(event, lines, top, source)
        bottom = top + LINE * (1 + len(lines)) + APART
    return picture("calendar", "全年时间节点", drawn, max(bottom, months * MONTH) + 2 * EDGE)


def _events(year: Year) -> Iterator[Event]:
    """Yield the first day, which is a convention of ours where the notice states none, and the days to keep."""
    stated = year.facts[year.rule.starts_stated] if year.rule.starts_stated else None
    yield Event(
        day=year.rule.starts,
        title=marked_text(stated) if stated else "学习年度开始",
        task="学习年度开始" if stated else "本页约定，不是通知的规定",
        fact=stated,
    )
    if year.rule.ends not in {deadline.day for deadline in year.deadlines}:
        ends = year.facts[year.rule.ends]
        yield Event(day=_day(ends), title=marked_text(ends), task="学习年度结束", fact=ends)
    for deadline in year.deadlines:
        fact = year.facts[deadline.day]
        task = f"{'、'.join(deadline.who)}：{deadline.task}"
        yield Event(day=_day(fact), title=marked_text(fact), task=task, fact=fact)


def _day(fact: Fact) -> date:
    if not isinstance(fact.value, date):
        raise TypeError(fact.id)  # checked: what a rule or a deadline names as a day is one
    return fact.value


def _months_to(first: date, day: date) -> float:
    """Return how many months after the beginning of the month of *first* the *day* ends."""
    return (day.year - first.year) * 12 + day.month - first.month + (day.day - 1) / 31


def _months(first: date, months: int) -> Iterator[Markup]:
    """Yield the months beside the line."""
    for number in range(months):
        years, month = divmod(first.month - 1 + number, 12)
        words = f"次年{month + 1}月" if years and not month else f"{month + 1}月"
        y = EDGE + MONTH * number
        yield line(f"M{AXIS - 6} {y:g}h6")
        yield lines_at([words], (AXIS - 10, y), "picture-month")


def _entry(event: Event, lines: Sequence[str], top: float, source: str) -> Iterator[Markup]:
    """Yield the words of an entry of the calendar."""
    head = lines_at([event.title], (EVENT, top), "picture-day")
    yield Markup(anchored(event.fact, source, head)) if event.fact else head  # noqa: S704 - made of escaped words
    yield lines_at(lines, (EVENT, top + LINE), "picture-task")
