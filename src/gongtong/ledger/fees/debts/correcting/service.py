"""Asking for corrections, approving them, and paying back (债务更正服务)."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from attrs import evolve

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.registry.store import load_office_holders
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.accounts import Account
from gongtong.ledger.books.service import post_draft
from gongtong.ledger.books.store import load_chart
from gongtong.ledger.fees.debts.allocating import Allocation
from gongtong.ledger.fees.debts.correcting import store
from gongtong.ledger.fees.debts.correcting.approving import (
    BookRefund,
    CorrectionFacts,
    CorrectionMoved,
    CorrectionStep,
    DecideCorrection,
    PayRefund,
    rule_on_decision,
    rule_on_refund_booking,
    rule_on_refund_payment,
)
from gongtong.ledger.fees.debts.correcting.asking import (
    AskingFacts,
    CorrectionAsked,
    CreditCharge,
    RefundCredit,
    WaiveCharge,
    rule_on_asking,
)
from gongtong.ledger.fees.debts.corrections import (
    Correction,
    CorrectionKind,
    CorrectionState,
)
from gongtong.ledger.fees.debts.debts import BookedCharge, DebtFacts
from gongtong.ledger.fees.debts.histories.store import load_debt_facts
from gongtong.ledger.fees.debts.policies import WAIVER
from gongtong.ledger.fees.debts.store import save_allocations


def _credit_charge(unit: UnitOfWork, request: CreditCharge) -> CorrectionAsked:
    who = store.find_dwelling_of(unit, request.charge_id)
    new = _new(unit, CorrectionKind.CREDIT_NOTE, who, request)
    return _ask(unit, evolve(new, charge_id=request.charge_id))


def _waive_charge(unit: UnitOfWork, request: WaiveCharge) -> CorrectionAsked:
    who = store.find_dwelling_of(unit, request.charge_id)
    new = _new(unit, CorrectionKind.WAIVER, who, request)
    return _ask(unit, evolve(new, charge_id=request.charge_id, decision=request.decision.strip()))


def _refund_credit(unit: UnitOfWork, request: RefundCredit) -> CorrectionAsked:
    new = _new(unit, CorrectionKind.REFUND, request.dwelling_id, request)
    return _ask(unit, evolve(new, fund=request.fund))


def _new(
    unit: UnitOfWork,
    kind: CorrectionKind,
    dwelling_id: UUID,
    request: CreditCharge | WaiveCharge | RefundCredit,
) -> Correction:
    return Correction(
        id=unit.new_id(),
        kind=kind,
        state=CorrectionState.ASKED,
        dwelling_id=dwelling_id,
        fund="",
        amount_fen=request.amount_fen,
        reason=request.reason.strip(),
        asked_by=unit.actor.id,
        asked_at=unit.now,
        documents=request.documents,
    )


def _ask(unit: UnitOfWork, asked: Correction) -> CorrectionAsked:
    books = _facts_of(unit, asked.dwelling_id)
    booked = _standing_charge(books, asked.charge_id)
    if booked is not None:
        asked = evolve(asked, fund=booked.charge.fund)
    before = [one for one in store.list_effective(unit, asked.dwelling_id) if _same(one, asked)]
    facts = AskingFacts(
        new=asked,
        booked=booked,
        open_fen=_open_of(unit, books, booked),
        corrected_fen=_sum(one for one in before if one.state is CorrectionState.BOOKED),
        waiting_fen=_sum(one for one in before if one.state.is_waiting),
        credit_fen=_credit_of(books, asked.fund),
        terms=unit.decide(WAIVER),
        held=load_office_holders(unit).offices_of(unit.actor.id, unit.today),
    )
    event = unit.granted(rule_on_asking(facts))
    store.save_correction(unit, event.correction)
    unit.record(event)
    return event


def _same(one: Correction, other: Correction) -> bool:
    """Whether two corrections draw on the same amount."""
    if other.charge_id is not None:
        return one.charge_id == other.charge_id
    return one.kind is CorrectionKind.REFUND and one.fund == other.fund


def promised_fen(unit: UnitOfWork, dwelling_id: UUID, fund: str) -> int:
    """Give how much of a dwelling's credit waits to be paid back (待退款)."""
    return _sum(
        one
        for one in store.list_effective(unit, dwelling_id)
        if one.kind is CorrectionKind.REFUND and one.fund == fund and one.state.is_waiting
    )


def _decide_correction(unit: UnitOfWork, request: DecideCorrection) -> CorrectionMoved:
    facts = _facts(unit, store.load_correction(unit, request.correction_id))
    step = unit.granted(rule_on_decision(request, facts))
    return _take(unit, step)


def _pay_refund(unit: UnitOfWork, request: PayRefund) -> CorrectionMoved:
    facts = _facts(unit, store.load_correction(unit, request.correction_id), request.account)
    step = unit.granted(rule_on_refund_payment(request, facts))
    return _take(unit, step)


def _book_refund(unit: UnitOfWork, request: BookRefund) -> CorrectionMoved:
    facts = _facts(unit, store.load_correction(unit, request.correction_id))
    step = unit.granted(rule_on_refund_booking(facts))
    return _take(unit, step)


def _take(unit: UnitOfWork, step: CorrectionStep) -> CorrectionMoved:
    event = step.event
    if step.draft is not None:
        entry = post_draft(unit, step.draft)
        event = evolve(event, correction=evolve(event.correction, entry_id=entry.id))
        if event.correction.charge_id is not None and event.settled_fen:
            one = Allocation(
                event.correction.charge_id, entry.id, event.settled_fen, entry.effective_on
            )
            at = event.correction.dwelling_id, event.correction.fund
            save_allocations(unit, ((at, one),))
    store.save_step(unit, event.correction)
    unit.record(event)
    return event


def _facts(unit: UnitOfWork, correction: Correction, account: str | None = None) -> CorrectionFacts:
    books = _facts_of(unit, correction.dwelling_id)
    booked = _standing_charge(books, correction.charge_id)
    return CorrectionFacts(
        correction=correction,
        booked=booked,
        open_fen=_open_of(unit, books, booked),
        credit_fen=_credit_of(books, correction.fund),
        terms=unit.decide(WAIVER),
        today=unit.today,
        actor=unit.actor.id,
        held=load_office_holders(unit).offices_of(unit.actor.id, unit.today),
        account=_account(unit, account or correction.account),
    )


def _facts_of(unit: UnitOfWork, dwelling_id: UUID) -> DebtFacts:
    return load_debt_facts(unit, (dwelling_id,))[dwelling_id]


def _standing_charge(books: DebtFacts, charge_id: UUID | None) -> BookedCharge | None:
    return next(
        (one for one in books.charges if one.id == charge_id and one.reversed_on is None), None
    )


def _open_of(unit: UnitOfWork, books: DebtFacts, booked: BookedCharge | None) -> int:
    return 0 if booked is None else books.open_on(booked, max(unit.today, booked.booked_on))


def _credit_of(books: DebtFacts, fund: str) -> int:
    return -sum(move.amount_fen for move in books.advances if move.fund == fund)


def _account(unit: UnitOfWork, code: str | None) -> Account | None:
    return next((one for one in load_chart(unit).accounts if one.code == code), None)


def _sum(corrections: Iterable[Correction]) -> int:
    return sum(one.amount_fen for one in corrections)


CREDIT_CHARGE: Final = Command(
    "ledger.credit_charge", CreditCharge, CorrectionAsked, _credit_charge, zh="申请减额"
)
WAIVE_CHARGE: Final = Command(
    "ledger.waive_charge", WaiveCharge, CorrectionAsked, _waive_charge, zh="申请减免"
)
REFUND_CREDIT: Final = Command(
    "ledger.refund_credit", RefundCredit, CorrectionAsked, _refund_credit, zh="申请退款"
)
DECIDE_CORRECTION: Final = Command(
    "ledger.decide_correction",
    DecideCorrection,
    CorrectionMoved,
    _decide_correction,
    zh="审批债务更正",
)
PAY_REFUND: Final = Command(
    "ledger.pay_refund", PayRefund, CorrectionMoved, _pay_refund, zh="支付退款"
)
BOOK_REFUND: Final = Command(
    "ledger.book_refund", BookRefund, CorrectionMoved, _book_refund, zh="登记退款"
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (
    CREDIT_CHARGE,
    WAIVE_CHARGE,
    REFUND_CREDIT,
    DECIDE_CORRECTION,
    PAY_REFUND,
    BOOK_REFUND,
)


class Correcting:
    """The desk where debts are corrected and credit is paid back (债务更正台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Open the desk on one unit of work."""
        self._unit = unit

    def credit_charge(self, request: CreditCharge, *, key: str) -> CorrectionAsked:
        """Ask to lower a charge that was too high (申请减额)."""
        return self._unit.run(CREDIT_CHARGE, request, key=key)

    def waive_charge(self, request: WaiveCharge, *, key: str) -> CorrectionAsked:
        """Ask not to collect what is open of a charge (申请减免)."""
        return self._unit.run(WAIVE_CHARGE, request, key=key)

    def refund_credit(self, request: RefundCredit, *, key: str) -> CorrectionAsked:
        """Ask to pay back what a dwelling has paid ahead (申请退款)."""
        return self._unit.run(REFUND_CREDIT, request, key=key)

    def decide(self, request: DecideCorrection, *, key: str) -> CorrectionMoved:
        """Approve or refuse what somebody else asked for (审批债务更正)."""
        return self._unit.run(DECIDE_CORRECTION, request, key=key)

    def pay_refund(self, request: PayRefund, *, key: str) -> CorrectionMoved:
        """Say, as the cashier, that a refund was paid (支付退款)."""
        return self._unit.run(PAY_REFUND, request, key=key)

    def book_refund(self, request: BookRefund, *, key: str) -> CorrectionMoved:
        """Write a refund into the books that the cashier has paid (登记退款)."""
        return self._unit.run(BOOK_REFUND, request, key=key)

    def list_corrections(self, dwelling_id: UUID | None = None) -> tuple[Correction, ...]:
        """List corrections, all or one dwelling's (列出债务更正)."""
        return store.list_corrections(self._unit, dwelling_id)
