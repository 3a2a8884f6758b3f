"""The desk where the facts of fees are recorded (计费事实服务)."""

from typing import Final
from uuid import UUID

from gongtong.core.commands import AnyCommand, Command
from gongtong.core.storage.unit import UnitOfWork
from gongtong.ledger.books.service import offices_of_actor
from gongtong.ledger.fees.facts import store
from gongtong.ledger.fees.facts.recording import (
    DwellingFactEnded,
    DwellingFactRecorded,
    EndDwellingFact,
    KeptFact,
    RecordDwellingFact,
    rule_on_fact,
    rule_on_fact_end,
)
from gongtong.ledger.fees.meters.store import require_dwelling


def _record_fact(unit: UnitOfWork, request: RecordDwellingFact) -> DwellingFactRecorded:
    require_dwelling(unit, request.dwelling_id)
    ruling = rule_on_fact(
        request,
        store.list_facts(unit, request.dwelling_id),
        held=offices_of_actor(unit),
        new_id=unit.new_id(),
        actor=unit.actor.id,
    )
    event = unit.granted(ruling)
    store.save_fact(unit, event)
    unit.record(event)
    return event


def _end_fact(unit: UnitOfWork, request: EndDwellingFact) -> DwellingFactEnded:
    kept = store.require_fact(unit, request.fact_id)
    event = unit.granted(rule_on_fact_end(request, kept, held=offices_of_actor(unit)))
    store.save_fact_end(unit, kept, request.on)
    unit.record(event)
    return event


RECORD_DWELLING_FACT: Final = Command(
    "ledger.record_dwelling_fact",
    RecordDwellingFact,
    DwellingFactRecorded,
    _record_fact,
    zh="登记计费事实",
)
END_DWELLING_FACT: Final = Command(
    "ledger.end_dwelling_fact", EndDwellingFact, DwellingFactEnded, _end_fact, zh="终止计费事实"
)
COMMANDS: Final[tuple[AnyCommand, ...]] = (RECORD_DWELLING_FACT, END_DWELLING_FACT)


class DwellingFacts:
    """The desk where facts of dwellings are recorded (计费事实台)."""

    def __init__(self, unit: UnitOfWork) -> None:
        """Open the desk on one unit of work."""
        self._unit = unit

    def record(self, request: RecordDwellingFact, *, key: str) -> DwellingFactRecorded:
        """Record what holds of a dwelling from a day on (登记计费事实)."""
        return self._unit.run(RECORD_DWELLING_FACT, request, key=key)

    def end(self, request: EndDwellingFact, *, key: str) -> DwellingFactEnded:
        """Say from which day on a fact holds no longer (终止计费事实)."""
        return self._unit.run(END_DWELLING_FACT, request, key=key)

    def list_facts(self, dwelling_id: UUID) -> tuple[KeptFact, ...]:
        """List what is and was on record of a dwelling (列出计费事实)."""
        return store.list_facts(self._unit, dwelling_id)
