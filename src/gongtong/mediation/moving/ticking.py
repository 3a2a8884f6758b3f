"""What is due on a day in all cases, and what has run out: it is told, and never decided by time alone (到期提示)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from attrs import frozen

from gongtong.mediation.clocks.case_clocks import CaseClock
from gongtong.mediation.escalation.answering import SentUpOnFile
from gongtong.mediation.obligations.graph import DueReport


class DueKind(StrEnum):
    """What it is that is due (到期类型)."""

    CLOCK = "clock"
    OBLIGATION = "obligation"
    UPPER_LEVEL = "upper_level"


@frozen
class DueItem:
    """One thing that is due, or will be (到期事项).

    `proposes` is the event that may be asked for when a clock has run out; nothing happens by itself.
    """

    case: str
    kind: DueKind
    what: str
    due_on: date
    is_overdue: bool
    is_provisional: bool = False
    proposes: str = ""


@frozen
class TellWhatRanOut:
    """A request to tell the clocks of all cases that have run out, each once (到期提示申请).

    With `until` only those whose last day lies no later.
    """

    until: date | None = None


@frozen
class RanOut:
    """A clock that has run out, and what may be asked for now (届满期限)."""

    case: str
    clock: str
    sequence: int
    due_on: date
    proposes: str


@frozen
class RanOutTold:
    """These clocks have run out since it was told last (到期已提示)."""

    on: date
    clocks: tuple[RanOut, ...]


def due_clocks(clocks: Iterable[CaseClock], today: date) -> tuple[DueItem, ...]:
    """Give what the clocks of cases wait for (期限到期事项)."""
    return tuple(
        DueItem(
            one.case,
            DueKind.CLOCK,
            one.zh,
            one.due.on,
            is_overdue=one.due.on < today,
            is_provisional=one.due.provisional,
            proposes=one.event,
        )
        for one in clocks
        if one.due is not None and one.stopped_on is None
    )


def due_obligations(case: str, report: DueReport) -> tuple[DueItem, ...]:
    """Give the obligations of a case that are to be performed (义务到期事项)."""
    return tuple(
        DueItem(
            case,
            DueKind.OBLIGATION,
            f"第{line.number}项义务",
            line.due_on,
            is_overdue=line.is_overdue,
            is_provisional=line.is_provisional,
        )
        for line in report.due
        if line.due_on is not None
    )


def due_above(case: str, sent: Iterable[SentUpOnFile], today: date) -> tuple[DueItem, ...]:
    """Give what an upper level has to answer (上级答复到期事项)."""
    return tuple(
        DueItem(
            case,
            DueKind.UPPER_LEVEL,
            f"上级（{one.to_level}）答复",
            one.due_on,
            is_overdue=one.due_on < today,
        )
        for one in sent
        if one.answer is None
    )


def ran_out(clocks: Iterable[CaseClock], today: date) -> RanOutTold:
    """Make the event that tells what has run out (届满提示)."""
    return RanOutTold(
        today,
        tuple(
            RanOut(one.case, one.clock, one.sequence, one.due.on, one.event)
            for one in clocks
            if one.due is not None
        ),
    )
