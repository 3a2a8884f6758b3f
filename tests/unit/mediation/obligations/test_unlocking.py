"""What begins when a condition is met."""

from datetime import date

from gongtong.core.workdays.deadlines import DueDate
from gongtong.core.workdays.terms import Term, TimeUnit
from gongtong.mediation.obligations.conditions import AnyOf
from gongtong.mediation.obligations.duty import Instalment
from gongtong.mediation.obligations.obligation_machine import ObligationState as S
from gongtong.mediation.obligations.unlocking import schedule_of, unlock, with_unlocked
from gongtong.testing.disputes import TODAY
from gongtong.testing.duties import PLAIN_WEEK, act, in_force, pay


def test_a_term_runs_from_the_day_on_which_it_was_unlocked() -> None:
    """Thirty days from 10 June are 10 July; working days of an unpublished year are provisional."""
    assert schedule_of(pay(1), TODAY, PLAIN_WEEK)[0].due.on == date(2025, 7, 10)
    working = pay(1, within=Term(3, TimeUnit.WORKING_DAY))
    assert schedule_of(working, TODAY, PLAIN_WEEK)[0].due == DueDate(
        date(2025, 6, 13), provisional=True
    )


def test_nothing_is_due_before_it_is_unlocked() -> None:
    """A day that went by while it waited moves to the day on which it does not."""
    july = date(2025, 7, 15)
    assert schedule_of(act(1), july, PLAIN_WEEK)[0].due == DueDate(july)
    assert schedule_of(act(1), TODAY, PLAIN_WEEK)[0].due == DueDate(date(2025, 6, 30))


def test_each_instalment_has_its_day() -> None:
    """By term or by date."""
    parts = (Instalment(100_00, Term(10)), Instalment(174_29, on=date(2025, 9, 1)))
    falling = schedule_of(pay(1, within=None, instalments=parts), TODAY, PLAIN_WEEK)
    assert [(one.amount_fen, one.due.on) for one in falling] == [
        (100_00, date(2025, 6, 20)),
        (174_29, date(2025, 9, 1)),
    ]


def test_everything_that_need_not_wait_is_unlocked_at_once() -> None:
    """And stands as due, with its days."""
    obligations = (in_force(act(1)), in_force(pay(2, AnyOf((1,)))), in_force(pay(3)))
    unlocked = unlock(obligations, {}, TODAY, PLAIN_WEEK)
    assert [one.number for one in unlocked] == [1, 3]
    after = with_unlocked(obligations, unlocked, TODAY)
    assert [one.state for one in after] == [S.DUE, S.PENDING, S.DUE]
    assert after[0].unlocked_on == TODAY
