"""Using what a dwelling has paid ahead for what it owes (预收抵扣)."""

from collections.abc import Collection
from datetime import date
from typing import Final
from uuid import UUID

from attrs import frozen

from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Reason, Refused, Source, Standing
from gongtong.ledger.books.bookkeeping import reasons_against_bookkeeper
from gongtong.ledger.books.chart import ADVANCES, RECEIVABLE
from gongtong.ledger.books.entries import Draft, EntryKind, Posting

ADVANCE_RULES: Final = Source("收费规则", "预收抵扣", standing=Standing.HOUSE)


@frozen
class ApplyAdvance:
    """A request to settle what is open in a fund out of the dwelling's credit in it (预收抵扣申请).

    `charges` are ids or codes of charges that the household wants settled first. The entry is dated
    today unless another day is given.
    """

    dwelling_id: UUID
    fund: str
    charges: tuple[str, ...] = ()
    effective_on: date | None = None


@frozen
class AdvanceApplied:
    """Credit of a dwelling settled what it owed (预收已抵扣)."""

    dwelling_id: UUID
    fund: str
    amount_fen: int
    entry_id: UUID


@frozen
class AdvanceFacts:
    """What is known when credit is used (抵扣依据).

    `credit_fen` is what the dwelling has paid ahead in the fund and has not been promised back;
    `owed_fen` the balance of its receivable account there.
    """

    credit_fen: int
    owed_fen: int
    today: date
    held: Collection[Office]


def rule_on_advance(request: ApplyAdvance, facts: AdvanceFacts) -> Granted[Draft] | Refused:
    """Move as much credit as there is to what is owed, or name every ground against it (抵扣审核).

    Grounds, in this order: the office, the cashier, no credit, no debt.
    """
    reasons = list(reasons_against_bookkeeper(facts.held, act=("抵扣预收", "apply an advance")))
    if facts.credit_fen <= 0:
        reasons.append(
            Reason(
                "ledger.no_credit",
                "该户没有可用的预收",
                "the dwelling has no credit",
                ADVANCE_RULES,
            )
        )
    if facts.owed_fen <= 0:
        reasons.append(
            Reason(
                "ledger.nothing_owed", "该户没有欠费", "the dwelling owes nothing", ADVANCE_RULES
            )
        )
    if reasons:
        return Refused(tuple(reasons))
    fen = min(facts.credit_fen, facts.owed_fen)
    who, fund = request.dwelling_id, request.fund
    return Granted(
        Draft(
            EntryKind.REASSIGNMENT,
            request.effective_on or facts.today,
            "预收转应收",
            (Posting(ADVANCES, fund, fen, who), Posting(RECEIVABLE, fund, -fen, who)),
        )
    )
