"""What time does to obligations, and what only a person may say: demands and breaches (到期与违约).

Time alone unlocks, makes overdue, and ends what waited too long. That somebody is in breach is never said by time:
it takes a demand, the end of its term, and a person.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from attrs import evolve, frozen

from gongtong.core.digests import is_sha256
from gongtong.core.rulings import Granted, Reason, Refused
from gongtong.core.workdays.calendars import WorkCalendar
from gongtong.core.workdays.deadlines import DueDate, due_date
from gongtong.mediation.obligations.changing import falling_away
from gongtong.mediation.obligations.conditions import named_events
from gongtong.mediation.obligations.duty import Falling, Obligation
from gongtong.mediation.obligations.guards import KEPT, StepFacts, step
from gongtong.mediation.obligations.obligation_machine import ObligationEvent as E
from gongtong.mediation.obligations.obligation_machine import ObligationState as S
from gongtong.mediation.obligations.recomputing import MovedDay, days_moved
from gongtong.mediation.obligations.unlocking import Unlocked, unlock, with_unlocked
from gongtong.mediation.sources import HOUSE_MEDIATION


@frozen
class NoteEvent:
    """A request to enter that something happened which obligations wait for, such as a handover (登记事件申请)."""

    case: str
    name: str
    happened_on: date
    document: str


@frozen
class EventNoted:
    """Something happened, and these are due now because of it (事件已登记)."""

    case: str
    name: str
    happened_on: date
    document: str
    unlocked: tuple[Unlocked, ...]


@frozen
class LetTimePass:
    """A request to apply what the days that went by have done to the obligations of a case (到期处理申请)."""

    case: str


@frozen
class TimePassed:
    """These are due since their day came, overdue since theirs went, or ended with their last day (到期已处理).

    `moved` are days that were provisional and were counted again, since the year is announced by now.
    """

    case: str
    on: date
    unlocked: tuple[Unlocked, ...]
    overdue: tuple[int, ...]
    cancelled: tuple[int, ...]
    moved: tuple[MovedDay, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the days have done nothing (是否无变化)."""
        return not (self.unlocked or self.overdue or self.cancelled or self.moved)


@frozen
class Demand:
    """A request to enter that a debtor was asked to perform after all (催告申请)."""

    case: str
    number: int
    document: str


@frozen
class Demanded:
    """A debtor was asked to perform, and has this long to do it (已催告)."""

    case: str
    number: int
    document: str
    until: DueDate


@frozen
class DeclareBreach:
    """A request to say that an obligation was not kept (认定违约申请)."""

    case: str
    number: int


@frozen
class Breached:
    """An obligation was not kept; `accelerated` says that all of it is due now (已违约)."""

    case: str
    number: int
    accelerated: bool


@frozen
class LapsingFacts:
    """What is known when time has passed (到期依据)."""

    obligations: Mapping[int, Obligation]
    events: Mapping[str, date]
    today: date
    calendar: Callable[[], WorkCalendar]


def rule_on_event(request: NoteEvent, facts: LapsingFacts) -> Granted[EventNoted] | Refused:
    """Let it be entered that something happened which somebody waits for (登记事件审核).

    Grounds, in this order: nobody waits for it, it is entered already, a day to come, no paper.
    """
    awaited = {
        name for one in facts.obligations.values() for name in named_events(one.duty.waits_for)
    }
    reasons = []
    if request.name not in awaited:
        names = "、".join(sorted(awaited)) or "无"
        reasons.append(
            _reason(
                "event_awaited_by_nobody",
                f"没有义务等待“{request.name}”；等待中的事件：{names}",
                f"no obligation waits for {request.name!r}; awaited are: {names}",
            )
        )
    if request.name in facts.events:
        reasons.append(
            _reason(
                "event_noted_already",
                f"“{request.name}”已于{facts.events[request.name]}发生",
                f"{request.name!r} happened on {facts.events[request.name]} already",
            )
        )
    if request.happened_on > facts.today:
        reasons.append(_reason("event_to_come", "事件尚未发生", "it has not happened yet"))
    if not is_sha256(request.document):
        reasons.append(_reason("event_without_paper", "须有证明材料", "it takes a paper"))
    if reasons:
        return Refused(tuple(reasons))
    events = {**facts.events, request.name: request.happened_on}
    unlocked = unlock(facts.obligations.values(), events, facts.today, facts.calendar())
    return Granted(
        EventNoted(request.case, request.name, request.happened_on, request.document, unlocked)
    )


def let_time_pass(case: str, facts: LapsingFacts) -> TimePassed:
    """Tell what the days that went by have done to what is in force (到期处理).

    Days that were provisional are counted again first: what is overdue is judged by the days as they are now.
    """
    calendar = facts.calendar()
    moved, newly = days_moved(facts.obligations.values(), calendar)
    known = {**facts.obligations, **{one.number: one for one in newly}}
    first = unlock(known.values(), facts.events, facts.today, calendar)
    now = {one.number: one for one in with_unlocked(known.values(), first, facts.today)}
    overdue = tuple(number for number, one in now.items() if _falls_overdue(one, facts.today))
    lapsed = [number for number, one in now.items() if _lapses(one, facts.today)]
    now |= {number: evolve(now[number], state=S.CANCELLED) for number in lapsed}
    cancelled = (*lapsed, *falling_away(now, facts.events, facts.today))
    return TimePassed(case, facts.today, first, overdue, tuple(sorted(cancelled)), moved)


def rule_on_demand(request: Demand, facts: LapsingFacts) -> Granted[Demanded] | Refused:
    """Let a debtor be asked to perform after all (催告审核).

    Grounds, in this order: no such obligation, not overdue, no paper.
    """
    one = facts.obligations.get(request.number)
    if one is None:
        return Refused((_unknown(request.number),))
    reasons = []
    if one.state is not S.OVERDUE:
        reasons.append(
            Reason(
                "mediation.demand_without_delay",
                f"第{request.number}项义务未逾期，不须催告",
                f"obligation {request.number} is not overdue",
                KEPT,
            )
        )
    if not is_sha256(request.document):
        reasons.append(_reason("demand_without_paper", "催告须书面", "a demand is on paper"))
    if reasons:
        return Refused(tuple(reasons))
    until = due_date(facts.today, one.duty.cure, facts.calendar())
    return Granted(Demanded(request.case, request.number, request.document, until))


def rule_on_breach(request: DeclareBreach, facts: LapsingFacts) -> Granted[Breached] | Refused:
    """Let it be said that an obligation was not kept (认定违约审核).

    Grounds, in this order: no such obligation, then what the table of states says: no demand, or its term runs.
    """
    one = facts.obligations.get(request.number)
    if one is None:
        return Refused((_unknown(request.number),))
    is_over = one.cure_until is not None and one.cure_until.on < facts.today
    told = step(E.BREACH, StepFacts(one, cure_term_is_over=is_over))
    if isinstance(told, tuple):
        return Refused(told)
    return Granted(Breached(request.case, request.number, one.duty.accelerates))


def breached(one: Obligation, event: Breached, today: date) -> Obligation:
    """Give an obligation as it stands when it was not kept (违约后的义务)."""
    schedule = one.schedule
    if event.accelerated:
        schedule = tuple(
            Falling(part.amount_fen, min(part.due, DueDate(today), key=lambda due: due.on))
            for part in schedule
        )
    return evolve(one, state=S.BREACHED, schedule=schedule)


def _falls_overdue(one: Obligation, today: date) -> bool:
    if one.state is not S.DUE:
        return False
    next_due = one.next_due()
    is_past = next_due is not None and next_due.on < today
    return is_past and step(E.FALL_OVERDUE, StepFacts(one, due_day_is_past=True)) is S.OVERDUE


def _lapses(one: Obligation, today: date) -> bool:
    last = one.duty.long_stop
    if not one.binds or one.state is not S.PENDING or last is None or last >= today:
        return False
    return step(E.LAPSE, StepFacts(one, long_stop_is_past=True)) is S.CANCELLED


def _unknown(number: int) -> Reason:
    return _reason(
        "obligation_unknown", f"没有第{number}项义务", f"there is no obligation {number}"
    )


def _reason(code: str, zh: str, en: str) -> Reason:
    return Reason(f"mediation.{code}", zh, en, HOUSE_MEDIATION)
