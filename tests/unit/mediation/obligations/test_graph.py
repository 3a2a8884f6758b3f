"""Obligations that wait for one another."""

from datetime import date

from attrs import evolve

from gongtong.mediation.obligations.conditions import AnyOf
from gongtong.mediation.obligations.graph import (
    cycle_in,
    happened_by,
    in_words,
    to_unlock,
    unlocked_by,
    waiting_of,
    what_is_due,
)
from gongtong.mediation.obligations.obligation_machine import ObligationState as S
from gongtong.testing.disputes import TODAY, TOMORROW
from gongtong.testing.duties import act, due, in_force, pay

WAITS = AnyOf((1,))


def test_a_ring_is_named_from_where_it_begins() -> None:
    """Whoever waits for a ring is not in it; one that waits for itself is."""
    assert cycle_in({1: [2], 2: [3], 3: [1], 4: [1]}) == (1, 2, 3, 1)
    assert cycle_in({4: [1], 1: [2], 2: [1]}) == (1, 2, 1)
    assert cycle_in({5: [5]}) == (5, 5)
    assert cycle_in({1: [2, 3], 2: [3], 3: []}) == ()
    assert cycle_in(waiting_of((act(1), pay(2, WAITS)))) == ()


def test_what_is_due_comes_in_the_order_of_its_days() -> None:
    """With what is overdue, what waits, and what waits in vain."""
    obligations = (
        due(act(1), TOMORROW),
        due(pay(2), date(2025, 6, 9)),
        in_force(pay(3, WAITS)),
        in_force(pay(4, AnyOf((5,)))),
        in_force(act(5), state=S.CANCELLED),
        in_force(pay(6), in_force_on=None),
    )
    report = what_is_due(obligations, {}, TODAY)
    assert [line.number for line in report.due] == [2, 1]
    assert [line.number for line in report.overdue] == [2]
    assert (report.waiting, report.hopeless, report.amount_fen) == ((3, 4), (4,), 274_29)


def test_the_last_day_is_in_time() -> None:
    """Due today is not overdue; tomorrow it is."""
    one = (due(act(1), TODAY),)
    assert what_is_due(one, {}, TODAY).overdue == ()
    assert len(what_is_due(one, {}, TOMORROW).overdue) == 1


def test_a_performance_unlocks_what_waited_for_it() -> None:
    """And nothing that is unlocked anyway, or is no more than a draft."""
    obligations = (
        due(act(1)),
        in_force(pay(2, WAITS)),
        in_force(pay(3)),
        in_force(pay(4, WAITS), in_force_on=None),
    )
    happened = happened_by(obligations, {}, TODAY)
    assert [one.number for one in to_unlock(obligations, happened)] == [3]
    assert unlocked_by(obligations, happened, (1,)) == (2,)


def test_what_was_replaced_is_done_when_all_that_replace_it_are() -> None:
    """And can no longer come when one of them cannot; a waiver says itself what it counts for."""
    old = in_force(act(1), state=S.SUBSTITUTED, replaced_by=(3, 4))
    done, still = in_force(act(3), state=S.FULFILLED), due(act(4))
    assert 1 not in happened_by((old, done, still), {}, TODAY).done
    assert 1 in happened_by((old, done, evolve(still, state=S.FULFILLED)), {}, TODAY).done
    assert 1 in happened_by((old, done, evolve(still, state=S.CANCELLED)), {}, TODAY).dead
    waived = in_force(act(1), state=S.WAIVED)
    assert 1 in happened_by((waived,), {}, TODAY).dead
    assert 1 in happened_by((evolve(waived, counts_as_done=True),), {}, TODAY).done


def test_a_condition_is_said_in_words() -> None:
    """All of them, any of each."""
    said = in_words((AnyOf((1, 2)), AnyOf(events=("handover",), day=TODAY)))
    assert said == "第1项已履行或第2项已履行；且“handover”已发生或到2025-06-10"
    assert in_words(()) == "无条件"
