"""A deposit is held apart with its money, and comes back to the dwelling's credit."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Refused
from gongtong.ledger.books.chart import (
    ADVANCES,
    CASH,
    DEPOSIT_FUND,
    DEPOSITS_HELD,
    RECEIVABLE,
    SANITATION,
)
from gongtong.ledger.books.entries import DocumentRef, EntryKind, Posting
from gongtong.ledger.fees.debts.depositing.deposits import (
    DepositFacts,
    DepositStep,
    MoveDeposit,
    rule_on_deposit,
)

HOME = UUID(int=1)
PAPER = (DocumentRef("装修申请.pdf", "0" * 64),)
REQUEST = MoveDeposit(HOME, 200_000, SANITATION, CASH, "装修押金", PAPER)
FACTS = DepositFacts(
    DepositStep.HOLD, 200_000, DEPOSIT_FUND, (CASH,), date(2026, 6, 1), (Office.KEEPER_OF_BOOKS,)
)


def codes(request: MoveDeposit = REQUEST, facts: DepositFacts = FACTS) -> tuple[str, ...]:
    ruling = rule_on_deposit(request, facts)
    return ruling.codes if isinstance(ruling, Refused) else ()


@pytest.mark.parametrize(
    ("step", "sign", "narration"),
    [
        (DepositStep.HOLD, 1, "收存押金：装修押金"),
        (DepositStep.RELEASE, -1, "解除押金：装修押金"),
    ],
)
def test_a_deposit_moves_with_its_money(step: DepositStep, sign: int, narration: str) -> None:
    """Out of credit into the fund of deposits, and back the same way; each fund balances."""
    ruling = rule_on_deposit(REQUEST, evolve(FACTS, step=step))
    assert isinstance(ruling, Granted)
    draft = ruling.event
    assert (draft.kind, draft.effective_on, draft.narration) == (
        EntryKind.REASSIGNMENT,
        date(2026, 6, 1),
        narration,
    )
    fen = sign * 200_000
    assert draft.postings == (
        Posting(ADVANCES, SANITATION, fen, HOME),
        Posting(CASH, SANITATION, -fen),
        Posting(CASH, DEPOSIT_FUND, fen),
        Posting(DEPOSITS_HELD, DEPOSIT_FUND, -fen, HOME),
    )


@pytest.mark.parametrize(("there_fen", "refused"), [(199_999, True), (200_000, False)])
def test_no_more_moves_than_is_there(there_fen: int, refused: bool) -> None:
    """A fen too little is too little."""
    found = codes(facts=evolve(FACTS, there_fen=there_fen))
    assert found == (("ledger.deposit_too_large",) if refused else ())


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"reason": " "}, "ledger.deposit_without_reason"),
        ({"documents": ()}, "ledger.deposit_without_document"),
        ({"amount_fen": 0}, "ledger.deposit_of_nothing"),
        ({"account": RECEIVABLE}, "ledger.no_money_account"),
        ({"fund": DEPOSIT_FUND}, "ledger.deposit_not_apart"),
    ],
)
def test_each_ground_is_named(change: dict[str, Any], expected: str) -> None:
    """One thing wrong at a time."""
    assert codes(evolve(REQUEST, **change)) == (expected,)


def test_the_keeper_of_the_books_moves_it() -> None:
    """Not who keeps the money; and the day may be another."""
    assert codes(facts=evolve(FACTS, held=(Office.KEEPER_OF_MONEY,))) == (
        "ledger.office_required",
        "segregation_of_duties",
    )
    ruling = rule_on_deposit(evolve(REQUEST, effective_on=date(2026, 5, 1)), FACTS)
    assert isinstance(ruling, Granted)
    assert ruling.event.effective_on == date(2026, 5, 1)
