"""Settling a payment in suspense by hand: once, by the keeper of the books, with a reason (待查处理)."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Final
from uuid import UUID

from attrs import evolve, frozen

from gongtong.core.offices import Office
from gongtong.core.periods import local_day
from gongtong.core.places import DwellingLabel
from gongtong.core.rulings import Granted, Reason, Refused, Source, Standing
from gongtong.ledger.books.bookkeeping import reasons_against_bookkeeper
from gongtong.ledger.books.chart import OTHER_INCOME, SUSPENSE, UNVOUCHED_SPENDING
from gongtong.ledger.books.entries import MOST_NARRATION, Draft, EntryKind, Posting
from gongtong.ledger.exchange.bills import Channel
from gongtong.ledger.payments.booking import credits_to_dwelling, debits_of
from gongtong.ledger.payments.payments import Payment, PaymentState, SettledAs

SUSPENSE_RULES: Final = Source("收款规则", "待查处理", standing=Standing.HOUSE)


@frozen
class SettleSuspense:
    """A request to say what a payment in suspense is (待查处理申请).

    A refund is what the statement shows going back to the payer: it clears the spending that stands
    there without papers. The entry is dated today unless another day is given.
    """

    channel: Channel
    transaction_id: str
    settled_as: SettledAs
    reason: str
    dwelling_id: UUID | None = None
    effective_on: date | None = None


@frozen
class SuspenseSettled:
    """A payment left suspense (待查已处理)."""

    payment_id: UUID
    channel: Channel
    transaction_id: str
    settled_as: SettledAs
    dwelling_id: UUID | None
    amount_fen: int
    reason: str
    settled_by: str
    entry_id: UUID


@frozen
class SettlementFacts:
    """What is known of a payment that is to be settled (处理依据).

    `label` is that of the dwelling asked for, if there is such a dwelling; `owed_fen` is what it
    owes, by fund; `money_account` is where the payment came in.
    """

    payment: Payment
    label: DwellingLabel | None
    owed_fen: Mapping[str, int]
    today: date
    held: Collection[Office]
    money_account: str

    @property
    def paid_on(self) -> date:
        """The day on which the payment came in (收款日期)."""
        return local_day(self.payment.at)


def rule_on_settlement(request: SettleSuspense, facts: SettlementFacts) -> Granted[Draft] | Refused:
    """Draft the entry by which a payment leaves suspense, or name every ground against it (待查审核).

    The money leaves the suspense of the fund in which it was parked. What settles a debt in another
    fund moves there with its money: out of the money account in one fund, into it in the other.

    Grounds, in this order: the office, the cashier, not in suspense, no reason, no dwelling, a
    dwelling where none belongs, a dwelling that is not there, a day before the payment.
    """
    reasons = (
        *reasons_against_bookkeeper(
            facts.held, act=("处理待查收款", "settle a payment in suspense")
        ),
        *_reasons(request, facts),
    )
    if reasons:
        return Refused(reasons)
    payment = facts.payment
    credited = _credits(request, facts)
    return Granted(
        Draft(
            kind=_KINDS[request.settled_as],
            effective_on=request.effective_on or facts.today,
            narration=_narration(request, facts)[:MOST_NARRATION],
            postings=(
                Posting(SUSPENSE, payment.fund, payment.amount_fen, None, payment.transaction_id),
                *_moved(credited, payment, facts.money_account),
                *credited,
            ),
        )
    )


_KINDS: Final[Mapping[SettledAs, EntryKind]] = {
    SettledAs.DWELLING: EntryKind.REASSIGNMENT,
    SettledAs.OTHER_INCOME: EntryKind.REASSIGNMENT,
    SettledAs.REFUND: EntryKind.REFUND,
}


def _credits(request: SettleSuspense, facts: SettlementFacts) -> tuple[Posting, ...]:
    payment = facts.payment
    if request.dwelling_id is not None:
        return credits_to_dwelling(
            request.dwelling_id, payment.amount_fen, facts.owed_fen, advance_fund=payment.fund
        )
    is_refund = request.settled_as is SettledAs.REFUND
    account = UNVOUCHED_SPENDING if is_refund else OTHER_INCOME
    return (Posting(account, payment.fund, -payment.amount_fen),)


def _moved(
    credited: tuple[Posting, ...], payment: Payment, money_account: str
) -> Iterator[Posting]:
    """Move the money into each other fund in which it settles something."""
    for debit in debits_of(money_account, credited, payment.transaction_id):
        if debit.fund != payment.fund:
            yield evolve(debit, fund=payment.fund, amount_fen=-debit.amount_fen)
            yield debit


def _narration(request: SettleSuspense, facts: SettlementFacts) -> str:
    return f"待查收款{_destination(request, facts)}：{request.reason.strip()}"


def _destination(request: SettleSuspense, facts: SettlementFacts) -> str:
    match request.settled_as:
        case SettledAs.DWELLING:
            return f"转入{facts.label}"
        case SettledAs.OTHER_INCOME:
            return "转其他收入"
        case SettledAs.REFUND:
            return "已退回付款人"


def _reasons(request: SettleSuspense, facts: SettlementFacts) -> Iterator[Reason]:
    payment = facts.payment
    if payment.state is not PaymentState.IN_SUSPENSE:
        yield _reason(
            "ledger.payment_not_in_suspense",
            f"交易{payment.transaction_id}不在待查中",
            f"transaction {payment.transaction_id} is {payment.state.value}, not in suspense",
            ("state", payment.state.value),
        )
    if not request.reason.strip():
        yield _reason("ledger.settlement_without_reason", "没有写明处理理由", "no reason is given")
    for_dwelling = request.settled_as is SettledAs.DWELLING
    if for_dwelling and request.dwelling_id is None:
        yield _reason(
            "ledger.settlement_without_dwelling", "没有写明转入哪一户", "no dwelling is named"
        )
    if not for_dwelling and request.dwelling_id is not None:
        yield _reason(
            "ledger.settlement_needs_no_dwelling",
            "其他收入或退款不得写明住户",
            "other income and refunds name no dwelling",
        )
    if for_dwelling and request.dwelling_id is not None and facts.label is None:
        yield _reason(
            "ledger.dwelling_unknown",
            "名册中没有这一户",
            "there is no such dwelling in the register",
            ("dwelling", str(request.dwelling_id)),
        )
    if (on := request.effective_on) is not None and on < facts.paid_on:
        yield _reason(
            "ledger.settlement_before_payment",
            f"处理日期{on}早于收款日期{facts.paid_on}",
            f"{on} is before the payment of {facts.paid_on}",
            ("paid_on", str(facts.paid_on)),
        )


def _reason(code: str, zh: str, en: str, *params: tuple[str, str]) -> Reason:
    return Reason(code, zh, en, SUSPENSE_RULES, params)
