"""The purchases on the statements, put through two keys (两把钥匙采购)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from attrs import frozen

from gongtong.core.errors import RefusedError
from gongtong.core.periods import local_day
from gongtong.demo.cast import APPLICANT, BOOKKEEPER, CASHIER, CHAIR
from gongtong.demo.clock import at_nine
from gongtong.ledger.books.chart import CLEANING, OTHER_EXPENSE, REPAIRS, SANITATION, SECURITY
from gongtong.ledger.books.entries import DocumentRef
from gongtong.ledger.exchange.bills import Direction
from gongtong.ledger.payments.booking import WALLETS
from gongtong.ledger.spending.requests import (
    ApproveSpending,
    BookSpending,
    EndSpending,
    PaySpending,
    RequestSpending,
    SpendingState,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from uuid import UUID

    from gongtong.demo.stages import Desk
    from gongtong.ledger.exchange.bills import Bill, BillLine

# what the applicant of the demonstration writes on the request, by a word of the purchase
_ACCOUNTS: Final = (
    ("环卫", CLEANING),
    ("垃圾", CLEANING),
    ("清", CLEANING),
    ("门禁", SECURITY),
    ("监控", SECURITY),
    ("灯", REPAIRS),
    ("修", REPAIRS),
    ("钢材", REPAIRS),
)


@frozen
class Purchase:
    """A payment out on a statement, and the statement it stands on (采购)."""

    bill: Bill
    line: BillLine

    @property
    def key(self) -> str:
        """The beginning of the keys of everything that is done about it (采购键)."""
        return f"demo/spending/{self.line.transaction_id}"

    @property
    def expense_account(self) -> str:
        """The account that the applicant writes on the request (支出科目)."""
        return next((code for word, code in _ACCOUNTS if word in self.line.text), OTHER_EXPENSE)

    @property
    def asked_at(self) -> datetime:
        """Two mornings before the payment, but not before the year (申请时刻)."""
        return self._mornings_before(2)

    @property
    def approved_at(self) -> datetime:
        """The morning before the payment, but not before the year (审批时刻)."""
        return self._mornings_before(1)

    def _mornings_before(self, mornings: int) -> datetime:
        paid_on = local_day(self.line.at)
        return at_nine(max(paid_on - timedelta(days=mornings), date(paid_on.year, 1, 1)))

    @property
    def paid_at(self) -> datetime:
        """The moment that the statement says (付款时刻)."""
        return self.line.at


def purchases_of(bills: Sequence[Bill]) -> tuple[Purchase, ...]:
    """List the payments out on all statements in the order of time (采购清单)."""
    found = [
        Purchase(bill, line)
        for bill in bills
        for line in bill.lines
        if line.direction is Direction.OUT and line.is_settled
    ]
    return tuple(sorted(found, key=lambda one: (one.line.at, one.line.transaction_id)))


def pay_under_two_keys(desk: Desk, purchase: Purchase) -> Iterator[None]:
    """Ask, approve and pay; comes back after each step (支出流程).

    What a rule refuses, for example because the fund does not hold enough on that day, is turned down
    on the record; its money stays on the clearing account until its papers are made good.
    """
    spending_id = _ask(desk, purchase)
    yield
    try:
        _approve(desk, purchase, spending_id)
        yield
        _pay(desk, purchase, spending_id)
    except RefusedError as error:
        _turn_down(desk, purchase, spending_id, error)
    yield


def _ask(desk: Desk, purchase: Purchase) -> UUID:
    line = purchase.line
    request = RequestSpending(
        fund=SANITATION,
        expense_account=purchase.expense_account,
        amount_fen=line.amount_fen,
        purpose=line.text or line.kind,
        payee=line.counterparty,
    )
    asked = desk.do(
        APPLICANT,
        purchase.asked_at,
        key=f"{purchase.key}/request",
        verb=lambda work: work.ledger.spending.request_spending,
        request=request,
    )
    return asked.spending.id


def _approve(desk: Desk, purchase: Purchase, spending_id: UUID) -> None:
    desk.do(
        CHAIR,
        purchase.approved_at,
        key=f"{purchase.key}/approve",
        verb=lambda work: work.ledger.spending.approve_spending,
        request=ApproveSpending(spending_id),
    )


def _pay(desk: Desk, purchase: Purchase, spending_id: UUID) -> None:
    order = PaySpending(
        spending_id=spending_id,
        amount_fen=purchase.line.amount_fen,
        paid_from=WALLETS[purchase.bill.channel],
        paid_on=local_day(purchase.line.at),
        reference=purchase.line.transaction_id,
    )
    desk.do(
        CASHIER,
        purchase.paid_at,
        key=f"{purchase.key}/pay",
        verb=lambda work: work.ledger.spending.pay_spending,
        request=order,
    )


def _turn_down(desk: Desk, purchase: Purchase, spending_id: UUID, error: RefusedError) -> None:
    # written down, so that a later run meets the same answer although the fund holds more by then
    known = desk.read(
        CHAIR, purchase.paid_at, lambda work: work.ledger.spending.spending(spending_id)
    )
    if known.state is SpendingState.REJECTED:
        return
    why = EndSpending(spending_id, "；".join(reason.zh for reason in error.reasons))
    desk.do(
        CHAIR,
        purchase.paid_at,
        key=f"{purchase.key}/reject",
        verb=lambda work: work.ledger.spending.reject_spending,
        request=why,
    )


def book_paid(desk: Desk, purchase: Purchase, spending_id: UUID, now: datetime) -> None:
    """Let the keeper of the books enter a paid purchase, on the statement as its voucher (支出记账)."""
    voucher = DocumentRef(purchase.bill.file, purchase.bill.digest)
    order = BookSpending(spending_id, (voucher,))
    desk.do(
        BOOKKEEPER,
        now,
        key=f"{purchase.key}/book",
        verb=lambda work: work.ledger.spending.book_spending,
        request=order,
    )
