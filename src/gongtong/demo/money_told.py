"""The year's money as residents ask for it: what came in, what went out, what is left (收支公开).

Counted from the postings on the accounts that hold money, so that the lines add up to the balances.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from gongtong.core.periods import Span
from gongtong.demo.cast import CAST, Part
from gongtong.ledger.books.chart import (
    ADVANCES,
    OTHER_INCOME,
    RECEIVABLE,
    SUSPENSE,
    UNVOUCHED_SPENDING,
)
from gongtong.ledger.payments.payments import PaymentState
from gongtong.ledger.spending.requests import Spending, SpendingState
from gongtong.notices.board import (
    AccountLine,
    Held,
    IncomeLine,
    MoneyFacts,
    MonthLine,
    Officer,
    Person,
    SpendingLine,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gongtong.demo.findings import YearFindings
    from gongtong.ledger.books.entries import Entry

_INCOME: Final = (
    (RECEIVABLE, "卫生服务费（已对应到户）", ""),
    (ADVANCES, "多缴、预缴（记在该户名下）", "可抵下期费用，也可以退"),
    (SUSPENSE, "待查收款", "尚不能确定是哪一户的，逐笔核对"),
    (OTHER_INCOME, "其他收入", ""),
)


def money_facts(found: YearFindings, *, covers: Span) -> MoneyFacts:
    """Give the income, the spending and the balances of the days that the statements cover (收支内容)."""
    return MoneyFacts(
        income=tuple(_income(found)),
        spending=tuple(_spending(found)),
        accounts=tuple(_accounts(found)),
        months=_months(found),
        suspense=_suspense(found),
        awaiting_papers=_awaiting(found),
        covers=covers,
    )


def _money_accounts(found: YearFindings) -> frozenset[str]:
    return frozenset(account.code for account in found.chart.accounts if account.holds_money)


def _moved_fen(entry: Entry, money: frozenset[str]) -> int:
    return sum(one.amount_fen for one in entry.postings if one.account in money)


def _income(found: YearFindings) -> Iterator[IncomeLine]:
    money = _money_accounts(found)
    sums: defaultdict[str, int] = defaultdict(int)
    for entry in found.entries:
        if _moved_fen(entry, money) > 0:
            for posting in entry.postings:
                if posting.account not in money:
                    sums[posting.account] -= posting.amount_fen
    told = {code: (zh, note) for code, zh, note in _INCOME}
    names = {account.code: account.zh for account in found.chart.accounts}
    for code in sorted(sums, key=lambda one: (one not in told, one)):
        zh, note = told.get(code, (names[code], ""))
        yield IncomeLine(zh, sums[code], note)


def _spending(found: YearFindings) -> Iterator[SpendingLine]:
    for spending in found.spendings:
        if spending.state is SpendingState.BOOKED:
            yield _line(spending)


def _line(spending: Spending) -> SpendingLine:
    payment = spending.payment
    if payment is None:
        message = f"spending {spending.id} is booked without a payment"
        raise ValueError(message)
    return SpendingLine(
        paid_on=payment.paid_on,
        purpose_zh=f"{spending.purpose}（{spending.payee}）",
        amount_fen=spending.amount_fen,
        applicant=_officer(spending.applicant),
        approver=_officer(spending.approvals[-1].approver),
        cashier=_officer(payment.cashier),
        bookkeeper=_officer(spending.booked_by),
    )


def _officer(person_id: str) -> Officer:
    part = _part(CAST, person_id)
    return Officer(part.office.zh, Person(part.name))


def _part(cast: Sequence[Part], person_id: str) -> Part:
    return next(part for part in cast if part.person_id == person_id)


def _accounts(found: YearFindings) -> Iterator[AccountLine]:
    balances: defaultdict[str, int] = defaultdict(int)
    for line in found.trial_balance.lines:
        balances[line.account.code] += line.debit_fen - line.credit_fen
    for account in found.chart.accounts:
        if account.holds_money and account.code in balances:
            yield AccountLine(account.zh, 0, balances[account.code])


def _months(found: YearFindings) -> tuple[MonthLine, ...]:
    money = _money_accounts(found)
    income: defaultdict[int, int] = defaultdict(int)
    spending: defaultdict[int, int] = defaultdict(int)
    for entry in found.entries:
        moved = _moved_fen(entry, money)
        if moved > 0:
            income[entry.effective_on.month] += moved
        elif moved < 0:
            spending[entry.effective_on.month] -= moved
    return tuple(
        MonthLine(month, income[month], spending[month]) for month in sorted({*income, *spending})
    )


def _suspense(found: YearFindings) -> Held:
    waiting = [one for one in found.payments if one.state is PaymentState.IN_SUSPENSE]
    return Held(sum(one.amount_fen for one in waiting), len(waiting))


def _awaiting(found: YearFindings) -> Held:
    booked = {
        one.payment.reference
        for one in found.spendings
        if one.state is SpendingState.BOOKED and one.payment is not None
    }
    open_fen = sum(
        line.debit_fen - line.credit_fen
        for line in found.trial_balance.lines
        if line.account.code == UNVOUCHED_SPENDING
    )
    waiting = [
        one
        for one in found.payments
        if one.state is PaymentState.EXPENSE and one.transaction_id not in booked
    ]
    return Held(open_fen, len(waiting))
