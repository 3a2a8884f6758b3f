"""What is owed: who owes what to whom, when, on what condition, and how it is seen (约定义务)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from itertools import accumulate
from typing import Final

from attrs import field, frozen

from gongtong.core.money import allocate
from gongtong.core.places import DwellingLabel
from gongtong.core.workdays.deadlines import DueDate
from gongtong.core.workdays.terms import Term
from gongtong.mediation.obligations.conditions import AnyOf
from gongtong.mediation.obligations.obligation_machine import ObligationState

WEEK: Final = Term(7)


class DutyKind(StrEnum):
    """What a debtor owes (义务类型)."""

    MONEY = "money"
    ACT = "act"
    FORBEARANCE = "forbearance"


class DutySubject(StrEnum):
    """What an obligation is about, where the law says something of it (义务标的)."""

    ORDINARY = "ordinary"
    DOCUMENTS = "documents"
    CUT_OFF_UTILITIES = "cut_off_utilities"
    MEDIATION_FEE = "mediation_fee"
    TITLE = "title"
    STATUS = "status"


class Verifier(StrEnum):
    """Whose word it takes that something was performed (核实人)."""

    CREDITOR = "creditor"
    MEDIATOR = "mediator"


@frozen(order=True)
class Side:
    """Who owes, or to whom: a party, or one household of a group (义务一方)."""

    party: str
    household: DwellingLabel | None = None


@frozen
class Instalment:
    """A part of an amount, due on a day or a term after the obligation was unlocked (分期)."""

    amount_fen: int
    within: Term | None = None
    on: date | None = None


@frozen
class Duty:
    """One obligation as it is agreed (约定义务).

    `number` is its own in the case. An amount is in whole fen and belongs to `DutyKind.MONEY` alone; `instalments`
    divide it exactly. It is due `on` a day, or `within` a term from the day on which everything in `waits_for`
    has come to pass; `long_stop` is the last day for that. `evidence` says in words what shows the
    performance. `cure` is the time given by a demand before a breach can be declared; `accelerates` makes every
    instalment due then.
    """

    number: int
    kind: DutyKind
    debtor: Side
    creditor: Side
    words: str = field(repr=False)
    amount_fen: int | None = None
    instalments: tuple[Instalment, ...] = ()
    within: Term | None = None
    on: date | None = None
    waits_for: tuple[AnyOf, ...] = ()
    long_stop: date | None = None
    evidence: str = field(default="", repr=False)
    verifier: Verifier = Verifier.CREDITOR
    cure: Term = WEEK
    accelerates: bool = False
    subject: DutySubject = DutySubject.ORDINARY

    @property
    def parts(self) -> tuple[Instalment, ...]:
        """The instalments, or the whole as one (各期)."""
        return self.instalments or (Instalment(self.amount_fen or 0, self.within, self.on),)


@frozen
class Falling:
    """A part of an obligation and the day on which it falls due (到期部分)."""

    amount_fen: int
    due: DueDate


@frozen
class Obligation:
    """An obligation as it stands (在册义务).

    `in_force_on` is the day from which on it binds; a draft has none. `schedule` is empty until it is unlocked. `paid_fen` is what was accepted. `counts_as_done` says of one that was
    waived that those which wait for it need not. `replaced_by` are the numbers of those in its place.
    """

    duty: Duty
    state: ObligationState = ObligationState.PENDING
    in_force_on: date | None = None
    unlocked_on: date | None = None
    schedule: tuple[Falling, ...] = ()
    paid_fen: int = 0
    demanded_on: date | None = None
    cure_until: DueDate | None = None
    counts_as_done: bool = False
    replaced_by: tuple[int, ...] = ()
    is_late: bool = False

    @property
    def binds(self) -> bool:
        """Whether it is in force and still to be performed (是否有效未了)."""
        return self.in_force_on is not None and self.state.is_open

    @property
    def number(self) -> int:
        """The number in the case (义务编号)."""
        return self.duty.number

    @property
    def open_fen(self) -> int:
        """What is still to be paid, due or not (未付金额)."""
        return (self.duty.amount_fen or 0) - self.paid_fen if self.state.is_open else 0

    def next_due(self) -> DueDate | None:
        """Give the day of the earliest part that is not paid; nothing before it is unlocked (最近到期日)."""
        reached = accumulate(part.amount_fen for part in self.schedule)
        for part, through in zip(self.schedule, reached, strict=True):
            if through > self.paid_fen or self.duty.kind is not DutyKind.MONEY:
                return part.due
        return None

    def due_fen(self, day: date) -> int:
        """Give what had to be paid by a day and was not; its last day is in (到期应付未付)."""
        by_then = sum(part.amount_fen for part in self.schedule if part.due.on <= day)
        return max(0, by_then - self.paid_fen) if self.state.is_open else 0


def share_out(
    total_fen: int, households: Sequence[DwellingLabel], weights: Iterable[int] | None = None
) -> dict[DwellingLabel, int]:
    """Divide an amount over households, equally unless weights are given; every fen is placed (分摊).

    >>> parts = share_out(48_000_00, [DwellingLabel(1, 1, n) for n in range(175)])
    >>> sorted(set(parts.values())), list(parts.values()).count(274_29)
    ([27428, 27429], 100)
    """
    by = [1] * len(households) if weights is None else list(weights)
    return dict(zip(households, allocate(total_fen, by), strict=True))
