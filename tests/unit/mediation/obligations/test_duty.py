"""What is owed, part by part."""

from datetime import date

from attrs import evolve

from gongtong.core.workdays.deadlines import DueDate
from gongtong.mediation.obligations.duty import Falling, Instalment, share_out
from gongtong.mediation.obligations.obligation_machine import ObligationState
from gongtong.testing.disputes import TODAY, home
from gongtong.testing.duties import act, due, in_force, pay

JULY, AUGUST = date(2025, 7, 1), date(2025, 8, 1)
PARTS = (Falling(100_00, DueDate(JULY)), Falling(174_29, DueDate(AUGUST)))


def test_a_whole_amount_is_one_part() -> None:
    """And an act is one part of nothing."""
    assert [part.amount_fen for part in pay(1).parts] == [274_29]
    assert [part.amount_fen for part in act(1).parts] == [0]
    agreed = (Instalment(100_00, on=JULY), Instalment(174_29, on=AUGUST))
    assert pay(1, instalments=agreed).parts == agreed


def test_instalments_fall_due_one_after_the_other() -> None:
    """What was paid counts for the earliest of them, to the fen."""
    one = due(pay(1), schedule=PARTS)
    assert one.next_due() == DueDate(JULY)
    assert (one.due_fen(date(2025, 6, 30)), one.due_fen(JULY), one.due_fen(AUGUST)) == (
        0,
        100_00,
        274_29,
    )
    almost = evolve(one, paid_fen=99_99)
    assert (almost.next_due(), almost.due_fen(JULY)) == (DueDate(JULY), 1)
    first = evolve(one, paid_fen=100_00)
    assert (first.next_due(), first.open_fen) == (DueDate(AUGUST), 174_29)
    assert evolve(one, paid_fen=274_29).next_due() is None


def test_nothing_is_due_of_what_is_over_or_waits() -> None:
    """A waived one has nothing open, a draft does not bind."""
    waived = due(pay(1), state=ObligationState.WAIVED)
    assert (waived.open_fen, waived.due_fen(TODAY)) == (0, 0)
    assert in_force(pay(1)).next_due() is None
    assert in_force(pay(1)).binds
    assert not in_force(pay(1), in_force_on=None).binds
    assert due(act(1)).next_due() == DueDate(TODAY)


def test_every_fen_is_placed() -> None:
    """Equal shares by default, else by weights."""
    assert share_out(10, [home(1), home(2), home(3)]) == {home(1): 4, home(2): 3, home(3): 3}
    assert share_out(10, [home(1), home(2)], (1, 4)) == {home(1): 2, home(2): 8}
