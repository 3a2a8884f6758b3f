"""Examples of the commands of a spending, from the request to the books (支出命令示例)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from attrs import evolve

from gongtong.ledger.books.chart import CASH, CLEANING, FEE_INCOME, SANITATION
from gongtong.ledger.books.entries import DocumentRef
from gongtong.ledger.spending.requests import (
    ApproveSpending,
    BookSpending,
    EndSpending,
    PaySpending,
    RequestSpending,
)
from gongtong.testing.examples.books import open_books
from gongtong.testing.examples.example import CommandExample
from gongtong.testing.examples.people import APPLICANT, BOOKKEEPER, CASHIER, CHAIR

if TYPE_CHECKING:
    from gongtong.testing.stage import Stage

AMOUNT_FEN: Final = 30_000
"""What the spending of the examples costs: 300 yuan (支出金额)."""
_PAID_ON: Final = date(2025, 6, 10)
_PAPERS: Final = (DocumentRef("发票.jpg", "0" * 64),)
_REQUEST: Final = RequestSpending(SANITATION, CLEANING, AMOUNT_FEN, "五月清洁费", "清洁工老周")


def request_spending(stage: Stage) -> UUID:
    """Open the books and ask for a spending (申请支出)."""
    open_books(stage)
    with stage.work(APPLICANT) as work:
        asked = work.ledger.spending.request_spending(_REQUEST, key="stage/request")
    return asked.spending.id


def approve_spending(stage: Stage) -> UUID:
    """Ask for a spending and have it approved (申请并审批支出)."""
    spending_id = request_spending(stage)
    with stage.work(CHAIR) as work:
        work.ledger.spending.approve_spending(ApproveSpending(spending_id), key="stage/approve")
    return spending_id


def pay_spending(stage: Stage) -> UUID:
    """Ask for a spending, have it approved, and pay it (申请, 审批并付款)."""
    spending_id = approve_spending(stage)
    with stage.work(CASHIER) as work:
        order = PaySpending(spending_id, AMOUNT_FEN, CASH, _PAID_ON, "收据0001")
        work.ledger.spending.pay_spending(order, key="stage/pay")
    return spending_id


def _new_request(stage: Stage) -> RequestSpending:
    open_books(stage)
    return _REQUEST


def _of(other: Any) -> Any:
    """Name a spending that does not exist; nothing is refused, for there is nothing to rule on."""
    return evolve(other, spending_id=UUID(int=7))


EXAMPLES: Final = (
    CommandExample(
        "ledger.request_spending",
        _new_request,
        refused=lambda request: evolve(request, expense_account=FEE_INCOME),
        actor=APPLICANT,
    ),
    CommandExample(
        "ledger.approve_spending",
        lambda stage: ApproveSpending(request_spending(stage)),
        altered=_of,
        actor=CHAIR,
    ),
    CommandExample(
        "ledger.reject_spending",
        lambda stage: EndSpending(request_spending(stage), "单价过高"),
        refused=lambda request: evolve(request, reason=""),
        actor=CHAIR,
    ),
    CommandExample(
        "ledger.withdraw_spending",
        lambda stage: EndSpending(request_spending(stage), "改由社区支付"),
        refused=lambda request: evolve(request, reason=""),
        actor=APPLICANT,
    ),
    CommandExample(
        "ledger.pay_spending",
        lambda stage: PaySpending(approve_spending(stage), AMOUNT_FEN, CASH, _PAID_ON, "收据0001"),
        refused=lambda order: evolve(order, amount_fen=AMOUNT_FEN + 1),
        actor=CASHIER,
    ),
    CommandExample(
        "ledger.book_spending",
        lambda stage: BookSpending(pay_spending(stage), _PAPERS),
        refused=lambda order: evolve(order, documents=()),
        actor=BOOKKEEPER,
    ),
)
