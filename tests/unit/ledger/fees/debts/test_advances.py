"""Credit of a dwelling settles what it owes, and never more."""

from datetime import date
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.core.offices import Office
from gongtong.core.rulings import Granted, Refused
from gongtong.ledger.books.chart import ADVANCES, RECEIVABLE, SANITATION
from gongtong.ledger.books.entries import EntryKind, Posting
from gongtong.ledger.fees.debts.advances import AdvanceFacts, ApplyAdvance, rule_on_advance

HOME = UUID(int=1)
REQUEST = ApplyAdvance(HOME, SANITATION)
FACTS = AdvanceFacts(20_000, 30_000, date(2026, 6, 1), (Office.KEEPER_OF_BOOKS,))


@pytest.mark.parametrize(
    ("credit_fen", "owed_fen", "moved_fen"),
    [(20_000, 30_000, 20_000), (30_000, 30_000, 30_000), (30_001, 30_000, 30_000)],
)
def test_as_much_moves_as_there_is_and_is_owed(
    credit_fen: int, owed_fen: int, moved_fen: int
) -> None:
    """Less credit than debt, as much, and a fen more."""
    facts = evolve(FACTS, credit_fen=credit_fen, owed_fen=owed_fen)
    ruling = rule_on_advance(REQUEST, facts)
    assert isinstance(ruling, Granted)
    assert (ruling.event.kind, ruling.event.effective_on) == (
        EntryKind.REASSIGNMENT,
        date(2026, 6, 1),
    )
    assert ruling.event.postings == (
        Posting(ADVANCES, SANITATION, moved_fen, HOME),
        Posting(RECEIVABLE, SANITATION, -moved_fen, HOME),
    )


def test_the_entry_may_have_another_day() -> None:
    """Such as the day on which the charge fell due."""
    ruling = rule_on_advance(evolve(REQUEST, effective_on=date(2026, 5, 1)), FACTS)
    assert isinstance(ruling, Granted)
    assert ruling.event.effective_on == date(2026, 5, 1)


def test_every_ground_is_named_at_once() -> None:
    """The cashier, without credit and without debt."""
    facts = evolve(FACTS, credit_fen=0, owed_fen=0, held=(Office.KEEPER_OF_MONEY,))
    ruling = rule_on_advance(REQUEST, facts)
    assert isinstance(ruling, Refused)
    assert ruling.codes == (
        "ledger.office_required",
        "segregation_of_duties",
        "ledger.no_credit",
        "ledger.nothing_owed",
    )


@pytest.mark.parametrize(("credit_fen", "owed_fen"), [(-1, 1), (1, -1)])
def test_less_than_nothing_is_nothing(credit_fen: int, owed_fen: int) -> None:
    """Neither a debit of advances nor a credit of receivables can be used."""
    facts = evolve(FACTS, credit_fen=credit_fen, owed_fen=owed_fen)
    assert isinstance(rule_on_advance(REQUEST, facts), Refused)
