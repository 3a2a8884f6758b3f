"""Settling charges, and asking what a household owes and why (债务服务).

`allocate_credits` is a plain function: desks that take money call it inside their own command.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.registry.store import load_office_holders
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.chart import RECEIVABLE
from gongtong.ledger.books.entries import Entry
from gongtong.ledger.books.service import post_draft
from gongtong.ledger.fees.debts import store
from gongtong.ledger.fees.debts.advances import (
    AdvanceApplied,
    AdvanceFacts,
    ApplyAdvance,
    rule_on_advance,
)
from gongtong.ledger.fees.debts.agreeing.agreements import AgreeInstalments, InstalmentsAgreed
from gongtong.ledger.fees.debts.agreeing.service import AGREE_INSTALMENTS
from gongtong.ledger.fees.debts.agreeing.store import list_plans
from gongtong.ledger.fees.debts.allocating import Allocation, CreditsAllocated, settle
from gongtong.ledger.fees.debts.correcting.service import COMMANDS as CORRECTING_COMMANDS
from gongtong.ledger.fees.debts.correcting.service import Correcting, promised_fen
from gongtong.ledger.fees.debts.debts import AccountMovement, Debt, DebtFacts, debt_at
from gongtong.ledger.fees.debts.depositing.service import COMMANDS as DEPOSITING_COMMANDS
from gongtong.ledger.fees.debts.depositing.service import Depositing
from gongtong.ledger.fees.debts.histories.store import load_debt_facts
from gongtong.ledger.fees.debts.instalments import PlanState, plan_state
from gongtong.ledger.fees.debts.late.assessing import (
    AssessLateCharges,
    LateChargesAssessed,
    accrued_by_charge,
)
from gongtong.ledger.fees.debts.late.service import ASSESS_LATE_CHARGES, late_items
from gongtong.ledger.fees.debts.policies import ALLOCATION_ORDER
from gongtong.ledger.fees.debts.reminding.service import COMMANDS as REMINDING_COMMANDS
from gongtong.ledger.fees.debts.reminding.service import Reminding

_NOBODY_CHOSE: Final[Mapping[UUID, Collection[str | UUID]]] = {}


def allocate_credits(
    unit: UnitOfWork,
    entries: Sequence[Entry],
    chosen: Mapping[UUID, Collection[str | UUID]] = _NOBODY_CHOSE,
) -> tuple[Allocation, ...]:
    """Give what entries credit to dwellings' receivables to their open charges, and save it (核销).

    To be called inside a command, after the entries and any charges of theirs are saved. Money that
    lay free on an account, because its charge was reversed, is given to new charges too. `chosen`
    names, by entry, the ids or codes of the charges that the payer wants to pay.
    """
    keys = _keys_to_settle(unit, entries)
    if not keys:
        return ()
    terms = unit.decide(ALLOCATION_ORDER)
    made = [
        ((account.dwelling_id, account.fund), allocation)
        for account in store.list_accounts(unit, keys, [entry.id for entry in entries])
        for allocation in settle(account, terms, chosen)
    ]
    store.save_allocations(unit, made)
    allocations = tuple(allocation for _, allocation in made)
    if allocations:
        unit.record(CreditsAllocated(allocations))
    return allocations


def _keys_to_settle(unit: UnitOfWork, entries: Sequence[Entry]) -> frozenset[store.AccountKey]:
    """Give the accounts that were credited, and those whose debit met money that lay free."""
    net: Counter[store.AccountKey] = Counter()
    credited: set[store.AccountKey] = set()
    for entry in entries:
        for posting in entry.postings:
            if posting.account == RECEIVABLE and posting.dwelling_id is not None:
                at = posting.dwelling_id, posting.fund
                net[at] += posting.amount_fen
                if posting.amount_fen < 0:
                    credited.add(at)
    debited = {at for at, fen in net.items() if fen > 0 and at not in credited}
    balances = store.load_balances(unit, {who for who, _ in debited}) if debited else {}
    return frozenset(credited | {at for at in debited if balances.get(at, 0) < net[at]})


def _apply_advance(unit: UnitOfWork, request: ApplyAdvance) -> AdvanceApplied:
    who, fund = request.dwelling_id, request.fund
    books = load_debt_facts(unit, (who,))[who]
    facts = AdvanceFacts(
        credit_fen=_sum_in(fund, books.advances) * -1 - promised_fen(unit, who, fund),
        owed_fen=_sum_in(fund, books.receivable),
        today=unit.today,
        held=load_office_holders(unit).offices_of(unit.actor.id, unit.today),
    )
    entry = post_draft(unit, unit.granted(rule_on_advance(request, facts)))
    ids = {str(charge.id): charge.id for charge in books.charges}
    allocate_credits(unit, (entry,), {entry.id: [ids.get(one, one) for one in request.charges]})
    amount_fen = next(posting.amount_fen for posting in entry.postings)
    event = AdvanceApplied(who, fund, amount_fen, entry.id)
    unit.record(event)
    return event


def _sum_in(fund: str, moves: Sequence[AccountMovement]) -> int:
    return sum(move.amount_fen for move in moves if move.fund == fund)


APPLY_ADVANCE: Final = Command(
    "ledger.apply_advance", ApplyAdvance, AdvanceApplied, _apply_advance, zh="抵扣预收"
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (
    APPLY_ADVANCE,
    ASSESS_LATE_CHARGES,
    AGREE_INSTALMENTS,
    *CORRECTING_COMMANDS,
    *REMINDING_COMMANDS,
    *DEPOSITING_COMMANDS,
)


class Debts:
    """The desk where debts are explained, corrected and agreed about (债务台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Open the desk on one unit of work."""
        self._unit = unit
        self.correcting = Correcting(unit)
        self.reminding = Reminding(unit)
        self.depositing = Depositing(unit)

    def debt_of(self, dwelling_id: UUID, *, on: date | None = None) -> Debt:
        """Say what a dwelling owes at the end of a day, and why, line by line (住户债务)."""
        day = on or self._unit.today
        facts = self._facts(dwelling_id)
        plans = list_plans(self._unit, dwelling_id)
        items = tuple(late_items(self._unit, facts, plans, day, as_of=day))
        return debt_at(facts, day, late_fen=accrued_by_charge(items).items())

    def apply_advance(self, request: ApplyAdvance, *, key: str) -> AdvanceApplied:
        """Settle what a dwelling owes out of what it has paid ahead (抵扣预收)."""
        return self._unit.run(APPLY_ADVANCE, request, key=key)

    def assess_late_charges(self, request: AssessLateCharges, *, key: str) -> LateChargesAssessed:
        """Book the late charges that have accrued (计收违约金)."""
        return self._unit.run(ASSESS_LATE_CHARGES, request, key=key)

    def agree_instalments(self, request: AgreeInstalments, *, key: str) -> InstalmentsAgreed:
        """Sign a plan of instalments for the committee (签订分期协议)."""
        return self._unit.run(AGREE_INSTALMENTS, request, key=key)

    def plan_states(self, dwelling_id: UUID, *, on: date | None = None) -> tuple[PlanState, ...]:
        """Say how the plans of a dwelling stand at the end of a day (分期状态)."""
        day = on or self._unit.today
        facts = self._facts(dwelling_id)
        return tuple(
            plan_state(plan, facts, day)
            for plan in list_plans(self._unit, dwelling_id)
            if plan.agreed_on <= day
        )

    def _facts(self, dwelling_id: UUID) -> DebtFacts:
        return load_debt_facts(self._unit, (dwelling_id,))[dwelling_id]
