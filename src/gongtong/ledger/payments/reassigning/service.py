"""Moving payments to the dwelling that they were for (改户服务)."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.errors import UnknownReferenceError
from gongtong.core.places import DwellingLabel
from gongtong.core.registry.store import load_office_holders, load_register
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.entries import Entry
from gongtong.ledger.books.service import post_draft
from gongtong.ledger.books.store import load_chart, load_entry, load_reversal_of
from gongtong.ledger.fees.debts.allocating import Allocation
from gongtong.ledger.fees.debts.debts import DebtFacts
from gongtong.ledger.fees.debts.histories.store import load_debt_facts
from gongtong.ledger.fees.debts.service import allocate_credits
from gongtong.ledger.fees.debts.store import (
    load_mover_of,
    save_allocations,
    save_moved_credit,
)
from gongtong.ledger.fees.store import load_owed
from gongtong.ledger.payments.reassigning.moving import (
    MovingFacts,
    PaymentReassigned,
    ReassignPayment,
    rule_on_moving,
)
from gongtong.ledger.payments.reassigning.store import save_dwelling_of


def _reassign_payment(unit: UnitOfWork, request: ReassignPayment) -> PaymentReassigned:
    original = load_entry(unit, request.entry_id)
    giver, taker = request.from_dwelling_id, request.to_dwelling_id
    books = load_debt_facts(unit, (giver,))[giver]
    facts = MovingFacts(
        entry=original,
        label=_label_of(unit, taker),
        credit_fen=_credit_of(books),
        owed_fen=load_owed(unit, taker).get(taker, {}),
        mover=load_mover_of(unit, original.id, giver),
        reversed_by=load_reversal_of(unit, original.id),
        money_accounts=[one.code for one in load_chart(unit).accounts if one.holds_money],
        today=unit.today,
        actor=unit.actor.id,
        held=load_office_holders(unit).offices_of(unit.actor.id, unit.today),
    )
    entry = post_draft(unit, unit.granted(rule_on_moving(request, facts)))
    _take_back(unit, books, original, entry)
    allocate_credits(unit, (entry,))
    save_moved_credit(unit, entry.id, original.id, giver=giver, taker=taker)
    save_dwelling_of(unit, original.id, giver=giver, taker=taker)
    event = PaymentReassigned(
        received_by=original.id,
        entry_id=entry.id,
        from_dwelling_id=giver,
        to_dwelling_id=taker,
        amount_fen=sum(facts.credited(giver).values()),
        reason=request.reason.strip(),
        approved_by=unit.actor.id,
    )
    unit.record(event)
    return event


def _take_back(unit: UnitOfWork, books: DebtFacts, original: Entry, entry: Entry) -> None:
    """Open the charges again that the payment had settled."""
    funds = {charge.id: charge.charge.fund for charge in books.charges if not charge.reversed_on}
    taken_back = [
        (
            (books.dwelling_id, funds[one.charge_id]),
            Allocation(
                one.charge_id,
                entry.id,
                -one.amount_fen,
                max(entry.effective_on, one.effective_on),
            ),
        )
        for one in books.allocations
        if one.entry_id == original.id and one.charge_id in funds
    ]
    save_allocations(unit, taken_back)


def _credit_of(books: DebtFacts) -> Mapping[str, int]:
    credit: dict[str, int] = {}
    for move in books.advances:
        credit[move.fund] = credit.get(move.fund, 0) - move.amount_fen
    return credit


def _label_of(unit: UnitOfWork, dwelling_id: UUID) -> DwellingLabel | None:
    try:
        return load_register(unit, unit.today).dwelling(dwelling_id).label
    except UnknownReferenceError:
        return None


REASSIGN_PAYMENT: Final = Command(
    "ledger.reassign_payment", ReassignPayment, PaymentReassigned, _reassign_payment, zh="收款改户"
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (REASSIGN_PAYMENT,)


class Reassigning:
    """The desk where a wrongly matched payment is moved (收款改户台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Open the desk on one unit of work."""
        self._unit = unit

    def reassign_payment(self, request: ReassignPayment, *, key: str) -> PaymentReassigned:
        """Move what a payment credited to the dwelling that it was for (收款改户)."""
        return self._unit.run(REASSIGN_PAYMENT, request, key=key)
