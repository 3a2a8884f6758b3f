"""Obligations that wait for one another: cycles, what is due, and what a performance unlocks (义务关系图)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from attrs import frozen

from gongtong.mediation.obligations.conditions import (
    AnyOf,
    Happened,
    is_hopeless,
    is_met,
    named_obligations,
)
from gongtong.mediation.obligations.duty import Duty, Obligation, Side
from gongtong.mediation.obligations.obligation_machine import ObligationState as S


@frozen
class DueLine:
    """An obligation that is to be performed now, or is waiting to be (应履行事项)."""

    number: int
    debtor: Side
    creditor: Side
    amount_fen: int | None
    due_on: date | None
    is_provisional: bool
    is_overdue: bool
    state: S


@frozen
class DueReport:
    """What is due, what is overdue, and what waits for something else (履行情况).

    `due` is in the order of the days; `waiting` are the numbers of those that are conditional still, and `hopeless` those
    of them that can no longer come to be due.
    """

    day: date
    due: tuple[DueLine, ...]
    waiting: tuple[int, ...]
    hopeless: tuple[int, ...]

    @property
    def overdue(self) -> tuple[DueLine, ...]:
        """Those whose day is past (逾期事项)."""
        return tuple(line for line in self.due if line.is_overdue)

    @property
    def amount_fen(self) -> int:
        """The money that is to be paid in all (应付总额)."""
        return sum(line.amount_fen or 0 for line in self.due)


def cycle_in(waiting: Mapping[int, Collection[int]]) -> tuple[int, ...]:
    """Give obligations that wait for each other in a ring, the first of them again at the end (循环).

    `waiting` maps each to those that it waits for. Nothing where there is no ring.

    >>> cycle_in({1: [2], 2: [3], 3: [1], 4: [1]})
    (1, 2, 3, 1)
    """
    settled: set[int] = set()
    for start in waiting:
        path: dict[int, Iterator[int]] = {}
        number = start
        while number not in settled:
            path[number] = iter(waiting.get(number, ()))
            while path:
                number, others = next(reversed(path.items()))
                following = next((one for one in others if one not in settled), None)
                if following is None:
                    settled.add(number)
                    del path[number]
                elif following in path:
                    ring = list(path)
                    return (*ring[ring.index(following) :], following)
                else:
                    number = following
                    break
    return ()


def waiting_of(duties: Iterable[Duty]) -> dict[int, frozenset[int]]:
    """Give for each obligation the numbers of those that it waits for (等待关系)."""
    return {duty.number: named_obligations(duty.waits_for) for duty in duties}


def happened_by(
    obligations: Iterable[Obligation], events: Mapping[str, date], today: date
) -> Happened:
    """Tell what has come to pass: one that was replaced is done when all that replace it are (已发生事实认定)."""
    known = {one.number: one for one in obligations}
    done: set[int] = set()
    dead: set[int] = set()
    # what replaces has a higher number than what it replaces
    for number in sorted(known, reverse=True):
        one = known[number]
        if one.state is S.SUBSTITUTED:
            if any(other in dead for other in one.replaced_by):
                dead.add(number)
            elif all(other in done for other in one.replaced_by):
                done.add(number)
        elif one.state is S.FULFILLED or (one.state is S.WAIVED and one.counts_as_done):
            done.add(number)
        elif one.state in {S.CANCELLED, S.WAIVED}:
            dead.add(number)
    return Happened(done, dead, events, today)


def to_unlock(obligations: Iterable[Obligation], happened: Happened) -> tuple[Obligation, ...]:
    """Give those in force that wait and need not any more (条件已成就的义务)."""
    return tuple(
        one
        for one in obligations
        if one.state is S.PENDING
        and one.in_force_on is not None
        and is_met(one.duty.waits_for, happened)
    )


def unlocked_by(
    obligations: Collection[Obligation], happened: Happened, numbers: Collection[int]
) -> tuple[int, ...]:
    """Give what would be unlocked if these were performed, beyond what is unlocked anyway (履行后成就的义务)."""
    already = {one.number for one in to_unlock(obligations, happened)}
    then = Happened({*happened.done, *numbers}, happened.dead, happened.events, happened.today)
    return tuple(one.number for one in to_unlock(obligations, then) if one.number not in already)


def what_is_due(
    obligations: Collection[Obligation], events: Mapping[str, date], today: date
) -> DueReport:
    """Tell what is due, overdue, conditional, and hopeless on a day (何者到期)."""
    happened = happened_by(obligations, events, today)
    due: list[DueLine] = []
    waiting: list[int] = []
    hopeless: list[int] = []
    for one in obligations:
        if not one.binds:
            continue
        if one.state is S.PENDING:
            waiting.append(one.number)
            if is_hopeless(one.duty.waits_for, happened):
                hopeless.append(one.number)
        else:
            due.append(_line(one, today))
    due.sort(key=lambda line: (line.due_on or date.max, line.number))
    return DueReport(today, tuple(due), tuple(sorted(waiting)), tuple(sorted(hopeless)))


def in_words(waits_for: Iterable[AnyOf]) -> str:
    """Say in Chinese what is waited for (条件表述)."""
    return "；且".join(_one_in_words(one) for one in waits_for) or "无条件"


def _one_in_words(one: AnyOf) -> str:
    ways = [f"第{number}项已履行" for number in one.obligations]
    ways += [f"“{name}”已发生" for name in one.events]
    if one.day is not None:
        ways.append(f"到{one.day}")
    return "或".join(ways)


def _line(one: Obligation, today: date) -> DueLine:
    next_due = one.next_due()
    duty = one.duty
    return DueLine(
        one.number,
        duty.debtor,
        duty.creditor,
        one.open_fen if duty.amount_fen is not None else None,
        None if next_due is None else next_due.on,
        is_provisional=next_due is not None and next_due.provisional,
        is_overdue=next_due is not None and next_due.on < today,
        state=one.state,
    )
