"""The desk where costs are shared (公摊服务)."""

from typing import Final

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.registry.store import load_office_holders
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.service import post_drafts
from gongtong.ledger.fees.booked.store import save_charges
from gongtong.ledger.fees.charges import Charge
from gongtong.ledger.fees.debts.service import allocate_credits
from gongtong.ledger.fees.facts.store import list_homes, load_advances, load_charged_spans
from gongtong.ledger.fees.parts import Part
from gongtong.ledger.fees.sharing import store
from gongtong.ledger.fees.sharing.costs import (
    CostShared,
    ShareCost,
    SharingFacts,
    rule_on_sharing,
)
from gongtong.ledger.fees.sharing.weights import weigh

_EVERYBODY: Final = Part()


def _facts(unit: UnitOfWork, request: ShareCost) -> SharingFacts:
    homes = list_homes(unit, request.period, _EVERYBODY, (request.period,))
    return SharingFacts(
        sharers=weigh(
            request.by,
            ((home, home.facts_for(request.period)) for home in homes),
            request.scope,
            free_floors=request.free_floors,
            meter=request.meter,
        ),
        bills=store.load_bills(unit, request.code),
        charged=load_charged_spans(unit, request.period, _EVERYBODY),
        advances_fen=load_advances(unit, _EVERYBODY),
        held=load_office_holders(unit).offices_of(unit.actor.id, unit.today),
    )


def _share_cost(unit: UnitOfWork, request: ShareCost) -> CostShared:
    shared = unit.granted(rule_on_sharing(request, _facts(unit, request)))
    entries = post_drafts(unit, shared.drafts)
    save_charges(unit, entries[0], shared.charges)
    allocate_credits(unit, entries)
    event = CostShared(
        cost_id=unit.new_id(),
        code=request.code,
        kind=request.kind,
        bill=request.bill,
        bill_fen=request.bill_fen,
        charged_fen=request.to_share_fen,
        entry_ids=tuple(entry.id for entry in entries),
    )
    store.save_shared_cost(unit, request, event)
    unit.record(event)
    return event


SHARE_COST: Final = Command("ledger.share_cost", ShareCost, CostShared, _share_cost, zh="分摊费用")
COMMANDS: Final[tuple[AnyCommand, ...]] = (SHARE_COST,)


class Sharing:
    """The desk where costs are shared (公摊台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Open the desk on one unit of work."""
        self._unit = unit

    def share(self, request: ShareCost, *, key: str) -> CostShared:
        """Share the cost of a bill among those it is for (分摊费用)."""
        return self._unit.run(SHARE_COST, request, key=key)

    def preview(self, request: ShareCost) -> tuple[Charge, ...]:
        """Say what each would pay, or raise every ground against it; nothing is written (试算)."""
        ruling = rule_on_sharing(request, _facts(self._unit, request))
        return self._unit.granted(ruling).charges

    def list_costs(self) -> tuple[CostShared, ...]:
        """List the bills that were shared (列出公摊费用)."""
        return store.list_shared_costs(self._unit)
