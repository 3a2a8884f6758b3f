"""What stands against a payment: another payee, a change, the wrong order."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from attrs import evolve

from gongtong.ledger.books.entries import DocumentRef
from gongtong.ledger.spending.payment_reasons import reasons_of_papers, reasons_of_payment
from gongtong.ledger.spending.requests import Approval, PaySpending, Spending
from gongtong.ledger.spending.spending_facts import SpendingFacts
from gongtong.ledger.spending.two_keys import DEFAULT_TWO_KEYS

ORDER = PaySpending(UUID(int=7), 600_000, "1001", date(2025, 2, 6))
Known = Callable[..., SpendingFacts]


def codes(order: PaySpending, spending: Spending, facts: SpendingFacts) -> list[str]:
    return [one.code for one in reasons_of_payment(order, spending, facts)]


@pytest.mark.parametrize(
    ("payee", "refused"), [("", False), ("新民建材", False), (" 新民建材 ", False), ("他人", True)]
)
def test_the_payee_is_who_was_approved(
    spending: Spending, known: Known, payee: str, refused: bool
) -> None:
    """Left out, it is; another name is refused."""
    found = codes(evolve(ORDER, payee=payee), spending, known("cashier"))
    assert found == (["ledger.payee_differs"] if refused else [])


@pytest.mark.parametrize(
    "change",
    [
        {"amount_fen": 700_000},
        {"payee": "他人"},
        {"purpose": "别的"},
        {"fund": "common"},
        {"expense_account": "5101"},
    ],
)
def test_what_was_changed_after_the_approval_is_not_paid(
    spending: Spending, known: Known, change: dict[str, Any]
) -> None:
    """Even when the row itself was changed and the order agrees with it."""
    approved = evolve(spending, approved_terms=spending.terms)
    assert codes(ORDER, approved, known("cashier")) == []
    changed = evolve(approved, **change)
    order = evolve(ORDER, amount_fen=changed.amount_fen)
    assert codes(order, changed, known("cashier")) == ["ledger.changed_after_approval"]


@pytest.mark.parametrize(("day", "refused"), [(4, True), (5, False), (6, False)])
def test_nobody_approves_what_was_paid_before(
    spending: Spending, known: Known, day: int, refused: bool
) -> None:
    """The day of the last yes is the first on which it can be paid, a supervisor's yes included."""
    first, last = Approval("chair", date(2025, 2, 3)), Approval("x", date(2025, 2, 5))
    order = evolve(ORDER, paid_on=date(2025, 2, day))
    expected = ["ledger.approved_after_payment"] if refused else []
    for given in (
        evolve(spending, approvals=(last, first)),
        evolve(spending, approvals=(first,), consents=(last,)),
    ):
        assert codes(order, given, known("cashier")) == expected
        lenient = evolve(DEFAULT_TWO_KEYS, approved_before_paid=False)
        assert codes(order, given, known("cashier", rule=lenient)) == []


def test_what_nobody_had_to_approve_has_no_order(spending: Spending, known: Known) -> None:
    """An emergency without approvals is paid on any day."""
    assert codes(evolve(ORDER, paid_on=date(2024, 1, 1)), spending, known("cashier")) == []


def test_one_paper_is_enough_and_none_is_not() -> None:
    """An invoice, a receipt, whatever the file."""
    assert list(reasons_of_papers((DocumentRef("发票.pdf", "0f" * 32),))) == []
    assert [one.code for one in reasons_of_papers(())] == ["ledger.voucher_missing"]
