"""Booking statements, settling suspense and asking about payments (收款服务)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from uuid import UUID

from attrs import evolve

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.errors import UnknownReferenceError
from gongtong.core.places import DwellingLabel
from gongtong.core.registry.store import load_office_holders, load_register
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.service import post_draft, post_drafts
from gongtong.ledger.books.store import load_chart, load_entry
from gongtong.ledger.fees.debts.service import allocate_credits
from gongtong.ledger.fees.store import load_fees, load_owed
from gongtong.ledger.payments import store
from gongtong.ledger.payments.booking import (
    BillImported,
    ImportBill,
    ImportFacts,
    PlannedPayment,
    rule_on_bill,
)
from gongtong.ledger.payments.learning.service import COMMANDS as ALIAS_COMMANDS
from gongtong.ledger.payments.learning.service import AliasDesk
from gongtong.ledger.payments.learning.store import load_alias_book
from gongtong.ledger.payments.matching import (
    Matched,
    Matcher,
    NotAFee,
    OtherKind,
    Refunded,
    Suspended,
    SuspenseReason,
)
from gongtong.ledger.payments.payments import Payment, PaymentState, Settlement
from gongtong.ledger.payments.policies import CHANNEL_ACCOUNTS, PAYMENT_WORDS
from gongtong.ledger.payments.settling import (
    SettlementFacts,
    SettleSuspense,
    SuspenseSettled,
    rule_on_settlement,
)


def _import_bill(unit: UnitOfWork, request: ImportBill) -> BillImported:
    bill = request.bill
    refunded = (line.refund_of for line in bill.lines if line.refund_of)
    ids = tuple(dict.fromkeys((*(line.transaction_id for line in bill.lines), *refunded)))
    accounts = load_chart(unit).accounts
    facts = ImportFacts(
        matcher=Matcher(
            load_register(unit, unit.today),
            load_fees(unit),
            unit.decide(PAYMENT_WORDS),
            load_alias_book(unit),
        ),
        known=store.load_known(unit, bill.channel, ids),
        owed_fen=load_owed(unit),
        today=unit.today,
        held=load_office_holders(unit).offices_of(unit.actor.id, unit.today),
        account=request.account or unit.decide(CHANNEL_ACCOUNTS).of(bill.channel),
        money_accounts=frozenset(one.code for one in accounts if one.holds_money),
    )
    plan = unit.granted(rule_on_bill(request, facts))
    drafted = [(payment, payment.draft) for payment in plan.payments if payment.draft is not None]
    entries = post_drafts(unit, [draft for _, draft in drafted])
    allocate_credits(unit, entries)
    entry_ids = {
        payment.line.transaction_id: entry.id
        for (payment, _), entry in zip(drafted, entries, strict=True)
    }
    store.save_payments(unit, _payments(unit, request, plan.payments, entry_ids))
    unit.record(plan.event)
    return plan.event


def _payments(
    unit: UnitOfWork,
    request: ImportBill,
    planned: Sequence[PlannedPayment],
    entry_ids: Mapping[str, UUID],
) -> Iterator[Payment]:
    """Give the payments to keep; one that is still under way comes again in a later statement."""
    for one in planned:
        payment = _payment(unit.new_id(), request, one, entry_ids.get(one.line.transaction_id))
        if one.outcome != NotAFee(OtherKind.UNSETTLED):
            yield payment


def _payment(
    payment_id: UUID, request: ImportBill, planned: PlannedPayment, entry_id: UUID | None
) -> Payment:
    line = planned.line
    payment = Payment(
        id=payment_id,
        channel=request.bill.channel,
        transaction_id=line.transaction_id,
        at=line.at,
        payer=line.counterparty,
        payer_account=line.counterparty_account,
        text=line.text,
        direction=line.direction,
        amount_fen=line.amount_fen,
        kind=line.kind,
        file=line.file,
        line=line.line,
        state=PaymentState.IN_SUSPENSE,
        fund=request.fund,
        entry_id=entry_id,
    )
    match planned.outcome:
        case Matched(dwelling_id, by, flags):
            state = PaymentState.MATCHED
            return evolve(payment, state=state, dwelling_id=dwelling_id, matched_by=by, flags=flags)
        case Suspended(reason, candidates):
            return evolve(payment, suspended_for=reason, candidates=candidates)
        case NotAFee(OtherKind.OTHER_INCOME as other, candidates):
            reason = SuspenseReason.NOT_A_FEE
            return evolve(payment, suspended_for=reason, other=other, candidates=candidates)
        case Refunded():
            return evolve(payment, state=PaymentState.REFUNDED, other=OtherKind.REFUND)
        case NotAFee(OtherKind.EXPENSE as other):
            return evolve(payment, state=PaymentState.EXPENSE, other=other)
        case NotAFee(other):
            return evolve(payment, state=PaymentState.NOT_BOOKED, other=other)


def _settle_suspense(unit: UnitOfWork, request: SettleSuspense) -> SuspenseSettled:
    payment = store.load_payment(unit, request.channel, request.transaction_id)
    facts = SettlementFacts(
        payment=payment,
        label=_label_of(unit, request.dwelling_id),
        owed_fen=_owed_by(unit, request.dwelling_id),
        today=unit.today,
        held=load_office_holders(unit).offices_of(unit.actor.id, unit.today),
        money_account=_money_account_of(unit, payment),
    )
    entry = post_draft(unit, unit.granted(rule_on_settlement(request, facts)))
    allocate_credits(unit, (entry,))
    settlement = Settlement(
        settled_as=request.settled_as,
        dwelling_id=request.dwelling_id,
        reason=request.reason.strip(),
        settled_by=unit.actor.id,
        settled_at=unit.now,
        entry_id=entry.id,
    )
    store.save_settlement(unit, payment.id, settlement)
    event = SuspenseSettled(
        payment_id=payment.id,
        channel=payment.channel,
        transaction_id=payment.transaction_id,
        settled_as=settlement.settled_as,
        dwelling_id=settlement.dwelling_id,
        amount_fen=payment.amount_fen,
        reason=settlement.reason,
        settled_by=settlement.settled_by,
        entry_id=entry.id,
    )
    unit.record(event)
    return event


def _money_account_of(unit: UnitOfWork, payment: Payment) -> str:
    """Give the account that the entry of a payment debited; without an entry it lies in no suspense."""
    if payment.entry_id is None:
        return ""
    postings = load_entry(unit, payment.entry_id).postings
    return next(posting.account for posting in postings if posting.amount_fen > 0)


def _label_of(unit: UnitOfWork, dwelling_id: UUID | None) -> DwellingLabel | None:
    if dwelling_id is None:
        return None
    try:
        return load_register(unit, unit.today).dwelling(dwelling_id).label
    except UnknownReferenceError:
        return None


def _owed_by(unit: UnitOfWork, dwelling_id: UUID | None) -> Mapping[str, int]:
    return {} if dwelling_id is None else load_owed(unit, dwelling_id).get(dwelling_id, {})


IMPORT_BILL: Final = Command(
    "ledger.import_bill", ImportBill, BillImported, _import_bill, zh="导入账单"
)
SETTLE_SUSPENSE: Final = Command(
    "ledger.settle_suspense", SettleSuspense, SuspenseSettled, _settle_suspense, zh="处理待查收款"
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (IMPORT_BILL, SETTLE_SUSPENSE, *ALIAS_COMMANDS)


class Payments:
    """The desk where statements are booked and suspense is settled (收款台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Open the desk on one unit of work."""
        self._unit = unit
        self.aliases = AliasDesk(unit)

    def import_bill(self, request: ImportBill, *, key: str) -> BillImported:
        """Book every transaction of a statement that is new (导入账单)."""
        return self._unit.run(IMPORT_BILL, request, key=key)

    def settle_suspense(self, request: SettleSuspense, *, key: str) -> SuspenseSettled:
        """Say what a payment in suspense is (处理待查收款)."""
        return self._unit.run(SETTLE_SUSPENSE, request, key=key)

    def list_payments(
        self, *, state: PaymentState | None = None, dwelling_id: UUID | None = None
    ) -> tuple[Payment, ...]:
        """List payments in the order in which they were made (列出收款)."""
        return store.list_payments(self._unit, state=state, dwelling_id=dwelling_id)

    def list_suspense(self) -> tuple[Payment, ...]:
        """List what waits for a person, with whom each may be for (列出待查)."""
        return store.list_payments(self._unit, state=PaymentState.IN_SUSPENSE)
