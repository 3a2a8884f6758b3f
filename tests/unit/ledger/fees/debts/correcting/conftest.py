"""A charge of 300 yuan, and what is asked about it."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from gongtong.ledger.books.chart import SANITATION
from gongtong.ledger.books.entries import DocumentRef
from gongtong.ledger.fees.debts.corrections import Correction, CorrectionKind, CorrectionState
from gongtong.ledger.fees.debts.debts import BookedCharge
from gongtong.testing.debt_histories import HOME, DebtHistory


@pytest.fixture
def booked() -> BookedCharge:
    """The charge, which stands."""
    return DebtHistory().charge(30_000, "2026-01-01", "2026-03-31")


@pytest.fixture
def asked(booked: BookedCharge) -> Correction:
    """A credit note of 100 yuan that the keeper of the books has asked for."""
    return Correction(
        id=UUID(int=7),
        kind=CorrectionKind.CREDIT_NOTE,
        state=CorrectionState.ASKED,
        dwelling_id=HOME,
        fund=SANITATION,
        amount_fen=10_000,
        reason="面积登记有误",
        asked_by="u-bookkeeper",
        asked_at=datetime(2026, 6, 1, tzinfo=UTC),
        charge_id=booked.id,
        documents=(DocumentRef("更正单.pdf", "0" * 64),),
    )


@pytest.fixture
def refund(asked: Correction) -> Correction:
    """A refund of 100 yuan that was approved, paid and not booked."""
    return Correction(
        id=UUID(int=8),
        kind=CorrectionKind.REFUND,
        state=CorrectionState.PAID,
        dwelling_id=HOME,
        fund=SANITATION,
        amount_fen=10_000,
        reason="住户搬走",
        asked_by="u-bookkeeper",
        asked_at=asked.asked_at,
        documents=asked.documents,
        decided_by="u-chair",
        account="1001",
        paid_by="u-cashier",
        paid_on=date(2026, 6, 2),
    )
