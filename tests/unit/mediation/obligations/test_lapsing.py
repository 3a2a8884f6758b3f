"""What time does to obligations, and what only a person may say."""

from datetime import date
from typing import Any

from attrs import evolve

from gongtong.core.rulings import Granted, Refused
from gongtong.core.workdays.deadlines import DueDate
from gongtong.mediation.obligations.conditions import AnyOf
from gongtong.mediation.obligations.duty import Falling, Obligation
from gongtong.mediation.obligations.lapsing import (
    Breached,
    DeclareBreach,
    Demand,
    LapsingFacts,
    NoteEvent,
    breached,
    let_time_pass,
    rule_on_breach,
    rule_on_demand,
    rule_on_event,
)
from gongtong.mediation.obligations.obligation_machine import ObligationState as S
from gongtong.testing.disputes import CASE, TODAY, TOMORROW
from gongtong.testing.duties import PLAIN_WEEK, act, due, in_force, pay

PAPER = "0f" * 32
YESTERDAY = date(2025, 6, 9)
HANDOVER = AnyOf(events=("handover",))
NOTE = NoteEvent(CASE.number, "handover", TODAY, PAPER)


def facts(*obligations: Obligation, today: date = TODAY, **known: date) -> LapsingFacts:
    return LapsingFacts({one.number: one for one in obligations}, known, today, lambda: PLAIN_WEEK)


def codes(ruling: object) -> list[str]:
    found = ruling.codes if isinstance(ruling, Refused) else ()
    return [code.removeprefix("mediation.") for code in found]


def test_an_event_unlocks_what_waited_for_it() -> None:
    """Once, on paper, and only one that somebody waits for."""
    waits = in_force(act(1, HANDOVER))
    ruling = rule_on_event(NOTE, facts(waits))
    assert isinstance(ruling, Granted)
    assert [one.number for one in ruling.event.unlocked] == [1]
    assert codes(rule_on_event(evolve(NOTE, name="handoverr"), facts(waits))) == [
        "event_awaited_by_nobody"
    ]
    assert codes(rule_on_event(NOTE, facts(waits, handover=TODAY))) == ["event_noted_already"]
    wrong = evolve(NOTE, happened_on=TOMORROW, document="g" * 64)
    assert codes(rule_on_event(wrong, facts(waits))) == ["event_to_come", "event_without_paper"]
    draft = rule_on_event(NOTE, facts(in_force(act(1, HANDOVER), in_force_on=None)))
    assert isinstance(draft, Granted)
    assert draft.event.unlocked == ()


def test_time_unlocks_makes_overdue_and_ends() -> None:
    """A day that has come, one that is past, a last day that is past; the last day itself is in time."""
    obligations = (
        in_force(act(1, AnyOf(day=TODAY))),
        due(act(2), YESTERDAY),
        due(act(3), TODAY),
        in_force(act(4, HANDOVER, long_stop=YESTERDAY)),
        in_force(act(5, HANDOVER, long_stop=TODAY)),
        in_force(act(6, AnyOf((4,)))),
        in_force(act(7, HANDOVER, long_stop=YESTERDAY), in_force_on=None),
    )
    told = let_time_pass(CASE.number, facts(*obligations))
    assert [one.number for one in told.unlocked] == [1]
    assert (told.overdue, told.cancelled) == ((2,), (4, 6))
    assert not told.is_empty
    assert let_time_pass(CASE.number, facts(due(act(3), TODAY))).is_empty


def test_a_demand_gives_a_term() -> None:
    """Seven days from today, for what is overdue alone, on paper."""
    late = due(act(1), YESTERDAY, state=S.OVERDUE)
    ruling = rule_on_demand(Demand(CASE.number, 1, PAPER), facts(late))
    assert isinstance(ruling, Granted)
    assert ruling.event.until.on == date(2025, 6, 17)
    early = rule_on_demand(Demand(CASE.number, 1, ""), facts(due(act(1))))
    assert codes(early) == ["demand_without_delay", "demand_without_paper"]
    assert codes(rule_on_demand(Demand(CASE.number, 2, PAPER), facts(late))) == [
        "obligation_unknown"
    ]


def test_a_breach_takes_a_demand_whose_term_is_over() -> None:
    """On its last day it is not; the day after it is."""
    late = due(act(1), YESTERDAY, state=S.OVERDUE)
    request = DeclareBreach(CASE.number, 1)
    asked: Any = evolve(late, cure_until=DueDate(TODAY))
    assert codes(rule_on_breach(request, facts(late))) == ["cure_term_runs"]
    assert codes(rule_on_breach(request, facts(asked))) == ["cure_term_runs"]
    told = rule_on_breach(request, facts(asked, today=TOMORROW))
    assert isinstance(told, Granted)
    assert not told.event.accelerated
    assert codes(rule_on_breach(evolve(request, number=2), facts(late))) == ["obligation_unknown"]


def test_a_breach_may_make_every_instalment_due() -> None:
    """Where that was agreed; else each keeps its day."""
    parts = (Falling(100, DueDate(YESTERDAY)), Falling(200, DueDate(date(2025, 9, 1))))
    one = due(pay(1, amount_fen=300), schedule=parts, state=S.OVERDUE)
    hurried = breached(one, Breached(CASE.number, 1, accelerated=True), TODAY)
    assert (hurried.state, hurried.due_fen(TODAY)) == (S.BREACHED, 300)
    plain = breached(one, Breached(CASE.number, 1, accelerated=False), TODAY)
    assert plain.due_fen(TODAY) == 100
