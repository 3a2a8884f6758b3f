"""What is due in all cases, and what has run out."""

from datetime import UTC, date, datetime

from attrs import evolve

from gongtong.core.machines.definition import StateClock
from gongtong.core.workdays.terms import Term
from gongtong.mediation.clocks.case_clocks import started
from gongtong.mediation.escalation.answering import SentUpOnFile, UpperAnswer
from gongtong.mediation.moving.ticking import (
    DueKind,
    due_above,
    due_clocks,
    due_obligations,
    ran_out,
)
from gongtong.mediation.obligations.graph import what_is_due
from gongtong.mediation.sources import HOUSE_MEDIATION
from gongtong.testing.disputes import CASE, TODAY
from gongtong.testing.duties import PLAIN_WEEK, act, due

ROW = StateClock("contact", Term(3), "联系当事人", HOUSE_MEDIATION, "cannot_reach")
NOW = datetime(2025, 6, 10, 4, 0, tzinfo=UTC)
CLOCK = started(CASE.number, "consulting", ROW, sequence=1, now=NOW).timed(PLAIN_WEEK)


def test_a_clock_is_due_with_what_it_proposes() -> None:
    """On its last day it is not overdue, and nothing that stopped or stands still is due."""
    held = CLOCK.held(date(2025, 6, 11), PLAIN_WEEK)
    stopped = evolve(CLOCK, stopped_on=TODAY)
    (item,) = due_clocks((CLOCK, held, stopped), date(2025, 6, 13))
    assert (item.kind, item.proposes, item.is_overdue) == (DueKind.CLOCK, "cannot_reach", False)
    (late,) = due_clocks((CLOCK,), date(2025, 6, 14))
    assert late.is_overdue


def test_obligations_and_the_upper_level_are_due_too() -> None:
    """What was answered is not."""
    report = what_is_due((due(act(7), date(2025, 6, 9)),), {}, TODAY)
    (item,) = due_obligations(CASE.number, report)
    assert (item.kind, item.what, item.is_overdue) == (DueKind.OBLIGATION, "第7项义务", True)
    sent = SentUpOnFile(1, "community", "street", TODAY, date(2025, 6, 19))
    answered = evolve(sent, number=2, answer=UpperAnswer.DEALT_WITH)
    (above,) = due_above(CASE.number, (sent, answered), TODAY)
    assert (above.kind, above.due_on) == (DueKind.UPPER_LEVEL, date(2025, 6, 19))


def test_what_ran_out_is_told_with_its_proposal() -> None:
    """Nothing moves by it."""
    event = ran_out((CLOCK,), date(2025, 6, 14))
    (told,) = event.clocks
    assert (told.clock, told.due_on, told.proposes) == (
        "contact",
        date(2025, 6, 13),
        "cannot_reach",
    )
